"""What the register gives out it takes in again: nothing changes, and one edited cell is one change."""

import csv
import datetime
import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desmigratif.ui.refusals import Refused
from pillars.imports.services import KINDS, run_step, undo_batch
from tests.sheets import read_rows
from villages.choices import Education, Placement, ReturnReason, Route, Sex, StageKind, TieKind
from villages.lists.services import imports
from villages.lists.sheets.schema import suggest_mapping
from villages.models import Beneficiary, ImportBatch, NotSame, RecordChange, Residence, Stage
from villages.people import countries, nik
from villages.people.names import NameRefused, clean
from villages.people.services.beneficiaries import Person, register_beneficiary, restrict_beneficiary
from villages.people.services.stages import record_stage, tie_family
from villages.people.sheets import people_schema

NIK = "3504145703859801"
FORMATS = ("csv", "xlsx")
DAY = datetime.date(2023, 6, 1)


@pytest.fixture
def export(client, officer):
    """The bytes of the download of the register, in one language."""

    def get(file_format, by=officer, language="en", query=""):
        client.force_login(by)
        client.cookies["django_language"] = language
        response = client.get(reverse("pillars:beneficiary-export", args=[file_format]) + query)
        assert response.status_code == 200
        return b"".join(response.streaming_content)

    return get


@pytest.fixture
def checked(officer):
    """The list as it is checked when it is brought with the columns that are suggested."""

    def bring(content, name, by=officer):
        batch = imports.open_batch(content=content, name=name, kind=KINDS["beneficiaries"], by=by)
        workbook = imports.workbook_of(batch)
        tables = [workbook.table(sheet.name) for sheet in workbook.sheets if sheet.rows]
        mapped = [(table, suggest_mapping(table, people_schema.SCHEMA)) for table in tables]
        ((table, mapping),) = [(table, mapping) for table, mapping in mapped if not mapping.missing]
        batch = imports.choose_columns(
            batch=batch,
            sheet=workbook.sheets[tables.index(table)].name,
            columns=table.titles,
            mapping=mapping.columns,
            by=by,
            holds_on=timezone.localdate(),
            reason="Daftar kantor",
        )
        run_step(batch)
        batch.refresh_from_db()
        assert batch.state == "checked", batch.message
        return batch

    return bring


def store(batch, by):
    batch.rows.filter(fate="review").update(decision="take")
    run_step(imports.start_storing(batch=batch, choice="good", by=by))
    batch.refresh_from_db()
    assert batch.state == "stored", batch.message
    return batch


def everything():
    """All that the register says, to see whether anything moved."""
    models = (Beneficiary, Stage, Residence, RecordChange, NotSame)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def fates(batch):
    """Fates of the rows of people, the header left out."""
    return [row.fate for row in batch.rows.order_by("number")[1:]]


def edited(content, file_format, number, cells):
    """The download with cells (`{heading: text}`) of one person changed, as a spreadsheet would save it."""
    if file_format == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    else:
        sheet = read_rows(io.BytesIO(content))
        rows = [[row.get(letter, "") for letter in sheet[0]] for row in sheet]
        for row in rows[1:]:
            for at, title in enumerate(rows[0]):
                if title in ("Birth date", "Stage since") and row[at] != "":
                    day = datetime.date(1899, 12, 30) + datetime.timedelta(days=row[at])
                    row[at] = f"{day:%d/%m/%Y}"
                elif title == "Birth year" and row[at] != "":
                    row[at] = str(int(row[at]))
    found = next(row for row in rows if row[0] == str(number))
    for heading, value in cells.items():
        found[rows[0].index(heading)] = value
    if file_format == "csv":
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(rows)
        return text.getvalue().encode("utf-8-sig")
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return file.getvalue()


