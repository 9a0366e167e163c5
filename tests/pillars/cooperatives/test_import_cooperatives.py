"""Lists of co-operatives: words of offices, units, accounts that do not fit, the own export again."""

import datetime

import pytest
from django.urls import reverse

from pillars.cooperatives.models import Cooperative, CooperativeYear
from pillars.imports.services import standing_against, undo_batch
from tests.importing import checked, kinds_of_notes, stored

HEADER = (
    "No;Nama Koperasi;Desa;Kecamatan;Jenis;No Badan Hukum;Tgl Badan Hukum;Tahun Buku;Anggota L;Anggota P;"
    "Simpanan Pokok;Simpanan Wajib;Pinjaman;Tunggakan;Total Aset;SHU;Tgl RAT"
)
LINES = (
    "1;Koperasi Maju;Tunggangri;Kalidawir;KSP;518/BH/2019;12/03/2019;2024;10;15;2.500.000;6.000.000;"
    "4.000.000;250.000;12.000.000;1.150.000;20/02/2025",
    "2;BUMDes Betak Jaya;Ds. Betak;Kalidawir;BUM Desa;;;2024;;;;;;;40 juta;-1.500.000;",
    "3;KDMP Pagersari;Pagersari;Kalidawir;Kopdes Merah Putih;AHU-0001;;;;;;;;;;;",
)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


def bring(officer, *lines):
    return checked("cooperatives", "\n".join([HEADER, *(lines or LINES)]), officer, name="koperasi.csv")


def test_words_and_amounts_of_offices_are_read(officer, places):
    stored(bring(officer), officer)
    maju, betak, pagersari = (
        Cooperative.objects.get(name=name)
        for name in ("Koperasi Maju", "BUMDes Betak Jaya", "KDMP Pagersari")
    )
    assert (maju.kind, maju.legal_number, maju.legal_on) == (
        "cooperative",
        "518/BH/2019",
        datetime.date(2019, 3, 12),
    )
    year = maju.years.get()
    assert (year.year, year.members_male, year.members_female, year.savings_mandatory) == (2024, 10, 15, 6e6)
    assert (year.loans, year.loans_overdue, year.assets, year.surplus) == (4e6, 250_000, 12e6, 1_150_000)
    assert (year.met_on, year.savings) == (datetime.date(2025, 2, 20), None)
    assert (betak.kind, betak.years.get().assets, betak.years.get().surplus) == ("bumdes", 40e6, -1_500_000)
    assert (pagersari.kind, pagersari.years.count()) == ("red_white", 0)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1;Koperasi A;Betak;Kalidawir;KSP;;12/03/2019;2024;1;1;;;;;;;", "value_missing"),
        ("1;Koperasi A;Betak;Kalidawir;KSP;;;;1;1;;;;;;;", "value_missing"),
        ("1;Sumber Rejeki;Betak;Kalidawir;;;;2024;1;1;;;;;;;", "value_missing"),
        ("1;Koperasi A;Betak;Kalidawir;KSP;;;2024;;;;;1.000.000;2.000.000;;;", "more_than_whole"),
        ("1;Koperasi A;Betak;Kalidawir;KSP;;;2024;;;;;9.000.000;;5.000.000;;", "balance_doubtful"),
        ("1;Koperasi A;Betak;Kalidawir;KSP;;;2024;5;5;;;;;;;20/02/2024", "date_before_start"),
    ],
)
def test_what_does_not_fit_is_said(officer, places, line, kind):
    assert kind in kinds_of_notes(bring(officer, line), 2)


def test_what_the_portal_has_stays(officer, places):
    stored(bring(officer), officer)
    assert kinds_of_notes(bring(officer, LINES[0]), 2)[-1] == "known_already"
    other = LINES[0].replace("12.000.000", "13.000.000")
    assert "differs" in kinds_of_notes(bring(officer, other), 2)
    later = LINES[0].replace(";2024;", ";2025;").replace("20/02/2025", "20/02/2026")
    stored(bring(officer, later), officer)
    assert list(CooperativeYear.objects.filter(cooperative__name="Koperasi Maju").values_list("year")) == [
        (2025,),
        (2024,),
    ]


def test_a_list_is_taken_back_unless_something_went_on(officer, places, siti):
    batch = stored(bring(officer), officer)
    maju = Cooperative.objects.get(name="Koperasi Maju")
    later = LINES[0].replace(";2024;", ";2025;").replace("20/02/2025", "20/02/2026")
    second = stored(bring(officer, later), officer)
    assert ["since been corrected" in reason for reason in standing_against(batch, officer)] == [True]
    undo_batch(batch=second, by=officer)
    assert list(maju.years.values_list("year", flat=True)) == [2024]
    undo_batch(batch=batch, by=officer)
    assert not Cooperative.objects.exists()


SIDE_BY_SIDE = (
    "No;Nama Koperasi;Desa;Aset 2023 (Rp);Aset 2024 (Rp);SHU Tahun 2023;SHU Tahun 2024",
    "1;KSP Maju;Tunggangri;10.000.000;12.000.000;-500.000;1.000.000",
    "2;BUMDes Jaya;Betak;;40.000.000;;2.000.000",
    "3;KDMP Baru;Pagersari;;;;",
)
BELOW = (
    "Nama Koperasi;Desa;Tahun;Aset",
    "KSP Maju;Tunggangri;2023;10.000.000",
    "KSP Maju;Tunggangri;2024;12.000.000",
)


def accounts():
    rows = CooperativeYear.objects.values_list("cooperative__name", "year", "assets", "surplus")
    return sorted(rows)


@pytest.mark.parametrize("lines", [SIDE_BY_SIDE, BELOW])
def test_several_years_of_a_new_cooperative_are_stored_and_taken_back(officer, places, lines):
    batch = stored(checked("cooperatives", "\n".join(lines), officer, name="aset.csv"), officer)
    assert not [(r.number, r.fate, r.notes) for r in batch.rows.filter(outcome="").exclude(fate="ignore")]
    told = [row[:3] for row in accounts()]
    assert told[-2:] == [("KSP Maju", 2023, 10e6), ("KSP Maju", 2024, 12e6)]
    if lines is SIDE_BY_SIDE:
        assert accounts()[0] == ("BUMDes Jaya", 2024, 40e6, 2e6)
        assert dict(Cooperative.objects.values_list("name", "kind")) == {
            "KSP Maju": "cooperative",
            "BUMDes Jaya": "bumdes",
            "KDMP Baru": "red_white",
        }
        assert accounts()[1][3] == -500_000
    undo_batch(batch=batch, by=officer)
    assert not Cooperative.objects.exists()


def test_the_own_export_says_nothing_new(client, officer, places):
    stored(bring(officer), officer)
    client.force_login(officer)
    answer = client.get(reverse("pillars:cooperative-export", args=["csv"]))
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    batch = checked("cooperatives", content, officer, name="unduhan.csv")
    assert set(batch.rows.values_list("fate", flat=True)) == {"ignore"}
    known = [row for row in batch.rows.all() if "known_already" in [note["kind"] for note in row.notes]]
    assert len(known) == 3
    assert not standing_against(batch, officer)
