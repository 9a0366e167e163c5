"""Amounts of rupiah in cells: every spelling of case O13 and what comes near to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desmigratif.ui.identity_numbers import DOT
from villages.lists.sheets.amounts import amount
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.judging import masked


@pytest.mark.parametrize(
    ("written", "value", "fate", "kind"),
    [
        (1500000, 1_500_000, None, None),
        ("1500000", 1_500_000, None, None),
        ("1.500.000", 1_500_000, None, None),
        ("750.000", 750_000, None, None),
        (0, 0, None, None),
        ("Rp1.500.000,00", 1_500_000, "accept_corrected", "amount_read_as"),
        ("1,500,000.00", 1_500_000, "accept_corrected", "amount_read_as"),
        ("1,5 jt", 1_500_000, "accept_corrected", "amount_read_as"),
        ("2.284.196,26", 2_284_196, "accept_corrected", "amount_read_as"),
        ("2.284.196,5", 2_284_197, "accept_corrected", "amount_read_as"),
        # A word is sure, a letter may be million or milliard.
        ("5 miliar", 5_000_000_000, "accept_corrected", "amount_read_as"),
        ("5 M", 5_000_000_000, "review", "amount_ambiguous"),
        ("5,5 m", 5_500_000_000, "review", "amount_ambiguous"),
        ("1.500", 1_500, "review", "amount_ambiguous"),
        ("1,500", 1_500, "review", "amount_ambiguous"),
        ("1.2E+08", 120_000_000, "review", "amount_ambiguous"),
        (1500000.7, 1_500_001, "review", "amount_ambiguous"),
        (1500000.66667, 1_500_001, "review", "amount_ambiguous"),
        (1.5, None, "refuse", "amount_ambiguous"),
        ("1,23456789E+05", None, "refuse", "amount_ambiguous"),
        ("(500.000)", None, "refuse", "amount_invalid"),
        (-1, None, "refuse", "amount_invalid"),
        ("seratus ribu", None, "refuse", "amount_invalid"),
        ("9999 triliun", None, "refuse", "amount_ambiguous"),
        ("-", None, "incomplete", "amount_missing"),
        ("", None, "incomplete", "amount_missing"),
    ],
)
def test_amounts(written, value, fate, kind):
    found, remark = amount(cell_of(written))
    assert found == value
    assert (remark and remark.fate, remark and remark.kind) == (fate, kind)


@pytest.mark.parametrize(
    ("written", "is_shown"),
    [
        # Money stays to be read in what is said of it (C16), however long.
        ("1.234.567.890.123", True),
        ("Rp 1234567890123", True),
        ("15000000000000", True),
        # What may be a NIK or what is left of one does not.
        ("350414120388901", False),
        ("3504141203889012", False),
        ("3504141203880000", False),
    ],
)
def test_what_is_said_of_an_amount_shows_it(written, is_shown):
    _value, remark = amount(cell_of(f"{written} kira-kira"))
    said = masked(remark.text)
    assert (written in said, DOT in said) == (is_shown, not is_shown)


@given(st.integers(min_value=10_000, max_value=999_999_999_999_999))
def test_indonesian_and_foreign_grouping_and_plain_figures_are_one_amount(value):
    grouped = f"{value:,}"
    spellings = [
        value,
        str(value),
        grouped.replace(",", "."),
        f"Rp{grouped.replace(',', '.')},00",
        f"{grouped}.00",
    ]
    assert {amount(cell_of(one))[0] for one in spellings} == {value}


@given(st.text(max_size=30) | st.floats())
def test_whatever_stands_in_the_cell_is_an_amount_or_has_a_reason(written):
    value, remark = amount(cell_of(written))
    assert remark is not None or (isinstance(value, int) and value >= 0)
