"""Lists with several things of one kind side by side, quarters or villages, and a row for each in the end."""

import re

from .cells import EMPTY, cell_of
from .layout import SheetColumn, SheetRow, Table
from .rows import NOTHING

LOOKED_AT = 300
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
