"""The unit of money of a list: said in a heading, a title, a note or a cell (O27)."""

import pytest

from villages.lists.sheets import units


@pytest.mark.parametrize(
    ("title", "factor"),
    [
        ("Pagu (Rp jt)", 10**6),
        ("Anggaran (dalam ribuan rupiah)", 10**3),
        ("Pagu Anggaran (x Rp 1.000)", 10**3),
        ("Realisasi ('000)", 10**3),
        ("Pagu (Rp.000)", 10**3),
        ("Nilai (x 1.000.000)", 10**6),
        ("Realisasi (Rp M)", 10**9),
        ("Pagu (milyar)", 10**9),
        ("Pagu (Rp)", 1),
        ("Pagu", None),
        ("Juru masak", None),
    ],
)
def test_headings(title, factor):
    assert units.of_heading(title) == (factor and units.Unit(factor))


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Satuan: Juta Rupiah", 10**6),
        ("Ket.: seluruh angka dalam ribuan rupiah", 10**3),
        ("(ribu rupiah)", 10**3),
        ("(dalam Rupiah penuh)", 1),
        ("Bantuan Rp 5 juta per desa", None),
        ("Laporan kegiatan 2024", None),
    ],
)
def test_lines_around_a_list(text, factor):
    assert units.of_texts([text]) == (factor and units.Unit(factor))


@pytest.mark.parametrize(
    ("text", "factor"), [("juta", 10**6), ("ribu Rp", 10**3), ("Rp", 1), ("orang", None)]
)
def test_cells_of_a_column_of_units(text, factor):
    assert units.of_cell(text) == (factor and units.Unit(factor))
