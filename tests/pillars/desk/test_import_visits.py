"""Lists of visits: names looked for in the register, words of offices, the same list again."""

import datetime

import pytest

from pillars.desk.models import DeskVisit
from pillars.imports.services import undo_batch
from tests import factories
from tests.importing import checked, kinds_of_notes, stored
from villages.people.services.beneficiaries import Person, register_beneficiary

HEADER = (
    "Tgl Kunjungan;Nama Pengunjung;L/P;Desa;Kecamatan;Jenis Layanan;Jalur;Status Layanan;Rujukan;Keterangan"
)
LINES = (
    "10/03/2026;SITI ROHMAH;P;Tunggangri;Kalidawir;Konsultasi;Resmi;Selesai;;Tanya Taiwan",
    "11 Maret 2026;Sulastri;P;Betak;Kalidawir;Aduan;Ilegal;Dilimpahkan;BP2MI;Gaji ditahan",
    "12-03-2026;;L;Ds. Pagersari;Kalidawir;Paspor;;;;",
)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


def bring(officer):
    return checked("desk_visits", "\n".join([HEADER, *LINES]), officer, name="buku tamu.csv")


def test_names_are_people_of_the_register_or_asked_about(officer, siti):
    batch = bring(officer)
    assert kinds_of_notes(batch, 3)[-1] == "person_unknown"
    stored(batch, officer, taking=[3])
    first, second, third = DeskVisit.objects.order_by("visited_on")
    assert (first.person, first.purpose, first.route, first.note) == (
        siti,
        "information",
        "procedural",
        "Tanya Taiwan",
    )
    assert (second.person, second.sex, second.referred_to, second.is_open) == (None, "female", "bp3mi", True)
    assert (third.purpose, third.sex, third.outcome) == ("documents", "male", "served")


def test_two_of_one_name_are_never_decided(officer, siti, places):
    register_beneficiary(person=Person("Siti Rohmah", places["tunggangri"], sex="female"), by=officer)
    assert kinds_of_notes(bring(officer), 2)[-1] == "person_ambiguous"


def test_a_visit_by_name_comes_in_once(officer, siti):
    stored(bring(officer), officer)
    again = checked("desk_visits", "\n".join([HEADER, LINES[0]]), officer, name="lagi.csv")
    assert kinds_of_notes(again, 2)[-1] == "known_already"


def test_a_list_is_taken_back_unless_a_case_went_on(officer, siti):
    batch = stored(bring(officer), officer, taking=[3])
    assert DeskVisit.objects.count() == 3
    undo_batch(batch=batch, by=officer)
    assert not DeskVisit.objects.exists()


def test_a_village_outside_the_programme_is_asked_about_as_by_form(officer, places):
    left = datetime.date(2026, 3, 11)
    for name in ("betak", "pagersari"):
        factories.MembershipFactory(village=places[name], valid_from=datetime.date(2019, 1, 1), valid_to=left)
    batch = bring(officer)
    assert [
        row.number for row in batch.rows.all() if "outside_programme" in kinds_of_notes(batch, row.number)
    ] == [4]
    assert batch.rows.get(number=4).fate == "review"
    assert batch.rows.get(number=4).is_takeable
