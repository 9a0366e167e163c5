"""The filters of the access log; its links name a person by number and a user by id."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import AccessEvent, User
from desmigratif.ui.lists import ListFilter
from desmigratif.ui.search import WordsFilter, holding


class AccessFilter(ListFilter):
    """Filters lines of the access log by who, about whom, what was done and since when."""

    q = WordsFilter(label=_("User: name or e-mail"), method="by_words")
    kind = django_filters.ChoiceFilter(
        label=_("What was done"), choices=AccessEvent.Kind.choices, empty_label=_("Everything")
    )
    since = django_filters.DateFilter(label=_("From"), field_name="at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label=_("To"), field_name="at", lookup_expr="date__lte")
    person = django_filters.UUIDFilter(label=_("Person: number of the record"), field_name="about")
    user = django_filters.NumberFilter(
        label=_("User: number"), method="by_number", min_value=1, max_value=2**31 - 1, decimal_places=0
    )

    class Meta:
        model = AccessEvent
        fields = ()

    def by_words(self, events, name, text):
        people = User.objects.filter(holding(text, "search_key")).values("pk")
        return events.filter(Q(user__in=people) | Q(account__in=people))

    def by_number(self, events, name, number):
        return events.filter(Q(user=int(number)) | Q(account=int(number)))
