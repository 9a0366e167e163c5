"""Which activities a person may see, write or verify, and the filters that have a name."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum
from django.db.models.functions import Coalesce, Lower
from django.db.models.lookups import GreaterThan, LessThan
from django.utils import timezone

from desmigratif.ui import clock
from villages.models import Village

from .choices import COUNTED, ExceptionState, Progress, Review


class PeriodQuerySet(models.QuerySet):
    def on(self, date):
        """The period a day belongs to."""
        return self.filter(starts_on__lte=date, ends_on__gte=date)

    def touched_by(self, start_on, end_on):
        """Periods in which a span of days has at least one day, both ends included."""
        return self.filter(starts_on__lte=end_on, ends_on__gte=start_on)

    def closed_to(self, regency, date):
        """Closed periods into which the office of the regency may not write on `date`."""
        from .models import PeriodException

        held = PeriodException.objects.in_force(date).filter(period=OuterRef("pk"), regency=regency)
        return self.filter(~Exists(held), closed_at__isnull=False)


class PeriodExceptionQuerySet(models.QuerySet):
    def in_force(self, date):
        return self.filter(state=ExceptionState.GRANTED, until__gte=date)

    def waiting(self):
        """Requests on which no reviewer decided yet, the oldest first."""
        return self.filter(state=ExceptionState.ASKED).order_by("asked_at", "pk")

    def visible_to(self, user):
        """Exceptions of regencies in which the user sees a village."""

        return self.filter(regency__in=Village.objects.visible_to(user).order_by().values("regency"))


class StatementQuerySet(models.QuerySet):
    """Statements that somebody may withdraw."""

    def standing(self):
        """Those that nobody withdrew."""
        return self.filter(withdrawn_at__isnull=True)

    def withdraw(self, by):
        """Takes them back, now; what was stated stays to be read."""
        return self.update(withdrawn_at=timezone.now(), withdrawn_by=by)


class OfVillagesQuerySet(models.QuerySet):
    """Rows of a register: those of the villages that a user sees, or enters for.

    `scope` says where the village of a row stands; `sees` and `enters` name the rights that are needed.
    """

    scope = "village"
    sees = enters = ""

    def visible_to(self, user):
        if user.is_anonymous or not user.has_perm(self.sees):
            return self.none()
        return self.filter(**{f"{self.scope}__in": Village.objects.visible_to(user)})

    def editable_by(self, user):
        if user.is_anonymous or not user.has_perm(self.enters):
            return self.none()
        return self.filter(**{f"{self.scope}__in": Village.objects.editable_by(user)})

    def in_area(self, area):
        """Rows of villages within one area of any level."""
        return self.filter(**{f"{self.scope}__in": Village.objects.in_area(area)})

    def for_list(self):
        """Loads the names of places; no query per row."""
        return self.select_related(*(f"{self.scope}__{place}" for place in ("area", "district", "regency")))


class JoinedQuerySet(OfVillagesQuerySet):
    """People who belong to something."""

    def visible_to(self, user):
        """Only roles that deal with people see who it is."""
        if not user.has_perm("villages.view_beneficiary"):
            return self.none()
        return super().visible_to(user)

    def on(self, date):
        """Those who belonged to it at the end of a day."""
        return self.filter(joined_on__lte=date).filter(Q(left_on__isnull=True) | Q(left_on__gt=date))


class NilReportQuerySet(StatementQuerySet):
    def editable_by(self, user):

        return self.filter(village__in=Village.objects.editable_by(user))


class PillarQuerySet(models.QuerySet):
    def with_leads(self):
        """Loads who leads each pillar from when on: one query more."""
        from .models import PillarLead

        leads = PillarLead.objects.select_related("organisation")
        return self.prefetch_related(models.Prefetch("leads", leads))


class PillarLeadQuerySet(models.QuerySet):
    def on(self, date):
        """The lead row of each pillar on `date`."""
        later = self.model.objects.filter(pillar=OuterRef("pillar"), valid_from__lte=date)
        newest = later.order_by("-valid_from").values("pk")[:1]
        return self.filter(
            Q(pk=models.Subquery(newest)) | Q(~Exists(later), valid_from__isnull=True)
        ).select_related("organisation")


class FundingLineQuerySet(models.QuerySet):
    def of_village(self, village):
        """Lines that are one village's: entered for it, or of an activity that served no other."""
        from .models import ActivityVillage

        others = ActivityVillage.objects.filter(activity=OuterRef("activity")).exclude(village=village)
        return self.filter(Q(village=village) | ~Exists(others))


def _closed_to_each(date):
    """The closed periods that keep each activity of the outer query as it is."""
    from .models import ReportingPeriod

    start, end = (OuterRef(name) for name in ("start_on", "end_on"))
    touched = ReportingPeriod.objects.touched_by(Coalesce(start, end), Coalesce(end, start))
    return touched.closed_to(OuterRef(OuterRef("regency")), date)


