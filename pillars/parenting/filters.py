"""The filters of groups, of their members and of children; their names are what figures link with."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import ListFilter, OneOrMoreFilter
from desmigratif.ui.search import WordsFilter, holding
from villages.choices import Sex
from villages.filters import PlaceFilter
from villages.models import Beneficiary

from ..people.filters import OfPersonFilter
from .choices import GroupKind, GroupRole, SchoolState
from .figures import to_be_updated
from .models import GroupMember, ParentingGroup

YES, NO = "ya", "tidak"
ENDED, ALL = "berakhir", "semua"
UNKNOWN, OLD = "unknown", "lama"


class GroupFilter(PlaceFilter):
    """Groups by place, kind and whether they exist; without a word those of today."""

    q = WordsFilter(label=_("Search the name"), method="search")
    kind = OneOrMoreFilter(label=_("Kind"), choices=GroupKind.choices, empty_label=_("Any kind"))
    state = django_filters.ChoiceFilter(
        label=_("Existence"), method="of_state", choices=[(ENDED, _("Ended"))], empty_label=_("Existing")
    )

    class Meta:
        model = ParentingGroup
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by("name_key", "pk"), request=request)
        self.form.order_fields(["q", "province", "regency", "village", "kind", "state"])
        self.show_places()

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("state") else rows.existing_on(clock.today())

    def search(self, groups, name, text):
        return groups.filter(holding(text, "name_key"))

    def of_state(self, groups, name, value):
        return groups.filter(ended_on__lte=clock.today())


class GroupMemberFilter(ListFilter):
    """Members of one group by name and role; without a word those of today."""

    q = OfPersonFilter(label=_("Search the name of a person"))
    role = OneOrMoreFilter(label=_("Role"), choices=GroupRole.choices, empty_label=_("Any role"))
    state = django_filters.ChoiceFilter(
        label=_("Membership"),
        method="of_state",
        choices=[(ENDED, _("Left")), (ALL, _("All"))],
        empty_label=_("Members today"),
    )

    class Meta:
        model = GroupMember
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by("role", "person__name_key", "pk"), request=request)

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("state") else rows.on(clock.today())

    def of_state(self, members, name, value):
        return members.filter(left_on__lte=clock.today()) if value == ENDED else members


class ChildFilter(PlaceFilter):
    """Children of `children_on` today by place, name, sex, group and school."""

    q = WordsFilter(label=_("Search the name of a child"), method="search")
    sex = django_filters.ChoiceFilter(label=_("Sex"), choices=Sex.choices, empty_label=_("All"))
    group = django_filters.ChoiceFilter(
        label=_("Group"),
        method="of_group",
        choices=[(YES, _("In a group")), (NO, _("In no group"))],
        empty_label=_("With and without"),
    )
    school = OneOrMoreFilter(
        label=_("School status"),
        method="of_school",
        choices=[
            *SchoolState.choices,
            (UNKNOWN, _("Not known")),
            (OLD, _("Not updated for 12 months")),
        ],
        empty_label=_("Any status"),
    )

    class Meta:
        model = Beneficiary
        fields = ()

    def __init__(self, data, *, queryset, request):
        super().__init__(data, queryset=queryset.order_by("name_key", "pk"), request=request)
        self.form.order_fields(["q", "province", "regency", "village", "group", "school", "sex"])
        self.show_places()

    def search(self, children, name, text):
        return children.search(text)

    def of_group(self, children, name, value):
        return children.filter(in_group=value == YES)

    def of_school(self, children, name, values):
        found = Q(school__in=[value for value in values if value in SchoolState.values])
        if UNKNOWN in values:
            found |= Q(school__isnull=True)
        if OLD in values:
            found |= to_be_updated(clock.today())
        return children.filter(found) if values else children
