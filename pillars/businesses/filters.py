"""The filters of the list of businesses; their names are the parameters that figures link with."""

import django_filters
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import DayFirstDateFilter, OneOrMoreFilter
from desmigratif.ui.search import WordsFilter, holding
from villages.filters import PlaceFilter

from .choices import BusinessKind, BusinessStatus, Market, PermitKind, Sector
from .figures import WHOLE
from .models import Business, BusinessPermit
from .querysets import after_training, reached, there_by, withheld

EXPIRING = "habis"
STARTED, ALIVE = "mulai", "jalan"


class BusinessFilter(PlaceFilter):
    """Businesses by what they are and how they stood on one day; without a word those not closed."""

    q = WordsFilter(label=_("Search name or product"), method="search")
    status = OneOrMoreFilter(label=_("Status"), choices=BusinessStatus.choices, empty_label=_("Not closed"))
    sector = OneOrMoreFilter(label=_("Sector (KBLI)"), choices=Sector.choices, empty_label=_("Any sector"))
    kind = OneOrMoreFilter(label=_("Kind"), choices=BusinessKind.choices, empty_label=_("Any kind"))
    market = OneOrMoreFilter(label=_("Sells"), choices=Market.choices, empty_label=_("Anywhere"))
    permit = django_filters.ChoiceFilter(
        label=_("Permit"),
        method="of_permit",
        choices=[*PermitKind.choices, (EXPIRING, _("A permit that runs out in 60 days"))],
        empty_label=_("With and without"),
    )
    way = django_filters.ChoiceFilter(
        label=_("Way"),
        method="of_way",
        choices=[
            (STARTED, _("Started after a training of pillar II")),
            (ALIVE, _("Started after a training, and ran 12 months later")),
        ],
        empty_label=_("With and without a training"),
    )
    on = DayFirstDateFilter(label=_("As it stood on (date)"), method="unchanged")

    class Meta:
        model = Business
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by("name_key", "pk"), request=request)
        self.show_places()

    @property
    def bar(self):
        where, rarer = ("regency", ["province", "village"]) if self.is_wide else ("village", [])
        return ["q", where, "status", "sector"], [*rarer, "kind", "market", "permit", "way", "on"]

    @property
    def day(self):
        """The day on which the businesses are looked at."""
        return (self.form.cleaned_data.get("on") if self.is_valid() else None) or clock.today()

    def filter_queryset(self, queryset):
        rows = queryset.filter(there_by(self.day)).with_status_on(self.day)
        rows = super().filter_queryset(rows)
        return rows if self.form.cleaned_data.get("status") else rows.exclude(status=BusinessStatus.CLOSED)

    def search(self, businesses, name, text):
        shown = businesses.exclude(withheld())
        return shown.filter(holding(text, "name_key") | holding(text, "product", lookup="icontains"))

    def of_permit(self, businesses, name, value):
        if value == EXPIRING:
            return businesses.filter(pk__in=BusinessPermit.objects.running_out(self.day).values("business"))
        return businesses.with_permit_on(self.day, value)

    def of_way(self, businesses, name, value):
        started = businesses.filter(after_training())
        if value == STARTED:
            return started
        alive = Business.objects.with_status_after(WHOLE).filter(reached(WHOLE, self.day))
        return started.filter(pk__in=alive.filter(status_12=BusinessStatus.RUNNING).values("pk"))

    def unchanged(self, businesses, name, value):
        """`filter_queryset` looks at the day."""
        return businesses
