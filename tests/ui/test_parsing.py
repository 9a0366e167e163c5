"""What people type, line by line as in cases O04 (dates) and O13 (rupiah); typed forms may refuse."""

import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from desmigratif.ui import parsing


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("17850000", 17850000),
        ("17.850.000", 17850000),
        ("Rp1.500.000,00", 1500000),
        ("Rp 1.500.000", 1500000),
        ("Rp\u00a01.500.000", 1500000),
        ("Rp. 5.000", 5000),
        ("IDR 5.000", 5000),
        ("Rp 1.500.000,-", 1500000),
        ("1.500.000.-", 1500000),
        ("1,500,000.00", 1500000),
        ("1,500,000", 1500000),
        ("1500000.00", 1500000),
        ("1 500 000", 1500000),
        ("1.500", 1500),
        ("0", 0),
        ("0,00", 0),
        ("999.999.999.999.999", 999999999999999),
        ("", None),
        ("  ", None),
    ],
)
def test_rupiah_is_read_the_indonesian_way_first(typed, value):
    assert parsing.parse_rupiah(typed) == value


@pytest.mark.parametrize(
    ("typed", "kind", "hint"),
    [
        ("1,500", "amount_ambiguous", "1.500"),
        ("1.5", "amount_ambiguous", "two ways"),
        ("0.500", "amount_ambiguous", "two ways"),
        ("1,5 jt", "amount_ambiguous", "1.500.000"),
        ("Rp 2,25 juta", "amount_ambiguous", "2.250.000"),
        ("750 rb", "amount_ambiguous", "750.000"),
        ("1,2 miliar", "amount_ambiguous", "1.200.000.000"),
        ("1.2E+08", "amount_ambiguous", "spreadsheet"),
        ("2.284.196,26", "amount_ambiguous", "2.284.196"),
        ("1500000.7", "amount_ambiguous", "1.500.000"),
        ("-", "amount_missing", "0"),
        ("(500.000)", "amount_invalid", "below zero"),
        ("-5", "amount_invalid", "below zero"),
        ("−5.000", "amount_invalid", "below zero"),
        ("Rp -5.000", "amount_invalid", "below zero"),
        ("seratus ribu", "amount_invalid", "17.850.000"),
        ("1.50.000", "amount_invalid", "groups of three"),
        ("1.096.18", "amount_invalid", "groups of three"),
        ("1.500,000.00", "amount_invalid", "groups of three"),
        ("Rp", "amount_invalid", "17.850.000"),
        ("9999999999999999", "amount_invalid", "999.999.999.999.999"),
        ("9" * 6000, "amount_invalid", "too long"),
        ("１２３", "amount_invalid", "17.850.000"),
    ],
)
def test_other_amounts_are_asked_back_with_what_was_typed_and_an_example(typed, kind, hint):
    with pytest.raises(parsing.AmountError) as caught:
        parsing.parse_rupiah(typed)
    assert caught.value.kind == kind
    assert f"“{typed[:60]}" in caught.value.message
    assert hint in caught.value.message


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("05/08/1990", (1990, 8, 5)),
        ("03/04/1990", (1990, 4, 3)),
        ("3-4-1990", (1990, 4, 3)),
        ("3.4.1990", (1990, 4, 3)),
        ("03 04 1990", (1990, 4, 3)),
        ("24092024", (2024, 9, 24)),
        ("1990-08-17", (1990, 8, 17)),
        ("17 Agustus 1990", (1990, 8, 17)),
        ("17 agt 1990", (1990, 8, 17)),
        ("12 Ags 1991", (1991, 8, 12)),
        ("12 Agu. 1991", (1991, 8, 12)),
        ("17 August 1990", (1990, 8, 17)),
        ("3 Nop 1988", (1988, 11, 3)),
        ("5 Mei 1987", (1987, 5, 5)),
        ("12 Peb 2020", (2020, 2, 12)),
        ("29 Pebruari 2024", (2024, 2, 29)),
        ("17-Okt-2024", (2024, 10, 17)),
    ],
)
def test_dates_are_read_day_first(typed, value):
    assert parsing.parse_date(typed) == datetime.date(*value)


def test_no_date_stays_no_date():
    assert parsing.parse_date("") is None


@pytest.mark.parametrize(
    ("typed", "kind", "hint"),
    [
        ("08/17/1990", "date_month_first", "17/08/1990"),
        ("02/31/1990", "date_invalid", "no month 31"),
        ("17-08-90", "date_two_digit_year", "17/08/1990"),
        ("31/02/1990", "date_invalid", "February 1990 has 28 days"),
        ("31/02/26", "date_invalid", "February 2026 has 28 days"),
        ("08/17/90", "date_month_first", "17/08/1990"),
        ("02/31/26", "date_invalid", "no month 31"),
        ("29/02/2023", "date_invalid", "February 2023 has 28 days"),
        ("31 April 2024", "date_invalid", "April 2024 has 30 days"),
        ("1990", "date_incomplete", "24/09/2024"),
        ("00/00/1975", "date_invalid", "no month 0"),
        ("0/5/1975", "date_invalid", "May 1975 has 31 days"),
        ("24/09/0024", "date_invalid", "year 24"),
        ("33102", "date_invalid", "24/09/2024"),
        ("Tulungagung, 17 Agustus 1990", "date_invalid", "24/09/2024"),
        ("17 Foo 1990", "date_invalid", "24/09/2024"),
        ("kemarin", "date_invalid", "24/09/2024"),
    ],
)
def test_other_dates_are_asked_back_with_what_was_typed_and_an_example(typed, kind, hint):
    with pytest.raises(parsing.DateError) as caught:
        parsing.parse_date(typed)
    assert caught.value.kind == kind
    assert f"“{typed}”" in caught.value.message
    assert hint in caught.value.message


def test_the_month_in_a_message_follows_the_language():
    with translation.override("id"), pytest.raises(parsing.DateError, match="Februari 2024"):
        parsing.parse_date("31/02/2024")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("22", 22),
        ("1.200", 1200),
        ("1,200", 1200),
        ("1 200", 1200),
        ("12 orang", 12),
        ("0", 0),
        ("007", 7),
        ("", None),
    ],
)
def test_head_counts_are_whole_numbers(typed, value):
    assert parsing.parse_count(typed) == value


@pytest.mark.parametrize("typed", ["1.2", "1,5", "1,23", "0,234", "-3", "2x", "dua", "9999999", "1.23.456"])
def test_other_head_counts_are_asked_back(typed):
    with pytest.raises(parsing.CountError, match="“") as caught:
        parsing.parse_count(typed)
    assert f"“{typed}”" in caught.value.message


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [
        ("", 0, None),
        ("0", 0, "0"),
        ("1.250", 0, "1250"),
        ("1 250", 0, "1250"),
        ("12,0", 0, "12"),
        ("62,5", 1, "62.5"),
        ("1.234,50", 2, "1234.5"),
        ("62.5", 1, "number_invalid"),
        ("4.2", 0, "number_invalid"),
        ("1,2", 0, "number_fraction"),
        ("1,255", 2, "number_fraction"),
        ("-", 0, "number_missing"),
        ("-3", 0, "number_invalid"),
        ("tiga", 0, "number_invalid"),
        ("9" * 17, 0, "number_invalid"),
    ],
)
def test_numbers(text, decimals, value):
    if value and value.startswith("number_"):
        with pytest.raises(parsing.NumberError) as refused:
            parsing.parse_number(text, decimals)
        assert refused.value.kind == value
        assert text in str(refused.value)
    else:
        assert parsing.parse_number(text, decimals) == (None if value is None else Decimal(value))
