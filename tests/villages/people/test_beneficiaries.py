"""The register: nobody twice, nobody lost, nothing of people elsewhere told."""

import datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.refusals import Refused
from villages.models import Beneficiary, NotSame, RecordChange
from villages.people import nik
from villages.people.services.beneficiaries import (
    Person,
    RegisteredElsewhere,
    change_beneficiary,
    doubt_again,
    move_beneficiary,
    near_duplicates,
    restrict_beneficiary,
    reveal_nik,
    tell_apart,
)
from villages.people.services.stages import record_stage, tie_family

NIK = "3504145703859801"


def test_nik_is_stored_sealed_and_never_shown(registered):
    somebody = registered("SULASTRI", nik=NIK, sex="female")

    stored = Beneficiary.objects.values().get()
    assert NIK not in str(stored)
    assert NIK[-4:] not in str({name: value for name, value in stored.items() if "nik_" not in name})
    assert set(stored) & {"nik_first", "nik_last"} == set()
    assert (somebody.nik_in_words, registered("SIAPA").nik_in_words) == ("on file", "")
    assert list(Beneficiary.objects.with_nik(NIK)) == [somebody]


def test_same_nik_names_the_record_that_is_there(registered):
    registered("SULASTRI", nik=NIK)
    with pytest.raises(Refused, match="SULASTRI, Tunggangri"):
        registered("SULASTRI BINTI DARMO", nik=NIK)


def test_nik_elsewhere_tells_nothing_of_the_person(registered, stranger):
    registered("SULASTRI", nik=NIK)
    with pytest.raises(RegisteredElsewhere) as refused:
        registered("SIAPA", "far", by=stranger, nik=NIK)
    assert "SULASTRI" not in refused.value.message
    assert "Tunggangri" not in refused.value.message


def test_people_without_nik_never_collide(registered):
    one, other = registered("SLAMET"), registered("SLAMET")
    assert one.number != other.number
    assert Beneficiary.objects.count() == 2


def test_database_holds_one_record_per_nik(registered, officer, places):
    somebody = registered("SULASTRI", nik=NIK)
    twin = Beneficiary(village=places["betak"], full_name="X", name_key="x", created_by=officer)
    for name in ("nik_sealed", "nik_index"):
        setattr(twin, name, getattr(somebody, name))
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    with pytest.raises(IntegrityError, match="nik_sealed_and_indexed"), transaction.atomic():
        Beneficiary.objects.filter(pk=somebody.pk).update(nik_sealed="")


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("officer", True),
        ("village_officer", True),
        ("reviewer", True),
        ("admin", True),
        ("stranger", False),
        ("province_reader", False),
        ("pillar_lead", False),
        ("contributor", False),
    ],
)
def test_who_sees_people(who, sees, registered, request):
    registered("SULASTRI")
    assert Beneficiary.objects.visible_to(request.getfixturevalue(who)).exists() is sees


def test_village_officer_registers_only_in_the_own_village(registered, village_officer):
    registered("SULASTRI", by=village_officer)
    with pytest.raises(Refused, match="own area"):
        registered("WIJI", "betak", by=village_officer)


def test_change_leaves_a_trail_without_secrets(registered, officer, places):
    somebody = registered("SULASTRI", nik=NIK)
    changed = Person(
        "SULASTRI", places["tunggangri"], sex="female", nik="3504145703859802", phone_raw="0812 1234 5678"
    )

    change_beneficiary(beneficiary=somebody, person=changed, by=officer)

    trail = RecordChange.objects.first()
    assert {"field": "sex", "before": "unknown", "after": "female"} in trail.changes
    assert {item["field"] for item in trail.changes} == {"sex", "nik", "phone_raw"}
    assert "3504145703859802" not in str(trail.changes)
    somebody.refresh_from_db()
    assert somebody.phone == "+6281212345678"
    assert nik.decrypt(somebody.nik_sealed).endswith("9802")


def test_empty_nik_leaves_the_stored_one(registered, officer, places):
    somebody = registered("SULASTRI", nik=NIK)
    change_beneficiary(beneficiary=somebody, person=Person("SULASTRI W.", places["tunggangri"]), by=officer)
    assert Beneficiary.objects.with_nik(NIK).get().full_name == "SULASTRI W."


def test_reveal_asks_for_a_reason_and_is_logged(registered, officer, reviewer, stranger, pillar_lead):
    somebody = registered("SULASTRI", nik=NIK)
    with pytest.raises(Refused, match="why"):
        reveal_nik(beneficiary=somebody, reason=" ", by=officer)
    for outsider in (stranger, pillar_lead):
        with pytest.raises(Refused):
            reveal_nik(beneficiary=somebody, reason="ingin tahu", by=outsider)
    assert not AccessEvent.objects.exists()

    assert reveal_nik(beneficiary=somebody, reason="daftar BPJS", by=reviewer) == NIK
    event = AccessEvent.objects.get()
    assert (event.kind, event.user, event.about, event.reason) == (
        "revealed",
        reviewer,
        somebody.number,
        "daftar BPJS",
    )
    assert NIK not in str(vars(event))


def test_restricted_people_leave_lists_only(registered, officer):
    somebody = registered("SULASTRI")
    restrict_beneficiary(beneficiary=somebody, is_restricted=True, reason="diminta 12/03/2026", by=officer)
    assert Beneficiary.objects.visible_to(officer).exists()
    assert not Beneficiary.objects.visible_to(officer).listed().exists()


def test_moves_are_dated(registered, officer, places):
    somebody = registered("SULASTRI")
    move_beneficiary(
        beneficiary=somebody, village=places["betak"], moved_on=datetime.date(2026, 2, 1), by=officer
    )
    with pytest.raises(Refused, match="later move"):
        move_beneficiary(
            beneficiary=somebody, village=places["pagersari"], moved_on=datetime.date(2026, 1, 1), by=officer
        )
    assert [str(row.village) for row in somebody.residences.all()] == ["Tunggangri", "Betak"]


