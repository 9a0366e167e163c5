"""The ZIP package of a workbook, opened without believing what it says about itself (case O15).

Sizes are added up from the directory before anything is unpacked and counted again while unpacking; what
comes out is packed anew, so that the reader behind sees exactly the bytes that were measured.
"""

import html
import io
import posixpath
import re
import struct
import zipfile
import zlib
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from .refusals import FileRefused

MAX_UNPACKED = 100 * 1024 * 1024
#: What of it may be pictures and the like: no list needs them, and they are never unpacked here.
MAX_BESIDE = 50 * 1024 * 1024
#: A sheet of people packs to a tenth; only a trap packs to less than this part of its size.
MAX_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024
MAX_PARTS = 1000
#: No text of a cell and no tag is longer; a tag of a million attributes takes half a gigabyte to read.
MAX_STRETCH = 500_000
MAX_DIRECTORY = 512 * 1024
END_OF_DIRECTORY = b"PK\x05\x06"
END_LENGTH = 22
ZIP64_LOCATOR = b"PK\x06\x07"
MACRO_FOLDERS = ("basic/", "scripts/")
MACRO_TYPE = re.compile(rb"vbaproject|macroenabled", re.IGNORECASE)
DDE_LINK = re.compile(rb"<(?:[\w.-]+:)?ddeLink\b", re.IGNORECASE)
#: Formulas that may call a program; all others are not looked at, a sheet may hold a hundred thousand.
FORMULA = re.compile(
    rb"<(?:[\w.-]+:)?(?:f|formula[12]?|definedName)(?:\s[^<>]*)?>([^<]*(?:\||DDE\s*\()[^<]*)<",
    re.IGNORECASE,
)
#: The same in OpenDocument, where formulas are attributes.
OPEN_CALL = re.compile(
    rb"<(?:[\w.-]+:)?dde-(?:link|source|connection)|:formula=\"[^\"]*\bDDE\s*\(", re.IGNORECASE
)
DDE_FUNCTION = re.compile(rb"\bDDE\s*\(", re.IGNORECASE)
QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
CHUNK = 256 * 1024
ENCRYPTED_FLAG = 1
#: Where the reader looks for the frame of a workbook, wherever the program put it (O37).
WORKBOOK = "xl/workbook.xml"
OPEN_DOCUMENT = "content.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
PLACES = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"


