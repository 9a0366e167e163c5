"""The form fields and the markup around them."""

import datetime
import re

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from desmigratif.accounts.models import Organisation
from desmigratif.ui import bounds, fields
from tests.test_architecture import ROOT, modules

WITH_FORM = "{% load ui crispy_forms_tags %}{% error_summary form %}{{ form|crispy }}"


class EntryForm(fields.PlainErrors, forms.Form):
    """One of each kind of field."""

    title = forms.CharField(label="Title", help_text="A few words")
    day = fields.DayFirstDateField(label="Day")
    spending = fields.RupiahField(label="Spending", required=False)
    women = fields.CountField(label="Women", required=False)
    way = forms.ChoiceField(label="Way", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    village = forms.ChoiceField(label="Village", choices=[("1", "Betak")])
    agreed = forms.BooleanField(label="Agreed", required=False, help_text="By all")
    proof = forms.FileField(label="Proof")


def render(source, **context):
    return engines["django"].from_string(source).render(context, RequestFactory().get("/"))


def test_values_are_cleaned():
    form = EntryForm({"day": "24/09/2024", "spending": "17.850.000", "women": ""})
    form.is_valid()
    assert form.cleaned_data["day"] == datetime.date(2024, 9, 24)
    assert form.cleaned_data["spending"] == 17850000
    assert form.cleaned_data["women"] is None


def test_errors_name_the_field_and_keep_what_was_typed():
    form = EntryForm({"day": "31/02/2024", "spending": "1,5 jt", "women": "1.2", "village": "9"})
    assert form.errors["day"][0].startswith("Day: “31/02/2024”")
    assert form.errors["spending"] == [
        "Spending: “1,5 jt” is shortened. Write the amount in full, for example 1.500.000."
    ]
    assert form.errors["women"][0].startswith("Women: “1.2”")
    assert form.errors["title"] == ["Fill in “Title”."]
    assert form.errors["way"] == ["Choose way."]
    assert form.errors["village"] == ["What was chosen for “Village” is not in the list. Choose again."]
    assert form.errors["proof"] == ["Choose a file for “Proof”."]
    assert 'value="1,5 jt"' in render(WITH_FORM, form=form)


def test_a_sentence_of_its_own_stays():
    class OwnForm(fields.PlainErrors, forms.Form):
        title = forms.CharField(label="Title", max_length=3, error_messages={"required": "Tell its name."})

    assert OwnForm({}).errors["title"] == ["Tell its name."]
    too_long = OwnForm({"title": "Rapat"}).errors["title"]
    assert too_long == ["“Title” has 5 characters; at most 3 fit. Shorten it."]


def test_a_label_with_a_percent_sign_is_named_with_every_bound():
    class Percents(fields.PlainErrors, forms.Form):
        cap = forms.IntegerField(label="Cap (%)", validators=bounds.PERCENT)
        name = forms.CharField(label="Share (%d)", max_length=3)

    assert Percents({"cap": "101", "name": "four"}).errors == {
        "cap": ["“Cap (%)” is at most 100. Correct the number."],
        "name": ["“Share (%d)” has 4 characters; at most 3 fit. Shorten it."],
    }
    assert Percents({"cap": "-1", "name": ""}).errors == {
        "cap": ["“Cap (%)” is at least 0. Correct the number."],
        "name": ["Fill in “Share (%d)”."],
    }


@pytest.mark.parametrize("code", ["id", "en"])
def test_stored_values_are_shown_so_that_they_are_read_back(code):
    from django.utils import translation

    initial = {"day": datetime.date(2024, 9, 5), "spending": 1500, "women": 1200}
    with translation.override(code):
        html = render(WITH_FORM, form=EntryForm(initial=initial))
    assert 'value="05/09/2024"' in html
    assert 'value="1.500"' in html
    assert 'value="1200"' in html


def test_unchanged_values_are_not_changes():
    initial = {"day": datetime.date(2024, 9, 5), "spending": 1500, "women": None}
    form = EntryForm({"day": "05/09/2024", "spending": "1.500", "women": ""}, initial=initial)
    assert not {"day", "spending", "women"} & set(form.changed_data)


def test_hint_and_error_stand_before_the_control_and_describe_it():
    html = render(WITH_FORM, form=EntryForm({}))
    group = html[html.index('id="div_id_title"') :]
    order = [group.index(mark) for mark in ("</label>", "id_title_helptext", "id_title_error", "<input")]
    assert order == sorted(order)
    assert 'aria-describedby="id_title_helptext id_title_error"' in group
    assert 'aria-invalid="true"' in group


def test_a_group_of_choices_is_a_fieldset():
    html = render(WITH_FORM, form=EntryForm({}))
    assert re.search(r'<fieldset id="div_id_way" class="fgrp err" aria-describedby="id_way_error">', html)
    assert '<legend class="form-label">Way' in html


def test_the_summary_says_what_stands_beside_the_fields_and_links_to_them():
    form = EntryForm({"day": "1990"})
    html = render(WITH_FORM, form=form)
    links = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', html)
    for field_errors in form.errors.values():
        for text in field_errors:
            assert text in [shown for _target, shown in links]
    for target, text in links:
        assert f'id="{target}"' in html
        assert html.count(text) == 2
    assert 'role="alert"' in html


def test_no_errors_no_summary():
    assert "errsum" not in render(WITH_FORM, form=EntryForm())


def test_forms_need_no_inline_style_or_script():
    html = render(WITH_FORM, form=EntryForm({}))
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", html)


def test_formset_errors_are_summed_up_too():
    formset_class = forms.formset_factory(EntryForm, extra=1, min_num=1, validate_min=True)
    formset = formset_class({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-day": "1990"})
    html = render("{% load ui %}{% error_summary formset %}", formset=formset)
    assert 'href="#id_form-0-day"' in html


def test_texts_of_forms_are_taken_as_the_eye_sees_them():
    class Form(fields.PlainErrors, forms.Form):
        title = forms.CharField()
        note = forms.CharField(widget=forms.Textarea)
        password = forms.CharField(widget=forms.PasswordInput)

    form = Form(
        {"title": "Rapat \u202efdp.\u202c\u00a0 desa", "note": "a\u200b\r\nb\u2028c", "password": "x\u200b "}
    )
    assert form.is_valid()
    assert form.cleaned_data == {"title": "Rapat fdp. desa", "note": "a\nb\nc", "password": "x\u200b"}
    assert "title" in Form({"title": "\u200b\u00ad", "note": "a", "password": "x"}).errors


def test_a_value_of_an_address_that_cannot_be_is_refused_in_plain_words(client, reviewer):
    """Not in Django's own: the value is named and the way to mend it, on every list and dashboard."""
    client.force_login(reviewer)
    for address in (
        "/kegiatan/?pillar=xyz",
        "/dasbor/?year=xyz",
        "/verifikasi/?regency=xyz",
        "/rekomendasi/?owner=xyz",
    ):
        page = client.get(address).content.decode()
        assert "“xyz” is not among the choices" in page, address
        assert "Select a valid" not in page, address
    assert "This is not a date" in client.get("/pemetaan/masalah/?day=xyz").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["9" * 20, "-" + "9" * 20])
def test_a_number_that_no_column_can_hold_is_no_choice(number):
    field = fields.SeveralField(Organisation.objects.all())
    with pytest.raises(forms.ValidationError, match="not among the choices"):
        field.clean([number])


def test_every_choice_of_several_rows_is_of_the_one_kind():
    lax = {
        str(path.relative_to(ROOT))
        for path in modules().values()
        if "ModelMultipleChoiceField" in path.read_text() and path.parent.name != "ui"
    }
    assert lax == set()
