"""The admin draws a form again with values that no constraint has seen yet, under the name of its row."""

import contextlib
import datetime

import pytest
from django.contrib.admin import site
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

NOW = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
pytestmark = pytest.mark.without_database


@pytest.mark.parametrize("number", [-1, 0, 99, 10**20])
def test_a_row_has_a_name_whatever_number_was_typed(number):
    wrong = {}
    for model in site._registry:
        row = model()
        for field in model._meta.concrete_fields:
            if isinstance(field, models.IntegerField) and not field.primary_key:
                setattr(row, field.attname, number)
            if isinstance(field, models.DateField):
                setattr(row, field.attname, NOW if isinstance(field, models.DateTimeField) else NOW.date())
            if isinstance(field, models.CharField) and field.choices:
                setattr(row, field.attname, "odd")
        try:
            # A row that is there has its relations.
            with contextlib.suppress(ObjectDoesNotExist, AttributeError):
                str(row)
        except Exception as error:  # whatever it is, the page would answer 500
            wrong[model._meta.label] = repr(error)
    assert wrong == {}
