"""Money in a list of activities: the unit of its amounts (O27), and the items below an activity (O28)."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from desmigratif.ui.formatting import rupiah
from villages.lists.sheets import units
from villages.lists.sheets.amounts import amount
from villages.lists.sheets.cells import EMPTY
from villages.lists.sheets.judging import REVIEW, Remark, shown
from villages.lists.sheets.rows import NOTHING

from .sources import source_of_column

MONEY = ("plan", "actual")
#: What tells an activity; an item below one says none of it.
TELLING = ("list_code", "pillar", "start_on", "budget_year", "village_code", "village")
#: `- konsumsi`, `a. bahan praktik`, `1) honor`.
BULLET = re.compile(r"\s*(?:[-–—•*·>]|[a-z]\s*[.)]|\d{1,2}\s*[.)]|\(\w\))\s*\w", re.I)


class AmountUnits:
    """The unit of each column of amounts: what was answered, its heading, what stands around the list.

    `keys` are those of the columns.
    """

    def __init__(self, reader, rows, keys=MONEY):
        answer = reader.answers.get("unit", "")
        said = units.Unit(int(answer)) if answer.isdecimal() else None
        around = units.of_texts(reader.surroundings.texts)
        self.said, self.around = said, around
        self.by_key = {key: self.of_column(reader.titles.get(reader.mapping.get(key))) for key in keys}
        self.column = reader.mapping.get("unit")
        cells = [
            row.cells[self.column] for row in rows if self.column is not None and self.column < len(row.cells)
        ]
        # A column of units of things (people, packages) says nothing about money.
        self.speaks_of_money = any(units.of_cell(cell.text) for cell in cells)
        self.cell = EMPTY

    def of_column(self, column):
        """The unit of the amounts of a column, or None where nothing says it."""
        heading = units.of_heading(column.title) if column else None
        # Rp in a heading says that it is money; a title may still say thousands of it.
        if heading and heading.factor == 1 and self.around and self.around.factor > 1:
            heading = None
        return self.said or heading or self.around

    def begin(self, row):
        is_there = self.speaks_of_money and self.column < len(row.cells)
        self.cell = row.cells[self.column] if is_there else EMPTY

    def amount(self, key, cell):
        unit = self.by_key[key]
        if NOTHING.fullmatch(self.cell.text):
            return amount(cell, unit)
        said = units.of_cell(self.cell.text)
        if said is None:
            text = _("“%(amount)s” with the unit “%(unit)s” is not an amount of money. Correct one of them.")
            text %= {"amount": shown(cell.text), "unit": shown(self.cell.text)}
            return None, Remark(REVIEW, "amount_unit", text)
        return amount(cell, said)


class SourceColumns:
    """Columns of one source each, `APBD Kab. (Rp)` beside `Dana Desa (Rp)`: lines of one activity."""

    def __init__(self, reader):
        taken = set(reader.mapping.values())
        said = {
            index: source_of_column(column.title)
            for index, column in reader.titles.items()
            if index not in taken and "source" not in reader.mapping
        }
        self.columns = {index: one for index, one in said.items() if one}

    def read(self, judged, row, reader):
        """Puts the `lines` of a row into its values, or source and amounts where it has only one."""
        lines = {}
        for index, (source, side) in self.columns.items():
            cell = row.cells[index] if index < len(row.cells) else EMPTY
            if NOTHING.fullmatch(cell.text):
                continue
            column = reader.titles[index]
            value, remark = amount(cell, reader.units.of_column(column))
            if remark is not None:
                judged.add(side, f"{column.letter} “{column.title}”", cell.text, remark)
            if value is not None:
                lines.setdefault(source, {})[side] = value
        if not lines:
            return
        sums = {side: sum(line.get(side, 0) for line in lines.values()) for side in MONEY}
        self._compare(judged, sums, reader)
        values = judged.values
        values |= {
            side: found for side, found in sums.items() if any(side in line for line in lines.values())
        }
        if len(lines) == 1:
            values["source"] = next(iter(lines))
        else:
            values["lines"] = [
                [source, line.get("plan"), line.get("actual")] for source, line in lines.items()
            ]

    @staticmethod
    def _compare(judged, sums, reader):
        for side, found in sums.items():
            written = judged.values.get(side)
            if written is not None and found and written != found:
                text = _(
                    "The sources add up to %(found)s, but the total says %(written)s. Which one is right?"
                )
                text %= {"found": rupiah(found), "written": rupiah(written)}
                judged.add(side, reader.column_of(side), str(written), Remark(REVIEW, "sum_mismatch", text))


@dataclass
class ItemLines:
    """Numbers of the lines that are items, and by number of an activity the sum of its items."""

    numbers: set = field(default_factory=set)
    sums: dict = field(default_factory=dict)

    def check(self, judged, reader):
        """Asks where the items of an activity add up to another amount."""
        items, plan = self.sums.get(judged.number), judged.values.get("plan")
        if items is None or plan is None or items == plan:
            return
        text = _("The items below add up to %(items)s, the activity says %(plan)s. Which one is right?")
        text %= {"items": rupiah(items), "plan": rupiah(plan)}
        kind = "items_exceed_total" if items > plan else "items_below_total"
        judged.add("plan", reader.column_of("plan"), str(plan), Remark(REVIEW, kind, text))


def items_of(reader, rows):
    """The `Items` of a list: lines below an activity that only name a thing and its price."""
    found, activity = ItemLines(), None
    telling = [reader.mapping[key] for key in TELLING if key in reader.mapping]
    title, plan = reader.mapping.get("title"), reader.mapping.get("plan")
    used = set(reader.mapping.values())
    for row in rows:
        filled = {index for index, cell in enumerate(row.cells) if cell.text}
        if len(telling) < 2 or filled & set(telling):
            activity = row.number
            continue
        if activity is None or title not in filled:
            continue
        if BULLET.match(row.cells[title].text) or (plan in filled and filled - used):
            found.numbers.add(row.number)
            if plan in filled:
                value, _remark = reader.units.amount("plan", row.cells[plan])
                found.sums[activity] = found.sums.get(activity, 0) + (value or 0)
    return found
