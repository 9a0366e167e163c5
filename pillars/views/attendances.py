"""Who took part in an activity, by name: the list, adding by search or from a pasted list, taking off."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.adapter import client_address
from desmigratif.accounts.services import log_searched
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import carry_out, press, row_id, row_number
from desmigratif.ui.refusals import Refused
from villages.choices import Sex
from villages.models import Beneficiary
from villages.people import names
from villages.people.services.beneficiaries import Person, register_beneficiaries
from villages.people.services.nik_questions import ask_about_niks, untold_text

from ..choices import Category
from ..forms.attendances import MOST_LINES, PasteForm, PeopleSearchForm
from ..forms.pasted_lists import PastedList, numbers_in
from ..models import Activity
from ..services.attendances import add_people, change_category, remove_people
from .activities import crumbs
from .rights import Rights


@require_safe
@permission_required("villages.view_beneficiary", raise_exception=True)
def attendance_list(request, pk):
    """The names per village; for those who may change the activity also what adds to them."""
    activity = _activity(request, pk)
    context = _context(request, activity)
    if context["rights"].edit:
        search = PeopleSearchForm(request.GET, villages=[place.village for place in context["places"]])
        context |= {"search": search, "paste": PasteForm()}
        if (words := search["q"].value()) is not None:
            there = [row.beneficiary_id for place in context["places"] for row in place.rows]
            context["found"], context["found_more"] = search.first_matching(
                request.user, without=there, on=activity.start_on
            )
            _note_search(request, words, len(context["found"]))
    return render(request, "pillars/attendances/list.html", context)


@require_POST
@permission_required("pillars.change_activity", raise_exception=True)
def attendance_match(request, pk):
    """What a pasted list means, to be confirmed; nothing is added yet."""
    activity = _activity(request, pk)
    context = _context(request, activity)
    if not context["rights"].edit:
        messages.warning(request, _("The people of this activity can no longer be changed."))
        return redirect("pillars:attendance-list", pk=activity.pk)
    form = PasteForm(request.POST)
    if form.is_valid():
        carry_out(form, lambda: _ask_about(request, activity, form.cleaned_data["people"]))
    if not form.is_valid():
        search = PeopleSearchForm(villages=[place.village for place in context["places"]])
        context |= {"search": search, "paste": form, "has_errors": True}
        return render(request, "pillars/attendances/list.html", context)
    pasted = PastedList(form.cleaned_data["people"], activity=activity, user=request.user)
    names_asked = ", ".join(line.text for line in pasted.lines)
    _note_search(request, names_asked, sum(len(line.people) for line in pasted.lines))
    return render(
        request,
        "pillars/attendances/match.html",
        context
        | {
            "pasted": pasted,
            "paste": form,
            "sexes": Sex.choices,
            "crumbs": _crumbs(activity, Crumb(_("Check the pasted list"))),
        },
    )


def _note_search(request, words, found):
    """Whom somebody looked for to take part, and how many were shown; also all of a village, by no word."""
    log_searched(user=request.user, words=words.strip() or "*", rows=found, address=client_address(request))


def _ask_about(request, activity, text):
    """The NIKs of a pasted list are questions like any other; its activity is the reason."""
    numbers = numbers_in(text)
    if numbers:
        answers = ask_about_niks(
            numbers=numbers,
            by=request.user,
            reason=_("Participants of “%s”") % activity,
            what=str(activity.pk),
            address=client_address(request),
        )
        if answers.untold:
            raise Refused(untold_text(), "people")


@require_POST
@permission_required("pillars.change_activity", raise_exception=True)
def attendance_add(request, pk):
    """Adds those chosen; of a pasted list also registers the unknown ones, where that is asked for."""
    activity = _activity(request, pk)
    numbers = _chosen(request.POST)
    people = list(Beneficiary.objects.visible_to(request.user).filter(number__in=numbers))
    new = _new_people(request, activity)
    if not people and not new:
        messages.warning(request, _("Nobody was ticked, so nobody was added."))
        return _with_rest(request, activity)

    def add():
        registered = register_beneficiaries(people=new, by=request.user) if new else []
        return _add(request, activity, people, registered), len(registered)

    answer = press(
        request,
        add,
        message=lambda done: _added(done[0], len(numbers), done[1]),
        to=_back(request, activity),
        back=lambda: _with_rest(request, activity),
        once=bool(new),
    )
    return answer if new else _with_rest(request, activity)


def _added(added, chosen, registered):
    text = ngettext("%(count)s person was added.", "%(count)s people were added.", added) % {"count": added}
    if registered:
        text += " " + ngettext(
            "%(count)s of them was registered now.", "%(count)s of them were registered now.", registered
        ) % {"count": registered}
    if chosen + registered > added:
        text += " " + _("The others were on the list already, or are no longer in the register.")
    return text


@require_POST
@permission_required("pillars.change_activity", raise_exception=True)
def attendance_remove(request, pk):
    activity = _activity(request, pk)
    rows = activity.attendances.filter(pk=row_id(request.POST.get("attendance")))
    people = [row.beneficiary for row in rows]
    text = _("One person was removed from the list; the register keeps the person.")
    return press(
        request,
        lambda: remove_people(activity=activity, people=people, by=request.user),
        message=lambda removed: text if removed else _("This person was no longer on the list."),
        to=_back(request, activity),
    )


@require_POST
@permission_required("pillars.change_activity", raise_exception=True)
def attendance_change(request, pk):
    """Stores the categories as chosen in the table."""
    activity = _activity(request, pk)
    return press(
        request,
        lambda: _recategorise(request, activity),
        message=lambda changed: (
            ngettext("%(count)s category was changed.", "%(count)s categories were changed.", changed)
            % {"count": changed}
        ),
        to=_back(request, activity),
    )


def _recategorise(request, activity):
    """How many people stand in another category than before."""
    changed = 0
    for row in activity.attendances.select_related("beneficiary"):
        category = request.POST.get(f"category-{row.pk}", row.category)
        if category in Category.values and category != row.category:
            change_category(attendance=row, category=category, by=request.user)
            changed += 1
    return changed


def _activity(request, pk):
    return get_object_or_404(Activity.objects.visible_to(request.user).for_detail(), pk=pk)


def _context(request, activity):
    """The places of the activity, each with its `rows`; a row's `person` is None where the name is not shown.

    Restricted people stay out of lists, and people of other areas are the business of those areas.
    """
    people = Beneficiary.objects.visible_to(request.user).listed().filter(attendances__activity=activity)
    shown = people.with_is_child(clock.today()).in_bulk()
    places = list(activity.activity_villages.all())
    by_place = {place.pk: [] for place in places}
    for row in activity.attendances.select_related("beneficiary", "home__area"):
        row.person = shown.get(row.beneficiary_id)
        by_place[row.activity_village_id].append(row)
    for place in places:
        place.rows = by_place[place.pk]
    return {
        "activity": activity,
        "places": places,
        "people": sum(len(rows) for rows in by_place.values()),
        "rights": Rights.of(request.user, activity),
        "categories": Category.choices,
        "crumbs": _crumbs(activity),
    }


def _crumbs(activity, *here):
    people = Crumb(_("Participants by name"), reverse("pillars:attendance-list", args=[activity.pk]))
    return crumbs(Crumb(activity.title, activity.get_absolute_url()), people, *here)


def _add(request, activity, people, registered):
    """Adds everybody in the village chosen for them, in the caller's transaction."""
    villages = {place.village.area_id: place.village for place in activity.activity_villages.all()}
    groups = {}
    for person in people:
        code = request.POST.get(f"place-{person.number}") or request.POST.get("place")
        groups.setdefault(code, []).append(person)
    for person in registered:
        groups.setdefault(person.village.area_id, []).append(person)
    return sum(
        len(add_people(activity=activity, people=group, by=request.user, village=villages.get(code)))
        for code, group in groups.items()
    )


