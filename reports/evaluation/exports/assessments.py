"""The list of assessments as rows of a file, with their frozen figures."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn

from ...choices import FigureKind
from ...figures.assessments import figure_text

#: Frozen figures that have a column of their own, in this order; indicators stand on the page.
KEYS = ("done", "planned", "completion", "plan", "actual", "absorption")
KEYS += ("people", "attendances", "reported", "members")


class AssessmentExport:
    """The assessments of a filter, one row each; shares are written as 0 to 1.

    All rows are read at once: a streamed file is written when the reader's language is gone.
    """

    def __init__(self, assessments):
        self.title = _("Assessments")
        self.columns = [
            ExportColumn(_("Pillar"), 7),
            ExportColumn(_("Area code"), 9),
            ExportColumn(_("Regency/city"), 26),
            ExportColumn(_("Quarter"), 20),
            ExportColumn(_("Score"), 7, "number"),
            ExportColumn(_("Meaning of the score"), 16),
            ExportColumn(_("Assessment"), 60),
            ExportColumn(_("Lead ministry (PIC)"), 30),
            ExportColumn(_("Activities completed"), 12, "number"),
            ExportColumn(_("Activities planned"), 12, "number"),
            ExportColumn(_("Completion"), 12, "share"),
            ExportColumn(_("Budget plan (Rp)"), 16, "money"),
            ExportColumn(_("Actual spending (Rp)"), 16, "money"),
            ExportColumn(_("Budget absorption"), 12, "share"),
            ExportColumn(_("Different people"), 12, "number"),
            ExportColumn(_("Attendances"), 12, "number"),
            ExportColumn(_("Villages that reported"), 12, "number"),
            ExportColumn(_("Villages in the programme"), 12, "number"),
            ExportColumn(_("Figures as of"), 12, "date"),
            ExportColumn(_("Signed on"), 12, "date"),
            ExportColumn(_("Signed by"), 26),
        ]
        self._rows = [self._cells(row) for row in assessments.for_list().prefetch_related("figures")]

    def rows(self):
        return self._rows

    def _cells(self, row):
        frozen = {figure.key: figure for figure in row.figures.all()}
        return [
            row.pillar.code,
            row.regency_id,
            row.regency.label,
            str(row.period),
            row.grade.value if row.grade else None,
            str(row.grade) if row.grade else "",
            row.narrative,
            figure_text(frozen.get("lead")),
            *(_number(frozen.get(key)) for key in KEYS),
            row.figures_at.date(),
            row.signed_on,
            row.signed_by.full_name if row.signed_by else "",
        ]


def _number(figure):
    if figure is None or figure.value is None:
        return None
    return float(figure.value) if figure.kind == FigureKind.SHARE else int(figure.value)
