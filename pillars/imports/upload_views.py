"""A list comes in: the upload, its template, the sheet and the columns."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from desmigratif.accounts.downloads import workbook_answer
from desmigratif.ui import clock
from desmigratif.ui.forms import begun_with, carry_out
from villages.lists.services import import_uploads as uploads
from villages.lists.services import imports as service
from villages.lists.services.known_places import VillageOfList, stated_village, suggested_columns
from villages.lists.sheets.as_of import day_of_list
from villages.lists.sheets.refusals import FileRefused
from villages.models import ImportBatch

from ..services.files import display_name
from . import files as import_files
from .forms import ColumnsForm, UploadForm
from .pages import batch_of, brings_lists, import_page, steps
from .services import KINDS, kind_of, kinds_for
from .tasks import proceed, refuse_without_worker

State = ImportBatch.State
#: Imports listed below the upload.
RECENT = 20


@brings_lists
def import_list(request):
    kinds = kinds_for(request.user)
    initial = {"kind": kinds[0].key, **begun_with(request, "kind")}
    form = UploadForm(request.POST or None, request.FILES or None, kinds=kinds, initial=initial)
    if request.method == "POST" and form.is_valid() and (answer := _taken_in(request, form)):
        return answer
    batches = ImportBatch.objects.visible_to(request.user).select_related("uploaded_by")[:RECENT]
    batches = [(batch, kind_of(batch)) for batch in batches]
    context = {"form": form, "batches": batches, "kinds": kinds, "steps": steps()}
    return render(request, "pillars/imports/list.html", context)


def _taken_in(request, form):
    """The answer to an upload; None when the file was refused and the form says why."""
    upload = form.cleaned_data["file"]
    batch = carry_out(
        form,
        lambda: service.open_batch(
            content=upload.read(),
            name=display_name(upload.name),
            by=request.user,
            kind=form.cleaned_data["kind"],
        ),
    )
    return redirect("pillars:import-mapping", number=batch.number) if batch else _same_file(request, form)


def _same_file(request, form):
    """The import that the same list made before; None where something else was refused."""
    if not isinstance(form.refused, service.SameFile):
        return None
    messages.warning(request, form.refused.message)
    return redirect(form.refused.batch)


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
    batch = batch_of(request, number)
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
        table = kind_of(batch).schema.laid_out(workbook.sample(chosen.sheet.name))
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
    return import_page(request, batch, "sheets", sheets=sheets, first=first)


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
    suggested = suggested_columns(table, kind.schema, request.user)
    mapping = batch.mapping if batch.mapping and batch.columns == titles else None
    mapping = mapping or service.remembered_mapping(batch, titles) or suggested.columns
    form = columns_form(
        request.POST or None, batch=batch, table=table, kind=kind, mapping=mapping, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        checked = carry_out(form, lambda: _choose_columns(batch, sheet, titles, form, request.user))
        if checked:
            proceed(checked)
            return redirect(checked)
        if answer := _same_file(request, form):
            return answer
    context = {"form": form, "sheet": sheet, "sheets": sheets, "suggested": suggested}
    return import_page(request, batch, "columns", is_list=chosen.is_list, **context)


def _choose_columns(batch, sheet, titles, form, user):
    refuse_without_worker(sheet.rows)
    return service.choose_columns(
        batch=batch,
        sheet=sheet.name,
        columns=titles,
        mapping=form.mapping,
        by=user,
        rows=sheet.rows,
        village=form.cleaned_data.get("village"),
        holds_on=form.cleaned_data.get("holds_on"),
        for_all=form.said_for_all,
        reason=form.cleaned_data.get("reason", ""),
    )


def columns_form(data, *, batch, table, kind, mapping, user):
    """The form of the columns, filled with what the list says beside its columns and what was chosen."""
    said = stated_village(table, mapping, user) if kind.has_one_village else VillageOfList()
    initial = {
        "village": batch.village or said.village,
        "holds_on": batch.holds_on or day_of_list(table.surroundings, clock.today()) or clock.today(),
        "reason": batch.reason,
    }
    initial |= {f"all_{key}": text for key, text in (kind.said_above(table, user) | batch.for_all).items()}
    return ColumnsForm(
        data, kind=kind, table=table, user=user, mapping=mapping, initial=initial, by_row=said.by_row
    )