def _new_people(request, activity):
    """The people of unknown lines who are to be registered, as written on the page; none unless asked for."""
    posted = request.POST
    if posted.get("unknown") != "register" or not request.user.has_perm("villages.change_beneficiary"):
        return []
    villages = {place.village.area_id: place.village for place in activity.activity_villages.all()}
    village = villages.get(posted.get("unknown-village")) or next(iter(villages.values()))
    people = []
    for line in posted.getlist("new")[:MOST_LINES]:
        sex = posted.get(f"new-sex-{line}", Sex.UNKNOWN)
        try:
            name = names.clean(posted.get(f"new-name-{line}", ""))
        except names.NameRefused:
            continue
        people.append(Person(name, village, sex=sex if sex in Sex.values else Sex.UNKNOWN))
    return people


def _with_rest(request, activity):
    """The list again; lines that led to nobody stand in the box, to be corrected and looked up once more."""
    rest = request.POST.get("rest", "").strip()
    if not rest:
        return redirect(_back(request, activity))
    activity = _activity(request, activity.pk)
    context = _context(request, activity)
    search = PeopleSearchForm(villages=[place.village for place in context["places"]])
    context |= {"search": search, "paste": PasteForm(initial={"people": rest}), "has_rest": True}
    return render(request, "pillars/attendances/list.html", context)


def _chosen(posted):
    """Numbers of the people ticked, or chosen among several of one line."""
    chosen = posted.getlist("person")
    chosen += [value for name, value in posted.items() if name.startswith("line-")]
    return {number for number in map(row_number, chosen) if number}


def _back(request, activity):
    """The list again, with the village that was being filled."""
    url = reverse("pillars:attendance-list", args=[activity.pk])
    place = request.POST.get("place", "")
    known = [row.village.area_id for row in activity.activity_villages.all()]
    return f"{url}?place={place}" if place in known else url
