"""NIK: read without loss, refused where digits may be gone, doubted but never changed, stored sealed."""

import datetime

import pytest

from villages.people import nik

GOOD = "3504141203889012"


@pytest.mark.parametrize(
    "typed",
    [
        GOOD,
        f"'{GOOD}",
        "35.0414.120388.9012",
        "3504 1412 0388 9012",
        f"\u200b{GOOD}\u00a0",
        "3504-1412-0388-9012",
        f"NIK: {GOOD}",
        f"No. KTP.{GOOD}",
        f"‘{GOOD}’",
        f"{GOOD},00",
        "３５０４１４１２０３８８９０１２",
    ],
)
def test_marks_that_lose_nothing_are_left_out(typed):
    assert nik.read(typed) == GOOD


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("3,50414E+15", "nik_scientific"),
        ("3.504141203889022E+15", "nik_scientific"),
        ("350414120388901", "nik_length"),
        ("35041412038890123", "nik_length"),
        ("0", "nik_missing"),
        ("0000000000000000", "nik_missing"),
        ("belum punya KTP", "nik_missing"),
        ("2222222222222222", "nik_placeholder"),
        ("1234567890123456", "nik_placeholder"),
        ("3504140000000000", "nik_placeholder"),
        ("xxxxxxxxxxxxxxxx", "nik_placeholder"),
        (f"{GOOD} / 3504141203889013", "nik_not_digits"),
        (f"{GOOD} (lama)", "nik_note"),
        ("3504141203889000", "nik_maybe_truncated"),
        ("350414120388901O", "nik_not_digits"),
    ],
)
def test_lost_or_wrong_digits_are_never_made_up(typed, kind):
    with pytest.raises(nik.NikRefused) as refused:
        nik.read(typed)

    assert refused.value.kind == kind
    assert typed in refused.value.message or kind == "nik_missing"


def test_what_does_not_fit_is_a_doubt():
    born = datetime.date(1988, 3, 12)
    assert list(nik.doubts(GOOD, birth_date=born, sex="male")) == []
    assert [d.kind for d in nik.doubts(GOOD, birth_date=datetime.date(1988, 12, 3), sex="female")] == [
        "date",
        "sex",
    ]
    assert list(nik.doubts("3504145703859801", birth_date=datetime.date(1985, 3, 17), sex="female")) == []
    assert [d.kind for d in nik.doubts("3504149903859801")] == ["date"]
    assert [d.kind for d in nik.doubts("9904141203889012")] == ["area"]
    assert list(nik.doubts("9104141203889012")) == []


def test_sealed_differently_each_time_found_always():
    assert nik.encrypt(GOOD) != nik.encrypt(GOOD)
    assert nik.decrypt(nik.encrypt(GOOD)) == GOOD
    assert GOOD not in nik.encrypt(GOOD)
    assert nik.blind_index(GOOD) == nik.blind_index(GOOD) != nik.blind_index("3504141203889013")


def test_old_keys_still_open_what_they_sealed(settings):
    old = nik.encrypt(GOOD)
    settings.NIK_KEYS = {"new": b"n" * 32, **settings.NIK_KEYS}

    assert nik.decrypt(old) == GOOD
    assert nik.key_id(nik.encrypt(GOOD)) == "new"


def test_of_a_number_only_its_presence_is_said():
    assert (nik.in_words(True), nik.in_words(False)) == ("on file", "")
    assert nik.dots(GOOD) == "•" * 16
