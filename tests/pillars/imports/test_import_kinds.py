"""What every kind of list about villages promises on its pages: template, faulty rows, links, rights."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from pillars.imports.services import KINDS
from tests import factories
from tests.importing import checked, fates, stored
from tests.sheets import read_rows
from villages.lists.services.imports import LARGE
from villages.models import ImportBatch, Membership, ProfileFigure

FIGURES = "Kode Desa;CPMI L;CPMI P;CPMI Jumlah\n35.04.14.2011;3;7;10\n35.04.14.2016;1,5;2;4\n"
HELD = {
    "village_figures": "Kode Desa;CPMI L;CPMI P;CPMI Jumlah\n35.04.14.2011;3;7;11\n",
    "memberships": "Kode Desa;Desa;Status\n35.04.14.2011;Betak;mandiri\n",
    "targets": "Kode;Wilayah;Tahun;Triwulan;Target\nI-1;35.04;2026;IV;40\n",
    "indicator_values": "Kode Indikator;Desa;Tahun;Triwulan;Nilai\nI-1;35.04;2025;1;40\n",
}
MEMBERSHIPS = "Kode Desa;Status;Sejak\n35.04.14.2011;mandiri;01/01/2024\n35.04.14.2016;hebat;01/01/2024\n"
TARGETS = "Kode;Wilayah;Tahun;Target\nI-1;35.04;2026;40\nI-1;35;2026;banyak\n"
VALUES = (
    "Kode Indikator;Desa;Tahun;Triwulan;Nilai\nI-1;35.04.14.2011;2025;1;40\nI-1;35.04.14.2016;2025;1;banyak\n"
)
LISTS = {
    "village_figures": FIGURES,
    "memberships": MEMBERSHIPS,
    "targets": TARGETS,
    "indicator_values": VALUES,
}
#: What is written in the cells of a template for one good row.
FILLED = {
    "village_code": "35.04.14.2011",
    "prospective_male": "3",
    "prospective_female": "7",
    "prospective_total": "10",
    "households_total": "1.204",
    "stated_on": "31/12/2025",
    "status": "",
    "batch_year": "2024",
    "valid_from": "01/05/2024",
    "year": "2026",
    "target": "1.250",
    "baseline": "40",
    "source": "uji",
    "quarter": "1",
    "value": "3",
}
each_kind = pytest.mark.parametrize("kind", LISTS)


@pytest.fixture
def bringer(admin, defined):
    """An administrator, with an indicator to have targets."""
    defined("I-1")
    return admin


def template_of(client, kind):
    return b"".join(client.get(reverse("pillars:import-template", args=[kind])).streaming_content)


@each_kind
@pytest.mark.parametrize("language", ["en", "id"])
def test_the_template_passes_its_own_import(kind, language, client, bringer, settings):
    settings.LANGUAGE_CODE = language
    client.force_login(bringer)
    content = template_of(client, kind)
    headers = read_rows(io.BytesIO(content))[0]
    fields = [field for field in KINDS[kind].schema.fields if field.in_template]
    assert len(headers) == len(fields)

    words = read_rows(io.BytesIO(content), sheet=2)[1:]
    lists = [field.key for field in fields if field.words]
    rows = []
    for row in words:
        said = dict(zip(lists, [row.get(letter, "") for letter in "DEFGHI"[: len(lists)]], strict=True))
        rows.append({field.key: said.get(field.key) or FILLED.get(field.key, "") for field in fields})
    if "status" in lists:
        # One standing after the other, so that they do not overlap.
        for number, row in enumerate(rows):
            row |= {"valid_from": f"01/01/{2017 + number}", "valid_to": f"31/12/{2017 + number}"}
            row["status"] = row["status"] or rows[0]["status"]
    if kind == "targets":
        for row in rows:
            row["indicator"] = "I-1"
            row["area"] = row["area"] or "35.04"
            row["quarter"] = ""
    if kind == "indicator_values":
        for row in rows:
            row |= {"indicator": "I-1", "area": "35.04.14.2011", "year": "2025"}
    lines = [list(headers.values()), *([str(value) for value in row.values()] for row in rows)]
    file = "\n".join(";".join(cells) for cells in lines).encode()
    batch = checked(kind, file, bringer)
    assert [row.notes for row in batch.rows.filter(fate__in=["refuse", "review"])] == []
    assert batch.rows.storable().exists()


@each_kind
def test_an_empty_template_needs_no_choice_of_columns(kind, client, bringer):
    client.force_login(bringer)
    file = SimpleUploadedFile("templat.xlsx", template_of(client, kind))
    page = client.post(reverse("pillars:import-list"), {"kind": kind, "file": file}, follow=True)
    form = page.context["form"]
    in_template = {field.key for field in KINDS[kind].schema.fields if field.in_template}
    assert {key for key in in_template if not form[f"column_{key}"].value()} == set()


@each_kind
def test_faulty_rows_come_back_and_pass_once_mended(kind, client, bringer):
    batch = stored(checked(kind, LISTS[kind], bringer), bringer)
    assert fates(batch)[3] == "refuse"
    client.force_login(bringer)
    response = client.get(reverse("pillars:import-faults", args=[batch.number]))
    header, row = read_rows(io.BytesIO(b"".join(response.streaming_content)))
    mended = {"1,5": "2", "hebat": "mandiri", "banyak": "60"}
    cells = [mended.get(row.get(letter, ""), row.get(letter, "")) for letter in header]
    again = "\n".join([";".join(header.values()), ";".join(cell.replace("\n", " ") for cell in cells)])
    assert fates(checked(kind, again, bringer))[2].startswith("accept")


@each_kind
def test_stored_rows_keep_what_they_said_and_lead_to_it(kind, client, bringer, places):
    batch = stored(checked(kind, LISTS[kind], bringer), bringer)
    client.force_login(bringer)
    page = client.get(reverse("pillars:import-rows", args=[batch.number]))
    row = next(one for one in page.context["rows"] if one.row.number == 2)
    assert row.url
    assert client.get(row.url).status_code == 200
    assert all(text for _label, text in row.cells[:2])
    done = client.get(batch.get_absolute_url())
    assert done.context["outcome"]["created"] == 1
    assert done.context["against"] == []


@each_kind
def test_the_pages_go_from_upload_to_undo(kind, client, bringer):
    client.force_login(bringer)
    file = SimpleUploadedFile("daftar.csv", LISTS[kind].encode())
    page = client.post(reverse("pillars:import-list"), {"kind": kind, "file": file}, follow=True)
    form, batch = page.context["form"], page.context["batch"]
    data = {name: form[name].value() or "" for name in form.fields} | {"sheet": batch.sheet}
    if "holds_on" in data:
        data["holds_on"] = f"{timezone.localdate():%d/%m/%Y}"
    if "reason" in data:
        data["reason"] = "Daftar kantor"
    check = client.post(page.redirect_chain[-1][0], data, follow=True)
    assert (check.context["summary"].ready, check.context["summary"].refused) == (1, 1)
    client.post(reverse("pillars:import-store", args=[batch.number]), {"choice": "good"})
    undone = client.post(reverse("pillars:import-undo", args=[batch.number]), follow=True)
    assert "Import undone" in undone.content.decode()
    assert not ProfileFigure.objects.exists()
    assert not Membership.objects.exists()


@each_kind
def test_held_rows_are_named_and_asked_about(kind, client, bringer):
    batch = checked(kind, HELD[kind], bringer)
    client.force_login(bringer)
    page = client.get(batch.get_absolute_url())
    [row] = page.context["held"] or page.context["blocked"]
    assert row.title
    assert f"Row 2: {row.title}" in page.content.decode()


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("officer", {"village_figures", "indicator_values"}),
        ("village_officer", {"village_figures", "indicator_values"}),
        ("admin", set(LISTS)),
    ],
)
def test_each_role_is_offered_its_own_kinds(who, seen, client, request, pillars):
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("pillars:import-list"))
    assert {kind.key for kind in page.context["kinds"]} & LISTS.keys() == seen
    for kind in LISTS:
        answer = client.get(reverse("pillars:import-template", args=[kind]))
        assert answer.status_code == (200 if kind in seen else 403)
        file = SimpleUploadedFile("daftar.csv", LISTS[kind].encode())
        client.post(reverse("pillars:import-list"), {"kind": kind, "file": file})
        assert ImportBatch.objects.filter(kind=kind).exists() == (kind in seen)


def test_another_office_does_not_see_the_list(client, bringer, officer, stranger):
    batch = checked("village_figures", FIGURES, officer)
    client.force_login(stranger)
    assert client.get(batch.get_absolute_url()).status_code == 404
    client.force_login(officer)
    assert client.get(batch.get_absolute_url()).status_code == 200


def test_the_kind_of_the_address_is_chosen(client, bringer):
    client.force_login(bringer)
    page = client.get(reverse("pillars:import-list"), {"kind": "memberships"})
    assert page.context["form"]["kind"].value() == "memberships"


def test_a_long_list_of_figures_is_stored_by_chunks(bringer):
    for number in range(40):
        factories.village(f"35.04.14.2{number + 500:03}", f"Desa {number}")
    lines = [f"35.04.14.2{number + 500:03};3;7;10" for number in range(40)]
    batch = stored(checked("village_figures", "\n".join([FIGURES.split("\n")[0], *lines]), bringer), bringer)
    assert batch.rows.filter(outcome="created").count() == 40 < LARGE
    assert ProfileFigure.objects.count() == 40
