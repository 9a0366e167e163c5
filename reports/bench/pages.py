"""Times pages against one that only renders the base template, in the same run."""

import time
from dataclasses import dataclass

from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.shortcuts import render
from django.test import Client
from django.urls import include, path, reverse

from desmigratif.accounts.models import User
from pillars.choices import Progress
from pillars.models import Activity, Pillar
from pillars.services import ActivityData, FundingData, VillageCounts, save_activity, send_activity
from villages.choices import Level
from villages.codes import part_of
from villages.models import Village

EMPTY = "/bench-kosong/"
#: A page far down a list.
DEEP = 200


class WithEmptyPage:
    """The sitemap with one page more, that has nothing but the frame."""

    urlpatterns = [
        path(EMPTY[1:], lambda request: render(request, "base.html")),
        path("", include("desmigratif.urls")),
    ]


@dataclass(frozen=True)
class PageTimes:
    """The least milliseconds of a page, those of the database among them, queries, rows loaded, bytes."""

    milliseconds: float
    database: float
    queries: int
    rows: int
    size: int


def addresses(activity: Activity) -> list[str]:
    """The pages that are measured; lists as first and deep page, with a filter and a search."""
    regency, province = activity.regency_id, part_of(activity.regency_id, Level.PROVINCE)
    pillar = Pillar.objects.earliest("number")
    activities, people = reverse("pillars:activity-list"), reverse("pillars:beneficiary-list")
    dashboard, readiness = reverse("reports:dashboard"), reverse("reports:readiness-list")
    return [
        "/",
        dashboard,
        f"{dashboard}?scope=semua",
        reverse("reports:province-detail", args=[province]),
        reverse("reports:regency-detail", args=[regency]),
        reverse("reports:village-detail", args=[activity.villages.first().area_id]),
        reverse("reports:pillar-list"),
        reverse("reports:pillar-detail", args=[pillar.slug]),
        reverse("reports:problem-map"),
        reverse("reports:period-list"),
        readiness,
        reverse("reports:maturity-list"),
        reverse("reports:dormant-list"),
        reverse("villages:village-list"),
        activities,
        f"{activities}?page={DEEP}",
        f"{activities}?pillar={pillar.slug}",
        f"{activities}?q=sosialisasi",
        people,
        f"{people}?page={DEEP}",
        f"{people}?q=siti",
        reverse("pillars:activity-queue"),
        reverse("pillars:desk-visit-list"),
        reverse("pillars:cooperative-list"),
    ]


def measure(client: Client, address: str, runs: int) -> PageTimes | None:
    """What a page costs, None for who does not get it; the first request warms up what is loaded once."""
    if client.get(address).status_code != 200:
        return None
    found = [_once(client, address) for _run in range(runs)]
    return min(found, key=lambda times: times.milliseconds)


def _once(client, address):
    spent, results = _Spent(), SQLCompiler.results_iter

    def counting(self, *args, **kwargs):
        for row in results(self, *args, **kwargs):
            spent.rows += 1
            yield row

    SQLCompiler.results_iter = counting
    start = time.perf_counter()
    try:
        with connection.execute_wrapper(spent):
            response = client.get(address)
            size = sum(map(len, response.streaming_content)) if response.streaming else len(response.content)
    finally:
        SQLCompiler.results_iter = results
    milliseconds = (time.perf_counter() - start) * 1000
    return PageTimes(milliseconds, spent.seconds * 1000, spent.queries, spent.rows, size)


class _Spent:
    """What the database was asked, and how long it took."""

    def __init__(self):
        self.queries = self.rows = 0
        self.seconds = 0.0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - start


def measure_save(writer: User, pattern: Activity, runs: int) -> PageTimes:
    """What recording one activity and sending it costs, without a page around it."""
    village, found = Village.objects.editable_by(writer).first(), []
    for _run in range(runs):
        spent, start = _Spent(), time.perf_counter()
        with connection.execute_wrapper(spent):
            _save_and_send(writer, village, pattern)
        milliseconds = (time.perf_counter() - start) * 1000
        found.append(PageTimes(milliseconds, spent.seconds * 1000, spent.queries, 0, 0))
    return min(found, key=lambda times: times.milliseconds)


def _save_and_send(writer, village, pattern):
    data = ActivityData(
        pillar=pattern.pillar,
        type=pattern.type,
        title="Pengukuran",
        budget_year=pattern.budget_year,
        start_on=pattern.start_on,
        end_on=pattern.start_on,
        status=Progress.DONE,
        result="Pengukuran",
        villages=[VillageCounts(village, counts={"cpmi": (3, 4, None), "family": (1, 9, None)})],
        lines=[FundingData("apbn", plan=1_000_000, actual=900_000)],
    )
    send_activity(activity=save_activity(data=data, by=writer), by=writer, confirmed=True)
