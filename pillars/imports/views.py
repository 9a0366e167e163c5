"""From the check of a list to what was stored, and back."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts import workers
from desmigratif.accounts.adapter import client_address
from desmigratif.accounts.downloads import workbook_answer
from desmigratif.ui.formatting import number as formatted
from desmigratif.ui.forms import carry_out, press
from desmigratif.ui.paging import page_of
from villages.lists.services import imports as service
from villages.models import ImportBatch, ImportRow

from ..models import Activity
from ..services import missing_for_sending
from ..services.import_activities import ActivityList, drafts_of, send_drafts
from . import files as import_files
from .forms import RowsForm, SendForm, StoreForm
from .pages import batch_of, brings_lists, import_page
from .previews import READY, Draft, Summary, outcome, previews
from .services import NAMED_REASONS, is_stuck, standing_against, undo_batch
from .tasks import proceed

State, Fate = ImportBatch.State, ImportRow.Fate
PER_PAGE = 50
#: Name of the decision on a row, whose number no list exceeds.
ROW = re.compile(r"row-([0-9]{1,7})")
#: Seconds after which the page of a running step is asked for again.
REFRESH = 10


@require_safe
@brings_lists
def import_detail(request, number):
    """Where an import stands: the columns to choose, a step that runs, the check, or what was stored."""
    batch = batch_of(request, number)
    if batch.state == State.UPLOADED:
        return redirect("pillars:import-mapping", number=batch.number)
    if batch.is_running:
        no_worker = batch.total > service.LARGE and workers.is_missing()
        response = import_page(request, batch, "running", is_stuck=is_stuck(batch), no_worker=no_worker)
        # A header and not an element: the reader may stop it, and the page itself stays still.
        response["Refresh"] = str(REFRESH)
        return response
    if batch.state == State.CHECKED:
        return _check_page(request, batch, StoreForm())
    if batch.state == State.FAILED:
        return import_page(request, batch, "failed")
    against = standing_against(batch, request.user) if batch.state == State.STORED else []
    drafts = _drafts(request, batch).count()
    return import_page(
        request,
        batch,
        "done",
        outcome=outcome(batch),
        against=against[:NAMED_REASONS],
        more_against=len(against[NAMED_REASONS:]),
        others=against and batch.rows.stored().count() - len(against),
        drafts=drafts,
    )


def _check_page(request, batch, form):
    summary = Summary.of(batch)
    held = batch.rows.to_decide()
    blocked = previews(batch, batch.rows.blocked()[:PER_PAGE], request.user)
    return import_page(
        request,
        batch,
        "check",
        form=form,
        summary=summary,
        faults=previews(batch, batch.rows.filter(fate=Fate.REFUSE)[:PER_PAGE], request.user),
        held=previews(batch, held[:PER_PAGE], request.user),
        blocked=blocked,
        closed=any(one.is_of_closed_quarter for one in blocked),
        ready=previews(batch, batch.rows.filter(fate__in=READY)[:5], request.user),
    )


@require_safe
@brings_lists
def import_rows(request, number):
    """Every row of the file with its fate, page by page; `?fate=` shows one fate, or what was stored."""
    batch = batch_of(request, number)
    form = RowsForm.read(request.GET)
    page = page_of(request, form.rows_of(batch), PER_PAGE)
    rows = previews(batch, page, request.user)
    context = {"form": form, "page": page, "rows": rows, "fate": form.cleaned_data["fate"]}
    return import_page(request, batch, "rows", summary=Summary.of(batch), **context)


@require_POST
@brings_lists
def import_decide(request, number):
    batch = batch_of(request, number)
    decisions = {
        int(found[1]): value for name, value in request.POST.items() if (found := ROW.fullmatch(name))
    }
    return press(
        request,
        lambda: service.decide(batch=batch, decisions=decisions),
        message=_("Your decisions are kept. Nothing is stored yet."),
        to=batch,
    )


@require_POST
@brings_lists
def import_store(request, number):
    batch = batch_of(request, number)
    form = StoreForm(request.POST)
    if form.is_valid():
        choice = form.cleaned_data["choice"]
        started = carry_out(form, lambda: service.start_storing(batch=batch, choice=choice, by=request.user))
        if started:
            proceed(started)
            return redirect(started)
    if batch.state != State.CHECKED:
        messages.warning(request, " ".join(message for said in form.errors.values() for message in said))
        return redirect(batch)
    return _check_page(request, batch, form)


@require_POST
@brings_lists
def import_resume(request, number):
    """Goes on with a step that broke off."""
    batch = batch_of(request, number)
    if batch.is_running and is_stuck(batch):
        proceed(batch)
    return redirect(batch)


@require_safe
@brings_lists
def import_faults(request, number):
    batch = batch_of(request, number)
    name = _("%s-to-be-corrected") % batch.number + ".xlsx"
    rows = batch.rows.open_faults().count()
    return workbook_answer(
        request, import_files.faults(batch), name, what=_("Rows to be corrected"), rows=rows
    )


@require_POST
@brings_lists
def import_undo(request, number):
    batch = batch_of(request, number)
    return press(
        request,
        lambda: undo_batch(batch=batch, by=request.user, keeps_used="keep" in request.POST),
        message=_("The import %s is undone.") % batch.number,
        to=batch,
    )


@brings_lists
@permission_required("pillars.send_activity", raise_exception=True)
def import_send(request, number):
    """The drafts of an imported list: those that are complete are sent together, the others are named."""
    batch = batch_of(request, number)
    page = page_of(request, _drafts(request, batch).for_detail(), PER_PAGE)
    if not page.paginator.count:
        return redirect(batch)
    drafts = [Draft(activity, missing_for_sending(activity)) for activity in page]
    form = SendForm(request.POST or None, drafts=drafts)
    if request.method == "POST" and form.is_valid():
        confirmed = form.cleaned_data["confirmed"]
        sent, refused = send_drafts(activities=form.chosen, by=request.user, confirmed=confirmed)
        if sent:
            text = ngettext("%s activity was sent.", "%s activities were sent.", sent) % formatted(sent)
            messages.success(request, text)
        for activity, why in refused:
            messages.warning(request, f"{activity.title}: {why}")
        return redirect(request.get_full_path())
    return import_page(request, batch, "send", page=page, drafts=drafts, form=form)


def _drafts(request, batch):
    """What is left to send of a list of activities."""
    if batch.kind != ActivityList.key or batch.state != State.STORED:
        return Activity.objects.none()
    return drafts_of(batch, request.user)


@require_POST
@brings_lists
def import_discard(request, number):
    batch = batch_of(request, number)
    return press(
        request,
        lambda: service.discard(batch=batch, by=request.user, address=client_address(request)),
        message=_("The list “%s” is deleted. None of it was stored.") % batch.original_name,
        to=reverse("pillars:import-list"),
        back=batch,
    )
