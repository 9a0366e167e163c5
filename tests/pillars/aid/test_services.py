"""What the register of aid stores and refuses; checks, reports and files over time."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from desmigratif.ui.refusals import Refused
from pillars.aid.models import AidCheck, AidFile, AidPackage
from pillars.aid.querysets import year_before
from pillars.aid.services import (
    add_files,
    change_aid,
    doubt_of_total,
    record_check,
    remove_aid,
    remove_file,
    take_check_back,
)
from pillars.people.services.beneficiaries import merge_beneficiaries, undo_merge
from tests.files import photo
from villages.people.services.beneficiaries import Person, register_beneficiary
from villages.people.services.ends import record_end

TODAY = datetime.date(2026, 6, 15)


def on(year, month, day):
    return datetime.date(year, month, day)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(TODAY)


def test_aid_that_cannot_be_is_refused_at_its_field(aid, siti, officer):
    record_end(beneficiary=siti, kind="died", ended_on=on(2025, 3, 9), source="Akta kematian", by=officer)
    for said, field, words in (
        ({"handed_on": on(2026, 6, 16)}, "handed_on", "is in the future"),
        ({"handed_on": on(2015, 12, 31)}, "handed_on", "from 1 January 2016 on"),
        ({"report_due": on(2025, 3, 9)}, "report_due", "handed over on 10 March 2025"),
        ({"report_on": on(2025, 3, 9)}, "report_on", "handed over on 10 March 2025"),
        ({"volume": Decimal(0)}, "volume", "more than 0"),
        ({"volume": Decimal(10**6), "unit_value": 10**12}, "unit_value", "make more than"),
        ({"village": "far"}, "village", "your own area"),
        ({"person": siti}, "handed_on", "Died on 09/03/2025"),
    ):
        with pytest.raises(Refused, match=words) as refused:
            aid(**said)
        assert refused.value.field == field, said
    assert not AidPackage.objects.exists()


def test_eight_times_seventy_is_not_two_hundred_and_eighty(aid):
    said = {"volume": Decimal(8), "unit_value": 70, "total": 560}
    assert doubt_of_total(said) == ""
    text = doubt_of_total({**said, "total": 280}).replace("\xa0", "")
    assert text == "8 x Rp70 is Rp560, and the total says Rp280. Correct one of the three."
    assert doubt_of_total({**said, "volume": Decimal("1.5"), "total": 105}) == ""
    for name in said:
        assert doubt_of_total({**said, "total": 280, name: None}) == ""
    assert aid(total=280).total == 280
    assert aid(item="Oven", total=None).total == 560


def test_the_database_refuses_what_no_aid_is(aid, siti, checked_on, business_of):
    stored = aid(person=siti)
    for wrong in (
        {"volume": 0},
        {"total": -1},
        {"unit_value": -1},
        {"report_due": on(2025, 3, 9)},
        {"report_on": on(2025, 3, 9)},
        {"business": business_of("tunggangri")},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AidPackage.objects.filter(pk=stored.pk).update(**wrong)
    check = checked_on(stored, on(2025, 9, 1), "damaged", "motor rusak")
    with pytest.raises(IntegrityError), transaction.atomic():
        AidCheck.objects.filter(pk=check.pk).update(note="")


def test_checks_come_one_after_the_other_until_it_is_lost(aid, checked_on, officer):
    stored = aid()
    for day, condition, note, words in (
        (on(2025, 3, 9), "good", "", "handed over on 10 March 2025"),
        (on(2026, 6, 16), "good", "", "is in the future"),
        (on(2025, 9, 1), "damaged", "...", "Write what was found"),
    ):
        with pytest.raises(Refused, match=words):
            checked_on(stored, day, condition, note)
    checked_on(stored, on(2025, 9, 1))
    with pytest.raises(Refused, match="checked on 1 September 2025"):
        checked_on(stored, on(2025, 9, 1))
    with pytest.raises(Refused, match="checked on 1 September 2025"):
        change_aid(package=stored, data=_later(stored), by=officer)
    checked_on(stored, on(2026, 1, 1), "lost", "tidak ditemukan")
    with pytest.raises(Refused, match="since 1 January 2026"):
        checked_on(stored, on(2026, 2, 1))
    take_check_back(package=stored, by=officer)
    assert AidCheck.history.latest().history_change_reason == "recorded by mistake"
    checked_on(stored, on(2026, 2, 1), "unused", "belum dipasang")


def _later(package):
    from pillars.aid.services import AidData

    return AidData(package.village, "Kambing", package.volume, "ekor", "apbn", on(2025, 9, 2))


def test_a_check_tells_for_twelve_months_and_is_never_taken_for_good(aid, checked_on):
    stored = aid()

    def seen(day):
        package = AidPackage.objects.with_condition_on(day).get()
        owed = AidPackage.objects.with_condition_on(day).owing_check_on(day).exists()
        return package.condition, owed

    assert seen(on(2025, 3, 10)) == ("unknown", False)
    assert seen(on(2026, 3, 9)) == ("unknown", False)
    assert seen(on(2026, 3, 10)) == ("unknown", True)
    check = checked_on(stored, on(2025, 6, 15))
    assert seen(on(2025, 6, 14)) == ("unknown", False)
    assert seen(on(2025, 6, 15)) == ("good", False)
    assert seen(on(2026, 6, 14)) == ("good", False)
    assert seen(on(2026, 6, 15)) == ("unknown", True)
    AidCheck.objects.filter(pk=check.pk).update(condition="sold", note="dijual")
    assert seen(on(2026, 6, 15)) == ("sold", False)
    assert year_before(on(2024, 2, 29)) == on(2023, 2, 28)


def test_papers_and_photos_go_with_what_they_show(aid, officer):
    stored = aid()
    with pytest.raises(Refused, match="Choose at least one file"):
        add_files(package=stored, kind="report", files=[], by=officer)
    for _twice in range(2):
        add_files(package=stored, kind="handover", files=[photo()], by=officer)
    record_check(package=stored, on=TODAY, condition="good", note="", photos=[photo()], by=officer)
    assert sorted(AidFile.objects.values_list("kind", flat=True)) == ["check", "handover"]
    with pytest.raises(Refused, match="Checks or files are recorded"):
        remove_aid(package=stored, reason="tercatat dua kali", by=officer)
    take_check_back(package=stored, by=officer)
    remove_file(file=AidFile.objects.get(), by=officer)
    with pytest.raises(Refused, match="Write why"):
        remove_aid(package=stored, reason="...", by=officer)
    remove_aid(package=stored, reason="tercatat dua kali", by=officer)
    assert AidPackage.history.latest().history_change_reason == "tercatat dua kali"


def test_a_merge_takes_aid_along_and_gives_it_back(aid, siti, officer, places):
    other = register_beneficiary(person=Person("Siti R", places["tunggangri"], sex="female"), by=officer)
    stored = aid(person=other)
    merge = merge_beneficiaries(kept=siti, dropped=other, by=officer)
    stored.refresh_from_db()
    assert stored.person == siti
    undo_merge(merge=merge, by=officer)
    stored.refresh_from_db()
    assert stored.person == other
