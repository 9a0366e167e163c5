"""The access log for those who answer for it: who saw this person, what did this user see and take away."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.lists import ListPage
from villages.models import Beneficiary
from villages.people.children import shown_name
from villages.people.services.nik_questions import Way

from ..filters.access import AccessFilter


@permission_required("accounts.view_access_log", raise_exception=True)
def access_list(request):
    """Of the own office's users, and of everybody who saw people of the own area; national roles: all."""
    events = visible_events(request.user).select_related("user__organisation", "account")
    chosen = AccessFilter(request.GET, queryset=events, request=request)
    listed = ListPage(request, chosen, chosen.matching)
    above = []
    if request.user.has_perm("reports.view_administration"):
        above = [Crumb(_("Administration"), reverse("reports:administration"))]
    context = {
        **listed.context,
        "rows": _with_names(listed.page.object_list, request.user),
        "crumbs": [*above, Crumb(_("Access log"))],
    }
    return render(request, "reports/access/list.html", context)


def visible_events(user):
    if user.is_national:
        return AccessEvent.objects.all()
    own = Q(user=user) | Q(account=user)
    if user.organisation_id:
        own |= Q(user__organisation=user.organisation_id) | Q(account__organisation=user.organisation_id)
    people = Beneficiary.objects.visible_to(user).values("number")
    return AccessEvent.objects.filter(own | Q(about__in=people))


def _with_names(events, user):
    """`(event, name of the person)`; the name only where the reader may see the person."""
    events, names = list(events), {}
    if user.has_perm("villages.view_beneficiary"):
        today = clock.today()
        people = Beneficiary.objects.visible_to(user).with_is_child(today)
        for person in people.filter(number__in={event.about for event in events if event.about}):
            names[person.number] = shown_name(person, user, today)
    for event in events:
        event.what_in_words = _what_in_words(event.what)
    return [(event, names.get(event.about, "")) for event in events]


def _what_in_words(what):
    """What a line says it was about, in the words of the reader where it holds a name of our own."""
    way, _space, rest = what.partition(" ")
    if way in Way.values:
        return f"{Way(way).label} {rest}".strip()
    return _("an address without an account (%s)") % what if what.startswith("#") else what
