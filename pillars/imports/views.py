"""From a list in a spreadsheet to what the portal keeps: upload, columns, check, done."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls.converters import StringConverter
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from desmigratif.accounts.downloads import workbook_answer
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import number as formatted
from desmigratif.ui.lists import page_of
from desmigratif.ui.refusals import Refused
from villages.lists.services import import_uploads as uploads
from villages.lists.services import imports as service
from villages.lists.sheets.refusals import FileRefused
from villages.lists.sheets.schema import suggest_mapping
from villages.models import ImportBatch, ImportRow

from ..models import Activity
from ..services import missing_for_sending
from ..services.files import display_name
from ..services.import_activities import ActivityList, drafts_of, send_drafts
from . import files as import_files
from .forms import ColumnsForm, SendForm, StoreForm, UploadForm
from .previews import READY, Draft, Summary, outcome, previews
from .services import KINDS, is_stuck, kind_of, kinds_for, standing_against, undo_batch
from .tasks import proceed

State, Fate = ImportBatch.State, ImportRow.Fate
PER_PAGE = 50
#: Name of the decision on a row, whose number no list exceeds.
ROW = re.compile(r"row-([0-9]{1,7})")
#: Imports listed below the upload.
RECENT = 20
#: Seconds after which the page of a running step is asked for again.
REFRESH = 10


class BatchNumber(StringConverter):
    """Number of an import in an address."""

    regex = "IMP-[0-9]{4}-[0-9]{4,9}"


brings_lists = permission_required("villages.import_lists", raise_exception=True)


@brings_lists
def import_list(request):
    kinds = kinds_for(request.user)
    asked = request.GET.get("kind", "")
    initial = {"kind": asked if asked in KINDS else kinds[0].key}
    form = UploadForm(request.POST or None, request.FILES or None, kinds=kinds, initial=initial)
    if request.method == "POST" and form.is_valid() and (answer := _taken_in(request, form)):
        return answer
    batches = ImportBatch.objects.visible_to(request.user).select_related("uploaded_by")[:RECENT]
    batches = [(batch, kind_of(batch)) for batch in batches]
    context = {"form": form, "batches": batches, "kinds": kinds, "steps": _steps()}
    return render(request, "pillars/imports/list.html", context)


def _taken_in(request, form):
    """The answer to an upload; None when the file was refused and the form says why."""
    upload = form.cleaned_data["file"]
    try:
        batch = service.open_batch(
            content=upload.read(),
            name=display_name(upload.name),
            by=request.user,
            kind=form.cleaned_data["kind"],
        )
    except service.SameFile as same:
        messages.warning(request, same.message)
        return redirect(same.batch)
    except (FileRefused, Refused) as refused:
        form.add_error("file", refused.message)
        return None
    return redirect("pillars:import-mapping", number=batch.number)


@require_safe
@brings_lists
def import_template(request, kind):
    """The empty list of one kind, with the villages of the office and the words to use."""
    if kind not in KINDS:
        raise Http404
    chosen = KINDS[kind]
    if not request.user.has_perm(chosen.permission):
        raise PermissionDenied
    name = _("template-%s") % slugify(chosen.label)
    return workbook_answer(
        request, import_files.template(request.user, chosen), f"{name}.xlsx", what=_("template")
    )


@brings_lists
def import_mapping(request, number):
    batch = _batch(request, number)
    if batch.state not in service.OPEN:
        return redirect(batch)
    try:
        workbook = uploads.workbook_of(batch)
    except FileRefused as refused:
        return _unread(request, batch, refused)
    sheets = uploads.brought_sheets(batch, workbook, kind_of(batch))
    sheets = [one for one in sheets if not import_files.is_words_sheet(one.sheet.name)] or sheets
    chosen = _chosen_sheet(request, batch, sheets)
    if chosen is None:
        return _choose_sheet(request, batch, sheets)
    if chosen.is_stored:
        messages.warning(request, uploads.SameFile(chosen.batch).message)
        return _choose_sheet(request, batch, sheets)
    try:
        table = workbook.table(chosen.sheet.name)
    except FileRefused as refused:
        if len(sheets) == 1:
            return _unread(request, batch, refused)
        said = _("No list was found on the sheet “%(sheet)s”. %(reason)s")
        messages.warning(request, said % {"sheet": chosen.sheet.name, "reason": refused.message})
        return _choose_sheet(request, batch, sheets)
    return _columns(request, batch, sheets, chosen, table)


def _unread(request, batch, refused):
    """A file that cannot be read ends its import; one that was checked keeps what was read of it."""
    if batch.state == State.CHECKED:
        messages.warning(request, refused.message)
    else:
        service.fail(batch, refused.message)
    return redirect(batch)


def _choose_sheet(request, batch, sheets):
    first = next((one for one in sheets if one.is_list and not one.is_stored), None)
    return _page(request, batch, "sheets", sheets=sheets, first=first)


def _chosen_sheet(request, batch, sheets):
    """The sheet that was asked for; else the only one that holds a list of the kind."""
    asked = request.POST.get("sheet") or request.GET.get("sheet", batch.sheet)
    if asked or "sheet" in request.GET:
        return next((one for one in sheets if one.sheet.name == asked), None)
    fitting = [one for one in sheets if one.is_list]
    return fitting[0] if len(fitting) == 1 else None


def _columns(request, batch, sheets, chosen, table):
    sheet = chosen.sheet
    titles = [column.title for column in table.columns]
    kind = kind_of(batch)
    suggested = suggest_mapping(table, kind.schema)
    mapping = batch.mapping if batch.mapping and batch.columns == titles else None
    mapping = mapping or service.remembered_mapping(batch, titles) or suggested.columns
    initial = {"village": batch.village, "holds_on": batch.holds_on or clock.today()}
    initial |= {f"all_{key}": text for key, text in batch.for_all.items()}
    form = ColumnsForm(
        request.POST or None, kind=kind, table=table, user=request.user, mapping=mapping, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            batch = service.choose_columns(
                batch=batch,
                sheet=sheet.name,
                columns=titles,
                mapping=form.mapping,
                by=request.user,
                village=form.cleaned_data.get("village"),
                holds_on=form.cleaned_data.get("holds_on"),
                for_all=form.said_for_all,
            )
        except service.SameFile as same:
            messages.warning(request, same.message)
            return redirect(same.batch)
        except Refused as refused:
            refused.show_in(form)
        else:
            proceed(batch, rows=sheet.rows)
            return redirect(batch)
    context = {"form": form, "sheet": sheet, "sheets": sheets, "suggested": suggested}
    return _page(request, batch, "columns", is_list=chosen.is_list, **context)


@require_safe
@brings_lists
def import_detail(request, number):
    """Where an import stands: the columns to choose, a step that runs, the check, or what was stored."""
    batch = _batch(request, number)
    if batch.state == State.UPLOADED:
        return redirect("pillars:import-mapping", number=batch.number)
    if batch.is_running:
        response = _page(request, batch, "running", is_stuck=is_stuck(batch))
        # A header and not an element: the reader may stop it, and the page itself stays still.
        response["Refresh"] = str(REFRESH)
        return response
    if batch.state == State.CHECKED:
        return _check_page(request, batch, StoreForm())
    if batch.state == State.FAILED:
        return _page(request, batch, "failed")
    against = standing_against(batch) if batch.state == State.STORED else []
    drafts = _drafts(request, batch).count()
    return _page(request, batch, "done", outcome=outcome(batch), against=against, drafts=drafts)


def _check_page(request, batch, form):
    summary = Summary.of(batch)
    held = batch.rows.to_decide()
    blocked = previews(batch, batch.rows.blocked()[:PER_PAGE], request.user)
    return _page(
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
    batch = _batch(request, number)
    fate = request.GET.get("fate", "")
    rows = _of_fate(batch.rows.all(), fate)
    page = page_of(request, rows, PER_PAGE)
    rows = previews(batch, page, request.user)
    return _page(request, batch, "rows", page=page, rows=rows, fate=fate, summary=Summary.of(batch))


def _of_fate(rows, fate):
    if fate == "stored":
        return rows.exclude(outcome="")
    if fate == "blocked":
        return rows.blocked()
    if fate == Fate.REVIEW:
        return rows.to_decide()
    return rows.filter(fate=fate) if fate in Fate.values else rows


@require_POST
@brings_lists
def import_decide(request, number):
    batch = _batch(request, number)
    decisions = {
        int(found[1]): value for name, value in request.POST.items() if (found := ROW.fullmatch(name))
    }
    try:
        service.decide(batch=batch, decisions=decisions)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("Your decisions are kept. Nothing is stored yet."))
    return redirect(batch)


@require_POST
@brings_lists
def import_store(request, number):
    batch = _batch(request, number)
    form = StoreForm(request.POST)
    if form.is_valid():
        try:
            batch = service.start_storing(batch=batch, choice=form.cleaned_data["choice"], by=request.user)
        except Refused as refused:
            refused.show_in(form)
        else:
            proceed(batch, rows=batch.total)
            return redirect(batch)
    if batch.state != State.CHECKED:
        messages.warning(request, " ".join(message for said in form.errors.values() for message in said))
        return redirect(batch)
    return _check_page(request, batch, form)


@require_POST
@brings_lists
def import_resume(request, number):
    """Goes on with a step that broke off."""
    batch = _batch(request, number)
    if batch.is_running and is_stuck(batch):
        proceed(batch, rows=batch.total)
    return redirect(batch)


@require_safe
@brings_lists
def import_faults(request, number):
    batch = _batch(request, number)
    name = _("%s-to-be-mended") % batch.number + ".xlsx"
    rows = batch.rows.open_faults().count()
    return workbook_answer(request, import_files.faults(batch), name, what=_("rows to be mended"), rows=rows)


@require_POST
@brings_lists
def import_undo(request, number):
    batch = _batch(request, number)
    try:
        undo_batch(batch=batch, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("The import %s is undone.") % batch.number)
    return redirect(batch)


@brings_lists
@permission_required("pillars.send_activity", raise_exception=True)
def import_send(request, number):
    """The drafts of an imported list: those that are complete are sent together, the others are named."""
    batch = _batch(request, number)
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
    return _page(request, batch, "send", page=page, drafts=drafts, form=form)


def _drafts(request, batch):
    """What is left to send of a list of activities."""
    if batch.kind != ActivityList.key or batch.state != State.STORED:
        return Activity.objects.none()
    return drafts_of(batch, request.user)


@require_POST
@brings_lists
def import_discard(request, number):
    batch = _batch(request, number)
    try:
        service.discard(batch=batch)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(batch)
    said = _("The list “%s” is forgotten. Nothing of it was stored.")
    messages.success(request, said % batch.original_name)
    return redirect("pillars:import-list")


def _batch(request, number):
    """The import of the own office; another kind of role than its lists need is refused."""
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.user), number=number)
    if not request.user.has_perm(kind_of(batch).permission):
        raise PermissionDenied
    return batch


def _page(request, batch, name, **context):
    context |= {"batch": batch, "kind": kind_of(batch), "steps": _steps(), "crumbs": _crumbs(batch)}
    return render(request, f"pillars/imports/{name}.html", context)


def _steps():
    return [_("Upload"), _("Columns"), _("Check"), _("Done")]


def _crumbs(batch):
    return [Crumb(_("Import from Excel"), "/impor/"), Crumb(batch.number)]
