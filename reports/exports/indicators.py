"""Indicators of a selection and of its areas as rows of a file, with the words of the pages."""

from decimal import Decimal

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn


class IndicatorExport:
    """One line per indicator and area, the selection before its areas."""

    def __init__(self, figures):
        self.title = _("Indicators")
        self._rows = list(_lines(figures))
        self.count = len(self._rows)
        self.columns = [
            ExportColumn(_("Indicator code"), 14),
            ExportColumn(_("Pillar"), 12),
            ExportColumn(_("Indicator"), 40),
            ExportColumn(_("Unit"), 14),
            ExportColumn(_("Direction"), 14),
            ExportColumn(_("Area code"), 14),
            ExportColumn(_("Area"), 30),
            ExportColumn(_("Baseline"), 12, "decimal"),
            ExportColumn(_("Target"), 12, "decimal"),
            ExportColumn(_("Actual"), 12, "decimal"),
            ExportColumn(_("Part"), 12, "decimal"),
            ExportColumn(_("Of all"), 12, "decimal"),
            ExportColumn(_("Male"), 12, "decimal"),
            ExportColumn(_("Female"), 12, "decimal"),
            ExportColumn(_("Unknown"), 12, "decimal"),
            ExportColumn(_("Achievement (%)"), 12, "decimal"),
            ExportColumn(_("Note"), 30),
            ExportColumn(_("Expected by now"), 12, "decimal"),
            ExportColumn(_("Status"), 16),
            ExportColumn(_("Achievement scale"), 16),
            ExportColumn(_("Areas that reported"), 12, "decimal"),
            ExportColumn(_("Areas due to report"), 12, "decimal"),
        ]

    def rows(self):
        return iter(self._rows)


def _lines(figures):
    for row in figures.rows:
        yield _cells(row, figures.selection)
        for area_row in figures.rows_of(row.version):
            yield _cells(area_row, figures.selection)


def _cells(row, selection):
    """Numbers as Decimal or int, what does not exist empty, and in `Note` the word for why."""
    version, amount, people = row.version, row.amount, row.amount.people
    pillar = version.indicator.pillar
    return [
        version.indicator.code,
        pillar.code if pillar else _("Whole programme"),
        str(version),
        version.unit_text,
        str(version.get_direction_display()),
        row.area.code if row.area else ", ".join(selection.areas),
        row.area.label if row.area else selection.label,
        row.baseline,
        row.target,
        _rounded(row.actual),
        amount.numerator,
        amount.denominator,
        people and people.male,
        people and people.female,
        people and people.unknown,
        _rounded(row.achievement),
        str(row.why_no_percentage),
        _rounded(row.should),
        str(row.standing.label),
        str(row.band) if row.band else "",
        amount.reported,
        amount.due,
    ]


def _rounded(number):
    """At most two decimals, and none where they say nothing."""
    if number is None:
        return None
    rounded = Decimal(number).quantize(Decimal("0.01"))
    return rounded.to_integral_value() if rounded == rounded.to_integral_value() else rounded
