"""What villages state of themselves as rows of a file, under the headings that the import reads."""

from itertools import groupby

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn
from villages.choices import ProfileKey
from villages.models import ProfileFigure
from villages.sheets.figures_schema import FEMALE, MALE, PARTS, SCHEMA, TOTAL, UNKNOWN, column_key

WIDTHS = {"village_code": 16, "village": 22, "district": 22, "stated_on": 12, "source": 50}
KINDS = {"stated_on": "date"}


class StatedFigureExport:
    """One row per village, day and source; men, women and sex unknown add up to the total of a figure."""

    def __init__(self, villages):
        figures = ProfileFigure.objects.filter(village__in=villages.order_by().values("pk"))
        self.figures = figures.select_related("village__area", "village__district", "village__regency")
        self.title = _("Village figures")
        self.fields = [field.key for field in SCHEMA.fields]
        self.columns = [
            ExportColumn(
                str(field.label),
                WIDTHS.get(field.key, 12),
                KINDS.get(field.key, "text" if field.key in WIDTHS else "number"),
            )
            for field in SCHEMA.fields
        ]
        self.columns.insert(self.fields.index("district") + 1, ExportColumn(_("Regency/city"), 26))

    @property
    def count(self):
        return self.figures.order_by().values("village", "stated_on", "source").distinct().count()

    def rows(self):
        ordered = self.figures.order_by("village__area", "stated_on", "source", "key")
        for (village, stated_on, source), figures in groupby(
            ordered.iterator(), key=lambda figure: (figure.village, figure.stated_on, figure.source)
        ):
            said = {}
            for figure in figures:
                said |= _parts(figure)
            yield [
                village.area_id,
                village.area.name,
                village.district.name,
                village.regency.label,
                *(said.get(column_key(key, part)) for key in ProfileKey for part in _parts_of(key)),
                stated_on,
                source,
            ]


def _parts_of(key):
    return PARTS if key.is_people else (TOTAL,)


def _parts(figure):
    parts = {MALE: figure.male, FEMALE: figure.female, UNKNOWN: figure.unknown or None, TOTAL: figure.value}
    return {column_key(figure.key, part): number for part, number in parts.items()}