@pytest.fixture
def office(registered, officer, admin, stranger):
    """People of every kind that a register knows, by name."""
    said = {
        "SULASTRI": {
            "nik": NIK,
            "sex": "female",
            "birth_date": datetime.date(1985, 3, 17),
            "household": "3504141201109123",
            "hamlet": "Krajan",
            "rt": "003",
            "rw": "RW1",
            "address": "Jalan Melati 7, belakang balai desa",
            "phone_raw": "+62 812-3456-7890",
            "education": Education.UPPER_SECONDARY,
        },
        "M": {},
        "Nur 'Aini": {"birth_year": 1960, "sex": "male", "education": Education.NONE},
        "'Aisyah": {"phone_raw": "0812 1111 2222 / 0813", "address": "- belakang masjid"},
        "Dr. H. MUH. ALI, S.Pd., M.M.": {"nik": "3504140807919331"},
        "=HYPERLINK(1)": {"address": "'=1+1", "hamlet": "@rumah", "phone_raw": "-"},
        "'=APA": {"address": " +62"},
        "SLAMET": {"birth_date": datetime.date(1970, 1, 1), "is_family": True},
        "Slamet": {"birth_date": datetime.date(1970, 1, 1)},
        "KÉVIN \u201cVIN\u201d O\u2019BRIEN": {"sex": "male"},
        "WIJI 2": {"birth_year": 1900},
        "RESTRICTED": {"nik": "3504140807919332"},
        "BIMA": {"birth_date": datetime.date(2015, 6, 7), "is_family": True},
    }
    made = {name: registered(name, place_of(name), **fields) for name, fields in said.items()}
    registered("ORANG JAUH", "far", by=stranger)
    stages = {
        "SULASTRI": [(StageKind.PROSPECTIVE, 0, {}), (StageKind.ABROAD, 40, {"country": "HK"})],
        "M": [(StageKind.PROSPECTIVE, 0, {"country": "TW"})],
        "Nur 'Aini": [
            (StageKind.ABROAD, 0, {"country": "CI", "is_insured": True}),
            (StageKind.RETURNED, 400, {"country": "SA", "return_reason": ReturnReason.ILLNESS}),
        ],
        "BIMA": [],
    }
    for name, rows in stages.items():
        for kind, days, details in rows:
            day = DAY + datetime.timedelta(days=days)
            record_stage(
                beneficiary=made[name], by=officer, kind=kind, event_on=day, reported_on=day, **details
            )
    tie_family(person=made["SULASTRI"], relative=made["'Aisyah"], kind=TieKind.CHILD, by=officer)
    restrict_beneficiary(beneficiary=made["RESTRICTED"], is_restricted=True, reason="diminta", by=officer)
    return made


def place_of(name):
    return ("tunggangri", "betak", "pagersari")[len(name) % 3]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("file_format", FORMATS)
def test_the_download_brought_again_changes_nothing(file_format, language, export, checked, office, officer):
    content = export(file_format, language=language)
    before = everything()
    with translation.override(language):
        batch = checked(content, f"penerima.{file_format}")

    assert fates(batch) == ["ignore"] * (len(office) - 1)
    notes = [row.notes for row in batch.rows.order_by("number")[1:]]
    assert {note["kind"] for said in notes for note in said} == {"known_already"}
    with pytest.raises(Refused):
        store(batch, officer)
    assert everything() == before


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_heading_but_the_regency_is_known(language, export, office):
    with translation.override(language):
        content = export("csv", language=language)
        workbook = imports.open_workbook(content, "penerima.csv")
    mapping = suggest_mapping(workbook.table(workbook.sheets[0].name), people_schema.SCHEMA)
    assert not mapping.missing
    assert [column.title for column in mapping.unknown] == [
        {"id": "Kabupaten/kota", "en": "Regency/city"}[language]
    ]


def test_the_pages_take_the_download_without_help(client, export, office, officer):
    upload = SimpleUploadedFile("penerima.xlsx", export("xlsx"))
    data = {"file": upload, "kind": "beneficiaries"}
    response = client.post(reverse("pillars:import-list"), data, follow=True)
    form, batch = response.context["form"], ImportBatch.objects.get()
    said = {name: form[name].value() or "" for name in form.fields}
    said |= {"holds_on": "01/03/2026", "reason": "Daftar kantor"}
    sheet = response.context["sheet"].name
    client.post(reverse("pillars:import-mapping", args=[batch.number]), said | {"sheet": sheet})
    batch.refresh_from_db()
    assert batch.state == "checked"
    assert set(fates(batch)) == {"ignore"}


