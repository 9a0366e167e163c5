"""Entering an activity: the form, the page of two people's changes, and the check before it is sent."""

import uuid
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.ui.components import Crumb
from desmigratif.ui.conflicts import conflict_page
from desmigratif.ui.formatting import time_stamp
from desmigratif.ui.forms import begun_with, carry_out, change, row_id, token_of
from desmigratif.ui.kept import forget, keep_for_later
from desmigratif.ui.refusals import Refused
from villages.codes import regency_of

from ..choices import Review
from ..forms.activities import Offer
from ..forms.entries import (
    FIRST_VERSION,
    ActivityEntry,
    Prefill,
    blank_prefill,
    copied_prefill,
    missing_links,
    tasks,
)
from ..forms.files import keep_files, read_files, take_files
from ..models import Activity
from ..services import (
    missing_for_sending,
    needs_confirmation,
    questions_before_sending,
    save_activity,
    similar_activities,
    stored_data,
)
from ..services.attachments import add_attachment
from ..services.periods import PeriodClosed
from .activities import content, crumbs, last_reason
from .period_exceptions import with_way_to_ask
from .rights import Rights, why_not_changed

#: Buttons that only draw the page again, with one more row or the tables of the ticked villages.
REDRAW = {"add_row": 1, "show_tables": 0}
#: Marks the address that the check page leads to: what is missing stands at its box.
MARK = "periksa"


@permission_required("pillars.add_activity", raise_exception=True)
def activity_create(request):
    asked = request.POST or request.GET
    offer = Offer(request.user, regency=_regency(asked))
    if not offer.villages or offer.needs_regency:
        context = {"offer": offer, "query": request.GET, "crumbs": crumbs(Crumb(_("Record an activity")))}
        return render(request, "pillars/activities/regency.html", context)
    if request.method != "POST":
        prefill = _posted(request, offer) or _opening(request, offer)
        return _page(request, ActivityEntry(offer, prefill=prefill))
    token = token_of(request) or uuid.uuid4()
    if redrawn := _redrawn(request, offer, token=token):
        return redrawn
    first = Activity.objects.filter(token=token, created_by=request.user).for_detail().first()
    return _save(request, offer, activity=first, token=token)


@permission_required("pillars.change_activity", raise_exception=True)
def activity_edit(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user).for_detail(), pk=pk)
    rights = Rights.of(request.user, activity)
    # A quarter that was closed while somebody typed: the page comes again with the reason and every value.
    if not rights.edit and not (rights.closed and request.POST):
        messages.warning(request, rights.closed_note or why_not_changed(request.user, activity))
        return redirect(activity)
    offer = Offer(request.user, activity=activity)
    if request.method != "POST":
        prefill = _posted(request, offer) or Prefill.of(stored_data(activity))
        entry = ActivityEntry(offer, prefill=prefill, version=activity.version)
        if MARK in request.GET:
            entry.mark(missing_for_sending(activity))
        return _page(request, entry, activity=activity)
    return _redrawn(request, offer, activity=activity) or _save(request, offer, activity=activity)


def _regency(asked):
    """The regency that is chosen already: on the page before, by a village, or by the activity to copy."""
    if asked.get("village"):
        return regency_of(asked["village"])
    if source := row_id(asked.get("salin")):
        return Activity.objects.filter(pk=source).values_list("regency", flat=True).first()
    return asked.get("regency")


def _opening(request, offer):
    """What a new page starts with: a copy, what the address asks for, or what was entered last."""
    if source := begun_with(request, "salin").get("salin"):
        visible = Activity.objects.visible_to(request.user).for_detail()
        return copied_prefill(get_object_or_404(visible, pk=row_id(source)), offer)
    return blank_prefill(
        request.user,
        offer,
        villages=request.GET.getlist("village"),
        pillar=begun_with(request, "pillar").get("pillar", ""),
    )


def _redrawn(request, offer, **page):
    """The same page with what was typed, when one of the redrawing buttons was pressed."""
    for button, rows in REDRAW.items():
        if button in request.POST:
            prefill = Prefill.typed(offer, request.POST, more_rows=rows)
            return _page(request, ActivityEntry(offer, prefill=prefill), **page)
    return None


def _posted(request, offer):
    """What was posted while signed out, as it was typed; None where nothing was."""
    return Prefill.typed(offer, request.POST) if request.POST else None


def _save(request, offer, *, activity, token=None):
    """Stores what can be read and goes on; draws the page again where something is wrong."""
    stored = stored_data(activity) if activity else None
    entry = ActivityEntry(
        offer,
        prefill=Prefill.of(stored) if stored else Prefill({}, {}, []),
        stored=stored,
        version=activity.version if activity else FIRST_VERSION,
        data=request.POST,
        files=request.FILES,
    )
    is_valid, page = entry.is_valid(), {"activity": activity, "token": token}
    is_draft = activity is None or activity.state == Review.DRAFT
    if not (is_valid or entry.only_files_failed or (is_draft and entry.can_be_kept)):
        return _page(request, entry, **page)
    if stored == entry.data():
        # The same form posted twice, or nothing changed.
        if not is_valid:
            return _partly_saved(request, entry, activity)
        return _saved(request, entry, activity, redirect(_way_on(request, activity)), same=True)
    is_stale = request.POST.get("version", entry.version_of()) != entry.version_of()

    def store():
        entry.saved = save_activity(data=entry.data(), by=request.user, activity=activity, token=token)
        return entry.saved

    if not is_valid:
        return _keep(request, entry, store, is_stale=is_stale, **page)
    if is_stale:
        _attach(request, entry, activity)
    answer = change(request, entry, store, row=activity, message="", to=partial(_way_on, request))
    if answer is None:
        return _refused(request, entry, **page)
    return _saved(request, entry, entry.saved, answer, before=activity) if entry.saved else answer


