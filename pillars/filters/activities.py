"""The filters of the activity list; their names are the parameters that figures link with."""

import django_filters
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import OneOrMoreFilter
from desmigratif.ui.search import WordsFilter, holding
from villages.filters import PlaceFilter, RegencyFilter
from villages.models import AreaGroup

from ..choices import COUNTED, Progress, Review
from ..models import Activity, ActivityType
from ..reference import quarters
from .pillars import PillarFilter

FIRST_BUDGET_YEAR = 2016
#: Alias of the two states that enter the figures.
COUNTED_ALIAS = "counted"
LATE_ALIAS = "late"
SORTS = {
    "-date": (F("start_on").desc(nulls_first=True), "-pk"),
    "date": (F("start_on").asc(nulls_last=True), "pk"),
    "title": (Lower("title"), "-pk"),
    "-title": (Lower("title").desc(), "-pk"),
    "regency": ("regency__name", F("start_on").desc(nulls_first=True), "-pk"),
    "-regency": ("-regency__name", F("start_on").desc(nulls_first=True), "-pk"),
    "-changed": ("-changed_at", "-pk"),
}
DEFAULT_SORT = "-date"


def budget_years():
    """The years of a budget to choose among, the newest first."""
    years = range(clock.today().year + 1, FIRST_BUDGET_YEAR - 1, -1)
    return [(str(year), str(year)) for year in years]


class StatusFilter(OneOrMoreFilter):
    """Knows the alias of activities that are late: planned or running past their last day."""

    def filter(self, activities, values):
        if LATE_ALIAS not in values:
            return super().filter(activities, values)
        late = activities.late_on(clock.today())
        others = [value for value in values if value != LATE_ALIAS]
        return late | super().filter(activities, others) if others else late


class StateFilter(OneOrMoreFilter):
    """Knows the alias of the states that enter the figures."""

    def filter(self, activities, values):
        states = {state for value in values for state in (COUNTED if value == COUNTED_ALIAS else [value])}
        return super().filter(activities, sorted(states))


class QueueFilter(PillarFilter, RegencyFilter):
    """Filters the reviewer's queue."""

    class Meta:
        model = Activity
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset, request=request)
        self.show_places()


class ActivityFilter(PillarFilter, PlaceFilter):
    """Filters activities; choices of areas hold only what the user sees.

    `through`, `from` and `until` stand only in addresses, and on screen as chips.
    """

    without_control = ("through", "from", "until")

    q = WordsFilter(label=_("Search activity name"), method="search")
    type = django_filters.ModelChoiceFilter(
        label=_("Activity type"), queryset=ActivityType.objects.all(), empty_label=_("All types")
    )
    group = django_filters.ModelChoiceFilter(
        label=_("Area group"),
        queryset=AreaGroup.objects.all(),
        to_field_name="slug",
        method="in_group",
        empty_label=_("All regencies"),
    )
    status = StatusFilter(
        label=_("Progress"),
        choices=[*Progress.choices, (LATE_ALIAS, _("Past its end date"))],
        empty_label=_("Any progress"),
    )
    state = StateFilter(
        label=_("Review"),
        choices=[*Review.choices, (COUNTED_ALIAS, _("Sent and verified"))],
        empty_label=_("Any stage of review"),
    )
    year = django_filters.ChoiceFilter(
        label=_("Budget year"), field_name="budget_year", empty_label=_("All years")
    )
    period = django_filters.ChoiceFilter(label=_("Period"), method="in_period", empty_label=_("All periods"))
    through = django_filters.DateFilter(label=_("Started until"), field_name="start_on", lookup_expr="lte")
    until = django_filters.DateFilter(label=_("Running until"), field_name="start_on", lookup_expr="lte")
    sort = django_filters.ChoiceFilter(
        label=_("Sort"), method="sorted_by", choices=[(name, name) for name in SORTS]
    )

    class Meta:
        model = Activity
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by(*SORTS[DEFAULT_SORT]), request=request)
        self.periods = {f"{row.year}-{row.quarter}": row for row in quarters()}
        self.filters["year"].extra["choices"] = budget_years()
        self.filters["period"].extra["choices"] = [
            (key, str(row)) for key, row in reversed(self.periods.items())
        ]
        self._show_choices()

    def _show_choices(self):
        """Fills the drop-downs; what the address says is checked against all that the user sees."""
        fields = self.form.fields
        types = list(fields["type"].queryset)
        fields["type"].widget.choices = [
            ("", fields["type"].empty_label),
            *(
                (f"{row.code} {row}", [(type.pk, str(type)) for type in types if type.pillar_id == row.pk])
                for row in self.pillars
            ),
        ]
        self.show_places()

    @property
    def counted_for(self):
        """The village whose share alone is counted, if one is chosen."""
        return self.form.cleaned_data.get("village") if self.is_valid() else None

    @property
    def bar(self):
        if self.is_wide:
            shown, rarer = ["pillar", "regency"], ["province", "village", "group"]
        else:
            shown, rarer = ["pillar", "village"], []
        return ["q", *shown, "state", "period"], [*rarer, "type", "status", "year"]

    def search(self, activities, name, text):
        """Activities whose name holds every word; a number alone also finds the activity of that number."""
        found = holding(text, "search_key")
        if text.isdecimal() and len(text) < 10:
            found |= Q(pk=int(text))
        return activities.filter(found)

    def in_group(self, activities, name, group):
        return activities.in_group(group)

    def in_period(self, activities, name, key):
        period = self.periods[key]
        return activities.running_between(period.starts_on, period.ends_on)

    def running_from(self, activities, name, day):
        return activities.filter(Q(end_on__gte=day) | Q(end_on__isnull=True, start_on__gte=day))

    def sorted_by(self, activities, name, key):
        return activities.order_by(*SORTS[key])


# `from` is a keyword of Python, so the class body cannot name it.
ActivityFilter.base_filters["from"] = django_filters.DateFilter(
    label=_("Running from"), method="running_from"
)
