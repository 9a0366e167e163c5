"""Lists of reported values of indicators; one row says the value of one indicator, area and period."""

from decimal import Decimal
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from villages.lists.services.import_kinds import StoredRow, times_written
from villages.lists.services.known_places import places_of
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark
from villages.lists.sheets.layout import Table
from villages.lists.sheets.places import VillageFinder
from villages.models import Area, ImportBatch, ImportRow

from ...models import Indicator, IndicatorValue
from ...services.periods import REGENCY_CODE, PeriodClosed, refuse_closed_quarter
from .. import sheets as sheet
from .import_lists import IndicatorRows, place_of, refuse_repeats
from .indicator_values import NUMBERS, SEXES, Report, check_report, report_values, withdraw_values


class ValueList(IndicatorRows):
    """What an office reports of its villages and of itself; `record` is the key of the stored value."""

    key = "indicator_values"
    label = gettext_lazy("Indicator values")
    hint = gettext_lazy("One row per indicator, village or regency, and quarter or year.")
    permission = "pillars.report_indicator"
    schema = sheet.VALUES
    reader = sheet.ValueReader
    for_all = ("indicator", "area", "year", "quarter")
    is_about_own_villages = False
    numbers = NUMBERS
    said_twice = (
        "value",
        "value_twice_in_file",
        gettext_lazy("Row %s says something different about the same value. Accept only the correct one."),
    )

    def said_above(self, table: Table, user: User) -> dict[str, str]:
        """Also the village of which a list is, where its titles name one."""
        village = table.surroundings.village(VillageFinder(places_of(user)))
        return super().said_above(table, user) | ({"area": village} if village else {})

    def added(self, count: int) -> str:
        return ngettext("%s value added", "%s values added", count) % formatting.number(count)

    def check(self, judged: Judged, cells: dict[str, Cell], reader: sheet.TargetReader) -> None:
        super().check(judged, cells, reader)
        if judged.fate != REFUSE and all(judged.values.get(name) is None for name in NUMBERS):
            judged.add("", "", "", Remark(IGNORE, "nothing_stated", _("The row states no value.")))

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        known = _StoredValues([judged.values for judged in rows], batch.uploaded_by)
        return {judged.number: self._compare(judged, known, batch) for judged in rows}

    def _compare(self, judged, known, batch):
        report = known.report(judged.values, batch)
        try:
            known.refuse(report)
        except Refused as refused:
            judged.hold("", "value_refused", refused.message)
            return ""
        stored = known.stored.get(place_of(judged.values))
        if stored is None:
            return ""
        before = _numbers(stored)
        differing = [(name, before[name], new) for name, new in report.numbers.items() if before[name] != new]
        if not differing:
            text = _("The portal has this value already.")
            judged.add("", "", "", Remark(IGNORE, "known_already", text))
            return ""
        for name, old, new in differing:
            text = _("The portal has %(before)s; the list says %(after)s.")
            text %= {"before": self.text_of(name, old) or "–", "after": self.text_of(name, new) or "–"}
            judged.add(name, "", self.text_of(name, new), Remark(REVIEW, "value_differs", text))
        return str(stored.pk)

    def store_together(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> list[StoredRow]:
        said = [values[row.pk] for row in rows]
        known, reports = _StoredValues(said, batch.stored_by), []
        refuse_repeats(said)
        for row, one in zip(rows, said, strict=True):
            report = known.report(one, batch)
            known.refuse(report)
            if known.stored.get(place_of(one)) and not row.record:
                raise Refused(
                    _("Another value has since been reported. Upload the row again to compare them.")
                )
            reports.append(report)
        report_values(reports=reports, by=batch.stored_by)
        now = _StoredValues(said, batch.stored_by).stored
        written = times_written(IndicatorValue, [now[place_of(one)].pk for one in said])
        return [self._stored(known.stored.get(place_of(one)), now[place_of(one)], written) for one in said]

    @staticmethod
    def _stored(before, value, written):
        outcome = ImportRow.Outcome.UPDATED if before else ImportRow.Outcome.CREATED
        said_before = before and {**_numbers(before), "evidence": before.evidence, "link": before.link}
        return StoredRow(outcome, str(value.pk), written[value.pk], said_before)

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        records = [int(row.record) for row in rows]
        values = IndicatorValue.objects.select_related("indicator", "area").in_bulk(records)
        written = times_written(IndicatorValue, records)
        reasons = {}
        for row in rows:
            value = values.get(int(row.record))
            if value is None:
                reasons[row] = _("the value is gone.")
            elif written[value.pk] != row.result_version:
                named = {"code": value.indicator.code, "area": value.area.label}
                reasons[row] = _("the value of %(code)s for %(area)s has since been changed.") % named
        return reasons

    def undo_row(self, row: ImportRow, before: dict[str, Any] | None, by: User) -> None:
        value = IndicatorValue.objects.select_related("indicator", "area").get(pk=row.record)
        if before is None:
            withdraw_values(values=[value], by=by)
            return
        numbers = {name: _read(name, before[name]) for name in NUMBERS}
        place = {name: getattr(value, name) for name in ("indicator", "area", "year", "quarter")}
        report = Report(**place, **numbers, evidence=before["evidence"], link=before["link"])
        report_values(reports=[report], by=by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        found = IndicatorValue.objects.select_related("indicator").filter(
            pk__in=[row.record for row in rows if row.record]
        )
        return {str(one.pk): f"{one.indicator.get_absolute_url()}?year={one.year}" for one in found}

    def text_of(self, key: str, value: Any) -> str:
        if key not in NUMBERS or value is None:
            return super().text_of(key, value)
        plain = Decimal(value).normalize()
        return formatting.number(plain, max(0, -int(plain.as_tuple().exponent)))


class _StoredValues:
    """What the portal has of the indicators and areas of some rows, and what the user reports for."""

    def __init__(self, values, user):
        self._user, self._closed = user, {}
        indicators = Indicator.objects.filter(code__in={said["indicator"] for said in values})
        self.indicators = {one.code: one for one in indicators.prefetch_related("versions")}
        self.areas = Area.objects.in_bulk({said["area"] for said in values})
        found = IndicatorValue.objects.filter(
            indicator__in=indicators, area__in=self.areas, year__in={said["year"] for said in values}
        )
        self.stored = {
            (one.indicator.code, one.area_id, one.year, one.quarter): one
            for one in found.select_related("indicator")
        }

    @cached_property
    def own(self):
        return set(
            Area.objects.reportable_by(self._user).filter(pk__in=self.areas).values_list("pk", flat=True)
        )

    def place(self, values):
        """What names the value of a row among those stored."""
        return {
            "indicator": self.indicators[values["indicator"]],
            "area": self.areas[values["area"]],
            "year": values["year"],
            "quarter": values.get("quarter"),
        }

    def report(self, values, batch):
        evidence = values.get("source") or f"{batch.original_name}, {batch.number}"
        numbers = {name: _read(name, values.get(name)) for name in NUMBERS}
        return Report(**self.place(values), **numbers, evidence=evidence)

    def refuse(self, report):
        """Raises what would stand against the row when it is stored."""
        if report.area.pk not in self.own:
            raise Refused(
                _("You do not report for %s. Write a village of your own area.") % report.area.label
            )
        check_report(report)
        place = report.year, report.quarter, report.area.pk[:REGENCY_CODE]
        if place not in self._closed:
            self._closed[place] = _closed_sentence(*place)
        if self._closed[place]:
            raise Refused(self._closed[place])


def _closed_sentence(year, quarter, regency):
    """Why nothing more is reported of a quarter or year, or an empty text."""
    try:
        refuse_closed_quarter(year=year, quarter=quarter, area=regency)
    except PeriodClosed as closed:
        return closed.message
    return ""


def _numbers(value):
    """What a stored value says, under the names of a report."""
    return {name: getattr(value, name) for name in NUMBERS}


def _read(name, number):
    if number is None:
        return None
    number = Decimal(number)
    # Half a person is left as it is: the check names it.
    return int(number) if name in SEXES and number == int(number) else number
