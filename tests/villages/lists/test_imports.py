"""Lists of people on their way into the register: nothing lost, nothing twice, and back again."""

import datetime
import os
import threading

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desmigratif.accounts.models import Organisation
from desmigratif.ui.refusals import Refused
from pillars.imports.services import KINDS, run_step, standing_against, undo_batch
from pillars.services.attendances import add_people
from tests.importing import judged
from tests.sheets import CASES
from villages.lists.services import import_storing, imports
from villages.lists.sheets.refusals import FileRefused
from villages.models import (
    Beneficiary,
    Household,
    ImportBatch,
    ImportRow,
    NotSame,
    RecordChange,
    Residence,
    Stage,
)
from villages.people import nik
from villages.people.services import people_storing
from villages.people.services.beneficiaries import Person, near_duplicates, register_beneficiary
from villages.people.services.stages import record_stage

PEOPLE = KINDS["beneficiaries"]
HEADER = "NIK;Nama Lengkap;L/P;Kode Desa;No HP;Status"
TUNGGANGRI = "35.04.14.2011"
GOOD = "3504144605839330;SITI AMINAH;P;35.04.14.2011;081234567890;PMI"
OTHER = "3504140807919331;KHOIRUL ANAM;L;35.04.14.2016;;CPMI"
BAD = "123;PAIMAN;L;35.04.14.2011;;"


def listed(*lines):
    return "\n".join([HEADER, *lines]).encode()


@pytest.fixture
def uploaded(places, officer):
    def make(*lines, by=None, name="daftar.csv"):
        return imports.open_batch(content=listed(*lines), name=name, by=by or officer, kind=PEOPLE)

    return make


@pytest.fixture
def checked(uploaded, officer):
    """Uploads and checks a list: `checked(GOOD, BAD)`."""

    def make(*lines, by=None, **fields):
        return check(uploaded(*lines, by=by), by or officer, **fields)

    return make


def check(batch, by, **fields):
    said = {"holds_on": datetime.date(2026, 3, 1), "reason": "Daftar kantor", **fields}
    return judged(PEOPLE, batch, by, **said)


def store(batch, by, choice="good"):
    batch = imports.start_storing(batch=batch, choice=choice, by=by)
    run_step(batch)
    batch.refresh_from_db()
    return batch


def fates(batch):
    return dict(batch.rows.values_list("number", "fate"))


def test_every_line_has_a_fate_before_anything_is_stored(checked):
    batch = checked(GOOD, BAD, OTHER)

    assert batch.state == "checked"
    assert batch.number == f"IMP-{timezone.localdate().year}-0001"
    found = fates(batch)
    assert sorted(found) == [1, 2, 3, 4]
    assert (found[1], found[3]) == ("ignore", "refuse")
    assert {found[2], found[4]} <= {"accept", "accept_corrected"}
    assert not Beneficiary.objects.exists()


def test_stored_people_are_as_if_registered_one_by_one(checked, officer, places):
    batch = store(checked(GOOD, BAD), officer)

    person = Beneficiary.objects.get()
    assert batch.state == "stored"
    assert (person.full_name, person.sex, person.village) == ("SITI AMINAH", "female", places["tunggangri"])
    assert nik.decrypt(person.nik_sealed) == "3504144605839330"
    assert person.phone == "+6281234567890"
    assert person.created_by == officer
    assert Residence.objects.get().village == places["tunggangri"]
    stage = Stage.objects.get()
    assert (stage.kind, stage.event_on) == ("pmi", datetime.date(2026, 3, 1))
    assert RecordChange.objects.get().changes[0]["after"] == batch.number
    row = batch.rows.get(number=2)
    assert (row.outcome, row.listed_person.person, row.sealed) == ("created", person, "")


def test_no_identity_number_lies_open(checked):
    batch = checked(GOOD, "35041446058393301;SUMINAH;P;35.04.14.2011;;")

    text = str(list(batch.rows.values()))
    assert "3504144605839330" not in text
    assert "35041446058393301" not in text
    assert "SITI AMINAH" not in text
    assert "•••••" in text
    assert "3504•" not in text
    assert "daftar" not in batch.file.name
    assert os.stat(batch.file.path).st_mode & 0o077 == 0


