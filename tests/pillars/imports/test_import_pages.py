"""The pages of an import: upload, columns, check, done; every button works without JavaScript."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from desmigratif.accounts.models import AccessEvent
from pillars.imports.services import run_step
from tests.sheets import CASES, read_rows
from tests.villages.lists.test_imports import BAD, GOOD, HEADER, OTHER, listed
from villages.lists.services import imports
from villages.models import Beneficiary, ImportBatch
from villages.people.sheets import people_schema


@pytest.fixture
def page(client, officer):
    """Signed in as the officer: `page("get", "import-list")`, `page("post", name, batch, **data)`."""
    client.force_login(officer)

    def ask(method, name, batch=None, follow=True, query="", **data):
        address = reverse(f"pillars:{name}", args=[batch.number] if batch else []) + query
        return getattr(client, method)(address, data, follow=follow)

    return ask


@pytest.fixture
def template(client, page):
    """The empty list of one kind."""

    def ask(kind="beneficiaries"):
        return client.get(reverse("pillars:import-template", args=[kind]))

    return ask


@pytest.fixture
def upload(page):
    def send(*lines, name="daftar.csv", content=None):
        file = SimpleUploadedFile(name, listed(*lines) if content is None else content)
        return page("post", "import-list", kind="beneficiaries", file=file)

    return send


@pytest.fixture
def checked(page, upload):
    """Uploads a list and confirms the suggested columns."""

    def make(*lines, content=None, **changes):
        response = upload(*lines, content=content)
        form = response.context["form"]
        data = {name: form[name].value() or "" for name in form.fields}
        batch = response.context["batch"]
        page(
            "post",
            "import-mapping",
            batch,
            sheet=batch.sheet,
            **{**data, "holds_on": "01/03/2026", "reason": "Daftar kantor", **changes},
        )
        batch.refresh_from_db()
        return batch

    return make


def text(response):
    return " ".join(response.content.decode().split())


def test_upload_leads_to_the_columns_with_a_suggestion(upload):
    response = upload(GOOD)
    form = response.context["form"]

    assert response.redirect_chain[0][0].endswith("/kolom/")
    assert form["column_full_name"].value() == "1"
    assert "Nothing is stored yet" in text(response)


def test_from_upload_to_undo(page, checked):
    batch = checked(GOOD, BAD, OTHER)
    check = text(page("get", "import-detail", batch))
    assert "1 row to be corrected" in check
    assert "Import 2 rows" in check
    assert "3504144605839330" not in check
    assert "9330" not in check
    assert "on file" in check

    done = text(page("post", "import-store", batch, choice="good"))
    assert batch.number in done
    assert "2 people registered" in done
    assert Beneficiary.objects.count() == 2

    undone = text(page("post", "import-undo", batch))
    assert "Import undone" in undone
    assert not Beneficiary.objects.exists()


def test_what_was_only_read_is_not_to_be_corrected(page, checked):
    """A refused row names its fault alone; a year is no amount, a CSV file has no sheet."""
    lines = ["Nama;L/P;Tanggal lahir;Kode Desa;Status", "BUDI;L;31/02/1985;35.04.14.2011;pmi purna"]
    lines.append("WAHYU;L;1988;35.04.14.2011;CPMI")
    batch = checked(content="\n".join(lines).encode())
    response = page("get", "import-detail", batch)
    (refused,) = response.context["faults"]
    assert [note["key"] for note in refused.faults] == ["birth_date"]
    assert len(list(refused.notes)) > 1
    (ready,) = response.context["ready"]
    assert ("Born", "1988") in ready.cells
    assert "daftar.csv, 3 rows." in text(response)
    answer = page("get", "import-faults", batch)
    (fault,) = read_rows(io.BytesIO(b"".join(answer.streaming_content)))[1:]
    assert "31/02/1985" in " ".join(fault.values())
    assert "read as" not in " ".join(fault.values())


def test_every_row_can_be_found_with_its_fate(page, checked):
    batch = checked(GOOD, BAD, OTHER)
    everything = page("get", "import-rows", batch)
    assert len(everything.context["rows"]) == batch.rows.count() == 4
    refused = page("get", "import-rows", batch, query="?fate=refuse")
    assert [one.row.number for one in refused.context["rows"]] == [3]


def test_numbers_of_the_done_page_are_those_of_the_register(page, checked):
    batch = checked(GOOD, BAD, OTHER)
    outcome = page("post", "import-store", batch, choice="good").context["outcome"]

    assert outcome["created"] == Beneficiary.objects.count() == 2
    assert outcome["total"] == sum(
        outcome[name] for name in ("created", "updated", "faults", "declined", "ignored")
    )


def test_faulty_rows_come_back_with_reasons_and_pass_once_mended(page, checked, upload):
    batch = checked(GOOD, BAD)
    page("post", "import-store", batch, choice="good")
    response = page("get", "import-faults", batch)
    content = b"".join(response.streaming_content)
    rows = read_rows(io.BytesIO(content))

    assert list(rows[0].values())[:6] == HEADER.split(";")
    assert rows[1]["A"] == "123"
    assert rows[1]["G"] == "3"
    assert "16" in rows[1]["H"]
    assert AccessEvent.objects.filter(kind="export", what__contains=batch.number).exists()

    again = upload(name="perbaiki.xlsx", content=content)
    assert again.context["form"]["column_nik"].value() == "0"


def test_the_empty_template_needs_no_choice_of_sheet_or_columns(template, upload):
    content = b"".join(template().streaming_content)
    form = upload(name="templat.xlsx", content=content).context["form"]

    chosen = {name: form[name].value() for name in form.fields if name.startswith("column_")}
    of_others = {f"column_{field.key}" for field in people_schema.SCHEMA.fields if not field.in_template}
    assert {name for name, index in chosen.items() if not index} == of_others


@pytest.mark.parametrize("language", ["en", "id"])
def test_what_the_template_offers_passes_its_own_import(language, template, checked, settings, places):
    settings.LANGUAGE_CODE = language
    content = b"".join(template().streaming_content)
    headers = list(read_rows(io.BytesIO(content))[0].values())
    words = read_rows(io.BytesIO(content), sheet=2)[1:]
    codes = [row["A"] for row in words if row.get("A")]
    assert codes == ["35.04.14.2011", "35.04.14.2016", "35.04.14.2017"]

    fields = [field for field in people_schema.SCHEMA.fields if field.in_template]
    lists = [field.key for field in fields if field.words]
    lines = []
    for number, row in enumerate(words):
        said = dict(zip(lists, [row.get(letter, "") for letter in "DEFGHIJ"], strict=True))
        assert number or all(said.values())
        said |= {"nik": f"35041446058393{number + 10}", "full_name": f"SITI {chr(65 + number)}"}
        said["village_code"] = row.get("A") or codes[0]
        lines.append(";".join(said.get(field.key, "") for field in fields))
    batch = checked(content="\n".join([";".join(headers), *lines]).encode())
    assert [row.notes for row in batch.rows.filter(fate="refuse")] == []
    assert batch.rows.exclude(fate="ignore").count() == len(words)


@pytest.mark.parametrize(
    "name",
    ["O15_bom_zip", "O15_bukan_excel", "O15_entitas_beranak", "O15_entitas_luar", "O15_gambar", "O15_kosong"],
)
def test_hostile_files_are_refused_with_a_sentence(name, upload):
    response = upload(name=f"{name}.xlsx", content=(CASES / f"{name}.xlsx").read_bytes())

    assert response.status_code == 200
    assert len(response.context["form"].errors["file"]) == 1
    assert "Choose it again" in text(response)
    assert not ImportBatch.objects.exists()


def test_a_file_too_large_is_refused(upload, settings):
    settings.MAX_UPLOAD_BYTES = 10
    assert "split it" in text(upload(GOOD))


def test_missing_columns_are_named(page, upload):
    response = upload(content=b"No;Alamat;HP\n1;Krajan;0812\n2;Krajan;0813\n")
    batch = response.context["batch"]
    refused = page("post", "import-mapping", batch, sheet=batch.sheet, holds_on="01/03/2026")

    errors = refused.context["form"].errors
    assert "column_full_name" in errors
    assert "Alamat" in str(errors["column_full_name"])
    assert "village" in errors
    batch.refresh_from_db()
    assert batch.state == "uploaded"


def test_one_column_holds_one_thing(page, upload):
    batch = upload(GOOD).context["batch"]
    refused = page(
        "post",
        "import-mapping",
        batch,
        sheet=batch.sheet,
        column_full_name="1",
        column_nik="1",
        column_village_code="3",
        holds_on="01/03/2026",
    )
    assert "already" in str(refused.context["form"].errors)


def test_held_rows_wait_for_a_decision(page, checked, registered):
    registered("SITI AMINAH", sex="male", nik="3504144605839330")
    batch = checked(GOOD, OTHER)
    shown = text(page("get", "import-detail", batch))
    assert "1 row needs your decision" in shown
    assert "Male" in shown
    assert "Female" in shown

    page("post", "import-decide", batch, **{"row-2": "take"})
    page("post", "import-store", batch, choice="all")
    assert Beneficiary.objects.with_nik("3504144605839330").get().sex == "female"
    assert Beneficiary.objects.count() == 2


def test_undecided_rows_stand_against_all_or_nothing(page, checked, registered):
    registered("SITI AMINAH", sex="male", nik="3504144605839330")
    batch = checked(GOOD, OTHER)
    refused = page("post", "import-store", batch, choice="all")
    assert "Nothing was stored" in text(refused)
    assert Beneficiary.objects.count() == 1


def test_the_same_file_leads_to_where_it_stands(page, checked, upload):
    batch = checked(GOOD)
    assert upload(GOOD).context["batch"] == batch
    page("post", "import-store", batch, choice="good")
    again = upload(GOOD)
    assert "imported already" in text(again)
    assert Beneficiary.objects.count() == 1


def test_a_forgotten_list_is_gone(page, checked):
    batch = checked(GOOD)
    page("post", "import-discard", batch)
    assert not ImportBatch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_large_list_waits_for_the_worker(page, checked, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr("pillars.imports.tasks.LARGE", 1)
    settings.IMPORT_WORKER = False
    batch = checked(GOOD, OTHER)
    assert batch.state == "uploaded", "refused where no worker is set up, and what was typed stays"
    settings.IMPORT_WORKER = True
    ImportBatch.objects.all().delete()
    batch = checked(GOOD, OTHER)
    waiting = page("get", "import-detail", batch)
    assert batch.state == "checking"
    assert waiting["Refresh"] == "10"
    assert "Reload now" in text(waiting)

    call_command("db_worker", batch=True, interval=0, startup_delay=False)
    batch.refresh_from_db()
    assert batch.state == "checked"
    page("post", "import-store", batch, choice="good")
    assert not Beneficiary.objects.exists()
    call_command("db_worker", batch=True, interval=0, startup_delay=False)
    assert Beneficiary.objects.count() == 2
    assert "2 people registered" in text(page("get", "import-detail", batch))


def test_a_step_that_broke_off_can_be_gone_on_with(page, checked, officer):
    batch = imports.start_storing(batch=checked(GOOD), choice="good", by=officer)
    assert "Continue" not in text(page("get", "import-detail", batch))
    ImportBatch.objects.update(touched_at="2026-01-01T00:00Z")
    assert "Continue" in text(page("get", "import-detail", batch))
    page("post", "import-resume", batch)
    batch.refresh_from_db()
    assert batch.state == "stored"


ADDRESSES = [
    ("get", "import-detail"),
    ("get", "import-mapping"),
    ("get", "import-rows"),
    ("get", "import-faults"),
    ("post", "import-decide"),
    ("post", "import-store"),
    ("post", "import-resume"),
    ("post", "import-undo"),
    ("post", "import-discard"),
]


def test_other_offices_find_nothing(page, checked, client, stranger, village_officer):
    batch = checked(GOOD)
    for somebody in (stranger, village_officer):
        client.force_login(somebody)
        for method, name in ADDRESSES:
            assert page(method, name, batch, follow=False).status_code == 404, name
        assert batch.number not in text(page("get", "import-list"))


def test_lists_say_which_part_of_a_list_is_there_while_it_is_stored(
    client, checked, officer, stranger, reviewer
):
    """A long list comes in slice by slice (found.md B12): whoever reads meanwhile is told, in that area."""
    batch = imports.start_storing(batch=checked(GOOD, OTHER), choice="all", by=officer)
    ImportBatch.objects.filter(pk=batch.pk).update(progress=1)
    for person, is_told in ((officer, True), (reviewer, True), (stranger, False)):
        client.force_login(person)
        page = client.get("/penerima/").content.decode()
        assert ("A list of 2 rows is being stored right now. 1 of them" in page) is is_told
        assert ("all of them are removed again" in page) is is_told
        assert "is being stored" not in client.get("/kegiatan/").content.decode()
    run_step(ImportBatch.objects.get(pk=batch.pk))
    client.force_login(officer)
    assert "is being stored" not in client.get("/penerima/").content.decode()
