"""What waits, said once: home, list and form tell the same, and every dead end has a way on."""

import datetime
import re

import pytest
from django.urls import reverse

from desmigratif.ui import clock
from desmigratif.ui.refusals import Refused
from pillars.choices import Progress
from pillars.models import NilReport, ReportingPeriod
from pillars.services import return_activity
from pillars.services.nil_reports import state_nil
from tests import factories

LIST = reverse("pillars:activity-list")


def quarter(first, **fields):
    last = (first + datetime.timedelta(days=95)).replace(day=1) - datetime.timedelta(days=1)
    return ReportingPeriod.objects.create(
        year=first.year,
        quarter=(first.month + 2) // 3,
        starts_on=first,
        ends_on=last,
        due_on=last + datetime.timedelta(days=10),
        **fields,
    )


def running():
    today = clock.today()
    return quarter(today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1))


def counted(client, address, name):
    page = client.get(address)
    said = re.search(name, page.content.decode())
    return int(said[1]) if said else 0


def test_home_and_list_count_the_same(client, officer, reviewer, saved, sent):
    yesterday = clock.today() - datetime.timedelta(days=1)
    saved(title="Draf")
    return_activity(activity=sent(title="Kembali"), by=reviewer, reason="Foto belum jelas.")
    sent(title="Lewat", status=Progress.PLANNED, start_on=yesterday, villages={"betak": ()}, actual=None)
    saved(title="Ditutup", start_on=datetime.date(2025, 2, 3))
    quarter(
        datetime.date(2025, 1, 1),
        closed_at=datetime.datetime(2025, 4, 12, tzinfo=datetime.UTC),
        closed_by=reviewer,
    )
    client.force_login(officer)
    assert counted(client, "/", r"Waiting for you \((\d+)\)") == 3
    assert counted(client, LIST, r"(\d+) things are waiting for you") == 3


def test_a_draft_that_others_change_is_told_and_says_why(client, village_officer, saved):
    joint = saved(title="Bersama", villages={"tunggangri": (1, 1), "betak": (2, 2)})
    client.force_login(village_officer)
    home = client.get("/").content.decode()
    assert "1 draft or returned activity in your villages also serves villages outside your area" in home
    page = client.get(reverse("pillars:activity-edit", args=[joint.pk]), follow=True).content.decode()
    assert "also serves Betak, outside your area" in page
    assert "its status is" not in page


def test_saving_what_is_stored_names_no_new_time(client, officer, typed):
    client.force_login(officer)
    posted = typed()
    client.post(reverse("pillars:activity-create"), posted)
    page = client.post(reverse("pillars:activity-create"), posted, follow=True).content.decode()
    assert "nothing has changed since it was saved" in page


def test_nil_by_one_press_only_after_the_quarter(client, officer, places, pillars):
    period = running()
    factories.MembershipFactory(village=places["betak"])
    words = {"period": period, "village": places["betak"], "pillar": pillars[1], "by": officer}
    with pytest.raises(Refused, match="Report nil once it is over, or say that nothing will follow"):
        state_nil(**words)
    client.force_login(officer)
    address = reverse(
        "pillars:nil-create", args=[period.year, period.quarter, "35.04.14.2016", "layanan-migrasi"]
    )
    assert "Report nil once it is over" in client.post(address, {"home": "1"}, follow=True).content.decode()
    assert not NilReport.objects.exists()
    assert (
        "Nothing more will follow: report nil"
        in client.get(reverse("reports:period-missing", args=[period.year, period.quarter])).content.decode()
    )
    client.post(address, {"home": "1", "nothing_follows": "1"})
    assert NilReport.objects.get().village == places["betak"]


def test_a_closed_quarter_offers_to_ask_for_an_exception(client, officer, reviewer, typed):
    quarter(
        datetime.date(2026, 1, 1),
        closed_at=datetime.datetime(2026, 4, 12, tzinfo=datetime.UTC),
        closed_by=reviewer,
    )
    client.force_login(officer)
    page = client.post(reverse("pillars:activity-create"), typed()).content.decode()
    address = reverse("pillars:exception-ask", args=[2026, 1])
    assert f'<a href="{address}?regency=35.04">Ask for an exception</a>' in page
    assert client.get(f"{address}?regency=35.04").status_code == 200
