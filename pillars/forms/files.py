"""The input that takes files: good ones are kept whatever happens to a bad one, or to another field."""

from uuid import UUID

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused

from ..choices import AttachmentKind
from ..models import WaitingFile
from ..services.files import (
    MAX_FILES,
    check_file,
    display_name,
    limits_text,
    wait,
    waiting_file,
)

#: What the browser offers: on a telephone the camera too.
ACCEPT = {
    AttachmentKind.PHOTO: "image/*",
    AttachmentKind.DOCUMENT: ".pdf,.xlsx,image/*",
}


class FilesInput(forms.FileInput):
    """Any number of files, and the ticks of those that wait since the form was sent before."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        uploads = files.getlist(name) if files else []
        ticked = data.getlist(f"{name}-waiting") if hasattr(data, "getlist") else []
        return uploads, ticked


class FilesField(forms.FileField):
    """Any number of files, each checked by its content.

    `clean` gives the good ones as they will be stored; where one is bad it raises, and `good` has the others.
    `by` says whose waiting files may be taken up.
    """

    widget = FilesInput

    def __init__(self, *, kind, limit=MAX_FILES, **kwargs):
        super().__init__(required=False, **kwargs)
        self.kind, self.limit, self.by = kind, limit, None
        self.help_text = self.help_text or lazy(limits_text, str)(kind, limit)
        self.widget.attrs["accept"] = ACCEPT[kind]
        self.good, self.waiting, self.not_kept = [], [], []

    def clean(self, value, initial=None):
        uploads, ticked = value or ([], [])
        self.good, errors = [], []
        for row in self._waiting(ticked):
            self._take(lambda row=row: waiting_file(row), errors)
        for upload in uploads:
            if len(self.good) < self.limit:
                self._take(lambda upload=upload: check_file(upload, self.kind), errors)
            else:
                errors.append(_too_many(upload, self.limit))
        if errors:
            raise forms.ValidationError(errors)
        return self.good

    def _take(self, check, errors):
        try:
            self.good.append(check())
        except Refused as refused:
            errors.append(refused.message)

    def _waiting(self, ticked):
        keys = [key for key in map(_uuid, ticked[: self.limit]) if key]
        return WaitingFile.objects.filter(pk__in=keys, added_by=self.by, kind=self.kind)


def take_files(form):
    """The checked files of all inputs, to be stored: nothing of them is left to wait."""
    taken = [checked for field in _fields(form) for checked in field.good]
    for field in _fields(form):
        field.good = []
    return taken


def keep_files(form, *, by):
    """Lets the good files of a form that is shown again wait on the server, ticked beside their input."""
    for field in _fields(form):
        field.waiting, field.not_kept = [], []
        for checked in field.good:
            try:
                field.waiting.append(wait(checked, by=by))
            except Refused as refused:
                field.not_kept.append(refused.message)


def read_files(form, data, files):
    """Reads only the file inputs, of a form that is drawn again without being checked; what was refused."""
    refused = []
    for name, field in form.fields.items():
        if isinstance(field, FilesField):
            try:
                field.clean(field.widget.value_from_datadict(data, files, form.add_prefix(name)))
            except forms.ValidationError as error:
                refused += error.messages
    return refused


def _fields(form):
    return [field for field in form.fields.values() if isinstance(field, FilesField)]


def _uuid(text):
    try:
        return UUID(text)
    except ValueError:
        return None


def _too_many(upload, limit):
    return _("“%(name)s” was not accepted: at most %(limit)s files fit. Leave some out.") % {
        "name": display_name(upload.name),
        "limit": limit,
    }
