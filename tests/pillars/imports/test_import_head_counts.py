"""Lists of head counts: by category, against the total (case O17), what is known, and the way back."""

import pytest

from desmigratif.ui.refusals import Refused
from pillars.choices import Category
from pillars.imports.services import KINDS, standing_against, undo_batch
from pillars.models import Activity, HeadCount
from pillars.services import save_activity, stored_data
from pillars.services.attendances import add_people
from tests.importing import checked, fates, kinds_of_notes, stored

KIND = "head_counts"
HEADER = "kode kegiatan;kode desa;kategori;L;P;jumlah"
GOOD = "K-01;35.04.14.2011;PMI Purna;3;7;10"
OTHER = "K-01;35.04.14.2016;CPMI;2;5;7"
WIDE = "Kode kegiatan;Kode Desa;CPMI L;CPMI P;CPMI Jumlah;PMI L;PMI P;PMI Jumlah"
ACTIVITIES = (
    "kode;nama;pilar;tanggal;kode desa\n"
    "K-01;Pelatihan batik;II;2026-02-05;35.04.14.2011|35.04.14.2016\n"
    "K-02;Sosialisasi;I;2026-02-06;35.04.14.2011"
)


@pytest.fixture
def activities(pillars, places, officer):
    return stored(checked("activities", ACTIVITIES, officer), officer)


@pytest.fixture
def listed(activities, officer):
    def make(*lines, by=None, header=HEADER, **fields):
        return checked(KIND, "\n".join([header, *lines]), by or officer, **fields)

    return make


def counts():
    rows = HeadCount.objects.order_by("activity_village__village__area", "category")
    return [
        (row.activity_village.village.area_id[-4:], row.category, row.male, row.female, row.unknown)
        for row in rows
    ]


def test_rows_become_head_counts_of_the_activity(listed, officer):
    batch = stored(listed(GOOD, OTHER), officer)
    assert counts() == [("2011", "returned", 3, 7, None), ("2016", "cpmi", 2, 5, None)]
    assert batch.rows.filter(outcome="created").count() == 2
    assert len(set(batch.rows.exclude(outcome="").values_list("result_version", flat=True))) == 1


def test_categories_side_by_side(listed, officer):
    stored(listed("K-01;35.04.14.2011;3;7;10;12;40;52", header=WIDE), officer)
    assert counts() == [("2011", "cpmi", 3, 7, None), ("2011", "pmi", 12, 40, None)]


ASKED = [
    (GOOD.replace("PMI Purna", "eks TKI"), "accept_corrected", "code_mapped"),
    (GOOD.replace(";10", ";11"), "review", "sum_mismatch"),
    (GOOD.replace(";10", ";9"), "refuse", "sum_mismatch"),
    (GOOD.replace(";3;", ";;"), "review", "value_missing"),
    (GOOD.replace(";3;", ";-;"), "review", "value_missing"),
    (GOOD.replace(";3;", ";1.2;"), "refuse", "not_a_whole_number"),
    (GOOD.replace(";3;7;10", ";;;"), "refuse", "value_missing"),
    (GOOD.replace(";3;7;10", ";;;10"), "accept_corrected", "sex_not_said"),
    (GOOD.replace("PMI Purna", "Anak"), "refuse", "code_unknown"),
    (GOOD.replace("K-01", "K-77"), "refuse", "activity_unknown"),
    (GOOD.replace("2011", "2017"), "review", "place_not_of_activity"),
]


def test_what_is_asked_about_a_row(listed, apart):
    for line, fate, kind in ASKED:
        with apart(line=line):
            batch = listed(line)
            assert fates(batch)[2] == fate
            assert kind in kinds_of_notes(batch, 2)


def test_taken_the_difference_is_kept_as_sex_not_known(listed, officer):
    stored(listed(GOOD.replace(";10", ";11"), OTHER.replace(";2;", ";;")), officer, taking=[2, 3])
    assert counts() == [("2011", "returned", 3, 7, 1), ("2016", "cpmi", None, 5, 2)]