def _keep(request, entry, store, *, is_stale, activity, token):
    """Stores the readable part; nothing where somebody else changed the activity meanwhile."""
    if is_stale:
        return _page(request, entry, activity=activity, token=token)
    if asked := conflict_page(request, entry, activity):
        return asked
    if saved := carry_out(entry, store):
        forget(request.user, token_of(request))
        return _partly_saved(request, entry, saved)
    if entry.refused.may_pass:
        keep_for_later(request, token_of(request))
    return _refused(request, entry, activity, token)


def _refused(request, entry, activity, token):
    """The page again with what the service said; a closed quarter with the way to ask for an exception."""
    if isinstance(entry.refused, PeriodClosed):
        regency = regency_of(entry.data().villages[0].village.area_id)
        entry.refusals.clear()
        entry.add_error(None, with_way_to_ask(entry.refused, regency))
    return _page(request, entry, activity=activity, token=token)


def _partly_saved(request, entry, activity):
    """The page again: what could be read is stored, its good files too."""
    _attach(request, entry, activity)
    return _page(request, entry, activity=activity, kept=True)


def _way_on(request, activity):
    """Where to go after the activity is stored: to its check, to the names of a village, or on with it."""
    if "check" in request.POST:
        return reverse("pillars:activity-check", args=[activity.pk])
    if place := request.POST.get("names"):
        query = urlencode({"place": place})
        return f"{reverse('pillars:attendance-list', args=[activity.pk])}?{query}#search"
    return reverse("pillars:activity-edit", args=[activity.pk])


def _saved(request, entry, activity, answer, before=None, same=False):
    """The answer with what there is to say: its files, what was stored, what is still to be done."""
    _attach(request, entry, activity)
    if before and before.state == Review.SENT and activity.state == Review.DRAFT:
        messages.warning(request, _("The activity is over now: check the entries and send it again."))
    if "check" not in request.POST:
        text = _("Saved: “%(title)s”, no. %(number)s, at %(time)s.")
        if same:
            text = _("“%(title)s”, no. %(number)s: nothing has changed since it was saved %(time)s.")
        text %= {
            "title": activity.title,
            "number": activity.pk,
            "time": time_stamp(activity.changed_at),
        }
        messages.success(request, text)
    return answer


def _attach(request, entry, activity):
    """Stores the good files, and says which."""
    stored = []
    for checked in take_files(entry.form):
        try:
            stored.append(add_attachment(activity=activity, checked=checked, by=request.user))
        except Refused as refused:
            messages.warning(request, refused.message)
    if stored:
        messages.success(request, _("Files stored: %s.") % ", ".join(map(str, stored)))


def _page(request, entry, *, activity=None, token=None, kept=False):
    """The form. `kept`: the readable part was stored although something is wrong."""
    if not entry.form.is_bound:
        for message in read_files(entry.form, request.POST, request.FILES):
            messages.warning(request, message)
    keep_files(entry.form, by=request.user)
    if activity:
        action = reverse("pillars:activity-edit", args=[activity.pk])
    else:
        action = reverse("pillars:activity-create")
    context = {
        "entry": entry,
        "activity": activity,
        "action": action,
        "version": str(activity.version) if kept else "",
        "kept": kept,
        "has_errors": bool(entry.errors),
        "tasks": tasks(entry, activity),
        "attachments": activity.attachments.all() if activity else [],
        "regency": entry.offer.regency or "",
        "last_reason": last_reason(activity) if activity else None,
        "crumbs": crumbs(Crumb(activity.title, activity.get_absolute_url()), Crumb(_("Change")))
        if activity
        else crumbs(Crumb(_("Record an activity"))),
    }
    return render(request, "pillars/activities/form.html", context)


@permission_required("pillars.send_activity", raise_exception=True)
def activity_check(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user).for_detail(), pk=pk)
    rights = Rights.of(request.user, activity)
    if not rights.send:
        messages.warning(request, rights.closed_note or why_not_changed(request.user, activity))
        return redirect(activity)
    return render(request, "pillars/activities/check.html", check_context(request, activity))


def check_context(request, activity, *, refused="", answers=()):
    """What the check page shows; `refused`: why sending did not work, `answers`: keys answered so far."""
    edit = reverse("pillars:activity-edit", args=[activity.pk])
    return {
        **content(activity, request.user),
        "missing": missing_links(missing_for_sending(activity)),
        "edit_address": f"{edit}?{MARK}=1",
        "questions": questions_before_sending(activity),
        "answers": answers,
        "similar": similar_activities(activity).visible_to(request.user)[:5],
        "needs_confirmation": needs_confirmation(activity),
        "confirmed": "confirmed" in request.POST,
        "refusals": [refused] if refused else [],
        "has_errors": bool(refused),
        "crumbs": crumbs(Crumb(activity.title, edit), Crumb(_("Check entries"))),
    }
