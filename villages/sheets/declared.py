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
        for one in self.schema.fields:
            if one.key in cells and one.read is not None:
                self._read(judged, one, cells[one.key])
        if self.reads_village:
            self.read_village(judged, cells)
        self.check(judged, cells, self)
        return judged

    def _read(self, judged, one, cell):
        value, remark = one.read(cell)
        if value is not None:
            judged.values[one.key] = value
        elif remark is None and one.required and not any(key in judged.values for key in one.instead):
            text = _("“%s” is not said. Fill in the cell.") % one.label
            remark = Remark(REFUSE, "value_missing", text)
        self.add(judged, one.key, cell, remark)
