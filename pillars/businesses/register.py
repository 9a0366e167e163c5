"""What the businesses show on pages of others."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.ui import clock
from desmigratif.ui.formatting import number

from ..choices import Measure
from ..registers import SHOWN_OF_VILLAGE, Card, Measured, Register, Share, WaitingRows
from .choices import BusinessStatus
from .figures import businesses_of, counted_by_area, own_and_all, together, ways_of
from .filters import EXPIRING
from .import_businesses import BusinessList
from .models import Business, BusinessPermit


def village_card(village, user, today, is_own):
    """The newest businesses of a village."""
    rows = Business.objects.visible_to(user).filter(village=village).there_on(today).for_list()
    found = list(rows.order_by("-recorded_at", "-pk")[: SHOWN_OF_VILLAGE + 1])
    return Card(
        "pillars/businesses/_village.html",
        {
            "village": village,
            "businesses": found[:SHOWN_OF_VILLAGE],
            "has_more": len(found) > SHOWN_OF_VILLAGE,
            "may_record": is_own and user.has_perm("pillars.record_business"),
        },
    )


def pillar_card(villages, own, year, day):
    """The businesses of all chosen villages at the end of a day, and how far different people came."""
    date = min(day, clock.today())
    mine, counts = own_and_all(villages, own, year, date)
    return Card(
        "pillars/businesses/_pillar.html",
        {
            "counts": counts if own is None else counts.beside(mine),
            "steps": _steps(ways_of(villages, own, date)),
            "year": year,
            "date": date,
        },
    )


def _steps(ways):
    """Each step of the way with its people, and its share of the first."""
    labels = {
        "trained": _("Took part by name in an activity of pillar II"),
        "started": _("Were in a business that started after that"),
        "alive": _("Whose business ran 12 months after its start"),
    }
    return [
        {"label": label, "people": getattr(ways, name), "share": _share(getattr(ways, name), ways.trained)}
        for name, label in labels.items()
    ]


def _share(people, trained):
    return int(people) / int(trained) if trained else None


def waiting(user, today):
    """The own businesses of which a permit ran out or does so soon."""
    if not user.has_perm("pillars.record_business"):
        return []
    owed = BusinessPermit.objects.running_out(today).values("business")
    own = Business.objects.editable_by(user).with_status_on(today).filter(pk__in=owed)

    def told(count):
        text = ngettext(
            "Businesses: a permit of %(count)s runs out within 60 days or has run out",
            "Businesses: permits of %(count)s run out within 60 days or have run out",
            count,
        )
        return text % {"count": number(count)}

    return [
        WaitingRows(
            own.exclude(status=BusinessStatus.CLOSED),
            told,
            one=lambda pk: reverse("pillars:business-detail", args=[pk]),
            several=f"{reverse('pillars:business-list')}?permit={EXPIRING}",
        )
    ]


MEASURED = Measured(
    counts=lambda villages, year, day, length: counted_by_area(businesses_of(villages), year, day, length),
    together=together,
    of={
        Measure.BUSINESSES_STARTED: lambda counts: counts.started,
        Measure.BUSINESSES_ALIVE: lambda counts: Share(counts.alive_12, counts.reached_12),
        Measure.BUSINESSES_NIB: lambda counts: counts.nib,
    },
)

REGISTER = Register(
    key="businesses",
    label=gettext_lazy("Businesses"),
    pillar=2,
    permission="pillars.view_business",
    url_name="pillars:business-list",
    prefix="/usaha/",
    village_card=village_card,
    pillar_card=pillar_card,
    waiting=waiting,
    kinds=(BusinessList(),),
    measured=MEASURED,
    rules=(
        gettext_lazy(
            "A business counts from the day it started, where nobody knows that day always, to the day "
            "before it closed. It runs until it is said to be paused or closed."
        ),
        gettext_lazy(
            "It is alive after 6 or 12 months where it runs on the same day so many months after its start. "
            "Only businesses that reached that day in the year are asked."
        ),
        gettext_lazy(
            "Money and workers are those of the newest figures of each business. What nobody knows adds "
            "nothing; it is not 0."
        ),
        gettext_lazy(
            "Trained people are different people who took part by name in activities of pillar II. Of them "
            "those have started a business who were in one on the day it started, after a training; the "
            "last step counts those whose business ran 12 months after its start."
        ),
        gettext_lazy(
            "Businesses are mostly those of one person: who does not see them is told their numbers in fives."
        ),
    ),
)
