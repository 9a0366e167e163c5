"""Reads one workbook of Excel 97 to 2003 from its standard input, in a process of its own with limits.

The reader sets memory aside by what a file says of itself; a file that lies ends this process and no other.
Answers with a line of JSON: `{"sheets": […]}` (see `old_workbooks`), or `{"refused": "protected"}`.
"""

import contextlib
import datetime
import io
import json
import resource
import struct
import sys

import python_calamine

MEMORY, SECONDS = 512 * 1024 * 1024, 10
#: More would not be laid out.
MAX_CELLS, MAX_SHEETS, MAX_MERGES = 1_000_000, 50, 20_000
LAST_SECTOR, SECTOR_ENTRIES = 0xFFFFFFFA, 109
SMALL_STREAM, SMALL_SECTOR, DIRECTORY = 4096, 64, 128
BOUND_SHEET, FILE_PASS, BEGIN, END, ROW, COLUMNS, MERGED = 0x85, 0x2F, 0x809, 0x0A, 0x208, 0x7D, 0xE5
HIDDEN_ROW = 0x20


def chain(start, table):
    """The sectors of a stream; one in a circle is refused."""
    found = []
    while start < LAST_SECTOR:
        found.append(start)
        if len(found) > len(table):
            raise ValueError
        start = table[start]
    return found


def words(data):
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def stream_of(content):
    """The records of the workbook, out of the file system inside the file."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    directory, small_table = (
        struct.unpack_from("<I", content, 48)[0],
        struct.unpack_from("<I", content, 60)[0],
    )

    def joined(sectors):
        return b"".join(content[(one + 1) * size : (one + 2) * size] for one in sectors)

    tables = [one for one in struct.unpack_from(f"<{SECTOR_ENTRIES}I", content, 76) if one < LAST_SECTOR]
    table = words(joined(tables))
    entries, found = joined(chain(directory, table)), {}
    for at in range(0, len(entries), DIRECTORY):
        entry = entries[at : at + DIRECTORY]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        found.setdefault(name, struct.unpack_from("<II", entry, 116))
    start, length = found.get("Workbook") or found["Book"]
    if length >= SMALL_STREAM:
        return joined(chain(start, table))[:length]
    small = joined(chain(found["Root Entry"][0], table))
    sectors = chain(start, words(joined(chain(small_table, table))))
    parts = (small[one * SMALL_SECTOR : (one + 1) * SMALL_SECTOR] for one in sectors)
    return b"".join(parts)[:length]


def records_of(stream, at=0):
    """(kind, data) of the records from a place to the end of its part."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 0:
            return
        at += 4 + length


def facts_of(stream, at):
    """Hidden rows and columns, and merged regions, of the sheet that begins at a place, from 1."""
    rows, columns, merges = [], [], []
    for kind, data in records_of(stream, at):
        if kind == ROW and struct.unpack_from("<H", data, 12)[0] & HIDDEN_ROW:
            rows.append(struct.unpack_from("<H", data)[0] + 1)
        elif kind == COLUMNS and struct.unpack_from("<H", data, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", data)
            columns += range(first, min(last, 255) + 1)
        elif kind == MERGED:
            for place in range(2, len(data) - 7, 8):
                top, bottom, left, right = struct.unpack_from("<4H", data, place)
                merges.append((top + 1, left + 1, bottom + 1, right + 1))
    if len(merges) > MAX_MERGES:
        raise ValueError
    return {"hidden_rows": rows, "hidden_columns": columns, "merges": merges}


def name_of(data):
    """The name of a sheet in its entry among those of the workbook."""
    length, is_wide = data[6], data[7] & 1
    return data[8 : 8 + length * (1 + is_wide)].decode("utf-16-le" if is_wide else "latin-1", "replace")


def plain(value):
    """A value as JSON has it; days and times by their own words."""
    if isinstance(value, datetime.datetime | datetime.date):
        return {"day": value.isoformat()[:10]}
    return value if isinstance(value, str | int | float | bool) else str(value)


def read(content):
    stream = stream_of(content)
    if any(kind == FILE_PASS for kind, _data in records_of(stream)):
        return {"refused": "protected"}
    entries = [data for kind, data in records_of(stream) if kind == BOUND_SHEET]
    places = {name_of(data): struct.unpack_from("<IB", data) for data in entries if data[5] == 0}
    book, sheets, cells = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)), [], 0
    for name in book.sheet_names[:MAX_SHEETS]:
        if name not in places:
            continue
        grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        rows = [[plain(value) for value in row] for row in grid]
        cells += sum(map(len, rows))
        if cells > MAX_CELLS:
            raise ValueError
        at, state = places[name]
        sheets.append({"name": name, "is_hidden": bool(state & 3), "rows": rows, **facts_of(stream, at)})
    return {"sheets": sheets}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(Exception):
        sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))
