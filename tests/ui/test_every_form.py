"""Every page that makes or changes something, found in the sitemap: sent twice, and by two people at once."""

import inspect
from datetime import timedelta

import pytest
from django import forms
from django.apps import apps
from django.db import transaction
from django.urls import get_resolver, reverse

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField, NumberField, ParsedField, PlainErrors
from tests.test_access import TABLE
from tests.ui.pages import entries_of, forms_of
from tests.ui.test_one_way import said_by
from villages.models import Area

pytestmark = pytest.mark.django_db
#: Who tries an address, as far as the table of access lets them.
TRYING = ("admin", "reviewer", "officer", "pillar_lead")
#: A row that is replaced by another one: the page says so, with what was typed.
REFUSED = {"pillars:stage-edit"}
#: Rows that say who looked or sent, not what there is.
UNCOUNTED = {"sent form", "Access event", "session", "Mail"}


def pages(way):
    """Names of the addresses whose view stores by that way of the kit."""
    found = []
    for name, (_method, key, expected) in TABLE.items():
        namespace, _colon, plain = name.rpartition(":")
        patterns = [
            pattern
            for part in get_resolver().url_patterns
            if getattr(part, "namespace", None) == namespace
            for pattern in getattr(part, "url_patterns", [])
            if pattern.name == plain
        ]
        for pattern in patterns:
            view = inspect.unwrap(pattern.callback)
            if "views" in view.__module__ and way in said_by(view):
                who = next((person for person in TRYING if expected[person] == "ok"), None)
                if who:
                    found.append((name, key, who))
    return found


def form_of(page):
    """The form of a page that can be sent; None where there is nothing to enter."""
    if page.status_code != 200 or not page.context or not forms_of(page):
        return None
    form = page.context.get("form")
    return form if isinstance(form, forms.BaseForm) else None


def filled(form, entries, text):
    """The entries of a page with something in every field that must be filled."""
    data = dict(entries)
    for name, field in form.fields.items():
        html_name = form.add_prefix(name)
        if data.get(html_name) or field.disabled or not field.required:
            continue
        data[html_name] = _value(field, text)
    return data


def _value(field, text):
    if isinstance(field, DayFirstDateField):
        return "05/03/2026"
    if isinstance(field, ParsedField | forms.IntegerField | forms.DecimalField):
        return "5"
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, forms.EmailField):
        return "baru@contoh.example"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        flat = []
        for value, label in field.widget.choices if field.widget.choices else field.choices:
            flat += [part for part, _label in label] if isinstance(label, list | tuple) else [value]
        return next((str(value) for value in flat if str(value)), "")
    return text


def rows():
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models()
        if model._meta.managed
        and str(model._meta.verbose_name) not in UNCOUNTED
        and not model._meta.label.startswith(("admin.", "sessions.", "axes."))
    }


#: Forms with a day of their own, by which a service refuses a village that had ended; what was before its end
#: can still be written.
BY_THEIR_DAY = {("reports:problem-report-create", "place")}


def offering(form, code):
    """Names of the fields of a form that offer a village to choose."""
    return {
        name
        for name, field in getattr(form, "fields", {}).items()
        if isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
        and f"'{code}'" in str(list(field.widget.choices))
    }


def test_what_is_sent_twice_is_stored_once_and_no_form_offers_a_village_that_ended(client, things, request):
    stored, offered = set(), set()
    Area.objects.filter(pk="35.04.14.2017").update(valid_to=clock.today() - timedelta(days=1))
    for name, key, who in pages("create"):
        address = reverse(name, args=things[key])
        with transaction.atomic():
            client.force_login(request.getfixturevalue(who))
            page = client.get(address)
            form = form_of(page)
            offered |= {(name, field) for field in offering(form, "35.04.14.2017")}
            if form is not None:
                data = filled(form, entries_of(page), "Uji dua kali")
                before = rows()
                first = client.post(address, data)
                between = rows()
                if first.status_code == 302 and between != before:
                    stored.add(name)
                    again = client.post(address, data)
                    assert again.status_code == 302, name
                    assert again["Location"] == first["Location"], name
                    assert rows() == between, name
            transaction.set_rollback(True)
    # What cannot be filled in blindly has tests of its own; most can.
    assert len(stored) >= 10, sorted(stored)
    assert offered == BY_THEIR_DAY


