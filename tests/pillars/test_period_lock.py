"""A closed quarter stays as it stands, by every way in that `tests/pillars/trials.py` lists.

`tests/guards.py` watches every test for a way that is not listed. Every trial is made twice: while the
quarter is open it must change something, so that what refuses it later is the lock and nothing else.
"""

import copy
import datetime
import re
import uuid
from pathlib import Path
from pkgutil import resolve_name

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import reverse

from desmigratif.ui.refusals import Refused
from pillars.imports.services import KINDS
from pillars.models import (
    Activity,
    ActivityVillage,
    Attachment,
    Attendance,
    FundingLine,
    HeadCount,
    HeadTally,
    NilReport,
    PeriodEvent,
    PeriodException,
    Reach,
    ReportingPeriod,
    Tally,
)
from pillars.services import discard_activity, tallies
from pillars.services.period_exceptions import open_exception
from pillars.services.periods import PeriodClosed
from tests.pillars.closed import close, figures
from tests.pillars.registers import joined
from tests.pillars.trials import POSTED, SAID_AT, TRIED
from villages.models import Beneficiary, Merge, Residence, Transfer

ROOT = Path(__file__).resolve().parent.parent.parent
SENTENCE = "Quarter I 2026 was closed on"


def test_every_trial_is_of_a_service():
    assert all(callable(resolve_name(name)) for name in TRIED)


def test_every_kind_of_list_is_tried():
    """A new kind of import needs a trial of its own in TRIED: storing one and undoing one.

    What is known of villages, and what is aimed at, are no sums of a quarter.
    """
    tried = {"beneficiaries", "activities", "participants", "head_counts"}
    of_registers = set(joined("SAMPLES"))
    assert set(KINDS) == tried | of_registers | {
        "village_figures",
        "memberships",
        "targets",
        "indicator_values",
    }


TRIALS = [(name, number) for name, ways in TRIED.items() for number in range(len(ways))]


def tried(world):
    """Makes every trial and takes it back: `(what is tried, whether it changed figures, what refused it)`."""
    before = figures()
    for name, number in TRIALS:
        refused = None
        with transaction.atomic():
            try:
                with transaction.atomic():
                    TRIED[name][number](world)
            except (PeriodClosed, Refused) as error:
                refused = error.message
            changed = figures() != before
            wrong = changed and tallies.differences()
            transaction.set_rollback(True)
        assert not wrong
        yield f"{name} {number}", changed, refused


def test_a_closed_quarter_stays_as_it_stands(world, typed, client, admin, writers, subtests):
    """By services, addresses and the admin, each from the same rows; first that the guard sees who writes."""
    ways = {
        "writers": lambda w: _writers_that_nobody_tries_are_found(w, client, writers),
        "services": _services_refuse,
        "addresses": lambda w: _addresses_refuse(w, typed, client),
        "admin": lambda w: _the_admin_changes_nothing(w, client, admin),
    }
    for name, way in ways.items():
        with subtests.test(name), transaction.atomic():
            # What a trial changes in the rows in hand is not taken back with the database.
            way(copy.deepcopy(world))
            transaction.set_rollback(True)


def _writers_that_nobody_tries_are_found(world, client, writers):
    """The guard names the service and the address that write what counts and are listed nowhere."""
    client.force_login(world.officer)
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(TRIED, "pillars.services.activities.discard_activity")
        patch.delitem(POSTED, "pillars:activity-recall")
        writers.found_untried()
        client.post(reverse("pillars:activity-recall", args=[world.done.pk]))
        assert writers.found_untried() == {"pillars:activity-recall"}
        discard_activity(activity=world.draft, by=world.officer)
        assert writers.found_untried() == {"pillars.services.activities.discard_activity"}


def _services_refuse(world):
    """Open they change something; closed they do so only where the exception of their office lets them."""
    unchanged = copy.deepcopy(world)
    for trial, changed, refused in tried(world):
        assert refused is None, f"{trial}, open: {refused}"
        assert changed, f"{trial} changes nothing even in an open quarter."
    close(world)
    far = world.places["far"].regency
    opening = {"period": world.first, "reason": "uji", "until": datetime.date(2099, 1, 1)}
    open_exception(regency=far, by=world.reviewer, **opening)
    for trial, changed, refused in tried(world):
        assert refused, f"{trial} was not refused."
        assert SENTENCE in refused, f"{trial}: {refused}"
        assert not changed, f"{trial} was refused and changed figures all the same."
    open_exception(regency=world.places["betak"].regency, by=world.reviewer, **opening)
    for trial, changed, refused in tried(unchanged):
        assert refused is None, f"{trial}, with an exception: {refused}"
        assert changed, trial