def parts_of(content):
    """Name -> bytes of every XML part of the package, measured and without document types.

    The frame of a workbook lies where `WORKBOOK`, `RELATIONS` and `PLACES` say; its relations name parts
    by whole paths. A package of OpenDocument has its `OPEN_DOCUMENT` and none of these.
    """
    _check_directory(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            _check_entries(entries)
            parts = _unpacked(package, [entry for entry in entries if _is_xml(entry.filename)])
            if OPEN_DOCUMENT in parts:
                return parts
            return _in_place(parts, {_name(entry).lower() for entry in entries})
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise unreadable() from error


def packed(parts):
    """A package of the measured parts alone, not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    target.seek(0)
    return target


def unreadable():
    return FileRefused(
        "file_not_readable",
        _(
            "The file is damaged or incomplete. Open it in your spreadsheet program, save it as XLSX "
            "and send it again."
        ),
    )


def expands_too_much():
    return FileRefused(
        "file_expands_too_much",
        _(
            "The file contains far more than a list of people when it is unpacked, so it was not opened. "
            "Copy the rows into a new workbook and send that."
        ),
    )


def _check_directory(content):
    """The directory at the end is short and of the plain kind, before anything reads it whole."""
    at = content.rfind(END_OF_DIRECTORY, max(0, len(content) - END_LENGTH - 65535))
    if at < 0 or at + END_LENGTH > len(content):
        raise unreadable()
    count, length = struct.unpack_from("<HI", content, at + 10)
    if count > MAX_PARTS or length > MAX_DIRECTORY or ZIP64_LOCATOR in content[max(0, at - 20) : at]:
        raise expands_too_much()


def _check_entries(entries):
    names = [_name(entry) for entry in entries]
    lower = {name.lower() for name in names}
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise protected()
    if any(
        "vbaproject" in name or name.startswith(MACRO_FOLDERS) or "macrosheets/" in name for name in lower
    ):
        raise has_macros()
    if len(lower) != len(names) or any(_leaves_the_package(name) for name in names):
        raise unreadable()
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise unreadable()
    beside = sum(entry.file_size for entry in entries if not _is_xml(entry.filename))
    if beside > MAX_BESIDE or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise expands_too_much()
    for entry in entries:
        if entry.file_size > max(RATIO_COUNTS_FROM, entry.compress_size * MAX_RATIO):
            raise expands_too_much()


def _name(entry):
    """The name of a part; programs on Windows write backslashes, and some a slash at the beginning."""
    return entry.filename.replace("\\", "/").lstrip("/")


def _in_place(parts, names):
    """The parts with the frame of the workbook where every reader expects it."""
    by_lower = {name.lower(): name for name in parts}
    main = next(
        (target for kind, _id, target in _relations(parts, by_lower, "") if kind == "officeDocument"),
        WORKBOOK,
    )
    main = by_lower.get(main.lower()) or by_lower.get(WORKBOOK.lower())
    if main is None:
        raise _other_package(names)
    relations, found = [], {}
    for kind, number, target in _relations(parts, by_lower, main):
        name = by_lower.get(target.lower())
        if name is not None:
            place = PLACES.get(kind, name)
            found[place] = parts[name]
            relations.append((kind, number, place))
    lines = "".join(
        "<Relationship Id={} Type={} Target={}/>".format(
            *map(quoteattr, (number, f"{TYPE}/{kind}", f"/{place}"))
        )
        for kind, number, place in relations
    )
    relations = f'<Relationships xmlns="{RELATION}">{lines}</Relationships>'.encode()
    return parts | found | {WORKBOOK: parts[main], RELATIONS: relations}


def _relations(parts, by_lower, source):
    """`(kind, id, whole path)` of what a part points at; the package itself is the source ``."""
    folder, name = posixpath.split(source)
    listed = by_lower.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    if listed is None:
        return
    try:
        root = ElementTree.fromstring(parts[listed])
    except ElementTree.ParseError as error:
        raise unreadable() from error
    for element in root.iter():
        if element.tag.endswith("Relationship") and element.get("TargetMode") != "External":
            target = element.get("Target", "").replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield element.get("Type", "").rpartition("/")[2], element.get("Id", ""), path


def protected():
    return FileRefused(
        "file_encrypted",
        _("The file is protected by a password. Remove the password, save it again and send that."),
    )


def has_macros():
    return FileRefused(
        "file_has_macros",
        _("The workbook contains macros (programs). Save it as “Excel workbook (.xlsx)” and send that."),
    )


def _leaves_the_package(name):
    """Whether a part would land outside a folder into which the package is unpacked."""
    return ":" in name or ".." in name.split("/")


def _other_package(names):
    if "xl/workbook.bin" in names:
        return FileRefused("file_wrong_type", _("This is a binary workbook (XLSB). Save it as XLSX."))
    return FileRefused(
        "file_wrong_type",
        _("This is a compressed file, but not a workbook. Send an XLSX workbook or a CSV file."),
    )


def _is_xml(name):
    return name.lower().endswith((".xml", ".rels"))


def _unpacked(package, entries):
    parts, left = {}, MAX_UNPACKED
    for entry in entries:
        pieces = []
        with package.open(entry) as stream:
            while piece := stream.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise expands_too_much()
                pieces.append(piece)
        part = b"".join(pieces)
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part or part[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise has_document_type()
        if b"\x00" in part:
            raise unreadable()
        if _is_xml(entry.filename) and _has_long_stretch(part):
            raise expands_too_much()
        parts[_name(entry)] = part
    _check_calls(parts)
    return parts


def _has_long_stretch(part):
    """Whether a whole block lies between two tags, or within one."""
    blocks = range(0, len(part) - MAX_STRETCH + 1, MAX_STRETCH)
    return any(part.find(b"<", at, at + MAX_STRETCH) < 0 for at in blocks)


def _check_calls(parts):
    """Nothing in the workbook starts a program when somebody opens it, under whatever name it lies there."""
    for name, part in parts.items():
        lower = name.lower()
        if lower == "[content_types].xml" and MACRO_TYPE.search(part):
            raise has_macros()
        calls = OPEN_CALL.search(part) if lower == OPEN_DOCUMENT else any(map(_calls, FORMULA.findall(part)))
        if calls or ("externallinks/" in lower and DDE_LINK.search(part)):
            raise FileRefused(
                "file_calls_programs",
                _(
                    "The workbook calls other programs (DDE) when it is opened. Copy only the values into "
                    "a new workbook and send that."
                ),
            )


def _calls(formula):
    """Whether a formula calls a program, as `cmd|'/c calc'!A0`; a bar in a text or a sheet name does not."""
    bare = QUOTED.sub(b"", html.unescape(formula.decode("utf-8", "replace")).encode())
    return b"|" in bare or DDE_FUNCTION.search(bare) is not None


def has_document_type():
    return FileRefused(
        "file_has_dtd",
        _(
            "The file contains instructions that a spreadsheet program never writes, so it was not "
            "opened. Copy the rows into a new workbook and send that."
        ),
    )
