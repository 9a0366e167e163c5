"""The filters of the list of recommendations; figures link with the same parameters."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation
from desmigratif.ui import clock
from desmigratif.ui.search import WordsFilter, holding
from pillars.filters.pillars import PillarFilter

from ...choices import RecommendationStatus
from ...models import EvaluationMeeting, Problem, Recommendation

#: What `status` may be asked for, and the rows it means on a day.
STANDINGS = {
    "unfinished": (_("Open"), lambda rows, day: rows.unfinished()),
    "overdue": (_("Overdue"), lambda rows, day: rows.overdue_on(day)),
    "not_begun": (_("Not begun"), lambda rows, day: rows.owed().filter(status=RecommendationStatus.OPEN)),
    "running": (_("In progress"), lambda rows, day: rows.owed().filter(status=RecommendationStatus.RUNNING)),
    "waiting": (_("Awaiting the reviewer"), lambda rows, day: rows.waiting_for_reviewer()),
    "done": (_("Carried out"), lambda rows, day: rows.filter(status=RecommendationStatus.DONE)),
    "impossible": (
        RecommendationStatus.IMPOSSIBLE.label,
        lambda rows, day: rows.filter(status=RecommendationStatus.IMPOSSIBLE),
    ),
}


def owners_of(request):
    """The organisations that own a recommendation the user sees."""
    seen = Recommendation.objects.visible_to(request.user).order_by()
    return Organisation.objects.filter(pk__in=seen.values("owner"))


def meetings_of(request):
    return EvaluationMeeting.objects.visible_to(request.user)


class RecommendationFilter(PillarFilter):
    """Filters recommendations; choices hold only what the user sees."""

    q = WordsFilter(label=_("Search recommendation"), method="search")
    owner = django_filters.ModelChoiceFilter(
        label=_("Owner"), queryset=owners_of, empty_label=_("All owners")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[(key, label) for key, (label, _rows) in STANDINGS.items()],
        method="in_standing",
        empty_label=_("Any status"),
    )
    year = django_filters.ChoiceFilter(
        label=_("Budget year"), field_name="budget_year", empty_label=_("All years")
    )
    problem = django_filters.ModelChoiceFilter(
        label=_("Problem"),
        queryset=Problem.objects.all(),
        to_field_name="number",
        empty_label=_("All problems"),
    )
    #: Stands only in addresses, and on screen as a chip.
    meeting = django_filters.ModelChoiceFilter(
        label=_("Meeting"), queryset=meetings_of, widget=forms.HiddenInput
    )

    class Meta:
        model = Recommendation
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset, request=request)
        years = queryset.order_by("-budget_year").values_list("budget_year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]
        self.form.order_fields(["q", "status", "owner", "pillar", "problem", "year"])

    def search(self, rows, name, words):
        return rows.filter(holding(words, "search_key"))

    def in_standing(self, rows, name, value):
        return STANDINGS[value][1](rows, clock.today())
