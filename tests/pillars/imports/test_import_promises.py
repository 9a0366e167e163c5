"""What every kind of list keeps: no row is lost, nothing is stored twice, everything can be taken back."""

import datetime
import io
import threading
from dataclasses import dataclass

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pillars.imports.files import template
from pillars.imports.previews import previews
from pillars.imports.services import KINDS, run_step, undo_batch
from pillars.models import Activity, Attendance, HeadCount, ReportingPeriod
from pillars.services.periods import close_period
from tests.importing import checked, fates, stored
from tests.pillars.registers import DECLARED, joined
from tests.sheets import read_rows
from villages.lists.services import import_storing, imports
from villages.lists.sheets import readers
from villages.lists.sheets.amounts import amount
from villages.lists.sheets.layout import SheetColumn, Table
from villages.lists.sheets.schema import suggest_mapping
from villages.models import Beneficiary, ImportBatch, ImportRow, ProfileFigure

ACTIVITIES = (
    "kode;nama;pilar;tanggal;kode desa\n"
    "K-01;Pelatihan batik;II;2026-02-05;35.04.14.2011|35.04.14.2016|35.04.14.2017\n"
    "K-02;Rapat;I;2026-02-06;35.04.14.2011"
)


@dataclass(frozen=True)
class Sample:
    """Lines of one kind of list: `good` ones are stored, `bad` are not; `model` holds what they become."""

    header: str
    good: tuple
    bad: tuple
    model: type

    @property
    def lines(self):
        rest = ";" * self.header.count(";")
        return [*self.good, *self.bad, rest, f"JUMLAH{rest}", f"Catatan: x{rest}"]


SAMPLES = {
    "beneficiaries": Sample(
        "NIK;Nama Lengkap;L/P;Kode Desa;Status",
        (
            "3504144605839330;SITI AMINAH;P;35.04.14.2011;PMI",
            "3504140807919331;KHOIRUL ANAM;L;35.04.14.2016;CPMI",
            ";TANPA NIK;P;35.04.14.2011;",
            "3504145703859801;SULASTRI;P;35.04.14.2017;",
        ),
        ("123;PAIMAN;L;35.04.14.2011;",),
        Beneficiary,
    ),
    "activities": Sample(
        "kode;nama;pilar;tanggal;kode desa;anggaran;L;P",
        (
            "A-1;Pelatihan jahit;II;2026-03-05;35.04.14.2011;1000000;3;4",
            "A-2;Kelas pengasuhan;III;2026-03-06;35.04.14.2011|35.04.14.2016;;;",
            ";Rapat koperasi;IV;2026-03-09;35.04.14.2017;500000;;",
            ";Literasi keuangan;IV;2026-04-09;35.04.14.2017;1,5 jt;;",
        ),
        ("A-3;Salah;IX;2026-03-05;35.04.14.2011;;;", "A-4;Salah;I;31/02/2026;35.04.14.2011;;;"),
        Activity,
    ),
    "participants": Sample(
        "kode kegiatan;NIK;nama;JK;kode desa",
        (
            "K-01;3504145703859801;SULASTRI;P;35.04.14.2011",
            "K-01;3504141203889803;BAMBANG;L;35.04.14.2016",
            "K-02;3504145703859801;SULASTRI;P;35.04.14.2011",
            "K-01;;MUJIATI;P;35.04.14.2017",
        ),
        ("K-01;12;PAIMAN;L;35.04.14.2011", "K-99;;PAIMAN;L;35.04.14.2011"),
        Attendance,
    ),
    "head_counts": Sample(
        "kode kegiatan;kode desa;kategori;L;P;jumlah",
        (
            "K-01;35.04.14.2011;CPMI;3;7;10",
            "K-01;35.04.14.2011;PMI;1;2;3",
            "K-01;35.04.14.2016;CPMI;0;4;4",
            "K-02;35.04.14.2011;Keluarga;2;2;4",
        ),
        ("K-01;35.04.14.2011;CPMI;1.2;3;4", "K-01;35.04.14.2017;PMI;5;5;9"),
        HeadCount,
    ),
    **{kind: Sample(*sample) for kind, sample in joined("SAMPLES").items()},
    "village_figures": Sample(
        "Kode Desa;CPMI L;CPMI P;CPMI Jumlah",
        ("35.04.14.2011;3;7;10", "35.04.14.2016;2;6;8", "35.04.14.2017;4;2;6"),
        ("35.04.14.2017;1.2;3;4",),
        ProfileFigure,
    ),
}


