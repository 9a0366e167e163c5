"""What was typed into a closed quarter waits until the office may store it."""

import datetime
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from desmigratif.ui import kept
from desmigratif.ui.models import KeptForm
from pillars.models import Activity
from pillars.services.period_exceptions import open_exception
from pillars.services.periods import close_period
from tests.pillars.closed import quarter
from tests.ui.pages import entries_of

pytestmark = pytest.mark.django_db
CREATE = "/kegiatan/catat/"


@pytest.fixture
def close(places, reviewer):
    """Closes the quarter of `typed()`, and gives what lets the office in again."""
    period = quarter(1)

    def let_in():
        until = datetime.date(2099, 1, 1)
        home = places["betak"].regency
        open_exception(period=period, regency=home, reason="terlambat", until=until, by=reviewer)

    def close():
        close_period(period=period, by=reviewer)
        return let_in

    return close


@pytest.mark.parametrize("way", ["complete", "not all can be read", "changed"])
def test_an_activity_comes_back_when_the_exception_is_granted(
    client, officer, typed, saved, close, way, stranger
):
    """The page says where it waits; days and sign-ins later it is drawn again, stored once and then gone."""
    client.force_login(officer)
    activity = saved() if way == "changed" else None
    let_in = close()
    address = reverse("pillars:activity-edit", args=[activity.pk]) if activity else CREATE
    changes = {"dana-0-plan": "abc"} if way == "not all can be read" else {}
    data = typed(title="Pelatihan jahit", **changes)
    if activity:
        data["version"] = activity.version
    for _press in range(2):
        page = client.post(address, data)
        assert "Ask for an exception" in page.text
        assert "What you typed is kept until" in page.text
    row = KeptForm.objects.get()
    assert "jahit" not in row.typed
    ways_on = (page.text, client.get("/").text, client.get("/akun/").text)
    there = f"{address}?kept={row.pk}"
    assert all(there in text for text in ways_on)

    client.force_login(stranger)
    assert "jahit" not in client.get("/").text
    assert "jahit" not in client.get(there).text

    let_in()
    client.force_login(officer)
    entries = entries_of(client.get(there))
    assert entries["title"] == "Pelatihan jahit"
    assert Activity.objects.filter(title="Pelatihan jahit").count() == 0
    assert client.post(address, {**entries, "dana-0-plan": "18.000.000", "save": "1"}).status_code == 302
    assert Activity.objects.filter(title="Pelatihan jahit").count() == 1
    assert not KeptForm.objects.exists()


def test_what_nobody_takes_up_is_forgotten(client, officer, typed, close):
    close()
    client.force_login(officer)
    client.post(CREATE, typed(title="Lama"))
    KeptForm.objects.update(at=timezone.now() - kept.KEPT_FOR - timedelta(minutes=1))
    assert "Lama" not in client.get("/akun/").text
    for number in range(kept.MAX_WAITING + 1):
        client.post(CREATE, typed(title=f"Baru {number}"))
    page = client.get("/akun/").text
    assert KeptForm.objects.count() == kept.MAX_WAITING
    assert "“Baru 1”" in page
    assert "“Baru 0”" not in page
