"""The filters of the list of people."""

import re
from calendar import monthrange

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import DayFirstDateFilter, OneOrMoreFilter
from desmigratif.ui.paging import InTurn
from desmigratif.ui.search import WordsFilter
from villages.choices import Sex, StageKind
from villages.filters import PlaceFilter
from villages.models import AreaGroup, Beneficiary, Village
from villages.people import countries

from ..choices import COUNTED, Review
from ..filters.activities import budget_years
from ..filters.pillars import PillarFilter
from ..models import ActivityType, Attendance, Reach

#: Name in the address -> the youngest and the oldest of the band.
AGE_BANDS = {
    "0-17": (0, 17),
    "18-24": (18, 24),
    "25-34": (25, 34),
    "35-44": (35, 44),
    "45-59": (45, 59),
    "60-": (60, 150),
}
UNKNOWN = "unknown"
NO_STAGE, FAMILY, ENDED = "none", "family", "ended"
#: What `reached` says for all pillars together.
ANY_PILLAR = "any"
SORTS = {
    "name": ("name_key", "pk"),
    "-name": ("-name_key", "pk"),
    "age": (F("birth_year").desc(nulls_last=True), F("birth_date").desc(nulls_last=True), "name_key", "pk"),
    "-age": (F("birth_year").asc(nulls_last=True), F("birth_date").asc(nulls_last=True), "name_key", "pk"),
    "village": ("village__area__name", "name_key", "pk"),
    "-village": ("-village__area__name", "name_key", "pk"),
}
DEFAULT_SORT = "name"


class NameField(forms.CharField):
    """Words of a name. A NIK is not searched here: what is searched stands in the address and in logs."""

    def clean(self, value):
        value = super().clean(value)
        if len(re.sub(r"\D", "", value)) > 8:
            raise ValidationError(_("Write a name here. Use “Find by NIK” below for a NIK."))
        return value


class NameFilter(django_filters.Filter):
    field_class = NameField


def found_by_name(people, user, words):
    """Those of the people whose names hold the words; children only for who may see them."""
    found = people.search(words)
    if user.has_perm("villages.view_children"):
        return found
    return found.with_is_child(clock.today()).filter(is_child=False)


class OfPersonFilter(WordsFilter):
    """The search box of rows about a `person`: by the names that the list of people finds for the reader."""

    def filter(self, rows, words):
        if not words:
            return rows
        user = self.parent.request.user
        people = found_by_name(Beneficiary.objects.visible_to(user).listed(), user, words)
        return rows.filter(person__in=people.order_by().values("pk"))


