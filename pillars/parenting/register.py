"""What community parenting shows on pages of others."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.ui import clock
from desmigratif.ui.formatting import number
from villages.models import Beneficiary

from ..choices import Measure
from ..registers import SHOWN_OF_VILLAGE, Card, Heads, Measured, Register, WaitingRows
from .figures import (
    ParentingCounts,
    counted_by_area,
    of_village,
    to_be_updated,
    together,
    told_counts,
)
from .filters import OLD, YES
from .import_children import ChildList
from .querysets import KEEPS_CHILDREN, children_on

#: What is told beside the rows of nobody.
NOBODY = ParentingCounts()


def village_card(village, user, today, is_own):
    """The newest groups of a village, and how many of its children are in a group and at school."""
    counts, groups = of_village(village, today, SHOWN_OF_VILLAGE)
    return Card(
        "pillars/parenting/_village.html",
        {
            "village": village,
            "counts": counts if user.has_perm("villages.view_beneficiary") else counts.beside(NOBODY),
            "groups": groups,
            "may_record": is_own and user.has_perm("pillars.record_parenting"),
            "keeps": is_own and user.has_perm(KEEPS_CHILDREN),
        },
    )


def pillar_card(villages, own, year, day):
    """The way of the children of all chosen villages at the end of a day, and the groups."""
    date = min(day, clock.today())
    counts = told_counts(villages, own, date)
    return Card("pillars/parenting/_pillar.html", {"counts": counts, "date": date, "steps": steps_of(counts)})


def steps_of(counts: ParentingCounts):
    """`(label, children, share of the first, what is missing, parameters of the list)` of the way."""
    whole = max(counts.children, 1)
    found = (
        (_("Recorded as child of a migrant worker"), counts.children, "", ""),
        (
            _("In a group or learning house"),
            counts.grouped,
            _("%s are in no group") % number(counts.ungrouped),
            f"group={YES}",
        ),
        (
            _("In a group and at school"),
            counts.grouped_at_school,
            _("of all children %(out)s dropped out and %(unknown)s have no known status")
            % {"out": number(counts.dropped_out), "unknown": number(counts.unknown)},
            f"group={YES}&school=in",
        ),
    )
    return [(label, count, count / whole, lacking, query) for label, count, lacking, query in found]


def waiting(user, today):
    """The own children whose school status is not known, or older than twelve months."""
    if not user.has_perm(KEEPS_CHILDREN):
        return []
    children = children_on(Beneficiary.objects.editable_by(user).listed(), today)

    def told(count):
        text = ngettext(
            "Community parenting: the school status of %s child is not updated for 12 months",
            "Community parenting: the school status of %s children is not updated for 12 months",
            count,
        )
        return text % number(count)

    address = f"{reverse('pillars:parenting-child-list')}?school={OLD}"
    return [
        WaitingRows(children.filter(to_be_updated(today)), told, one=lambda key: address, several=address)
    ]


MEASURED = Measured(
    # How children and carers stand on a day, of whatever year.
    counts=lambda villages, year, day, length: counted_by_area(villages, day, length),
    together=together,
    of={
        Measure.CHILDREN_IN_GROUPS: lambda counts: Heads(counts.grouped_male, counts.grouped_female),
        Measure.CHILDREN_OUT_OF_SCHOOL: lambda counts: Heads(
            counts.dropped_out_male, counts.dropped_out_female
        ),
        Measure.CARERS_ACTIVE: lambda counts: Heads(counts.active_male, counts.active_female),
    },
)

REGISTER = Register(
    key="parenting",
    label=gettext_lazy("Community parenting"),
    pillar=3,
    permission="pillars.view_parenting",
    url_name="pillars:parenting-group-list",
    prefix="/pengasuhan/",
    village_card=village_card,
    pillar_card=pillar_card,
    waiting=waiting,
    kinds=(ChildList(),),
    measured=MEASURED,
    rules=(
        gettext_lazy(
            "A child of a migrant worker is somebody of the register who is under 18 and the child of "
            "somebody abroad, or a child in a group. Children count where they live today, each once."
        ),
        gettext_lazy(
            "The school status is the last one recorded by the day. Without any it is not known, which is "
            "neither at school nor out of school; after twelve months it is asked for again."
        ),
        gettext_lazy(
            "A meeting is a completed activity of pillar III that a group names as its own; who came, the "
            "attendance of the activity says. A carer is active who came to one in the quarter."
        ),
        gettext_lazy(
            "Names of children are read by the officers of their own area alone. Whoever does not see the "
            "people of a place is told them in fives, and open data hold none of it."
        ),
    ),
)
