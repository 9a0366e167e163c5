"""The filters of the village list."""

import django_filters
from django.db.models import F, OuterRef, Prefetch, Subquery
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.search import WordsFilter, near

from .choices import Level, MembershipStatus, Programme
from .models import Area, Membership, Village

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


def _order(sort):
    """The order of `?sort=`, unknown values last; what is no sort at all gives the default."""
    key = (sort or "").removeprefix("-")
    if key not in SORTS:
        key = sort = DEFAULT_SORT
    return OrderBy(F(SORTS[key]), descending=sort.startswith("-"), nulls_last=True), "area"


def _areas(level):
    """Areas of one level in which the user of the request sees a programme village."""
    return lambda request: Area.objects.visible_to(request.user).filter(level=level)


class VillageFilter(django_filters.FilterSet):
    """Filters programme villages; choices of areas hold only what the user sees."""

    q = WordsFilter(label=_("Search name or code"), method="search")
    province = django_filters.ModelChoiceFilter(
        label=_("Province"), queryset=_areas(Level.PROVINCE), empty_label=_("All provinces")
    )
    regency = django_filters.ModelChoiceFilter(
        label=_("Regency/city"), queryset=_areas(Level.REGENCY), empty_label=_("All regencies")
    )
    programme = django_filters.ChoiceFilter(
        label=_("Programme"), method="kept", choices=Programme.choices, empty_label=_("All programmes")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), method="kept", choices=MembershipStatus.choices, empty_label=_("Any status")
    )
    year = django_filters.ChoiceFilter(label=_("Batch year"), method="kept", empty_label=_("All years"))

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
        self._label_areas()

    def _label_areas(self):
        """Fills the drop-downs with short names, regencies only of the province that is chosen."""
        fields = self.form.fields
        for name in ("province", "regency"):
            areas = fields[name].queryset
            if name == "regency" and self.data.get("province"):
                areas = areas.filter(parent=self.data["province"])
            rows = [(area.code, area.label) for area in areas.order_by("name")]
            fields[name].widget.choices = [("", fields[name].empty_label), *rows]

    @property
    def found(self):
        """The villages that match; none where the address holds a value that cannot be."""
        return self.qs if self.is_valid() else self.queryset.none()

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

    def kept(self, villages, name, value):
        """Leaves the rows alone; filter_queryset asks for all traits of one membership together."""
        return villages
