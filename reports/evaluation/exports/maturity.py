"""The maturity of villages as rows of a file: one column per criterion, unknown in so many words."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import Column


def share_rule():
    """How the shares of maturity and readiness are made, for the second sheet."""
    text = _("Weight met over the weight of the criteria that are known; partly met counts half.")
    return _("Share"), text


class MaturityExport:
    """`rows`: pairs of a village and its result, in the order of the page.

    All lines are made at once: a streamed file is written when the reader's language is gone.
    """

    def __init__(self, rows, criteria):
        self.title = _("Maturity")
        self.columns = [
            Column(_("Village code"), 16),
            Column(_("Village"), 22),
            Column(_("Regency/city"), 26),
            Column(_("Share met"), 12, "share"),
            Column(_("Share if all unknown were met"), 12, "share"),
            Column(_("Criteria known"), 10, "number"),
            Column(_("Criteria unknown"), 10, "number"),
            *(Column(str(criterion), 20) for criterion in criteria),
        ]
        self._rows = [
            [
                village.code,
                village.area.name,
                village.regency.label,
                result.share,
                result.best,
                len(result.known),
                result.unknown_count,
                *(str(answer.level.label) for answer in result.answers),
            ]
            for village, result in rows
        ]

    def rows(self):
        return self._rows
