"""Stages over time (case O20): every past date can be asked again."""

import csv
import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from desmigratif.ui.refusals import Refused
from villages.models import Beneficiary, FamilyTie, Stage
from villages.people.services.stages import (
    correct_stage,
    record_stage,
    remove_stage,
    tie_family,
    untie_family,
)

CASES = Path(__file__).parents[2] / "cases"
KINDS = {"CPMI": "cpmi", "PMI": "pmi", "Purna": "purna"}


@pytest.fixture
def history(registered, officer):
    """The people and stages of the case file."""
    people = {}
    with (CASES / "O20_riwayat_status.csv").open() as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            if row["nik"] not in people:
                people[row["nik"]] = registered(row["nama"], nik=row["nik"])
            record_stage(
                beneficiary=people[row["nik"]],
                by=officer,
                kind=KINDS[row["status"]],
                event_on=datetime.date.fromisoformat(row["tanggal_peristiwa"]),
                reported_on=datetime.date.fromisoformat(row["tanggal_lapor"]),
            )
    return people


def standing(date, **known):
    people = Beneficiary.objects.with_stage_on(date)
    return {kind: sum(person.stage == kind for person in people) for kind in ("cpmi", "pmi", "purna")}


def test_case_o20(history):
    date = datetime.date
    assert standing(date(2021, 6, 30)) == {"cpmi": 1, "pmi": 0, "purna": 0}
    assert standing(date(2021, 12, 31)) == {"cpmi": 0, "pmi": 1, "purna": 0}
    assert standing(date(2023, 12, 31)) == {"cpmi": 0, "pmi": 2, "purna": 0}
    assert standing(date(2024, 6, 30)) == {"cpmi": 0, "pmi": 1, "purna": 1}
    assert Beneficiary.objects.count() == 2


def test_a_correction_keeps_what_was_known_before(history, officer):
    stage = Stage.objects.get(kind="purna")
    before = timezone.now()
    correct_stage(stage=stage, by=officer, event_on=datetime.date(2024, 7, 1))

    assert standing(datetime.date(2024, 6, 30)) == {"cpmi": 0, "pmi": 2, "purna": 0}
    known = Stage.objects.standing_on(datetime.date(2024, 6, 30), known_at=before)
    assert known.filter(kind="purna").exists()


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"event_on": datetime.date(2099, 1, 1)}, "is in the future"),
        ({"reported_on": datetime.date(2019, 1, 1)}, "before the event"),
        ({"return_reason": "contract"}, "belongs to a return"),
    ],
)
def test_what_a_stage_may_not_say(said, match, registered, officer):
    plain = {"kind": "pmi", "event_on": datetime.date(2020, 1, 1), "reported_on": datetime.date(2020, 2, 1)}
    if said.get("event_on"):
        said["reported_on"] = said["event_on"]
    with pytest.raises(Refused, match=match):
        record_stage(beneficiary=registered("WIJI"), by=officer, **{**plain, **said})


def test_one_stage_a_day_and_removal_says_why(registered, officer):
    somebody = registered("WIJI")
    said = {"event_on": datetime.date(2020, 1, 1), "reported_on": datetime.date(2020, 1, 1)}
    stage = record_stage(beneficiary=somebody, by=officer, kind="cpmi", **said)
    with pytest.raises(Refused, match="another stage"):
        record_stage(beneficiary=somebody, by=officer, kind="pmi", **said)
    with pytest.raises(Refused, match="why"):
        remove_stage(stage=stage, by=officer, reason="")
    remove_stage(stage=stage, by=officer, reason="salah orang")
    assert record_stage(beneficiary=somebody, by=officer, kind="pmi", **said).kind == "pmi"


def test_ties_stand_on_both_sides(registered, officer):
    mother, child = registered("WIJI"), registered("BIMA")
    tie_family(person=mother, relative=child, kind="child", by=officer)
    tie_family(person=mother, relative=child, kind="child", by=officer)
    assert set(FamilyTie.objects.values_list("person__full_name", "kind")) == {
        ("WIJI", "child"),
        ("BIMA", "parent"),
    }
    untie_family(tie=FamilyTie.objects.get(kind="parent"), by=officer)
    assert not FamilyTie.objects.exists()
    with pytest.raises(Refused, match="own relative"):
        tie_family(person=mother, relative=mother, kind="spouse", by=officer)
