"""Sending, returning, verifying and reopening activities, along the one table in choices.TRANSITIONS."""

from collections.abc import Collection, Mapping

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from desmigratif.ui.transactions import retried
from villages.models import Village

from ..choices import TRANSITIONS, Progress, Review, Step
from ..models import Activity, ActivityEvent, ActivityVillage
from . import tallies
from .completeness import (
    loaded_for_sending,
    missing_for_sending,
    needs_confirmation,
    questions_before_sending,
)
from .events import all_locked, locked, record_all
from .nil_reports import withdraw_contradicted

#: Steps that make somebody an author, who must not verify.
AUTHOR_STEPS = (Step.CREATED, Step.CHANGED, Step.SENT, Step.ATTACHED)


@retried
def send_activity(
    *, activity: Activity, by: User, confirmed: bool = False, answers: Collection[str] = ()
) -> Activity:
    """Sends a draft or a returned activity for verification.

    `confirmed`: the officer said that empty cells mean 0, needed once it is completed. `answers`: keys of
    the questions answered with yes.
    """
    return send_activities(activities=[activity], by=by, confirmed=confirmed, answers=answers)[0]


@retried
def send_activities(
    *, activities: Collection[Activity], by: User, confirmed: bool = False, answers: Collection[str] = ()
) -> list[Activity]:
    """The same for several at once: all of them, or none where one is refused."""
    activities = all_locked(activities)
    for activity in activities:
        _check_step(activity, Step.SENT)
    _check_all_in(
        activities, Activity.objects.editable_by(by), _("You may send only activities of your own area.")
    )
    loaded = loaded_for_sending(activities)
    if missing := [item for activity in loaded for item in missing_for_sending(activity)]:
        raise Refused(" ".join(item.text for item in missing))
    open_questions = [item for item in questions_before_sending(*loaded) if item.key not in answers]
    if open_questions:
        raise Refused(" ".join(item.text for item in open_questions))
    if not confirmed and needs_confirmation(*activities):
        raise Refused(_("Confirm that empty cells mean 0, then send again."))
    with tallies.kept(*activities):
        done = [activity.pk for activity in activities if activity.status == Progress.DONE]
        ActivityVillage.objects.filter(activity__in=done).update(is_confirmed=True)
        _move(activities, Step.SENT, by, sent_at=timezone.now(), sent_by=by)
    withdraw_contradicted(activities, by)
    return activities


@retried
def recall_activity(*, activity: Activity, by: User) -> Activity:
    """Takes a sent activity back to draft, before anybody verified it."""
    activity = locked(activity)
    _check_step(activity, Step.RECALLED)
    _check_own_area(activity, by)
    with tallies.kept(activity):
        _move([activity], Step.RECALLED, by)
    return activity


@retried
def return_activity(*, activity: Activity, by: User, reason: str) -> Activity:
    """Gives a sent activity back to its officer, saying why."""
    return _review(activity, Step.RETURNED, by, reason=reason)


@retried
def verify_activity(*, activity: Activity, by: User) -> Activity:
    """Verifies a sent activity that is over; never by somebody who wrote or sent it."""
    return verify_activities(activities=[activity], by=by)[0]


@retried
def verify_activities(
    *, activities: Collection[Activity], by: User, versions: Mapping[int, int] | None = None
) -> list[Activity]:
    """The same for several at once: all of them, or none where one is refused.

    `versions`: `{id: version}` that the reviewer read; one that was changed since is refused.
    """
    activities = all_locked(activities)
    for activity in activities:
        _check_step(activity, Step.VERIFIED)
    _check_reviewer(activities, by)
    for activity in activities:
        if versions and versions.get(activity.pk) != activity.version:
            raise Refused(
                _("“%s” was changed after you opened it, so nothing was verified. Read it again.")
                % activity.title
            )
    if any(activity.status not in (Progress.DONE, Progress.CANCELLED) for activity in activities):
        raise Refused(_("The activity is not over yet. It can be verified once it is completed."))
    if ActivityEvent.objects.filter(activity__in=activities, by=by, step__in=AUTHOR_STEPS).exists():
        raise Refused(_("You wrote or sent this activity yourself. Another reviewer has to verify it."))
    with tallies.kept(*activities):
        _move(activities, Step.VERIFIED, by, verified_at=timezone.now(), verified_by=by)
    return activities


@retried
def reopen_activity(*, activity: Activity, by: User, reason: str) -> Activity:
    """Opens a verified activity again for its officer, saying why."""
    return _review(activity, Step.REOPENED, by, reason=reason)


def _review(activity, step, by, *, reason):
    activity = locked(activity)
    _check_step(activity, step)
    _check_reviewer([activity], by)
    if not is_reason(reason):
        raise Refused(_("Write the reason, so that the officer knows what to correct."))
    with tallies.kept(activity):
        _move([activity], step, by, reason=reason.strip(), verified_at=None, verified_by=None)
    return activity


def _move(activities, step, by, *, reason="", **said):
    """Writes the new status of locked rows, with what else is said of the step (`sent_at`, ...)."""
    said["state"] = TRANSITIONS[step][1]
    pks = [activity.pk for activity in activities]
    Activity.objects.filter(pk__in=pks).update(version=F("version") + 1, **said)
    for activity in activities:
        activity.version += 1
        for name, value in said.items():
            setattr(activity, name, value)
    record_all(activities, step, by, reason=reason)


def _check_step(activity, step):
    if activity.state not in TRANSITIONS[step][0]:
        raise Refused(
            _("“%(step)s” is not possible: the status of this activity is already “%(state)s”.")
            % {"step": step.label, "state": Review(activity.state).label}
        )


def _check_reviewer(activities, by):
    if not by.has_perm("pillars.verify_activity"):
        raise Refused(_("Only a reviewer can do this."))
    _check_all_in(activities, Activity.objects.visible_to(by), _("This activity is outside your area."))


def _check_all_in(activities, allowed, sentence):
    pks = {activity.pk for activity in activities}
    if allowed.filter(pk__in=pks).count() != len(pks):
        raise Refused(sentence)


def _check_own_area(activity, by):
    own = Village.objects.editable_by(by)
    if activity.activity_villages.exclude(village__in=own).exists():
        raise Refused(_("You may take back only activities of your own area."))
