"""The reviewer's queue: filtered by regency, read together but never blind, and aid without any file."""

import re

import pytest
from django.urls import reverse

from pillars.choices import Progress, Review
from pillars.models import Activity, ActivityType
from pillars.services import verify_activities
from pillars.services.attachments import add_attachment
from tests.pillars.closed import pdf

QUEUE = reverse("pillars:activity-queue")
TOGETHER = reverse("pillars:activities-together")


@pytest.fixture
def desk(client, reviewer):
    client.force_login(reviewer)
    return client


def test_the_queue_is_filtered_by_regency(desk, sent, stranger):
    near = sent(title="Dekat")
    far = sent(by=stranger, title="Jauh", villages={"far": (1, 2)})
    page = desk.get(f"{QUEUE}?regency=35.04")
    assert [activity.pk for activity in page.context["page"]] == [near.pk]
    page = desk.get(f"{QUEUE}?regency=52.03")
    assert [activity.pk for activity in page.context["page"]] == [far.pk]
    assert 'name="regency"' in page.content.decode()


def test_several_are_read_whole_and_only_the_ticked_are_verified(desk, sent):
    rows = [sent(title=f"Kegiatan {number}", result=f"Hasil {number}") for number in range(3)]
    address = f"{TOGETHER}?activity={rows[0].pk}&activity={rows[1].pk}"
    page = desk.get(address)
    text = page.content.decode()
    assert [one["activity"].pk for one in page.context["shown"]] == [rows[0].pk, rows[1].pk]
    for said in ("Kegiatan 0", "Hasil 0", "Kegiatan 1", "Hasil 1"):
        assert said in text
    assert not re.search(r'name="activity"[^>]* checked', text), "nothing is ticked beforehand"

    versions = {f"version-{row.pk}": row.version for row in rows[:2]}
    # The third was never shown: it carries no version, so it is not taken, and with it nothing.
    blind = {"activity": [rows[0].pk, rows[2].pk], "shown": [rows[0].pk], **versions}
    assert "was changed after you opened it" in desk.post(TOGETHER, blind, follow=True).content.decode()
    assert not Activity.objects.filter(state=Review.VERIFIED).exists()

    posted = {"activity": [rows[1].pk], "shown": [row.pk for row in rows[:2]], **versions}
    page = desk.post(TOGETHER, posted, follow=True)
    assert "1 activity is verified." in page.content.decode()
    assert [one["activity"].pk for one in page.context["shown"]] == [rows[0].pk], "the other stays to be read"
    verified = Activity.objects.filter(state=Review.VERIFIED)
    assert [row.pk for row in verified] == [rows[1].pk]
    # Sent twice, it does no harm; nothing ticked verifies nothing.
    assert desk.post(TOGETHER, posted, follow=True).status_code == 200
    said = desk.post(TOGETHER, {"shown": [rows[0].pk], **versions}, follow=True).content.decode()
    assert "Nothing was ticked" in said


def test_aid_without_a_file_gets_a_warning(desk, sent, saved, officer, reviewer, client):
    ActivityType.objects.update(is_aid=True)
    activity = sent(plan=45_000_000, actual=45_000_000)
    warning = "no file is attached"
    for address in (activity.get_absolute_url(), f"{TOGETHER}?activity={activity.pk}"):
        assert warning in desk.get(address).content.decode(), address
    assert "Aid without a file" in desk.get(QUEUE).content.decode()
    client.force_login(officer)
    draft = saved(title="Lain")
    check = reverse("pillars:activity-check", args=[draft.pk])
    assert warning in client.get(check).content.decode()
    add_attachment(activity=draft, checked=pdf(), by=officer)
    assert warning not in client.get(check).content.decode()
    ActivityType.objects.update(is_aid=False)
    client.force_login(reviewer)
    assert warning not in client.get(activity.get_absolute_url()).content.decode()


def test_verifying_several_keeps_to_what_was_read(sent, reviewer):
    activity = sent()
    with pytest.raises(Exception, match="was changed after you opened it"):
        verify_activities(activities=[activity], by=reviewer, versions={activity.pk: activity.version - 1})
    assert (
        verify_activities(activities=[activity], by=reviewer, versions={activity.pk: activity.version})[
            0
        ].state
        == Review.VERIFIED
    )


@pytest.mark.parametrize("status", [Progress.PLANNED, Progress.RUNNING])
def test_money_of_what_is_not_over_is_a_dash_everywhere(client, officer, sent, status):
    """On screen, on phones, on the page of the activity and in files: no "Rp 0" before anything is spent."""
    activity = sent(status=status, plan=5_000_000, actual=None, villages={"betak": ()})
    client.force_login(officer)
    rows = client.get(reverse("pillars:activity-list")).content.decode().partition("<tbody")[2]
    assert "Rp 0" not in rows.partition("</tbody")[0].replace("\xa0", " ")
    page = client.get(activity.get_absolute_url()).content.decode()
    assert "Rp 0" not in page.replace("\xa0", " ")
    export = client.get(reverse("pillars:activity-export", args=["csv"]))
    said = b"".join(export.streaming_content if export.streaming else [export.content]).decode()
    row = next(line for line in said.splitlines() if activity.title in line)
    assert ";5000000;;" in row or ",5000000,," in row, row


def test_what_is_not_shown_is_said(desk, sent):
    rows = [sent(title=f"Kegiatan {number}") for number in range(12)]
    assert "Tick the activities" in desk.get(TOGETHER, follow=True).content.decode()
    page = desk.get(TOGETHER, {"activity": [row.pk for row in rows]})
    assert len(page.context["shown"]) == 10
    assert "2 more that you ticked are waiting in the queue" in page.content.decode()
    page = desk.get(TOGETHER, {"activity": [row.pk for row in rows[:10]]})
    assert "that you ticked" not in page.content.decode()