def test_a_page_that_somebody_overtook_shows_both_values(client, things, request):
    shown = set()
    for name, key, who in pages("change"):
        address = reverse(name, args=things[key])
        with transaction.atomic():
            client.force_login(request.getfixturevalue(who))
            page = client.get(address)
            form = form_of(page)
            if form is not None:
                opened = filled(form, entries_of(page), "Uji")
                for field in typed_fields(form):
                    html_name = form.add_prefix(field)
                    number = isinstance(form.fields[field], NumberField)
                    theirs, own = ("5", "6") if number else ("Kata mereka", "Kata sendiri")
                    with transaction.atomic():
                        first = client.post(address, opened | {html_name: theirs})
                        if first.status_code == 302:
                            second = client.post(address, opened | {html_name: own})
                            text = second.content.decode()
                            assert second.status_code == 200, (name, field)
                            assert own in text, (name, field)
                            if name not in REFUSED:
                                assert "Changed by two people" in text, (name, field)
                                assert theirs in text, (name, field)
                            shown.add(name)
                        transaction.set_rollback(True)
                    if name in shown:
                        break
            transaction.set_rollback(True)
    assert len(shown) >= 10, sorted(shown)


ACCOUNT_NUMBER = "Rekening 0021 0110 1234 5678, izin 3504141203880012"


def test_every_text_asks_once_about_16_digits_and_keeps_what_is_no_nik(client, things, request):
    """On the page of each form: the tick is there, and with it the text is taken as it is."""
    asked = set()
    for name, key, who in pages("create") + pages("change") + pages("step"):
        address = reverse(name, args=things[key])
        client.force_login(request.getfixturevalue(who))
        page = client.get(address)
        form = form_of(page)
        if form is None or not isinstance(form, PlainErrors):
            continue
        texts = {
            field: form.add_prefix(field)
            for field, one in form.fields.items()
            if type(one) is forms.CharField and (one.max_length or 99) >= len(ACCOUNT_NUMBER)
        }
        with transaction.atomic():
            numbers = dict.fromkeys(texts.values(), ACCOUNT_NUMBER)
            page = client.post(address, filled(form, entries_of(page), "Uji") | numbers)
            again = form_of(page)
            asking = {
                field: html_name
                for field, html_name in texts.items()
                if again is not None and "identity_number" in codes(again, field)
            }
            if asking:
                entries, content = entries_of(page), page.content.decode()
                said = {}
                for field, html_name in asking.items():
                    mark = again.fields[field].no_nik["mark"]
                    assert f"{html_name}-no_nik" not in entries, (name, field)
                    assert f'name="{html_name}-no_nik" value="{mark}"' in content, (name, field)
                    said[f"{html_name}-no_nik"] = mark
                kept = client.post(address, entries | said)
                if kept.status_code != 302:
                    for field, html_name in asking.items():
                        assert "identity_number" not in codes(form_of(kept), field), (name, field)
                        assert f"{html_name}-no_nik" in entries_of(kept), (name, field)
                asked |= {(name, field) for field in asking}
            transaction.set_rollback(True)
    assert len(asked) >= 20, sorted(asked)


def codes(form, field):
    return {error.code for error in form.errors.as_data().get(field, ())}


def typed_fields(form):
    """Fields of text or numbers that show what is stored."""
    return [
        name
        for name, field in form.fields.items()
        if (name in form.initial or field.show_hidden_initial)
        and not field.disabled
        and (type(field) is forms.CharField or isinstance(field, NumberField))
    ]
