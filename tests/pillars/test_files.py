"""Files that come in, whatever they belong to: kinds, limits, hostile workbooks, the disk (O24, O39)."""

import errno
import io
import logging
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from desmigratif.ui.refusals import Refused
from pillars.choices import AttachmentKind
from pillars.models import Attachment, WaitingFile
from pillars.services.attachments import add_attachment, remove_attachment
from pillars.services.files import check_file, display_name, kind_of, wait
from reports.models import MeetingFile
from tests.reports.recommending import proof
from villages.lists.sheets.reading import open_workbook
from villages.lists.sheets.refusals import FileRefused as ListRefused

CASES = Path(__file__).parent.parent / "cases"
PDF = b"%PDF-1.4\n%%EOF\n"


def upload(name, content=None):
    return SimpleUploadedFile(name, (CASES / name).read_bytes() if content is None else content)


def picture(size=(30, 20), kind="PNG", **options):
    stored = io.BytesIO()
    Image.new("RGB", size, "red").save(stored, kind, **options)
    return stored.getvalue()


# Kinds


@pytest.mark.parametrize("name", ["O24_html_bernama.pdf", "O24_php.jpg.php"])
@pytest.mark.parametrize("kind", AttachmentKind)
def test_content_of_another_kind_is_refused_whatever_its_name(name, kind):
    with pytest.raises(Refused) as refused:
        check_file(upload(name), kind)
    assert name in refused.value.message
    assert "JPG" in refused.value.message, "says what is taken"


def test_pdf_is_taken():
    stored = check_file(upload("O24_pdf_benar.pdf"), AttachmentKind.DOCUMENT)
    assert stored.extension == "pdf"
    assert stored.content == (CASES / "O24_pdf_benar.pdf").read_bytes()


def test_pdf_is_no_photo():
    with pytest.raises(Refused, match="JPG, PNG, WEBP"):
        check_file(upload("O24_pdf_benar.pdf"), AttachmentKind.PHOTO)


def test_pdf_that_breaks_off_is_refused():
    with pytest.raises(Refused, match="incomplete PDF"):
        check_file(upload("potong.pdf", b"%PDF-1.4\nhalf"), AttachmentKind.DOCUMENT)


def test_workbook_is_taken():
    assert check_file(upload("O13_rupiah.xlsx"), AttachmentKind.DOCUMENT).extension == "xlsx"


def test_words_after_the_picture_do_not_stay_in_it():
    content = picture((30, 20), "JPEG") + b"<?php system($_GET[1]); ?>"
    assert b"php" not in check_file(upload("foto.jpg", content), AttachmentKind.PHOTO).content


def test_display_name_of_nothing():
    assert display_name("../") == "unnamed file"


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\xff\xd8\xff\xe1", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\x1a\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\x00\x00\x00\x18ftypheic", "heic"),
        (b"\x00\x00\x00\x18ftypmif1", "heic"),
        (b"%PDF-1.7", "pdf"),
        (b"PK\x03\x04", "xlsx"),
        (b"\x00\x00\x00\x18ftypavif", ""),
        (b"\x00\x00\x00\x18ftypisom", ""),
        (b"GIF89a", ""),
        (b"BM", ""),
        (b"II*\x00", ""),
        (b"RIFF\x1a\x00\x00\x00WAVE", ""),
        (b"<html>", ""),
        (b"MZ", ""),
        (b"", ""),
    ],
)
def test_kind_is_read_from_the_first_bytes(beginning, kind):
    assert kind_of(beginning) == kind


@pytest.mark.parametrize("name", ["O39_foto_iphone.HEIC", "O39_heic_bernama.jpg"])
def test_heic_that_cannot_be_read_is_refused_with_what_to_do(name):
    with pytest.raises(Refused, match=f"“{name}” is a HEIC picture.*as JPEG.*Most Compatible"):
        check_file(upload(name), AttachmentKind.PHOTO)


def test_picture_with_two_frames_of_a_phone_is_a_jpeg():
    stored = check_file(upload("O39_foto_dua_gambar.jpg"), AttachmentKind.PHOTO)
    assert (stored.extension, stored.name) == ("jpg", "O39_foto_dua_gambar.jpg")
    assert Image.open(io.BytesIO(stored.content)).format == "JPEG"


def test_limit_depends_on_the_kind_and_is_said(settings):
    settings.MAX_UPLOAD_BYTES, settings.MAX_PICTURE_BYTES = 1024 * 1024, 2 * 1024 * 1024
    with pytest.raises(Refused, match=r"“besar.pdf” is 1\.5 MB.*at most 1 MB"):
        check_file(upload("besar.pdf", PDF + b" " * 1500000), AttachmentKind.DOCUMENT)
    check_file(upload("besar.jpg", picture(kind="JPEG") + b" " * 1500000), AttachmentKind.DOCUMENT)
    with pytest.raises(Refused, match=r"“besar.jpg” is 2\.1 MB.*at most 2 MB"):
        check_file(upload("besar.jpg", picture(kind="JPEG") + b" " * 2200000), AttachmentKind.DOCUMENT)


