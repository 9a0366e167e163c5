"""Judges rows of lists whose fields declare how they are read (`Field.read`)."""

from django.utils.translation import gettext as _

from .cells import EMPTY, cell_of
from .judging import REFUSE, Judged, Remark
from .rows import LONGEST, NOTHING, RowReader
from .village_fields import KEYS as VILLAGE


def heading_says(one, under):
    """What the headings `under` which a row stands say of a field, the nearest first; empty for nothing."""
    return next(filter(None, (one.heads(part[:LONGEST]) for part in reversed(under.split(" · ")))), "")


def said_beside(one, cells):
    """What the other cells `{field key: cell}` of a row say of a field in passing; empty for nothing."""
    return next(filter(None, (one.said_within(cells[key].text) for key in one.within if key in cells)), "")


class FieldReader(RowReader):
    """One row after the other by the fields of `schema`; `check(judged, cells, self)` sees them together."""

    def __init__(self, columns, mapping, background, schema, check):
        super().__init__(columns, mapping, background)
        self.schema, self.check = schema, check
        said = {key: text for key, text in background.for_all.items() if key not in mapping}
        self.said_for_all = {key: cell_of(text) for key, text in said.items()}
        self.reads_village = any(one.key in VILLAGE for one in schema.fields)
        self.in_passing = [one for one in schema.fields if one.heads or one.within]

    def __call__(self, row):
        judged = Judged(row.number)
        cells = self.said_for_all | self.cells_of(judged, row)
        self._fill_in_passing(cells)
        read = [one for one in self.schema.fields if one.read is not None]
        for one in read:
            if one.key in cells:
                self._read(judged, one, cells[one.key])
        noted = {note.key for note in judged.notes}
        for one in read:
            if one.required and not ({one.key, *one.instead} & judged.values.keys() or one.key in noted):
                text = _("“%s” is not given. Fill in the cell.") % one.label
                self.add(judged, one.key, cells.get(one.key, EMPTY), Remark(REFUSE, "value_missing", text))
        if self.reads_village:
            self.read_village(judged, cells)
            instead = self.schema.field("village_code").instead
            if not {"village", *instead} & judged.values.keys() and judged.fate != REFUSE:
                text = _("The village is not given. Write the village code, or village and district.")
                judged.add("village_code", "", "", Remark(REFUSE, "village_missing", text))
        self.check(judged, cells, self)
        self.note_origin(judged, row)
        self.note_hidden(judged, row)
        return judged

    def _fill_in_passing(self, cells):
        """What another cell or the nearest heading says, where the row has no cell of its own."""
        for one in self.in_passing:
            own = cells.get(one.key) if one.key in self.mapping else None
            if own is None or NOTHING.fullmatch(own.text):
                said = said_beside(one, cells) or (one.heads and self.under and heading_says(one, self.under))
                cells |= {one.key: cell_of(said)} if said else {}

    def _read(self, judged, one, cell):
        value, remark = one.read(cell)
        if value is not None:
            judged.values[one.key] = value
        self.add(judged, one.key, cell, remark)
