"""Which kinds of lists there are, and the steps of an import that depend on the kind."""

import gc
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused
from villages.lists.services import imports
from villages.lists.services.import_storing import store_rows
from villages.models import ImportBatch
from villages.services.import_figures import FiguresList
from villages.services.import_memberships import MembershipList

from ..indicators.services.import_targets import TargetList
from ..people.services.import_people import PeopleList
from ..services.import_activities import ActivityList
from ..services.import_head_counts import HeadCountList
from ..services.import_participants import ParticipantList

State = ImportBatch.State
#: A step that gave no sign of life for so long has broken off; anybody of the office may go on with it.
STUCK_AFTER = timedelta(minutes=2)
#: `{key: kind}`; a new kind of list is declared in a module of its own and added here.
KINDS = {
    kind.key: kind
    for kind in (
        PeopleList(),
        ActivityList(),
        ParticipantList(),
        HeadCountList(),
        FiguresList(),
        MembershipList(),
        TargetList(),
    )
}


def kind_of(batch):
    return KINDS[batch.kind]


def kinds_for(user):
    """The kinds of lists that the user may bring."""
    return [kind for kind in KINDS.values() if user.has_perm(kind.permission)]


def is_stuck(batch):
    return batch.is_running and batch.touched_at < timezone.now() - STUCK_AFTER


def run_step(batch):
    """Goes on with whatever the batch waits for; called again after a break it loses and doubles nothing."""
    with _without_collector():
        if batch.state == State.CHECKING:
            imports.check_rows(batch, kind_of(batch))
        elif batch.state == State.STORING:
            store_rows(batch, kind_of(batch))


@contextmanager
def _without_collector():
    """A list makes many objects and hardly a cycle: looking for cycles took a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def standing_against(batch):
    """Sentences about what was done since with what the batch stored; empty when it can be undone."""
    return kind_of(batch).standing_against(batch)


@transaction.atomic
def undo_batch(*, batch, by):
    """Takes back everything that a batch stored, or raises `Refused` and takes back nothing."""
    batch = imports.locked(batch, [State.STORED])
    kind = kind_of(batch)
    # Its rows are locked before anybody looks at them, so that nothing is used between look and undo.
    kind.lock(batch)
    if against := kind.standing_against(batch):
        raise Refused(_("This import can no longer be undone.") + " " + " ".join(against))
    kind.undo(batch, by)
    batch.state, batch.undone_at, batch.undone_by = State.UNDONE, timezone.now(), by
    batch.save(update_fields=["state", "undone_at", "undone_by"])
    return batch
