"""Villages that public sources name: taken in when certain, told when not."""

from pathlib import Path

import pytest

from tests import factories
from villages.models import Area, Village
from villages.services import find_village, near_misspellings
from villages.services.area_lists import read_areas
from villages.services.areas import load_areas
from villages.services.named_villages import load_desmigratif_villages, load_emas_villages

TULUNGAGUNG = Path(__file__).resolve().parent.parent / "cases" / "wilayah_tulungagung.csv"

pytestmark = pytest.mark.django_db


@pytest.fixture
def areas():
    load_areas(read_areas(TULUNGAGUNG))


def _named(village, district="", **more):
    return {
        "province": "Jawa Timur",
        "regency": "Tulungagung",
        "district": district,
        "village": village,
        "year": "2019",
        "source_url": "https://contoh.example/berita",
        **more,
    }


def _code(village, code, district=""):
    return {
        "regency_in_source": "Tulungagung",
        "district_in_source": district,
        "village_in_source": village,
        "kemendagri_code": code,
        "match_note": "" if code else "two villages could be meant",
    }


def test_village_with_a_certain_code_is_taken_in_once(areas):
    rows, codes = [_named("Tunggangri")], [_code("Tunggangri", "35.04.14.2011")]
    assert load_desmigratif_villages(rows, codes).added == 1
    assert load_desmigratif_villages(rows, codes).already == 1
    membership = Village.objects.get().memberships.get()
    assert (membership.batch_year, membership.source) == (2019, "https://contoh.example/berita")
    assert membership.history.get().history_change_reason == "membership added"


def test_village_without_code_is_told(areas):
    load = load_desmigratif_villages([_named("Rejosari")], [_code("Rejosari", "")])
    assert load.notices == [
        "Rejosari, Tulungagung, Jawa Timur: no official code is certain. two villages could be meant"
    ]
    assert not Village.objects.exists()


def test_spelling_of_the_source_is_kept(areas):
    load_desmigratif_villages([_named("Tungangri (sic)")], [_code("Tungangri (sic)", "35.04.14.2011")])
    assert Village.objects.get().note == "Ditulis di sumber: Tungangri (sic), Tulungagung, Jawa Timur."


def test_emas_village_is_taken_by_a_name_that_fits_once(areas):
    load = load_emas_villages([_named("desa BETAK", "Kec. Kalidawir"), _named("Rejosari"), _named("Betakk")])
    assert load.added == 1
    assert Village.objects.get().area_id == "35.04.14.2016"
    assert load.notices == [
        "Rejosari, Tulungagung, Jawa Timur: fits more than one village: "
        "35.04.09.2008 Rejosari, 35.04.14.2002 Rejosari.",
        "Betakk, Tulungagung, Jawa Timur: no official village of this name; near to it: 35.04.14.2016 Betak.",
    ]


def test_name_repeated_in_the_regency_needs_its_district(areas):
    place = {"province": "Jawa Timur", "regency": "Kab. Tulungagung", "name": "Rejosari"}
    assert find_village(**place, district="").area is None
    assert find_village(**place, district="Kalidawir").area.pk == "35.04.14.2002"


def test_marks_and_case_do_not_matter(areas):
    factories.area("35.04.14.2999", "Bu Nuapu’u")
    for name in ("bu nuapu'u", "BU NUAPUU", "Desa Bu  Nuapu`u"):
        match = find_village(province="Jawa Timur", regency="Tulungagung", district="", name=name)
        assert match.area.pk == "35.04.14.2999"


def test_near_misspellings_are_offered_nearest_first(areas):
    regency = Area.objects.get(pk="35.04")
    assert near_misspellings("Tungangri", regency=regency)[0].name == "Tunggangri"
    assert near_misspellings("Xyzzy", regency=regency) == []
