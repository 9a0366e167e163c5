"""Shorthands for entering activities through the services, as an officer would."""

import csv
import datetime
from pathlib import Path

import pytest

from pillars.choices import Category, Progress
from pillars.models import ActivityType
from pillars.services import ActivityData, FundingData, VillageCounts, save_activity, send_activity
from pillars.services.attendances import add_people
from villages.people.services.beneficiaries import Person, register_beneficiary


@pytest.fixture
def entry(pillars, places):
    """Makes `ActivityData`: `entry(villages={"betak": (2, 5)}, plan=..., actual=..., **fields)`."""

    def make(*, pillar=1, villages=None, plan=10_000_000, actual=9_000_000, lines=None, **fields):
        villages = {"tunggangri": (4, 6)} if villages is None else villages
        start_on = fields.pop("start_on", datetime.date(2026, 3, 5))
        return ActivityData(
            **{
                "pillar": pillars[pillar],
                "type": ActivityType.objects.filter(pillar=pillars[pillar]).first(),
                "title": "Sosialisasi migrasi aman",
                "budget_year": 2026,
                "start_on": start_on,
                "end_on": fields.pop("end_on", start_on),
                "status": Progress.DONE,
                "result": "Peserta paham jalur resmi.",
                "villages": [
                    VillageCounts(
                        village=places[name],
                        is_nil=counts is None,
                        counts={} if counts is None else {Category.RETURNED: (*counts, None, None, None)[:3]},
                    )
                    for name, counts in villages.items()
                ],
                "lines": [FundingData(source="apbn", plan=plan, actual=actual)] if lines is None else lines,
                **fields,
            }
        )

    return make


@pytest.fixture
def saved(entry, officer):
    """Saves a draft by the officer of Tulungagung."""
    return lambda by=None, **fields: save_activity(data=entry(**fields), by=by or officer)


@pytest.fixture
def sent(saved, officer):
    """Saves and sends."""

    def make(by=None, **fields):
        return send_activity(activity=saved(by=by, **fields), by=by or officer, confirmed=True)

    return make


@pytest.fixture
def registered(places, officer):
    """Registers somebody: `registered("SULASTRI", "tunggangri", sex="female", nik="3504...")`."""

    def make(full_name, place="tunggangri", by=None, **fields):
        who = Person(full_name=full_name, village=places[place], **fields)
        return register_beneficiary(person=who, by=by or officer)

    return make


@pytest.fixture
def case_o16(saved, registered, places, officer):
    """Enters and sends case O16: 4 people, 9 attendances by name, Rp47,000,000 in 3 activities."""
    names = {place.code: name for name, place in places.items()}

    def rows(file):
        path = Path(__file__).parent / "cases" / f"O16_{file}.csv"
        return list(csv.DictReader(path.read_text().splitlines(), delimiter=";"))

    def make(budget_year=None):
        made, known = {}, {}
        for row in rows("kegiatan"):
            start, end = (datetime.date.fromisoformat(row[key]) for key in ("mulai", "selesai"))
            made[row["kode_kegiatan"]] = saved(
                pillar={"I": 1, "II": 2, "III": 3, "IV": 4}[row["pilar"]],
                title=row["nama"],
                start_on=start,
                end_on=end,
                budget_year=budget_year or start.year,
                villages={names[village]: () for village in row["kode_desa"].split("|")},
                plan=int(row["anggaran"]),
                actual=int(row["anggaran"]),
            )
        for row in rows("peserta"):
            home = places[names[row["kode_desa_asal"]]]
            if row["nik"] not in known:
                sex = {"L": "male", "P": "female"}[row["jk"]]
                known[row["nik"]] = registered(row["nama"], names[home.code], sex=sex, nik=row["nik"])
            activity = made[row["kode_kegiatan"]]
            village = home if activity.villages.filter(pk=home.pk).exists() else activity.villages.first()
            add_people(activity=activity, people=[known[row["nik"]]], by=officer, village=village)
        for activity in made.values():
            send_activity(activity=activity, by=officer, confirmed=True)
        return made, list(known.values())

    return make
