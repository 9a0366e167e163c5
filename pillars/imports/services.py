"""Which kinds of lists there are, and the steps of an import that depend on the kind."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.accounts.workers import STUCK_AFTER
from desmigratif.ui.refusals import Refused
from villages.lists.services import imports
from villages.lists.services.import_kinds import ListKind
from villages.lists.services.import_storing import store_rows
from villages.models import ImportBatch, ImportRow
from villages.services.import_figures import FiguresList
from villages.services.import_memberships import MembershipList

from ..indicators.services.import_targets import TargetList
from ..indicators.services.import_values import ValueList
from ..people.services.import_people import PeopleList
from ..registers import registers
from ..services.import_activities import ActivityList
from ..services.import_head_counts import HeadCountList
from ..services.import_participants import ParticipantList

State = ImportBatch.State
#: Rows named as standing against an undo; more would not be read.
NAMED_REASONS = 5
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
        ValueList(),
        *(kind for register in registers() for kind in register.kinds),
    )
}


def kind_of(batch: ImportBatch) -> ListKind:
    return KINDS[batch.kind]


def kinds_for(user: User) -> list[ListKind]:
    """The kinds of lists that the user may bring."""
    return [kind for kind in KINDS.values() if user.has_perm(kind.permission)]


def is_stuck(batch: ImportBatch) -> bool:
    """A step that gave no sign of life for long has broken off; anybody of the office may go on with it."""
    return batch.is_running and batch.touched_at < timezone.now() - STUCK_AFTER


def run_step(batch: ImportBatch) -> None:
    """Goes on with whatever the batch waits for; called again after a break it loses and doubles nothing."""
    if batch.state == State.CHECKING:
        imports.check_rows(batch, kind_of(batch))
    elif batch.state == State.STORING:
        store_rows(batch, kind_of(batch))


def standing_against(batch: ImportBatch, by: User | None = None) -> list[str]:
    """Sentences about the rows that were used since and cannot be taken back; empty when all can."""
    rows = _stored_rows(batch)
    against = kind_of(batch).against(rows, batch, by or batch.stored_by)
    return [_row_with_reason(row, reason) for row, reason in against.items()]


def _stored_rows(batch):
    return list(batch.rows.stored().order_by("number"))


def _row_with_reason(row, reason):
    return _("Row %(number)s: %(reason)s") % {"number": row.number, "reason": reason}


@transaction.atomic
def undo_batch(*, batch: ImportBatch, by: User, keeps_used: bool = False) -> ImportBatch:
    """Takes back what a batch stored, or raises `Refused` and takes back nothing.

    `keeps_used`: rows that were used since stay, and the others are taken back all the same.
    """
    batch = imports.locked(batch, [State.STORED])
    kind = kind_of(batch)
    # Its rows are locked before anybody looks at them, so that nothing is used between look and undo.
    kind.lock(batch)
    rows = _stored_rows(batch)
    against = kind.against(rows, batch, by)
    going = [row for row in rows if row not in against]
    if against and not (keeps_used and going):
        said = [_row_with_reason(row, reason) for row, reason in list(against.items())[:NAMED_REASONS]]
        raise Refused(_("This import can no longer be undone.") + " " + " ".join(said))
    kind.undo(going, batch, by)
    undone = batch.rows.stored().exclude(number__in=[row.number for row in against])
    undone.update(outcome=ImportRow.Outcome.UNDONE)
    batch.state, batch.undone_at, batch.undone_by = State.UNDONE, timezone.now(), by
    batch.save(update_fields=["state", "undone_at", "undone_by"])
    return batch
