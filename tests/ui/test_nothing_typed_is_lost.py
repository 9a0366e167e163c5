"""Every form of the table of access keeps what is typed in it: found by itself, and lost in each way."""

import html
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from desmigratif.accounts.models import Session
from tests import factories
from tests.test_access import CASES, TABLE
from tests.ui.pages import parsed

pytestmark = pytest.mark.django_db
#: Who tries a page, as far as the table lets them.
TRYING = ("admin", "officer", "reviewer", "pillar_lead")
#: Addresses whose page turned out to have nothing to fill in; asked once in a run.
PLAIN = set()
#: Shows on the spot what the words were asked for.
REVEAL = "/nik/"
TYPED = ("text", "search", "textarea", "email", "tel", "number")


def sign_in(client, user):
    cache.clear()
    entries = {"login": user.email, "password": factories.PASSWORD}
    entries["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
    client.post(reverse("account_login"), entries)


def typed_in(controls):
    """What somebody types and chooses in a form within a minute; empty where there is nothing of it."""
    typed = {}
    for name, (kind, values) in controls.items():
        if kind in TYPED:
            typed[name] = f"Ketikan {len(typed)}"
        elif values and kind in ("select", "radio", "checkbox"):
            typed[name] = values[-1]
    return typed


def lost_of(answer, typed):
    """Names of the entries that a page does not show as typed; of its forms, that which shows most counts."""
    if answer.status_code != 200:
        return [str(answer.status_code)]
    posting = [
        entries for attrs, entries in parsed(answer).forms if attrs.get("method", "").lower() == "post"
    ]
    lost = [
        [name for name, value in typed.items() if value not in ("", entries.get(name))] for entries in posting
    ]
    return min(lost, key=len, default=list(typed))


@contextmanager
def as_opened(client, user):
    """Signed in with the page just opened, and everything back as it was afterwards."""
    cookie = client.cookies["csrftoken"].value
    with transaction.atomic():
        client.force_login(user)
        yield
        transaction.set_rollback(True)
    client.cookies["csrftoken"] = cookie


def ends(client, user, address, posted):
    Session.objects.all().delete()
    client.post(address, posted)
    sign_in(client, user)
    return client.get(address)


def elsewhere(client, user, address, posted):
    Session.objects.all().delete()
    sign_in(client, user)
    return client.post(address, posted, follow=True)


def is_refused(client, user, address, posted):
    """Most of what is typed here is no number, no day and no address."""
    return client.post(address, posted)


def forms_to_lose(name, key, expected, request, things):
    who = next((person for person in TRYING if expected[person] == "ok"), None)
    if who is None or name in PLAIN:
        return
    user, address = request.getfixturevalue(who), reverse(name, args=things[key])
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    answer = client.get(address)
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        PLAIN.add(name)
        return
    page = parsed(answer)
    has_one = False
    for (attrs, entries), controls in zip(page.forms, page.controls, strict=True):
        if attrs.get("method", "").lower() != "post" or attrs.get("class") in ("lang", "out"):
            continue
        # Without the mark it is a form of passwords, which are kept nowhere (tests/ui/test_kept.py).
        if "who" in entries and (typed := typed_in(controls)):
            has_one = True
            yield client, user, address, attrs, entries, typed, page
    if not has_one:
        PLAIN.add(name)


def test_what_is_typed_outlives_a_refusal_the_session_and_a_sign_in_elsewhere(request, things):
    tried = 0
    failed = []
    for name, (method, key, expected) in TABLE.items():
        if method != "get":
            continue
        for client, user, address, attrs, entries, typed, _page in forms_to_lose(
            name, key, expected, request, things
        ):
            target = attrs.get("action") or address
            for way in (is_refused, ends, elsewhere):
                with as_opened(client, user):
                    answer = way(client, user, target, entries | typed)
                    is_stored = way is is_refused and (answer.status_code == 302 or target.endswith(REVEAL))
                    if not is_stored and (gone := lost_of(answer, typed)):
                        failed.append((name, target, way.__name__, gone[:5]))
                    tried += 1
    assert not failed, "\n".join(map(str, failed))
    assert tried > 100, tried


def test_the_language_is_switched_without_javascript_and_without_a_loss(request, things):
    """The buttons of the header send the form of the page; Enter still presses the first one of its own."""
    tried, failed = set(), []
    for name, (method, key, expected) in TABLE.items():
        if method != "get":
            continue
        own = []
        for client, user, address, attrs, entries, typed, page in forms_to_lose(
            name, key, expected, request, things
        ):
            if attrs.get("action", address).partition("?")[0] not in ("", address):
                continue
            own.append(attrs)
            if attrs.get("id") != "entry":
                failed.append((name, "is not the form that the switch sends"))
                continue
            buttons = [button for button in page.buttons if button.get("form") == "entry"]
            switch = next(button for button in buttons if button.get("name") == "to_language")
            with as_opened(client, user):
                data = entries | typed | {"to_language": "id"}
                answer = client.post(switch["formaction"], data, follow=True)
                if gone := lost_of(answer, typed):
                    failed.append((name, gone[:5]))
                if 'lang="id"' not in answer.text[:60]:
                    failed.append((name, "not switched"))
            mine = [button for button in buttons if button.get("name") != "to_language"]
            said = [{key: mine[at].get(key) for key in ("name", "value", "formaction")} for at in (0, 1)]
            if buttons[0] is not mine[0] or said[0] != said[1]:
                failed.append((name, "Enter presses another button", said))
            tried.add(name)
    assert not failed, "\n".join(map(str, failed))
    assert len(tried) > 40, sorted(tried)


GOOD, BAD = "O24_pdf_benar.pdf", "O24_html_bernama.pdf"


def chosen(*names):
    return [
        SimpleUploadedFile(f"{number}-{name}", (CASES / name).read_bytes())
        for number, name in enumerate(names)
    ]


def test_every_form_with_files_says_the_truth_of_each_of_them(request, things):
    """Good ones wait or are stored and bad ones are named; what a lost session takes with it is named too."""
    tried = set()
    for name, (method, key, expected) in TABLE.items():
        if method != "get":
            continue
        for client, user, address, attrs, entries, typed, page in forms_to_lose(
            name, key, expected, request, things
        ):
            kinds = page.controls[page.forms.index((attrs, entries))]
            fields = [field for field, (kind, _values) in kinds.items() if kind == "file"]
            if not fields:
                continue
            field, target = fields[-1], attrs.get("action") or address
            both = {field: chosen(GOOD, BAD)}
            named = [f"0-{GOOD}", f"1-{BAD}"]
            for way in (ends, elsewhere):
                with as_opened(client, user):
                    text = html.unescape(way(client, user, target, entries | typed | both).text)
                    assert f"Choose them again: {', '.join(named)}." in text, (name, way.__name__)
            with as_opened(client, user):
                switch = next(button for button in page.buttons if button.get("name") == "to_language")
                data = entries | typed | {field: named, "to_language": "en"}
                text = html.unescape(client.post(switch["formaction"], data, follow=True).text)
                assert f"Choose them again: {', '.join(named)}." in text, name
            tried.add(name)
            if name == "pillars:import-list":
                # One file, which is the whole form.
                continue
            with as_opened(client, user):
                answer = client.post(target, entries | typed | both)
                text = html.unescape(answer.text)
                assert answer.status_code == 200, name
                assert f"“1-{BAD}”" in text, name
                waiting = waits_in(answer, field)
                assert waiting or f"0-{GOOD}" in text, name
                # What waits comes along when the session ends after all.
                again = ends(client, user, target, entries | typed | {f"{field}-waiting": waiting})
                assert waits_in(again, field) == waiting, name
    assert len(tried) >= 4, sorted(tried)


def waits_in(answer, field):
    """Keys of the files that wait beside an input."""
    return [
        value
        for controls in parsed(answer).controls
        for value in controls.get(f"{field}-waiting", ("", []))[1]
    ]
