"""Amounts of one year in lists of things that villages have: in the unit of the list, a loss with a minus."""

from collections.abc import Collection

from villages.lists.sheets import titles
from villages.lists.sheets.amounts import amount
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import INCOMPLETE
from villages.lists.sheets.rows import NOTHING
from villages.lists.sheets.schema import YEAR, Field
from villages.lists.sheets.surroundings import only_one
from villages.lists.sheets.titles import listed
from villages.lists.sheets.units import Unit

from .activity_amounts import AmountUnits

RUPIAH = Unit(1)
#: How a loss begins.
LOSS = ("-", "(", "\N{MINUS SIGN}", "\N{EN DASH}")


def money(key, label, names, unless=(), is_titled=None):
    """A column of amounts; `names`: its titles, with commas between them."""
    names = listed(names)
    said = {"keywords": names, "unless": unless, "is_titled": is_titled}
    return Field(key, label, names, read=amount, is_money=True, **said)


def year_in(text):
    """The one year that a title names: `TAHUN BUKU 2024`, `PER 31 DESEMBER 2024`."""
    return only_one(YEAR.findall(text))


def year_of_titles(titles_of_columns):
    """The one year of which the titles of accounts speak, `Aset 2024`; that of a meeting is another."""
    told = [title for title in titles_of_columns if not titles.words_of(title) & {"rat", "tanggal", "rapat"}]
    return only_one(year for title in told for year in YEAR.findall(title))


class YearlyReader(FieldReader):
    """Reads amounts in the unit of the list; what is not given is not known.

    `losses`: keys of amounts that may be less than nothing.
    """

    losses: Collection[str] = ()

    def look_up(self, rows):
        keys = [one.key for one in self.schema.fields if one.read is amount]
        self.units = AmountUnits(self, rows, keys)

    def _read(self, judged, one, cell):
        if one.read is not amount:
            super()._read(judged, one, cell)
            return
        if NOTHING.fullmatch(cell.text):
            return
        is_loss = one.key in self.losses and cell.text.startswith(LOSS)
        unit = self.units.by_key[one.key] or RUPIAH
        value, remark = amount(_without_sign(cell) if is_loss else cell, unit)
        if remark and remark.fate == INCOMPLETE:
            return
        if value is not None:
            judged.values[one.key] = -value if is_loss else value
        self.add(judged, one.key, cell, remark)


def _without_sign(cell):
    """`-1.500.000` and `(1.500.000)` as the amount that was lost."""
    return cell_of(-cell.value if cell.kind == "number" else cell.text.strip("".join(LOSS) + ")"))
