"""Dormant villages as rows of a file."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn


class DormancyExport:
    """`rows`: the `Dormant` villages of a filter.

    All lines are made at once: a streamed file is written when the reader's language is gone.
    """

    def __init__(self, rows):
        self.title = _("Dormant villages")
        self.columns = [
            ExportColumn(_("Village code"), 16),
            ExportColumn(_("Village"), 22),
            ExportColumn(_("District"), 22),
            ExportColumn(_("Regency/city"), 26),
            ExportColumn(_("Province"), 22),
            ExportColumn(_("Signs"), 40),
            ExportColumn(_("Last activity"), 12, "date"),
            ExportColumn(_("Last report"), 12, "date"),
        ]
        self._rows = [
            [
                row.village.code,
                row.village.area.name,
                row.village.district.name,
                row.village.regency.label,
                row.village.province.label,
                "; ".join(str(sign.label) for sign in row.signs),
                row.last_activity,
                row.last_report,
            ]
            for row in rows
        ]
        self.count = len(self._rows)

    def rows(self):
        return self._rows