# Workbooks: one check for lists and for attachments


def workbook(*, types="spreadsheetml.sheet.main+xml", sheet="<worksheet/>", **parts):
    parts = {
        "[Content_Types].xml": types,
        "xl/workbook.xml": "<workbook/>",
        "xl/worksheets/sheet1.xml": sheet,
        **parts,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def formula(text):
    return f"<worksheet><sheetData><row><c><f>{text}</f></c></row></sheetData></worksheet>"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (workbook(**{"xl/vbaProject.bin": b"x"}), "macros"),
        (workbook(**{"XL/VBAPROJECT.BIN": b"x"}), "macros"),
        (workbook(**{"xl/vbaProjectSignature.bin": b"x"}), "macros"),
        (workbook(**{"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
        (workbook(types="spreadsheetml.sheet.main+xml application/vnd.ms-office.vbaProject"), "macros"),
        (workbook(types="application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "macros"),
        (
            workbook(**{"xl/externalLinks/e1.xml": "<externalLink><ddeLink/></externalLink>"}),
            "DDE",
        ),
        (workbook(**{"xl/externalLinks/e.xml": "<x:externalLink><x:ddeLink/></x:externalLink>"}), "DDE"),
        (workbook(sheet=formula("cmd|'/c calc'!A0")), "DDE"),
        (workbook(sheet=formula("cmd|&apos;/c calc&apos;!A0")), "DDE"),
        (workbook(sheet=formula("1+'cmd'|'/c calc'!A0")), "DDE"),
        (workbook(sheet=formula("DDE(&quot;cmd&quot;,&quot;/c calc&quot;,&quot;x&quot;)")), "DDE"),
        (workbook(**{"xl/workbook.xml": "<w><definedName>cmd|'/c calc'!A0</definedName></w>"}), "DDE"),
        (workbook(sheet="<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>"), "instructions"),
        (workbook(**{"../../etc/cron.d/x": "x"}), "damaged"),
        (workbook(**{"xl\\..\\..\\x.xml": "x"}), "damaged"),
        (workbook(**{"C:/x.xml": "x"}), "damaged"),
        (workbook(**{"xl/media/a.png": os.urandom(1024) * 90 * 1024}), "unpacked"),
        (workbook(**{f"xl/media/{n}.png": b"0" * 1000000 for n in range(60)}), "unpacked"),
    ],
)
def test_hostile_workbook_is_no_list_and_no_attachment(content, why):
    assert len(content) < 5 * 1024 * 1024
    with pytest.raises(ListRefused, match=why):
        open_workbook(content, "daftar.xlsx")
    with pytest.raises(Refused, match=f"“daftar.xlsx”.*{why}"):
        check_file(upload("daftar.xlsx", content), AttachmentKind.DOCUMENT)


@pytest.mark.parametrize(
    "text", ["A1&amp;&quot;|&quot;&amp;B1", "'L|P'!A1", "VLOOKUP(A1,Data!A:B,2,0)", "&quot;DDE(x)&quot;"]
)
def test_bar_in_a_text_or_a_sheet_name_calls_nothing(text):
    content = workbook(sheet=formula(text))
    assert check_file(upload("daftar.xlsx", content), AttachmentKind.DOCUMENT).extension == "xlsx"


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 and nothing behind it",
        workbook(types="wordprocessingml.document.main+xml"),
    ],
)
def test_packed_file_that_is_no_workbook_is_refused(content):
    with pytest.raises(Refused, match="“peserta.xlsx”"):
        check_file(upload("peserta.xlsx", content), AttachmentKind.DOCUMENT)


# The disk


@pytest.fixture
def full_disk(monkeypatch):
    """Half of each file is written, then the disk is full."""

    def save(storage, name, content):
        path = Path(storage.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read()[:5])
        raise OSError(errno.ENOSPC, "No space left on device")

    def fill():
        monkeypatch.setattr(FileSystemStorage, "_save", save)
        logging.getLogger("pillars.services.files").disabled = True

    yield fill
    logging.getLogger("pillars.services.files").disabled = False


def on_disk(settings):
    folder = Path(settings.MEDIA_ROOT)
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_full_disk_is_said_and_leaves_nothing_behind(full_disk, saved, officer, settings):
    activity = saved()
    full_disk()
    with pytest.raises(Refused, match="“bukti.pdf” is not stored: the portal cannot"):
        add_attachment(activity=activity, checked=proof(), by=officer)
    assert not activity.attachments.exists()
    assert on_disk(settings) == []


def test_row_that_cannot_be_saved_takes_its_file_along(saved, officer, settings, monkeypatch):
    monkeypatch.setattr(Attachment, "save", lambda *_args, **_kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add_attachment(activity=saved(), checked=proof(), by=officer)
    assert on_disk(settings) == []


def test_a_file_goes_once_its_row_has_gone_for_good(
    saved, officer, settings, django_capture_on_commit_callbacks
):
    attachment = add_attachment(activity=saved(), checked=proof(), by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(attachment=attachment, by=officer)
        # Where the transaction breaks off, the row is there again, and needs its file.
        assert len(on_disk(settings)) == 1
    assert on_disk(settings) == []


def test_disk_that_removes_nothing_does_not_stop_the_removal(
    saved, officer, settings, monkeypatch, django_capture_on_commit_callbacks
):
    attachment = add_attachment(activity=saved(), checked=proof(), by=officer)

    def refuse(_storage, _name):
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr(FileSystemStorage, "delete", refuse)
        logging.getLogger("pillars.services.files").disabled = True
        with django_capture_on_commit_callbacks(execute=True):
            remove_attachment(attachment=attachment, by=officer)
        logging.getLogger("pillars.services.files").disabled = False

    assert not Attachment.objects.exists()
    assert on_disk(settings) == [Path(attachment.file.name).name]
    make_old(settings)
    with pytest.raises(CommandError, match="0 lost files.*1 files without a row"):
        call_command("check_files", stdout=io.StringIO())
    call_command("check_files", "--remove", stdout=io.StringIO())
    assert on_disk(settings) == []
    call_command("check_files", stdout=io.StringIO())


def make_old(settings):
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))


def test_lost_file_is_said_everywhere_and_mended_by_sending_it_again(saved, officer, client):
    attachment = add_attachment(activity=saved(), checked=proof(), by=officer)
    Path(attachment.file.path).unlink()
    client.force_login(officer)

    page = client.get(reverse("pillars:attachment-download", args=[attachment.pk]))
    assert page.status_code == 404
    assert "File lost" in page.content.decode()
    assert "“bukti.pdf”" in page.content.decode()
    assert "File lost" in client.get(attachment.activity.get_absolute_url()).content.decode()
    report = io.StringIO()
    with pytest.raises(CommandError, match="1 lost files"):
        call_command("check_files", stdout=report)
    assert f"(pillars.Attachment {attachment.pk}, bukti.pdf)" in report.getvalue()

    again = add_attachment(activity=attachment.activity, checked=proof(), by=officer)

    assert again == attachment
    response = client.get(reverse("pillars:attachment-download", args=[attachment.pk]))
    assert b"".join(response.streaming_content) == proof().content
    assert "File lost" not in client.get(attachment.activity.get_absolute_url()).content.decode()
    call_command("check_files", stdout=io.StringIO())


def test_every_kind_of_stored_file_is_compared(saved, officer):
    from pillars.services.files import kinds_of_files

    assert {Attachment, WaitingFile, MeetingFile} < set(kinds_of_files())


def test_waiting_file_goes_after_a_day(officer, settings, django_capture_on_commit_callbacks):
    old, new = wait(proof(), by=officer), wait(proof("baru.pdf"), by=officer)
    WaitingFile.objects.filter(pk=old.pk).update(added_at=timezone.now() - timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("check_files", stdout=io.StringIO())
    assert list(WaitingFile.objects.all()) == [new]
    assert on_disk(settings) == [f"{new.pk.hex}.pdf"]


# Small pictures


def test_thumbnail_is_small_and_scoped(saved, officer, stranger, client):
    photo = check_file(upload("O24_foto_gps.jpg"), AttachmentKind.PHOTO)
    attachment = add_attachment(activity=saved(), checked=photo, by=officer)
    url = reverse("pillars:attachment-thumbnail", args=[attachment.pk])
    client.force_login(officer)
    assert f'src="{url}"' in client.get(attachment.activity.get_absolute_url()).content.decode()

    response = client.get(url)

    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert len(response.content) <= 15_000
    assert max(Image.open(io.BytesIO(response.content)).size) == 320
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    client.force_login(stranger)
    assert client.get(url).status_code == 404
    client.logout()
    assert client.get(url).status_code == 302


def test_no_thumbnail_of_what_is_no_picture_or_lost(saved, officer, client):
    activity = saved()
    document = add_attachment(activity=activity, checked=proof(), by=officer)
    photo = check_file(upload("O24_foto_gps.jpg"), AttachmentKind.PHOTO)
    lost = add_attachment(activity=activity, checked=photo, by=officer)
    Path(lost.file.path).unlink()
    client.force_login(officer)
    for row in (document, lost):
        assert client.get(reverse("pillars:attachment-thumbnail", args=[row.pk])).status_code == 404
