"""Sending, returning, verifying and reopening activities, along the one table in choices.TRANSITIONS."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused
from villages.models import Village

from ..choices import TRANSITIONS, State, Status, Step
from ..models import Activity
from . import tallies
from .completeness import missing_for_sending, needs_confirmation, questions_before_sending
from .events import locked, record
from .nil_reports import withdraw_contradicted

#: Steps that make somebody an author, who must not verify.
AUTHOR_STEPS = (Step.CREATED, Step.CHANGED, Step.SENT, Step.ATTACHED)


@transaction.atomic
def send_activity(*, activity, by, confirmed=False, answers=()):
    """Sends a draft or a returned activity for verification.

    `confirmed`: the officer said that empty cells mean 0, needed once it is completed. `answers`: keys of
    the questions answered with yes.
    """
    activity = locked(activity)
    _check_step(activity, Step.SENT)
    if not Activity.objects.editable_by(by).filter(pk=activity.pk).exists():
        raise Refused(_("You may send only activities of your own area."))
    missing = missing_for_sending(activity)
    if missing:
        raise Refused(" ".join(item.text for item in missing))
    open_questions = [item for item in questions_before_sending(activity) if item.key not in answers]
    if open_questions:
        raise Refused(" ".join(item.text for item in open_questions))
    if needs_confirmation(activity) and not confirmed:
        raise Refused(_("Confirm that empty cells mean 0, then send again."))
    with tallies.kept(activity):
        if activity.status == Status.DONE:
            activity.activity_villages.update(is_confirmed=True)
        activity.sent_at, activity.sent_by = timezone.now(), by
        _move(activity, Step.SENT, by)
    withdraw_contradicted(activity, by)
    return activity


@transaction.atomic
def recall_activity(*, activity, by):
    """Takes a sent activity back to draft, before anybody verified it."""
    activity = locked(activity)
    _check_step(activity, Step.RECALLED)
    _check_own_area(activity, by)
    with tallies.kept(activity):
        _move(activity, Step.RECALLED, by)
    return activity


@transaction.atomic
def return_activity(*, activity, by, reason):
    """Gives a sent activity back to its officer, saying why."""
    return _review(activity, Step.RETURNED, by, reason=reason)


@transaction.atomic
def verify_activity(*, activity, by):
    """Verifies a sent activity that is over; never by somebody who wrote or sent it."""
    activity = locked(activity)
    _check_step(activity, Step.VERIFIED)
    _check_reviewer(activity, by)
    if activity.status not in (Status.DONE, Status.CANCELLED):
        raise Refused(_("The activity is not over yet. It can be verified once it is completed."))
    if activity.events.filter(by=by, step__in=AUTHOR_STEPS).exists():
        raise Refused(_("You wrote or sent this activity yourself. Another reviewer has to verify it."))
    with tallies.kept(activity):
        activity.verified_at, activity.verified_by = timezone.now(), by
        _move(activity, Step.VERIFIED, by)
    return activity


@transaction.atomic
def reopen_activity(*, activity, by, reason):
    """Opens a verified activity again for its officer, saying why."""
    return _review(activity, Step.REOPENED, by, reason=reason)


def _review(activity, step, by, *, reason):
    activity = locked(activity)
    _check_step(activity, step)
    _check_reviewer(activity, by)
    if not reason.strip():
        raise Refused(_("Write the reason, so that the officer knows what to mend."))
    with tallies.kept(activity):
        activity.verified_at = activity.verified_by = None
        _move(activity, step, by, reason=reason.strip())
    return activity


def _move(activity, step, by, *, reason=""):
    activity.state = TRANSITIONS[step][1]
    activity.version += 1
    activity.save()
    record(activity, step, by, reason=reason)


def _check_step(activity, step):
    if activity.state not in TRANSITIONS[step][0]:
        raise Refused(
            _("“%(step)s” is not possible: the status of this activity is already “%(state)s”.")
            % {"step": step.label, "state": State(activity.state).label}
        )


def _check_reviewer(activity, by):
    if not by.has_perm("pillars.verify_activity"):
        raise Refused(_("Only a reviewer can do this."))
    if not Activity.objects.visible_to(by).filter(pk=activity.pk).exists():
        raise Refused(_("This activity lies outside your area."))


def _check_own_area(activity, by):
    own = Village.objects.editable_by(by)
    if activity.activity_villages.exclude(village__in=own).exists():
        raise Refused(_("You may take back only activities of your own area."))
