"""Columns whose cells hold two facts about somebody, `Nama / NIK`, `Nama (L/P)`: a column for each."""

import re

from .cells import EMPTY, cell_of
from .layout import Table

#: So many of the filled cells among the first rows have to hold both.
MOST, LOOKED_AT, LONGEST = 0.5, 40, 300
#: What stands between two things in a title.
BETWEEN = [re.compile(rf"\s*{mark}\s*", re.I) for mark in ("/", "[&+]", r"\bdan\b", r"[\n|;]", ",")]
IN_BRACKETS = re.compile(r"([^()]+)\(([^()]+)\)\s*")
#: `{field key: what it looks like wherever it stands}`, the surest first; the rest is the other fact.
SEXES = r"l|p|w|lk|pr|laki\W?laki|perempuan|pria|wanita"
DIGITS = r"(?<!\d)'?\d(?:[\s.'’-]?\d){15}(?!\d)"
LOOKS = {
    "nik": DIGITS,
    "household": DIGITS,
    "phone_raw": r"(?<!\d)(?:\+?62|0)[\s.-]?8\d(?:[\s.-]?\d){6,11}(?!\d)",
    "age": r"(?<![\d/.-])\d{1,3}\s*(?:th\b|thn\b|tahun\b)\.?"
    r"|(?<=[(/,;|-])\s*\d{1,2}\s*(?=\W*$)|^\s*\d{1,2}\s*(?=[/,;|-])",
    "sex": rf"(?<=[(/,;|-])\s*(?:{SEXES})\s*(?=\W*$)|^\s*(?:{SEXES})\s*(?=[/,;|-])"
    r"|(?<=\w\s)(?-i:[LP])(?=\s*$)",
    "birth_date": r"(?<!\d)\d{1,2}(?:\s*[-/.]\s*\d{1,2}\s*[-/.]\s*|\s+[^\W\d_]{3,9}\s+)\d{4}(?!\d)",
}
#: Facts that have no looks of their own, and stand in the order of the title.
IN_ORDER = {"full_name", "country", "sector", "placed_by", "stage", "education", "village", "district"}
MARKS = ("/", "\n", ";", "|")
#: What is left around a fact once the other was taken out, with the word for it: `NIK:`, `(`, `, HP`.
AROUND = re.compile(
    r"^[\s/|,;:()&+-]+|[\s/|,;:(&+-]*(?:\b(?:nik|no|nomor|kk|hp|wa|telp|tlp|umur|usia|tgl|lahir)\b[\s.:]*)*[\s/|,;:()&+-]*$",
    re.I,
)


def split(table, key_of):
    """The table with such columns in two; `key_of(title)` is the key of the field of a title, or None."""
    found = {}
    for column in table.columns:
        parts = _titles_in(column.parts[-1] if column.parts else "", key_of)
        if parts and (read := _reader(parts, key_of)) and _hold_both(table, column.index, read):
            found[column.index] = parts, read
    return _with_columns(table, found) if found else table


def _titles_in(title, key_of):
    """The titles of the two things that one title names; or nothing."""
    if (bracketed := IN_BRACKETS.fullmatch(title)) and key_of(bracketed[2]) in LOOKS:
        first, second = bracketed.groups()
        return (first.strip(), second.strip()) if key_of(first) not in (None, key_of(second)) else ()
    for mark in BETWEEN:
        parts = tuple(filter(None, mark.split(title)))
        keys = [key_of(part) for part in parts]
        # `Nama / Jabatan`: the name is not to be lost in what nobody reads.
        is_known = None not in keys or ("full_name" in keys and not key_of(title))
        if len(parts) == 2 and keys[0] != keys[1] and is_known:
            return parts
    return ()


def _reader(titles, key_of):
    """`read(text)` -> the two texts of a cell in the order of the titles, or None where it tells nothing."""
    keys = [key_of(title) for title in titles]
    known = [key for key in LOOKS if key in keys]
    if {LOOKS[key] for key in known} == {DIGITS} and len(known) > 1:
        return _two_numbers
    if known:
        at = keys.index(known[0])
        return lambda text: _by_looks(text, LOOKS[known[0]], at)
    mark = next((mark for mark in MARKS if mark in " ".join(titles)), "/")
    is_in_order = set(keys) <= IN_ORDER or "full_name" in keys
    return (lambda text: _by_mark(text, mark)) if is_in_order else None


def _by_looks(text, looks, at):
    found = re.search(looks, text, re.I)
    if not found:
        return None
    beside = AROUND.sub("", text[: found.start()]), AROUND.sub("", text[found.end() :])
    rest = " ".join(filter(None, beside))
    said = found[0].strip(" '")
    return (said, rest) if at == 0 else (rest, said)


def _two_numbers(text):
    numbers = re.findall(DIGITS, text)
    return tuple(numbers) if len(numbers) == 2 else None


def _by_mark(text, mark):
    for one in (mark, "\n", " - "):
        parts = [part.strip() for part in text.split(one)]
        if len(parts) == 2 and all(parts):
            return tuple(parts)
    return None


def _hold_both(table, index, read):
    texts = [row.cells[index].text for row in table.rows[:LOOKED_AT] if index < len(row.cells)]
    texts = [text for text in texts if text]
    both = sum(all(read(text[:LONGEST]) or [""]) for text in texts)
    return bool(texts) and both > MOST * len(texts)


def _with_columns(table, found):
    """The table with a further column behind each of `{column index: (titles, read)}`."""
    columns, new_at = [], {}
    for column in table.columns:
        new_at[column.index] = len(columns)
        for title in found[column.index][0] if column.index in found else (column.title,):
            is_split = column.index in found
            parts = (*column.parts[:-1], title) if is_split else column.parts
            whole = " / ".join(parts) if is_split else column.title
            columns.append(column._replace(index=len(columns), title=whole, parts=parts))
    rows = []
    for row in table.rows:
        cells = []
        for index, cell in enumerate(row.cells):
            cells += _split_cell(cell, found[index][1]) if index in found else [cell]
        repeated = {new_at[index]: mark for index, mark in row.repeated.items()}
        rows.append(row._replace(cells=cells, repeated=repeated))
    return Table(columns, rows, table.skipped, table.header, table.surroundings)


def _split_cell(cell, read):
    said = read(cell.text) if len(cell.text) <= LONGEST else None
    if said:
        return [cell_of(said[0]), cell_of(said[1])]
    return [cell, EMPTY]
