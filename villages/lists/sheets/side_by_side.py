"""Lists with several things of one kind side by side, quarters or villages, and a row for each in the end."""

import re

from .cells import EMPTY, cell_of
from .layout import SheetColumn, SheetRow, Table
from .rows import NOTHING

LOOKED_AT = 300
YEARS = re.compile(r"\b20[1-4]\d\b")
#: What is left of a title without its year says nothing by these words: `Aset per 31 Des 2024`.
BESIDE_YEAR = re.compile(
    r"\(\s*(?:per|tahun|thn|th|ta|tb)?[\W\d]*\)"
    r"|\b(?:per|posisi|tahun(?: (?:buku|anggaran))?|thn|th|ta|tb|s\W?d)\b\.?"
    r"|\b31\W*(?:des(?:ember)?|12)\b",
    re.I,
)
MARK = re.compile(r"[v✓✔√x*•]?|ya|1", re.I)


def below_each_other(table, title, groups, *, keeps_empty=False):
    """The table with a row for each group of columns that a line fills in.

    `groups` are `(name, {parts of a title: column index})`; `title` heads the column of their names. Rows of
    other groups than the first count on from the next power of ten, as a line has one number only. A line
    that fills in none has a row only where `keeps_empty`.
    """
    grouped = {index for _name, said in groups for index in said.values()}
    shared = [column for column in table.columns if column.index not in grouped]
    parts_of_all = list(dict.fromkeys(parts for _name, said in groups for parts in said))
    titles = [(title,), *parts_of_all]
    columns = [column._replace(index=index) for index, column in enumerate(shared)]
    columns += [
        SheetColumn(len(shared) + place, "", " / ".join(parts), parts) for place, parts in enumerate(titles)
    ]
    step = 10 ** len(str(max((row.number for row in table.rows), default=0)))
    letters = {column.index: column.letter for column in table.columns}
    rows = []
    for row in table.rows:
        before = len(rows)
        for place, (name, said) in enumerate(groups):
            cells = {parts: _cell(row, index) for parts, index in said.items()}
            if all(NOTHING.fullmatch(cell.text) for cell in cells.values()):
                continue
            rows.append(
                SheetRow(
                    row.number + place * step,
                    [
                        *(_cell(row, column.index) for column in shared),
                        cell_of(name),
                        *(cells.get(parts, EMPTY) for parts in parts_of_all),
                    ],
                    row.is_hidden,
                    row.under,
                    f"{letters[next(iter(said.values()))]}{row.number}",
                )
            )
        if keeps_empty and len(rows) == before:
            own = [_cell(row, column.index) for column in shared]
            rows.append(row._replace(cells=[*own, *[EMPTY] * len(titles)]))
    rows.sort(key=lambda row: row.number)
    return Table(columns, rows, table.skipped, table.header, table.surroundings)


def by_year(table, title):
    """The table with a row for each year where columns tell of several: `Aset 2023; Aset 2024`.

    `title` heads the column of the years. A line that says nothing of any year stays a row.
    """
    found = {}
    for column in table.columns:
        years = set(YEARS.findall(column.title))
        rest = tuple(filter(None, map(_without_year, column.parts)))
        if len(years) == 1 and rest:
            found.setdefault(years.pop(), {})[rest] = column.index
    if len(found) < 2:
        return table
    return below_each_other(table, title, sorted(found.items()), keeps_empty=True)


def _without_year(part):
    return " ".join(BESIDE_YEAR.sub(" ", YEARS.sub(" ", part)).split())


def ticked(table, title, columns):
    """The table with one column `title` for several of which a row ticks one; it holds what is ticked.

    `columns` are `{index: what a tick in it says}`. A row with several ticks says all of them.
    """
    first = min(columns)
    titled = [
        column._replace(title=title, parts=(title,))
        if column.index == first
        else column._replace(title="", parts=())
        if column.index in columns
        else column
        for column in table.columns
    ]
    rows = []
    for row in table.rows:
        said = ", ".join(name for index, name in columns.items() if _cell(row, index).text)
        cells = [EMPTY if index in columns else cell for index, cell in enumerate(row.cells)]
        cells[first] = cell_of(said)
        rows.append(row._replace(cells=cells))
    return Table(titled, rows, table.skipped, table.header, table.surroundings)


def are_ticks(table, index):
    """Whether a column holds marks and nothing else."""
    texts = {_cell(row, index).text for row in table.rows[:LOOKED_AT]}
    return all(MARK.fullmatch(text) for text in texts)


def _cell(row, index):
    return row.cells[index] if index < len(row.cells) else EMPTY
