"""Villages that give no sign of life: no activity, no officer or no report for some months."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from desmigratif.ui.asked_once import asked_once
from desmigratif.ui.paging import InTurn
from pillars.choices import COUNTED, Progress
from pillars.models import ActivityVillage, NilReport
from villages.models import Assignment, Membership, Village

from ..choices import DormancySign
from ..models import DormancyRule
from .criteria import months_before

DEFAULT_MONTHS = 6
#: Villages per query, which names each several times: well under SQLite's limit of bound values.
CHUNK = 2000


@asked_once
def dormancy_months() -> int:
    """The number of the newest rule, or 6 while none is stored."""
    newest = DormancyRule.objects.first()
    return newest.months if newest else DEFAULT_MONTHS


@dataclass(frozen=True)
class Dormant:
    """One village with its signs, and when it last had an activity and sent a report (None: never)."""

    village: Village
    signs: list[DormancySign] = field(default_factory=list)
    last_activity: datetime.date | None = None
    last_report: datetime.date | None = None


class Dormancy:
    """The dormant ones of some villages; `since` is the first day of the months that are looked at."""

    def __init__(self, villages: QuerySet[Village], today: datetime.date | None = None) -> None:
        self.today = today or clock.today()
        self.months = dormancy_months()
        self.since = months_before(self.today, self.months)
        self._villages = villages

    @property
    def villages(self) -> QuerySet[Village]:
        """The dormant villages: those that take part in a programme today, did before the months in question,
        and lack something of the three."""
        return self.with_sign(None)

    def with_sign(self, sign: str | None) -> QuerySet[Village]:
        """The dormant villages with one sign; all of them without."""
        standing = (
            Membership.objects.taking_part_on(self.today)
            .filter(village=OuterRef("pk"))
            .filter(Q(valid_from__isnull=True) | Q(valid_from__lt=self.since))
        )
        wanted = [self._there[sign]] if sign else self._there.values()
        lacking = Q(*(~is_there for is_there in wanted), _connector=Q.OR)
        return self._villages.filter(Exists(standing)).filter(lacking)

    def in_turn(self, sign: str | None) -> InTurn:
        """The same for a list, in the order of their codes."""
        return InTurn(self.with_sign(sign).order_by("area"), shown=Village.objects.for_list())

    @property
    def _there(self):
        """What each sign lacks, as a condition; sets that are made once, not a question per village."""
        return {
            DormancySign.NO_ACTIVITY: Q(pk__in=self._activities),
            DormancySign.NO_OFFICER: self._served,
            DormancySign.NO_REPORT: Q(pk__in=self._sent) | Q(pk__in=self._nil),
        }

    def rows(self, villages: Iterable[Village]) -> list[Dormant]:
        """`Dormant` of some of the villages (a page, or all for a file): four queries more."""
        villages = list(villages)
        ids = [village.pk for village in villages]
        signs = {}
        for start in range(0, len(ids), CHUNK):
            signs |= self._signs_of(ids[start : start + CHUNK])
        own = ActivityVillage.objects.filter(
            village__in=[village.pk for village in villages], activity__state__in=COUNTED
        ).order_by()
        happened = own.filter(activity__start_on__lte=self.today).exclude(
            activity__status__in=[Progress.CANCELLED, Progress.PLANNED]
        )
        last = dict(happened.values_list("village").annotate(Max("activity__start_on")))
        sent = dict(own.values_list("village").annotate(Max("activity__sent_at")))
        nil = NilReport.objects.standing().filter(village__in=[village.pk for village in villages])
        stated = dict(nil.order_by().values_list("village").annotate(Max("stated_at")))
        found = []
        for village in villages:
            moments = [moment for moment in (sent.get(village.pk), stated.get(village.pk)) if moment]
            report = clock.day_of(max(moments)) if moments else None
            found.append(Dormant(village, signs[village.pk], last.get(village.pk), report))
        return found

    def _signs_of(self, ids):
        """`{village id: its signs}`; the sets are made of these villages alone."""
        some = Dormancy(Village.objects.filter(pk__in=ids), self.today)
        flags = {f"there_{number}": is_there for number, is_there in enumerate(some._there.values())}
        rows = Village.objects.filter(pk__in=ids).order_by().annotate(**flags).values_list("pk", *flags)
        return {
            pk: [sign for sign, is_there in zip(some._there, there, strict=True) if not is_there]
            for pk, *there in rows
        }

    def _of_villages(self, rows):
        return rows.filter(village__in=self._villages.order_by().values("pk"))

    @property
    def _activities(self):
        """Villages of sent or verified activities that were carried on in the months, not merely planned."""
        rows = (
            self._of_villages(ActivityVillage.objects)
            .filter(
                activity__state__in=COUNTED,
                activity__end_on__gte=self.since,
                activity__start_on__lte=self.today,
            )
            .exclude(activity__status__in=[Progress.CANCELLED, Progress.PLANNED])
        )
        return rows.order_by().values("village")

    @property
    def _served(self):
        """In an area that had officers on any day of the months who are active today."""
        areas = (
            Assignment.objects.filter(
                Q(valid_to__isnull=True) | Q(valid_to__gte=self.since),
                valid_from__lte=self.today,
                user__is_active=True,
                user__role__in=[Role.OFFICER, Role.VILLAGE_OFFICER],
            )
            .order_by()
            .values("area")
        )
        levels = ("area", "district", "regency", "province")
        return Q(*((f"{level}__in", areas) for level in levels), _connector=Q.OR)

    @property
    def _sent(self):
        rows = self._of_villages(ActivityVillage.objects).filter(
            activity__state__in=COUNTED, activity__sent_at__gte=_midnight(self.since)
        )
        return rows.order_by().values("village")

    @property
    def _nil(self):
        rows = self._of_villages(NilReport.objects.standing()).filter(stated_at__gte=_midnight(self.since))
        return rows.order_by().values("village")


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
