"""Who reads which field of a person; tests/test_access.py looks for them on every page as every role."""

import datetime

import pytest
from django.urls import reverse

from tests import factories, personal
from tests.test_access import TABLE, Visitors
from villages.people.fields import NEEDS, may_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_ended_office(officer):
    """Whoever works for an office that is gone reads on, and less."""
    officer.organisation = factories.OrganisationFactory(valid_to=datetime.date(2026, 1, 1))
    officer.save()
    return officer


@pytest.mark.parametrize("who", [*personal.KEPT_FROM, "of_ended_office"])
def test_other_roles_need_none_of_the_fields(who, request):
    user = request.getfixturevalue(who)
    assert {field for field in NEEDS if not may_read(user, field)} == set(NEEDS) == personal.PRIVATE


def test_an_office_that_ended_reads_what_is_left_to_it(filled_in, of_ended_office, request):
    visitors, leaks, opened = Visitors(request), [], 0
    for name, (method, key, expected) in TABLE.items():
        if method == "get" and expected["officer"] == "ok":
            answer, text = visitors.ask("officer", method, reverse(name, args=filled_in[key]))
            if answer.status_code == 200:
                leaks += [(name, field) for field in personal.shown(text)]
                opened += 1
    assert not leaks
    assert opened > 20