#: Column, what is typed, the field that differs and what the register says afterwards.
EDITS = [
    ("Full name", "SULASTRI RAHAYU", "full_name", "SULASTRI RAHAYU"),
    ("NIK", "3504145703859802", "nik", "3504145703859802"),
    ("Sex", "Male", "sex", "male"),
    ("Birth date", "18/03/1985", "birth_date", datetime.date(1985, 3, 18)),
    ("Birth date", "17/03/1986", "birth_date", datetime.date(1986, 3, 17)),
    ("Hamlet", "Ngasem", "hamlet", "Ngasem"),
    ("RT", "004", "rt", "004"),
    ("RW", "002", "rw", "002"),
    ("Address", "=Jalan Mawar", "address", "=Jalan Mawar"),
    ("Phone", "0813", "phone_raw", "0813"),
    ("Education", "SD", "education", "sd"),
    ("Stage", "Purna PMI", "stage", "purna"),
    ("Stage since", "12/07/2023", "stage_on", datetime.date(2023, 7, 12)),
    ("Country", "Taiwan", "country", "TW"),
    ("Family of a migrant worker", "yes", "is_family", True),
]


def says(person, field):
    """What the register says of one field of an edit."""
    person = Beneficiary.objects.get(pk=person.pk)
    stage = person.stages.filter(replaced_at=None).last()
    if field == "nik":
        return nik.decrypt(person.nik_sealed)
    if field in ("stage", "stage_on", "country"):
        return getattr(stage, {"stage": "kind", "stage_on": "event_on"}.get(field, field))
    return getattr(person, field)


@pytest.mark.parametrize("file_format", FORMATS)
def test_one_edited_cell_is_one_change(file_format, client, export, checked, office, officer, subtests):
    """Each edit in the download, and all back as it was before the next one."""
    download = export(file_format)
    for edit in EDITS:
        with subtests.test(edit[0]), transaction.atomic():
            content = edited(download, file_format, office["SULASTRI"].number, {edit[0]: edit[1]})
            is_one_change(edit, checked(content, f"penerima.{file_format}"), client, office, officer)
            transaction.set_rollback(True)


def is_one_change(edit, batch, client, office, officer):
    (_column, _typed, field, after) = edit
    person, before = office["SULASTRI"], everything()
    said_before = says(person, field)
    row = batch.rows.get(fate="review")
    assert sorted(fates(batch)) == ["ignore"] * (len(office) - 2) + ["review"]
    held = client.get(reverse("pillars:import-detail", args=[batch.number])).context["held"]
    (difference,) = held[0].differences
    assert row.record == str(person.pk)
    label = str(people_schema.SCHEMA.field(field).label)
    assert (str(difference[0]), NIK in str(difference)) == (label, False)

    store(batch, officer)
    assert says(person, field) == after
    now = everything()
    others = [row for row in now["Beneficiary"] if row["id"] != person.pk]
    assert others == [row for row in before["Beneficiary"] if row["id"] != person.pk]
    assert now["Residence"] == before["Residence"]
    changed = {
        name
        for row in now["Beneficiary"]
        for old in before["Beneficiary"]
        for name in row
        if row["id"] == old["id"] == person.pk and row[name] != old[name]
    }
    beside = {
        "full_name": {"name_key"},
        "phone_raw": {"phone"},
        "nik": {"nik_index", "nik_sealed"},
    }
    own = set() if field in ("stage", "stage_on", "country") else {field} - {"nik"}
    assert changed <= {"version", "birth_year", *own, *beside.get(field, ())}
    assert own <= changed

    undo_batch(batch=batch, by=officer)
    assert says(person, field) == said_before
    assert Beneficiary.objects.with_nik(NIK).get() == person
    household = Beneficiary.objects.get(pk=person.pk).household
    assert nik.decrypt(household.sealed).endswith("9123")


def test_a_new_stage_on_another_day_is_added(export, checked, office, officer):
    person = office["SULASTRI"]
    cells = {"Stage": "Purna PMI", "Stage since": "01/05/2025"}
    content = edited(export("csv"), "csv", person.number, cells)
    store(checked(content, "penerima.csv"), officer)
    assert list(person.stages.values_list("kind", flat=True)) == ["cpmi", "pmi", "purna"]


