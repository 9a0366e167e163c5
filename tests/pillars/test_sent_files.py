"""Files in forms: good ones are kept whatever happens to the rest, and the page says which (O39, O45)."""

import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

from pillars.models import Activity, WaitingFile
from pillars.services.files import check_file
from reports.models import EvaluationMeeting
from tests.reports.recommending import proof

CASES = Path(__file__).parent.parent / "cases"
CREATE = reverse("pillars:activity-create")
FIVE = [f"O39_lima_{number}.jpg" for number in range(1, 5)] + ["O39_lima_5_rusak.jpg"]


def case(name, called=None):
    return SimpleUploadedFile(called or name, (CASES / name).read_bytes())


def edit_url(activity):
    return reverse("pillars:activity-edit", args=[activity.pk])


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def typed(pillars, places):
    """What the browser posts for an activity with as little as a draft needs."""

    def make(**changes):
        return {
            "token": str(uuid.uuid4()),
            "villages": ["35.04.14.2016"],
            "pillar": "II",
            "title": "Pelatihan olahan pangan",
            "status": "done",
            "budget_year": "2026",
            "dana-TOTAL_FORMS": "0",
            "dana-INITIAL_FORMS": "0",
            "save": "1",
            **changes,
        }

    return make


def names(activity):
    return [row.original_name for row in activity.attachments.all()]


def waiting_in(response):
    return [file for field in response.context["entry"].form.fields.values() for file in field_files(field)]


def field_files(field):
    return getattr(field, "waiting", [])


# One bad file of five


@pytest.mark.parametrize("stored_before", [False, True])
def test_four_good_photos_of_five_are_stored_and_the_fifth_is_named(signed_in, typed, stored_before):
    url = CREATE
    if stored_before:
        signed_in.post(CREATE, typed())
        url = edit_url(Activity.objects.get())

    text = signed_in.post(url, typed(version="1", photos=[case(name) for name in FIVE])).content.decode()

    activity = Activity.objects.get()
    assert names(activity) == FIVE[:4]
    assert f"Files stored: {', '.join(FIVE[:4])}." in text
    assert "“O39_lima_5_rusak.jpg” is a damaged picture" in text
    assert "The rest is stored" in text
    assert not WaitingFile.objects.exists()

    mended = case("O24_foto_gps.jpg", "O39_lima_5.jpg")
    again = typed(version=str(activity.version), photos=[case(FIVE[0]), mended])
    signed_in.post(edit_url(activity), again)
    assert names(activity) == [*FIVE[:4], "O39_lima_5.jpg"]


def test_two_pictures_in_one_jpeg_do_not_lose_the_activity(signed_in, typed):
    signed_in.post(CREATE, typed(photos=[case("O39_foto_dua_gambar.jpg")]))
    assert names(Activity.objects.get()) == ["O39_foto_dua_gambar.jpg"]


def test_heic_that_cannot_be_read_loses_neither_the_activity_nor_the_others(signed_in, typed):
    text = signed_in.post(
        CREATE, typed(photos=[case("O39_heic_bernama.jpg"), case(FIVE[0])])
    ).content.decode()
    assert names(Activity.objects.get()) == [FIVE[0]]
    assert "“O39_heic_bernama.jpg” is a HEIC picture" in text
    assert "Most Compatible" in text


def test_sent_activity_takes_the_good_files_too(signed_in, typed, sent, officer):
    activity = sent(status="planned", villages={"betak": (None, None)})
    photos = [case(name) for name in FIVE]
    posted = typed(version=str(activity.version), status="planned", pillar="I", photos=photos)

    text = signed_in.post(edit_url(activity), posted).content.decode()
    assert "must keep its type, start date and end date" in text
    assert names(activity) == []

    days = {"start_on": str(activity.start_on), "end_on": str(activity.end_on), "type": activity.type_id}
    waiting = [str(row.pk) for row in WaitingFile.objects.all()]
    money = {"dana-TOTAL_FORMS": "1", "dana-0-source": "apbn", "dana-0-plan": "1000000"}
    again = {**posted, **days, **money, "photos": [case(FIVE[4])], "photos-waiting": waiting}
    signed_in.post(edit_url(activity), again)
    assert names(activity) == FIVE[:4]


# Another field is wrong


def test_files_of_a_form_that_cannot_be_stored_wait_on_the_server(signed_in, typed, settings):
    response = signed_in.post(CREATE, typed(title="", photos=[case(name) for name in FIVE[3:]]))
    text = response.content.decode()
    assert not Activity.objects.exists()
    (waiting,) = waiting_in(response)
    assert waiting.original_name == FIVE[3]
    assert "Received, but not stored yet" in text
    assert f'name="photos-waiting" value="{waiting.pk}"' in text
    assert "“O39_lima_5_rusak.jpg” is a damaged picture" in text

    response = signed_in.post(CREATE, typed(title="", **{"photos-waiting": [str(waiting.pk)]}))
    assert waiting_in(response) == [waiting], "a second failure keeps it as well"
    signed_in.post(CREATE, typed(**{"photos-waiting": [str(waiting.pk)]}))

    assert names(Activity.objects.get()) == [FIVE[3]]
    assert not WaitingFile.objects.exists()


