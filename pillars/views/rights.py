"""Which rows are a person's own to write, and which buttons one activity has for one person."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from villages.models import Village

from ..choices import Progress, Review
from ..models import Activity, ReportingPeriod
from ..services.periods import closed_fact, closed_period, closed_sentence
from ..services.workflow import AUTHOR_STEPS


def own_row(rows, user, **key):
    """One of the `rows` that a user sees and may write; one that is only seen is refused."""
    row = get_object_or_404(rows, **key)
    if not rows.model.objects.editable_by(user).filter(pk=row.pk).exists():
        raise PermissionDenied
    return row


@dataclass(frozen=True)
class Rights:
    """What the user may do with the activity now; the services decide again when a button is pressed."""

    edit: bool
    send: bool
    recall: bool
    give_back: bool
    verify: bool
    reopen: bool
    discard: bool
    copy: bool
    why_not_verify: str = ""
    #: The closed quarter that keeps everything as it is, and the way to ask for an exception from it.
    closed: ReportingPeriod | None = None
    ask: bool = False

    @classmethod
    def of(cls, user, activity):
        if closed := closed_period(activity):
            return cls._when_closed(user, activity, closed)
        sent, verified = activity.state == Review.SENT, activity.state == Review.VERIFIED
        edit = Activity.objects.editable_by(user).filter(pk=activity.pk).exists()
        reviews = user.has_perm("pillars.verify_activity")
        obstacle = _why_not_verify(user, activity) if reviews and sent else ""
        return cls(
            edit=edit,
            send=edit and user.has_perm("pillars.send_activity") and not sent,
            recall=sent and user.has_perm("pillars.send_activity") and _is_own(user, activity),
            give_back=reviews and sent,
            verify=reviews and sent and not obstacle,
            reopen=verified and user.has_perm("pillars.reopen_activity"),
            discard=edit and activity.sent_at is None,
            copy=user.has_perm("pillars.add_activity"),
            why_not_verify=obstacle,
        )

    @classmethod
    def _when_closed(cls, user, activity, period):
        """Reading and copying is all; those who enter for its villages may ask."""
        nothing = dict.fromkeys(("edit", "send", "recall", "give_back", "verify", "reopen", "discard"), False)
        enters = user.has_perm("pillars.add_activity")
        return cls(**nothing, copy=enters, closed=period, ask=enters and _is_own(user, activity))

    @property
    def closed_note(self):
        return closed_sentence(self.closed) if self.closed else ""

    @property
    def closed_fact(self):
        return closed_fact(self.closed) if self.closed else ""


def why_not_changed(user, activity):
    """Why the user cannot change the activity: its state, or villages of somebody else that it serves."""
    named = {"title": activity.title}
    foreign = activity.villages.exclude(pk__in=Village.objects.editable_by(user).values("pk"))
    if activity.state in (Review.DRAFT, Review.RETURNED) and (others := list(foreign)):
        text = _(
            "“%(title)s” also serves %(villages)s, outside your area. Only an office responsible for "
            "all of them can change it."
        )
        return text % {**named, "villages": ", ".join(map(str, others))}
    text = _("“%(title)s” cannot be changed by you now: its status is “%(state)s”.")
    return text % {**named, "state": activity.get_state_display()}


def _is_own(user, activity):
    own = Village.objects.editable_by(user)
    return not activity.activity_villages.exclude(village__in=own).exists()


def _why_not_verify(user, activity):
    """The sentence that tells a reviewer why there is no button; empty when there is one."""
    if activity.status not in (Progress.DONE, Progress.CANCELLED):
        return _("The activity is not over yet. It can be verified once it is completed or cancelled.")
    if activity.events.filter(by=user, step__in=AUTHOR_STEPS).exists():
        return _("You wrote or sent this activity yourself. Another reviewer has to verify it.")
    return ""
