"""Photos and documents of an activity: added, corrected and removed while it may still be changed."""

from django.db import transaction
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui.formatting import NOTHING
from desmigratif.ui.refusals import Refused

from ..choices import Review, Step
from ..models import Activity, Attachment
from .events import locked, record
from .files import MAX_FILES, CheckedFile, forget, known, store


@transaction.atomic
def add_attachment(*, activity: Activity, checked: CheckedFile, by: User) -> Attachment:
    """Stores a checked file with an activity; the same file again is stored once, and corrects a lost one."""
    activity = locked(activity)
    _check_open(activity, by)
    if first := known(activity.attachments.filter(kind=checked.kind), checked):
        return first
    if activity.attachments.count() >= MAX_FILES:
        raise Refused(
            _("“%(name)s” was not stored: an activity has at most %(limit)s files. Remove one first.")
            % {"name": checked.name, "limit": MAX_FILES}
        )
    attachment = store(Attachment(activity=activity, kind=checked.kind, added_by=by), checked)
    change = {"field": "attachment", "before": NOTHING, "after": checked.name}
    record(activity, Step.ATTACHED, by, changes=[change])
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: User) -> None:
    """Takes a file away from an activity that may still be changed."""
    activity = locked(attachment.activity)
    _check_open(activity, by)
    forget(attachment)
    change = {"field": "attachment", "before": attachment.original_name, "after": NOTHING}
    record(activity, Step.DETACHED, by, changes=[change])


def _check_open(activity, by):
    if not Activity.objects.editable_by(by).filter(pk=activity.pk).exists():
        raise Refused(
            _("Attachments can no longer be changed: the status of this activity is “%s”.")
            % Review(activity.state).label
        )
