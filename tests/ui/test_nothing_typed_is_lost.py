"""Every form of the table of access keeps what is typed in it: found by itself, and lost in each way."""

import copy
import html
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from desmigratif.accounts.models import Session, User
from tests import factories
from tests.sheets import CASES
from tests.test_access import TABLE
from tests.ui.pages import parsed

pytestmark = pytest.mark.django_db
#: Who tries a page, as far as the table lets them.
TRYING = ("admin", "officer", "reviewer", "pillar_lead")
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
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        client.force_login(user)
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


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
    """The forms of a page in which somebody types, each as the `Form` that is sent from it."""
    who = next((person for person in TRYING if expected[person] == "ok"), None)
    if who is None:
        return
    user, address = request.getfixturevalue(who), reverse(name, args=things[key])
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    answer = client.get(address)
    if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
        return
    page = parsed(answer)
    for (attrs, entries), controls in zip(page.forms, page.controls, strict=True):
        if attrs.get("method", "").lower() != "post" or attrs.get("class") in ("lang", "out"):
            continue
        # Without the mark it is a form of passwords, which are kept nowhere (tests/ui/test_kept.py).
        if "who" in entries and (typed := typed_in(controls)):
            yield Form(name, client, user, address, attrs, entries, controls, typed, page.buttons)


@dataclass(frozen=True)
class Form:
    """One form of a page as `user` opened it, and what is typed into it."""

    name: str
    client: Client
    user: User
    address: str
    attrs: dict
    entries: dict
    controls: dict
    typed: dict
    buttons: list

    @property
    def target(self):
        return self.attrs.get("action") or self.address

    @property
    def is_of_the_page(self):
        return self.attrs.get("action", self.address).partition("?")[0] in ("", self.address)

    @property
    def files(self):
        return [field for field, (kind, _values) in self.controls.items() if kind == "file"]

    def switch(self):
        """The button of the header that sends this form to be shown in the other language."""
        sends = [button for button in self.buttons if button.get("form") == "entry"]
        return next(button for button in sends if button.get("name") == "to_language")


def test_nothing_typed_is_lost(request, things):
    """Every page is opened once, and each of its forms lost in every way."""
    failed, tried, switched, with_files = [], 0, set(), set()
    for name, (method, key, expected) in TABLE.items():
        if method != "get":
            continue
        for form in forms_to_lose(name, key, expected, request, things):
            failed += lost_on_the_way(form)
            tried += 3
            if form.is_of_the_page:
                failed += lost_by_the_language(form)
                switched.add(name)
            if form.files:
                says_the_truth_of_its_files(form)
                with_files.add(name)
    assert not failed, "\n".join(map(str, failed))
    assert tried > 100, tried
    assert len(switched) > 40, sorted(switched)
    assert len(with_files) >= 4, sorted(with_files)


def lost_on_the_way(form):
    """What a refusal, the end of a session or a sign-in elsewhere takes with it."""
    for way in (is_refused, ends, elsewhere):
        with as_opened(form.client, form.user):
            answer = way(form.client, form.user, form.target, form.entries | form.typed)
            is_stored = way is is_refused and (answer.status_code == 302 or form.target.endswith(REVEAL))
            if not is_stored and (gone := lost_of(answer, form.typed)):
                yield form.name, form.target, way.__name__, gone[:5]


def lost_by_the_language(form):
    """The buttons of the header send the form of the page; Enter still presses the first one of its own."""
    if form.attrs.get("id") != "entry":
        yield form.name, "is not the form that the switch sends"
        return
    with as_opened(form.client, form.user):
        data = form.entries | form.typed | {"to_language": "id"}
        answer = form.client.post(form.switch()["formaction"], data, follow=True)
        if gone := lost_of(answer, form.typed):
            yield form.name, gone[:5]
        if 'lang="id"' not in answer.text[:60]:
            yield form.name, "not switched"
    buttons = [button for button in form.buttons if button.get("form") == "entry"]
    own = [button for button in buttons if button.get("name") != "to_language"]
    said = [{key: own[at].get(key) for key in ("name", "value", "formaction")} for at in (0, 1)]
    if buttons[0] is not own[0] or said[0] != said[1]:
        yield form.name, "Enter presses another button", said


GOOD, BAD = "O24_pdf_benar.pdf", "O24_html_bernama.pdf"


def chosen(*names):
    return [
        SimpleUploadedFile(f"{number}-{name}", (CASES / name).read_bytes())
        for number, name in enumerate(names)
    ]


def says_the_truth_of_its_files(form):
    """Good ones wait or are stored and bad ones are named; what a lost session takes with it is named too."""
    name, client, user, target, field = form.name, form.client, form.user, form.target, form.files[-1]
    both, filled = {field: chosen(GOOD, BAD)}, form.entries | form.typed
    named = [f"0-{GOOD}", f"1-{BAD}"]
    for way in (ends, elsewhere):
        with as_opened(client, user):
            text = html.unescape(way(client, user, target, filled | both).text)
            assert f"Choose them again: {', '.join(named)}." in text, (name, way.__name__)
    with as_opened(client, user):
        data = filled | {field: named, "to_language": "en"}
        text = html.unescape(client.post(form.switch()["formaction"], data, follow=True).text)
        assert f"Choose them again: {', '.join(named)}." in text, name
    if name == "pillars:import-list":
        # One file, which is the whole form.
        return
    with as_opened(client, user):
        answer = client.post(target, filled | both)
        text = html.unescape(answer.text)
        assert answer.status_code == 200, name
        assert f"“1-{BAD}”" in text, name
        waiting = waits_in(answer, field)
        assert waiting or f"0-{GOOD}" in text, name
        # What waits comes along when the session ends after all.
        again = ends(client, user, target, filled | {f"{field}-waiting": waiting})
        assert waits_in(again, field) == waiting, name


def waits_in(answer, field):
    """Keys of the files that wait beside an input."""
    return [
        value
        for controls in parsed(answer).controls
        for value in controls.get(f"{field}-waiting", ("", []))[1]
    ]
