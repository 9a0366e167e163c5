"""The filters of the list of visits; their names are the parameters that figures link with."""

import django_filters
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import OneOrMoreFilter
from villages.choices import Route
from villages.filters import PlaceFilter, RegencyFilter
from villages.models import Village

from ..people.filters import OfPersonFilter
from .choices import Outcome, Purpose
from .models import DeskVisit

OPEN, CLOSED = "open", "closed"


class DeskVisitFilter(PlaceFilter):
    """Visits by place, day, matter, way abroad, and whether a case is still open."""

    q = OfPersonFilter(label=_("Search the name of a person"))
    purpose = OneOrMoreFilter(label=_("What for"), choices=Purpose.choices, empty_label=_("Any matter"))
    outcome = OneOrMoreFilter(label=_("Outcome"), choices=Outcome.choices, empty_label=_("Any outcome"))
    route = OneOrMoreFilter(label=_("Route abroad"), choices=Route.choices, empty_label=_("Any route"))
    case = django_filters.ChoiceFilter(
        label=_("Cases"),
        method="of_case",
        choices=[(OPEN, _("Open cases")), (CLOSED, _("Closed cases"))],
        empty_label=_("All visits"),
    )
    since = django_filters.DateFilter(label=_("From"), field_name="visited_on", lookup_expr="gte")
    until = django_filters.DateFilter(label=_("To"), field_name="visited_on", lookup_expr="lte")

    class Meta:
        model = DeskVisit
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by("-visited_on", "-pk"), request=request)
        self.form.order_fields(["q", "province", "regency", "village", "purpose", "outcome", "route", "case"])
        self.show_places()

    def of_case(self, visits, name, value):
        return (
            visits.open_on(clock.today()) if value == OPEN else visits.cases().filter(closed_on__isnull=False)
        )


class SilentVillageFilter(RegencyFilter):
    """Villages that said nothing of a month, by place."""

    class Meta:
        model = Village
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by("regency", "area__name"), request=request)
        self.show_places()
