"""The day that a list says it is of, proposed on the page of its columns."""

import datetime

from pillars.imports.services import KINDS
from pillars.imports.upload_views import columns_form
from villages.lists.sheets.as_of import day_of_list
from villages.lists.sheets.reading import open_workbook
from villages.lists.sheets.schema import suggest_mapping
from villages.lists.sheets.surroundings import Surroundings
from villages.models import ImportBatch

TODAY = datetime.date(2026, 3, 2)
JUNE, YEAR_END = datetime.date(2025, 6, 30), datetime.date(2025, 12, 31)
SAID = {
    ("DATA POKOK DESA", "Keadaan s.d. 30 Juni 2025"): JUNE,
    ("Posisi data: 30-06-2025",): JUNE,
    ("Data per tanggal 30/6/2025",): JUNE,
    ("KONDISI BULAN JUNI 2025",): JUNE,
    ("Rekap sampai dengan Desember 2025",): YEAR_END,
    ("Rekapitulasi 1 Januari s/d 31 Desember 2025",): YEAR_END,
    ("DAFTAR PMI", "Tulungagung, 31 Desember 2025", "Kepala Desa Betak"): YEAR_END,
    ("Update 31 Des 2025", "Betak, tanggal 15 Januari 2026"): YEAR_END,
    # Ahead, of a part of the year, of two days, or no day of the list at all.
    ("Keadaan 31 Desember 2026",): None,
    ("REKAP PER KECAMATAN TAHUN 2025",): None,
    ("Posisi 30 Juni 2025", "Posisi 31 Desember 2025"): None,
    ("Dibagikan 5 Mei 2025 di balai desa",): None,
    ("SK Bupati Nomor 12, 5 Mei 2025",): None,
    ("per 31/31/2025",): None,
    ("per " * 5000,): None,
}


def test_a_list_says_of_which_day_it_is():
    found = {texts: day_of_list(Surroundings(texts), TODAY) for texts in SAID}
    assert found == SAID
    assert (
        day_of_list(Surroundings((), "PMI", "Rekap PMI Ds Betak per Desember 2025.xlsx"), TODAY) == YEAR_END
    )
    assert day_of_list(Surroundings((), "PMI", "Rekap_PMI_31-12-2025.xlsx"), TODAY) is None


def test_the_page_proposes_the_day_of_the_list(officer, places, it_is):
    it_is(TODAY)
    kind = KINDS["village_figures"]
    proposed = []
    for above in ("Keadaan s.d. 30 Juni 2025", "Data desa"):
        text = f"{above};;\nDesa;Jumlah KK;Jumlah Penduduk\nTunggangri;900;3000\nBetak;800;2500\n"
        book = open_workbook(text.encode(), "data.csv")
        table = book.table(book.sheets[0].name)
        mapping = suggest_mapping(table, kind.schema).columns
        batch = ImportBatch(kind=kind.key, uploaded_by=officer)
        form = columns_form(None, batch=batch, table=table, kind=kind, mapping=mapping, user=officer)
        proposed.append(form["holds_on"].value())
    assert proposed == ["30/06/2025", "02/03/2026"]