def test_a_person_number_of_digits_alone_is_no_nik(export, checked, office):
    number = "35041412-0388-4012-92f3-cb7994aca3f9"
    Beneficiary.objects.filter(pk=office["SULASTRI"].pk).update(number=number)
    assert set(fates(checked(export("xlsx"), "penerima.xlsx"))) == {"ignore"}
    unknown = edited(export("csv"), "csv", number, {"Person number": "35041412-0388-4012-92f3-cb7994aca3f0"})
    batch = checked(unknown, "penerima.csv")
    (note,) = [note for row in batch.rows.all() for note in row.notes if "number_unknown" in str(note)]
    assert "35041412-0388-4012-92f3-cb7994aca3f0" in str(note)


def test_a_stage_of_a_past_day_is_no_difference(export, checked, office):
    content = export("xlsx", query=f"?on={DAY:%d/%m/%Y}")
    assert set(fates(checked(content, "penerima.xlsx"))) == {"ignore"}


@pytest.mark.parametrize(
    ("column", "typed", "kind"),
    [
        ("Person number", "3b2a", "number_unreadable"),
        ("Person number", "00000000-0000-4000-8000-000000000000", "number_unknown"),
        ("NIK", "3504140807919331", "nik_of_another"),
        ("Person number", "", "nik_masked"),
        ("Birth year", "85", "date_invalid"),
    ],
)
def test_what_does_not_fit_is_refused(column, typed, kind, export, checked, office):
    content = edited(export("csv"), "csv", office["SULASTRI"].number, {column: typed})
    row = checked(content, "penerima.csv").rows.get(fate="refuse")
    assert kind in {note["kind"] for note in row.notes}


def test_columns_that_were_sorted_without_the_others_are_refused(export, checked, office):
    cells = {"Full name": "Bambang Purwanto", "Birth date": "02/05/1971", "Birth year": "1971"}
    content = edited(export("csv"), "csv", office["SULASTRI"].number, cells)
    row = checked(content, "penerima.csv").rows.get(fate="refuse")
    assert "number_of_another" in {note["kind"] for note in row.notes}


@pytest.mark.parametrize("cell", ["on file", "ada", "3504••••••••9801", "3504••••••••1111"])
def test_what_hides_a_nik_in_a_download_says_nothing_of_it(cell, export, checked, office):
    """Also of a download of an earlier release: no answer tells which hidden digits are right."""
    content = edited(export("csv"), "csv", office["SULASTRI"].number, {"NIK": cell})
    assert set(fates(checked(content, "penerima.csv"))) == {"ignore"}


def test_a_person_of_another_area_is_as_unknown_as_nobody(export, checked, office, officer, stranger):
    far = Beneficiary.objects.get(full_name="ORANG JAUH")
    notes = []
    for number in (far.number, "00000000-0000-4000-8000-000000000000"):
        content = edited(export("csv"), "csv", office["M"].number, {"Person number": str(number)})
        (row,) = checked(content, "penerima.csv").rows.filter(fate="refuse")
        assert row.record == ""
        notes.append([(note["kind"], note["text"]) for note in row.notes])
    assert notes[0] == notes[1]
    # A NIK that is known there is told as everywhere else: that it is, and nothing more.
    nik_there = "3504144605839330"
    Beneficiary.objects.filter(pk=far.pk).update(
        nik_sealed=nik.encrypt(nik_there), nik_index=nik.blind_index(nik_there)
    )
    content = edited(export("csv"), "csv", office["M"].number, {"NIK": nik_there})
    row = checked(content, "penerima.csv").rows.get(fate="review")
    assert (row.is_takeable, row.notes[-1]["kind"]) == (False, "nik_elsewhere")
    assert "JAUH" not in str(row.notes)


def test_a_list_moves_nobody(export, checked, office, officer):
    person = office["M"]
    cells = {"Village code": "35.04.14.2011", "Village": "Tunggangri"}
    content = edited(export("csv"), "csv", person.number, cells)
    row = checked(content, "penerima.csv").rows.get(fate="review")
    assert not row.is_takeable
    assert "A list never moves anybody" in row.notes[-1]["text"]


def test_a_line_copied_is_counted_once_and_two_versions_of_one_are_refused(export, checked, office):
    rows = list(csv.reader(io.StringIO(export("csv").decode("utf-8-sig"))))
    line = next(row for row in rows if row[1] == "SULASTRI")

    def brought(*more):
        text = io.StringIO()
        csv.writer(text).writerows([*rows, *more])
        return checked(text.getvalue().encode(), "penerima.csv")

    assert set(fates(brought(line))) == {"ignore"}
    found = brought([*line[:1], "SULASTRI W", *line[2:]]).rows.filter(fate="refuse")
    assert len(found) == 2
    assert all("number_duplicate_in_file" in str(row.notes) for row in found)


