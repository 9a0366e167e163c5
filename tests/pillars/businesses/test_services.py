"""What the register of businesses stores and refuses; people, status and permits over time."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from desmigratif.ui.refusals import Refused
from pillars.businesses.models import Business, BusinessMember, BusinessPermit, BusinessStep, BusinessYear
from pillars.businesses.services import (
    FiguresData,
    PermitData,
    add_member,
    change_business,
    correct_year,
    doubts_of,
    end_membership,
    record_permit,
    remove_business,
    remove_member,
    remove_permit,
    take_step,
    take_step_back,
    withdraw_year,
)
from pillars.people.services.beneficiaries import merge_beneficiaries, undo_merge
from villages.people.services.beneficiaries import restrict_beneficiary
from villages.people.services.ends import record_end

TODAY = datetime.date(2026, 6, 15)


def on(year, month, day):
    return datetime.date(year, month, day)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(TODAY)


def test_a_business_that_cannot_be_is_refused_at_its_field(business):
    business()
    for said, field, words in (
        ({"name": "Lain", "started_on": on(2026, 6, 16)}, "started_on", "is in the future"),
        ({"name": "Lain", "village": "far"}, "village", "your own area"),
        ({"name": "KERIPIK  “Barokah”"}, "name", "add to its name"),
    ):
        with pytest.raises(Refused, match=words) as refused:
            business(**said)
        assert refused.value.field == field
    assert Business.objects.count() == 1
    business(village="betak")


def test_the_database_refuses_what_no_business_is(business, stated, officer):
    stored = business()
    year = stated(stored, 2025, turnover=5)
    step = take_step(business=stored, status="paused", on=on(2026, 1, 1), why="musim hujan", by=officer)
    data = PermitData("nib", "912", on(2025, 4, 1), on(2026, 4, 1))
    permit = record_permit(business=stored, data=data, by=officer)
    for rows, wrong in (
        (BusinessYear.objects.filter(pk=year.pk), {"turnover": -1}),
        (BusinessStep.objects.filter(pk=step.pk), {"why": ""}),
        (BusinessPermit.objects.filter(pk=permit.pk), {"expires_on": on(2025, 3, 1)}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_it_is_paused_runs_again_and_closes(business, officer):
    stored = business()

    def step(status, day, why=""):
        return take_step(business=stored, status=status, on=day, why=why, by=officer)

    for status, day, why, words in (
        ("paused", on(2025, 3, 10), "musim hujan", "It started on 10 March 2025"),
        ("paused", on(2025, 3, 9), "musim hujan", "It started on 10 March 2025"),
        ("paused", on(2026, 6, 16), "musim hujan", "is in the future"),
        ("running", on(2025, 5, 1), "", "It is “Running” already"),
        ("closed", on(2025, 5, 1), "...", "Write why"),
    ):
        with pytest.raises(Refused, match=words):
            step(status, day, why)
    step("paused", on(2025, 11, 1), "musim hujan")
    with pytest.raises(Refused, match="changed on 1 November 2025"):
        step("running", on(2025, 11, 1))
    step("running", on(2026, 2, 1))
    step("closed", on(2026, 5, 1), "modal habis")
    told = [
        Business.objects.with_status_on(day).get().status
        for day in (on(2025, 10, 31), on(2025, 11, 1), on(2026, 2, 1), on(2026, 4, 30), on(2026, 5, 1))
    ]
    assert told == ["running", "paused", "running", "running", "closed"]
    take_step_back(business=stored, by=officer)
    assert Business.objects.there_on(TODAY).get().status_since == on(2026, 2, 1)
    assert BusinessStep.history.latest().history_type == "-"
    with pytest.raises(Refused, match="changed on 1 November 2025"):
        change_business(business=stored, data=_moved(stored, on(2025, 11, 1)), by=officer)


def _moved(business, day):
    from pillars.businesses.services import BusinessData

    return BusinessData(business.village, business.name, started_on=day)


def test_figures_are_stated_and_corrected_with_their_history(business, stated, officer):
    stored = business()
    for year, words in ((2024, "It started on"), (2027, "for the years 2016 to 2026")):
        with pytest.raises(Refused, match=words):
            stated(stored, year, turnover=1)
    with pytest.raises(Refused, match="Fill in at least one figure"):
        stated(stored, 2025)
    year = stated(stored, 2025, turnover=12_000_000, profit=-500_000)
    with pytest.raises(Refused, match="Somebody else has stated the figures of 2025 since"):
        stated(stored, 2025, turnover=1)
    again = correct_year(stated=year, data=FiguresData(turnover=13_000_000, source="kas"), by=officer)
    assert (again.version, again.profit) == (2, None)
    withdraw_year(stated=again, by=officer)
    assert BusinessYear.history.latest().history_change_reason == "recorded by mistake"
    assert doubts_of(FiguresData(turnover=5, profit=5)) == []
    assert len(doubts_of(FiguresData(turnover=5, profit=6))) == 1


def test_one_person_owns_a_business_and_many_are_in_a_group(business, person, officer):
    siti, ani = person("Siti Rohmah"), person("Ani Lestari")
    alone, group = business(owner=siti), business(name="Kelompok Tani", kind="group")
    with pytest.raises(Refused, match="has an owner"):
        add_member(business=alone, person=ani, joined_on=on(2025, 5, 1), by=officer)
    with pytest.raises(Refused, match="a member since 10 March 2025 already"):
        add_member(business=alone, person=siti, joined_on=on(2025, 5, 1), by=officer)
    with pytest.raises(Refused, match="Write that day or a later one"):
        add_member(business=group, person=ani, joined_on=on(2025, 3, 9), by=officer)
    end_membership(member=alone.members.get(), left_on=on(2025, 5, 1), by=officer)
    add_member(business=alone, person=ani, joined_on=on(2025, 5, 1), by=officer)
    assert BusinessMember.objects.on(on(2025, 4, 30)).get().person == siti
    assert BusinessMember.objects.on(on(2025, 5, 1)).get().person == ani
    members = [
        add_member(business=group, person=one, joined_on=on(2025, 5, 1), by=officer) for one in (siti, ani)
    ]
    remove_member(member=members[0], by=officer)
    assert group.members.get().person == ani
    record_end(beneficiary=siti, kind="died", ended_on=on(2026, 3, 9), source="Akta kematian", by=officer)
    with pytest.raises(Refused, match="Died on 09/03/2026"):
        add_member(business=group, person=siti, joined_on=on(2026, 3, 10), by=officer)


def test_a_merge_takes_businesses_along_and_gives_them_back(business, person, officer):
    siti, other = person("Siti Rohmah"), person("Siti Rohmah B")
    stored = business(owner=other)
    merge = merge_beneficiaries(kept=siti, dropped=other, by=officer)
    assert stored.members.get().person == siti
    undo_merge(merge=merge, by=officer)
    assert stored.members.get().person == other


def test_permits_are_recorded_once_and_run_out(business, officer):
    stored = business()

    def permit(kind, number, *days):
        return record_permit(business=stored, data=PermitData(kind, number, *days), by=officer)

    with pytest.raises(Refused, match="issued on 1 May 2025"):
        permit("pirt", "P-1", on(2025, 5, 1), on(2025, 4, 1))
    nib, pirt = permit("nib", "912"), permit("pirt", "P-1", on(2021, 8, 1), on(2026, 8, 1))
    with pytest.raises(Refused, match="recorded already"):
        permit("nib", "912")
    # 60 days after 15 June is 14 August.
    assert list(BusinessPermit.objects.running_out(on(2026, 6, 2))) == []
    assert list(BusinessPermit.objects.running_out(on(2026, 6, 3))) == [pirt]
    assert set(BusinessPermit.objects.valid_on(on(2026, 8, 1))) == {nib, pirt}
    assert set(BusinessPermit.objects.valid_on(on(2026, 8, 2))) == {nib}
    newer = permit("pirt", "P-2", on(2026, 6, 1), on(2031, 6, 1))
    assert list(BusinessPermit.objects.running_out(TODAY)) == []
    remove_permit(permit=newer, by=officer)
    assert list(BusinessPermit.objects.running_out(TODAY)) == [pirt]


def test_only_what_nothing_more_is_known_of_is_removed(business, stated, person, officer):
    stored = business(owner=person("Siti Rohmah"))
    year = stated(stored, 2025, turnover=1)
    with pytest.raises(Refused, match="Figures, permits or a status"):
        remove_business(business=stored, reason="Tercatat dua kali", by=officer)
    withdraw_year(stated=year, by=officer)
    with pytest.raises(Refused, match="Write why"):
        remove_business(business=stored, reason="...", by=officer)
    remove_business(business=stored, reason="Tercatat dua kali", by=officer)
    assert Business.history.latest().history_change_reason == "Tercatat dua kali"
    assert not BusinessMember.objects.exists()


def test_of_somebody_restricted_nothing_is_shown_or_changed(business, data, person, officer):
    siti = person("Siti Rohmah")
    stored, group = business(owner=siti), business(name="Kelompok Tani", kind="group", owner=siti)
    restrict_beneficiary(beneficiary=siti, is_restricted=True, reason="diminta sendiri", by=officer)
    names = {str(one) for one in Business.objects.visible_to(officer).for_list()}
    assert names == {"Name not shown", "Kelompok Tani"}
    with pytest.raises(Refused, match="has since been removed"):
        change_business(business=stored, data=data(product="keripik"), by=officer)
    change_business(business=group, data=data(name="Kelompok Tani", kind="group", product="padi"), by=officer)
