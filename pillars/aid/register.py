"""What the aid shows on pages of others."""

from django.db.models import Count, Window
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.ui import clock
from desmigratif.ui.formatting import number

from ..choices import Measure
from ..registers import SHOWN_OF_VILLAGE, Card, Measured, Register, Share, WaitingRows
from .figures import aid_of, counted, counted_by_area, together
from .filters import OWED
from .import_aid import AidList
from .models import AidPackage


def village_card(village, user, today, is_own):
    """The newest aid of a village, and how much there is."""
    found = AidPackage.objects.filter(village=village).handed_by(today).with_condition_on(today)
    packages = list(
        found.annotate(in_all=Window(Count("*"))).order_by("-handed_on", "-pk")[:SHOWN_OF_VILLAGE]
    )
    return Card(
        "pillars/aid/_village.html",
        {
            "village": village,
            "packages": packages,
            "count": packages[0].in_all if packages else 0,
            "may_record": is_own and user.has_perm("pillars.record_aid"),
        },
    )


def pillar_card(villages, own, year, day):
    """The aid of all chosen villages at the end of a day."""
    date = min(day, clock.today())
    counts = counted(aid_of(villages), year, date)
    if own is not None:
        counts = counts.beside(counted(aid_of(own), year, date))
    return Card("pillars/aid/_pillar.html", {"counts": counts, "year": year, "date": date})


def waiting(user, today):
    """The own aid that nobody looked at for twelve months."""
    if not user.has_perm("pillars.record_aid"):
        return []
    own = AidPackage.objects.editable_by(user).handed_by(today).with_condition_on(today)

    def told(count):
        text = ngettext(
            "Aid: %s package has not been checked for 12 months",
            "Aid: %s packages have not been checked for 12 months",
            count,
        )
        return text % number(count)

    return [
        WaitingRows(
            own.owing_check_on(today),
            told,
            one=lambda pk: reverse("pillars:aid-detail", args=[pk]),
            several=f"{reverse('pillars:aid-list')}?check={OWED}",
        )
    ]


MEASURED = Measured(
    counts=lambda villages, year, day, length: counted_by_area(aid_of(villages), year, day, length),
    together=together,
    of={Measure.AID_USABLE: lambda counts: Share(counts.usable, counts.checked)},
    impersonal=(Measure.AID_USABLE,),
)

REGISTER = Register(
    key="aid",
    label=gettext_lazy("Aid"),
    pillar=2,
    permission="pillars.view_aid",
    url_name="pillars:aid-list",
    prefix="/bantuan/",
    village_card=village_card,
    pillar_card=pillar_card,
    waiting=waiting,
    kinds=(AidList(),),
    measured=MEASURED,
    rules=(
        gettext_lazy(
            "A package counts from the day of its handover, in the village of its handover. Its value is the "
            "total that was recorded; what nobody knows adds nothing and is not 0."
        ),
        gettext_lazy(
            "The condition is that of the last check. A check tells for twelve months; after that, and "
            "before the first check, the condition is unknown, and never good. What is lost or was sold "
            "stays so."
        ),
        gettext_lazy(
            "A check is owed for what was handed over twelve months ago or earlier and was not checked since."
        ),
        gettext_lazy(
            "Of the packages checked in the year those are usable which their last check found in good "
            "condition."
        ),
        gettext_lazy(
            "An accountability report (LPJ) is due on the day that was agreed, without one by the end of the "
            "year of the handover."
        ),
    ),
)
