"""The list behind a figure shows that figure, and so does its download (architecture 4.5)."""

import csv
import datetime
import io
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from pillars.choices import Review
from pillars.services import FundingData, verify_activity
from reports.figures.links import activity_list_url
from reports.figures.tallies import Selection, sums, sums_by
from villages.models import AreaGroup

THROUGH = datetime.date(2026, 3, 31)


@pytest.fixture
def country(sent, saved, places, reviewer, stranger):
    """Activities in two provinces, of two pillars, with shared villages and money, some verified."""
    shared = [FundingData("apbn", 900, 800), FundingData("csr", 100, 50, village=places["betak"])]
    sent(villages={"tunggangri": (4, 6, 2), "betak": (1, 2)}, lines=shared)
    verify_activity(activity=sent(pillar=2, villages={"betak": (10, 1)}), by=reviewer)
    sent(villages={"betak": (7, 7)}, start_on=datetime.date(2026, 5, 1))
    sent(villages={"betak": (9, 9)}, budget_year=2025)
    sent(by=stranger, villages={"far": (3, 3)})
    saved(villages={"betak": (50, 50)})
    group = AreaGroup.objects.create(slug="percontohan", name="Percontohan", name_en="Pilot")
    group.areas.add(places["betak"].regency)
    return group


def selections(places, group, states):
    village = places["betak"]
    return [
        Selection.nation(2026, THROUGH, states),
        Selection.group(group, 2026, THROUGH, states),
        *(
            Selection.area(area, 2026, THROUGH, states)
            for area in (village.province, village.regency, village.area)
        ),
    ]


@pytest.mark.parametrize("states", [(Review.SENT, Review.VERIFIED), (Review.VERIFIED,)])
def test_list_and_download_show_the_figure(states, client, reviewer, places, pillars, country):
    client.force_login(reviewer)
    for selection in selections(places, country, states):
        for pillar in (None, pillars[1], pillars[2]):
            figure = sums(selection) if pillar is None else sums_by(selection, "pillar_id").get(pillar.pk)
            url = activity_list_url(selection, pillar=pillar)
            page = client.get(url)
            wanted = (figure.activities, figure.male, figure.female, figure.unknown, figure.actual)
            totals = page.context["totals"]
            listed = (totals["male"], totals["female"], totals["unknown"], totals["actual"])
            assert (page.context["page"].paginator.count, *listed) == wanted, url
            rows = download(client, url)
            columns = ("male", "female", "sex unknown")
            heads = [sum(int(row[f"Attendances, {name}"]) for row in rows) for name in columns]
            money = sum(int(row["Actual spending (Rp)"]) for row in rows)
            assert (len(rows), *heads, money) == wanted, url


def download(client, url):
    export = reverse("pillars:activity-export", args=["csv"])
    response = client.get(f"{export}?{urlsplit(url).query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))
