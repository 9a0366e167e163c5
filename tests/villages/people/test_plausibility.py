"""Ages, days and relations that can hardly be are asked about; the border of each rule (case O32)."""

import datetime

import pytest

from villages.people.plausibility import (
    Birth,
    doubts_of_journey,
    doubts_of_life,
    doubts_of_parent,
    doubts_of_tie,
)

TODAY = datetime.date(2026, 11, 27)


def day(text):
    return datetime.datetime.strptime(text, "%d/%m/%Y").date()


def born(text):
    return Birth() if not text else Birth(day(text)) if "/" in text else Birth(None, int(text))


@pytest.mark.parametrize(
    ("birth", "stages", "kinds"),
    [
        ("03/03/2010", [("pmi", "05/01/2026")], ["minor_abroad"]),
        ("05/01/2008", [("pmi", "05/01/2026")], []),
        ("06/01/2008", [("pmi", "05/01/2026")], ["minor_abroad"]),
        # By the year alone: born in 2008 may have been 18 in 2026, never in 2025.
        ("2008", [("pmi", "01/01/2026")], []),
        ("2008", [("pmi", "31/12/2025")], ["minor_abroad"]),
        ("09/09/2009", [("cpmi", "01/10/2026")], []),
        ("02/02/2013", [("cpmi", "01/10/2026")], ["age_unlikely"]),
        ("05/05/1999", [("pmi", "05/05/1998")], ["birth_after_departure"]),
        ("04/04/1980", [("pmi", "01/02/2020"), ("purna", "01/02/2019")], ["return_before_departure"]),
        ("04/04/1980", [("pmi", "01/02/2018"), ("purna", "01/02/2019"), ("pmi", "01/02/2020")], []),
        ("04/04/2006", [("pmi", "01/05/2020"), ("purna", "01/05/2025")], ["minor_abroad"]),
        ("08/08/2020", [], []),
        ("07/07/1921", [("pmi", "01/08/2023")], ["age_unlikely"]),
        # Left long ago and is said to be abroad still.
        ("07/07/1921", [("pmi", "01/08/1970")], ["age_unlikely"]),
        ("07/07/1921", [("pmi", "01/08/1970"), ("purna", "01/08/1990")], []),
        ("1900", [], ["age_unlikely"]),
        ("", [("pmi", "01/08/1970")], []),
    ],
)
def test_one_life(birth, stages, kinds):
    stages = [(kind, day(text)) for kind, text in stages]
    assert [doubt.kind for doubt in doubts_of_life(born(birth), stages, today=TODAY)] == kinds


@pytest.mark.parametrize(
    ("parent", "child", "is_doubted"),
    [
        ("04/03/1986", "12/05/2014", False),
        ("12/05/2014", "04/03/1986", True),
        ("10/10/2003", "10/10/2012", True),
        ("", "01/01/2011", False),
        ("1990", "1990", True),
        ("10/10/1998", "10/10/2012", False),
        ("11/10/1998", "10/10/2012", True),
        ("1998", "2012", False),
        ("1999", "2012", True),
        ("01/01/1930", "02/01/2006", True),
    ],
)
def test_parent_and_child(parent, child, is_doubted):
    parent, child = born(parent), born(child)
    assert bool(doubts_of_parent(parent, child)) is is_doubted
    assert bool(doubts_of_tie(parent, child, "child", today=TODAY)) is is_doubted
    assert bool(doubts_of_tie(child, parent, "parent", today=TODAY)) is is_doubted
    assert not doubts_of_tie(child, parent, "carer", today=TODAY)


def test_husband_or_wife_and_the_days_of_one_row():
    assert doubts_of_tie(born("1985"), born("2013"), "spouse", today=TODAY)
    assert not doubts_of_tie(born("1985"), born("1990"), "spouse", today=TODAY)
    assert doubts_of_journey(day("02/01/2024"), day("01/01/2024"))
    assert not doubts_of_journey(day("02/01/2024"), day("02/01/2024"))
    assert not doubts_of_journey(None, day("02/01/2024"))
