"""Co-operatives, written by the services."""

import dataclasses

import pytest

from pillars.cooperatives.services import CooperativeData, YearData, record_cooperative, state_year
from tests import factories
from villages.people.services.beneficiaries import Person, register_beneficiary


@pytest.fixture
def places(places):
    """All of them in the programme since 2019."""
    for place in places.values():
        factories.MembershipFactory(village=place)
    return places


@pytest.fixture
def data(places):
    """What is said of a co-operative of Tunggangri; other values as keywords, `village` by name."""

    def make(**said):
        if "village" in said:
            said["village"] = places[said["village"]]
        return dataclasses.replace(CooperativeData(places["tunggangri"], "Koperasi Maju Bersama"), **said)

    return make


@pytest.fixture
def cooperative(data, officer):
    """The co-operative as it is stored by the officer of Tulungagung."""

    def make(by=officer, **said):
        return record_cooperative(data=data(**said), by=by)

    return make


@pytest.fixture
def stated(officer):
    """The accounts of a year, as they are stored."""

    def make(cooperative, year, **said):
        return state_year(cooperative=cooperative, year=year, data=YearData(source="RAT", **said), by=officer)

    return make


@pytest.fixture
def siti(places, officer):
    """A woman of Tunggangri in the register."""
    person = Person("Siti Rohmah", places["tunggangri"], sex="female")
    return register_beneficiary(person=person, by=officer)
