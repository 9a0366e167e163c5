"""What an office has brought is a sheet of a file: kept sealed, known again, and listed for the office."""

import datetime
import shutil
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.models import Organisation
from desmigratif.ui import clock
from tests import factories
from tests.importing import checked, stored
from tests.sheets import CASES
from villages.lists.services import imports
from villages.models import Assignment, Beneficiary, ImportBatch

STAGES = (CASES / "O26_lembar_per_tahap.xlsx").read_bytes()
NIK = "3504144605839330"
PERSON = f"NIK;Nama Lengkap;L/P;Kode Desa\n{NIK};SITI AMINAH;P;35.04.14.2011"


@pytest.fixture
def send(client, places, officer):
    """Signed in as the officer: `send(content, name)` uploads a list of people."""
    client.force_login(officer)

    def upload(content=STAGES, name="tahap.xlsx", kind="beneficiaries"):
        file = SimpleUploadedFile(name, content)
        return client.post(reverse("pillars:import-list"), {"kind": kind, "file": file}, follow=True)

    return upload


@pytest.fixture
def store(client):
    """Takes a sheet through columns, check and storing, as the buttons do."""

    def go(batch, sheet):
        address = reverse("pillars:import-mapping", args=[batch.number])
        page = client.get(address, {"sheet": sheet}, follow=True)
        form = page.context.get("form")
        if form is None:
            return page
        data = {name: form[name].value() or "" for name in form.fields}
        data |= {"holds_on": "01/03/2026", "reason": "Daftar kantor"}
        client.post(address, {"sheet": sheet, **data})
        return client.post(
            reverse("pillars:import-store", args=[batch.number]), {"choice": "good"}, follow=True
        )

    return go


def words(page):
    return " ".join(page.content.decode().split())


def test_every_sheet_of_a_workbook_is_brought_once(send, store, client):
    page = send()
    offered = [(one.sheet.name, one.is_list) for one in page.context["sheets"]]
    assert offered[:3] == [("CPMI", True), ("PMI LN", True), ("Purna", True)]
    assert {name for name, is_list in offered[3:]} == {"Baca dulu", "Rekap"}
    first = page.context["batch"]
    for none in ("Baca dulu", "Rekap"):
        said = client.get(reverse("pillars:import-mapping", args=[first.number]), {"sheet": none})
        assert f"No list was found on the sheet “{none}”" in words(said)
    store(first, "CPMI")
    assert Beneficiary.objects.count() == 2

    again = send().context["batch"]
    assert again != first
    refused = store(again, "CPMI")
    assert f"imported already as {first.number}" in words(refused)
    assert {one.sheet.name: one.is_stored for one in refused.context["sheets"]} == {
        "CPMI": True,
        "PMI LN": False,
        "Purna": False,
        "Baca dulu": False,
        "Rekap": False,
    }
    store(again, "PMI LN")
    store(send(name="lain.xlsx").context["batch"], "Purna")
    assert Beneficiary.objects.count() == 6
    everything = words(send())
    assert "Every list in this file was imported already: CPMI (" in everything
    assert ImportBatch.objects.count() == 3

    client.post(reverse("pillars:import-undo", args=[again.number]))
    assert Beneficiary.objects.count() == 4
    store(send().context["batch"], "PMI LN")
    assert Beneficiary.objects.count() == 6


def test_a_sheet_stored_in_another_window_is_refused(send, store, client):
    mine, theirs = send().context["batch"], None
    form = client.get(reverse("pillars:import-mapping", args=[mine.number]), {"sheet": "Purna"}).context[
        "form"
    ]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"holds_on": "01/03/2026", "reason": "Daftar kantor"}
    client.post(reverse("pillars:import-mapping", args=[mine.number]), {"sheet": "Purna", **data})
    theirs = send(name="kedua.xlsx").context["batch"]
    assert theirs != mine
    store(theirs, "Purna")
    said = client.post(reverse("pillars:import-store", args=[mine.number]), {"choice": "good"}, follow=True)
    assert "imported already in another window" in words(said)
    assert Beneficiary.objects.count() == 2


def test_quarters_of_one_workbook_are_two_imports(officer, pillars, places):
    content = (CASES / "O26_lembar_triwulan.xlsx").read_bytes()
    for sheet, known in (("TW I", "accept"), ("TW II", "ignore")):
        batch = checked("activities", content, officer, name="tw.xlsx", sheet=sheet)
        assert batch.rows.get(number=3).fate == known
        stored(batch, officer)
    assert ImportBatch.objects.filter(state="stored").count() == 2


@pytest.mark.parametrize("employed", [True, False])
def test_imports_stay_with_their_office_when_areas_change(
    employed, officer, colleague, stranger, places, send
):
    if employed:
        office = Organisation.objects.create(name="Disnaker Kabupaten Tulungagung")
        for person in (officer, colleague):
            person.organisation = office
            person.save()
    batch = stored(checked("beneficiaries", PERSON, officer), officer)

    def listed(user):
        return ImportBatch.objects.visible_to(user).filter(pk=batch.pk).exists()

    assert [listed(user) for user in (officer, colleague, stranger)] == [True, True, False]
    more = factories.AssignmentFactory(
        user=officer, area=places["far"].district, valid_from=datetime.date(2020, 1, 1)
    )
    assert listed(officer)
    with pytest.raises(imports.SameFile):
        checked("beneficiaries", PERSON, officer)
    assert imports.remembered_mapping(batch, batch.columns)
    # What somebody who served more has brought is not for a colleague who serves less.
    assert not listed(colleague)
    more.delete()
    # Who serves less since then keeps what was brought in the days before.
    days = [clock.today() - datetime.timedelta(days=number) for number in (9, 5, 4)]
    ImportBatch.objects.filter(pk=batch.pk).update(uploaded_at=timezone.now() - datetime.timedelta(days=9))
    Assignment.objects.filter(user=officer).update(valid_from=days[0], valid_to=days[1])
    factories.AssignmentFactory(user=officer, area=places["tunggangri"].district, valid_from=days[2])
    assert listed(officer)
    client_page = send(PERSON.encode(), "daftar.csv")
    assert f"imported already as {batch.number}" in words(client_page)
    successor = factories.UserFactory(role="officer", organisation=officer.organisation)
    factories.AssignmentFactory(
        user=successor, area=places["tunggangri"].regency, valid_from=datetime.date(2024, 1, 1)
    )
    assert listed(successor)


