"""Visits to the service desks, written by the services."""

import dataclasses
import datetime

import pytest

from pillars.desk.services import VisitData, record_visit
from villages.people.services.beneficiaries import Person, register_beneficiary

DAY = datetime.date(2026, 3, 10)


@pytest.fixture
def visit_data(places):
    """What is said of a visit to Tunggangri on 10 March 2026; other values as keywords, `village` by name."""

    def make(**said):
        data = VisitData(places["tunggangri"], DAY, "information", "served", sex="female")
        if "village" in said:
            said["village"] = places[said["village"]]
        return dataclasses.replace(data, **said)

    return make


@pytest.fixture
def visit(visit_data, officer):
    """The visit as it is stored by the officer of Tulungagung."""

    def make(by=officer, **said):
        return record_visit(data=visit_data(**said), by=by)

    return make


@pytest.fixture
def siti(places, officer):
    """A woman of Tunggangri in the register."""
    person = Person("Siti Rohmah", places["tunggangri"], sex="female")
    return register_beneficiary(person=person, by=officer)
