"""Lists of villages in the programmes: any official village, one standing per row, and the way back."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desmigratif.ui.refusals import Refused
from pillars.imports.services import standing_against, undo_batch
from tests import factories
from tests.importing import checked, fates, kinds_of_notes, stored
from tests.sheets import CASES
from villages.lists.services.imports import SameFile
from villages.models import Area, Membership, Village
from villages.services.memberships import add_membership, change_membership
from villages.services.villages import change_village

KIND = "memberships"
HEADER = "Kode Desa;Program;Status;Tahun;SK;Sumber;Sejak;Sampai"
KALIDAWIR = "35.04.14.2004"
OTHERS = ("35.04.15.2001", "52.03.01.2002", "35.04.14.2016", "35.04.14.2017")
NEW = f"{KALIDAWIR};Desmigratif;difasilitasi;2019;SK 12/2019;Ditjen Binapenta;01/05/2019;"


@pytest.fixture
def official(places):
    """Villages of the official list that are in no programme, two of one name."""
    factories.area(KALIDAWIR, "Kalidawir")
    factories.area("35.04.15", "Pucanglaban")
    factories.area("35.04.15.2001", "Kalidawir")
    factories.area("52.03.01.2002", "Keruak")


@pytest.fixture
def listed(official, admin):
    def make(*lines, header=HEADER, by=admin, **fields):
        return checked(KIND, "\n".join([header, *lines]), by, **fields)

    return make


def test_a_new_village_is_taken_into_the_programme(listed, admin):
    batch = stored(listed(NEW), admin)
    membership = Membership.objects.get()
    assert (membership.village.code, membership.programme, membership.status) == (
        KALIDAWIR,
        "desmigratif",
        "facilitated",
    )
    assert (membership.batch_year, membership.decree, membership.source) == (
        2019,
        "SK 12/2019",
        "Ditjen Binapenta",
    )
    assert (membership.valid_from, membership.valid_to) == (datetime.date(2019, 5, 1), None)
    assert membership.village.history.get().history_user == admin
    assert membership.history.get().history_user == admin
    assert batch.rows.get(number=2).record == f"{membership.pk}+"


def test_a_known_village_gets_its_standing(listed, admin, places):
    batch = stored(listed("35.04.14.2016;DME;ditetapkan;2024;;;01/01/2024;31/12/2024"), admin)
    membership = places["betak"].memberships.get()
    assert (membership.programme, membership.status) == ("dme", "designated")
    assert membership.valid_to == datetime.date(2024, 12, 31)
    assert membership.source == f"daftar.csv, {batch.number}"


def test_without_a_word_the_programme_is_desmigratif(listed, admin):
    stored(listed(f"{KALIDAWIR};mandiri", header="Kode;Status"), admin)
    assert Membership.objects.get().programme == "desmigratif"


@pytest.mark.parametrize(
    ("line", "fate", "kind"),
    [
        ("35.04.99.2001;;", "refuse", "village_unknown"),
        (";Kalidawir;", "refuse", "village_ambiguous"),
        (";Kalidawir;Kalidawir", "accept", None),
        (";Desa Kalidawir;Kec. Pucanglaban", "accept", None),
        (";Kalidawirr;Pucanglaban", "review", "village_similar"),
        (";Nirwana;Pucanglaban", "refuse", "village_unknown"),
        ("3504142004;Kalidawir;", "accept_corrected", "code_undotted"),
        (f"{KALIDAWIR};Betak;Kalidawir", "review", "code_name_mismatch"),
        (";;", "refuse", "village_missing"),
    ],
)
def test_any_official_village_is_found(line, fate, kind, listed):
    row = listed(f"{line};mandiri", header="Kode Desa;Desa;Kecamatan;Status").rows.get(number=2)
    assert row.fate == fate
    assert kind is None or kind in [note["kind"] for note in row.notes]


def test_a_name_is_found_within_its_regency(listed, admin):
    batch = listed(
        "Keruak;Kabupaten Lombok Timur;mandiri",
        "Kalidawir;Kab. Tulungagung;mandiri",
        header="Desa;Kabupaten;Status",
    )
    assert fates(batch)[2] == "accept"
    assert kinds_of_notes(batch, 3) == ["village_ambiguous"]
    stored(batch, admin)
    assert Membership.objects.get().village.code == "52.03.01.2002"


def test_words_and_days_that_cannot_be_are_refused(listed):
    batch = listed(
        "35.04.14.2011;Desmigratif;hebat;2019;;;;",
        "35.04.14.2016;Bansos;mandiri;2019;;;;",
        "35.04.14.2017;Desmigratif;mandiri;1999;;;;",
        f"{KALIDAWIR};Desmigratif;;2019;;;;",
        f"{KALIDAWIR};Desmigratif;mandiri;2019;;;2019;",
    )
    assert set(fates(batch).values()) == {"ignore", "refuse"}
    assert kinds_of_notes(batch, 5) == ["value_missing"]


def test_an_end_before_its_start_is_held_with_the_sentence_of_the_service(listed):
    row = listed(f"{KALIDAWIR};;mandiri;;;;01/05/2019;01/05/2018").rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)
    assert "is before the start" in row.notes[-1]["text"]


def test_a_second_standing_at_the_same_time_is_held(listed, places):
    factories.MembershipFactory(village=places["betak"])
    row = listed("35.04.14.2016;Desmigratif;mandiri;2024;;;01/01/2024;").rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)
    assert "End that membership" in row.notes[-1]["text"]


def test_one_that_overlaps_meanwhile_is_held_when_stored(listed, admin, places):
    batch = listed("35.04.14.2016;Desmigratif;mandiri;2024;;;01/01/2024;")
    factories.MembershipFactory(village=places["betak"])
    batch = stored(batch, admin)
    assert batch.rows.get(number=2).fate == "review"
    assert Membership.objects.count() == 1


def test_a_village_that_has_ended_is_held(listed, official):
    Area.objects.filter(pk=KALIDAWIR).update(valid_to=datetime.date(2020, 1, 1))
    row = listed(NEW).rows.get(number=2)
    assert (row.fate, row.is_takeable) == ("review", False)
    assert "existed only until" in row.notes[-1]["text"]


def test_what_the_portal_has_is_passed_over(listed, admin):
    stored(listed(NEW), admin)
    assert fates(listed(NEW, ""))[2] == "ignore"
    less = listed(f"{KALIDAWIR};difasilitasi", header="Kode;Status")
    assert kinds_of_notes(less, 2) == ["known_already"]


def test_rows_about_the_same_time_are_not_decided_by_their_order(listed):
    other = NEW.replace("difasilitasi", "mandiri")
    later = f"{KALIDAWIR};DME;mandiri;2024;;;01/05/2024;"
    batch = listed(NEW, NEW, other, later)
    assert fates(batch) == {1: "ignore", 2: "review", 3: "ignore", 4: "refuse", 5: "accept"}


def test_one_after_the_other_is_no_contradiction(listed, admin):
    batch = listed(f"{NEW}31/12/2023", f"{KALIDAWIR};Desmigratif;mandiri;;;;01/01/2024;")
    assert fates(batch) == {1: "ignore", 2: "accept", 3: "accept"}
    stored(batch, admin)
    assert Village.objects.get(area=KALIDAWIR).memberships.count() == 2


def test_the_same_file_again_adds_nothing(listed, admin):
    stored(listed(NEW), admin)
    with pytest.raises(SameFile):
        listed(NEW)


def test_undone_the_village_is_as_new_as_before(listed, admin, places):
    dme = f"{KALIDAWIR};DME;mandiri;2024;;;01/05/2024;"
    batch = stored(listed(NEW, dme, "35.04.14.2016;DME;usulan;;;;;"), admin)
    assert standing_against(batch) == []
    undo_batch(batch=batch, by=admin)

    assert not Membership.objects.exists()
    assert not Village.objects.filter(area=KALIDAWIR).exists()
    assert Village.objects.filter(pk=places["betak"].pk).exists()
    traces = Membership.history.filter(history_type="-")
    assert {trace.history_user for trace in traces} == {admin}
    stored(listed(NEW, dme), admin)
    assert Membership.objects.count() == 2


def _changed(membership, admin):
    fields = ("programme", "batch_year", "decree", "source", "valid_from", "valid_to")
    said = {name: getattr(membership, name) for name in fields}
    change_membership(membership=membership, status="independent", by=admin, **said)


def _entered(membership, admin):
    factories.AssignmentFactory(user=factories.UserFactory(), area=membership.village.area)
    membership.village.figures.create(
        key="returned", value=1, stated_on=datetime.date(2024, 1, 1), source="uji"
    )


def _joined(membership, admin):
    add_membership(
        village=membership.village,
        programme="dme",
        status="proposed",
        source="uji",
        valid_from=datetime.date(2025, 1, 1),
        by=admin,
    )


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (_changed, "has since been changed"),
        (_entered, "profile figures"),
        (_joined, "memberships"),
    ],
)
def test_what_was_done_since_stands_against_an_undo(use, said, listed, admin):
    batch = stored(listed(NEW), admin)
    use(Membership.objects.get(), admin)
    assert said in " ".join(standing_against(batch))
    with pytest.raises(Refused):
        undo_batch(batch=batch, by=admin)
    assert Membership.objects.exists()


def test_a_note_does_not_stand_against_it(listed, admin):
    batch = stored(listed(NEW), admin)
    change_village(village=Membership.objects.get().village, note="Dekat pasar", by=admin)
    undo_batch(batch=batch, by=admin)
    assert not Village.objects.filter(area=KALIDAWIR).exists()


def test_only_administrators_bring_villages(listed, officer, reviewer):
    for person in (officer, reviewer):
        with pytest.raises(Refused):
            listed(NEW, by=person)


def test_the_first_villages_of_an_empty_portal_can_be_brought(listed, admin):
    Village.objects.all().delete()
    stored(listed(NEW), admin)
    assert Village.objects.get().code == KALIDAWIR


def test_a_long_list_asks_only_for_what_it_names(listed):
    def queries(number):
        lines = [f"35.04.14.2{place:03};Desa {place};Kalidawir;mandiri" for place in range(number)]
        with CaptureQueriesContext(connection) as found:
            listed(*lines, header="Kode Desa;Desa;Kecamatan;Status")
        return len(found)

    for place in range(60):
        factories.area(f"35.04.14.2{place:03}", f"Desa {place}")
    few, many = queries(10), queries(50)
    assert (many - few) / 40 <= 0.5


def test_a_list_of_another_kind_is_survived(listed, admin):
    """IDM of 326 villages: codes as numbers, a status of its own; every line has a fate, none is stored."""
    factories.area("36.04.05.2001", "Kadubeureum")
    content = (CASES / "real/idm_kab_serang_2021_2024.xlsx").read_bytes()
    batch = checked(KIND, content, admin, name="idm.xlsx")
    assert batch.state == "checked"
    assert batch.rows.count() >= 326
    assert not batch.rows.storable().exists()


def test_many_rows_are_stored_with_a_question_for_all_and_not_for_each(listed, admin):
    """2,000 rows took 65 seconds, one by one; what one row is refused for leaves the others alone."""
    later = f"{KALIDAWIR};Desa Migran EMAS;aktif;2025;;;01/05/2025;"
    few = listed(NEW)
    with CaptureQueriesContext(connection) as one:
        stored(few, admin)
    many = listed(later, *(f"{code};Desmigratif;aktif;2019;;;01/05/2019;" for code in OTHERS))
    add_membership(
        village=Village.objects.get(area=KALIDAWIR), programme="dme", status="active", source="uji", by=admin
    )
    with CaptureQueriesContext(connection) as all_of_them:
        batch = stored(many, admin)
    assert len(all_of_them) <= len(one) + 6
    assert batch.rows.filter(outcome="created").count() == len(OTHERS)
    assert kinds_of_notes(batch, 2)[-1] == "not_stored"
    for village in Village.objects.filter(area__in=OTHERS):
        trace = village.memberships.get().history.get()
        assert (trace.history_user, trace.history_change_reason) == (admin, "membership added")
    trace = Village.objects.get(area=OTHERS[0]).history.get()
    assert (trace.history_user, trace.history_change_reason) == (admin, "added to a programme")