def _late_on(date):
    return Q(status__in=[Progress.PLANNED, Progress.RUNNING], end_on__lt=date)


def _beside(periods):
    """The condition that an activity has no day in periods, which come in their order."""
    spans = []
    for period in periods:
        if spans and spans[-1][1] + datetime.timedelta(days=1) == period.starts_on:
            spans[-1][1] = period.ends_on
        else:
            spans.append([period.starts_on, period.ends_on])
    first, last = Coalesce("start_on", "end_on"), Coalesce("end_on", "start_on")
    found = Q()
    for start, end in spans:
        found &= Q(LessThan(last, start)) | Q(GreaterThan(first, end))
    return found | Q(start_on__isnull=True, end_on__isnull=True) if spans else found


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Activities with a village the user sees; drafts only for those who enter data there."""

        from .models import ActivityVillage

        if user.is_anonymous or not user.has_perm("pillars.view_activity"):
            return self.none()
        found = self
        if not user.is_national:
            rows = ActivityVillage.objects.filter(village__in=Village.objects.visible_to(user))
            found = found.filter(pk__in=rows.values("activity"))
        if not user.has_perm("pillars.add_activity"):
            found = found.exclude(state=Review.DRAFT)
        return found

    def editable_by(self, user):
        """Activities the user may change now: all its villages are the user's, and it is not locked.

        Draft and returned ones; and sent ones that are not over yet, so that a plan can be carried on.
        """

        from .models import ActivityVillage

        if user.is_anonymous or not user.has_perm("pillars.change_activity"):
            return self.none()
        found = self.visible_to(user).filter(
            Q(state__in=[Review.DRAFT, Review.RETURNED])
            | Q(state=Review.SENT, status__in=[Progress.PLANNED, Progress.RUNNING])
        )
        if user.is_national:
            # Every village is theirs.
            return found
        rows = ActivityVillage.objects.filter(activity=OuterRef("pk"))
        return found.filter(~Exists(rows.exclude(village__in=Village.objects.editable_by(user))))

    def verifiable_by(self, user):
        """The reviewer's queue: sent, over, in no closed quarter, not written or sent by the reviewer."""
        if user.is_anonymous or not user.has_perm("pillars.verify_activity"):
            return self.none()
        return (
            self.visible_to(user)
            .filter(state=Review.SENT, status__in=[Progress.DONE, Progress.CANCELLED])
            .exclude(Q(sent_by=user) | Q(created_by=user))
            .in_open_period(clock.today())
        )

    def waiting_for(self, user):
        """What only the user or a colleague can move on: drafts, returned ones, plans past their last day.

        Without what a closed quarter keeps as it is: there the office asks for an exception first.
        """
        today = clock.today()
        late = _late_on(today) & Q(state=Review.SENT)
        return (
            self.editable_by(user)
            .filter(Q(state__in=[Review.DRAFT, Review.RETURNED]) | late)
            .in_open_period(today)
        )

    def waiting_for_others(self, user):
        """Drafts and returned ones of the user's villages that also serve a village of somebody else."""
        found = self.visible_to(user).filter(state__in=[Review.DRAFT, Review.RETURNED])
        own = self.model.objects.editable_by(user).values("pk")
        return found.exclude(pk__in=own).in_open_period(clock.today())

    def with_list_codes(self, codes):
        """Activities that lists of offices name by one of the codes, whatever its case, through the index."""
        # Databases lower what is not ASCII or leave it as it is.
        lowered = {form for code in codes for form in (code.lower(), code.encode().lower().decode())}
        return self.exclude(list_code="").alias(lowered=Lower("list_code")).filter(lowered__in=lowered)

    def counted(self, states=COUNTED):
        """Activities that enter the figures (counting rule 6)."""
        return self.filter(state__in=states)

    def in_area(self, area):
        """Activities with at least one village within the area, of any level."""

        from .models import ActivityVillage

        rows = ActivityVillage.objects.filter(village__in=Village.objects.in_area(area))
        return self.filter(pk__in=rows.values("activity"))

    def in_group(self, group):
        return self.filter(regency__in=group.areas.values("pk"))

    def late_on(self, date):
        """Planned or running activities whose last day is before `date`."""
        return self.filter(_late_on(date))

    def running_between(self, start, end):
        """Activities whose days touch the span, both ends included (counting rule 3)."""
        return self.filter(start_on__lte=end).filter(
            Q(end_on__gte=start) | Q(end_on__isnull=True, start_on__gte=start)
        )

    def in_closed_period(self, date):
        """Activities that nobody may change on `date`: the same rule as `services.periods.refuse_closed`."""
        return self.filter(Exists(_closed_to_each(date)))

    def in_open_period(self, date):
        """The others: no closed quarter touched, or the regency has an exception.

        The days are looked up first, so that an index answers: there are few quarters and fewer exceptions.
        """
        from .reference import exceptions_on, quarters

        closed, opened = [row for row in quarters() if row.is_closed], {}
        for regency, period in exceptions_on(date):
            opened.setdefault(regency, set()).add(period)
        others = ~Q(regency__in=list(opened)) if opened else Q()
        found = others & _beside(closed)
        for regency, periods in opened.items():
            found |= Q(regency=regency) & _beside(row for row in closed if row.pk not in periods)
        return self.filter(found)

    def with_totals(self, village=None):
        """Adds `male`, `female`, `unknown`, `head_count` (attendances) and `plan`, `actual` (rupiah).

        With `village`: its share alone, by the rule that its tallies follow.
        """
        from .models import FundingLine, HeadCount

        counts = HeadCount.objects.filter(activity_village__activity=OuterRef("pk")).order_by()
        lines = FundingLine.objects.filter(activity=OuterRef("pk")).order_by()
        if village is not None:
            counts = counts.filter(activity_village__village=village)
            lines = lines.of_village(village)

        def total(rows, key, field):
            sums = rows.values(key).annotate(total=Sum(field)).values("total")
            return Coalesce(models.Subquery(sums), 0, output_field=models.BigIntegerField())

        of_counts, of_lines = "activity_village__activity", "activity"
        return self.annotate(
            male=total(counts, of_counts, "male"),
            female=total(counts, of_counts, "female"),
            unknown=total(counts, of_counts, "unknown"),
            plan=total(lines, of_lines, "plan"),
            actual=total(lines, of_lines, "actual"),
        ).annotate(head_count=models.F("male") + models.F("female") + models.F("unknown"))

    def with_people(self, village=None):
        """Adds `people`: how many are recorded by name, with `village` those who took part there."""
        from .models import Attendance

        rows = Attendance.objects.filter(activity=OuterRef("pk")).order_by()
        if village is not None:
            rows = rows.filter(activity_village__village=village)
        counts = rows.values("activity").annotate(total=models.Count("pk")).values("total")
        return self.annotate(people=Coalesce(models.Subquery(counts), 0))

    def people(self, village=None):
        """How many different people are recorded by name at all these activities."""
        from .models import Attendance

        rows = Attendance.objects.filter(activity__in=self.order_by().values("pk"))
        if village is not None:
            rows = rows.filter(activity_village__village=village)
        return rows.aggregate(people=models.Count("beneficiary", distinct=True))["people"]

    def totals(self, village=None):
        """Sums over all these activities, as a dict with the names that `with_totals` adds to each."""
        from .models import FundingLine, HeadCount

        chosen = self.order_by().values("pk")
        counts = HeadCount.objects.filter(activity_village__activity__in=chosen)
        lines = FundingLine.objects.filter(activity__in=chosen)
        if village is not None:
            counts = counts.filter(activity_village__village=village)
            lines = lines.of_village(village)
        sums = counts.aggregate(**{name: Coalesce(Sum(name), 0) for name in ("male", "female", "unknown")})
        sums["head_count"] = sum(sums.values())
        return sums | lines.aggregate(**{name: Coalesce(Sum(name), 0) for name in ("plan", "actual")})

    def for_list(self):
        """Loads pillar, type, regency and the villages with their names over time: no query per row."""
        villages = models.Prefetch("villages", Village.objects.select_related("area"))
        return self.select_related("pillar", "type", "regency").prefetch_related(
            villages, "villages__area__names"
        )

    def with_data(self):
        """Loads what an activity says: its fields, villages, head counts and money."""
        from .models import ActivityVillage

        places = ActivityVillage.objects.select_related("village__area")
        return self.select_related("pillar", "type", "organiser").prefetch_related(
            models.Prefetch("activity_villages", places),
            "activity_villages__counts",
            "funding_lines__organisation",
            "funding_lines__village__area",
        )

    def for_detail(self):
        """Loads everything one activity page shows."""
        from .models import ActivityEvent, ActivityVillage

        places, events = ActivityVillage.objects.all(), ActivityEvent.objects.all()
        return self.select_related(
            "pillar", "type", "regency", "organiser", "created_by", "changed_by", "sent_by", "verified_by"
        ).prefetch_related(
            models.Prefetch("activity_villages", places.select_related("village__area", "village__district")),
            "activity_villages__village__area__names",
            "activity_villages__counts",
            "funding_lines__organisation",
            "funding_lines__village__area__names",
            "attachments",
            models.Prefetch("events", events.select_related("by__organisation")),
        )
