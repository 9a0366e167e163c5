"""The filters of the user list; their names are the parameters that the administration page links with."""

import django_filters
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import ListFilter
from desmigratif.ui.search import WordsFilter, holding

from .models import Organisation, User
from .roles import Role


class UserFilter(ListFilter):
    """Filters users by words, role, organisation and what is wrong with the account."""

    q = WordsFilter(label=_("Search name or e-mail"), method="search")
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Role.choices, empty_label=_("All roles"))
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"),
        queryset=Organisation.objects.filter(users__isnull=False).distinct(),
        empty_label=_("All organisations"),
    )
    status = django_filters.ChoiceFilter(
        label=_("Account"),
        method="in_status",
        choices=[
            ("active", _("Active")),
            ("closed", _("Closed")),
            ("never", _("Never signed in")),
            ("no-area", _("Without an area")),
            ("ended", _("Organisation has ended")),
        ],
        empty_label=_("All accounts"),
    )

    class Meta:
        model = User
        fields = ()

    def search(self, users, name, text):
        return users.filter(holding(text, "search_key"))

    def in_status(self, users, name, status):
        today = clock.today()
        if status == "closed":
            return users.filter(is_active=False)
        users = users.active()
        if status == "never":
            return users.never_signed_in()
        if status == "no-area":
            return users.without_area_on(today)
        if status == "ended":
            return users.of_ended_organisations(today)
        return users