def test_the_file_is_gone_once_stored(checked, officer, django_capture_on_commit_callbacks):
    batch = checked(GOOD)
    storage, name = batch.file.storage, batch.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        batch = store(batch, officer)
        # Where the transaction breaks off, the import goes on with it.
        assert storage.exists(name)
    assert not batch.file
    assert not storage.exists(name)


def test_the_same_file_again_adds_nothing(checked, uploaded, officer, colleague, stranger):
    first = checked(GOOD)
    with pytest.raises(imports.SameFile) as waiting:
        uploaded(GOOD)
    assert waiting.value.batch == first

    store(first, officer)
    with pytest.raises(imports.SameFile) as stored:
        uploaded(GOOD, by=colleague)
    assert first.number in stored.value.message
    assert uploaded(GOOD, by=stranger).pk


def test_another_file_of_the_same_people_adds_nothing(checked, officer):
    store(checked(GOOD), officer)
    again = checked(GOOD, OTHER)
    assert fates(again)[2] == "ignore"
    store(again, officer)
    assert Beneficiary.objects.count() == 2


def test_whoever_left_the_register_meanwhile_is_registered_anew(checked, officer, registered):
    person = registered("SITI AMINAH", sex="female", nik="3504144605839330")
    batch = checked(GOOD, OTHER)
    assert batch.rows.get(record=person.pk).number == 2
    imports.decide(batch=batch, decisions={2: "take"})
    person.delete()
    store(batch, officer)
    rows = batch.rows.exclude(outcome="")
    assert set(rows.values_list("outcome", flat=True)) == {"created"}
    assert {int(row.record) for row in rows} == set(Beneficiary.objects.values_list("pk", flat=True))
    assert [row.record for row in rows] == [str(row.listed_person.person_id) for row in rows]


def test_a_known_person_is_changed_only_where_the_list_says_something(checked, officer, registered):
    person = registered(
        "SITI AMINAH", sex="female", nik="3504144605839330", phone_raw="0811", hamlet="Krajan"
    )
    batch = checked("3504144605839330;SITI AMINAH S.Pd;P;35.04.14.2011;;PMI")
    row = batch.rows.get(number=2)
    assert (row.fate, row.record) == ("review", str(person.pk))

    imports.decide(batch=batch, decisions={2: "take"})
    batch = store(batch, officer)
    person.refresh_from_db()
    assert (person.full_name, person.phone_raw, person.hamlet) == ("SITI AMINAH S.Pd", "0811", "Krajan")
    assert person.stages.get().kind == "pmi"
    assert batch.rows.get(number=2).outcome == "updated"

    undo_batch(batch=batch, by=officer)
    person.refresh_from_db()
    assert (person.full_name, person.phone_raw, person.hamlet) == ("SITI AMINAH", "0811", "Krajan")
    assert not person.stages.filter(replaced_at__isnull=True).exists()


def test_somebody_registered_elsewhere_is_held_and_not_told(checked, registered, stranger):
    registered("SITI RAHASIA", "far", by=stranger, nik="3504144605839330")
    row = checked(GOOD).rows.get(number=2)

    assert (row.fate, row.is_takeable, row.record) == ("review", False, "")
    assert "RAHASIA" not in str(row.notes)
    assert "transfer" in row.notes[-1]["text"]
    imports.decide(batch=row.batch, decisions={2: "take"})
    row.refresh_from_db()
    assert row.decision == ""


def test_perhaps_the_same_person_is_held(checked, registered):
    registered("Siti Aminah", sex="female")
    batch = checked(GOOD)
    assert fates(batch)[2] == "review"
    assert batch.rows.get(number=2).notes[-1]["kind"] == "possible_same_person"


