"""Files of an activity: stored once, handed out to those who see it, removed after asking (case O24)."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.refusals import Refused
from pillars.choices import AttachmentKind, Step
from pillars.models import Attachment
from pillars.services import send_activity
from pillars.services.attachments import add_attachment, remove_attachment
from pillars.services.files import MAX_FILES, check_file

CASES = Path(__file__).parent.parent / "cases"
PDF = b"%PDF-1.4\n%%EOF\n"


def upload(name, content=None):
    return SimpleUploadedFile(name, (CASES / name).read_bytes() if content is None else content)


def checked(name="daftar hadir.pdf", content=PDF, kind=AttachmentKind.DOCUMENT):
    return check_file(upload(name, content), kind)


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


def other(number):
    """A file that differs from the others by its content."""
    return checked(f"{number}.pdf", b"%%PDF-1.%d\n%%%%EOF\n" % number)


def test_twelve_files_at_most(saved, officer):
    activity = saved()
    for number in range(MAX_FILES):
        add_attachment(activity=activity, checked=other(number), by=officer)
    with pytest.raises(Refused, match="at most 12"):
        add_attachment(activity=activity, checked=other(MAX_FILES), by=officer)


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
    url = reverse("pillars:attachment-remove", args=[attachment.pk])
    assert "“daftar hadir.pdf”" in client.get(url).content.decode(), "asks first"
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url)
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
