"""The standing of villages in the programmes: services and what the database refuses."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from desmigratif.ui.refusals import Refused
from tests import factories
from villages.choices import MembershipStatus, Programme
from villages.models import Membership, Village
from villages.services import (
    add_membership,
    change_membership,
    change_village,
    record_figure,
    take_village_into_programme,
)

D = datetime.date

pytestmark = pytest.mark.django_db


def _join(**fields):
    return {
        "programme": Programme.DESMIGRATIF,
        "status": MembershipStatus.FACILITATED,
        "batch_year": 2019,
        "decree": "SK 1/2019",
        "source": "uji",
        "valid_from": D(2019, 1, 1),
        **fields,
    }


def _all_of(membership, **fields):
    names = ("programme", "status", "batch_year", "decree", "source", "valid_from", "valid_to")
    return {**{name: getattr(membership, name) for name in names}, **fields}


def test_village_is_taken_in_with_its_trace(admin):
    area = factories.area("35.04.14.2002", "Rejosari")
    membership = take_village_into_programme(area=area, by=admin, **_join())

    village = Village.objects.get(area=area)
    assert (village.regency_id, village.province_id, village.district_id) == ("35.04", "35", "35.04.14")
    assert membership.village == village
    for row in (village, membership):
        trace = row.history.get()
        assert trace.history_user == admin
        assert trace.history_change_reason


def test_village_in_the_programme_is_refused(admin, places):
    take_village_into_programme(area=places["betak"].area, by=admin, **_join())
    with pytest.raises(Refused, match="already|sudah") as refusal:
        take_village_into_programme(area=places["betak"].area, by=admin, **_join(valid_from=None))
    assert "Betak" in refusal.value.message
    assert Membership.objects.count() == 1


def test_ended_area_and_other_levels_are_refused(admin, places):
    ended = factories.area("35.04.14.2002", "Rejosari")
    ended.valid_to = D(2020, 12, 31)
    ended.save()
    for area in (ended, places["betak"].regency):
        with pytest.raises(Refused) as refusal:
            take_village_into_programme(area=area, by=admin, **_join())
        assert refusal.value.field == "area"
        assert area.pk in refusal.value.message
    assert not Membership.objects.exists()


def test_other_programme_may_follow_beside(admin, places):
    take_village_into_programme(area=places["betak"].area, by=admin, **_join())
    take_village_into_programme(
        area=places["betak"].area, by=admin, **_join(programme=Programme.DESA_MIGRAN_EMAS)
    )
    assert places["betak"].memberships.count() == 2


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        ((D(2019, 1, 1), D(2021, 12, 31)), (D(2022, 1, 1), None), False),
        ((D(2019, 1, 1), D(2021, 12, 31)), (D(2021, 12, 31), None), True),
        ((D(2019, 1, 1), None), (D(2025, 1, 1), None), True),
        ((D(2019, 1, 1), None), (D(2017, 1, 1), D(2018, 12, 31)), False),
        ((None, D(2021, 12, 31)), (None, None), True),
        ((None, D(2021, 12, 31)), (D(2022, 1, 1), None), False),
        ((D(2019, 1, 1), D(2021, 12, 31)), (None, D(2018, 12, 31)), False),
    ],
)
def test_memberships_of_one_programme_do_not_overlap(admin, places, first, second, refused):
    spans = [{"valid_from": start, "valid_to": end} for start, end in (first, second)]
    add_membership(village=places["betak"], by=admin, **_join(**spans[0]))
    if refused:
        with pytest.raises(Refused):
            add_membership(village=places["betak"], by=admin, **_join(**spans[1]))
    else:
        add_membership(village=places["betak"], by=admin, **_join(**spans[1]))
    assert places["betak"].memberships.count() == (1 if refused else 2)


def test_membership_is_ended_and_traced(admin, places):
    membership = add_membership(village=places["betak"], by=admin, **_join())
    change_membership(membership=membership, by=admin, **_all_of(membership, valid_to=D(2022, 12, 31)))
    add_membership(
        village=places["betak"],
        by=admin,
        **_join(status=MembershipStatus.INDEPENDENT, valid_from=D(2023, 1, 1)),
    )
    assert places["betak"].membership_on(D(2022, 12, 31)).status == "facilitated"
    assert places["betak"].membership_on(D(2023, 1, 1)).status == "independent"
    assert [row.valid_to for row in membership.history.all()] == [D(2022, 12, 31), None]


def test_membership_ends_after_it_starts(admin, places):
    membership = add_membership(village=places["betak"], by=admin, **_join())
    with pytest.raises(Refused) as refusal:
        change_membership(membership=membership, by=admin, **_all_of(membership, valid_to=D(2018, 12, 31)))
    assert refusal.value.field == "valid_to"


def test_membership_does_not_begin_before_the_village(admin):
    area = factories.area("35.04.14.2018", "Tunggangri Utara")
    area.valid_from = D(2023, 7, 1)
    area.save()
    with pytest.raises(Refused) as refusal:
        take_village_into_programme(area=area, by=admin, **_join())
    assert refusal.value.field == "valid_from"
    assert not Village.objects.filter(area=area).exists()


@pytest.mark.parametrize(
    "fields", [{"valid_to": D(2018, 1, 1)}, {"valid_from": D(2020, 1, 1)}], ids=["end", "second open"]
)
def test_database_refuses_what_the_services_refuse(places, fields):
    factories.MembershipFactory(village=places["betak"])
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.MembershipFactory(village=places["betak"], **fields)


def test_note_is_changed_with_a_trace(admin, places):
    change_village(village=places["betak"], note="Balai desa pindah.", by=admin)
    trace = places["betak"].history.first()
    assert (trace.note, trace.history_user) == ("Balai desa pindah.", admin)


def test_figures_of_several_sources_stand_side_by_side(admin, places):
    figure = {"village": places["betak"], "key": "returned", "stated_on": D(2024, 2, 12), "by": admin}
    record_figure(value=268, male=94, female=174, source="pendataan desa", **figure)
    record_figure(value=250, source="BPS", **figure)
    assert places["betak"].figures.count() == 2
    assert places["betak"].history.first().history_change_reason == "profile figure added"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"male": 150, "female": 150}, "value"),
        ({"stated_on": D(2999, 1, 1)}, "stated_on"),
        ({"source": "BPS"}, "stated_on"),
    ],
)
def test_impossible_figures_are_refused(admin, places, fields, field):
    good = {"village": places["betak"], "key": "returned", "value": 268, "stated_on": D(2024, 2, 12),
            "source": "pendataan desa", "by": admin}  # fmt: skip
    record_figure(**{**good, "source": "BPS"})
    with pytest.raises(Refused) as refusal:
        record_figure(**{**good, **fields})
    assert refusal.value.field == field


def test_one_standing_and_many_are_asked_by_the_same_rule(places):
    day = datetime.timedelta(days=1)
    first, last = datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)
    for status in MembershipStatus.values:
        for starts, ends in ((first, last), (None, last), (first, None), (None, None)):
            row = factories.MembershipFactory(
                village=places["tunggangri"], status=status, valid_from=starts, valid_to=ends
            )
            for date in (first - day, first, last, last + day):
                many = Membership.objects.taking_part_on(date).filter(pk=row.pk).exists()
                assert row.takes_part_on(date) is many, (status, starts, ends, date)
            row.delete()