@pytest.fixture
def world(pillars, places, officer):
    """Two activities that lists may name, and what lists of registers name; nobody else is registered yet."""
    stored(checked("activities", ACTIVITIES, officer, name="kegiatan.csv"), officer)
    for declared in DECLARED.values():
        if hasattr(declared, "known"):
            declared.known(places, officer)


@pytest.fixture
def bringer(officer, admin):
    """Who may bring a kind of list."""
    return lambda kind: officer if officer.has_perm(KINDS[kind].permission) else admin


def listed(kind, lines):
    return "\n".join([SAMPLES[kind].header, *lines])


def good(kind):
    return listed(kind, SAMPLES[kind].good)


def count(kind):
    return SAMPLES[kind].model.objects.count()


def test_the_template_names_every_column_of_its_own_import(bringer, world, apart):
    for kind in KINDS:
        for language in ("en", "id"):
            with apart(kind=kind, language=language):
                schema = KINDS[kind].schema
                with translation.override(language):
                    headers = list(read_rows(template(bringer(kind), KINDS[kind]))[0].values())
                columns = [
                    SheetColumn(index, str(index), title, (title,)) for index, title in enumerate(headers)
                ]
                mapping = suggest_mapping(Table(columns, [], []), schema)
                assert mapping.missing == mapping.unknown == []
                assert set(mapping.columns) == {field.key for field in schema.fields if field.in_template}


#: What stands in a cell, by how its column is read.
WRITTEN = {readers.count: "7", readers.day: "05/03/2026", readers.year: "2026", amount: "1.000.000"}
NIK = "3504145703859801"
#: And where that is not enough, by its key.
SAID = {
    "list_code": "K-01",
    "nik": NIK,
    "full_name": "SULASTRI",
    "total": "21",
    "place": "",
    "village": "",
    "district": "",
}


#: Of these the rows below are whole; of others some other cell is refused.
WHOLE = ("activities", "participants", "head_counts")


def test_every_word_that_the_template_offers_passes_its_own_import(officer, world, apart):
    """And is not called corrected (C16): it is how the portal itself writes."""
    for kind in (*WHOLE, "beneficiaries", *joined("SAMPLES")):
        for language in ("en", "id"):
            with apart(kind=kind, language=language):
                fields = [field for field in KINDS[kind].schema.fields if field.in_template]
                with translation.override(language):
                    content = template(officer, KINDS[kind]).read()
                    headers = list(read_rows(io.BytesIO(content))[0].values())
                    names, *words = read_rows(io.BytesIO(content), sheet=2)
                    offered = {
                        title: [row[at] for row in words if row.get(at)] for at, title in names.items()
                    }
                    lines = [
                        ";".join(_cell(field, number, offered) for field in fields)
                        for number in range(len(words))
                    ]
                    batch = checked(kind, "\n".join([";".join(headers), *lines]), officer)
                if kind in WHOLE:
                    assert [row.notes for row in batch.rows.filter(fate="refuse")] == []
                assert batch.rows.exclude(number=1).count() == len(lines)
                said = [note for row in batch.rows.all() for note in row.notes]
                named = {"full_name", *(field.key for field in fields if field.words)}
                corrected = [note for note in said if note["fate"] == "accept_corrected"]
                assert [note for note in corrected if note["key"] in named] == []


def _cell(field, number, offered):
    if field.words or field.key == "village_code":
        choices = offered[str(field.label)]
        return choices[number % len(choices)] if choices else ""
    return SAID.get(field.key, WRITTEN.get(field.read, f"Teks {number}"))


