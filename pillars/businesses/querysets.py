"""Which businesses a person may see or write, how each stood on a day, and the filters that have a name."""

import datetime

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear

from ..choices import COUNTED
from ..querysets import JoinedQuerySet, OfVillagesQuerySet
from .choices import BusinessKind, BusinessStatus, Market

#: The pillar whose activities are trainings of businesses.
PILLAR = 2
#: A permit is renewed in so much time before it runs out.
TIME_TO_RENEW = datetime.timedelta(days=60)
#: A month in `day_number`.
MONTH = 31


def day_number(day):
    """A date as a number that grows with it; `MONTH` more is that day a month later, or the month's last."""
    return (day.year * 12 + day.month) * MONTH + day.day


def _number_of(field):
    """The same of a column."""
    return (ExtractYear(field) * 12 + ExtractMonth(field)) * MONTH + ExtractDay(field)


def there_by(date):
    """Started by the end of a day, or nobody knows when."""
    return Q(started_on__isnull=True) | Q(started_on__lte=date)


def withheld():
    """Businesses of one person whose record is restricted: their names are not shown, nobody changes them."""
    from .models import BusinessMember

    people = BusinessMember.objects.filter(business=OuterRef("pk"), person__is_restricted=True)
    return Q(Exists(people), kind=BusinessKind.PERSON)


def after_training():
    """Businesses of which somebody took part in an activity of the pillar before the day it started."""
    from ..models import Attendance
    from .models import BusinessMember

    trainings = Attendance.objects.filter(
        beneficiary=OuterRef("person"),
        activity__pillar__number=PILLAR,
        activity__state__in=COUNTED,
        activity__start_on__lt=OuterRef("business__started_on"),
    )
    members = BusinessMember.objects.filter(
        Exists(trainings), business=OuterRef("pk"), joined_on__lte=OuterRef("started_on")
    )
    return Q(Exists(members))


class BusinessQuerySet(OfVillagesQuerySet):
    """Businesses in villages the user sees, for roles that deal with people."""

    sees, enters = "pillars.view_business", "pillars.record_business"

    def editable_by(self, user):
        return super().editable_by(user).exclude(withheld())

    def for_list(self):
        """Also whether the name is withheld."""
        return (
            super()
            .for_list()
            .annotate(is_withheld=Exists(self.model.objects.filter(withheld(), pk=OuterRef("pk"))))
        )

    def with_status_on(self, date):
        """Adds `status` at the end of a day, and `status_since`, the day of the last change or the start."""
        steps = self._steps().filter(on__lte=date)
        return self.annotate(
            status=Coalesce(Subquery(steps.values("status")[:1]), Value(BusinessStatus.RUNNING.value)),
            status_since=Coalesce(Subquery(steps.values("on")[:1]), F("started_on")),
        )

    def with_status_after(self, *months):
        """Adds `started_number` and `status_<n>`: how each stood so many months after its start.

        Only of those whose start is known; that the day has come is asked by `reached`.
        """
        found = self.annotate(started_number=_number_of("started_on"))
        steps = self._steps().annotate(number=_number_of("on"))
        for number in months:
            until = steps.filter(number__lte=OuterRef("started_number") + number * MONTH)
            running = Value(BusinessStatus.RUNNING.value)
            status = Coalesce(Subquery(until.values("status")[:1]), running)
            found = found.annotate(**{f"status_{number}": status})
        return found

    def there_on(self, date):
        """Started by the end of a day and not closed by then; with their status."""
        return self.with_status_on(date).filter(there_by(date)).exclude(status=BusinessStatus.CLOSED)

    def with_permit_on(self, date, *kinds):
        """With a permit of one of the kinds that is valid on a day."""
        from .models import BusinessPermit

        valid = BusinessPermit.objects.valid_on(date).filter(business=OuterRef("pk"), kind__in=kinds)
        return self.filter(Exists(valid))

    @staticmethod
    def _steps():
        from .models import BusinessStep

        return BusinessStep.objects.filter(business=OuterRef("pk")).order_by("-on", "-pk")


def reached(months, date, since=None):
    """Businesses `with_status_after` whose months were over by the end of a day; after the day `since`."""
    found = Q(started_number__lte=day_number(date) - months * MONTH)
    return found & Q(started_number__gt=day_number(since) - months * MONTH) if since else found


#: Businesses that sell beyond their village.
OUTSIDE = Q(market__in=[Market.REGENCY, Market.COUNTRY, Market.ABROAD])


class OfBusinessQuerySet(OfVillagesQuerySet):
    """Rows below a business."""

    scope = "business__village"
    sees, enters = BusinessQuerySet.sees, BusinessQuerySet.enters

    def editable_by(self, user):
        from .models import Business

        return super().editable_by(user).filter(business__in=Business.objects.editable_by(user))


class BusinessMemberQuerySet(JoinedQuerySet, OfBusinessQuerySet):
    """Owners of businesses and members of groups."""

    def visible_to(self, user):
        return super().visible_to(user).select_related("business")


class PermitQuerySet(OfBusinessQuerySet):
    def valid_on(self, date):
        """Issued by a day, or nobody knows when, and not run out."""
        issued = Q(issued_on__isnull=True) | Q(issued_on__lte=date)
        return self.filter(issued).filter(Q(expires_on__isnull=True) | Q(expires_on__gte=date))

    def newest_last(self):
        """By the day of issue; those of which nobody knows it come first."""
        return self.order_by(F("issued_on").asc(nulls_first=True), "pk")

    def running_out(self, date):
        """Those that ran out by a day or do so soon after it, and that none followed which lasts longer."""
        later = Q(expires_on__isnull=True) | Q(expires_on__gt=OuterRef("expires_on"))
        longer = self.model.objects.filter(later, business=OuterRef("business"), kind=OuterRef("kind"))
        return self.filter(~Exists(longer), expires_on__lt=date + TIME_TO_RENEW)
