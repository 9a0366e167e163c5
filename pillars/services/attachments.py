"""Photos and documents of an activity: what is let in, under which name, and what is taken out of it.

The kind of a file is read from its content, never from its ending or from what the browser says (case O24).
"""

import io
import math
import re
import unicodedata
import warnings
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from desmigratif.ui.formatting import NOTHING, number
from desmigratif.ui.refusals import Refused

from ..choices import AttachmentKind, State, Step
from ..models import Activity, Attachment
from .events import locked, record

MAX_FILES = 12
MAX_NAME = 120
#: Longest side of a stored photo; enough to read a sign in the room, small on a weak line.
MAX_SIDE = 2000
#: More than any camera makes; a larger picture is a decompression bomb.
MAX_PIXELS = 60_000_000
#: Unpacked size of a workbook that anybody could still open.
MAX_UNPACKED = 100 * 1024 * 1024

JPEG, PNG, WEBP, PDF, XLSX = "jpg", "png", "webp", "pdf", "xlsx"
CONTENT_TYPES = {
    JPEG: "image/jpeg",
    PNG: "image/png",
    WEBP: "image/webp",
    PDF: "application/pdf",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PICTURE_FORMATS = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}
#: What each input of the form takes: a scanned attendance list may be a picture too.
ALLOWED = {
    AttachmentKind.PHOTO: (JPEG, PNG, WEBP),
    AttachmentKind.DOCUMENT: (PDF, XLSX, JPEG, PNG, WEBP),
}
WORKBOOK_TYPE = b"spreadsheetml.sheet.main+xml"


class FileRefused(Exception):
    """A file that is not taken in; the message names the file and says what to do."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed the check, as it will be stored."""

    kind: str
    extension: str
    name: str
    content: bytes


def check_file(upload, kind):
    """The file as it will be stored, pictures re-encoded; raises `FileRefused`."""
    name = display_name(upload.name)
    if upload.size > settings.MAX_UPLOAD_BYTES:
        raise FileRefused(
            _("“%(name)s” is %(size)s MB. A file may have at most %(limit)s MB; make it smaller.")
            % {"name": name, "size": _megabytes(upload.size), "limit": _megabytes(settings.MAX_UPLOAD_BYTES)}
        )
    content = upload.read()
    extension, content = _recognised(content, name)
    if extension not in ALLOWED[kind]:
        raise FileRefused(
            _("“%(name)s” is not one of: %(kinds)s. Save it as one of these and choose it again.")
            % {"name": name, "kinds": kinds_text(kind)}
        )
    return CheckedFile(kind=kind, extension=extension, name=_with_ending(name, extension), content=content)


def kinds_text(kind):
    """`JPG, PNG, WEBP`: what an input takes, as its hint and its error say."""
    return ", ".join(extension.upper() for extension in ALLOWED[kind])


def display_name(name):
    """What a file is called on screen: no path, no control or direction characters, at most 120 long."""
    name = re.split(r"[\\/]", name or "")[-1]
    name = "".join(mark for mark in name if not unicodedata.category(mark).startswith("C"))
    name = " ".join(name.split()).strip(". ")
    return name[:MAX_NAME] or _("unnamed file")


def _with_ending(name, extension):
    """The name with an ending that tells the truth, so that a download opens in the right program."""
    if name.lower().endswith((".jpg", ".jpeg") if extension == JPEG else f".{extension}"):
        return name
    return f"{name[: MAX_NAME - len(extension) - 1]}.{extension}"


def store(row, checked):
    """Saves a new `StoredFile` row together with the checked file that it stands for."""
    row.extension = checked.extension
    row.content_type = CONTENT_TYPES[checked.extension]
    row.original_name = checked.name
    row.size = len(checked.content)
    row.file.save("", ContentFile(checked.content), save=False)
    row.save()
    return row


@transaction.atomic
def add_attachment(*, activity, checked, by):
    """Stores a checked file with an activity; the same file again is not stored twice."""
    activity = locked(activity)
    _check_open(activity, by)
    if first := _same_file(activity, checked):
        return first
    if activity.attachments.count() >= MAX_FILES:
        raise Refused(
            _("“%(name)s” was not stored: an activity has at most %(limit)s files. Remove one first.")
            % {"name": checked.name, "limit": MAX_FILES}
        )
    attachment = store(Attachment(activity=activity, kind=checked.kind, added_by=by), checked)
    change = {"field": "attachment", "before": NOTHING, "after": checked.name}
    record(activity, Step.ATTACHED, by, changes=[change])
    return attachment


@transaction.atomic
def remove_attachment(*, attachment, by):
    """Takes a file away from an activity that may still be changed."""
    activity = locked(attachment.activity)
    _check_open(activity, by)
    file = attachment.file
    attachment.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))
    change = {"field": "attachment", "before": attachment.original_name, "after": NOTHING}
    record(activity, Step.DETACHED, by, changes=[change])


def _same_file(activity, checked):
    """The attachment that holds these bytes already; name and size alone may be another photo."""
    for attachment in activity.attachments.filter(original_name=checked.name, size=len(checked.content)):
        with attachment.file.open() as stored:
            if stored.read() == checked.content:
                return attachment
    return None


def _check_open(activity, by):
    if not Activity.objects.editable_by(by).filter(pk=activity.pk).exists():
        raise Refused(
            _("Attachments can no longer be changed: the status of this activity is “%s”.")
            % State(activity.state).label
        )


def _recognised(content, name):
    """Extension and content to store; raises `FileRefused` for whatever is on no list."""
    if not content:
        raise FileRefused(_("“%s” is empty. Choose the file again.") % name)
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise FileRefused(_("“%s” is a PDF that breaks off. Save it anew and choose it again.") % name)
        return PDF, content
    if content.startswith(b"PK\x03\x04"):
        if _is_workbook(content):
            return XLSX, content
        return "", content
    return _picture(content, name)


def _is_workbook(content):
    """An Excel workbook without macros and of a size that can be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                return False
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names or any("vbaProject" in name for name in names):
                return False
            with archive.open("[Content_Types].xml") as part:
                return WORKBOOK_TYPE in part.read(1024 * 1024)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError):
        return False


def _picture(content, name):
    """A picture upright, at most 2,000 pixels wide or high, re-encoded so that no EXIF or GPS stays in it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(PICTURE_FORMATS)) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise Image.DecompressionBombError
                extension = PICTURE_FORMATS[picture.format]
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((MAX_SIDE, MAX_SIDE))
                return extension, _encoded(upright, extension)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(
            _("“%s” has too many pixels to be opened safely. Make the picture smaller.") % name
        ) from error
    except UnidentifiedImageError:
        return "", content
    except (OSError, ValueError, SyntaxError) as error:
        raise FileRefused(_("“%s” is a damaged picture. Save it anew and choose it again.") % name) from error


def _encoded(picture, extension):
    """The pixels alone: a new picture carries no metadata of the old one."""
    mode = "RGBA" if extension != JPEG and picture.has_transparency_data else "RGB"
    clean = Image.new(mode, picture.size)
    clean.paste(picture.convert(mode))
    stored = io.BytesIO()
    if extension == PNG:
        clean.save(stored, "PNG", optimize=True)
    else:
        clean.save(stored, "JPEG" if extension == JPEG else "WEBP", quality=85)
    return stored.getvalue()


def _megabytes(size):
    """`5` or `7.3`, rounded up, in the notation of the reader's language."""
    value = math.ceil(size / (1024 * 1024) * 10) / 10
    return number(value, 0 if value == int(value) else 1)
