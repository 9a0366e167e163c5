"""What the service desk shows on pages of others."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.ui import clock
from desmigratif.ui.formatting import month_year, number
from villages.models import Village

from ..choices import Measure
from ..registers import Card, Measured, Register, Share, WaitingRows
from .figures import counted_by_area, desk_of, months_of, reporting, silent_villages, together
from .import_visits import DeskVisitList
from .months import last_full_month


def village_card(village, user, today, is_own):
    """The desk of a village this year, and its last months."""
    return Card(
        "pillars/desk/_village.html",
        {
            "village": village,
            "counts": desk_of(Village.objects.filter(pk=village.pk), datetime.date(today.year, 1, 1), today),
            "months": months_of(village, today),
            "today": today,
            "may_record": is_own and user.has_perm("pillars.record_desk_visit"),
        },
    )


def pillar_card(villages, own, year, day):
    """The desks of all chosen villages in a year, and how many of them spoke of the last full month."""
    start, end = datetime.date(year, 1, 1), min(day, clock.today())
    month = last_full_month(end)
    said, due = reporting(villages, month)
    return Card(
        "pillars/desk/_pillar.html",
        {
            "counts": desk_of(villages, start, end).beside(None if own is None else desk_of(own, start, end)),
            "said": said,
            "due": due,
            "month": month_year(month),
            "start": start,
            "end": end,
        },
    )


def waiting(user, today):
    """The villages of which nobody said anything in the month that ended last."""
    if not user.has_perm("pillars.record_desk_visit"):
        return []
    month = last_full_month(today)

    def told(count):
        text = ngettext(
            "Service desk: no entry for %(month)s in %(count)s village",
            "Service desk: no entry for %(month)s in %(count)s villages",
            count,
        )
        return text % {"count": number(count), "month": month_year(month)}

    return [
        WaitingRows(
            silent_villages(user, month),
            told,
            one=lambda code: reverse("reports:village-detail", args=[code]),
            several=reverse("pillars:desk-month", args=[f"{month:%Y-%m}"]),
            key="area",
        )
    ]


MEASURED = Measured(
    counts=counted_by_area,
    together=together,
    of={
        Measure.DESK_VISITS: lambda counts: counts.visits,
        Measure.COMPLAINTS_CLOSED: lambda counts: Share(counts.closed, counts.complaints),
    },
)

REGISTER = Register(
    key="desk",
    label=gettext_lazy("Service desk"),
    pillar=1,
    permission="pillars.view_desk_visit",
    url_name="pillars:desk-visit-list",
    prefix="/meja-layanan/",
    village_card=village_card,
    pillar_card=pillar_card,
    waiting=waiting,
    kinds=(DeskVisitList(),),
    measured=MEASURED,
    rules=(
        gettext_lazy(
            "A visit is one person on one day about one matter, counted by its day in the village of "
            "the desk."
        ),
        gettext_lazy(
            "People are different people of the register. Visits without a name are shown beside them "
            "and are never added to them: nobody knows who had come before."
        ),
        gettext_lazy(
            "Complaints, and what is pending or referred, are cases: open from the visit to the step "
            "that closes them."
        ),
        gettext_lazy(
            "A month without a visit counts as reported only when the village says that nobody came. "
            "Silence is not nil."
        ),
    ),
)
