"""What is known of one village: figures by source, quarters, areas over time, who changed what."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, F, OuterRef, Q, QuerySet, Window
from django.utils.translation import gettext as _
from simple_history.models import HistoricalChanges

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import NOTHING, short_date, within
from pillars.models import Activity, ReportingPeriod
from villages.choices import ProfileKey
from villages.models import Area, AreaChange, AreaName, Membership, ProfileFigure, Village

from .completeness import has_activity, has_nil_report
from .status import Standing

ACTIVITIES_SHOWN = 5
CHANGES_SHOWN = 20
#: In the strip on top; the other figures stand under the basic data.
STRIP = (ProfileKey.MIGRANTS_ABROAD, ProfileKey.RETURNED, ProfileKey.FAMILIES)


@dataclass(frozen=True)
class StatedFigure:
    """The newest figure of one kind, and what other sources last said where that differs."""

    key: ProfileKey
    newest: ProfileFigure | None
    others: tuple[ProfileFigure, ...] = ()

    @property
    def label(self) -> str:
        return str(self.key.label)


def stated_figures(village: Village) -> dict[ProfileKey, StatedFigure]:
    """One `StatedFigure` per kind, in the order of the list of kinds; one query."""
    rows = village.figures.order_by("key", "-stated_on", "-pk")
    by_key = {key: list(group) for key, group in groupby(rows, key=lambda row: row.key)}
    return {key: _stated(key, by_key.get(key, [])) for key in ProfileKey}


def _stated(key, rows):
    """`rows`: newest first."""
    if not rows:
        return StatedFigure(key, None)
    newest = rows[0]
    last_words = {}
    for row in rows[1:]:
        if row.source != newest.source:
            last_words.setdefault(row.source, row)
    said = (newest.value, newest.male, newest.female)
    differing = [row for row in last_words.values() if (row.value, row.male, row.female) != said]
    return StatedFigure(key, newest, tuple(differing))


def latest_activities(village: Village, user: User) -> tuple[list[Activity], int]:
    """The newest activities of the village that the user sees, with the village's own share; and how many
    there are in all."""
    found = Activity.objects.visible_to(user).in_area(village.area).with_totals(village)
    found = found.annotate(in_all=Window(Count("*"))).select_related("pillar")
    rows = list(found.order_by(F("start_on").desc(nulls_last=True), "-pk")[:ACTIVITIES_SHOWN])
    return rows, rows[0].in_all if rows else 0


@dataclass(frozen=True)
class VillageQuarter:
    """One quarter of one village: whether an activity that counts touches it, and whether nil was stated."""

    period: ReportingPeriod
    has_activity: bool
    has_nil: bool

    @property
    def reported(self) -> bool:
        return self.has_activity or self.has_nil

    @property
    def key(self) -> str:
        return self.period.key

    @property
    def standing(self) -> Standing:
        today = clock.today()
        if self.has_activity:
            return Standing("ok", _("Reported"))
        if self.has_nil:
            return Standing("ok", _("Nil reported"))
        if self.period.starts_on > today:
            return Standing("none", _("Not begun"))
        if self.period.due_on >= today:
            return Standing("info", _("Due %(date)s") % {"date": short_date(self.period.due_on)})
        return Standing("warn", _("Not reported"))


def quarters(village: Village, years: Iterable[int]) -> list[VillageQuarter]:
    """The quarters of some years, newest year first, each with whether the village reported: one query."""
    acted = has_activity(village, OuterRef("starts_on"), OuterRef("ends_on"))
    nil = has_nil_report(village, OuterRef("pk"))
    periods = ReportingPeriod.objects.filter(year__in=years).annotate(acted=acted, nil=nil)
    return [VillageQuarter(row, row.acted, row.nil) for row in periods.order_by("-year", "quarter")]


@dataclass(frozen=True)
class AreaHistory:
    """Earlier names of the village, and the areas it came from or went on in."""

    names: list[AreaName]
    changes: list[AreaChange]

    def __bool__(self):
        return bool(self.names or self.changes)


def area_changes(area: Area | OuterRef) -> QuerySet[AreaChange]:
    """The changes in which an area has a part."""
    return AreaChange.objects.filter(Q(old=area) | Q(new=area))


def area_history(area: Area, *, has_changes: bool = True) -> AreaHistory:
    """`has_changes`: False where it is known that there are none."""
    changes = area_changes(area).select_related("old", "new") if has_changes else ()
    return AreaHistory(list(area.names.all()), list(changes))


@dataclass(frozen=True)
class FieldChange:
    """One field with what it said before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class VillageChange:
    """One change of the village or of its standing in a programme: who, when, what."""

    row: HistoricalChanges
    before: HistoricalChanges | None

    @property
    def at(self) -> datetime.datetime:
        return self.row.history_date

    @property
    def by(self) -> User | None:
        return self.row.history_user

    @property
    def subject(self) -> str:
        return within(self.row.instance_type._meta.verbose_name)

    @property
    def action(self) -> str:
        return {"+": _("added"), "~": _("changed"), "-": _("removed")}[self.row.history_type]

    @property
    def reason(self) -> str:
        return self.row.history_change_reason or ""

    @property
    def fields(self) -> list[FieldChange]:
        if self.before is None:
            return []
        changes = self.row.diff_against(self.before).changes
        return [self._field_change(change) for change in changes]

    def _field_change(self, change):
        field = self.row.instance_type._meta.get_field(change.field)
        return FieldChange(within(field.verbose_name), _value(field, change.old), _value(field, change.new))


def _value(field, value):
    """A stored value as a reader knows it."""
    if value in (None, ""):
        return NOTHING
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if hasattr(value, "strftime"):
        return short_date(value)
    return str(value)


def record_changes(village: Village) -> list[VillageChange]:
    """The last changes of the village and its memberships, newest first; two queries."""
    found = []
    for history in (
        Village.history.filter(id=village.pk),
        Membership.history.filter(village_id=village.pk),
    ):
        rows = history.select_related("history_user").order_by("id", "history_date", "history_id")
        for _pk, group in groupby(rows, key=lambda row: row.id):
            steps = list(group)
            found += [VillageChange(row, before) for row, before in zip(steps, [None, *steps], strict=False)]
    return sorted(found, key=lambda change: (change.at, change.row.pk), reverse=True)[:CHANGES_SHOWN]
