"""The readiness of regencies as rows of a file."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import Column


class ReadinessExport:
    """The regencies of one table; evidence stands on their pages, for those who may read it.

    All lines are made at once: a streamed file is written when the reader's language is gone.
    """

    def __init__(self, readiness):
        self.title = _("Readiness")
        self.columns = [
            Column(_("Area code"), 9),
            Column(_("Regency/city"), 26),
            Column(_("Province"), 22),
            Column(_("Pilot"), 8),
            Column(_("Standing"), 16),
            Column(_("Share met"), 12, "share"),
            Column(_("Share if all unknown were met"), 12, "share"),
            Column(_("Gap to the pilot"), 12, "share"),
            Column(_("Criteria known"), 10, "number"),
            Column(_("Criteria unknown"), 10, "number"),
            Column(_("Villages in the programme"), 10, "number"),
            *(Column(str(criterion), 20) for criterion in readiness.criteria),
        ]
        self._rows = [
            [
                row.area.code,
                row.area.label,
                row.area.parent.label,
                _("yes") if row.is_pilot else "",
                str(row.standing.label),
                row.result.share,
                row.result.best,
                row.gap,
                len(row.result.known),
                row.result.unknown_count,
                row.villages,
                *(str(answer.level.label) for answer in row.result.answers),
            ]
            for row in readiness.ranked
        ]

    def rows(self):
        return self._rows
