"""Who reads which field of a person: on every page and in every file of the table of access."""

import datetime
import re

import pytest
from django.urls import reverse

from desmigratif.ui import formatting
from pillars.people.services.beneficiaries import change_beneficiary
from tests import factories
from tests.test_access import TABLE
from villages.models import Beneficiary
from villages.people.fields import NEEDS, may_read
from villages.people.services.beneficiaries import Person

pytestmark = pytest.mark.django_db
BORN = datetime.date(1985, 3, 17)
#: What no reviewer needs, whatever the table in the code says.
PRIVATE = {
    *("birth_date", "birth_year", "phone", "phone_raw", "address", "hamlet", "rt", "rw", "note"),
    *("household", "consented_on"),
}
#: Each field as something that stands nowhere else.
SECRET = {
    "hamlet": "Dusun Kebonrahasia",
    "rt": "037",
    "rw": "059",
    "address": "Gang Rahasia 77",
    "phone_raw": "0812 7654 3219",
    "consented_on": datetime.date(2024, 11, 23),
    "note": "Catatan pribadi sekali",
}


def told(field, user):
    """How pages and files say the value of a field."""
    if field in ("birth_date", "birth_year"):
        return [formatting.long_date(BORN), formatting.short_date(BORN), "17/03/1985", "1985-03-17", "1985"]
    if field == "phone":
        return ["6281276543219", "81276543219", "812-7654", SECRET["phone_raw"]]
    if field == "consented_on":
        return [formatting.long_date(SECRET[field]), formatting.short_date(SECRET[field])]
    if field in ("rt", "rw"):
        return [f"RT {SECRET['rt']}", "037/059", f"RW {SECRET['rw']}"]
    return [SECRET[field]] if field in SECRET else []


@pytest.fixture
def known(things, officer):
    """The person of the table, with every field filled and at an activity; and a relative likewise."""
    for person in Beneficiary.objects.filter(merged_into__isnull=True):
        said = Person(person.full_name, person.village, sex="female", birth_date=BORN, **SECRET)
        change_beneficiary(beneficiary=person, person=said, by=officer)
    return things


def bodies(client, known, role):
    """`(name, text)` of every page and file that a role may open."""
    for name, (method, key, expected) in TABLE.items():
        if method == "get" and expected[role] == "ok":
            answer = client.get(reverse(name, args=known[key]))
            if answer.status_code == 200:
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                # Without tags: the marks of forms are digits at random.
                yield name, re.sub(r"<[^>]+>", " ", body.decode(errors="ignore"))


@pytest.mark.parametrize("who", ["reviewer", "ended", "province_reader", "pillar_lead", "contributor"])
def test_each_role_reads_what_it_needs_and_nothing_else(who, known, client, request):
    role = "officer" if who == "ended" else who
    user = request.getfixturevalue(role)
    if who == "ended":
        # Whoever works for an office that is gone reads on, and less.
        user.organisation = factories.OrganisationFactory(valid_to=datetime.date(2026, 1, 1))
        user.save()
    client.force_login(user)
    hidden = {field for field in NEEDS if not may_read(user, field)}
    assert hidden == set(NEEDS) == PRIVATE
    opened = dict(bodies(client, known, role))
    leaks = [
        (name, field)
        for name, body in opened.items()
        for field in hidden
        for text in told(field, user)
        if text in body
    ]
    assert not leaks
    assert len(opened) > 20


def test_the_office_itself_reads_all_of_it(known, client, officer):
    """So that the test above looks for what is there to be found."""
    client.force_login(officer)
    text = "".join(body for _name, body in bodies(client, known, "officer"))
    assert [field for field in SECRET if not any(said in text for said in told(field, officer))] == []
    assert any(said in text for said in told("birth_date", officer)[:4])
