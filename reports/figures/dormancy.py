"""Villages that give no sign of life: no activity, no officer or no report for some months."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
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
from .regencies import InRegencies, PerRegency

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

    def __init__(
        self,
        villages: QuerySet[Village],
        today: datetime.date | None = None,
        months: int | None = None,
        regencies: Collection[str] | None = None,
    ) -> None:
        """`regencies`: those that the villages fill, if any; what is kept of them is not counted again."""
        self.today = today or clock.today()
        self.months = months or dormancy_months()
        self.since = months_before(self.today, self.months)
        self._villages = villages
        self._regencies = regencies

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

    def numbers(self, sign: str | None = None) -> dict[str, int]:
        """How many of them lie in each regency."""
        return dormant_per_regency(self._villages, self.today, self.months, sign, regencies=self._regencies)

    def in_turn(self, sign: str | None) -> InTurn:
        """The same for a list, in the order of their regencies and codes."""
        return InRegencies(self._villages, lambda some: self._of(some).with_sign(sign), self.numbers(sign))

    def _of(self, villages):
        return Dormancy(villages, self.today, self.months)

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
        some = self._of(Village.objects.filter(pk__in=ids))
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


@PerRegency
def dormant_per_regency(
    villages: QuerySet[Village], today: datetime.date, months: int, sign: str | None
) -> dict[str, int]:
    """Dormant villages of a day, of all signs or of one."""
    found = Dormancy(villages, today, months).with_sign(sign).order_by().values_list("regency")
    return dict(found.annotate(number=Count("pk")))


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
