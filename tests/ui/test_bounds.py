"""What administrators type has bounds, and what a constraint refuses is said in a sentence (found.md A6)."""

import pytest
from django.contrib.admin import ModelAdmin, site
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import BaseForm, BaseFormSet, IntegerField, ModelForm
from django.urls import get_resolver

from desmigratif.ui.fields import ParsedField
from desmigratif.ui.lists import AddressForm
from pillars.forms.funding_lines import FundingFormSet
from tests.own_classes import subclasses

pytestmark = pytest.mark.django_db
MEASURED = (models.IntegerField, models.DecimalField, models.FloatField, models.DateField)


@pytest.fixture
def typed(rf, admin):
    """Models of the portal of which an administrator may add or change rows in the Django admin."""
    request = rf.get("/")
    request.user = admin
    shown = [
        one
        for page in site._registry.values()
        for one in (page, *(inline(page.model, site) for inline in page.inlines))
    ]
    return {
        one.model
        for one in shown
        if one.model.__module__.startswith(("desmigratif.", "villages.", "pillars.", "reports."))
        if one.has_change_permission(request) or _may_add(one, request)
    }


def _may_add(page, request):
    if isinstance(page, ModelAdmin):
        return page.has_add_permission(request)
    return page.has_add_permission(request, None)


def _fields(model):
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.auto_created and not field.choices
    ]


def test_every_number_and_day_has_bounds_on_both_sides(typed):
    assert typed
    open_ended = [
        f"{model.__name__}.{field.name}"
        for model in typed
        for field in _fields(model)
        if isinstance(field, MEASURED)
        for bound in (MinValueValidator, MaxValueValidator)
        if not any(type(validator) is bound for validator in field._validators)
    ]
    assert open_ended == []


def _asks_the_row(form):
    return issubclass(form, ModelForm) and form._post_clean is ModelForm._post_clean


def test_no_form_takes_more_digits_than_a_column_holds():
    """Such a number ends in an error of the database. Whole rows of a model ask its validators (above)."""
    # Whoever asks for the addresses has every view, and so every form.
    assert get_resolver().url_patterns
    numbers = [
        (f"{form.__name__}.{name}", field)
        for form in subclasses(BaseForm)
        if form.__module__.startswith(("desmigratif.", "villages.", "pillars.", "reports."))
        if not issubclass(form, AddressForm) and not _asks_the_row(form)
        for name, field in form.base_fields.items()
        if isinstance(field, IntegerField | ParsedField)
    ]
    assert len({type(field) for _name, field in numbers}) > 2
    wrong = []
    for name, field in numbers:
        for text in ("9" * 20, "-" + "9" * 20):
            try:
                wrong.append((name, text, field.clean(text)))
            except ValidationError:
                continue
    assert not wrong, sorted({name for name, *_said in wrong})


def test_every_constraint_says_what_is_wrong(typed):
    """A unique constraint of plain fields is told by Django itself, in words."""
    nameless = [
        constraint.name
        for model in typed
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
        and (not getattr(constraint, "fields", ()) or constraint.condition is not None)
    ]
    assert nameless == []


def test_a_post_makes_no_more_lines_than_anybody_types(client, admin):
    """However many it claims: each line of a page of the admin is drawn, 2,000 of them take seconds."""
    client.force_login(admin)
    page = client.get("/admin/accounts/organisation/add/")
    claimed = {"name": "", "changes-TOTAL_FORMS": "100000", "changes-INITIAL_FORMS": "0"}
    assert len(client.post("/admin/accounts/organisation/add/", claimed).content) < 2_000_000
    inlines = [
        inline for one in site._registry.values() for inline in one.get_inline_instances(page.wsgi_request)
    ]
    writable = [one for one in inlines if one.has_add_permission(page.wsgi_request, None)]
    assert writable
    sets = [one.get_formset(page.wsgi_request) for one in writable]
    # The portal's own, whichever forms they are of.
    own = [one for one in subclasses(BaseFormSet) if one.__dict__.get("absolute_max")]
    assert FundingFormSet in own
    assert all(one.absolute_max <= 400 for one in [*sets, *own])
