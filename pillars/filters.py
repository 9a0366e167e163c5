"""The filters of the activity list; their names are the parameters that figures link with."""

import datetime

import django_filters
from django import forms
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.components import FilterChip
from desmigratif.ui.formatting import short_date
from villages.choices import Level
from villages.models import Area, AreaGroup, Village

from .choices import COUNTED, State, Status
from .models import Activity, ActivityType, Pillar, ReportingPeriod

FIRST_BUDGET_YEAR = 2016
#: A longer list of villages waits until a regency is chosen.
LONG_LIST = 60
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


class OneOrMoreSelect(forms.Select):
    """A drop-down for one value that keeps several when the address holds them."""

    def value_from_datadict(self, data, files, name):
        given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return [part for value in given for part in value.split(",") if part]

    def format_value(self, value):
        return [",".join(value or [])]

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        if "," in value[0]:
            labels = dict(self.choices)
            label = ", ".join(str(labels.get(part, part)) for part in value[0].split(","))
            several = self.create_option(name, value[0], label, True, len(groups), attrs=attrs)
            groups.append((None, [several], len(groups)))
        return groups


class OneOrMoreField(forms.MultipleChoiceField):
    """Several values of a list; on screen a drop-down with an empty choice on top."""

    widget = OneOrMoreSelect

    def __init__(self, *, choices=(), empty_label="", **kwargs):
        super().__init__(choices=choices, **kwargs)
        self.widget.choices = [("", empty_label), *self.choices]


class OneOrMoreFilter(django_filters.Filter):
    """Rows whose field has one of the values."""

    field_class = OneOrMoreField

    def filter(self, activities, values):
        return activities.filter(**{f"{self.field_name}__in": values}) if values else activities


class StatusFilter(OneOrMoreFilter):
    """Knows the alias of activities that are late: planned or running past their last day."""

    def filter(self, activities, values):
        if LATE_ALIAS not in values:
            return super().filter(activities, values)
        late = activities.late_on(timezone.localdate())
        others = [value for value in values if value != LATE_ALIAS]
        return late | super().filter(activities, others) if others else late


class StateFilter(OneOrMoreFilter):
    """Knows the alias of the states that enter the figures."""

    def filter(self, activities, values):
        states = {state for value in values for state in (COUNTED if value == COUNTED_ALIAS else [value])}
        return super().filter(activities, sorted(states))


def _areas(level):
    """Areas of one level in which the user of the request sees a programme village."""
    return lambda request: Area.objects.visible_to(request.user).filter(level=level)


def _villages(request):
    return Village.objects.visible_to(request.user).for_list()


class ListFilter(django_filters.FilterSet):
    """What the filters of both lists share: pillar and province, the chips, and no rows for a wrong value."""

    pillar = OneOrMoreFilter(label=_("Pillar"), field_name="pillar__code", empty_label=_("All pillars"))
    province = django_filters.ModelChoiceFilter(
        label=_("Province"), queryset=_areas(Level.PROVINCE), method="in_area", empty_label=_("All provinces")
    )

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset, request=request)
        self.pillars = list(Pillar.objects.all())
        self.filters["pillar"].extra["choices"] = [(row.code, f"{row.code} {row}") for row in self.pillars]

    @property
    def found(self):
        """The activities that match; none where the address holds a value that cannot be."""
        return self.qs if self.is_valid() else self.queryset.none()

    def in_area(self, activities, name, area):
        return activities.in_area(area)

    def show_areas(self, name, areas):
        """Fills a drop-down of areas with their labels."""
        field = self.form.fields[name]
        rows = [(area.code, area.label) for area in areas.order_by("code")]
        field.widget.choices = [("", field.empty_label), *rows]

    def chips(self):
        """The filters in force, for the list and, in words, for exports."""
        self.is_valid()
        return [
            FilterChip(self.form.fields[name].label, self._said(name, part), self._without(name, part))
            for name, value in self.form.cleaned_data.items()
            if name != "sort" and value not in (None, "", [])
            for part in (value if isinstance(value, list) else [value])
        ]

    def _said(self, name, value):
        if isinstance(value, AreaGroup):
            return value.name_en if get_language() == "en" else value.name
        if isinstance(value, datetime.date):
            return short_date(value)
        if isinstance(value, Area | Village):
            return value.label
        if isinstance(self.filters[name], OneOrMoreFilter | django_filters.ChoiceFilter):
            return dict(self.form.fields[name].widget.choices).get(str(value), value)
        return value

    def _without(self, name, part):
        """The address of the list with one value less, on its first page."""
        query = self.data.copy()
        query.pop("page", None)
        value = self.form.cleaned_data[name]
        query.setlist(name, [other for other in value if other != part] if isinstance(value, list) else [])
        return f"?{query.urlencode()}"