class BeneficiaryFilter(PillarFilter, PlaceFilter):
    """Filters people by what holds on one day: stage and country on `on`, age today.

    Whoever may not see children does not find them by their names either. With `reached` the list is that
    of one figure: of those who lived in the chosen place when they took part, wherever they live today.
    `reached`, `type`, `through`, `basis` and `group` stand only in addresses, and on screen as chips.
    """

    without_control = ("reached", "type", "through", "basis", "group")

    q = NameFilter(label=_("Search name"), method="search")
    sex = django_filters.ChoiceFilter(label=_("Sex"), choices=Sex.choices, empty_label=_("All"))
    age = django_filters.ChoiceFilter(
        label=_("Age"),
        choices=[
            *((name, name.replace("-", "–") if name[-1] != "-" else "60+") for name in AGE_BANDS),
            (UNKNOWN, _("Unknown")),
        ],
        method="of_age",
        empty_label=_("All ages"),
    )
    stage = OneOrMoreFilter(
        label=_("Stage"),
        choices=[
            *StageKind.choices,
            (FAMILY, _("Family of a migrant worker")),
            (NO_STAGE, _("No stage recorded")),
            (ENDED, _("Died or moved away")),
        ],
        method="combined",
        empty_label=_("All stages"),
    )
    on = DayFirstDateFilter(label=_("Stage on (date)"), method="combined")
    country = django_filters.ChoiceFilter(
        label=_("Country"), method="combined", empty_label=_("All countries")
    )
    pillar = OneOrMoreFilter(label=_("Reached by pillar"), method="combined", empty_label=_("Any or none"))
    year = django_filters.ChoiceFilter(
        label=_("Reached in budget year"), method="combined", empty_label=_("Any year")
    )
    reached = django_filters.ChoiceFilter(label=_("Counted as reached by"), method="combined")
    type = django_filters.ModelChoiceFilter(
        label=_("Activity type"),
        queryset=ActivityType.objects.all(),
        method="combined",
        empty_label=_("All types"),
    )
    through = django_filters.DateFilter(label=_("Reached until"), method="combined")
    basis = django_filters.ChoiceFilter(label=_("Counted"), choices=Reach.Basis.choices, method="combined")
    group = django_filters.ModelChoiceFilter(
        label=_("Area group"),
        queryset=AreaGroup.objects.all(),
        to_field_name="slug",
        method="combined",
        empty_label=_("All regencies"),
    )
    nik = django_filters.ChoiceFilter(
        label=_("NIK"),
        choices=[("none", _("Without NIK")), ("known", _("With NIK"))],
        method="knowing_nik",
        empty_label=_("With or without"),
    )
    sort = django_filters.ChoiceFilter(
        label=_("Sort"), method="sorted_by", choices=[(name, name) for name in SORTS]
    )

    class Meta:
        model = Beneficiary
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset, request=request)
        self.today = clock.today()
        self.filters["year"].extra["choices"] = budget_years()
        pillars = [(row.code, _("Pillar %s") % row.code) for row in self.pillars]
        self.filters["reached"].extra["choices"] = [(ANY_PILLAR, _("Any pillar")), *pillars]
        self.filters["country"].extra["choices"] = countries.choices()
        self.sees_children = request.user.has_perm("villages.view_children")
        self.show_places()

    @property
    def day(self):
        """The day on which stages are looked at."""
        return (self.form.cleaned_data.get("on") if self.is_valid() else None) or self.today

    @property
    def bar(self):
        where, rarer = ("regency", ["province", "village"]) if self.is_wide else ("village", [])
        return ["q", where, "stage", "sex"], [*rarer, "age", "on", "country", "pillar", "year", "nik"]

    def filter_queryset(self, people):
        chosen = self.form.cleaned_data
        if chosen["stage"] or chosen["country"]:
            people = people.with_stage_on(self.day).with_is_relative(self.day)
        if not self.sees_children:
            people = people.with_is_child(self.today)
        people = super().filter_queryset(people.order_by(*self._order(DEFAULT_SORT)))
        if chosen["stage"]:
            standing = Q(stage__in=[kind for kind in chosen["stage"] if kind in StageKind.values])
            if FAMILY in chosen["stage"]:
                standing |= Q(is_relative=True, ended_on__isnull=True)
            if NO_STAGE in chosen["stage"]:
                standing |= Q(stage__isnull=True, ended_on__isnull=True)
            if ENDED in chosen["stage"]:
                standing |= Q(ended_on__isnull=False)
            people = people.filter(standing)
        if chosen["country"]:
            people = people.filter(stage_country=chosen["country"])
        if chosen["reached"]:
            return people.filter(pk__in=self._counted(chosen).values("beneficiary"))
        if chosen["group"]:
            people = people.filter(village__in=Village.objects.in_group(chosen["group"]))
        if chosen["pillar"] or chosen["year"]:
            people = people.filter(pk__in=self._reached(chosen["pillar"], chosen["year"]))
        return people

    def _reached(self, pillars, year):
        """Ids of people who took part in a counted activity of one of the pillars, of the budget year."""
        rows = Attendance.objects.filter(activity__state__in=COUNTED)
        if pillars:
            rows = rows.filter(activity__pillar__code__in=pillars)
        if year:
            rows = rows.filter(activity__budget_year=year)
        return rows.values("beneficiary")

    def _counted(self, chosen):
        """The attendances that one figure of people is made of."""
        verified = chosen["basis"] == Reach.Basis.VERIFIED
        rows = Attendance.objects.filter(activity__state__in=[Review.VERIFIED] if verified else COUNTED)
        if chosen["reached"] != ANY_PILLAR:
            rows = rows.filter(activity__pillar__code=chosen["reached"])
        if chosen["year"]:
            rows = rows.filter(activity__budget_year=chosen["year"])
        if chosen["type"]:
            rows = rows.filter(activity__type=chosen["type"])
        if chosen["through"]:
            rows = rows.filter(activity__start_on__lte=chosen["through"])
        homes = Village.objects.all()
        for name in ("province", "regency"):
            if chosen[name]:
                homes = homes.in_area(chosen[name])
        if chosen["village"]:
            homes = homes.filter(pk=chosen["village"].pk)
        if chosen["group"]:
            homes = homes.in_group(chosen["group"])
        return rows.filter(home__in=homes)

    def in_area(self, people, name, area):
        return people if self.data.get("reached") else super().in_area(people, name, area)

    def in_village(self, people, name, village):
        return people if self.data.get("reached") else super().in_village(people, name, village)

    def combined(self, people, name, value):
        """Taken together with others in `filter_queryset`."""
        return people

    def search(self, people, name, words):
        return found_by_name(people, self.request.user, words)

    def of_age(self, people, name, band):
        if band == UNKNOWN:
            return people.filter(birth_date__isnull=True, birth_year__isnull=True)
        youngest, oldest = AGE_BANDS[band]
        year = self.today.year
        return people.filter(
            Q(
                birth_date__lte=_years_before(self.today, youngest),
                birth_date__gt=_years_before(self.today, oldest + 1),
            )
            | Q(birth_date__isnull=True, birth_year__range=(year - oldest, year - youngest))
        )

    def knowing_nik(self, people, name, value):
        return people.filter(nik_index__isnull=value == "none")

    def sorted_by(self, people, name, key):
        return people.order_by(*self._order(key))

    @property
    def in_turn(self):
        """What was found, for a list of pages: where names are hidden, those of age first.

        Each part is in an order that an index has; the age of everybody would have to be looked at otherwise.
        """
        found, shown = self.matching, self.shown(Beneficiary.objects.for_list())
        if self.sees_children or not self.is_valid():
            return InTurn(found, shown=shown)
        order = SORTS[self.form.cleaned_data["sort"] or DEFAULT_SORT]
        # Who may not see children finds none of them by a name.
        parts = (False,) if self.form.cleaned_data["q"] else (False, True)
        return InTurn(*(found.filter(is_child=part).order_by(*order) for part in parts), shown=shown)

    def shown(self, people):
        """With what a list or a file says of each person on the day."""
        return people.with_stage_on(self.day).with_is_relative(self.day).with_is_child(self.today)

    def _order(self, key):
        """Children whose names are hidden come last, so that their place in the order tells nothing."""
        return SORTS[key] if self.sees_children else ("is_child", *SORTS[key])


def _years_before(day, years):
    year = max(day.year - years, 1)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
