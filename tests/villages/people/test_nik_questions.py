"""Questions about a NIK: reasoned, written down, bounded, and answered alike for what nobody may know."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.refusals import Refused
from villages.models import AskedNik, Beneficiary
from villages.people.services.beneficiaries import restrict_beneficiary, reveal_nik
from villages.people.services.nik_questions import NikAnswers, Way, ask_about_nik, ask_about_niks

NIK, OTHER = "3504145703859801", "3504145703859802"


@pytest.fixture
def sulastri(registered):
    return registered("SULASTRI", nik=NIK, sex="female")


def asked():
    return list(
        AccessEvent.objects.filter(kind=AccessEvent.Kind.ASKED)
        .order_by("pk")
        .values_list("user", "what", "reason", "rows", "hits")
    )


def test_a_question_beyond_the_area_needs_a_reason_and_leaves_a_line(sulastri, stranger, officer, reviewer):
    for by, way in ((stranger, Way.REGISTRATION), (stranger, Way.TRANSFER), (reviewer, Way.SEARCH)):
        with pytest.raises(Refused, match="Write why"):
            ask_about_nik(digits=NIK, by=by, way=way, reason="  ")
    assert asked() == []

    there = ask_about_nik(digits=NIK, by=stranger, way=Way.REGISTRATION, reason="KTP")
    nobody = ask_about_nik(digits=OTHER, by=stranger, way=Way.REGISTRATION, reason="KTP")
    own = ask_about_nik(digits=NIK, by=officer, way=Way.REGISTRATION, reason="KTP")

    assert (there.person, there.is_elsewhere) == (None, True)
    assert (nobody.person, nobody.is_elsewhere) == (None, False)
    assert (own.person, own.is_elsewhere) == (sulastri, False)
    assert asked() == [
        (stranger.pk, Way.REGISTRATION, "KTP", 1, 1),
        (stranger.pk, Way.REGISTRATION, "KTP", 1, 0),
        (officer.pk, Way.REGISTRATION, "KTP", 1, 1),
    ]
    assert AccessEvent.objects.filter(about=sulastri.number, user=stranger).count() == 1
    assert NIK not in str(list(AccessEvent.objects.values()))


def test_a_search_tells_and_costs_the_same_whoever_lives_elsewhere(sulastri, stranger):
    found, queries = [], []
    for digits in (NIK, OTHER):
        with CaptureQueriesContext(connection) as captured:
            found.append(ask_about_nik(digits=digits, by=stranger, way=Way.SEARCH))
        queries.append(len(captured))
    assert found[0] == found[1]
    assert queries[0] == queries[1]
    assert [line[4] for line in asked()] == [0, 0]


def test_a_list_leaves_one_line_with_its_counts(sulastri, stranger, officer):
    elsewhere = ask_about_niks(numbers=[NIK, OTHER], by=stranger, reason="Daftar desa", what="IMP-1")
    assert elsewhere == NikAnswers(elsewhere={sulastri.nik_index}, untold=set())
    assert ask_about_niks(numbers=[NIK], by=officer, reason="Daftar desa") == NikAnswers(set(), set())
    assert asked() == [(stranger.pk, "nik:list IMP-1", "Daftar desa", 2, 1)]


@pytest.mark.parametrize(
    ("limit", "way", "other"),
    [
        ("NIK_SEARCHES_PER_HOUR", Way.SEARCH, Way.TRANSFER),
        ("NIK_QUESTIONS_PER_DAY", Way.REGISTRATION, Way.SEARCH),
    ],
)
def test_each_person_has_so_many_questions(limit, way, other, settings, sulastri, stranger, officer):
    setattr(settings, limit, 3)
    for _number in range(3):
        ask_about_nik(digits=OTHER, by=stranger, way=way, reason="KTP")
    for digits in (NIK, OTHER):
        with pytest.raises(Refused, match="3 NIKs within") as refused:
            ask_about_nik(digits=digits, by=stranger, way=way, reason="KTP")
    assert refused.value.field == "nik"
    ask_about_nik(digits=NIK, by=stranger, way=other, reason="KTP")
    ask_about_nik(digits=NIK, by=officer, way=way, reason="KTP")


def alike(count):
    """NIKs of one district, sex and birth date, in the order of their serials."""
    return [f"350414570385{serial:04}" for serial in range(1, count + 1)]


def test_serials_cannot_be_tried_in_a_list(registered, stranger, officer, admin, settings):
    """Of 1,000 NIKs that differ only in the serial ten are answered a day; the rest look all the same."""
    settings.NIK_QUESTIONS_ALIKE_PER_DAY = 10
    low, high = registered("SITI", nik=alike(5)[-1]), registered("SULASTRI", nik=alike(700)[-1])
    found = ask_about_niks(numbers=alike(1000), by=stranger, reason="Daftar desa")
    assert (found.elsewhere, len(found.untold)) == ({low.nik_index}, 990)
    assert high.nik_index in found.untold
    # The log says so in numbers, and its hits say no more than the answer.
    lines = AccessEvent.objects.filter(user=stranger).order_by("pk").values_list("kind", "rows", "hits")
    assert list(lines) == [("asked", 1000, 1), ("untold", 990, None)]

    # Those that were answered are answered again, in a mended list, a form or a transfer; no other one is.
    again = ask_about_niks(numbers=alike(10), by=stranger, reason="Daftar desa")
    assert again == NikAnswers({low.nik_index}, set())
    for way in (Way.REGISTRATION, Way.CHANGE, Way.TRANSFER):
        assert ask_about_nik(digits=alike(5)[-1], by=stranger, way=way, reason="KTP").is_elsewhere
        said = set()
        for digits in (alike(700)[-1], alike(701)[-1]):
            with pytest.raises(Refused, match="not told whether this one is registered") as refused:
                ask_about_nik(digits=digits, by=stranger, way=way, reason="KTP")
            said.add((refused.value.field, str(refused.value)))
        assert len(said) == 1
    ask_about_nik(digits="3504145803859802", by=stranger, way=Way.REGISTRATION, reason="KTP")
    # People of the own area are no such question; whoever sees every area has none that is the own one.
    assert ask_about_niks(numbers=alike(1000), by=officer, reason="Daftar").elsewhere == set()
    assert ask_about_nik(digits=alike(700)[-1], by=officer, way=Way.CHANGE, reason="KTP").person == high
    assert len(ask_about_niks(numbers=alike(30), by=admin, reason="Daftar").untold) == 20
    with pytest.raises(Refused, match="not told"):
        ask_about_nik(digits=alike(700)[-1], by=admin, way=Way.SEARCH, reason="Pengaduan")


def test_serials_cannot_be_tried_one_by_one_and_the_next_day_has_its_own(registered, stranger, settings):
    settings.NIK_QUESTIONS_ALIKE_PER_DAY = 2
    registered("SULASTRI", nik=alike(3)[-1])
    for digits in alike(2):
        assert not ask_about_nik(digits=digits, by=stranger, way=Way.TRANSFER, reason="pindah").is_elsewhere
    with pytest.raises(Refused, match="2 NIKs with these first twelve digits"):
        ask_about_nik(digits=alike(3)[-1], by=stranger, way=Way.REGISTRATION, reason="KTP")
    assert alike(3)[-1][:12] not in str(list(AskedNik.objects.values()))
    AskedNik.objects.update(at=timezone.now() - timedelta(days=1))
    assert ask_about_nik(digits=alike(3)[-1], by=stranger, way=Way.REGISTRATION, reason="KTP").is_elsewhere
    assert AskedNik.objects.count() == 1


def test_a_list_that_asks_too_much_is_told_nothing(settings, sulastri, stranger):
    settings.NIK_QUESTIONS_IN_LISTS_PER_DAY = 3
    ask_about_niks(numbers=[NIK, OTHER], by=stranger, reason="Daftar")
    with pytest.raises(Refused, match="3 NIKs within 24 hours"):
        ask_about_niks(numbers=[NIK, OTHER], by=stranger, reason="Daftar")
    assert len(asked()) == 1


def test_reveals_are_braked_and_of_restricted_people_only_for_their_office(
    settings, sulastri, officer, reviewer
):
    settings.NIK_REVEALS_PER_HOUR = 2
    for _number in range(2):
        assert reveal_nik(beneficiary=sulastri, reason="Pendaftaran BPJS", by=reviewer) == NIK
    with pytest.raises(Refused, match="2 NIKs shown within an hour"):
        reveal_nik(beneficiary=sulastri, reason="Pendaftaran BPJS", by=reviewer)

    restrict_beneficiary(beneficiary=sulastri, is_restricted=True, reason="diminta orangnya", by=officer)
    person = Beneficiary.objects.get()
    settings.NIK_REVEALS_PER_HOUR = 30
    with pytest.raises(Refused, match="restricted"):
        reveal_nik(beneficiary=person, reason="Pendaftaran BPJS", by=reviewer)
    assert reveal_nik(beneficiary=person, reason="Pendaftaran BPJS", by=officer) == NIK


def test_niks_of_a_pasted_list_are_questions_too(client, registered, saved, officer, admin, settings):
    settings.NIK_QUESTIONS_IN_LISTS_PER_DAY = 2
    registered("SULASTRI", nik="3504145703859801")
    address = reverse("pillars:attendance-match", args=[saved().pk])
    lines = "3504145703859801\n3504145703859802"
    for by, asked, hits in ((officer, 1, 0), (admin, 2, 1)):
        client.force_login(by)
        assert "SULASTRI" in client.post(address, {"people": lines}).content.decode()
        event = AccessEvent.objects.filter(user=by, kind=AccessEvent.Kind.ASKED).get()
        assert (event.rows, event.hits) == (asked, hits)
    page = client.post(address, {"people": lines}).content.decode()
    assert "which is the limit" in page
    assert "SULASTRI" not in page
