"""Writes that somebody is no longer counted from a day on, takes that back, and lets somebody come back."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from desmigratif.ui.transactions import retried

from ...choices import RecordStep
from ...models import Beneficiary, End
from ..ends import in_words
from ..plausibility import Birth
from ..trail import line
from .beneficiaries import come_back, locked, note


@retried
def record_end(
    *,
    beneficiary: Beneficiary,
    by: User,
    kind: str,
    ended_on: date,
    source: str,
    reported_on: date | None = None,
) -> End:
    """The person is counted until that day and no more (case O42); `source`: who says so.

    Like a stage it may be told late: figures go by the day of the event, `reported_on` says how late it came.
    """
    person = locked(beneficiary, by)
    end = End(
        beneficiary=person,
        kind=kind,
        ended_on=ended_on,
        reported_on=reported_on or max(ended_on, clock.today()),
        source=source.strip()[:300],
        recorded_by=by,
    )
    _check(end)
    end.save()
    note(person, RecordStep.ENDED, by, [line("end", after=end), line("reason", after=end.source)])
    return end


@retried
def take_back_end(*, end: End, by: User, reason: str) -> End:
    """The end was a mistake: it counts nowhere, and stays in the time line, marked."""
    person = locked(end.beneficiary, by)
    end = _standing(end)
    if not is_reason(reason):
        raise Refused(_("Write why this is taken back, for example: another person was meant."), "reason")
    end.taken_back_at = timezone.now()
    end.save(update_fields=["taken_back_at"])
    note(person, RecordStep.END_TAKEN_BACK, by, [line("end", end), line("reason", after=reason.strip())])
    return end


@retried
def resume(*, end: End, by: User, back_on: date) -> End:
    """Somebody who had moved away is here again, as the same person, from that day on."""
    locked(end.beneficiary, by)
    end = _standing(end)
    if back_on > clock.today():
        raise Refused(
            _("The date %s is in the future. Write the day of the return.") % f"{back_on:%d/%m/%Y}", "back_on"
        )
    come_back(end, back_on, by)
    return end


def _standing(end):
    found = End.objects.standing().select_for_update(of=("self",)).filter(pk=end.pk).first()
    if found is None:
        raise Refused(_("This record was already taken back, or the person came back. Open the page again."))
    return found


def _check(end):
    person, day = end.beneficiary, f"{end.ended_on:%d/%m/%Y}"
    if end.ended_on > clock.today():
        raise Refused(_("The date %s is in the future. Record it once it has happened.") % day, "ended_on")
    if end.reported_on < end.ended_on:
        raise Refused(
            _("The report (%(reported)s) is before the event (%(event)s). Correct one of the two.")
            % {"reported": f"{end.reported_on:%d/%m/%Y}", "event": day},
            "reported_on",
        )
    if not is_reason(end.source):
        raise Refused(
            _("Write who says so, for example: death certificate, letter of the village."), "source"
        )
    birth = Birth.of(person)
    if birth.is_known and birth.earliest > end.ended_on:
        raise Refused(
            _("Born %(born)s, after %(day)s. Correct one of the two.")
            % {"born": f"{birth.day:%d/%m/%Y}" if birth.day else birth.year, "day": day},
            "ended_on",
        )
    stages = person.stages.filter(replaced_at__isnull=True)
    if later := stages.filter(event_on__gt=end.ended_on).order_by("-event_on").first():
        raise Refused(
            _("“%(stage)s” is recorded on %(on)s, after %(day)s. Correct one of the two.")
            % {"stage": later.get_kind_display(), "on": f"{later.event_on:%d/%m/%Y}", "day": day},
            "ended_on",
        )
    others = person.ends.filter(taken_back_at__isnull=True)
    if standing := others.standing().first():
        raise Refused(
            _("Already recorded: %s. Take it back first if it was a mistake.")
            % in_words(standing.kind, standing.ended_on)
        )
    if back := others.filter(back_on__gt=end.ended_on).order_by("-back_on").first():
        raise Refused(
            _("The person came back on %(back)s, after %(day)s. Correct one of the two.")
            % {"back": f"{back.back_on:%d/%m/%Y}", "day": day},
            "ended_on",
        )