def test_redrawing_the_page_keeps_its_files(signed_in, typed):
    posted = typed(add_row="1", documents=[SimpleUploadedFile("a.pdf", proof().content), case(FIVE[4])])
    response = signed_in.post(CREATE, posted)
    assert [file.original_name for file in waiting_in(response)] == ["a.pdf"]
    assert "“O39_lima_5_rusak.jpg” is a damaged picture" in response.content.decode()


def test_waiting_file_of_somebody_else_or_of_another_input_is_not_taken(signed_in, typed, colleague, officer):
    from pillars.services.files import wait

    foreign = wait(proof(), by=colleague)
    document = wait(proof("b.pdf"), by=officer)
    ticked = [str(foreign.pk), str(document.pk), "x", "\0", "9" * 400]
    signed_in.post(CREATE, typed(**{"photos-waiting": ticked, "documents-waiting": [str(foreign.pk)]}))
    assert names(Activity.objects.get()) == []
    assert WaitingFile.objects.count() == 2


def test_files_above_the_limit_are_named_and_not_decoded(signed_in, typed, monkeypatch):
    read = []

    def counted(upload, kind):
        read.append(upload.name)
        return check_file(upload, kind)

    monkeypatch.setattr("pillars.forms.files.check_file", counted)
    photos = [case("O39_lima_1.jpg", f"{number}.jpg") for number in range(40)]
    text = signed_in.post(CREATE, typed(photos=photos)).content.decode()
    assert read == [f"{number}.jpg" for number in range(12)]
    assert "“39.jpg” was not accepted: at most 12 files" in text


def test_full_disk_keeps_what_was_typed(signed_in, typed, monkeypatch):
    from django.core.files.storage import FileSystemStorage

    def refuse(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", refuse)
    response = signed_in.post(CREATE, typed(photos=[case(FIVE[0])]), follow=True)
    text = response.content.decode()
    assert response.status_code == 200
    assert Activity.objects.get().title == "Pelatihan olahan pangan"
    assert f"“{FIVE[0]}” is not stored" in text
    assert "Files stored" not in text

    text = signed_in.post(CREATE, typed(title="", photos=[case(FIVE[0])])).content.decode()
    assert f"“{FIVE[0]}” is not stored" in text, "it cannot wait there either"


def test_inputs_say_what_they_take_and_offer_the_camera(signed_in, typed):
    text = signed_in.get(CREATE).content.decode()
    assert 'accept="image/*"' in text
    assert 'accept=".pdf,.xlsx,image/*"' in text
    assert "At most 12 files: JPG, PNG, WEBP, HEIC, up to 20 MB each." in text
    assert "up to 5 MB each, pictures 20 MB." in text


# Other forms use the same


def test_meeting_keeps_its_files_when_another_field_is_wrong(client, reviewer, db):
    client.force_login(reviewer)
    url = reverse("reports:meeting-create")
    file = SimpleUploadedFile("notula.pdf", proof().content)
    response = client.post(url, {"title": "", "files": [file, case(FIVE[4])]})
    text = response.content.decode()
    waiting = WaitingFile.objects.get()
    assert f'name="files-waiting" value="{waiting.pk}"' in text
    assert "“O39_lima_5_rusak.jpg” is a damaged picture" in text

    from reports.models import MeetingKind

    kind = MeetingKind.objects.create(name="Rapat", name_en="Meeting")
    posted = {"kind": kind.pk, "title": "Rapat", "held_on": "2/3/2026", "place": "Jakarta"}
    client.post(url, {**posted, "files-waiting": [str(waiting.pk)]})
    assert names_of(EvaluationMeeting.objects.get().files) == ["notula.pdf"]
    assert not WaitingFile.objects.exists()


def names_of(files):
    return [file.original_name for file in files.all()]


# Bodies


class Unread:
    """A body that must not be read."""

    def read(self, *_args):
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize("who", [None, "officer"])
@pytest.mark.parametrize("length", [300 * 1024 * 1024, 10**30])
def test_too_large_a_body_is_refused_before_it_is_read(who, length, request, client, db):
    if who:
        client.force_login(request.getfixturevalue(who))
    response = client.generic(
        "POST",
        CREATE,
        content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": str(length), "wsgi.input": Unread()},
    )
    assert response.status_code == 413
    assert "larger than 250 MB" in response.content.decode()


def test_files_of_nobody_are_not_written_to_the_disk(typed, monkeypatch):
    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", Unread.read)
    large = SimpleUploadedFile("besar.jpg", bytes(3 * 1024 * 1024))
    for url in (CREATE, "/akun/masuk/"):
        response = Client(enforce_csrf_checks=True).post(url, typed(photos=[large]))
        assert response.status_code in (302, 403)
