"""No text takes a NIK or KK number: every form, search box and column of every app, also those made later."""

import re

import pytest
from django import forms
from django.apps import apps
from django.contrib.admin import site
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django_filters import FilterSet

from desmigratif.accounts.admin.forms import AdminForm
from desmigratif.accounts.models import AccessEvent, Organisation
from desmigratif.ui.fields import PlainErrors
from desmigratif.ui.identity_numbers import refuse_identity_number
from desmigratif.ui.lists import AddressForm
from desmigratif.ui.search import WordsField
from pillars.people.forms.named_people import PersonField
from pillars.services.files import display_name
from tests.own_classes import OWN
from villages.lists.sheets.judging import Judged, keep_numbers_out

NIK = "3504141203880012"
#: Fields for the numbers themselves, and for lines that are looked up and not stored.
TAKE_NUMBERS = {
    ("BeneficiaryForm", "nik"),
    ("BeneficiaryForm", "household"),
    ("NikForm", "nik"),
    ("TransferForm", "nik"),
    ("PasteForm", "people"),
}


def test_every_text_of_every_form_refuses_identity_numbers(own_classes):
    open_fields, taking = [], set()
    for form in own_classes(forms.BaseForm):
        for name, field in form.base_fields.items():
            if not isinstance(field, forms.CharField) or isinstance(field, WordsField | forms.EmailField):
                continue
            # Whom a form names is looked up, and stored as the person.
            if isinstance(field, PersonField):
                continue
            if getattr(field, "takes_identity_numbers", False):
                taking.add((form.__name__, name))
            # What an address asks for is stored nowhere.
            elif not issubclass(form, PlainErrors | AddressForm):
                open_fields.append((form.__name__, name))
    assert not open_fields, "Derive these forms from PlainErrors."
    assert taking == TAKE_NUMBERS


def test_the_admin_asks_as_the_other_forms_do(client, admin, rf):
    """Every page and line of it by its class; one page and one line of another with what is typed."""
    request = rf.get("/")
    request.user = admin
    for model_admin in site._registry.values():
        for one in (model_admin, *model_admin.get_inline_instances(request)):
            is_line = isinstance(one, InlineModelAdmin)
            made = one.get_formset(request).form if is_line else one.get_form(request)
            assert issubclass(made, AdminForm), one
    client.force_login(admin)
    lines = {"changes-TOTAL_FORMS": 1, "changes-INITIAL_FORMS": 0}
    first = {"name": f"Kantor {NIK}", "short_name": "K", "kind": "ministry", **lines}
    first |= {"changes-0-kind": "function_moved", "changes-0-effective_on": "2025-01-01"}
    first |= {"changes-0-source": f"Rekening {NIK}"}
    page = reverse("admin:accounts_organisation_add")
    asked = client.post(page, first)
    assert asked.status_code == 200
    ticks = dict(re.findall(r'name="([\w-]+-no_nik)" value="(\w+)"', asked.content.decode()))
    assert set(ticks) == {"name-no_nik", "changes-0-source-no_nik"}
    assert client.post(page, first | {"name-no_nik": ticks["name-no_nik"]}).status_code == 200
    assert client.post(page, first | ticks).status_code == 302
    assert Organisation.objects.get(short_name="K").changes.get().source == f"Rekening {NIK}"


def test_forms_refuse_what_is_typed_in_any_way():
    class Note(PlainErrors, forms.Form):
        note = forms.CharField(required=False)

    for typed in (NIK, "KTP 3504 1412 0388 0012 ada", "3504.1412.0388.0012", "3504-1412-0388-0012"):
        form = Note({"note": typed})
        assert "16 digits" in str(form.errors["note"])
    assert Note({"note": "Rp 1.500.000.000.000 pada 12/03/2026 08.30-12.00"}).is_valid()


def test_what_is_no_nik_is_asked_about_once_and_kept():
    """A bank account or a permit may have sixteen digits; another number in the same text is asked anew."""

    class Note(PlainErrors, forms.Form):
        note = forms.CharField(required=False)

    form = Note({"a-note": f"Rekening {NIK}"}, prefix="a")
    assert not form.is_valid()
    asked = form.fields["note"].no_nik
    assert asked["name"] == "a-note-no_nik"
    assert NIK[-4:] not in asked["mark"]
    said = {asked["name"]: asked["mark"]}
    kept = Note({"a-note": f"Nomor rekening {NIK} (BRI)", **said}, prefix="a")
    assert kept.is_valid()
    assert kept.cleaned_data["note"] == f"Nomor rekening {NIK} (BRI)"
    assert kept.fields["note"].no_nik["is_said"]
    for other in (f"{NIK} dan 3504141203880013", "3504141203880013"):
        assert not Note({"a-note": other, **said}, prefix="a").is_valid()


def test_every_search_box_refuses_identity_numbers(own_classes):
    boxes = [
        (kind.__name__, name, one.field_class())
        for kind in own_classes(FilterSet)
        for name, one in kind.base_filters.items()
        if issubclass(one.field_class, forms.CharField)
    ]
    assert len(boxes) > 3
    for _kind, _name, box in boxes:
        with pytest.raises(ValidationError):
            box.clean(NIK)


def test_every_column_of_text_refuses_identity_numbers():
    for model in apps.get_models():
        if model.__module__.split(".")[0] not in OWN or "history" in model._meta.db_table:
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
            if is_text and field.editable:
                assert refuse_identity_number in field.validators, f"{model.__name__}.{field.name}"


def test_lists_ask_about_numbers_in_texts_and_keep_none():
    judged = Judged(2, values={"nik": NIK, "note": f"NIK suami {NIK}", "address": "Jalan Mawar 3"})
    keep_numbers_out(judged)
    assert judged.values == {"nik": NIK, "note": f"NIK suami {'•' * 16}", "address": "Jalan Mawar 3"}
    assert (judged.fate, [note.kind for note in judged.notes]) == ("review", ["number_in_text"])
    assert NIK[-4:] not in str(judged.notes)


def test_file_names_and_the_access_log_keep_none(officer):
    assert display_name(f"KTP_{NIK}.jpg") == f"KTP_{'•' * 16}.jpg"
    event = AccessEvent.objects.create(
        kind=AccessEvent.Kind.EXPORT, user=officer, what=f"q={NIK}", reason=f"perlu {NIK}"
    )
    event.refresh_from_db()
    assert NIK[-4:] not in event.what + event.reason
