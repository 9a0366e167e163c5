"""What the filters of lists share: values of one or more, places of the own area, chips."""

import datetime

import django_filters
from django import forms
from django.utils.choices import flatten_choices
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.components import FilterChip
from desmigratif.ui.formatting import short_date
from villages.choices import Level
from villages.models import Area, AreaGroup, Village

from ..models import Pillar

#: A longer list of villages waits until a regency is chosen.
LONG_LIST = 60


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

    def filter(self, rows, values):
        return rows.filter(**{f"{self.field_name}__in": values}) if values else rows


def areas_of(level):
    """Areas of one level in which the user of the request sees a programme village."""
    return lambda request: Area.objects.visible_to(request.user).filter(level=level)


def villages_of(request):
    return Village.objects.visible_to(request.user).for_list()


class ListFilter(django_filters.FilterSet):
    """What the filters of all lists share: pillar and province, chips, and no rows for a wrong value."""

    pillar = OneOrMoreFilter(label=_("Pillar"), field_name="pillar__code", empty_label=_("All pillars"))
    province = django_filters.ModelChoiceFilter(
        label=_("Province"),
        queryset=areas_of(Level.PROVINCE),
        method="in_area",
        empty_label=_("All provinces"),
    )

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset, request=request)
        self.pillars = list(Pillar.objects.all())
        self.filters["pillar"].extra["choices"] = [(row.code, f"{row.code} {row}") for row in self.pillars]

    @property
    def found(self):
        """The rows that match; none where the address holds a value that cannot be."""
        return self.qs if self.is_valid() else self.queryset.none()

    def in_area(self, rows, name, area):
        return rows.in_area(area)

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
            return dict(flatten_choices(self.form.fields[name].widget.choices)).get(str(value), value)
        return value

    def _without(self, name, part):
        """The address of the list with one value less, on its first page."""
        query = self.data.copy()
        query.pop("page", None)
        value = self.form.cleaned_data[name]
        query.setlist(name, [other for other in value if other != part] if isinstance(value, list) else [])
        return f"?{query.urlencode()}"


class PlaceFilter(ListFilter):
    """A list that can be narrowed to a regency or a village too; choices hold only what the user sees."""

    regency = django_filters.ModelChoiceFilter(
        label=_("Regency/city"),
        queryset=areas_of(Level.REGENCY),
        method="in_area",
        empty_label=_("All regencies"),
    )
    village = django_filters.ModelChoiceFilter(
        label=_("Village"),
        queryset=villages_of,
        to_field_name="area",
        method="in_village",
        empty_label=_("All villages"),
    )

    def show_places(self):
        """Fills the drop-downs; what the address says is checked against all that the user sees."""
        fields = self.form.fields
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
    def is_wide(self):
        """Whether the user sees more than one regency, so that there is one to choose."""
        return self.request.user.is_national or len(self.form.fields["regency"].widget.choices) > 2

    def in_village(self, rows, name, village):
        return rows.in_area(village.area)


def _regency_of(villages, code):
    return villages.filter(area=code).order_by().values("regency")
