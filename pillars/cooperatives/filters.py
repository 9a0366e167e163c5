"""The filters of the list of co-operatives; their names are the parameters that figures link with."""

import django_filters
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import ListFilter, OneOrMoreFilter
from desmigratif.ui.search import WordsFilter, holding
from villages.filters import PlaceFilter

from ..people.filters import OfPersonFilter
from .choices import CooperativeKind
from .figures import last_full_year
from .models import Cooperative, CooperativeMember, CooperativeYear

YES, NO = "ya", "tidak"
MISSING, STATED = "belum", "ada"
ENDED = "berakhir"


class CooperativeFilter(PlaceFilter):
    """Co-operatives by place, kind, legal form, and whether the accounts of the last year are there.

    Without a word those that exist today.
    """

    q = WordsFilter(label=_("Search the name"), method="search")
    kind = OneOrMoreFilter(label=_("Kind"), choices=CooperativeKind.choices, empty_label=_("Any kind"))
    legal = django_filters.ChoiceFilter(
        label=_("Legal entity"),
        method="of_legal_form",
        choices=[(YES, _("Legal entity")), (NO, _("No legal entity yet"))],
        empty_label=_("With and without"),
    )
    accounts = django_filters.ChoiceFilter(
        label=_("Accounts of the last year"),
        method="of_accounts",
        choices=[(MISSING, _("Owed and not stated")), (STATED, _("Stated"))],
        empty_label=_("Stated or not"),
    )
    state = django_filters.ChoiceFilter(
        label=_("Existence"), method="of_state", choices=[(ENDED, _("Ended"))], empty_label=_("Existing")
    )

    class Meta:
        model = Cooperative
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by("name_key", "pk"), request=request)
        self.form.order_fields(["q", "province", "regency", "village", "kind", "legal", "accounts", "state"])
        self.show_places()

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("state") else rows.existing_on(clock.today())

    def search(self, cooperatives, name, text):
        return cooperatives.filter(holding(text, "name_key"))

    def of_legal_form(self, cooperatives, name, value):
        legal = cooperatives.legal_on(clock.today())
        return legal if value == YES else cooperatives.exclude(pk__in=legal.order_by().values("pk"))

    def of_accounts(self, cooperatives, name, value):
        year = last_full_year(clock.today())
        if value == MISSING:
            return cooperatives.owing_accounts_of(year)
        return cooperatives.filter(pk__in=CooperativeYear.objects.filter(year=year).values("cooperative"))

    def of_state(self, cooperatives, name, value):
        return cooperatives.filter(ended_on__lte=clock.today())


class MemberFilter(ListFilter):
    """Members of one co-operative by name; without a word those of today."""

    q = OfPersonFilter(label=_("Search the name of a person"))
    state = django_filters.ChoiceFilter(
        label=_("Membership"),
        method="of_state",
        choices=[(ENDED, _("Left")), (STATED, _("All"))],
        empty_label=_("Members today"),
    )

    class Meta:
        model = CooperativeMember
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by("person__name_key", "pk"), request=request)

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("state") else rows.on(clock.today())

    def of_state(self, members, name, value):
        return members.filter(left_on__lte=clock.today()) if value == ENDED else members
