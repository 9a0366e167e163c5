"""What lists ask about places, and the filters of the village list."""

import django_filters
from django.db.models import Exists, F, OuterRef, Prefetch, Subquery
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import ListFilter
from desmigratif.ui.search import WordsFilter, near

from .choices import Level, MembershipStatus, Programme
from .codes import village_column
from .models import Area, Membership, Village
from .models.areas import area_label
from .models.villages import village_label

#: Parameter -> field of a membership; all of them are asked of one and the same membership.
MEMBERSHIP_FIELDS = {"programme": "programme", "status": "status", "year": "batch_year"}
#: Values of `sort`, each also with a minus in front, and the field they order by; ties go by code.
SORTS = {
    "name": "area__name",
    "regency": "regency__name",
    "province": "province__name",
    "year": "batch_year",
    "code": "area",
}
DEFAULT_SORT = "code"
#: A longer list of villages waits until a regency is chosen.
LONG_LIST = 60


def areas_of(level):
    """Areas of one level in which the user of the request sees a programme village."""

    def seen(request):
        within = Village.objects.visible_to(request.user).filter(**{village_column(level): OuterRef("pk")})
        return Area.objects.filter(Exists(within), level=level)

    return seen


def villages_of(request):
    return Village.objects.visible_to(request.user).for_list()


class ProvinceFilter(ListFilter):
    """A list that can be narrowed to a province."""

    province = django_filters.ModelChoiceFilter(
        label=_("Province"),
        queryset=areas_of(Level.PROVINCE),
        method="in_area",
        empty_label=_("All provinces"),
    )

    def in_area(self, rows, name, area):
        return rows.in_area(area)

    def chosen(self, name):
        """The value of a filter, None where nothing is chosen or the value cannot be."""
        self.is_valid()
        return self.form.cleaned_data.get(name)

    def offer(self, name, rows, empty=None):
        """Fills a drop-down with `(value, label)`; `empty`: what stands first, if it is not as always."""
        field = self.form.fields[name]
        field.widget.choices = [("", empty or field.empty_label), *rows]


class RegencyFilter(ProvinceFilter):
    """Also to a regency; only those of the province that is chosen are offered."""

    regency = django_filters.ModelChoiceFilter(
        label=_("Regency/city"),
        queryset=areas_of(Level.REGENCY),
        method="in_area",
        empty_label=_("All regencies"),
    )

    def show_places(self):
        """Fills the drop-downs; what the address says is checked against all that the user sees."""
        seen = self.form.fields["regency"].queryset.order_by("code")
        chosen, provinces, regencies = self.chosen("province"), {}, []
        for code, kind, name, *above in seen.values_list(
            "code", "kind", "name", "parent", "parent__kind", "parent__name"
        ):
            province, *named = above
            provinces[province] = area_label(*named)
            if chosen is None or chosen.code == province:
                regencies.append((code, area_label(kind, name)))
        self.offer("province", provinces.items())
        self.offer("regency", regencies)

    @property
    def is_wide(self):
        """Whether the user sees more than one regency, so that there is one to choose."""
        return self.request.user.is_national or len(self.form.fields["regency"].widget.choices) > 2

    @property
    def offered(self):
        return [name for name in super().offered if self.is_wide or name not in ("province", "regency")]


class PlaceFilter(RegencyFilter):
    """Also to a village."""

    village = django_filters.ModelChoiceFilter(
        label=_("Village"),
        queryset=villages_of,
        to_field_name="area",
        method="in_village",
        empty_label=_("All villages"),
    )

    def show_places(self):
        super().show_places()
        villages = self._villages_to_choose()
        if villages is None:
            self.offer("village", (), empty=_("Choose a regency first"))
        else:
            self.offer("village", villages)

    def _villages_to_choose(self):
        """Codes and labels of the villages of the chosen area; None where too many for a drop-down."""
        villages = self.form.fields["village"].queryset
        for name in ("province", "regency"):
            if area := self.chosen(name):
                villages = villages.filter(**{name: area})
        if village := self.chosen("village"):
            villages = villages.filter(regency=village.regency_id)
        # Their words alone: the rows with the areas above them would be 300 objects.
        words = villages.values_list("area", "area__name", "district__kind", "district__name")
        rows = list(words[: LONG_LIST + 1])
        if len(rows) > LONG_LIST:
            return None
        return [(code, village_label(name, area_label(*district))) for code, name, *district in rows]

    def in_village(self, rows, name, village):
        return rows.in_area(village.area)


def _order(sort):
    """The order of `?sort=`, unknown values last; what is no sort at all gives the default."""
    key = (sort or "").removeprefix("-")
    if key not in SORTS:
        key = sort = DEFAULT_SORT
    return OrderBy(F(SORTS[key]), descending=sort.startswith("-"), nulls_last=True), "area"


class VillageFilter(RegencyFilter):
    """Filters programme villages; choices of areas hold only what the user sees."""

    q = WordsFilter(label=_("Search name or code"), method="search")
    programme = django_filters.ChoiceFilter(
        label=_("Programme"), method="unchanged", choices=Programme.choices, empty_label=_("All programmes")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), method="unchanged", choices=MembershipStatus.choices, empty_label=_("Any status")
    )
    year = django_filters.ChoiceFilter(label=_("Batch year"), method="unchanged", empty_label=_("All years"))

    class Meta:
        model = Village
        fields = ()

    def __init__(self, data, *, queryset, request):
        today = clock.today()
        current = Membership.objects.current_on(today)
        newest = current.filter(village=OuterRef("pk"), batch_year__isnull=False).values("batch_year")[:1]
        super().__init__(
            data,
            queryset=queryset.for_list()
            .annotate(batch_year=Subquery(newest))
            .prefetch_related(Prefetch("memberships", current, to_attr="current_memberships"))
            .order_by(*_order(data.get("sort"))),
            request=request,
        )
        self.current = current
        years = (
            Membership.objects.filter(village__in=queryset, batch_year__isnull=False)
            .order_by("-batch_year")
            .values_list("batch_year", flat=True)
            .distinct()
        )
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]
        self.form.order_fields(["q", "province", "regency", "programme", "status", "year"])
        self.show_places()

    def filter_queryset(self, queryset):
        villages = super().filter_queryset(queryset)
        wanted = {
            field: self.form.cleaned_data[name]
            for name, field in MEMBERSHIP_FIELDS.items()
            if self.form.cleaned_data.get(name)
        }
        if wanted:
            villages = villages.filter(pk__in=self.current.filter(**wanted).values("village"))
        return villages

    def search(self, villages, name, words):
        return villages.search(words)

    def near(self):
        """Names of villages that come near to what was searched, where no village was found."""
        words = self.data.get("q", "")
        return near(words, Area.objects.filter(pk__in=self.queryset.order_by().values("area")), "search_key")

    def unchanged(self, villages, name, value):
        """Leaves the rows alone; filter_queryset asks for all traits of one membership together."""
        return villages