def test_the_same_list_again_adds_nothing(listed, officer):
    stored(listed(GOOD, OTHER), officer)
    again = listed(OTHER, GOOD)
    assert [fates(again)[number] for number in (2, 3)] == ["ignore", "ignore"]


def test_what_differs_is_changed_only_when_taken_and_comes_back(listed, officer):
    stored(listed(GOOD), officer)
    batch = listed("K-01;35.04.14.2011;PMI Purna;4;7;11")
    assert fates(batch)[2] == "review"
    assert "3 male" in str(batch.rows.get(number=2).notes)
    batch = stored(batch, officer, taking=[2])
    assert batch.rows.get(number=2).outcome == "updated"
    assert counts() == [("2011", "returned", 4, 7, None)]
    undo_batch(batch=batch, by=officer)
    assert counts() == [("2011", "returned", 3, 7, None)]


def test_counts_not_broken_down_give_way_to_those_by_category(listed, officer):
    stored(listed("K-01;35.04.14.2011;;5;5;10"), officer)
    batch = listed(GOOD)
    assert "counts_broken_down" in kinds_of_notes(batch, 2)
    batch = stored(batch, officer, taking=[2])
    assert counts() == [("2011", "returned", 3, 7, None)]
    undo_batch(batch=batch, by=officer)
    assert counts() == [("2011", "undetailed", 5, 5, None)]


def test_repeats_within_a_list(listed):
    batch = listed(GOOD, GOOD, GOOD.replace(";3;7;10", ";4;6;10"), OTHER)
    found = [fates(batch)[number] for number in (2, 3, 4, 5)]
    assert found == ["review", "ignore", "review", "accept"]


def test_counts_that_come_from_names_are_left_alone(listed, officer, registered):
    activity = Activity.objects.get(list_code="K-01")
    batch = listed(GOOD, OTHER)
    add_people(activity=activity, people=[registered("SITI")], by=officer)
    row = listed(f"{GOOD};").rows.get(number=2)
    assert (row.fate, row.is_takeable, row.notes[-1]["kind"]) == ("review", False, "counts_from_names")

    batch = stored(batch, officer)
    assert batch.rows.get(number=2).fate == "review"
    assert batch.rows.get(number=3).outcome == "created"
    assert ("2011", "other", 0, 0, 1) in counts()


def test_undo_leaves_nothing_behind(listed, officer):
    batch = stored(listed(GOOD, OTHER, GOOD.replace("PMI Purna", "CPMI")), officer)
    undo_batch(batch=batch, by=officer)
    assert counts() == []


@pytest.mark.parametrize("used", ["edit", "names"])
def test_undo_says_what_stands_against_it(used, listed, officer, registered):
    batch = stored(listed(GOOD), officer)
    activity = Activity.objects.get(list_code="K-01")
    if used == "edit":
        save_activity(data=stored_data(activity), by=officer, activity=activity)
    else:
        add_people(activity=activity, people=[registered("SITI")], by=officer)
    assert len(standing_against(batch)) == 1
    with pytest.raises(Refused, match="Pelatihan batik"):
        undo_batch(batch=batch, by=officer)


def test_activities_of_another_regency_are_unknown(listed, stranger):
    row = listed("K-01;52.03.01.2001;CPMI;1;1;2", by=stranger).rows.get(number=2)
    assert (row.fate, row.notes[-1]["kind"]) == ("refuse", "activity_unknown")


def test_rows_lead_to_the_activity_as_far_as_one_may_see(listed, officer, stranger):
    row = stored(listed(GOOD), officer).rows.get(number=2)
    address = Activity.objects.get(list_code="K-01").get_absolute_url()
    assert KINDS[KIND].links([row], officer) == {row.record: address}
    assert KINDS[KIND].links([row], stranger) == {}


def test_the_preview_shows_counts_in_words(listed):
    text = KINDS[KIND].text_of("counts", {Category.RETURNED.value: [3, 7, None]})
    assert text == "Returned migrant workers: 3 male, 7 female"
