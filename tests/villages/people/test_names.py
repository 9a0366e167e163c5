"""Names as they are (case O12)."""

import pytest

from villages.people import names


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("MA'RUF", "MA'RUF"),
        ("Nur \u2019Aini", "Nur 'Aini"),
        ("SUPARMI", "SUPARMI"),
        ("Hj. Siti Aminah, S.Pd., M.M.", "Hj. Siti Aminah, S.Pd., M.M."),
        ("  ABDUL   ROHMAN ", "ABDUL ROHMAN"),
        ("SRI\u00a0WAHYUNI", "SRI WAHYUNI"),
        ("O", "O"),
        ('Siti "Ninik" Rohmah', 'Siti "Ninik" Rohmah'),
        ("Siti\nAminah", "Siti Aminah"),
        ("Zul\u200bkifli", "Zulkifli"),
        ("Rene\u0301e", "Renée"),
        ("Siti\x00 Ami\x07nah", "Siti Aminah"),
    ],
)
def test_names_are_stored_faithfully(typed, stored):
    assert names.clean(typed) == stored


@pytest.mark.parametrize("typed", ["", "  ", "12345", "---", "x" * 201])
def test_what_is_no_name_is_refused(typed):
    with pytest.raises(names.NameRefused):
        names.clean(typed)


def test_found_whichever_mark_or_case_is_typed():
    assert names.key("Nur 'Aini") == names.key("NUR \u2019AINI") == names.key("nur aini") == "nur aini"
    assert names.key("Renée") == "renee"


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("AGUS SALIM", "Agus Salim bin Darmo", True),
        ("Moh. Rifai", "Muhammad Rifa'i", True),
        ("Hj. Siti Aminah, S.Pd.", "SITTI AMINAH", True),
        ("Slamet", "Suparmi", False),
        ("Siti Aminah", "Siti Rohmah", False),
    ],
)
def test_nearness(one, other, near):
    assert (names.similarity(one, other) >= names.NEAR) is near
