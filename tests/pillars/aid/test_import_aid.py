"""Lists of aid: words of offices, totals that are no products, recipients, the own export again."""

import datetime

import pytest
from django.urls import reverse

from pillars.aid.models import AidPackage
from pillars.aid.services import record_check
from pillars.imports.services import standing_against, undo_batch
from tests.importing import checked, kinds_of_notes, stored

HEADER = (
    "No;Nama Barang;Desa;Kecamatan;Vol;Satuan;Harga Satuan;Jumlah Harga;Sumber Dana;Pemberi;No BAST;Tgl BAST;"
    "Penerima;Kondisi;Tgl Periksa;Tgl LPJ"
)
LINES = (
    "1;Kambing;Tunggangri;Kalidawir;8;ekor;1.750.000;14 juta;DIPA/APBN;Kemnaker;BAST/012/2025;10 Maret 2025;"
    "SITI ROHMAH;Layak pakai;01/02/2026;20/12/2025",
    "2;Mesin jahit;Ds. Betak;Kalidawir;2;unit;3.250.000;6.500.000;CSR Bank Jatim;;;10/04/2025;"
    "Jahit Barokah;rusak berat;01/02/2026;",
    "3;Oven;Pagersari;Kalidawir;1;set;;;Dana Desa;;;10/04/2025;Pemerintah Desa;;;",
)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


@pytest.fixture(autouse=True)
def recipients(siti, business_of):
    return siti, business_of("betak")


def bring(officer, *lines):
    return checked("aid", "\n".join([HEADER, *(lines or LINES)]), officer, name="bantuan.csv")


def test_words_and_amounts_of_offices_are_read(officer, places, recipients):
    siti, jahit = recipients
    stored(bring(officer), officer)
    goats, machines, oven = (AidPackage.objects.get(item=name) for name in ("Kambing", "Mesin jahit", "Oven"))
    assert (goats.volume, goats.unit, goats.unit_value, goats.total) == (8, "ekor", 1_750_000, 14_000_000)
    assert (goats.source, goats.giver, goats.bast_number) == ("apbn", "Kemnaker", "BAST/012/2025")
    assert (goats.handed_on, goats.report_on) == (datetime.date(2025, 3, 10), datetime.date(2025, 12, 20))
    assert (goats.person, goats.business) == (siti, None)
    assert (machines.person, machines.business, machines.source) == (None, jahit, "csr")
    assert machines.checks.get().condition == "damaged"
    assert (oven.person, oven.business, oven.total, oven.source) == (None, None, None, "dana_desa")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1;Kambing;Betak;Kalidawir;8;ekor;70.000;280.000;APBN;;;10/03/2025;;;;", "total_differs"),
        ("1;Kambing;Betak;Kalidawir;0;ekor;;;APBN;;;10/03/2025;;;;", "value_missing"),
        ("1;Kambing;Betak;Kalidawir;8;ekor;;;APBN;;;10/03/2025;;Baik;;", "value_missing"),
        ("1;Kambing;Betak;Kalidawir;8;ekor;;;APBN;;;10/03/2025;;Baik;09/03/2025;", "date_before_start"),
        ("1;Kambing;Betak;Kalidawir;8;ekor;;;APBN;;;10/03/2025;Orang Lain;;;", "person_unknown"),
        ("1;Kambing;Betak;Kalidawir;8;ekor;;;APBN;;;10/03/2027;;;;", "date_in_future"),
    ],
)
def test_what_does_not_fit_is_said(officer, places, line, kind):
    assert kind in kinds_of_notes(bring(officer, line), 2)


def test_a_list_is_taken_back_unless_something_went_on(officer, places):
    batch = stored(bring(officer), officer)
    assert kinds_of_notes(bring(officer, LINES[1]), 2)[-1] == "known_already"
    oven, goats = (AidPackage.objects.get(item=name) for name in ("Oven", "Kambing"))
    for package in (oven, goats):
        record_check(package=package, on=datetime.date(2026, 6, 1), condition="good", note="", by=officer)
    # The check that a row brought goes with it; another one does not.
    assert ["have since been recorded" in reason for reason in standing_against(batch, officer)] == [
        True,
        True,
    ]
    for package in (oven, goats):
        package.checks.first().delete()
    undo_batch(batch=batch, by=officer)
    assert not AidPackage.objects.exists()


def test_the_own_export_says_nothing_new(client, officer, places):
    stored(bring(officer), officer)
    client.force_login(officer)
    answer = client.get(reverse("pillars:aid-export", args=["csv"]))
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Siti Rohmah" in content
    batch = checked("aid", content, officer, name="unduhan.csv")
    known = [row for row in batch.rows.all() if "known_already" in [note["kind"] for note in row.notes]]
    assert len(known) == 3, list(batch.rows.values_list("fate", "notes"))
