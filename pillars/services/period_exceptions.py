"""Asking for an exception from a closed quarter, granting it for some days, or declining it."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from villages.models import Area, Village

from ..choices import ExceptionState
from ..models import PeriodException, ReportingPeriod


@transaction.atomic
def ask_exception(*, period: ReportingPeriod, regency: Area, reason: str, by: User) -> PeriodException:
    """An office asks to write into a closed quarter; a second request while one waits is refused."""
    _check_reason(reason)
    if not Village.objects.editable_by(by).filter(regency=regency).exists():
        raise Refused(_("You may ask only for the regencies of your own area."), "regency")
    _check_closed(period)
    request = PeriodException(
        period=period, regency=regency, reason=reason.strip(), asked_at=timezone.now(), asked_by=by
    )
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        raise Refused(
            _("There is already a request from %(regency)s for %(period)s. The reviewer will answer it.")
            % {"regency": regency.label, "period": period}
        ) from None
    return request


@transaction.atomic
def open_exception(
    *, period: ReportingPeriod, regency: Area, reason: str, until: date, by: User
) -> PeriodException:
    """A reviewer grants an exception without having been asked."""
    _check_reviewer(by)
    _check_reason(reason)
    _check_closed(period)
    _check_until(until)
    now = timezone.now()
    return PeriodException.objects.create(
        period=period,
        regency=regency,
        reason=reason.strip(),
        state=ExceptionState.GRANTED,
        asked_at=now,
        asked_by=by,
        decided_at=now,
        decided_by=by,
        until=until,
    )


@transaction.atomic
def grant_exception(*, request: PeriodException, until: date, by: User) -> PeriodException:
    """The office may write into the quarter up to and including a day."""
    _check_reviewer(by)
    request = _waiting(request)
    _check_until(until)
    request.until = until
    return _decide(request, ExceptionState.GRANTED, by)


@transaction.atomic
def decline_exception(*, request: PeriodException, answer: str, by: User) -> PeriodException:
    """The quarter stays closed to the office, which reads why."""
    _check_reviewer(by)
    request = _waiting(request)
    if not answer.strip():
        raise Refused(_("Write why you decline; the office reads it."), "answer")
    request.answer = answer.strip()
    return _decide(request, ExceptionState.DECLINED, by)


def _decide(request, state, by):
    request.state, request.decided_at, request.decided_by = state, timezone.now(), by
    request.save()
    return request


def _waiting(request):
    request = PeriodException.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.state != ExceptionState.ASKED:
        raise Refused(_("This request was decided already."))
    return request


def _check_reason(reason):
    if not is_reason(reason):
        raise Refused(_("Write what has to be changed and why it was not done in time."), "reason")


def _check_closed(period):
    if ReportingPeriod.objects.filter(pk=period.pk, closed_at__isnull=True).exists():
        raise Refused(_("%s is open: enter the activity as usual.") % period)


def _check_until(until):
    today = clock.today()
    if until < today:
        raise Refused(
            _("The day %(date)s is past. Choose today (%(today)s) or a later day.")
            % {"date": long_date(until), "today": long_date(today)},
            "until",
        )


def _check_reviewer(by):
    if not by.has_perm("pillars.close_period"):
        raise Refused(_("Only a reviewer can do this."))