# Addresses


def _addresses_refuse(world, typed, client):
    world.typed = typed
    opened, before, drawn_again = {}, figures(), {}

    def post(name):
        who, args, data = POSTED[name](world)
        with transaction.atomic():
            client.force_login(getattr(world, who))
            address = reverse(name, args=args)
            if "version" in data:
                # What a page says that it was opened with, while the quarter was open.
                if name not in opened:
                    marks = client.get(address).content.decode()
                    opened[name] = re.search(r'name="version" value="([^"]+)"', marks)[1]
                data = {**data, "version": opened[name]}
            response = client.post(address, {"token": str(uuid.uuid4()), **data}, follow=True)
            page = response.content.decode()
            if not response.redirect_chain:
                drawn_again[name] = "What you typed is kept until" in page
            if name in SAID_AT:
                page += client.get(reverse(SAID_AT[name], args=args)).content.decode()
            changed = figures() != before
            wrong = changed and tallies.differences()
            transaction.set_rollback(True)
        assert response.status_code == 200
        assert not wrong
        return changed, page

    for name in POSTED:
        changed, page = post(name)
        assert changed, f"{name} changes nothing even in an open quarter: {_said(page)}"
    close(world)
    for name in POSTED:
        changed, page = post(name)
        assert SENTENCE in page, f"{name}: {_said(page)}"
        assert not changed, f"{name} changed figures of a closed quarter."
    # Nothing typed is lost while the office asks for an exception.
    assert {"pillars:activity-create", "pillars:activity-edit", "pillars:desk-visit-create"} <= set(
        drawn_again
    )
    assert not [name for name, is_kept in drawn_again.items() if not is_kept]


def _said(page):
    """What the notes of a page say, for the message of a failing test."""
    text = re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
    return re.sub(r"\s+", " ", text)[:600]


# The admin, and what could go past the services


def _the_admin_changes_nothing(world, client, admin):
    close(world)
    client.force_login(admin)
    before = figures()
    period = world.first
    address = reverse("admin:pillars_reportingperiod_change", args=[period.pk])
    assert client.get(address).status_code == 200
    days = {"year": 2026, "quarter": 1, "starts_on": "01/01/2020", "ends_on": "02/01/2020"}
    assert client.post(address, {**days, "due_on": "03/01/2020"}).status_code == 403
    stored = ReportingPeriod.objects.get(pk=period.pk)
    assert (stored.starts_on, stored.is_closed) == (datetime.date(2026, 1, 1), True)
    assert figures() == before


#: What the admin may show and never change.
ONLY_READ = (
    {Activity, ActivityVillage, Attachment, Attendance, FundingLine, HeadCount, NilReport}
    | {Tally, HeadTally, Reach, PeriodEvent, PeriodException}
    | {Beneficiary, Residence, Merge, Transfer}
)


def test_the_admin_only_reads_what_counts(rf, request):
    """Activities and people at them, and what closing wrote, are changed on the pages only."""
    asked = rf.get("/")
    asked.user = request.getfixturevalue("admin")
    seen = set()
    for page in admin.site._registry.values():
        for part in [page, *(inline(page.model, admin.site) for inline in page.inlines)]:
            if part.model in ONLY_READ:
                seen.add(part.model)
                assert not part.has_add_permission(asked)
                assert not part.has_change_permission(asked)
                assert not part.has_delete_permission(asked)
    assert {Activity, PeriodException, NilReport, PeriodEvent} <= seen


COUNTING = (
    "Activity|ActivityVillage|HeadCount|FundingLine|Attendance|Attachment|NilReport|IndicatorValue"
    "|Tally|HeadTally|Reach"
)


def test_nothing_writes_what_counts_past_the_services():
    """Only services write these rows or a person's sex and home; demo and `bench` make rows of their own."""
    past = re.compile(
        rf"\b({COUNTING})\.objects\b[^\n]*\.(create|update|delete|get_or_create|bulk_\w+)\("
        r"|villages\.services(\.beneficiaries)? import [^\n]*\b(change|move)_beneficiary"
    )
    wrong = []
    for app in ("pillars", "reports", "villages", "desmigratif"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if {"migrations", "services", "demo", "commands"} & set(path.parts):
                continue
            lines = path.read_text().splitlines()
            wrong += [f"{path.relative_to(ROOT)}: {line}" for line in lines if past.search(line)]
    assert not wrong
