"""People by name: counted once wherever they are asked for, and never lost by a change (case O16)."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desmigratif.ui.refusals import Refused
from pillars.models import Activity, Attendance, HeadTally, Reach, Tally
from pillars.people.services.beneficiaries import (
    ask_transfer,
    change_beneficiary,
    decide_transfer,
    merge_beneficiaries,
    move_beneficiary,
    undo_merge,
)
from pillars.services import (
    needs_confirmation,
    recall_activity,
    save_activity,
    send_activity,
    tallies,
    verify_activity,
)
from pillars.services.attendances import add_people, change_category, remove_people
from villages.models import Beneficiary, Merge, NotSame
from villages.people.services.beneficiaries import Person, doubt_again, restrict_beneficiary, tell_apart
from villages.people.services.stages import record_stage, tie_family


def people(area, year=None, number=0, basis="counted"):
    """(male, female, unknown) people reached in one area."""
    rows = Reach.objects.filter(area=area, pillar_number=number, basis=basis)
    rows = rows.filter(budget_year=year) if year else rows
    return tuple(sum(getattr(row, sex) for row in rows) for sex in ("male", "female", "unknown"))


@pytest.fixture
def by_name(saved, registered, officer):
    """An activity in Tunggangri with two women by name."""
    activity = saved(villages={"tunggangri": ()})
    women = [registered("SULASTRI", sex="female"), registered("WIJI", sex="female")]
    add_people(activity=activity, people=women, by=officer)
    return activity, women


def test_head_counts_follow_from_the_names(by_name, officer):
    activity, women = by_name
    place = activity.activity_villages.get()
    assert (place.male, place.female, place.unknown) == (0, 2, 0)

    remove_people(activity=activity, people=women[:1], by=officer)

    assert activity.activity_villages.get().female == 1


def test_typed_counts_cannot_contradict_the_names(by_name, entry, officer):
    activity, _women = by_name
    save_activity(data=entry(villages={"tunggangri": (9, 9)}), by=officer, activity=activity)
    assert activity.activity_villages.get().head_count == 2
    with pytest.raises(Refused, match="by name"):
        save_activity(data=entry(villages={"betak": (9, 9)}), by=officer, activity=activity)


def test_names_leave_no_empty_cell_to_confirm(by_name, entry, officer):
    activity, _women = by_name
    assert not needs_confirmation(activity)
    assert send_activity(activity=activity, by=officer).state == "sent"
    recall_activity(activity=activity, by=officer)
    save_activity(data=entry(villages={"tunggangri": (), "betak": (1, None)}), by=officer, activity=activity)
    with pytest.raises(Refused, match="mean 0"):
        send_activity(activity=activity, by=officer)


def test_same_person_counts_once_in_an_activity(by_name, officer):
    activity, women = by_name
    assert add_people(activity=activity, people=women, by=officer) == []
    assert Attendance.objects.count() == 2


def test_category_comes_from_the_stage_of_that_day(saved, registered, officer):
    somebody = registered("WIJI")
    for kind, day in (("pmi", datetime.date(2021, 1, 1)), ("purna", datetime.date(2026, 3, 6))):
        record_stage(beneficiary=somebody, by=officer, kind=kind, event_on=day, reported_on=day)
    activity = saved(villages={"tunggangri": ()}, start_on=datetime.date(2026, 3, 5))
    row = add_people(activity=activity, people=[somebody], by=officer)[0]
    assert row.category == "pmi"
    change_category(attendance=row, category="official", by=officer)
    assert activity.activity_villages.get().counts.get().category == "official"


def test_family_counts_as_family_until_a_stage_of_its_own(saved, registered, officer):
    worker, child = registered("WIJI"), registered("BIMA")
    said, other = registered("SITI", is_family=True), registered("JOKO")
    returned = registered("RINI", is_family=True)
    day = datetime.date(2024, 5, 1)
    for person, kind in ((worker, "pmi"), (returned, "purna")):
        record_stage(beneficiary=person, by=officer, kind=kind, event_on=day, reported_on=day)
    tie_family(person=worker, relative=child, kind="child", by=officer)
    people = [worker, child, said, other, returned]

    def categories(activity):
        found = dict(activity.attendances.values_list("beneficiary", "category"))
        return [found[person.pk] for person in people]

    activity = saved(villages={"tunggangri": ()}, start_on=datetime.date(2026, 3, 5))
    add_people(activity=activity, people=people, by=officer)
    assert categories(activity) == ["pmi", "family", "family", "other", "returned"]
    counts = activity.activity_villages.get().counts
    assert {row.category: row.unknown for row in counts.all()} == {
        "pmi": 1,
        "family": 2,
        "other": 1,
        "returned": 1,
    }
    before = saved(villages={"tunggangri": ()}, start_on=datetime.date(2024, 4, 30))
    add_people(activity=before, people=people, by=officer)
    assert categories(before) == ["other", "other", "family", "other", "family"]


def test_people_of_another_area_cannot_be_added(saved, registered, officer, stranger, places):
    far = registered("LALU", "far", by=stranger)
    with pytest.raises(Refused, match="own area"):
        add_people(activity=saved(), people=[far], by=officer, village=places["tunggangri"])


def test_case_o16(case_o16):
    """Four people, nine attendances, Rp47,000,000, three activities."""
    case_o16()

    for area in ("00", "35", "35.04"):
        assert sum(people(area, 2023)) == 3
        assert people(area, 2024) == (1, 3, 0)
        heads = HeadTally.objects.filter(area=area)
        assert sum(row.male + row.female + row.unknown for row in heads) == 9
        assert sum(row.actual for row in Tally.objects.filter(area=area)) == 47_000_000
        assert sum(row.activities for row in Tally.objects.filter(area=area)) == 3
    assert Attendance.objects.values("beneficiary").distinct().count() == 4
    assert tallies.differences() == []


def test_verified_alone_is_counted_apart(by_name, officer, reviewer):
    activity, _women = by_name
    send_activity(activity=activity, by=officer, confirmed=True)
    assert (people("00"), people("00", basis="verified")) == ((0, 2, 0), (0, 0, 0))
    verify_activity(activity=activity, by=reviewer)
    assert (people("00"), people("00", basis="verified")) == ((0, 2, 0), (0, 2, 0))


def test_a_mended_sex_moves_people_and_heads(by_name, officer, places):
    activity, women = by_name
    send_activity(activity=activity, by=officer, confirmed=True)
    change_beneficiary(
        beneficiary=women[0], person=Person("SULASTRI", places["tunggangri"], sex="male"), by=officer
    )
    assert people("35.04.14.2011") == (1, 1, 0)
    assert tallies.differences() == []


def test_a_move_keeps_what_was_counted_where(by_name, officer, places, sent, entry):
    activity, women = by_name
    send_activity(activity=activity, by=officer, confirmed=True)
    move_beneficiary(
        beneficiary=women[0], village=places["betak"], moved_on=datetime.date(2026, 4, 1), by=officer
    )
    assert (sum(people("35.04.14.2011")), sum(people("35.04.14.2016"))) == (2, 0)
    later = save_activity(data=entry(villages={"betak": ()}, start_on=datetime.date(2026, 5, 1)), by=officer)
    add_people(activity=later, people=women[:1], by=officer)
    send_activity(activity=later, by=officer, confirmed=True)
    assert (sum(people("35.04.14.2011")), sum(people("35.04.14.2016")), sum(people("35.04"))) == (2, 1, 2)
    assert tallies.differences() == []


def test_merge_counts_once_and_can_be_undone(by_name, saved, registered, officer):
    activity, women = by_name
    twin = registered("SULASTRI BINTI DARMO", sex="female", nik="3504145703859801")
    other = saved(villages={"tunggangri": ()}, start_on=datetime.date(2026, 4, 1))
    add_people(activity=activity, people=[twin], by=officer)
    add_people(activity=other, people=[twin], by=officer)
    for one in (activity, other):
        send_activity(activity=one, by=officer, confirmed=True)
    assert sum(people("00")) == 3
    before = sorted(Attendance.objects.values_list("activity", "beneficiary", "category"))

    merge = merge_beneficiaries(kept=women[0], dropped=twin, by=officer)

    assert sum(people("00")) == 2
    assert Beneficiary.objects.with_nik("3504145703859801").get() == women[0]
    assert not Beneficiary.objects.visible_to(officer).filter(pk=twin.pk).exists()
    assert tallies.differences() == []
    undo_merge(merge=merge, by=officer)
    assert sum(people("00")) == 3
    assert sorted(Attendance.objects.values_list("activity", "beneficiary", "category")) == before
    assert Beneficiary.objects.with_nik("3504145703859801").get() == twin
    assert tallies.differences() == []
    with pytest.raises(Refused, match="undone already"):
        undo_merge(merge=Merge.objects.get(), by=officer)


def test_merge_takes_family_and_pairs_over_and_gives_them_back(registered, officer):
    kept, dropped = registered("SULASTRI"), registered("SULASTRI B", is_family=True)
    third, fourth = registered("SULASTRI C"), registered("SULASTRI D")
    for one, other in ((dropped, third), (dropped, fourth), (fourth, kept), (kept, dropped)):
        tell_apart(beneficiary=one, other=other, by=officer)

    def pairs():
        return set(NotSame.objects.values_list("one__full_name", "other__full_name"))

    before = pairs()
    merge = merge_beneficiaries(kept=kept, dropped=dropped, by=officer)
    kept.refresh_from_db()
    assert kept.is_family
    assert ("SULASTRI", "SULASTRI C") in pairs()
    assert NotSame.objects.apart_from(kept) >= {third.pk, fourth.pk}

    undo_merge(merge=merge, by=officer)
    kept.refresh_from_db()
    assert not kept.is_family
    assert pairs() == before


def test_a_pair_that_was_taken_back_after_a_merge_stays_away(registered, officer):
    kept, dropped, third = registered("SULASTRI"), registered("SULASTRI B"), registered("SULASTRI C")
    tell_apart(beneficiary=dropped, other=third, by=officer)
    merge = merge_beneficiaries(kept=kept, dropped=dropped, by=officer)
    doubt_again(beneficiary=kept, other=third, by=officer)
    undo_merge(merge=merge, by=officer)
    assert not NotSame.objects.exists()


def test_transfer_needs_the_owners_yes(registered, officer, stranger, places):
    somebody = registered("SULASTRI", nik="3504145703859801")
    transfer = ask_transfer(digits="3504145703859801", village=places["far"], reason="pindah", by=stranger)
    assert not Beneficiary.objects.visible_to(stranger).exists()
    with pytest.raises(Refused, match="own area"):
        decide_transfer(transfer=transfer, agree=True, moved_on=datetime.date(2026, 5, 1), by=stranger)
    decide_transfer(transfer=transfer, agree=True, moved_on=datetime.date(2026, 5, 1), by=officer)
    assert Beneficiary.objects.visible_to(stranger).get() == somebody
    assert not Beneficiary.objects.visible_to(officer).exists()


step = st.tuples(
    st.sampled_from(
        ["add", "add", "remove", "send", "recall", "verify", "date", "sex", "move", "merge", "undo"]
    ),
    st.integers(0, 3),
    st.integers(0, 3),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(step, min_size=4, max_size=16))
def test_any_sequence_leaves_people_and_heads_equal_to_a_recount(
    steps, registered, entry, officer, reviewer, places
):
    for model in (Attendance, Activity, Tally, HeadTally, Reach, Merge):
        model.objects.all().delete()
    Beneficiary.objects.update(merged_into=None)
    Beneficiary.objects.all().delete()
    somebody = [registered(f"ORANG {n}", sex=("male", "female", "unknown", "female")[n]) for n in range(4)]
    activities = [
        save_activity(
            data=entry(
                pillar=n % 2 + 1,
                villages={"tunggangri": (), "betak": ()},
                start_on=datetime.date(2026, 2 + n, 5),
            ),
            by=officer,
        )
        for n in range(3)
    ]
    for do, one, two in steps:
        try:
            _perform(do, activities[one % 3], somebody[one], somebody[two], entry, officer, reviewer, places)
        except Refused:
            continue

    assert tallies.differences() == []


def _perform(do, activity, one, two, entry, officer, reviewer, places):
    match do:
        case "add":
            add_people(activity=activity, people=[one, two], by=officer, village=places["betak"])
        case "remove":
            remove_people(activity=activity, people=[two], by=officer)
        case "send":
            send_activity(activity=activity, by=officer, confirmed=True)
        case "recall":
            recall_activity(activity=activity, by=officer)
        case "verify":
            verify_activity(activity=activity, by=reviewer)
        case "date":
            day = datetime.date(2026, 1 + (one.pk + two.pk) % 9, 10)
            data = entry(villages={"tunggangri": (), "betak": ()}, start_on=day)
            save_activity(data=data, by=officer, activity=activity)
        case "sex":
            sex = ("male", "female")[two.pk % 2]
            change_beneficiary(
                beneficiary=one, person=Person(one.full_name, one.village, sex=sex), by=officer
            )
        case "move":
            move_beneficiary(
                beneficiary=one, village=places["pagersari"], moved_on=datetime.date(2026, 3, 1), by=officer
            )
        case "merge":
            merge_beneficiaries(kept=one, dropped=two, by=officer)
        case "undo":
            if merge := Merge.objects.filter(undone_at=None).first():
                undo_merge(merge=merge, by=officer)


def test_a_restricted_person_stays_in_every_count(by_name, officer):
    activity, women = by_name
    send_activity(activity=activity, by=officer, confirmed=True)
    restrict_beneficiary(beneficiary=women[0], is_restricted=True, reason="diminta 12/03/2026", by=officer)
    assert people("35.04.14.2011") == (0, 2, 0)
    assert activity.activity_villages.get().female == 2
    assert tallies.differences() == []
