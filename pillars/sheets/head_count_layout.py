"""Lists of head counts with villages side by side, each above its men and women."""

from villages.lists.sheets import titles
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.side_by_side import below_each_other

from .participants import category

COUNTING = frozenset(("jumlah", "total", "orang"))
SEXES = frozenset(("laki", "perempuan"))


def by_village(table):
    """The table with a row for each village; as it is where the groups are categories, or villages have rows.

    Whether a heading names a village is asked of each row, as of every other list.
    """
    groups = {}
    for column in table.columns:
        if "desa" in titles.words_of(column.title):
            return table
        *above, part = column.parts or ("",)
        if above and titles.words_of(part) <= COUNTING | SEXES:
            groups.setdefault(above[-1], {})[(part,)] = column.index
    groups = {name: said for name, said in groups.items() if not titles.words_of(name) <= COUNTING | SEXES}
    if len(groups) < 2 or any(category(cell_of(name))[0] for name in groups):
        return table
    return below_each_other(table, "Desa", list(groups.items()))
