"""Groups and children, written by the services."""

import datetime

import pytest

from pillars.parenting.services import GroupData, add_member, record_group, record_school
from villages.people.services.beneficiaries import Person, register_beneficiary
from villages.people.services.stages import record_stage, tie_family


@pytest.fixture
def group(places, officer):
    """A group as it is stored by the officer of Tulungagung, `village` by name."""

    def make(name="Rumah Belajar Pelita", village="tunggangri", by=officer, **said):
        return record_group(data=GroupData(places[village], name, **said), by=by)

    return make


@pytest.fixture
def child(places, officer):
    """A girl of eight (in 2026) in the register; `parent` abroad since that day, if given."""

    def make(name, village="tunggangri", born=datetime.date(2018, 3, 4), sex="female", parent=None):
        person = Person(name, places[village], sex=sex, birth_date=born)
        stored = register_beneficiary(person=person, by=officer)
        if parent:
            mother = Person(
                f"Ibu {name}", places[village], sex="female", birth_date=datetime.date(1990, 1, 1)
            )
            mother = register_beneficiary(person=mother, by=officer)
            record_stage(beneficiary=mother, kind="pmi", event_on=parent, reported_on=parent, by=officer)
            tie_family(person=mother, relative=stored, kind="child", by=officer)
        return stored

    return make


@pytest.fixture
def joined(officer):
    """Somebody joins a group."""

    def make(group, person, role="child", on=datetime.date(2025, 1, 10)):
        return add_member(group=group, person=person, role=role, joined_on=on, by=officer)

    return make


@pytest.fixture
def school(officer):
    """The school status of a child."""

    def make(person, state, level="sd", on=datetime.date(2026, 1, 15)):
        return record_school(person=person, state=state, level=level, on=on, by=officer)

    return make
