"""Family ties between people of the register."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import create, press
from villages.models import Beneficiary
from villages.people.plausibility import Birth, doubts_of_tie
from villages.people.services.stages import tie_family, untie_family

from ..forms.families import FOUND_SHOWN, RelativeSearchForm, TieForm
from .beneficiaries import crumbs, editable_of, note_search


@permission_required("villages.change_beneficiary", raise_exception=True)
def tie_create(request, number):
    """Without a search the same household is offered."""
    person = editable_of(request, number)
    search, form = RelativeSearchForm(request.GET), TieForm(request.POST or None, person=person)
    search.is_valid()
    people = Beneficiary.objects.editable_by(request.user).listed().exclude(pk=person.pk)
    if request.method == "POST" and form.is_valid():
        relative = get_object_or_404(people, number=form.cleaned_data["relative"])
        births = Birth.of(person), Birth.of(relative)
        form.ask(doubts_of_tie(*births, form.cleaned_data["kind"], today=clock.today()))
    answer = create(
        request,
        form,
        lambda: tie_family(person=person, relative=relative, kind=form.cleaned_data["kind"], by=request.user),
        message=_("The family tie is recorded."),
        to=person,
    )
    if answer:
        return answer
    words = search.cleaned_data.get("q", "")
    found = _possible_relatives(person, people, words)
    note_search(request, words, len(found))
    form.name_both(found)
    context = {
        "person": person,
        "search": search,
        "form": form,
        "found": found[:FOUND_SHOWN],
        "has_more": len(found) > FOUND_SHOWN,
        "crumbs": crumbs(Crumb(person.full_name, person.get_absolute_url()), _("Add a family tie")),
    }
    return render(request, "pillars/families/create.html", context)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def tie_remove(request, number, pk):
    person = editable_of(request, number)
    tie = get_object_or_404(person.ties, pk=pk)
    return press(
        request,
        lambda: untie_family(tie=tie, by=request.user),
        message=_("The family tie is removed."),
        to=person,
    )


def _possible_relatives(person, people, words):
    """One more than is shown: by name, the own village first; or the household."""
    people = people.with_is_child(clock.today()).for_list()
    if words:
        own = Q(village=person.village_id)
        return [
            *people.search(words).filter(own)[: FOUND_SHOWN + 1],
            *people.search(words).exclude(own)[: FOUND_SHOWN + 1],
        ]
    return list(people.filter(household=person.household_id)) if person.household_id else []