def test_whom_somebody_took_as_another_is_not_offered_again(checked, officer, registered):
    known, also = registered("Siti Aminah", sex="female"), registered("Siti 'Aminah")
    batch = checked(GOOD)
    assert "“Siti Aminah”, “Siti 'Aminah” live in this village" in batch.rows.get(number=2).notes[-1]["text"]

    imports.decide(batch=batch, decisions={2: "take"})
    batch = store(batch, officer)
    person = Beneficiary.objects.get(full_name="SITI AMINAH")
    assert NotSame.objects.apart_from(person) == {known.pk, also.pk}
    assert set(NotSame.objects.values_list("by", flat=True)) == {officer.pk}
    found = near_duplicates(full_name=person.full_name, village=person.village, exclude=person)
    assert found == []

    undo_batch(batch=batch, by=officer)
    assert not NotSame.objects.exists()


def test_alike_rows_of_one_list_are_told_apart_once_both_are_taken(places, officer):
    header = "NIK;Nama Lengkap;L/P;Tanggal Lahir;Kode Desa"
    lines = [f"{digits};RINI;P;05/05/1990;35.04.14.2011" for digits in ("3504144505909330", "")]
    content = "\n".join([header, *lines]).encode()
    batch = check(imports.open_batch(content=content, name="a.csv", by=officer, kind=PEOPLE), officer)
    assert fates(batch)[3] == "review"
    imports.decide(batch=batch, decisions={3: "take"})
    store(batch, officer)
    one, other = Beneficiary.objects.all()
    assert NotSame.objects.apart_from(one) == {other.pk}


def test_family_of_a_list_is_kept_and_given_back(checked, officer, registered):
    person = registered("SITI AMINAH", sex="female", nik="3504144605839330")
    batch = checked("3504144605839330;SITI AMINAH;P;35.04.14.2011;;Keluarga", ";WIJI;P;35.04.14.2011;;klg")
    imports.decide(batch=batch, decisions={2: "take"})
    batch = store(batch, officer)
    person.refresh_from_db()
    assert person.is_family
    assert Beneficiary.objects.get(full_name="WIJI").is_family
    assert not Stage.objects.exists()
    assert fates(checked("3504144605839330;SITI AMINAH;P;35.04.14.2011;;Keluarga PMI"))[2] == "ignore"

    undo_batch(batch=batch, by=officer)
    person.refresh_from_db()
    assert not person.is_family


def test_undo_gives_back_the_household(checked, officer, registered):
    person = registered("SITI AMINAH", sex="female", nik="3504144605839330", household="3504141201109123")
    alone = registered("KHOIRUL ANAM", "betak", sex="male", nik="3504140807919331")
    content = "\n".join(
        [
            "NIK;Nama;L/P;Kode Desa;No KK",
            "3504144605839330;SITI AMINAH;P;35.04.14.2011;3504141201109999",
            "3504140807919331;KHOIRUL ANAM;L;35.04.14.2016;3504141201109999",
        ]
    ).encode()
    batch = check(imports.open_batch(content=content, name="a.csv", by=officer, kind=PEOPLE), officer)
    imports.decide(batch=batch, decisions={2: "take", 3: "take"})
    batch = store(batch, officer)
    for row in (person, alone):
        row.refresh_from_db()
        assert nik.decrypt(row.household.sealed).endswith("9999")
    undo_batch(batch=batch, by=officer)
    person.refresh_from_db()
    alone.refresh_from_db()
    assert nik.decrypt(person.household.sealed).endswith("9123")
    assert alone.household is None
    assert [nik.decrypt(row.nik_sealed)[-4:] for row in (person, alone)] == ["9330", "9331"]


def test_a_restricted_person_is_neither_named_nor_changed(checked, registered):
    person = registered("Siti Aminah", sex="female", nik="3504144605839330")
    Beneficiary.objects.update(is_restricted=True)
    batch = checked(GOOD, ";SITI AMINA;P;35.04.14.2011;;")
    known, near = batch.rows.get(number=2), batch.rows.get(number=3)

    assert (known.fate, known.is_takeable, known.record) == ("review", False, "")
    assert near.fate == "review"
    assert person.full_name not in str(near.notes)


def test_all_or_nothing_stores_nothing_while_a_row_is_open(checked, officer):
    batch = checked(GOOD, BAD)
    with pytest.raises(Refused, match="1 rows"):
        store(batch, officer, choice="all")
    assert not Beneficiary.objects.exists()
    batch.refresh_from_db()
    assert batch.state == "checked"


