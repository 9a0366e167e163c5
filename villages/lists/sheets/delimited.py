"""Lists as plain text: which letters, which separator, which line (case O07)."""

import csv
import io
from collections import Counter

from django.utils.translation import gettext as _

from .refusals import FileRefused
from .sheetxml import MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_wide

SEPARATORS = ";,\t|"
SAMPLE_LINES = 200
SAMPLE = 64 * 1024
#: A longer line is no row of a list, and would become millions of fields.
MAX_LINE = 1_000_000


def records_of(content):
    """Number of the line a record starts on -> its fields, for every line of a text file."""
    text = decoded(content)
    sample = text[:SAMPLE].splitlines(keepends=True)
    separator, hint = _hinted(sample[0] if sample else "")
    if not hint:
        return _split_whole(_read(text, separator or _likely_separator(sample[:SAMPLE_LINES]), 1))
    first, rest = text[: len(sample[0])], text[len(sample[0]) :]
    return [(1, [first.strip()]), *_read(rest, separator, 2)]


def _split_whole(records):
    """Lines that some program quoted as a whole (`"NIK,Nama,Desa"`), taken apart after all (O36)."""
    filled = [fields[0] for _number, fields in records if fields and fields[0].strip()]
    if len(filled) < 2 or any(len(fields) > 1 for _number, fields in records):
        return records
    separator = _likely_separator([f"{line}\n" for line in filled[:SAMPLE_LINES]])
    if (
        any(line.count(separator) != filled[0].count(separator) for line in filled)
        or separator not in filled[0]
    ):
        return records
    return [
        (number, next(csv.reader([fields[0]], delimiter=separator), []) if fields else [])
        for number, fields in records
    ]


def decoded(content):
    """The text of a file in UTF-8, UTF-16 or the Windows letters of western Europe."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _decode(content, "utf-16")
    elif content[1:200:2].count(0) > 50:
        text = _decode(content, "utf-16-le")
    else:
        text = _decode(content, "utf-8-sig") or _decode(content, "cp1252")
    if text is None or any(mark < " " and mark not in "\t\r\n\f\v\x1a" for mark in set(text)):
        raise FileRefused(
            "file_wrong_type", _("This is neither a workbook nor a text file. Send an XLSX or a CSV file.")
        )
    return text


def _decode(content, encoding):
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _hinted(line):
    """The separator of a first line `sep=;`, as some programs write it."""
    if line.lower().startswith("sep=") and line[4:5] in SEPARATORS and line[4:5]:
        return line[4], True
    return "", False


def _likely_separator(lines):
    """The one by which most lines fall into the same number of fields, the more fields the better."""
    best, best_score = ",", (0, 0)
    for separator in SEPARATORS:
        widths = Counter()
        try:
            for fields in csv.reader(lines, delimiter=separator):
                if len(fields) > 1:
                    widths[len(fields)] += 1
        except csv.Error:
            continue
        if widths:
            width, count = widths.most_common(1)[0]
            if (count, width) > best_score:
                best, best_score = separator, (count, width)
    return best


def _read(text, separator, first_line):
    if _has_line_beyond(MAX_LINE, text):
        raise too_wide()
    records, cells = [], 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = first_line
    try:
        for fields in reader:
            end = reader.line_num + first_line - 1
            if end > start:
                _check_swallowed(fields, separator, start, end)
            cells += len(list(filter(None, fields)))
            if len(fields) > MAX_COLUMNS or len(records) >= MAX_ROWS or cells > MAX_CELLS:
                raise too_wide()
            if any(len(value) > MAX_CELL_TEXT for value in fields):
                raise _open_quote(start, end)
            records.append((start, fields))
            start = end + 1
    except csv.Error as error:
        raise _open_quote(start, start) from error
    return records


def _has_line_beyond(limit, text):
    """Whether a line is longer than `limit`; looks at windows, not at each of millions of lines."""
    start = 0
    while len(text) - start > limit:
        end = text.rfind("\n", start, start + limit + 1)
        if end < 0:
            return True
        start = end + 1
    return False


def _check_swallowed(fields, separator, start, end):
    """A quotation mark that is never closed makes one field of many rows; no row may be lost like that."""
    for value in fields:
        inner = value.split("\n")[1:]
        if any(line.count(separator) >= max(1, len(fields) - 1) for line in inner) or len(inner) > 50:
            raise _open_quote(start, end)


def _open_quote(start, end):
    return FileRefused(
        "file_not_readable",
        _(
            "In line %(start)s a quotation mark opens and is closed only in line %(end)s, so that rows "
            "run into one another. Remove the mark, or save the list as XLSX."
        )
        % {"start": start, "end": end},
    )
