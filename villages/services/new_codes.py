"""Villages and assignments follow an area that got a new code: it is the same area as before (case O29)."""

from django.db import transaction
from django.utils.translation import gettext_noop

from ..models import AreaChange, Assignment, Village
from .traces import save_traced


@transaction.atomic
def follow_new_codes() -> int:
    """Brings programme villages and assignments under the codes of today; returns how many villages moved.

    All that is recorded about a village hangs on it and goes along. Sums by area are to be counted anew.
    """
    moved = 0
    changes = AreaChange.objects.filter(kind=AreaChange.Kind.RECODED, old__valid_to__isnull=False)
    for change in changes.select_related("new__parent__parent__parent").order_by("effective_on"):
        moved += _move_village(change)
        for assignment in Assignment.objects.filter(area=change.old_id):
            assignment.area = change.new
            save_traced(assignment, by=None, reason=gettext_noop("area got a new code"))
    return moved


def _move_village(change):
    village = Village.objects.select_for_update(of=("self",)).filter(area=change.old_id).first()
    if village is None or Village.objects.filter(area=change.new_id).exists():
        return False
    village.area, village.district = change.new, change.new.parent
    village.regency, village.province = village.district.parent, village.district.parent.parent
    save_traced(village, by=None, reason=gettext_noop("area got a new code"))
    return True
