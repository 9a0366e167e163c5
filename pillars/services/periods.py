"""Closing and reopening quarters, and the one rule that keeps what was closed as it stood.

An activity belongs to every quarter that one of its days touches, from its first to its last. While one of
them is closed, the activity is read-only in every state and by every way in: `events.locked`, through which
each service takes the row it changes, asks `refuse_closed` for the activity as it stood, and whoever writes
days or places asks again for what it became, so that nothing moves into a closed quarter or out of it.
Verifying and returning are refused too, because they move the verified share. Changes of people, which reach
many activities at once, run inside `closed_kept`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused

from ..choices import PeriodStep, Progress, Review
from ..models import Activity, Attendance, FundingLine, HeadCount, NilReport, PeriodEvent, ReportingPeriod
from . import tallies

SEXES = ("male", "female", "unknown")
#: The first five characters of an area's code name its regency: `35.04` of `35.04.14.2011`.
REGENCY_CODE = 5
#: What `sums_of` counts, in the order of the page.
MEASURES = ("activities", "verified", "done", "plan", "actual", *SEXES, "people", "nil")


class PeriodClosed(Refused):
    """The change would touch a closed quarter; shown like any other refusal of activities and of people."""

    #: The office may be granted an exception.
    may_pass = True

    def __init__(self, period: ReportingPeriod) -> None:
        super().__init__(closed_sentence(period))
        self.period = period


def closed_sentence(period: ReportingPeriod) -> str:
    """`Quarter III 2024 was closed on 10 October 2024. Ask for an exception.`"""
    return " ".join([closed_fact(period), _("Ask for an exception") + "."])


def closed_fact(period: ReportingPeriod) -> str:
    """The first half of it, where a link says the second."""
    day = long_date(clock.day_of(period.closed_at))
    return _("%(period)s was closed on %(date)s.") % {"period": period, "date": day}


def refuse_closed(activity: Activity) -> None:
    """Raises `PeriodClosed` if a quarter that the activity's days touch is closed to its regency.

    A draft without any date belongs to no quarter.
    """
    if period := closed_period(activity):
        raise PeriodClosed(period)


def refuse_closed_any(activities: Iterable[Activity]) -> None:
    """The same for several, which asks once a regency."""
    for _activity, period in closed_periods(activities):
        raise PeriodClosed(period)


def closed_period(activity: Activity) -> ReportingPeriod | None:
    """The first closed quarter that keeps the activity as it is; None while it may be changed."""
    start, end = _days(activity)
    if start is None:
        return None
    touched = ReportingPeriod.objects.touched_by(start, end)
    return touched.closed_to(activity.regency_id, clock.today()).first()


def closed_periods(activities: Iterable[Activity]) -> Iterator[tuple[Activity, ReportingPeriod]]:
    """The activities that a closed quarter keeps as they are, each with the first of them."""
    closed, today = {}, clock.today()
    for activity in activities:
        code, (start, end) = activity.regency_id, _days(activity)
        if start is None:
            continue
        if code not in closed:
            closed[code] = list(ReportingPeriod.objects.closed_to(code, today))
        touched = (one for one in closed[code] if one.starts_on <= end and start <= one.ends_on)
        if period := next(touched, None):
            yield activity, period


def closed_reasons(activities: Iterable[Activity]) -> dict[int, str]:
    """`{id: why}` of the stored activities that a closed quarter keeps as they are."""
    return {activity.pk: closed_sentence(period) for activity, period in closed_periods(activities)}


def _days(activity):
    """First and last day of an activity, of a draft as far as they are known."""
    return activity.start_on or activity.end_on, activity.end_on or activity.start_on


def refuse_closed_quarter(*, year: int, quarter: int | None, area: str) -> None:
    """The same for what is said of a whole quarter and an area (code); holds the quarter as it is meanwhile.

    What is said of a year as a whole (`quarter` None) is closed together with its last quarter. The office is
    that of the regency; no exception opens a quarter for a province or the nation.
    """
    period = (
        ReportingPeriod.objects.select_for_update(of=("self",))
        .filter(year=year, quarter=quarter or 4)
        .first()
    )
    closed = ReportingPeriod.objects.closed_to(area[:REGENCY_CODE], clock.today())
    if period and closed.filter(pk=period.pk).exists():
        raise PeriodClosed(period)


@contextmanager
def closed_kept(activities: Sequence[Activity], people: Collection[int]) -> Iterator[None]:
    """Refuses what the block does to people (ids) if figures of a closed quarter would be others afterwards.

    Compared are the sums of the counted activities, and how many different people they reached, by sex and
    by where they lived: sex, home and merging can move them. What leaves them as they are is allowed, such as
    a name, a NIK or a move after the activity's first day.
    """
    today = clock.today()
    chosen = Activity.objects.counted().filter(pk__in=[activity.pk for activity in activities])
    closed = list(chosen.in_closed_period(today).order_by("start_on", "pk")) if activities else []
    by_period = defaultdict(list)
    for activity in closed:
        by_period[closed_period(activity)].append(activity.pk)
    before = {period: _figures(pks, people) for period, pks in by_period.items()}
    before_all = _figures([activity.pk for activity in closed], people) if closed else None
    yield
    for period, pks in by_period.items():
        if _figures(pks, people) != before[period]:
            raise PeriodClosed(period)
    # Two closed quarters may each stay as they are while somebody who counted once in both becomes one.
    if closed and _figures([activity.pk for activity in closed], people) != before_all:
        raise PeriodClosed(closed_period(closed[-1]))


def _figures(activities, people):
    return (
        *tallies.recount(Activity.objects.filter(pk__in=activities)),
        tallies.first_reached(people, activities),
    )


@transaction.atomic
def close_period(*, period: ReportingPeriod, by: User) -> ReportingPeriod:
    """Closes a quarter that is over: what counts in it stays as it stands now, and that is written down."""
    _check_closer(by)
    # Whoever is in the middle of a change finishes first, and whoever comes later finds the quarter closed.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE pillars_activity IN EXCLUSIVE MODE")
    period = _locked(period)
    if period.is_closed:
        raise Refused(_("%s is closed already.") % period)
    if period.ends_on >= clock.today():
        raise Refused(
            _("%(period)s runs until %(date)s. It can be closed once it is over.")
            % {"period": period, "date": long_date(period.ends_on)}
        )
    period.closed_at, period.closed_by = timezone.now(), by
    return _step(period, PeriodStep.CLOSED, by)


@transaction.atomic
def reopen_period(*, period: ReportingPeriod, by: User, reason: str) -> ReportingPeriod:
    """Opens a closed quarter for everybody, saying why; what stood in it until now is written down."""
    _check_closer(by)
    period = _locked(period)
    if not period.is_closed:
        raise Refused(_("%s is open already.") % period)
    if not is_reason(reason):
        raise Refused(_("Write why the quarter is opened again; the reason is kept."))
    period.closed_at = period.closed_by = None
    return _step(period, PeriodStep.REOPENED, by, reason=reason.strip())


def sums_of(period: ReportingPeriod) -> dict[str, dict[str, int]]:
    """What counts in a quarter, per pillar number and under "0" for all: `{"0": {"activities": 12, ...}}`.

    Everything sent or verified whose days touch the quarter, whole: activities, verified, done, plan, actual
    (rupiah), male, female, unknown (attendances), people (different ones) and nil (nil reports).
    """
    activities = Activity.objects.counted().running_between(period.starts_on, period.ends_on)
    found = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    chosen = activities.order_by().values("pk")
    for rows, pillar, sums in (
        (
            activities.order_by(),
            "pillar__number",
            {
                "activities": Count("pk"),
                "verified": Count("pk", filter=Q(state=Review.VERIFIED)),
                "done": Count("pk", filter=Q(status=Progress.DONE)),
            },
        ),
        (
            FundingLine.objects.filter(activity__in=chosen).order_by(),
            "activity__pillar__number",
            {"plan_sum": Sum("plan"), "actual_sum": Sum("actual")},
        ),
        (
            HeadCount.objects.filter(activity_village__activity__in=chosen).order_by(),
            "activity_village__activity__pillar__number",
            {f"{sex}_sum": Sum(sex) for sex in SEXES},
        ),
        (
            NilReport.objects.standing().filter(period=period).order_by(),
            "pillar__number",
            {"nil": Count("pk")},
        ),
    ):
        for row in rows.values(pillar).annotate(**sums):
            for name in sums:
                measure = name.removesuffix("_sum")
                found[str(row[pillar])][measure] = row[name] or 0
                found["0"][measure] += row[name] or 0
    people = Attendance.objects.filter(activity__in=chosen).order_by()
    different = Count("beneficiary", distinct=True)
    for number, count in people.values_list("activity__pillar__number").annotate(people=different):
        found[str(number)]["people"] = count
    found["0"]["people"] = people.aggregate(people=different)["people"]
    return dict(found)


def _step(period, step, by, *, reason=""):
    period.save(update_fields=["closed_at", "closed_by"])
    PeriodEvent.objects.create(
        period=period, step=step, by=by, at=timezone.now(), reason=reason, sums=sums_of(period)
    )
    return period


def _locked(period):
    return ReportingPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)


def _check_closer(by):
    if not by.has_perm("pillars.close_period"):
        raise Refused(_("Only a reviewer can do this."))
