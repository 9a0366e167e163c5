"""Lists of businesses: words of offices, owners of the register, monthly money, the own export again."""

import datetime

import pytest
from django.urls import reverse

from pillars.businesses.models import Business, BusinessYear
from pillars.businesses.services import PermitData, record_permit
from pillars.imports.services import standing_against, undo_batch
from tests.importing import checked, kinds_of_notes, stored

HEADER = (
    "No;Nama Usaha;Nama Pemilik;Desa;Kecamatan;Perorangan/Kelompok;Jenis Produk;Sektor Usaha;Mulai Usaha;"
    "Wilayah Pemasaran;Status Usaha;Tgl Tutup;No. NIB;PIRT;Sertifikat Halal;Tahun Data;"
    "Omzet/Bulan;Laba (Rp/bln);TK L;TK P"
)
LINES = (
    "1;Keripik Maju;SITI ROHMAH;Tunggangri;Kalidawir;Perorangan;keripik pisang;Kuliner;10/03/2024;Luar Kota;"
    "Aktif;;9120001234567;P-IRT 206350401;proses;2025;2.500.000;750 ribu;1;2",
    "2;KUB Anyaman Betak;;Ds. Betak;Kalidawir;KUBE;anyaman bambu;Kerajinan;;Lokal;Tutup;05/02/2026;-;;;;;;;",
    "3;;;Pagersari;Kalidawir;;sembako;Warung;;;;;;;;2025;;-150.000;0;1",
)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


@pytest.fixture(autouse=True)
def siti(person):
    return person("Siti Rohmah")


def bring(officer, *lines):
    return checked("businesses", "\n".join([HEADER, *(lines or LINES)]), officer, name="usaha.csv")


def test_words_and_amounts_of_offices_are_read(officer, places, siti):
    stored(bring(officer), officer)
    maju, betak, warung = (
        Business.objects.with_status_on(datetime.date(2026, 6, 15)).get(name=name)
        for name in ("Keripik Maju", "KUB Anyaman Betak", "sembako")
    )
    assert (maju.kind, maju.sector, maju.market, maju.product) == ("person", "I", "country", "keripik pisang")
    assert (maju.started_on, maju.status) == (datetime.date(2024, 3, 10), "running")
    assert (maju.members.get().person, maju.members.get().joined_on) == (siti, maju.started_on)
    assert set(maju.permits.values_list("kind", "number")) == {
        ("nib", "9120001234567"),
        ("pirt", "P-IRT 206350401"),
    }
    year = maju.years.get()
    assert (year.year, year.turnover, year.profit, year.workers_female) == (2025, 30_000_000, 9_000_000, 2)
    assert (betak.kind, betak.sector, betak.status) == ("group", "C", "closed")
    assert betak.steps.get().on == datetime.date(2026, 2, 5)
    assert (warung.kind, warung.years.get().profit, warung.years.get().turnover) == (
        "person",
        -1_800_000,
        None,
    )


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1;A;;Betak;Kalidawir;;;;;;Tutup;;;;;;;;;", "value_missing"),
        ("1;A;;Betak;Kalidawir;;;;10/03/2026;;Tutup;10/03/2026;;;;;;;;", "date_before_start"),
        ("1;A;;Betak;Kalidawir;;;;2019;;;;;;;;;;;", "date_incomplete"),
        ("1;A;;Betak;Kalidawir;;;;;;;;ada;;;;;;;", "value_missing"),
        ("1;A;;Betak;Kalidawir;;;;;;;;;;;;2.000.000;;;", "value_missing"),
        ("1;A;;Betak;Kalidawir;;;;;;;;;;;2025;2.000.000;3.000.000;;", "balance_doubtful"),
        ("1;A;Orang Lain;Betak;Kalidawir;;;;;;;;;;;;;;;", "person_unknown"),
        ("1;;;Betak;Kalidawir;;;;;;;;;;;;;;;", "value_missing"),
        ("1;A;;Betak;Kalidawir;;;;10/03/2026;;;;;;;2025;2.000.000;;;", "year_invalid"),
    ],
)
def test_what_does_not_fit_is_said(officer, places, line, kind):
    assert kind in kinds_of_notes(bring(officer, line), 2)


def test_what_the_portal_has_stays(officer, places):
    stored(bring(officer), officer)
    assert kinds_of_notes(bring(officer, LINES[0]), 2)[-1] == "known_already"
    other = LINES[0].replace("keripik pisang", "keripik singkong")
    assert "differs" in kinds_of_notes(bring(officer, other), 2)
    later = LINES[0].replace(";2025;", ";2024;")
    stored(bring(officer, later), officer)
    years = BusinessYear.objects.filter(business__name="Keripik Maju").values_list("year", flat=True)
    assert list(years) == [2025, 2024]


def test_a_list_is_taken_back_unless_something_went_on(officer, places):
    batch = stored(bring(officer), officer)
    maju = Business.objects.get(name="Keripik Maju")
    permit = record_permit(business=maju, data=PermitData("halal", "ID-1"), by=officer)
    assert ["have since been recorded" in reason for reason in standing_against(batch, officer)] == [True]
    permit.delete()
    later = stored(bring(officer, LINES[0].replace(";2025;", ";2024;")), officer)
    assert ["since been corrected" in reason for reason in standing_against(batch, officer)] == [True]
    undo_batch(batch=later, by=officer)
    assert list(maju.years.values_list("year", flat=True)) == [2025]
    undo_batch(batch=batch, by=officer)
    assert not Business.objects.exists()


def test_the_own_export_says_nothing_new(client, officer, places):
    stored(bring(officer), officer)
    client.force_login(officer)
    address = reverse("pillars:business-export", args=["csv"])
    answer = client.get(address, {"status": ["running", "closed"]})
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Siti Rohmah" in content
    batch = checked("businesses", content, officer, name="unduhan.csv")
    known = [row for row in batch.rows.all() if "known_already" in [note["kind"] for note in row.notes]]
    assert len(known) == 3, list(batch.rows.values_list("fate", "notes"))
    assert not standing_against(batch, officer)
