"""The maturity of villages as rows of a file: one column per criterion, unknown in so many words."""

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


class MaturityExport:
    """`rows`: pairs of a village and its result, in the order of the page.

    All lines are made at once: a streamed file is written when the reader's language is gone.
    """

    def __init__(self, rows, criteria):
        self.title = _("Maturity")
        self.columns = [
            ExportColumn(_("Village code"), 16),
            ExportColumn(_("Village"), 22),
            ExportColumn(_("Regency/city"), 26),
            *share_columns(),
            *known_columns(),
            *criterion_columns(criteria),
        ]
        self._rows = [
            [
                village.code,
                village.area.name,
                village.regency.label,
                *share_cells(result),
                *known_cells(result),
                *criterion_cells(result),
            ]
            for village, result in rows
        ]
        self.count = len(self._rows)

    def rows(self):
        return self._rows
