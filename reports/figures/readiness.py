"""Whether regencies are ready to copy the pilot, by the stored rubric, and how far each is from the pilot.

A regency is judged over its villages in the programme; each measure answers all regencies at once, with a
fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.formatting import percent, short_date
from desmigratif.ui.maps import DotMap, DotPoint
from pillars.choices import COUNTED, FundingSource, Progress
from pillars.models import Activity, FundingLine, Pillar
from villages.choices import Level
from villages.models import Area, Village

from ..choices import CriterionMeasure, Fulfilment
from ..models import Criterion, ReadinessScale
from .completeness import completeness
from .criteria import Answer, Ground, Places, Result, months_before, results, rubric_of
from .maturity import maturity, periods_due, stated_officers
from .places import regency_places
from .regencies import PerRegency
from .status import Standing

MET, PARTLY, NOT, UNKNOWN = Fulfilment
#: Area groups with a meaning of their own (loaded by load_programme, filled by administrators).
PILOT, COPIES = "percontohan", "enam-provinsi"
REGION = (FundingSource.APBD_REGENCY, FundingSource.APBD_PROVINCE)


@dataclass
class Regency:
    """One regency of the table: its result, and what the pilot has that it lacks."""

    area: Area
    result: Result
    scale: ReadinessScale
    villages: int = 0
    is_pilot: bool = False
    behind: list[tuple[Answer, Answer]] = field(default_factory=list)
    gap: float | None = None

    @property
    def gap_points(self) -> float | None:
        """The gap in percentage points, below the pilot negative."""
        return None if self.gap is None else self.gap * 100

    @property
    def standing(self) -> Standing:
        """Word and shape; nothing is said while less than half of the criteria are known."""
        share = self.result.share
        if share is None or self.result.unknown_count * 2 > len(self.result.answers):
            return Standing("none", _("Too little known"))
        if share * 100 >= self.scale.ready_from:
            return Standing("ok", _("Ready"))
        if share * 100 >= self.scale.underway_from:
            return Standing("warn", _("On the way"))
        return Standing("bad", _("Not ready"))


class Readiness:
    """The regencies of a table and the pilot they are measured against."""

    def __init__(self, areas: Iterable[Area], today: date | None = None) -> None:
        self.today = today or clock.today()
        self.criteria = rubric_of(Level.REGENCY)
        self.scale = current_scale()
        pilots = list(Area.objects.filter(groups__slug=PILOT).select_related("parent").order_by("code"))
        areas = list(areas)
        everywhere = {area.pk: area for area in [*pilots, *areas]}
        places = Places(everywhere.values())
        found = results(self.criteria, places, MEASURES, self.today)
        joined = {code: row.villages for code, row in _members(places, self.today).items()}
        self.pilots = [self._row(area, found, joined, is_pilot=True) for area in pilots]
        codes = {area.pk for area in pilots}
        self.rows = [self._row(area, found, joined, is_pilot=area.pk in codes) for area in areas]
        for row in self.rows:
            self._measure_gap(row)

    def _row(self, area, found, joined, *, is_pilot):
        return Regency(area, found[area.pk], self.scale, joined.get(area.pk, 0), is_pilot)

    def _measure_gap(self, row):
        """Against the best pilot: the criteria that it meets further, and the difference of the shares."""
        pilot = self.pilot
        if pilot is None or row.is_pilot:
            return
        for mine, theirs in zip(row.result.answers, pilot.result.answers, strict=True):
            if theirs.is_known and (not mine.is_known or mine.level.points < theirs.level.points):
                row.behind.append((mine, theirs))
        if row.result.share is not None and pilot.result.share is not None:
            row.gap = row.result.share - pilot.result.share

    @property
    def pilot(self) -> Regency | None:
        """The pilot regency with the highest share; None while none is named or nothing is known of it."""
        known = [row for row in self.pilots if row.result.share is not None]
        return max(known, key=lambda row: row.result.share, default=None)

    @property
    def ranked(self) -> list[Regency]:
        """Highest share first, those of which nothing is known last."""
        return sorted(
            self.rows, key=lambda row: (row.result.share is None, -(row.result.share or 0), row.area.code)
        )

    @property
    def map(self) -> DotMap:
        """One dot per regency whose place is known: size its villages, shape and colour how ready it is."""
        places = regency_places()
        points = [
            DotPoint(
                # Labels of 18 neighbours fit only without the word that nearly all of them begin with.
                row.area.label.removeprefix("Kab. "),
                *places[row.area.code],
                size=max(row.villages, 1),
                tone=row.standing.tone,
                status=row.standing.label,
                value_text=percent(row.result.share, 0),
            )
            for row in self.ranked
            if row.area.code in places
        ]
        ready = sum(row.standing.tone == "ok" for row in self.rows)
        finding = _("%(ready)s of %(all)s regencies are ready.") % {"ready": ready, "all": len(self.rows)}
        return DotMap(finding=finding, points=points, key="readiness", is_wide=True)


def current_scale() -> ReadinessScale:
    """The newest scale, or 75 and 50 % while none is stored."""
    return ReadinessScale.objects.first() or ReadinessScale(ready_from=75, underway_from=50)


@dataclass
class Members:
    """What the member villages of a regency have together.

    `stated`: those of which a source says how many officers there are; `served`: those with at least one.
    `shares`: the sum of their maturities; `assessed`: those of which anything is known.
    """

    villages: int = 0
    stated: int = 0
    served: int = 0
    shares: float = 0
    assessed: int = 0


@PerRegency
def members_per_regency(villages: QuerySet[Village], today: date) -> dict[str, Members]:
    """Member villages of a day with their officers and their maturity."""
    taking_part = villages.in_programme_on(today).order_by("pk")
    members = Places(taking_part.only("pk", "area_id", "regency_id"))
    stated, of_villages, found = (
        stated_officers(members, today),
        maturity(members, today),
        defaultdict(Members),
    )
    for village in members:
        count, _day = stated.get(village.pk, (None, None))
        share, row = of_villages[village.pk].share, found[village.regency_id]
        row.villages += 1
        row.stated += count is not None
        row.served += bool(count)
        row.shares += share or 0
        row.assessed += share is not None
    return dict(found)


def _members(areas, today):
    """`{regency: Members}`, read once."""
    villages = Village.objects.filter(regency__in=_codes(areas))
    found = areas.once("members", lambda: members_per_regency(villages, today, regencies=_codes(areas)))
    return defaultdict(Members, found)


def villages_joined(areas: Places, criterion: Criterion, today: date) -> dict[str, Ground]:
    """Met: as many villages in the programme as the rule names. Partly: fewer."""
    members = _members(areas, today)
    found = {}
    for code in _codes(areas):
        data = _("Villages in the programme: %(count)s. The rule requires %(least)s.") % {
            "count": members[code].villages,
            "least": criterion.threshold,
        }
        missing = _("Have more villages designated.")
        if members[code].villages >= criterion.threshold:
            found[code] = Ground(MET, data)
        else:
            found[code] = Ground(PARTLY if members[code].villages else NOT, data, missing)
    return found


def officers_serving(areas: Places, criterion: Criterion, today: date) -> dict[str, Ground]:
    """Met: a Desmigratif officer is stated for every village in the programme. Partly: for some.

    Unknown where no village of the regency has stated a number: not knowing is not "none".
    """
    members = _members(areas, today)
    missing = _("State the Desmigratif officers in the basic data of each village, and have them appointed.")
    found = {}
    for code in _codes(areas):
        if members[code].villages and not members[code].stated:
            data = _("No village has stated how many Desmigratif officers it has.")
            found[code] = Ground(UNKNOWN, data, missing)
        else:
            sentence = _("%(count)s of %(all)s villages have a Desmigratif officer.")
            found[code] = _part(members[code].served, members[code].villages, sentence, missing)
    return found


def pillars_active(areas: Places, criterion: Criterion, today: date) -> dict[str, Ground]:
    """Met: a completed activity of each pillar within the months of the rule. Partly: of some pillars."""
    since = months_before(today, criterion.threshold)
    rows = Activity.objects.filter(
        regency__in=_codes(areas),
        state__in=COUNTED,
        status=Progress.DONE,
        end_on__gte=since,
        start_on__lte=today,
    )
    active = defaultdict(set)
    for code, pillar in rows.order_by().values_list("regency", "pillar__code").distinct():
        active[code].add(pillar)
    everything = list(Pillar.objects.values_list("code", flat=True))
    found = {}
    for code in _codes(areas):
        names = ", ".join(pillar for pillar in everything if pillar in active[code])
        lacking = ", ".join(pillar for pillar in everything if pillar not in active[code])
        words = {"since": short_date(since), "pillars": names}
        if not active[code]:
            data = _("No activity completed since %(since)s.") % words
        else:
            data = _("Completed since %(since)s: pillar %(pillars)s.") % words
        missing = _("Carry out activities of pillar %s.") % lacking if lacking else ""
        found[code] = Ground(NOT if not active[code] else PARTLY if lacking else MET, data, missing)
    return found


def region_funds(areas: Places, criterion: Criterion, today: date) -> dict[str, Ground]:
    """Met: money of the province or regency spent within the months of the rule. Partly: only planned."""
    since = months_before(today, criterion.threshold)
    rows = FundingLine.objects.filter(
        activity__regency__in=_codes(areas),
        activity__state__in=COUNTED,
        activity__end_on__gte=since,
        activity__start_on__lte=today,
    ).exclude(activity__status=Progress.CANCELLED)
    lines = defaultdict(set)
    for code, source, actual in rows.values_list("activity__regency", "source", "actual"):
        lines[code].add((source in REGION, bool(actual)))
    missing = _("Put the programme into the APBD and enter that money with its activities.")
    words = {"since": short_date(since)}
    found = {}
    for code in _codes(areas):
        if not lines[code]:
            found[code] = Ground(UNKNOWN, _("No money is recorded since %(since)s.") % words, missing)
        elif (True, True) in lines[code]:
            found[code] = Ground(MET, _("APBD money was spent since %(since)s.") % words)
        elif (True, False) in lines[code]:
            found[code] = Ground(PARTLY, _("APBD money is planned, not spent yet."), missing)
        else:
            found[code] = Ground(NOT, _("No APBD money since %(since)s.") % words, missing)
    return found


def villages_reporting(areas: Places, criterion: Criterion, today: date) -> dict[str, Ground]:
    """Met: at least the share of the rule reported in the last quarter that fell due. Partly: fewer."""
    period = next(iter(periods_due(areas, today)), None)
    if period is None:
        return dict.fromkeys(_codes(areas), Ground(UNKNOWN, _("No quarter has fallen due yet.")))
    codes = _codes(areas)
    reported = completeness(Village.objects.filter(regency__in=codes), period, regencies=codes)
    return {
        code: _part(
            reported.of(code).reported,
            reported.of(code).members,
            _("%(count)s of %(all)s villages reported for %(period)s."),
            _("Have every village report, or state that nothing was done."),
            enough=criterion.threshold / 100,
            period=period,
        )
        for code in codes
    }


def villages_mature(areas: Places, criterion: Criterion, today: date) -> dict[str, Ground]:
    """Met: the villages reach the share of the rule in the mean. Partly: half of it.

    A village of which nothing is known counts as 0 in the mean: not knowing never lifts it.
    """
    members = _members(areas, today)
    least = criterion.threshold / 100
    missing = _("See the page of each village for what is missing.")
    found = {}
    for code in _codes(areas):
        if not members[code].assessed:
            found[code] = Ground(UNKNOWN, _("Nothing is known of the maturity of its villages."), missing)
            continue
        mean = members[code].shares / members[code].villages
        data = _("%(share)s on average across its villages (%(count)s). The rule requires %(least)s.") % {
            "share": percent(mean),
            "count": members[code].villages,
            "least": percent(least, 0),
        }
        if mean >= least:
            found[code] = Ground(MET, data)
        else:
            found[code] = Ground(PARTLY if mean >= least / 2 else NOT, data, missing)
    return found


def _part(count, members, sentence, missing, enough=1.0, **words):
    """A ground for "so many of so many"; without any villages nothing can be said."""
    if not members:
        return Ground(UNKNOWN, _("No village is in the programme."), _("Have villages designated."))
    data = sentence % {"count": count, "all": members, **words}
    if count / members >= enough:
        return Ground(MET, data)
    return Ground(PARTLY if count else NOT, data, missing)


def _codes(areas):
    return [area.pk for area in areas]


MEASURES = {
    CriterionMeasure.VILLAGES_JOINED: villages_joined,
    CriterionMeasure.OFFICERS_SERVING: officers_serving,
    CriterionMeasure.PILLARS_ACTIVE: pillars_active,
    CriterionMeasure.REGION_FUNDS: region_funds,
    CriterionMeasure.VILLAGES_REPORTING: villages_reporting,
    CriterionMeasure.VILLAGES_MATURE: villages_mature,
}
