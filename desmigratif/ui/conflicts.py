"""Two people change one thing: what differs, side by side, and the form with what was chosen field by field.

A page carries a version of what it was opened with (`{% form_marks form %}`). It is made of the values that
the form shows, so that it changes with these and with nothing else. A form whose stored values are not in its
`initial` has methods of the same names as the functions here.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Model, QuerySet
from django.forms import CheckboxInput, ModelChoiceField
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .components import ErrorLink
from .fields import names_of
from .formatting import long_date

SAVED, OWN = "saved", "own"
#: Posted values that belong to the page and not to what is stored.
OF_THE_PAGE = {"csrfmiddlewaretoken", "who", "version", "resolve"}


@dataclass(frozen=True)
class Disagreement:
    """One thing on which what is stored and the posted form disagree; `name` is that of its radios."""

    name: str
    label: str
    saved: str
    own: str
    choice: str = ""


def version_of(form):
    """A mark of the values that the form found stored; empty where it found none."""
    if hasattr(form, "version_of"):
        return form.version_of()
    stored = [(name, _plain(form[name].initial)) for name in _stored_names(form)]
    return version_of_values(stored) if stored else ""


def version_of_values(stored):
    return salted_hmac("desmigratif.version", repr(stored), algorithm="sha256").hexdigest()[:24]


def differences(form):
    """What the valid form says otherwise than what is stored, in the order of the form."""
    if hasattr(form, "differences"):
        return form.differences()
    chosen = form.data.get
    return [
        Disagreement(
            name,
            str(form.fields[name].label or name),
            _shown(form.fields[name], form[name].initial),
            _shown(form.fields[name], form.cleaned_data.get(name)),
            chosen(f"keep-{name}", ""),
        )
        for name in _stored_names(form)
        if name in form.changed_data and not _is_as_opened(form, name)
    ]


def take_saved(form, names):
    """Puts what is stored into these fields of the posted form, and reads it again."""
    if hasattr(form, "take_saved"):
        form.take_saved(names)
        return
    data = form.data.copy()
    for name in names:
        bound, field = form[name], form.fields[name]
        typed = _typed(field.widget, field.prepare_value(bound.initial))
        data.setlist(bound.html_name, typed)
        if field.show_hidden_initial:
            data.setlist(bound.html_initial_name, typed)
    form.data = data
    form.full_clean()


def _stored_names(form):
    """The fields that show what is stored, in the order of the form."""
    return [name for name, field in form.fields.items() if name in form.initial or field.show_hidden_initial]


def _is_as_opened(form, name):
    """Whether what is stored in a cell is still what the page was opened with: then the entry is a change."""
    bound, field = form[name], form.fields[name]
    if not field.show_hidden_initial:
        return False
    opened = field.hidden_widget().value_from_datadict(form.data, form.files, bound.html_initial_name)
    return not field.has_changed(bound.initial, field.to_python(opened))


def conflict_page(request, form, row):
    """The page of two people's changes, or None: nobody else changed anything, or all is chosen by now."""
    opened, stored = request.POST.get("version", ""), version_of(form)
    choosing = "resolve" in request.POST
    if not opened or (opened == stored and not choosing):
        return None
    rows = differences(form)
    if rows and (opened != stored or not all(row.choice for row in rows)):
        return _conflict_answer(request, rows, row=row, version=stored, incomplete=choosing)
    take_saved(form, [row.name for row in rows if row.choice == SAVED])
    return None


def _conflict_answer(request, rows, *, row, version, incomplete):
    """The page with these differences."""
    context = {
        "row": row,
        "differences": rows,
        "version": version,
        "incomplete": incomplete,
        "open_choices": [
            ErrorLink(_("Choose what to store for “%s”.") % line.label, f"keep-{line.name}-saved")
            for line in rows
            if not line.choice
        ],
        "has_errors": incomplete,
        "posted": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in OF_THE_PAGE and not name.startswith("keep-")
        ],
        "files": names_of(request.FILES),
        "change": last_change(row),
    }
    return render(request, "ui/conflict.html", context)


def last_change(row):
    """`{by, at}` of the newest change of the row, as far as it is written down."""
    if hasattr(row, "history"):
        newest = row.history.select_related("history_user").first()
        return newest and {"by": newest.history_user, "at": newest.history_date}
    by, at = getattr(row, "changed_by", None), getattr(row, "changed_at", None)
    return {"by": by, "at": at} if by and at else None


def _plain(value):
    """A value as text that is the same whenever it is the same."""
    value = value() if callable(value) else value
    if isinstance(value, QuerySet | list | tuple | set):
        return sorted(_plain(part) for part in value)
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return str(value.normalize())
    return "" if value is None else str(value)


def _typed(widget, value):
    """How the values of a control are posted."""
    if isinstance(widget, CheckboxInput):
        return ["on"] if value else []
    value = widget.format_value(value)
    parts = value if isinstance(value, list | tuple | set) else [value]
    return [str(part) for part in parts if part not in (None, "")]


def _shown(field, value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return _("not filled in")
    if isinstance(value, QuerySet | list | tuple | set):
        return "; ".join(_shown(field, part) for part in value) or _("none")
    if isinstance(value, datetime.date):
        return long_date(value)
    if isinstance(field, ModelChoiceField):
        return _label_of(field, value)
    for choice, label in flatten_choices(getattr(field, "choices", ())):
        if str(choice) == str(value):
            return str(label)
    return str(field.prepare_value(value))


def _label_of(field, value):
    """What the drop-down calls a row, given the row or its key."""
    if not isinstance(value, Model):
        row = field.queryset.filter(**{field.to_field_name or "pk": value}).first()
        if row is None:
            return str(value)
        value = row
    return str(field.label_from_instance(value))