def test_all_or_nothing_takes_back_what_it_began(checked, officer, registered):
    batch = checked(OTHER, GOOD)
    registered("SITI AMINAH", nik="3504144605839330")
    batch = store(batch, officer, choice="all")

    assert batch.state == "checked"
    assert "3" in batch.message
    assert Beneficiary.objects.count() == 1


def test_a_person_registered_meanwhile_is_held_and_not_doubled(checked, officer, registered):
    batch = checked(GOOD, OTHER)
    registered("SITI AMINAH", nik="3504144605839330")
    batch = store(batch, officer)

    assert Beneficiary.objects.count() == 2
    row = batch.rows.get(number=2)
    assert (row.fate, row.outcome) == ("review", "")
    assert imports.ImportRow.objects.open_faults().filter(pk=row.pk).exists()


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(checked, officer, monkeypatch):
    monkeypatch.setattr(import_storing, "CHUNK", 4)
    batch = checked(*[f"350414460583{n:04};NAMA KE{chr(65 + n)};P;35.04.14.2011;;PMI" for n in range(1, 11)])
    ready = batch.rows.storable().count()
    batch = imports.start_storing(batch=batch, choice="good", by=officer)
    write, calls = people_storing._write_beside, []

    def killed(*args):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        write(*args)

    monkeypatch.setattr(people_storing, "_write_beside", killed)
    with pytest.raises(KeyboardInterrupt):
        run_step(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.progress, Beneficiary.objects.count()) == ("storing", 4, 4)

    call_command("resume_imports")
    batch.refresh_from_db()
    assert (batch.state, batch.progress) == ("stored", ready)
    assert Beneficiary.objects.count() == Residence.objects.count() == Stage.objects.count() == ready


def test_undo_leaves_nothing_behind(checked, officer):
    batch = store(checked(GOOD, OTHER), officer)
    Beneficiary.objects.update(household=Household.objects.create(sealed="x", index="x"))
    undo_batch(batch=batch, by=officer)

    batch.refresh_from_db()
    assert (batch.state, batch.undone_by) == ("undone", officer)
    for model in (Beneficiary, Residence, Stage, RecordChange, Household):
        assert not model.objects.exists()
    with pytest.raises(Refused):
        undo_batch(batch=batch, by=officer)


def test_what_was_undone_can_be_imported_again(checked, officer):
    undo_batch(batch=store(checked(GOOD), officer), by=officer)
    assert store(checked(GOOD), officer).state == "stored"


@pytest.mark.parametrize("used", ["attendance", "stage", "edit"])
def test_undo_says_what_stands_against_it(used, checked, officer, saved):
    batch = store(checked(GOOD), officer)
    person = Beneficiary.objects.get()
    if used == "attendance":
        add_people(activity=saved(), people=[person], by=officer)
    elif used == "stage":
        day = datetime.date(2026, 5, 1)
        record_stage(beneficiary=person, by=officer, kind="purna", event_on=day, reported_on=day)
    else:
        Beneficiary.objects.update(version=2)

    assert len(standing_against(batch)) == 1
    with pytest.raises(Refused, match="Row 2: .*SITI AMINAH"):
        undo_batch(batch=batch, by=officer)
    assert Beneficiary.objects.exists()


def test_a_refused_file_is_not_kept(places, officer):
    with pytest.raises(FileRefused):
        imports.open_batch(content=b"\x89PNG\r\n\x1a\n", name="daftar.xlsx", by=officer, kind=PEOPLE)
    assert not ImportBatch.objects.exists()


def test_columns_are_remembered_for_the_office(checked, uploaded, officer, colleague, stranger):
    for person in (officer, colleague):
        person.organisation = Organisation.objects.get_or_create(name="Disnaker Tulungagung")[0]
        person.save()
    batch = checked(GOOD)
    titles = batch.columns
    again = uploaded(OTHER, by=colleague)
    assert imports.remembered_mapping(again, titles) == batch.mapping
    assert imports.remembered_mapping(again, [*titles, *imports.fault_titles()]) == batch.mapping
    assert imports.remembered_mapping(uploaded(OTHER, by=stranger), titles) is None


