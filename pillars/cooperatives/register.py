"""What the co-operatives show on pages of others."""

from django.db.models import Count, F, Window
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.ui import clock
from desmigratif.ui.formatting import number

from ..choices import Measure
from ..registers import SHOWN_OF_VILLAGE, Card, Heads, Measured, Register, Share, WaitingRows
from .figures import (
    cooperatives_of,
    counted,
    counted_by_area,
    last_full_year,
    meeting_due,
    together,
)
from .filters import MISSING
from .import_cooperatives import CooperativeList
from .models import Cooperative


def village_card(village, user, today, is_own):
    """The newest co-operatives of a village with their last accounts, and how many there are."""
    found = Cooperative.objects.filter(village=village).existing_on(today).annotate(in_all=Window(Count("*")))
    found = found.with_last_accounts(last_full_year(today))
    cooperatives = list(found.order_by(F("founded_on").desc(nulls_last=True), "-pk")[:SHOWN_OF_VILLAGE])
    return Card(
        "pillars/cooperatives/_village.html",
        {
            "village": village,
            "cooperatives": [(row, row if row.year else None) for row in cooperatives],
            "count": cooperatives[0].in_all if cooperatives else 0,
            "may_record": is_own and user.has_perm("pillars.record_cooperative"),
        },
    )


def pillar_card(villages, own, year, day):
    """The co-operatives of all chosen villages at the end of a day."""
    date = min(day, clock.today())
    counts = counted(cooperatives_of(villages), date)
    if own is not None:
        counts = counts.beside(counted(cooperatives_of(own), date))
    return Card(
        "pillars/cooperatives/_pillar.html",
        {"counts": counts, "date": date, "due": meeting_due(counts.year)},
    )


def waiting(user, today):
    """The own co-operatives whose accounts of the last year are not stated, once their meeting is due."""
    year = last_full_year(today)
    if not user.has_perm("pillars.record_cooperative") or today <= meeting_due(year):
        return []

    def told(count):
        text = ngettext(
            "Co-operatives: the accounts of %(year)s of %(count)s are not stated",
            "Co-operatives: the accounts of %(year)s of %(count)s are not stated",
            count,
        )
        return text % {"count": number(count), "year": year}

    return [
        WaitingRows(
            Cooperative.objects.editable_by(user).existing_on(today).owing_accounts_of(year),
            told,
            one=lambda pk: reverse("pillars:cooperative-detail", args=[pk]),
            several=f"{reverse('pillars:cooperative-list')}?accounts={MISSING}",
        )
    ]


MEASURED = Measured(
    # What there is on a day, of whatever year.
    counts=lambda villages, year, day, length: counted_by_area(cooperatives_of(villages), day, length),
    together=together,
    of={
        Measure.COOPERATIVE_MEMBERS: lambda counts: Heads(counts.members_male, counts.members_female),
        Measure.COOPERATIVES_LEGAL: lambda counts: counts.legal,
        Measure.COOPERATIVES_MET: lambda counts: Share(counts.met, counts.due),
        Measure.COOPERATIVE_SAVINGS: lambda counts: counts.savings,
    },
    impersonal=(Measure.COOPERATIVES_LEGAL, Measure.COOPERATIVES_MET, Measure.COOPERATIVE_SAVINGS),
)

REGISTER = Register(
    key="cooperatives",
    label=gettext_lazy("Co-operatives"),
    pillar=4,
    permission="pillars.view_cooperative",
    url_name="pillars:cooperative-list",
    prefix="/koperasi/",
    village_card=village_card,
    pillar_card=pillar_card,
    waiting=waiting,
    kinds=(CooperativeList(),),
    measured=MEASURED,
    rules=(
        gettext_lazy(
            "A co-operative counts from the day it was founded to the day before it ended; it is a "
            "legal entity from the day of its number on."
        ),
        gettext_lazy(
            "Members and money are those of the newest accounts of each co-operative. What nobody knows "
            "adds nothing; it is not 0."
        ),
        gettext_lazy(
            "Members by name in the register are shown beside the members that the accounts state, and "
            "are never added to them."
        ),
        gettext_lazy(
            "The accounts of the last full year and the annual meeting about it are owed by every "
            "co-operative that was there in it, if its village took part in a programme at the end of that "
            "year. The meeting is due by the 30th of June of the next year."
        ),
    ),
)
