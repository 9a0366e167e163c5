"""The standing of villages in the programmes: never two of one programme at a time."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui.formatting import long_date
from desmigratif.ui.refusals import Refused

from ..choices import Programme
from ..models import Membership, Village
from .traces import delete_traced, save_traced


@transaction.atomic
def add_membership(
    *,
    village: Village,
    programme: str,
    status: str,
    batch_year: int | None = None,
    decree: str = "",
    source: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: User | None,
) -> Membership:
    """Adds one standing of a village in a programme."""
    membership = Membership(
        village=village,
        programme=programme,
        status=status,
        batch_year=batch_year,
        decree=decree,
        source=source,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    return _save(membership, by=by, reason=gettext_noop("membership added"))


@transaction.atomic
def change_membership(
    *,
    membership: Membership,
    programme: str,
    status: str,
    batch_year: int | None,
    decree: str,
    source: str,
    valid_from: date | None,
    valid_to: date | None,
    by: User,
) -> Membership:
    """Corrects or ends one standing of a village in a programme."""
    membership.programme = programme
    membership.status = status
    membership.batch_year = batch_year
    membership.decree = decree
    membership.source = source
    membership.valid_from = valid_from
    membership.valid_to = valid_to
    return _save(membership, by=by, reason=gettext_noop("membership changed"))


@transaction.atomic
def remove_memberships(*, memberships: Iterable[Membership], by: User) -> None:
    """Takes back standings that were added by mistake; the history keeps them."""
    delete_traced(memberships, by=by, reason=gettext_noop("membership taken back"))


def _save(membership, *, by, reason):
    hold_village(membership)
    check_membership(membership)
    save_traced(membership, by=by, reason=reason)
    return membership


def hold_village(membership: Membership) -> None:
    """Locks the village before its memberships: two people adding at once queue here."""
    Village.objects.select_for_update(no_key=True).get(pk=membership.village_id)


def check_membership(membership: Membership, others: Iterable[Membership] | None = None) -> None:
    """Refuses dates that cannot be and a second standing in the same programme at the same time.

    `others`: the standings of the village, where they are known already.
    """
    _refuse_wrong_dates(membership)
    if others is None:
        others = Membership.objects.filter(village=membership.village_id)
    _refuse_overlap(membership, others)


def _refuse_wrong_dates(membership):
    start, end = membership.valid_from, membership.valid_to
    if start and end and end < start:
        raise Refused(
            _("The end %(end)s is before the start %(start)s. Correct one of the dates.")
            % {"end": long_date(end), "start": long_date(start)},
            "valid_to",
        )
    area = membership.village.area
    if start and area.valid_from and start < area.valid_from and start < (area.exists_since or start):
        raise Refused(
            _("%(village)s has existed since %(date)s. Choose that day or a later one.")
            % {"village": area, "date": long_date(area.valid_from)},
            "valid_from",
        )


def overlap(start: date | None, end: date | None, other_start: date | None, other_end: date | None) -> bool:
    """Whether two periods share a day; None is an open bound."""
    ends_before = other_end and start and other_end < start
    begins_after = other_start and end and other_start > end
    return not (ends_before or begins_after)


def _refuse_overlap(membership, others):
    for other in others:
        is_itself = other.pk is not None and other.pk == membership.pk
        if other.programme != membership.programme or is_itself:
            continue
        if not overlap(membership.valid_from, membership.valid_to, other.valid_from, other.valid_to):
            continue
        named = {
            "village": membership.village,
            "programme": Programme(membership.programme).label,
            "status": other.get_status_display(),
        }
        if other.valid_to is None:
            raise Refused(
                _(
                    "%(village)s is in %(programme)s already, with the status %(status)s and no end. End "
                    "that membership on the day before this one starts, then try again."
                )
                % named,
                "programme",
            )
        raise Refused(
            _(
                "%(village)s was in %(programme)s until %(date)s, with the status %(status)s. Choose a start "
                "after that day."
            )
            % {**named, "date": long_date(other.valid_to)},
            "valid_from",
        )
