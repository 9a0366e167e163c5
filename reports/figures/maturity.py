"""How mature villages are by the stored rubric: what the data answer, and what assessors found.

Each measure answers one criterion for many villages at once, with a fixed number of queries. What several
villages have alike is put into words once (`cache`): there may be thousands, of whom a page shows a mean.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache, partial

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date, short_date
from pillars.choices import COUNTED, FundingSource, Progress
from pillars.models import ActivityVillage, FundingLine, NilReport, ReportingPeriod
from villages.choices import Level, ProfileKey
from villages.models import Membership, ProfileFigure, Village

from ..choices import CriterionMeasure, Fulfilment
from ..models import Criterion
from .criteria import Ground, Places, Result, months_before, results, rubric_of
from .periods import deadline

MET, PARTLY, NOT, UNKNOWN = Fulfilment
#: Money of the village or of the region it lies in.
LOCAL = (
    FundingSource.VILLAGE_FUND,
    FundingSource.APBD_REGENCY,
    FundingSource.APBD_PROVINCE,
    FundingSource.SELF_HELP,
)


def maturity(villages: Iterable[Village], today: date | None = None) -> dict[int, Result]:
    """`{village pk: Result}` for a list of villages; the number of queries hangs on the rubric alone."""
    today = today or clock.today()
    villages = villages if isinstance(villages, Places) else Places(villages)
    criteria = rubric_of(Level.VILLAGE)
    return results(criteria, villages, MEASURES, today)


def stated_officers(villages: Places, today: date) -> dict[int, tuple[int, date]]:
    """`{village pk: (Desmigratif officers, as of)}` as last stated by a source; villages of which none says.

    A Desmigratif officer (petugas) is a person at work in the village, whoever pays; an account of the portal
    is not one.
    """

    def ask():
        rows = ProfileFigure.objects.filter(
            village__in=_keys(villages), key=ProfileKey.OFFICERS, stated_on__lte=today
        ).order_by("stated_on", "pk")
        return {pk: (value, day) for pk, value, day in rows.values_list("village", "value", "stated_on")}

    return villages.once("officers", ask)


def officer_active(villages: Places, criterion: Criterion, today: date) -> dict[int, Ground]:
    """Met: a source states at least one Desmigratif officer in the village. Unknown: none is stated."""
    stated, said = stated_officers(villages, today), cache(_officers_stated)
    return {pk: said(*stated.get(pk, (None, None))) for pk in _keys(villages)}


def _officers_stated(count, day):
    missing = _("Have a Desmigratif officer appointed, and state it in the basic data of the village.")
    if count is None:
        return Ground(UNKNOWN, _("Nobody has stated how many Desmigratif officers there are."), missing)
    words = {"count": count, "day": short_date(day)}
    data = _("Desmigratif officers: %(count)s, stated as of %(day)s.") % words
    return Ground(MET, data) if count else Ground(NOT, data, missing)


def decree_known(villages: Places, criterion: Criterion, today: date) -> dict[int, Ground]:
    """Met: the standing of today names its decree. Unknown: no standing was ever recorded."""
    rows = defaultdict(list)
    for row in Membership.objects.filter(village__in=_keys(villages)):
        rows[row.village_id].append(row)
    return {village.pk: _decree_of(rows[village.pk], today) for village in villages}


def _decree_of(rows, today):
    missing = _("Record the decree with the status of the village in the programme.")
    if not rows:
        return Ground(UNKNOWN, _("No status in a programme is recorded."), missing)
    current = [row for row in rows if row.takes_part_on(today)]
    if not current:
        return Ground(
            NOT, _("The village is not in a programme today."), _("Have the village designated again.")
        )
    named = next((row for row in current if row.decree), None)
    if named:
        return Ground(MET, _("Decree: %s") % named.decree)
    return Ground(PARTLY, _("In a programme today, but no decree is recorded."), missing)


def pillar_active(villages: Places, criterion: Criterion, today: date) -> dict[int, Ground]:
    """Met: an activity of the pillar completed within the months of the rule. Partly: planned or running."""
    since = months_before(today, criterion.threshold)
    by_pillar = villages.once(("active", since), lambda: _activities_since(villages, since, today))
    rows = by_pillar.get(criterion.pillar_id, ())
    done, others, last = Counter(), Counter(), {}
    for row in rows:
        done[row["village"]], others[row["village"]] = row["done"], row["others"]
        last[row["village"]] = row["last"]
    said = cache(partial(_active_since, since, criterion.pillar.code))
    return {pk: said(done[pk], others[pk] > 0, last.get(pk)) for pk in _keys(villages)}


def _active_since(since, pillar_code, done, has_others, last):
    if done:
        text = ngettext(
            "%(count)s activity completed since %(since)s, the last one on %(day)s.",
            "%(count)s activities completed since %(since)s, the last one on %(day)s.",
            done,
        )
        return Ground(MET, text % {"count": done, "since": short_date(since), "day": short_date(last)})
    missing = _("Carry out and send an activity of pillar %s.") % pillar_code
    if has_others:
        return Ground(PARTLY, _("Only planned or running activities since %s.") % short_date(since), missing)
    return Ground(NOT, _("No activity since %s.") % short_date(since), missing)


def _activities_since(villages, since, today):
    """`{pillar id: rows}` with activities of each village that were completed, and others."""
    rows = (
        ActivityVillage.objects.filter(
            village__in=_keys(villages),
            activity__state__in=COUNTED,
            activity__end_on__gte=since,
            activity__start_on__lte=today,
        )
        .exclude(activity__status=Progress.CANCELLED)
        .order_by()
        .values("village", "activity__pillar")
        .annotate(
            done=Count("pk", filter=Q(activity__status=Progress.DONE)),
            others=Count("pk", filter=~Q(activity__status=Progress.DONE)),
            last=Max("activity__end_on", filter=Q(activity__status=Progress.DONE)),
        )
    )
    found = defaultdict(list)
    for row in rows:
        found[row["activity__pillar"]].append(row)
    return found


def funded_locally(villages: Places, criterion: Criterion, today: date) -> dict[int, Ground]:
    """Met: local money spent in the village. Partly: only planned. Unknown: no money is recorded at all."""
    since = months_before(today, criterion.threshold)
    rows = (
        FundingLine.objects.filter(
            activity__state__in=COUNTED, activity__end_on__gte=since, activity__start_on__lte=today
        )
        .exclude(activity__status=Progress.CANCELLED)
        .order_by()
    )
    served = "activity__activity_villages__village"
    own = rows.filter(village__in=_keys(villages)).values_list("village", "source")
    shared = rows.filter(village=None, **{f"{served}__in": _keys(villages)}).values_list(served, "source")
    spent, lines = {"spent": Max("actual")}, defaultdict(set)
    for pk, source, most in own.annotate(**spent).union(shared.annotate(**spent), all=True):
        lines[pk].add((source, bool(most)))
    said = cache(partial(_funded, since))
    return {pk: said(frozenset(lines[pk])) for pk in _keys(villages)}


def _funded(since, lines):
    missing = _("Enter village or regional money with the activities that it pays for.")
    if not lines:
        return Ground(UNKNOWN, _("No money is recorded since %s.") % short_date(since), missing)
    spent = sorted({source for source, is_spent in lines if is_spent and source in LOCAL})
    planned = sorted({source for source, _spent in lines if source in LOCAL})
    if spent:
        names = ", ".join(str(FundingSource(source).label) for source in spent)
        return Ground(
            MET, _("Spent since %(day)s: %(sources)s.") % {"day": short_date(since), "sources": names}
        )
    if planned:
        names = ", ".join(str(FundingSource(source).label) for source in planned)
        return Ground(PARTLY, _("Planned, not spent yet: %s.") % names, missing)
    return Ground(NOT, _("Only money from elsewhere since %s.") % short_date(since), missing)


def reports_on_time(villages: Places, criterion: Criterion, today: date) -> dict[int, Ground]:
    """Met: a report in time for each of the last quarters that were due. Unknown before the first is due."""
    periods = periods_due(villages, today)[: criterion.threshold]
    if not periods:
        ground = Ground(UNKNOWN, _("No quarter has fallen due yet."))
        return dict.fromkeys(_keys(villages), ground)
    in_time = Counter(pk for pk, _period in _reported_in_time(villages, periods))
    said = cache(lambda count: _timely(count, periods))
    return {pk: said(in_time[pk]) for pk in _keys(villages)}


def periods_due(villages: Places, today: date) -> list[ReportingPeriod]:
    """The quarters whose due day has gone by, newest first; read once for the villages."""
    due = ReportingPeriod.objects.filter(due_on__lt=today).order_by("-ends_on")
    return villages.once("due", lambda: list(due))


def _timely(count, periods):
    words = {"count": count, "all": len(periods), "day": long_date(periods[0].due_on)}
    data = _("In time for %(count)s of the last %(all)s quarters due by %(day)s.") % words
    if count == len(periods):
        return Ground(MET, data)
    missing = _("Send the activities of a quarter, or the nil report, by its due date.")
    return Ground(PARTLY if count else NOT, data, missing)


def _reported_in_time(villages, periods):
    """Pairs (village, period) with a counted activity or a nil report by the due date: two queries."""
    first, last = min(row.starts_on for row in periods), max(row.ends_on for row in periods)
    sent = ActivityVillage.objects.filter(
        village__in=_keys(villages),
        activity__state__in=COUNTED,
        activity__start_on__lte=last,
        activity__end_on__gte=first,
    )
    in_time = {
        f"in_{period.pk}": Count(
            "pk",
            filter=Q(
                activity__start_on__lte=period.ends_on,
                activity__end_on__gte=period.starts_on,
                activity__sent_at__lt=deadline(period),
            ),
        )
        for period in periods
    }
    found = {
        (row["village"], period.pk)
        for row in sent.order_by().values("village").annotate(**in_time)
        for period in periods
        if row[f"in_{period.pk}"]
    }
    due = {period.pk: period.due_on for period in periods}
    nil = NilReport.objects.standing().filter(village__in=_keys(villages), period__in=periods)
    for village, period, stated_at in nil.values_list("village", "period", "stated_at"):
        if clock.day_of(stated_at) <= due[period]:
            found.add((village, period))
    return found


def _keys(villages):
    return [village.pk for village in villages]


MEASURES = {
    CriterionMeasure.OFFICER_ACTIVE: officer_active,
    CriterionMeasure.DECREE_KNOWN: decree_known,
    CriterionMeasure.PILLAR_ACTIVE: pillar_active,
    CriterionMeasure.FUNDED_LOCALLY: funded_locally,
    CriterionMeasure.REPORTS_ON_TIME: reports_on_time,
}