def test_a_nik_in_any_cell_of_any_list_stands_open_nowhere(bringer, world, client):
    """D11: in a column of whatever meaning, a heading, the file's name; in no table and on no page of it."""
    pages = []
    for kind, sample in SAMPLES.items():
        heads, good = sample.header.split(";"), sample.good[0].split(";")
        lines = [
            ";".join([*good[:at], f"{NIK}{end}", *good[at + 1 :]])
            for at in range(len(good))
            for end in ("", "a")
        ]
        text = "\n".join([f"DAFTAR {NIK}", ";".join([*heads, f"Lain {NIK}"]), *lines])
        batch = checked(kind, text, bringer(kind), name=f"{NIK}.csv")
        assert batch.rows.count() >= len(lines)
        client.force_login(bringer(kind))
        for step in ("mapping", "rows"):
            pages.append(client.get(reverse(f"pillars:import-{step}", args=[batch.number]), follow=True))
    assert all(page.status_code == 200 for page in pages)
    assert not [page.request["PATH_INFO"] for page in pages if NIK[-6:] in page.content.decode()]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            assert not [row for row in cursor.fetchall() if NIK[-6:] in str(row)], table


def test_the_same_file_and_the_same_rows_again_add_nothing(officer, world, apart):
    for kind in SAMPLES:
        with apart(kind=kind):
            before = count(kind)
            stored(checked(kind, good(kind), officer), officer)
            after = count(kind)
            assert after > before
            with pytest.raises(imports.SameFile):
                checked(kind, good(kind), officer)
            again = checked(kind, listed(kind, SAMPLES[kind].good[::-1]), officer)
            known = again.rows.filter(number__gt=1, fate="ignore").count()
            # Somebody without NIK is asked about and never taken for the one of the same name.
            assert known >= len(SAMPLES[kind].good) - (kind == "beneficiaries")
            if again.rows.storable().exists():
                stored(again, officer)
            assert count(kind) == after


def test_undo_leaves_what_was_there_before(officer, world, apart):
    for kind in SAMPLES:
        with apart(kind=kind):
            before = count(kind), Beneficiary.objects.count(), HeadCount.objects.count()
            undo_batch(batch=stored(checked(kind, good(kind), officer), officer), by=officer)
            assert (count(kind), Beneficiary.objects.count(), HeadCount.objects.count()) == before


def test_faulty_rows_come_back_with_their_cells_and_reasons(officer, client, world, apart):
    for kind in SAMPLES:
        with apart(kind=kind):
            sample = SAMPLES[kind]
            batch = stored(checked(kind, listed(kind, [*sample.good, *sample.bad]), officer), officer)
            client.force_login(officer)
            answer = client.get(reverse("pillars:import-faults", args=[batch.number]))
            rows = read_rows(io.BytesIO(b"".join(answer.streaming_content)))
            titles = sample.header.split(";")
            assert list(rows[0].values())[: len(titles)] == titles
            assert len(rows) == 1 + len(sample.bad)
            for written, row in zip(sample.bad, rows[1:], strict=True):
                assert [row.get(chr(65 + at), "") for at in range(len(titles))] == written.split(";")
                assert row[chr(65 + len(titles) + 1)]


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(kind, officer, world, monkeypatch):
    monkeypatch.setattr(import_storing, "CHUNK", 2)
    batch = checked(kind, good(kind), officer)
    expected = batch.rows.storable().count()
    batch = imports.start_storing(batch=batch, choice="good", by=officer)
    store, calls = type(KINDS[kind]).store, []

    def killed(self, rows, values, batch):
        store(self, rows, values, batch)
        calls.append(rows)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(type(KINDS[kind]), "store", killed)
    with pytest.raises(KeyboardInterrupt):
        run_step(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.progress, batch.rows.exclude(outcome="").count()) == ("storing", 2, 2)
    run_step(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.progress) == ("stored", expected)
    assert batch.rows.exclude(outcome="").count() == expected
    if kind != "head_counts":
        assert len({row.record for row in batch.rows.exclude(outcome="")}) == expected