def test_a_village_officer_of_the_office_sees_only_own_lists(officer, village_officer, places):
    office = Organisation.objects.create(name="Disnaker Kabupaten Tulungagung")
    for person in (officer, village_officer):
        person.organisation = office
        person.save()
    wide = checked("beneficiaries", PERSON, officer)
    own = checked("beneficiaries", PERSON, village_officer)
    assert own != wide
    assert set(ImportBatch.objects.visible_to(village_officer)) == {own}
    assert set(ImportBatch.objects.visible_to(officer)) == {own, wide}


def test_uploaded_lists_are_sealed_on_disk_and_outside_the_backup(officer, places, settings):
    batch = checked("beneficiaries", PERSON, officer)
    path = Path(batch.file.path)
    assert NIK.encode() not in path.read_bytes()
    assert b"SITI" not in path.read_bytes()
    assert Path(settings.MEDIA_ROOT) not in path.parents
    assert path.stat().st_mode & 0o077 == 0
    with batch.file.open() as file:
        assert file.read() == PERSON.encode()


def test_a_lost_file_is_said_and_mended_by_sending_it_again(send, client, officer):
    waiting = send(PERSON.encode(), "daftar.csv").context["batch"]
    Path(waiting.file.path).unlink()
    again = send(PERSON.encode(), "daftar.csv")
    assert again.context["batch"] == waiting
    assert "column_nik" in again.context["form"].fields

    done = checked("beneficiaries", PERSON.replace("SITI", "SUTI"), officer)
    shutil.rmtree(Path(done.file.path).parent)
    address = reverse("pillars:import-mapping", args=[done.number])
    assert "no longer kept" in words(client.get(address, follow=True))
    done.refresh_from_db()
    assert done.state == "checked"
    lost = client.get(reverse("pillars:import-mapping", args=[waiting.number]), follow=True)
    assert "no longer kept" in words(lost)


def test_a_disk_that_takes_nothing_is_a_sentence(send, settings, tmp_path):
    (tmp_path / "full").write_text("no folder")
    settings.LISTS_ROOT = str(tmp_path / "full")
    page = send(PERSON.encode(), "daftar.csv")
    assert page.status_code == 200
    assert "disk is full" in words(page)
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("number", ["%00", "IMP-2026-%00", "IMP-2026-" + "9" * 5000, "x"])
def test_no_address_of_an_import_breaks(number, client, officer, places):
    client.force_login(officer)
    for tail in ("", "kolom/", "baris/", "putuskan/", "simpan/", "kirim/"):
        ask = client.post if tail in ("putuskan/", "simpan/") else client.get
        assert ask(f"/impor/{number}/{tail}").status_code == 404


def test_decisions_on_rows_that_no_list_has_are_passed_over(client, officer, places):
    batch = checked("beneficiaries", PERSON, officer)
    client.force_login(officer)
    odd = {"row-" + "9" * 5000: "take", "row-²": "take", "row-2\0": "take", "row-9999999": "x"}
    address = reverse("pillars:import-decide", args=[batch.number])
    form = "application/x-www-form-urlencoded"
    assert client.post(address, urlencode(odd), content_type=form).status_code == 302


def test_nothing_to_store_offers_no_button_and_an_undone_list_adds_nothing(client, officer, places):
    client.force_login(officer)
    empty = checked("beneficiaries", "NIK;Nama;L/P;Kode Desa\n12;SITI;P;35.04.14.2011", officer)
    page = words(client.get(empty.get_absolute_url()))
    assert "There is no row to store" in page
    assert "Import 0" not in page

    abroad = PERSON.replace("Kode Desa", "Kode Desa;Status").replace("2011", "2011;PMI")
    batch = stored(checked("beneficiaries", abroad, officer), officer)
    done = words(client.get(batch.get_absolute_url()))
    assert "?fate=stored" in done
    person = Beneficiary.objects.get()
    rows = client.get(reverse("pillars:import-rows", args=[batch.number]), {"fate": "stored"})
    assert person.get_absolute_url() in words(rows)
    assert [one.cells[-1] for one in rows.context["rows"]] == [("Stage", "Migrant worker abroad")]
    undone = words(client.post(reverse("pillars:import-undo", args=[batch.number]), follow=True))
    assert "Taken back: 1" in undone
    assert "Added: " not in undone


def test_files_that_no_import_knows_are_swept_after_a_day(officer, places):
    batch = checked("beneficiaries", PERSON, officer)
    kept = Path(batch.file.path)
    left = kept.with_name("left-behind")
    left.write_bytes(b"x")
    now = timezone.now()
    imports.forget_old(now)
    assert left.exists()
    imports.forget_old(now + datetime.timedelta(days=2))
    assert not left.exists()
    assert kept.exists()
