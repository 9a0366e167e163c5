"""Files that people send: what is let in, under which name, and how it comes onto the disk and off it.

The kind of a file is read from its content, never from its ending or from what the browser says (case O24).
"""

import hashlib
import logging
import math
import re
import unicodedata
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import identity_numbers
from desmigratif.ui.formatting import number
from desmigratif.ui.pictures import HEIC, JPEG, PNG, WEBP, small_picture
from desmigratif.ui.refusals import Refused
from villages.lists.sheets.packages import parts_of
from villages.lists.sheets.refusals import FileRefused

from ..choices import AttachmentKind
from ..models import StoredFile, WaitingFile

log = logging.getLogger(__name__)

#: Files of one form, and of one activity or meeting.
MAX_FILES = 12
MAX_NAME = 120
#: Files of one person that wait for their forms; more than a day of entering needs.
MAX_WAITING = 60

PDF, XLSX = "pdf", "xlsx"
CONTENT_TYPES = {
    JPEG: "image/jpeg",
    PNG: "image/png",
    WEBP: "image/webp",
    PDF: "application/pdf",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PICTURES = (JPEG, PNG, WEBP, HEIC)
#: What each input of a form takes: a scanned attendance list may be a picture too.
ALLOWED: dict[str, tuple[str, ...]] = {
    AttachmentKind.PHOTO: PICTURES,
    AttachmentKind.DOCUMENT: (PDF, XLSX, *PICTURES),
}
#: How the content of each kind begins.
BEGINNINGS = {
    JPEG: rb"\xff\xd8\xff",
    PNG: rb"\x89PNG\r\n\x1a\n",
    WEBP: rb"RIFF....WEBP",
    HEIC: rb"....ftyp(?:hei[cxms]|hev[cxms]|mi[af]1|msf1)",
    PDF: rb"%PDF-",
    XLSX: rb"PK\x03\x04",
}
WORKBOOK_TYPE = b"spreadsheetml.sheet.main+xml"


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed the check, as it will be stored; `waiting` is its row if it was sent before."""

    kind: str
    extension: str
    name: str
    content: bytes = field(repr=False)
    digest: str
    waiting: WaitingFile | None = None


def check_file(upload: UploadedFile, kind: str) -> CheckedFile:
    """The file as it will be stored, pictures made small; raises `Refused`."""
    name = display_name(upload.name)
    if not upload.size:
        raise Refused(_("“%s” is empty. Choose the file again.") % name)
    found = kind_of(upload.read(64))
    if found not in ALLOWED[kind]:
        raise _of_another_kind(name, kind)
    if upload.size > (limit := _limit(found)):
        raise Refused(
            _("“%(name)s” is %(size)s MB. Files of its kind may have at most %(limit)s MB; make it smaller.")
            % {"name": name, "size": _megabytes(upload.size), "limit": _megabytes(limit)}
        )
    upload.seek(0)
    content = upload.read()
    extension, stored = found, content
    if found in PICTURES:
        extension, stored = small_picture(content, found, name)
    elif found == PDF and b"%%EOF" not in content[-2048:]:
        raise Refused(_("“%s” is an incomplete PDF. Save it again and choose it again.") % name)
    elif found == XLSX:
        _check_workbook(content, name, kind)
    digest = hashlib.sha256(content).hexdigest()
    return CheckedFile(kind, extension, _with_ending(name, extension), stored, digest)


def kind_of(beginning: bytes) -> str:
    """`jpg`, `pdf`, ... by the first bytes of a file; empty for what is on no list."""
    found = (kind for kind, pattern in BEGINNINGS.items() if re.match(pattern, beginning, re.DOTALL))
    return next(found, "")


def kinds_text(kind: str) -> str:
    """`JPG, PNG, WEBP, HEIC`: what an input takes, as its hint and its error say."""
    return ", ".join(extension.upper() for extension in ALLOWED[kind])


def limits_text(kind: str, count: int) -> str:
    """What an input takes, how many and how large, as its hint says."""
    said = {
        "count": count,
        "kinds": kinds_text(kind),
        "limit": _megabytes(settings.MAX_UPLOAD_BYTES),
        "pictures": _megabytes(settings.MAX_PICTURE_BYTES),
    }
    if kind == AttachmentKind.PHOTO:
        return _("At most %(count)s files: %(kinds)s, up to %(pictures)s MB each.") % said
    return _("At most %(count)s files: %(kinds)s, up to %(limit)s MB each, pictures %(pictures)s MB.") % said


def display_name(name: str | None) -> str:
    """What a file is called on screen: no path, no control or direction characters, at most 120 long.

    Copies of KTPs are named after their NIK: its digits go.
    """
    name = re.split(r"[\\/]", name or "")[-1]
    name = "".join(mark for mark in name if not unicodedata.category(mark).startswith("C"))
    name = " ".join(name.split()).strip(". ")
    return identity_numbers.hide(name)[:MAX_NAME] or _("unnamed file")


def store(row: StoredFile, checked: CheckedFile) -> StoredFile:
    """Writes the file, then saves its new `StoredFile` row; `Refused` if the disk does not take it."""
    row.extension = checked.extension
    row.content_type = CONTENT_TYPES[checked.extension]
    row.original_name = checked.name
    row.digest = checked.digest
    write(row, checked)
    try:
        row.save()
    except Exception:
        _delete(row.file.storage, row.file.name)
        raise
    if checked.waiting:
        forget(checked.waiting)
    return row


def known(rows: QuerySet[StoredFile], checked: CheckedFile) -> StoredFile | None:
    """The row among `rows` that was made of the same file, or None; what the disk had lost is back then."""
    row = rows.filter(digest=checked.digest).first()
    if row is None:
        return None
    if row.is_lost:
        write(row, checked)
        row.save(update_fields=["file", "size"])
    if checked.waiting:
        forget(checked.waiting)
    return row


def write(row: StoredFile, checked: CheckedFile) -> None:
    """Puts the content of a checked file where its row says; a file that breaks off does not stay."""
    row.size = len(checked.content)
    name = row.file.name or row.file.field.generate_filename(row, "")
    try:
        row.file.name = row.file.storage.save(name, ContentFile(checked.content))
    except OSError as error:
        log.exception("The media folder does not take a file")
        _delete(row.file.storage, name)
        raise Refused(
            _("“%s” is not stored: the portal cannot store files at the moment. Choose it again later.")
            % checked.name
        ) from error


def forget(row: StoredFile) -> None:
    """Removes the row of a file, and the file once that is certain; what the disk keeps is found later."""
    storage, name = row.file.storage, row.file.name
    row.delete()
    transaction.on_commit(lambda: _delete(storage, name))


def wait(checked: CheckedFile, *, by: User) -> WaitingFile:
    """Keeps a good file of a form that could not be stored, for when the form comes again."""
    if checked.waiting:
        return checked.waiting
    if WaitingFile.objects.filter(added_by=by).count() >= MAX_WAITING:
        raise Refused(_("“%s” was not kept. Choose it again.") % checked.name)
    return store(WaitingFile(kind=checked.kind, added_by=by), checked)


def waiting_file(row: WaitingFile) -> CheckedFile:
    """A `CheckedFile` of what waits; raises `Refused` if the disk lost it meanwhile."""
    try:
        with row.file.open() as file:
            content = file.read()
    except OSError as error:
        raise Refused(_("“%s” was not kept. Choose it again.") % row.original_name) from error
    return CheckedFile(row.kind, row.extension, row.original_name, content, row.digest, row)


def kinds_of_files() -> list[type[StoredFile]]:
    """Every kind of row that stands for a file, in whichever app."""
    found, open_ = [], [StoredFile]
    while open_:
        subclasses = open_.pop().__subclasses__()
        open_ += subclasses
        found += [model for model in subclasses if not model._meta.abstract]
    return found


def _delete(storage, name):
    try:
        storage.delete(name)
    except OSError:
        log.exception("The media folder keeps %s, which no row stands for", name)


def _limit(found):
    return settings.MAX_PICTURE_BYTES if found in PICTURES else settings.MAX_UPLOAD_BYTES


def _check_workbook(content, name, kind):
    """An Excel workbook that is as harmless as a list that is imported: the same check for both."""
    try:
        parts = parts_of(content)
    except FileRefused as refused:
        if refused.kind == "file_wrong_type":
            raise _of_another_kind(name, kind) from refused
        raise Refused(f"“{name}”: {refused.message}") from refused
    if WORKBOOK_TYPE not in parts.get("[Content_Types].xml", b""):
        raise _of_another_kind(name, kind)


def _of_another_kind(name, kind):
    return Refused(
        _("“%(name)s” is not one of: %(kinds)s. Save it as one of these and choose it again.")
        % {"name": name, "kinds": kinds_text(kind)}
    )


def _with_ending(name, extension):
    """The name with an ending that tells the truth, so that a download opens in the right program."""
    if name.lower().endswith((".jpg", ".jpeg") if extension == JPEG else f".{extension}"):
        return name
    return f"{name[: MAX_NAME - len(extension) - 1]}.{extension}"


def _megabytes(size):
    """`5` or `7.3`, rounded up, in the notation of the reader's language."""
    value = math.ceil(size / (1024 * 1024) * 10) / 10
    return number(value, 0 if value == int(value) else 1)
