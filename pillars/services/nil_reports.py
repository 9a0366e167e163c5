"""Stating that nothing happened, and taking that back."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.refusals import Refused
from villages.existence import refuse_gone
from villages.models import Village

from ..choices import COUNTED
from ..models import Activity, ActivityVillage, NilReport, Pillar, ReportingPeriod
from .periods import refuse_closed_quarter


@transaction.atomic
def state_nil(
    *, period: ReportingPeriod, village: Village, pillar: Pillar, by: User, nothing_follows: bool = False
) -> NilReport:
    """One village had no activity of the pillar in the quarter; stated twice, the first statement stands.

    `nothing_follows`: said as well while the quarter still runs, because something may yet happen.
    """
    own = Village.objects.editable_by(by).select_for_update(of=("self",), no_key=True)
    village = own.filter(pk=village.pk).first()
    if village is None:
        raise Refused(_("You may enter activities only for the villages of your own area."))
    refuse_closed_quarter(year=period.year, quarter=period.quarter, area=village.area_id)
    if period.starts_on > clock.today():
        raise Refused(_("%s has not begun yet.") % period)
    refuse_gone(village, period.starts_on)
    if there := _activities(period, village, pillar).first():
        raise Refused(
            _("“%(title)s” was sent for %(village)s in %(period)s, so this is not nil.")
            % {"title": there.activity.title, "village": village, "period": period}
        )
    if period.ends_on >= clock.today() and not nothing_follows:
        raise Refused(
            _("%(period)s runs until %(date)s. Report nil once it is over, or say that nothing will follow.")
            % {"period": period, "date": long_date(period.ends_on)}
        )
    nil, _made = NilReport.objects.standing().get_or_create(
        period=period,
        village=village,
        pillar=pillar,
        defaults={"stated_at": timezone.now(), "stated_by": by},
    )
    return nil


@transaction.atomic
def withdraw_nil(*, nil: NilReport, by: User) -> NilReport:
    """Takes a statement back: the village has not reported the pillar, until something is sent."""
    nil = NilReport.objects.editable_by(by).select_for_update(of=("self",)).filter(pk=nil.pk).first()
    if nil is None:
        raise Refused(_("You may enter activities only for the villages of your own area."))
    refuse_closed_quarter(year=nil.period.year, quarter=nil.period.quarter, area=nil.village.area_id)
    if nil.withdrawn_at is None:
        NilReport.objects.filter(pk=nil.pk).withdraw(by)
    return nil


def withdraw_contradicted(activities: Iterable[Activity], by: User) -> None:
    """Activities that count withdraw the statements that there was none; in the caller's transaction."""
    served = ActivityVillage.objects.filter(activity__in=[activity.pk for activity in activities])
    contradicted(served).withdraw(by)


def contradicted(served: QuerySet[ActivityVillage]) -> QuerySet[NilReport]:
    """The standing statements against which one of these villages of activities speaks."""
    period = (OuterRef("period__starts_on"), OuterRef("period__ends_on"))
    against = served.filter(
        _counts_in(*period), village=OuterRef("village"), activity__pillar=OuterRef("pillar")
    )
    standing = NilReport.objects.standing().filter(village__in=served.values("village"))
    return standing.filter(Exists(against))


def _activities(period, village, pillar):
    rows = ActivityVillage.objects.filter(village=village, activity__pillar=pillar)
    return rows.filter(_counts_in(period.starts_on, period.ends_on)).select_related("activity")


def _counts_in(starts_on, ends_on):
    """Villages of activities that count and have a day between the two."""
    return Q(activity__state__in=COUNTED, activity__start_on__lte=ends_on, activity__end_on__gte=starts_on)