def test_an_office_sees_its_own_lists(
    checked, officer, colleague, village_officer, stranger, admin, reviewer
):
    batch = checked(GOOD)
    seen = {
        who.full_name
        for who in (officer, colleague, village_officer, stranger, admin, reviewer)
        if ImportBatch.objects.visible_to(who).filter(pk=batch.pk).exists()
    }
    assert seen == {officer.full_name, colleague.full_name, admin.full_name}


def test_old_lists_are_forgotten(checked, officer, django_capture_on_commit_callbacks):
    waiting, stored = checked(GOOD), store(checked(OTHER, BAD), officer)
    storage, name = waiting.file.storage, waiting.file.name
    ImportBatch.objects.update(uploaded_at=timezone.now() - datetime.timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("forget_imports")

    assert not storage.exists(name)
    assert list(ImportBatch.objects.all()) == [stored]
    assert not ImportRow.objects.exclude(sealed="").exists()


def test_rows_are_sealed_anew_under_a_new_key(checked, monkeypatch):
    batch = checked(GOOD)
    monkeypatch.setattr(django_settings, "NIK_KEYS", {"neu": b"n" * 32, **django_settings.NIK_KEYS})
    call_command("rotate_nik_keys")
    assert all(row.sealed.startswith("neu:") for row in batch.rows.exclude(sealed=""))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes one at a time anyway")
def test_the_same_list_twice_at_once_adds_nobody_twice(pillars, places, officer, colleague):
    """Two files with the same people in another order, stored at the same moment."""
    lines = [f"3504{n + 10}460583{n:04};NAMA KE{chr(65 + n)};P;35.04.14.2011;;PMI" for n in range(1, 21)]
    batches = []
    for by, order in ((officer, lines), (colleague, lines[::-1])):
        batch = check(imports.open_batch(content=listed(*order), name="a.csv", by=by, kind=PEOPLE), by)
        batches.append(imports.start_storing(batch=batch, choice="good", by=by))
    barrier = threading.Barrier(2)

    def go(pk):
        barrier.wait()
        run_step(ImportBatch.objects.get(pk=pk))
        connections.close_all()

    threads = [threading.Thread(target=go, args=[batch.pk]) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Beneficiary.objects.count() == Residence.objects.count() == len(lines)
    assert set(ImportBatch.objects.values_list("state", flat=True)) == {"stored"}
    created = ImportRow.objects.filter(outcome="created").count()
    assert created == len(lines)
    assert ImportRow.objects.open_faults().count() == len(lines)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes one at a time anyway")
def test_two_workers_on_one_batch_share_it(pillars, places, officer, monkeypatch):
    monkeypatch.setattr(import_storing, "CHUNK", 3)
    lines = [f"3504{n + 10}460583{n:04};NAMA KE{chr(65 + n)};P;35.04.14.2011;;PMI" for n in range(1, 21)]
    batch = check(imports.open_batch(content=listed(*lines), name="a.csv", by=officer, kind=PEOPLE), officer)
    batch = imports.start_storing(batch=batch, choice="good", by=officer)

    def go():
        run_step(ImportBatch.objects.get(pk=batch.pk))
        connections.close_all()

    threads = [threading.Thread(target=go) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Beneficiary.objects.count() == len(lines)
    batch.refresh_from_db()
    assert (batch.state, batch.progress) == ("stored", len(lines))


def test_the_constraint_keeps_one_stored_file_per_office(checked, officer):
    batch = store(checked(GOOD), officer)
    twin = ImportBatch(
        number="X",
        kind=batch.kind,
        office=batch.office,
        sha256=batch.sha256,
        sheet=batch.sheet,
        state="checked",
        uploaded_by=officer,
    )
    twin.save()
    twin.rows.create(number=2, fate="accept")
    with pytest.raises(Refused, match="another window"), transaction.atomic():
        imports.start_storing(batch=twin, choice="good", by=officer)


def test_registering_by_hand_and_by_list_write_the_same(checked, officer, places):
    store(checked(GOOD), officer)
    listed_person = Beneficiary.objects.get()
    by_hand = register_beneficiary(
        person=Person(
            full_name="SITI AMINAH",
            village=places["tunggangri"],
            sex="female",
            nik="3504144605839331",
            phone_raw="081234567890",
        ),
        by=officer,
    )
    own = {"id", "number", "nik_sealed", "nik_index", "created_at"}
    fields = [field.attname for field in Beneficiary._meta.concrete_fields if field.attname not in own]
    assert {name: getattr(listed_person, name) for name in fields} == {
        name: getattr(by_hand, name) for name in fields
    }


def test_what_stands_in_the_register_already_is_held_with_its_differences(checked, officer, registered):
    """Case O02: a stored NIK leads to an update, and empty cells erase nothing."""
    person = registered(
        "SITI MUKAROMAH",
        "betak",
        sex="female",
        nik="3504145701799032",
        phone_raw="081200000001",
        birth_date=datetime.date(1979, 1, 17),
    )
    content = (CASES / "O02_nik_ganda.xlsx").read_bytes()
    batch = check(imports.open_batch(content=content, name="O02.xlsx", by=officer, kind=PEOPLE), officer)
    assert batch.rows.get(record=person.pk).fate == "review"
    imports.decide(batch=batch, decisions={row.number: "take" for row in batch.rows.all()})
    store(batch, officer)

    person.refresh_from_db()
    assert person.phone_raw == "081200000001"
    assert not ImportRow.objects.filter(outcome="").storable().exists()
    indexes = Beneficiary.objects.exclude(nik_index=None).values_list("nik_index", flat=True)
    assert len(indexes) == len(set(indexes))


def test_a_list_without_a_village_takes_the_one_that_was_chosen(officer, places):
    """Case O06: titles, two lines of header, totals and signatures; the village comes from the page."""
    content = (CASES / "O06_tata_letak.xlsx").read_bytes()
    batch = imports.open_batch(content=content, name="O06.xlsx", by=officer, kind=PEOPLE)
    batch = store(check(batch, officer, village=places["tunggangri"]), officer)

    assert Beneficiary.objects.filter(village=places["tunggangri"]).count() == 4
    assert Beneficiary.objects.filter(sex="male").count() == 2


LINES = [
    GOOD,
    OTHER,
    BAD,
    f"{GOOD} ",
    ";;;;;",
    "JUMLAH;;2;;;",
    ";TANPA NIK;P;35.04.14.2011;;",
    "Catatan: x;;;;;",
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=8))
def test_no_line_is_lost_between_file_check_and_result(lines, officer):
    with transaction.atomic():
        batch = check(
            imports.open_batch(content=listed(*lines), name="daftar.csv", by=officer, kind=PEOPLE), officer
        )
        written = [number for number, line in enumerate(lines, start=2) if line.strip("; ")]
        assert sorted(fates(batch)) == [1, *written]
        expected = batch.rows.storable().count()
        if expected:
            store(batch, officer)
        stored = batch.rows.exclude(outcome="").count()
        assert stored == expected == Beneficiary.objects.count()
        left = batch.rows.open_faults().count() + batch.rows.filter(fate="ignore").count()
        assert stored + left == batch.rows.count()
        transaction.set_rollback(True)


def test_a_check_that_was_taken_for_broken_off_leaves_it_to_the_next(checked, monkeypatch):
    """Rows are written a slice at a time; whichever check gave the last sign of life writes them all."""
    batch = checked(GOOD, OTHER, BAD)
    monkeypatch.setattr(imports, "CHUNK", 1)
    ImportBatch.objects.filter(pk=batch.pk).update(state="checking")
    goes_on, calls = imports._goes_on, []

    def overtaken(*args, **kwargs):
        calls.append(1)
        if len(calls) == 3:
            monkeypatch.setattr(imports, "_goes_on", goes_on)
            run_step(ImportBatch.objects.get(pk=batch.pk))
        goes_on(*args, **kwargs)

    monkeypatch.setattr(imports, "_goes_on", overtaken)
    run_step(ImportBatch.objects.get(pk=batch.pk))
    batch.refresh_from_db()
    assert (batch.state, batch.total, len(calls)) == ("checked", 4, 3)
    assert sorted(batch.rows.values_list("number", flat=True)) == [1, 2, 3, 4]