class QueueFilter(ListFilter):
    """Filters the reviewer's queue."""

    class Meta:
        model = Activity
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset, request=request)
        self.show_areas("province", self.form.fields["province"].queryset)


class ActivityFilter(ListFilter):
    """Filters activities; choices of areas hold only what the user sees.

    `through`, `from` and `until` stand only in addresses, and on screen as chips.
    """

    q = django_filters.CharFilter(label=_("Search activity name"), method="search")
    type = django_filters.ModelChoiceFilter(
        label=_("Activity type"), queryset=ActivityType.objects.all(), empty_label=_("All types")
    )
    regency = django_filters.ModelChoiceFilter(
        label=_("Regency/city"),
        queryset=_areas(Level.REGENCY),
        method="in_area",
        empty_label=_("All regencies"),
    )
    village = django_filters.ModelChoiceFilter(
        label=_("Village"),
        queryset=_villages,
        to_field_name="area",
        method="in_village",
        empty_label=_("All villages"),
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
        choices=[*Status.choices, (LATE_ALIAS, _("Past its last day"))],
        empty_label=_("Any progress"),
    )
    state = StateFilter(
        label=_("Status"),
        choices=[*State.choices, (COUNTED_ALIAS, _("Sent and verified"))],
        empty_label=_("Any status"),
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
        self.periods = {f"{row.year}-{row.quarter}": row for row in ReportingPeriod.objects.all()}
        years = range(timezone.localdate().year + 1, FIRST_BUDGET_YEAR - 1, -1)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]
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
        province = self.data.get("province")
        regencies = fields["regency"].queryset
        self.show_areas("province", fields["province"].queryset)
        self.show_areas("regency", regencies.filter(parent=province) if province else regencies)
        villages = self._villages_to_choose()
        empty = fields["village"].empty_label if villages is not None else _("Choose a regency first")
        rows = [(village.code, village.label) for village in villages or []]
        fields["village"].widget.choices = [("", empty), *rows]

    def _villages_to_choose(self):
        """The villages of the chosen area; None where they are too many for a drop-down."""
        villages = self.form.fields["village"].queryset
        for name in ("province", "regency"):
            if self.data.get(name):
                villages = villages.filter(**{name: self.data[name]})
        if self.data.get("village"):
            villages = villages.filter(regency__in=_regency_of(villages, self.data["village"]))
        rows = list(villages[: LONG_LIST + 1])
        return rows if len(rows) <= LONG_LIST else None

    @property
    def counted_for(self):
        """The village whose share alone is counted, if one is chosen."""
        return self.form.cleaned_data.get("village") if self.is_valid() else None

    @property
    def hidden(self):
        """The filters without a control, which applying the others keeps."""
        return [(name, self.data[name]) for name in ("through", "from", "until") if self.data.get(name)]

    @property
    def is_wide(self):
        """Whether the user sees more than one regency, so that there is one to choose."""
        return self.request.user.is_national or len(self.form.fields["regency"].widget.choices) > 2

    @property
    def has_more(self):
        """Whether one of the rarer filters is in force, so that they are shown open."""
        return any(self.data.get(name) for name in ("type", "status", "year", "province", "group", "village"))

    def search(self, activities, name, text):
        """Activities whose name holds every word; a number also finds the activity of that number."""
        for word in text.split():
            found = Q(title__icontains=word)
            if word.isdecimal() and len(word) < 10:
                found |= Q(pk=int(word))
            activities = activities.filter(found)
        return activities

    def in_village(self, activities, name, village):
        return activities.in_area(village.area)

    def in_group(self, activities, name, group):
        return activities.in_group(group)

    def in_period(self, activities, name, key):
        period = self.periods[key]
        return activities.running_between(period.starts_on, period.ends_on)

    def running_from(self, activities, name, day):
        return activities.filter(Q(end_on__gte=day) | Q(end_on__isnull=True, start_on__gte=day))

    def sorted_by(self, activities, name, key):
        return activities.order_by(*SORTS[key])


def _regency_of(villages, code):
    return villages.filter(area=code).order_by().values("regency")


# `from` is a keyword of Python, so the class body cannot name it.
ActivityFilter.base_filters["from"] = django_filters.DateFilter(
    label=_("Running from"), method="running_from"
)