def test_near_duplicates_are_offered(registered, places):
    one = registered("AGUS SALIM", birth_date=datetime.date(1990, 4, 3))
    registered("AGUS SALIM", "betak")
    registered("AGUS SALIM", birth_date=datetime.date(1970, 4, 3))

    found = near_duplicates(full_name="Agus Salim bin Darmo", village=places["tunggangri"], birth_year=1990)

    assert found == [one]


def test_search_by_any_mark(registered, officer):
    somebody = registered("Nur 'Aini")
    for words in ("nur aini", "NUR \u2019AINI", "'aini"):
        assert list(Beneficiary.objects.visible_to(officer).search(words)) == [somebody]
    assert not Beneficiary.objects.search("nur aisyah").exists()


def test_rotation_seals_everything_under_the_newest_key(registered, settings, capsys):
    somebody = registered("SULASTRI", nik=NIK, household="3504140101100001")
    old = settings.NIK_KEYS
    settings.NIK_KEYS = {"new": b"n" * 32, **old}

    call_command("rotate_nik_keys")
    call_command("rotate_nik_keys")

    somebody.refresh_from_db()
    settings.NIK_KEYS = {"new": b"n" * 32}
    assert nik.decrypt(somebody.nik_sealed) == NIK
    assert nik.decrypt(somebody.household.sealed) == "3504140101100001"
    out = capsys.readouterr().out
    assert "Beneficiary: 1 sealed" in out
    assert "Beneficiary: 0 sealed" in out


# Told apart


def test_a_pair_that_was_told_apart_is_not_offered_again(registered, officer, colleague, places):
    one, other = registered("AGUS SALIM"), registered("AGUS SALIM")
    said = {"full_name": "AGUS SALIM", "village": places["tunggangri"]}
    assert near_duplicates(**said, exclude=one) == [other]

    tell_apart(beneficiary=other, other=one, by=officer)
    tell_apart(beneficiary=one, other=other, by=colleague)

    pair = NotSame.objects.get()
    assert (pair.one, pair.other, pair.by) == (one, other, officer)
    assert near_duplicates(**said, exclude=one) == near_duplicates(**said, exclude=other) == []
    assert near_duplicates(**said) == [one, other]
    assert list(one.changes.values_list("what", flat=True)) == ["told_apart", "registered"]

    doubt_again(beneficiary=one, other=other, by=colleague)
    assert near_duplicates(**said, exclude=other) == [one]
    assert other.changes.first().what == "doubted_again"


def test_nobody_is_told_apart_from_themselves_or_from_people_elsewhere(registered, officer, stranger):
    one, far = registered("AGUS SALIM"), registered("AGUS SALIM", "far", by=stranger)
    with pytest.raises(Refused, match="two different"):
        tell_apart(beneficiary=one, other=one, by=officer)
    for by in (officer, stranger):
        with pytest.raises(Refused, match="own area"):
            tell_apart(beneficiary=one, other=far, by=by)


def test_the_database_holds_a_pair_once_and_in_order(registered, officer):
    one, other = registered("AGUS"), registered("AGUS")
    NotSame.objects.create(one=one, other=other, by=officer)
    for pair, name in (((one, other), "notsame_once|UNIQUE"), ((other, one), "notsame_in_order")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            NotSame.objects.create(one=pair[0], other=pair[1], by=officer)


# Family


def test_family_is_said_or_follows_from_a_tie(registered, officer):
    worker, child, said, other = (registered(name) for name in ("WIJI", "BIMA", "SITI", "JOKO"))
    tie_family(person=worker, relative=child, kind="child", by=officer)
    tie_family(person=worker, relative=other, kind="carer", by=officer)
    Beneficiary.objects.filter(pk=said.pk).update(is_family=True)
    day = datetime.date(2024, 5, 1)
    record_stage(beneficiary=worker, by=officer, kind="pmi", event_on=day, reported_on=day)

    def family_on(date):
        people = Beneficiary.objects.with_is_relative(date)
        return set(people.filter(is_relative=True))

    assert family_on(day) == {child, said}
    assert family_on(day - datetime.timedelta(days=1)) == {said}
    assert other not in family_on(day)


# What else the record holds


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("0812 3456 7890", "+6281234567890"),
        ("62812-3456-7890", "+6281234567890"),
        ("812 34567890 (adik)", "+6281234567890"),
        ("+852 9123 4567", "+85291234567"),
        ("0812 3456 7890 / 0813 1111 2222", "+6281234567890"),
        ("tidak ada", ""),
    ],
)
def test_a_phone_is_kept_as_written_and_as_it_is_called(written, called, registered):
    person = registered("SULASTRI", phone_raw=written)
    assert (person.phone_raw, person.phone) == (written, called)


def test_one_card_is_one_household(registered):
    mother = registered("SULASTRI", household="3504141201109123")
    child, other = registered("DEWI", household="3504141201109123"), registered("WIJI")
    assert mother.household == child.household != other.household
    assert "9123" not in str({**vars(mother.household), "sealed": "", "index": ""})
    assert str(mother.household) == "on file"


def test_consent_is_dated_and_its_change_leaves_a_trail(registered, officer, places):
    person = registered("SULASTRI")
    assert person.consented_on is None
    said = Person("SULASTRI", places["tunggangri"], consented_on=datetime.date(2026, 3, 12))
    change_beneficiary(beneficiary=person, person=said, by=officer)
    (change,) = person.changes.first().changes
    assert change == {"field": "consented_on", "before": "", "after": "2026-03-12"}
