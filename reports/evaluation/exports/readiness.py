"""The readiness of regencies as rows of a file."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn

from .criteria import (
    criterion_cells,
    criterion_columns,
    known_cells,
    known_columns,
    share_cells,
    share_columns,
)


class ReadinessExport:
    """The regencies of one table; evidence stands on their pages, for those who may read it.

    All lines are made at once: a streamed file is written when the reader's language is gone.
    """

    def __init__(self, readiness):
        self.title = _("Readiness")
        self.columns = [
            ExportColumn(_("Area code"), 9),
            ExportColumn(_("Regency/city"), 26),
            ExportColumn(_("Province"), 22),
            ExportColumn(_("Pilot"), 8),
            ExportColumn(_("Standing"), 16),
            *share_columns(),
            ExportColumn(_("Gap to the pilot"), 12, "share"),
            *known_columns(),
            ExportColumn(_("Villages in the programme"), 10, "number"),
            *criterion_columns(readiness.criteria),
        ]
        self._rows = [
            [
                row.area.code,
                row.area.label,
                row.area.parent.label,
                _("yes") if row.is_pilot else "",
                str(row.standing.label),
                *share_cells(row.result),
                row.gap,
                *known_cells(row.result),
                row.villages,
                *criterion_cells(row.result),
            ]
            for row in readiness.ranked
        ]

    def rows(self):
        return self._rows
