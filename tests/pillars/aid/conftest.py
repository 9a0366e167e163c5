"""Aid, written by the services."""

import dataclasses
import datetime
from decimal import Decimal

import pytest

from pillars.aid.services import AidData, record_aid, record_check
from pillars.businesses.services import BusinessData, record_business
from villages.people.services.beneficiaries import Person, register_beneficiary


@pytest.fixture
def data(places):
    """What is said of eight goats for Tunggangri; other values as keywords, `village` by name."""

    def make(**said):
        if "village" in said:
            said["village"] = places[said["village"]]
        day = datetime.date(2025, 3, 10)
        plain = AidData(places["tunggangri"], "Kambing", Decimal(8), "ekor", "apbn", day, 70, 560)
        return dataclasses.replace(plain, **said)

    return make


@pytest.fixture
def aid(data, officer):
    """The aid as it is stored by the officer of Tulungagung."""

    def make(by=officer, **said):
        return record_aid(data=data(**said), by=by)

    return make


@pytest.fixture
def checked_on(officer):
    """A check of a package, as it is stored."""

    def make(package, day, condition="good", note="dipakai setiap hari"):
        return record_check(package=package, on=day, condition=condition, note=note, by=officer)

    return make


@pytest.fixture
def siti(places, officer):
    """A woman of Tunggangri in the register."""
    person = Person("Siti Rohmah", places["tunggangri"], sex="female")
    return register_beneficiary(person=person, by=officer)


@pytest.fixture
def business_of(places, officer):
    """A business of a village, by the name of the place."""

    def make(place, name="Jahit Barokah"):
        return record_business(data=BusinessData(places[place], name), by=officer)

    return make
