"""Reads the worksheets of the cases, and those the portal writes, as rows of plain values."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

#: The files of the cases.
CASES = Path(__file__).parent / "cases"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_rows(source, sheet=1):
    """Rows of one sheet, each `{column letter: value}`: text as str, numbers as float."""
    with zipfile.ZipFile(source) as archive:
        shared = _shared_strings(archive)
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    return [_row(row, shared) for row in root.iter(f"{MAIN}row")]


def formulas(source, sheet=1):
    """How many formula cells one sheet holds."""
    with zipfile.ZipFile(source) as archive:
        root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    return len(list(root.iter(f"{MAIN}f")))


def _row(row, shared):
    cells = {}
    for cell in row.iter(f"{MAIN}c"):
        column = re.match(r"[A-Z]+", cell.get("r"))[0]
        value = cell.find(f"{MAIN}v")
        if cell.get("t") == "inlineStr":
            cells[column] = "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
        elif cell.get("t") == "s":
            cells[column] = shared[int(value.text)]
        elif value is not None:
            cells[column] = float(value.text)
    return cells


def _shared_strings(archive):
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in root]
