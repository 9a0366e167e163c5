"""The filters of the list of aid; their names are the parameters that figures link with."""

import django_filters
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import DayFirstDateFilter, OneOrMoreFilter
from desmigratif.ui.search import WordsFilter, holding
from villages.filters import PlaceFilter

from ..choices import FundingSource
from .choices import UNKNOWN, Condition
from .models import AidPackage
from .querysets import late_by

OWED = "belum"
LATE, RECEIVED, OPEN = "terlambat", "masuk", "belum"


class AidFilter(PlaceFilter):
    """Aid by place, source, condition and accountability report, as it stood on one day."""

    q = WordsFilter(label=_("Search what was handed over"), method="search")
    condition = OneOrMoreFilter(
        label=_("Condition"),
        choices=[*Condition.choices, (UNKNOWN, _("Unknown"))],
        empty_label=_("Any condition"),
    )
    source = OneOrMoreFilter(
        label=_("Source of funds"), choices=FundingSource.choices, empty_label=_("Any source")
    )
    check = django_filters.ChoiceFilter(
        label=_("Check"),
        method="of_check",
        choices=[(OWED, _("Not checked for 12 months"))],
        empty_label=_("Checked or not"),
    )
    report = django_filters.ChoiceFilter(
        label=_("Accountability report (LPJ)"),
        method="of_report",
        choices=[(RECEIVED, _("Received")), (OPEN, _("Not received")), (LATE, _("Late"))],
        empty_label=_("Received or not"),
    )
    since = django_filters.DateFilter(label=_("From"), field_name="handed_on", lookup_expr="gte")
    until = django_filters.DateFilter(label=_("To"), field_name="handed_on", lookup_expr="lte")
    on = DayFirstDateFilter(label=_("As it stood on (date)"), method="unchanged")

    class Meta:
        model = AidPackage
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by("-handed_on", "-pk"), request=request)
        self.show_places()

    @property
    def bar(self):
        where, rarer = ("regency", ["province", "village"]) if self.is_wide else ("village", [])
        return ["q", where, "condition", "check"], [*rarer, "source", "report", "since", "until", "on"]

    @property
    def day(self):
        """The day on which the aid is looked at."""
        return (self.form.cleaned_data.get("on") if self.is_valid() else None) or clock.today()

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset.handed_by(self.day).with_condition_on(self.day))

    def search(self, packages, name, text):
        return packages.filter(holding(text, "item_key"))

    def of_check(self, packages, name, value):
        return packages.owing_check_on(self.day)

    def of_report(self, packages, name, value):
        if value == LATE:
            return packages.filter(late_by(self.day))
        received = packages.filter(report_on__lte=self.day)
        return received if value == RECEIVED else packages.exclude(pk__in=received.order_by().values("pk"))

    def unchanged(self, packages, name, value):
        """`filter_queryset` looks at the day."""
        return packages