@pytest.mark.parametrize("kind", SAMPLES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_line_is_lost_between_file_check_and_result(kind, data, officer, world):
    lines = data.draw(st.lists(st.sampled_from(SAMPLES[kind].lines), min_size=1, max_size=8))
    with transaction.atomic():
        before = count(kind)
        batch = checked(kind, listed(kind, lines), officer)
        written = [number for number, line in enumerate(lines, start=2) if line.strip("; ")]
        assert sorted(fates(batch)) == [1, *written]
        expected = batch.rows.storable().count()
        if expected:
            stored(batch, officer)
        done = batch.rows.exclude(outcome="").count()
        assert done == expected == count(kind) - before
        left = batch.rows.open_faults().count() + batch.rows.filter(fate="ignore").count()
        assert done + left == batch.rows.count()
        transaction.set_rollback(True)


def test_what_stands_against_an_undo_is_asked_once_for_all_rows(officer, world, apart):
    """The last page of a list asks as much of two rows as of many."""
    for kind in SAMPLES:
        with apart(kind=kind):
            batch = stored(checked(kind, good(kind), officer), officer)
            rows, asked = list(batch.rows.stored()), []
            assert len(rows) == len(SAMPLES[kind].good)
            for some in (rows[:2], rows):
                with CaptureQueriesContext(connection) as queries:
                    against = KINDS[kind].against(some, batch, officer)
                    previews(batch, some, officer)
                asked.append(len(queries))
            assert not against
            assert asked[1] <= asked[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes one at a time anyway")
@pytest.mark.parametrize("kind", SAMPLES)
def test_the_same_rows_twice_at_once_are_stored_once(kind, world, officer, colleague):
    """Two files with the same rows in another order, stored at the same moment by two officers."""
    lines = SAMPLES[kind].good
    if kind == "beneficiaries":
        # Two people without NIK are never taken for one.
        lines = [line for line in lines if not line.startswith(";")]
    before, batches = count(kind), []
    for by, order in ((officer, lines), (colleague, lines[::-1])):
        batch = checked(kind, listed(kind, order), by)
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
    assert set(ImportBatch.objects.values_list("state", flat=True)) == {"stored"}
    assert count(kind) == before + len(lines)
    made = ImportRow.objects.filter(batch__in=batches, outcome="created").count()
    assert made + ImportRow.objects.filter(batch__in=batches).open_faults().count() >= 2 * len(lines) - made


def close_first_quarter(reviewer):
    period = ReportingPeriod.objects.create(
        year=2026,
        quarter=1,
        starts_on=datetime.date(2026, 1, 1),
        ends_on=datetime.date(2026, 3, 31),
        due_on=datetime.date(2026, 4, 10),
    )
    close_period(period=period, by=reviewer)


def test_a_closed_quarter_holds_its_rows_with_the_reason(officer, reviewer, world, apart):
    for kind in ("activities", "participants", "head_counts"):
        for when in ("before", "meanwhile"):
            with apart(kind=kind, when=when):
                before = count(kind), Beneficiary.objects.count()
                lines = SAMPLES[kind].good[:2]
                if when == "before":
                    close_first_quarter(reviewer)
                batch = checked(kind, listed(kind, lines), officer)
                if when == "meanwhile":
                    close_first_quarter(reviewer)
                    batch = stored(batch, officer)
                rows = batch.rows.filter(number__gt=1)
                assert [row.fate for row in rows] == ["review"] * 2
                assert all("was closed on" in row.notes[-1]["text"] for row in rows)
                assert (count(kind), Beneficiary.objects.count()) == before


def test_other_offices_find_nothing(officer, stranger, village_officer, client, world, apart):
    for kind in SAMPLES:
        with apart(kind=kind):
            batch = checked(kind, good(kind), officer)
            for somebody in (stranger, village_officer):
                client.force_login(somebody)
                for name in ("import-detail", "import-rows", "import-faults", "import-send"):
                    assert client.get(reverse(f"pillars:{name}", args=[batch.number])).status_code == 404
                assert client.post(reverse("pillars:import-send", args=[batch.number])).status_code == 404
