"""The register of people: its list, the page of one person, entering and changing."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desmigratif.accounts.adapter import client_address
from desmigratif.accounts.services import log_searched
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import begun_with, carry_out, change, create, step
from desmigratif.ui.lists import ListPage
from villages.lists.services.import_storing import being_stored
from villages.models import Beneficiary, End, NotSame, Village
from villages.people import nik
from villages.people.children import is_hidden, shown_name
from villages.people.fields import may_read
from villages.people.services.beneficiaries import (
    RegisteredElsewhere,
    near_duplicates,
    register_beneficiary,
    restrict_beneficiary,
    reveal_nik,
)
from villages.people.services.nik_questions import Way, ask_about_nik

from ...filters import BeneficiaryFilter
from ...views.activities import places
from ..forms.beneficiaries import BeneficiaryForm, MoveForm, NikForm, NikSource, RecordReasonForm
from ..forms.ends import ResumeForm
from ..services.beneficiaries import change_beneficiary, locked_activities, move_beneficiary
from ..services.transfers import pending_transfers
from .timelines import time_line, trail


@permission_required("villages.view_beneficiary", raise_exception=True)
def beneficiary_list(request):
    return render(request, "pillars/beneficiaries/list.html", list_context(request))


def list_context(request, nik_form=None):
    people = Beneficiary.objects.visible_to(request.user).listed()
    found = BeneficiaryFilter(request.GET, queryset=people, request=request)
    export = "pillars:beneficiary-export" if request.user.has_perm("villages.export_beneficiary") else ""
    listed = ListPage(request, found, found.in_turn, export=export)
    note_search(request, found.form.cleaned_data.get("q", ""), listed.page.paginator.count)
    return {
        **listed.context,
        "list_url": reverse("pillars:beneficiary-list"),
        "hidden": _hidden_by_restriction(request, found),
        "nik_form": nik_form or NikForm(user=request.user),
        "places": places(request.user),
        "pending": pending_transfers(request.user).count(),
        "being_stored": being_stored(request.user, "beneficiaries", "participants"),
    }


def _hidden_by_restriction(request, found):
    """How many restricted people the list `found` leaves out and the figures count.

    Not while a name is searched: that would tell whether somebody of that name is among them.
    """
    if not found.is_valid() or found.form.cleaned_data.get("q"):
        return 0
    people = Beneficiary.objects.visible_to(request.user).filter(is_restricted=True)
    return found.filter_queryset(people).count()


@require_POST
@permission_required("villages.view_beneficiary", raise_exception=True)
def beneficiary_find(request):
    """Opens the one person of a NIK; of people elsewhere nothing is told, not even that they are there."""
    form = NikForm(request.POST, user=request.user)
    if form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        asked = carry_out(form, lambda: _asked(request, form, Way.SEARCH, reason))
        if asked and asked.person:
            return redirect(asked.person)
        if asked:
            form.add_error(
                "nik", _("Nobody in your area has this NIK. Check the digits, or register the person.")
            )
    return render(request, "pillars/beneficiaries/list.html", list_context(request, form))


@permission_required("villages.view_beneficiary", raise_exception=True)
def beneficiary_detail(request, number):
    person = _page_people(request.user).filter(number=number).first()
    if person is None:
        return redirect(
            get_object_or_404(Beneficiary.objects.visible_to(request.user), merged__number=number)
        )
    _shown(request, person)
    return render(request, "pillars/beneficiaries/detail.html", detail_context(request, person))


def detail_context(request, person, **shown):
    """Everything the page of one person shows; `shown`: forms that were not in order, or the NIK, once."""
    user, today = request.user, clock.today()
    can_edit = person.can_edit
    context = {
        "person": person,
        "name": shown_name(person, user, today),
        "is_hidden": is_hidden(person, user),
        "can_edit": can_edit,
        "has_errors": any(form.errors for name, form in shown.items() if name.endswith("_form")),
        "crumbs": crumbs(shown_name(person, user, today)),
        "reveal_form": RecordReasonForm(prefix="reveal"),
    }
    if not context["is_hidden"]:
        context["doubts"] = _doubts(person)
        context |= _family(person, user, today, can_edit)
    ties = context.get("ties", ())
    context["time_line"] = time_line(person, user, can_edit=can_edit, ties=ties)
    if can_edit:
        context |= {
            "duplicates": _duplicates(person),
            "merges": person.merges.filter(undone_at__isnull=True).select_related("dropped", "by"),
            "told_apart": _told_apart(person, user),
            "trail": trail(person, user),
            "move_form": MoveForm(prefix="move", villages=_villages(user).exclude(pk=person.village_id)),
            "restrict_form": RecordReasonForm(prefix="restrict"),
            "end": next((end for end in person.ends.all() if end.is_standing), None),
            "take_back_form": RecordReasonForm(prefix="take-back"),
            "resume_form": ResumeForm(prefix="resume"),
        }
    return context | shown


@permission_required("villages.change_beneficiary", raise_exception=True)
def beneficiary_create(request):
    form = BeneficiaryForm(
        request.POST or None,
        villages=_villages(request.user),
        initial=begun_with(request, "village"),
    )
    context = {"form": form, "crumbs": crumbs(_("Register a person"))}
    if request.method == "POST" and form.is_valid():
        near = _near(form)
        if near and not form.cleaned_data["is_another"]:
            context["near"] = near
        else:
            digits = form.cleaned_data["nik"]
            carry_out(form, lambda: _ask_by(request, form, Way.REGISTRATION))
            answer = create(
                request,
                form,
                lambda: register_beneficiary(person=form.person(), by=request.user, not_same=near),
                message=lambda person: _("%s is registered.") % person,
            )
            if answer:
                return answer
            context |= _known(request, form, digits)
    return render(request, "pillars/beneficiaries/form.html", context)


@permission_required("villages.change_beneficiary", raise_exception=True)
def beneficiary_edit(request, number):
    person = editable_of(request, number)
    form = BeneficiaryForm(request.POST or None, beneficiary=person)
    context = {
        "form": form,
        "person": person,
        "crumbs": crumbs(Crumb(person.full_name, person.get_absolute_url()), _("Change")),
    }
    digits = ""
    if request.method == "POST" and form.is_valid():
        digits = form.cleaned_data["nik"]
        carry_out(form, lambda: _ask_by(request, form, Way.CHANGE))
    answer = change(
        request,
        form,
        lambda: change_beneficiary(beneficiary=person, person=form.person(), by=request.user),
        row=person,
        hold=lambda: locked_activities({person.pk}),
        message=_("The record of %s is changed.") % person,
        to=person,
    )
    if answer:
        return answer
    context |= _known(request, form, digits)
    return render(request, "pillars/beneficiaries/form.html", context)


@require_POST
@permission_required("villages.reveal_nik", raise_exception=True)
def beneficiary_reveal(request, number):
    """Shows the NIK on this one page, for a reason that is kept."""
    person = person_of(request, number)
    if not person.has_nik or is_hidden(person, request.user):
        raise Http404
    form, shown = RecordReasonForm(request.POST, prefix="reveal"), {}
    if form.is_valid():
        shown["revealed"] = carry_out(
            form,
            lambda: reveal_nik(
                beneficiary=person, by=request.user, address=client_address(request), **form.cleaned_data
            ),
        )
        if shown["revealed"]:
            # Its own line says more than that the record was shown.
            request.shown_people.discard(person.number)
    context = detail_context(request, person, reveal_form=form, **shown)
    return render(request, "pillars/beneficiaries/detail.html", context)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def beneficiary_move(request, number):
    person = editable_of(request, number)
    villages = _villages(request.user).exclude(pk=person.village_id)
    form = MoveForm(request.POST, prefix="move", villages=villages)
    message = _("%s lives in the other village now. What was counted before stays where it was.") % person
    return _verb(request, person, move_beneficiary, form, "move_form", message)


@require_POST
@permission_required("villages.change_beneficiary", raise_exception=True)
def beneficiary_restrict(request, number):
    """Hides a person from lists and exports, or shows the person again."""
    person = editable_of(request, number)
    form = RecordReasonForm(request.POST, prefix="restrict")
    if person.is_restricted:
        message = _("%s is shown in lists again.") % person
    else:
        message = _("%s is hidden from lists and downloads. The figures stay.") % person
    return _verb(
        request,
        person,
        restrict_beneficiary,
        form,
        "restrict_form",
        message,
        is_restricted="unrestrict" not in request.POST,
    )


def _verb(request, person, service, form, name, message, **more):
    """Calls a service with what a short form holds; the page again, with the form, when it refuses."""
    answer = step(
        request,
        form,
        lambda: service(beneficiary=person, by=request.user, **form.cleaned_data, **more),
        message=message,
        to=person,
    )
    if answer:
        return answer
    context = detail_context(request, person_of(request, person.number), **{name: form})
    return render(request, "pillars/beneficiaries/detail.html", context)


def person_of(request, number):
    """The person of that number, if the user sees the village; restricted ones too."""
    return _shown(request, get_object_or_404(_page_people(request.user), number=number))


def _page_people(user):
    """The people the user sees, with all that their page takes of the record itself."""
    today, own = clock.today(), Beneficiary.objects.editable_by(user).filter(pk=OuterRef("pk"))
    people = Beneficiary.objects.visible_to(user).with_is_child(today).with_is_relative(today)
    people = people.with_stage_on(today).annotate(can_edit=Exists(own))
    ends = Prefetch("ends", End.objects.select_related("recorded_by"))
    return people.for_list().select_related("household", "created_by").prefetch_related(ends)


def editable_of(request, number):
    """The same for a page that changes the person."""
    people = Beneficiary.objects.editable_by(request.user).with_is_child(clock.today())
    people = people.for_list().select_related("household")
    return _shown(request, get_object_or_404(people, number=number))


def _shown(request, person):
    """The person, whose record the page will show: the one place that has it written into the access log."""
    request.shown_people.add(person.number)
    return person


def note_search(request, words, found):
    """Has the access log say for which words people were searched, and how many were found."""
    if words.strip():
        log_searched(user=request.user, words=words, rows=found, address=client_address(request))


def crumbs(*here):
    first = Crumb(_("Beneficiaries"), reverse("pillars:beneficiary-list"))
    return [first, *(crumb if isinstance(crumb, Crumb) else Crumb(crumb) for crumb in here)]


def _villages(user):
    return Village.objects.editable_by(user)


def _near(form):
    """People who may be the one that is being registered; two different NIKs are two people."""
    entered = form.person()
    found = near_duplicates(
        full_name=entered.full_name,
        village=entered.village,
        birth_date=entered.birth_date,
        birth_year=entered.birth_year,
    )
    return [person for person in found if not (entered.nik and person.has_nik)]


def _duplicates(person):
    """Second records that this person may have; two different NIKs are two people."""
    found = near_duplicates(
        full_name=person.full_name,
        village=person.village,
        birth_date=person.birth_date,
        birth_year=person.birth_year,
        exclude=person,
    )
    return [other for other in found if not (person.has_nik and other.has_nik)]


def _told_apart(person, user):
    """`(pair, the other person)` of those who were said to be somebody else, where the user may decide."""
    pairs = list(NotSame.objects.of(person).select_related("by"))
    others = {other for pair in pairs for other in (pair.one_id, pair.other_id)} - {person.pk}
    people = Beneficiary.objects.editable_by(user).in_bulk(others)
    found = [(pair, people.get(pair.one_id) or people.get(pair.other_id)) for pair in pairs]
    return [(pair, other) for pair, other in found if other]


def _known(request, form, digits):
    """Where a NIK that is registered already leads: to its record, or to the office that has it."""
    refused = getattr(form, "refused", None)
    if isinstance(refused, RegisteredElsewhere):
        return {"elsewhere": True}
    if refused is None or refused.field != "nik":
        return {}
    people = Beneficiary.objects.visible_to(request.user)
    return {"known": people.with_nik(digits).first()}


def _ask_by(request, form, way):
    """A NIK that is typed asks whether it is registered; what it was read from is the reason."""
    if form.cleaned_data["nik"]:
        source = NikSource(form.cleaned_data["nik_source"])
        _asked(request, form, way, source.value)


def _asked(request, form, way, reason):
    digits = form.cleaned_data["nik"]
    return ask_about_nik(
        digits=digits, by=request.user, way=way, reason=reason, address=client_address(request)
    )


def _doubts(person):
    """Warnings about the NIK. They never quote its digits: the page shows it masked."""
    if not person.has_nik:
        return []
    texts = {
        "area": _("The first digits of the NIK do not stand for any province."),
        "date": _("The NIK does not contain the birth date entered here."),
        "sex": _("The NIK does not fit the sex entered here."),
    }
    found = nik.doubts(nik.decrypt(person.nik_sealed), birth_date=person.birth_date, sex=person.sex)
    return [texts.get(doubt.kind, doubt.text) for doubt in found]


def _family(person, user, today, can_edit):
    """Relatives and people of the same household, as far as the user sees them."""
    people = Beneficiary.objects.visible_to(user).with_is_child(today).for_list()
    if not can_edit:
        people = people.listed()
    ties = list(person.ties.all())
    relatives = {row.pk: row for row in people.filter(pk__in=[tie.relative_id for tie in ties])}
    household = []
    if person.household_id and may_read(user, "household"):
        household = people.filter(household=person.household_id).exclude(pk=person.pk)
    return {
        "ties": [(tie, relatives.get(tie.relative_id)) for tie in ties],
        "household": list(household),
    }
