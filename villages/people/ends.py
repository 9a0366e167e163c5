"""Ends in words, and the one rule of what may not be written after one."""

from collections import defaultdict

from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused

from ..choices import EndKind
from ..models import End


def in_words(kind, day):
    """`Died on 05/01/2025`: what a page, a list and a refusal say of an end."""
    texts = {
        EndKind.DIED: _("Died on %s"),
        EndKind.LEFT_COUNTRY: _("Moved abroad for good on %s"),
        EndKind.LEFT_AREA: _("Moved out of the villages of the programme on %s"),
        EndKind.LEFT_PROGRAMME: _("Left the programme on %s"),
    }
    return texts[EndKind(kind)] % f"{day:%d/%m/%Y}"


def refuse_after_end(days, field=""):
    """Raises `Refused` where somebody is no longer counted; `days`: `(person id, day or None)` pairs."""
    days = [(person, day) for person, day in days if day is not None]
    ends = End.objects.filter(taken_back_at__isnull=True, beneficiary__in={person for person, _day in days})
    ends_of = defaultdict(list)
    for end in ends.select_related("beneficiary"):
        ends_of[end.beneficiary_id].append(end)
    for person, day in days:
        for end in ends_of[person]:
            if end.holds_on(day):
                raise Refused(after_end(end.beneficiary, end.kind, end.ended_on, day), field)


def after_end(person, kind, ended_on, day):
    """Why nothing of that day is recorded of the person."""
    text = _("%(person)s: %(end)s. Nothing is recorded after that day (%(day)s). Correct one of the two.")
    return text % {"person": person, "end": in_words(kind, ended_on), "day": f"{day:%d/%m/%Y}"}
