"""Judges rows of lists whose fields declare how they are read (`Field.read`)."""

from django.utils.translation import gettext as _

from .judging import REFUSE, Judged, Remark
from .rows import RowReader

#: Read together, as one village.
VILLAGE = {"village_code", "village", "district"}


class DeclaredReader(RowReader):
    """One row after the other by the fields of `schema`; `check(judged, cells, self)` sees them together."""

    def __init__(self, columns, mapping, context, schema, check):
        super().__init__(columns, mapping, context)
        self.schema, self.check = schema, check
        self.reads_village = any(one.key in VILLAGE for one in schema.fields)

    def __call__(self, row):
        judged = Judged(row.number)
        cells = self.cells_of(judged, row)
        read = [one for one in self.schema.fields if one.key in cells and one.read is not None]
        silent = [one for one in read if not self._read(judged, one, cells[one.key])]
        for one in silent:
            self._miss(judged, one, cells[one.key])
        if self.reads_village:
            self.read_village(judged, cells)
        self.check(judged, cells, self)
        return judged

    def _read(self, judged, one, cell):
        """Whether the cell says anything, be it right or wrong."""
        value, remark = one.read(cell)
        if value is not None:
            judged.values[one.key] = value
        self.add(judged, one.key, cell, remark)
        return value is not None or remark is not None

    def _miss(self, judged, one, cell):
        """Refuses the row if it has to say this, and says nothing instead."""
        if one.required and not any(key in judged.values for key in one.instead):
            text = _("“%s” is not said. Fill in the cell.") % one.label
            self.add(judged, one.key, cell, Remark(REFUSE, "value_missing", text))
