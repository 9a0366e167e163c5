"""What lists of targets and of reported values share: rows about an indicator, an area and a period."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused
from villages.lists.services.import_kinds import ListKind
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark
from villages.models import ImportBatch

from .. import sheets as sheet


def place_of(values: dict[str, Any]) -> tuple:
    """What one row is about: indicator, area, year and quarter."""
    return values["indicator"], values["area"], values["year"], values.get("quarter")


def refuse_repeats(values: Sequence[dict[str, Any]]) -> None:
    """Rows about one thing are stored apart, so that the later one meets what the first left."""
    if len({place_of(said) for said in values}) < len(values):
        raise Refused(_("Another value has since been reported. Upload the row again to compare them."))


class IndicatorRows(ListKind):
    """Rows that name an indicator by its code and an area by code or name, with the `numbers` they state."""

    numbers: tuple[str, ...]
    #: Where two rows differ about one thing: field, code, and the sentence with `%s` for the other row.
    said_twice: tuple[str, str, Any]

    def columns_of(self, batch: ImportBatch) -> list[tuple[str, str]]:
        fields = ("indicator", "area_label", "year", "quarter", *self.numbers)
        return [(key, self.schema.field(key.removesuffix("_label")).label) for key in fields]

    def check(self, judged: Judged, cells: dict[str, Cell], reader: sheet.TargetReader) -> None:
        for key, find in (("indicator", reader.find_indicator), ("area", reader.find_area)):
            if key not in judged.values:
                continue
            found, remark = find(judged.values.pop(key))
            reader.add(judged, key, cells[key], remark)
            if found and key == "area":
                judged.values |= {"area": found.pk, "area_label": found.label}
            elif found:
                judged.values[key] = found

    def mark_repeats(self, rows: list[Judged], reader: sheet.TargetReader) -> None:
        """One thing twice in a list: said the same it counts once, said otherwise both are asked about."""
        first_of = {}
        field, code, sentence = self.said_twice
        for judged in rows:
            if judged.fate in (REFUSE, IGNORE):
                continue
            first = first_of.setdefault(place_of(judged.values), judged)
            if first is judged:
                continue
            if first.values == judged.values:
                judged.count_once(first)
                continue
            for one, other in ((judged, first), (first, judged)):
                one.add(field, "", "", Remark(REVIEW, code, sentence % other.number))
