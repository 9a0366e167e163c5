"""Countries as offices write them."""

import pytest
from django.utils import translation

from villages.people import countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hongkong", "HK"),
        ("HK", "HK"),
        ("H.K.", "HK"),
        ("Hong Kong", "HK"),
        ("Korsel", "KR"),
        ("Korea Selatan", "KR"),
        ("Arab", "SA"),
        ("ARAB SAUDI", "SA"),
        ("Arab Saudi / Riyadh", "SA"),
        ("Brunai", "BN"),
        ("Brunei Darussalam", "BN"),
        ("Taiwan (ROC)", "TW"),
        ("U.E.A", "AE"),
        ("Malaysia - Sabah", "MY"),
        ("Singapore", "SG"),
        ("Singapura", "SG"),
        ("AS", "US"),
        ("Türkiye", "TR"),
        ("Negara Qatar", "QA"),
        ("", ""),
        ("-", ""),
        (None, ""),
    ],
)
def test_reads_what_offices_write(text, code):
    assert countries.read(text) == code


def test_says_what_it_does_not_know():
    with pytest.raises(countries.CountryUnknown, match="Atlantis"):
        countries.read("Atlantis")


def test_every_name_leads_back_to_its_country():
    for code, names in countries.NAMES.items():
        for name in names:
            assert countries.read(name) == code


def test_names_follow_the_language():
    assert countries.name("SA") == "Saudi Arabia"
    with translation.override("id"):
        assert countries.name("SA") == "Arab Saudi"
        assert countries.choices()[0][1][0] == ("HK", "Hong Kong")


def test_each_country_is_offered_once():
    offered = [code for _group, rows in countries.choices() for code, _name in rows]
    assert len(offered) == len(set(offered)) == len(countries.NAMES) - 1
