"""Workbooks of Excel 97 to 2003 for tests: the records of one sheet in the file system of such a file."""

import struct

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def header(directory=1, difat=(0,), difat_start=END):
    data = bytearray(SECTOR)
    data[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", data, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<3I", data, 40, 0, max(len(difat), 1), directory)
    struct.pack_into("<5I", data, 56, 4096, END, 0, difat_start, 0)
    struct.pack_into("<109I", data, 76, *difat, *[FREE] * (109 - len(difat)))
    return bytes(data)


def entry(name, kind, start, size, child=FREE):
    data, named = bytearray(128), name.encode("utf-16-le") + b"\0\0"
    data[: len(named)] = named
    struct.pack_into("<H2B3I", data, 64, len(named), kind, 1, FREE, FREE, child)
    struct.pack_into("<IQ", data, 116, start, size)
    return bytes(data)


def filed(stream, name="Workbook"):
    """The file that holds a stream of records."""
    count = max(8, -(-len(stream) // SECTOR))
    stream = stream.ljust(count * SECTOR, b"\0")
    tables = -(-(count + 2) // 127)
    table = [TABLE] * tables + [END] + [tables + 2 + at for at in range(count - 1)] + [END]
    table += [FREE] * (tables * 128 - len(table))
    directory = entry("Root Entry", 5, END, 0, 1) + entry(name, 2, tables + 1, len(stream)) + bytes(256)
    return header(tables, range(tables)) + struct.pack(f"<{len(table)}I", *table) + directory + stream


def record(kind, data=b""):
    return struct.pack("<2H", kind, len(data)) + data


def beginning(kind):
    return record(0x809, struct.pack("<4H2I", 0x600, kind, 0x0DBB, 1996, 0, 6))


def cell(row, column, value):
    if isinstance(value, str):
        said = value.encode("utf-16-le")
        return record(0x204, struct.pack("<4HB", row, column, 0, len(value), 1) + said)
    return record(0x203, struct.pack("<3Hd", row, column, 0, value))


def xls(rows, *, hidden=(), merges=(), dimensions=None, before=b""):
    """A workbook of one sheet, `hidden` counts its hidden rows from 1, `merges` are as in `reading`.

    `dimensions`: what the sheet says of itself, (first row, last row + 1, first column, last column + 1).
    """
    cells = [
        cell(at, column, value)
        for at, row in enumerate(rows)
        for column, value in enumerate(row)
        if value not in ("", None)
    ]
    said = dimensions or (0, len(rows), 0, max(map(len, rows)))
    kept = [record(0x208, struct.pack("<8H", at - 1, 0, 9, 255, 0, 0, 0x20, 0)) for at in hidden]
    regions = b"".join(
        struct.pack("<4H", top - 1, bottom - 1, left - 1, right - 1) for top, left, bottom, right in merges
    )
    merged = [record(0xE5, struct.pack("<H", len(merges)) + regions)] if merges else []
    sheet = (
        beginning(0x10) + record(0x200, struct.pack("<2I3H", *said, 0)) + b"".join([*kept, *cells, *merged])
    )
    bound = struct.pack("<2B2B", 0, 0, 4, 0) + b"Data"
    workbook = len(beginning(5) + before + record(0x85, bytes(4) + bound) + record(0x0A))
    whole = beginning(5) + before + record(0x85, struct.pack("<I", workbook) + bound) + record(0x0A)
    return filed(whole + sheet + record(0x0A))


def circle():
    """A file whose directory goes on in itself for ever."""
    table = struct.pack("<128I", TABLE, 1, *[FREE] * 126)
    return header() + table + bytes(SECTOR)


def endless_table():
    """A file whose list of tables goes on in itself for ever."""
    return header(difat=(), difat_start=0) + struct.pack("<128I", *[FREE] * 127, 0) * 2
