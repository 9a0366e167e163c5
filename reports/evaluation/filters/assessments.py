"""The filters of the list of assessments."""

import django_filters
from django.utils.translation import gettext_lazy as _

from pillars.filters.pillars import PillarFilter
from pillars.models import ReportingPeriod
from villages.filters import RegencyFilter

from ...models import Assessment, AssessmentGrade

SIGNED, DRAFT = "signed", "draft"


class AssessmentFilter(PillarFilter, RegencyFilter):
    """Filters assessments; choices of areas hold only what the user sees."""

    period = django_filters.ModelChoiceFilter(
        label=_("Quarter"),
        queryset=ReportingPeriod.objects.filter(assessments__isnull=False).distinct(),
        empty_label=_("All quarters"),
    )
    grade = django_filters.ModelChoiceFilter(
        label=_("Score"), queryset=AssessmentGrade.objects.all(), empty_label=_("Any score")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[(SIGNED, _("Signed")), (DRAFT, _("Draft"))],
        method="in_status",
        empty_label=_("Any status"),
    )

    class Meta:
        model = Assessment
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset, request=request)
        if not request.user.has_perm("reports.assess"):
            del self.form.fields["status"]
        self.show_places()

    def in_status(self, rows, name, status):
        return rows.filter(signed_on__isnull=status == DRAFT)