def test_a_restricted_person_is_not_changed_by_number(export, checked, office, officer):
    restrict_beneficiary(beneficiary=office["M"], is_restricted=False, reason="uji", by=officer)
    content = edited(export("csv"), "csv", office["M"].number, {"Full name": "MM"})
    restrict_beneficiary(beneficiary=office["M"], is_restricted=True, reason="diminta", by=officer)
    row = checked(content, "penerima.csv").rows.get(fate="review")
    assert (row.is_takeable, row.record) == (False, "")


def test_a_number_typed_for_nobody_elsewhere_gives_a_person_a_nik(export, checked, office, officer):
    person = office["M"]
    content = edited(export("csv"), "csv", person.number, {"NIK": "3504140807919399"})
    batch = store(checked(content, "penerima.csv"), officer)
    person.refresh_from_db()
    assert nik.decrypt(person.nik_sealed) == "3504140807919399"
    undo_batch(batch=batch, by=officer)
    person.refresh_from_db()
    assert not person.has_nik


names_of_people = st.text(min_size=1, max_size=60).filter(lambda text: _is_name(text))
awkward = ["=A", "'=A", "''=A", "+A", "-A", "@A", "' -A", "'Aini", "A, S.Pd", 'A "B"', "A;B", "1A"]
line = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).map(str.strip)
person_facts = st.fixed_dictionaries(
    {
        "full_name": names_of_people
        | st.sampled_from(
            ["=A", "'=A", "''=A", "+A", "-A", "@A", "' -A", "'Aini", "A, S.Pd", 'A "B"', "A;B", "1A"]
        ),
        "sex": st.sampled_from(Sex.values),
        "education": st.sampled_from(Education.values),
        "is_family": st.booleans(),
        "hamlet": line,
        "address": line | st.sampled_from(["'=1+1", "''@x", "-", "--", "0812", "1.5", "2024-01-01"]),
        "rt": st.sampled_from(["", "1", "001", "RT1", "-"]),
        "rw": st.sampled_from(["", "2", "RW2", "rw"]),
        "phone_raw": st.sampled_from(["", "+62 812", "0812", "'0812", "-"]),
        "birth": st.none()
        | st.integers(1905, 2020)
        | st.dates(datetime.date(1905, 1, 1), datetime.date(2020, 1, 1)),
    }
)
stage_facts = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(StageKind.values),
        "event_on": st.dates(datetime.date(1990, 1, 1), datetime.date(2025, 12, 31)),
        "country": st.sampled_from(["", *countries.NAMES]),
        "route": st.sampled_from(Route.values),
        "placement": st.sampled_from(Placement.values),
    }
)


def _is_name(text):
    try:
        clean(text)
    except NameRefused:
        return False
    return True


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    facts=st.lists(st.tuples(person_facts, st.lists(stage_facts, max_size=2)), min_size=1, max_size=4),
    language=st.sampled_from(["id", "en"]),
    file_format=st.sampled_from(FORMATS),
)
def test_whatever_the_register_holds_comes_back_as_it_was(
    facts, language, file_format, export, checked, places, officer
):
    for model in (ImportBatch, Beneficiary):
        model.objects.all().delete()
    for said, stages in facts:
        said = dict(said)
        birth = said.pop("birth")
        key = "birth_date" if isinstance(birth, datetime.date) else "birth_year"
        person = register_beneficiary(
            person=Person(village=places["tunggangri"], **said, **{key: birth}), by=officer
        )
        for stage in {one["event_on"]: one for one in stages}.values():
            record_stage(beneficiary=person, by=officer, reported_on=stage["event_on"], **stage)
    content = export(file_format, language=language)
    before = everything()
    with translation.override(language):
        batch = checked(content, f"penerima.{file_format}")
    assert [(row.fate, row.notes) for row in batch.rows.exclude(fate="ignore")] == []
    assert batch.rows.count() == len(facts) + 1
    assert everything() == before
