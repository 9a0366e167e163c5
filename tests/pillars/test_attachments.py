"""Files that come in and go out (case O24)."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.refusals import Refused
from pillars.choices import AttachmentKind, Step
from pillars.models import Attachment
from pillars.services import send_activity
from pillars.services.attachments import (
    MAX_FILES,
    MAX_UNPACKED,
    FileRefused,
    add_attachment,
    check_file,
    display_name,
    remove_attachment,
)

CASES = Path(__file__).parent.parent / "cases"
PDF = b"%PDF-1.4\n%%EOF\n"


def upload(name, content=None):
    return SimpleUploadedFile(name, (CASES / name).read_bytes() if content is None else content)


def picture(size=(30, 20), kind="PNG", **options):
    stored = io.BytesIO()
    Image.new("RGB", size, "red").save(stored, kind, **options)
    return stored.getvalue()


def checked(name="daftar hadir.pdf", content=PDF, kind=AttachmentKind.DOCUMENT):
    return check_file(upload(name, content), kind)


def test_photo_loses_place_and_device_and_stands_upright():
    before = Image.open(CASES / "O24_foto_gps.jpg")
    assert before.getexif(), "the case must have something to lose"
    stored = check_file(upload("O24_foto_gps.jpg"), AttachmentKind.PHOTO)
    after = Image.open(io.BytesIO(stored.content))
    assert stored.extension == "jpg"
    assert not after.getexif()
    assert "exif" not in after.info
    assert after.size == (before.height, before.width), "orientation 6 swaps the sides"


@pytest.mark.parametrize("name", ["O24_html_bernama.pdf", "O24_php.jpg.php"])
@pytest.mark.parametrize("kind", AttachmentKind)
def test_content_of_another_kind_is_refused_whatever_its_name(name, kind):
    with pytest.raises(FileRefused) as refused:
        check_file(upload(name), kind)
    assert name in refused.value.message
    assert "JPG" in refused.value.message, "says what is taken"


def test_pdf_is_taken():
    stored = check_file(upload("O24_pdf_benar.pdf"), AttachmentKind.DOCUMENT)
    assert stored.extension == "pdf"
    assert stored.content == (CASES / "O24_pdf_benar.pdf").read_bytes()


def test_pdf_is_no_photo():
    with pytest.raises(FileRefused, match="JPG, PNG, WEBP"):
        check_file(upload("O24_pdf_benar.pdf"), AttachmentKind.PHOTO)


def test_pdf_that_breaks_off_is_refused():
    with pytest.raises(FileRefused, match="breaks off"):
        check_file(upload("potong.pdf", b"%PDF-1.4\nhalf"), AttachmentKind.DOCUMENT)


def test_workbook_is_taken():
    assert check_file(upload("O13_rupiah.xlsx"), AttachmentKind.DOCUMENT).extension == "xlsx"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 and nothing behind it", b"\x89PNG\r\n\x1a\n no picture"]
)
def test_what_only_pretends_is_refused(content):
    with pytest.raises(FileRefused, match="“peserta.xlsx”"):
        check_file(upload("peserta.xlsx", content), AttachmentKind.DOCUMENT)


def workbook(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "spreadsheetml.sheet.main+xml")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for name, content in parts.items():
            archive.writestr(f"xl/{name}", content)
    return file.getvalue()


def test_workbook_that_unpacks_to_more_than_anybody_could_open_is_refused():
    bomb = workbook(sheet=b"0" * (MAX_UNPACKED + 1))
    assert len(bomb) < 200_000
    with pytest.raises(FileRefused):
        check_file(upload("bom.xlsx", bomb), AttachmentKind.DOCUMENT)


def test_workbook_with_macros_is_refused():
    with pytest.raises(FileRefused):
        check_file(upload("makro.xlsx", workbook(vbaProject=b"x")), AttachmentKind.DOCUMENT)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_large_picture_is_made_smaller(kind):
    stored = check_file(upload("besar", picture((2600, 1300), kind)), AttachmentKind.PHOTO)
    assert Image.open(io.BytesIO(stored.content)).size == (2000, 1000)


def test_picture_with_too_many_pixels_is_refused():
    with pytest.raises(FileRefused, match="too many pixels"):
        check_file(upload("bom.png", picture((9000, 9000))), AttachmentKind.PHOTO)


def test_damaged_picture_is_refused():
    with pytest.raises(FileRefused, match="damaged"):
        check_file(upload("rusak.jpg", picture((300, 300), "JPEG")[:400]), AttachmentKind.PHOTO)


def test_words_after_the_picture_do_not_stay_in_it():
    content = picture((30, 20), "JPEG") + b"<?php system($_GET[1]); ?>"
    assert b"php" not in check_file(upload("foto.jpg", content), AttachmentKind.PHOTO).content


def test_file_above_the_limit_is_refused_with_the_limit(settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    with pytest.raises(FileRefused, match=r"“besar.pdf” is 1\.5 MB.*at most 1 MB"):
        check_file(upload("besar.pdf", PDF + b" " * 1500000), AttachmentKind.DOCUMENT)


@pytest.mark.parametrize(
    "name", json.loads((CASES / "O24_nama_file_jahat.json").read_text())["try_these_upload_names"]
)
def test_bad_names_become_plain_ones(name, saved, officer, client, settings):
    stored = checked(name)
    assert len(stored.name) <= 120
    assert not set(stored.name) & set("/\\\r\n\0\u202e\u202d")
    assert stored.name.endswith(".pdf")
    attachment = add_attachment(activity=saved(), checked=stored, by=officer)
    path = Path(attachment.file.path)
    assert path.is_relative_to(settings.MEDIA_ROOT)
    assert path.name == f"{attachment.pk.hex}.pdf"
    client.force_login(officer)
    response = client.get(reverse("pillars:attachment-download", args=[attachment.pk]))
    assert "X-Test" not in response
    assert response["Content-Disposition"].startswith("attachment; filename")
    response.close()


def test_display_name_of_nothing():
    assert display_name("../") == "unnamed file"


def test_attachment_leaves_a_trail_and_is_stored_once(saved, officer):
    activity = saved()
    first = add_attachment(activity=activity, checked=checked(), by=officer)
    assert add_attachment(activity=activity, checked=checked(), by=officer) == first
    assert [event.step for event in activity.events.all()] == [Step.CREATED, Step.ATTACHED]


def test_another_file_of_the_same_name_and_size_is_kept(saved, officer):
    """Two photos straight from a phone may both be called image.jpg."""
    activity = saved()
    one, other = PDF.replace(b"1.4", b"1.5"), PDF.replace(b"1.4", b"1.6")

    for content in (one, other, one):
        add_attachment(activity=activity, checked=checked("a.pdf", content), by=officer)

    assert [row.file.read() for row in activity.attachments.all()] == [one, other]


def test_twelve_files_at_most(saved, officer):
    activity = saved()
    for number in range(MAX_FILES):
        add_attachment(activity=activity, checked=checked(f"{number}.pdf"), by=officer)
    with pytest.raises(Refused, match="at most 12"):
        add_attachment(activity=activity, checked=checked("lagi.pdf"), by=officer)


def test_attachments_of_a_sent_activity_stay_as_they_are(sent, officer, saved):
    activity = saved()
    attachment = add_attachment(activity=activity, checked=checked(), by=officer)
    with pytest.raises(Refused):
        add_attachment(activity=sent(), checked=checked(), by=officer)
    send_activity(activity=activity, by=officer, confirmed=True)
    attachment.refresh_from_db()
    with pytest.raises(Refused):
        remove_attachment(attachment=attachment, by=officer)


def test_removed_file_leaves_the_disk(saved, officer, client, django_capture_on_commit_callbacks):
    attachment = add_attachment(activity=saved(), checked=checked(), by=officer)
    path = Path(attachment.file.path)
    client.force_login(officer)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("pillars:attachment-remove", args=[attachment.pk]))
    assert not path.exists()
    assert not Attachment.objects.exists()


def test_download_is_a_download_and_is_logged(saved, officer, client):
    attachment = add_attachment(activity=saved(), checked=checked(), by=officer)
    client.force_login(officer)
    response = client.get(reverse("pillars:attachment-download", args=[attachment.pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="daftar hadir.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    event = AccessEvent.objects.get()
    assert (event.kind, event.user) == (AccessEvent.Kind.DOWNLOAD, officer)
    assert "daftar hadir.pdf" in event.what


@pytest.mark.parametrize("who", ["stranger"])
def test_files_of_another_area_do_not_exist(who, request, saved, officer, client):
    attachment = add_attachment(activity=saved(), checked=checked(), by=officer)
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("pillars:attachment-download", args=[attachment.pk])).status_code == 404
    assert client.post(reverse("pillars:attachment-remove", args=[attachment.pk])).status_code == 404


def test_files_of_a_draft_are_not_the_reviewers(saved, officer, reviewer, client):
    attachment = add_attachment(activity=saved(), checked=checked(), by=officer)
    client.force_login(reviewer)
    assert client.get(reverse("pillars:attachment-download", args=[attachment.pk])).status_code == 404
    assert client.post(reverse("pillars:attachment-remove", args=[attachment.pk])).status_code == 403


def test_files_need_a_sign_in(saved, officer, client):
    attachment = add_attachment(activity=saved(), checked=checked(), by=officer)
    response = client.get(reverse("pillars:attachment-download", args=[attachment.pk]))
    assert response.status_code == 302
    assert response["Location"].startswith("/akun/")
