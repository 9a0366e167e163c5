"""Businesses, written by the services."""

import dataclasses
import datetime

import pytest

from pillars.businesses.services import BusinessData, FiguresData, record_business, state_year
from villages.people.services.beneficiaries import Person, register_beneficiary


@pytest.fixture
def data(places):
    """What is said of a business of Tunggangri; other values as keywords, `village` by name."""

    def make(**said):
        if "village" in said:
            said["village"] = places[said["village"]]
        started = datetime.date(2025, 3, 10)
        plain = BusinessData(places["tunggangri"], "Keripik Barokah", sector="C", started_on=started)
        return dataclasses.replace(plain, **said)

    return make


@pytest.fixture
def business(data, officer):
    """The business as it is stored by the officer of Tulungagung."""

    def make(by=officer, owner=None, permits=(), **said):
        return record_business(data=data(**said), owner=owner, permits=permits, by=by)

    return make


@pytest.fixture
def stated(officer):
    """The figures of a year, as they are stored."""

    def make(business, year, **said):
        data = FiguresData(source="buku kas", **said)
        return state_year(business=business, year=year, data=data, by=officer)

    return make


@pytest.fixture
def person(places, officer):
    """Somebody in the register, by name; of Tunggangri unless another place is named."""

    def make(name, place="tunggangri", sex="female"):
        return register_beneficiary(person=Person(name, places[place], sex=sex), by=officer)

    return make
