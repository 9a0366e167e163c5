"""Lists of targets, and of what was reached where an office reports that; one row per indicator and area."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from villages.lists.services.import_kinds import StoredRow, times_written
from villages.lists.sheets.judging import ACCEPT_CORRECTED, IGNORE, REVIEW, Judged, Remark
from villages.lists.sheets.layout import Table
from villages.models import Area, ImportBatch, ImportRow

from ...models import Indicator, IndicatorValue, Target
from .. import sheets as sheet
from .import_lists import IndicatorRows, refuse_repeats
from .indicator_values import Report, check_report, report_values, withdraw_values
from .targets import TargetData, check_target, remove_target, set_target, set_targets

NUMBERS = ("target", "baseline", "actual")
#: What a row may store, in the order of its record.
MODELS: tuple[type[Model], ...] = (Target, IndicatorValue)


class TargetList(IndicatorRows):
    """Targets of indicators; the reported value beside a target is stored as such, not with it.

    `record` names both as `target/value`, each empty where the row made or changed none.
    """

    key = "targets"
    label = gettext_lazy("Targets of indicators")
    hint = gettext_lazy(
        "Target and baseline per indicator, area and budget year; reported values beside them."
    )
    permission = "pillars.manage_targets"
    schema = sheet.TARGETS
    reader = sheet.TargetReader
    for_all = ("area", "year")
    is_about_own_villages = False
    numbers = NUMBERS
    said_twice = (
        "target",
        "target_twice_in_file",
        gettext_lazy("Row %s says something different about the same target. Accept only the correct one."),
    )

    def said_above(self, table: Table, user: User) -> dict[str, str]:
        """Also the year in the title of the column of targets: `Target 2026`."""
        titles = [
            column.title for column in table.columns if re.search(r"\btarget|sasaran\b", column.title, re.I)
        ]
        years = [found for title in titles for found in re.findall(r"\b20[1-4]\d\b", title)]
        return super().said_above(table, user) | ({"year": years[0]} if years else {})

    def added(self, count: int) -> str:
        return ngettext("Targets of %s row added", "Targets of %s rows added", count) % formatting.number(
            count
        )

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        known = _StoredNumbers([judged.values for judged in rows])
        return {judged.number: self._compare(judged, known.stated(judged.values), batch) for judged in rows}

    def _compare(self, judged, stated, batch):
        if stated.actual is not None and stated.counts_itself:
            text = (
                _("The portal counts %s itself; the value in the list is not read.") % stated.indicator.code
            )
            judged.add("actual", "", judged.values.pop("actual"), Remark(ACCEPT_CORRECTED, "not_read", text))
            stated.actual = None
        try:
            stated.check(batch)
        except Refused as refused:
            judged.hold("", "target_refused", refused.message)
            return ""
        if not stated.is_news:
            judged.add("", "", "", Remark(IGNORE, "known_already", _("The portal has this target already.")))
            return ""
        for key, before, after in stated.differences:
            text = _("The portal has %(before)s; the list says %(after)s.")
            text %= {"before": self.text_of(key, before), "after": self.text_of(key, after)}
            judged.add(key, "", self.text_of(key, after), Remark(REVIEW, "target_differs", text))
        return stated.record if stated.differences else ""

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        """Targets of a year before those of its quarters, which need it."""
        super().store(sorted(rows, key=lambda row: values[row.pk].get("quarter") or 0), values, batch)

    def store_together(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> list[StoredRow]:
        said = [values[row.pk] for row in rows]
        refuse_repeats(said)
        known = _StoredNumbers(said)
        stated = [known.stated(one) for one in said]
        if any(one.differences and not row.record for row, one in zip(rows, stated, strict=True)):
            raise Refused(_("Another target has since been set. Upload the row again to compare them."))
        targets = _set(stated, batch.stored_by)
        reporting = {one.place for one in stated if one.actual not in (None, one.stored["actual"])}
        reports = [one.report(batch) for one in stated if one.place in reporting]
        report_values(reports=reports, by=batch.stored_by)
        reported = {
            place: value for place, value in _StoredNumbers(said).values.items() if place in reporting
        }
        touched = [(targets.get(one.place), reported.get(one.place)) for one in stated]
        if not all(any(pair) for pair in touched):
            raise Refused(_("The portal has this target already."))
        made = [[pair[at].pk for pair in touched if pair[at]] for at in range(len(MODELS))]
        written = [times_written(model, pks) for model, pks in zip(MODELS, made, strict=True)]
        return [_stored(one, pair, written) for one, pair in zip(stated, touched, strict=True)]

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        made = _MadeByRows(rows)
        return {row: self._used(row, made) for row in rows}

    def _used(self, row, made):
        target, value = made.of(row)
        one = target or value
        if one is None:
            return _("the target is gone.")
        named = {"code": one.indicator.code, "area": one.area.label, "year": one.year}
        if made.traces(row) != row.result_version:
            return _("the target of %(code)s for %(area)s has since been changed.") % named
        if target and row.outcome == ImportRow.Outcome.CREATED and target.pk in made.with_quarters:
            return _("quarters of %(year)s now have targets of %(code)s for %(area)s.") % named
        return ""

    def undo_row(self, row: ImportRow, before: dict[str, Any] | None, by: User) -> None:
        target, value = _MadeByRows([row]).of(row)
        before = before or {}
        if value is not None:
            _take_back_value(value, before.get("value"), by)
        if target is not None and before.get("target"):
            set_target(
                indicator=target.indicator,
                area=target.area,
                year=target.year,
                quarter=target.quarter,
                by=by,
                **{key: number and Decimal(number) for key, number in before["target"].items()},
            )
        elif target is not None:
            remove_target(target=target, by=by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        links = {}
        for place, model in enumerate(MODELS):
            by_pk = {row.record.split("/")[place]: row.record for row in rows if "/" in row.record}
            by_pk.pop("", None)
            for one in model.objects.select_related("indicator").filter(pk__in=by_pk):
                links[by_pk[str(one.pk)]] = f"{one.indicator.get_absolute_url()}?year={one.year}"
        return links

    def text_of(self, key: str, value: Any) -> str:
        if key not in NUMBERS or value is None:
            return super().text_of(key, value)
        number = Decimal(value).normalize()
        return formatting.number(number, max(0, -int(number.as_tuple().exponent)))


@dataclass
class _StatedNumbers:
    """What a row says, against what is stored; an empty cell leaves alone what is there."""

    indicator: Indicator
    area: Area
    year: int
    quarter: int | None
    target: Decimal | None
    baseline: Decimal | None
    actual: Decimal | None
    source: str
    target_row: Target | None
    value_row: IndicatorValue | None

    @property
    def counts_itself(self):
        version = self.indicator.version_in(self.year)
        return version is not None and version.is_measured

    @property
    def stored(self):
        """What the portal has, under the keys of the list."""
        return {
            "target": self.target_row and self.target_row.value,
            "baseline": self.target_row and self.target_row.baseline,
            "actual": self.value_row and self.value_row.value,
        }

    @property
    def differences(self):
        """`(key, before, after)` of what is stored otherwise."""
        found = [(key, number, getattr(self, key)) for key, number in self.stored.items()]
        return [(key, old, new) for key, old, new in found if None not in (old, new) and old != new]

    @property
    def is_news(self):
        return any(getattr(self, key) not in (None, number) for key, number in self.stored.items())

    @property
    def record(self):
        return "/".join(str(row.pk) if row else "" for row in (self.target_row, self.value_row))

    def check(self, batch):
        """Raises what the services would say of the row alone."""
        if self.target is not None:
            check_target(**self._place, value=self.target, baseline=self.baseline)
        if self.actual is not None:
            check_report(self.report(batch))

    @property
    def place(self):
        """What names the target or value of the row among those stored."""
        return self.indicator.pk, self.area.pk, self.year, self.quarter

    @property
    def _place(self):
        return {"indicator": self.indicator, "area": self.area, "year": self.year, "quarter": self.quarter}

    def report(self, batch):
        evidence = self.source or f"{batch.original_name}, {batch.number}"
        return Report(**self._place, value=self.actual, evidence=evidence)


def _set(stated, by):
    """`{place: target}` of the targets that rows made or changed."""
    rows = [
        TargetData(
            one.indicator,
            one.area,
            one.year,
            one.target,
            one.quarter,
            one.stored["baseline"] if one.baseline is None else one.baseline,
        )
        for one in stated
        if one.target is not None
    ]
    return {
        (row.indicator.pk, row.area.pk, row.year, row.quarter): target
        for row, (target, is_changed) in zip(rows, set_targets(rows=rows, by=by), strict=True)
        if is_changed
    }


def _stored(stated, touched, written):
    """What became of a row; `touched`: the target and the value that it made or changed, or None."""
    target, value = touched
    before = {"target": _numbers(stated.target_row), "value": _report(stated.value_row)}
    was_there = (target and before["target"]) or (value and before["value"])
    outcome = ImportRow.Outcome.UPDATED if was_there else ImportRow.Outcome.CREATED
    record = "/".join(str(one.pk) if one else "" for one in touched)
    version = sum(counts[one.pk] for counts, one in zip(written, touched, strict=True) if one)
    return StoredRow(outcome, record, version, before)


def _numbers(target):
    """What a target said, to be kept sealed; None where there was none."""
    return target and {"value": target.value, "baseline": target.baseline}


def _report(value):
    return value and {"value": value.value, "evidence": value.evidence, "link": value.link}


class _StoredNumbers:
    """What the portal has of the indicators, areas and years of some rows; one question for all of them."""

    def __init__(self, values):
        codes = {stated["indicator"] for stated in values}
        indicators = Indicator.objects.filter(code__in=codes).prefetch_related("versions")
        self.indicators = {indicator.code: indicator for indicator in indicators}
        self.areas = Area.objects.in_bulk({stated["area"] for stated in values})
        place = {
            "indicator__in": indicators,
            "area__in": self.areas,
            "year__in": {stated["year"] for stated in values},
        }
        self.targets, self.values = (
            {
                (row.indicator_id, row.area_id, row.year, row.quarter): row
                for row in model.objects.filter(**place)
            }
            for model in MODELS
        )

    def stated(self, values):
        """What a row says, beside what is stored of the same."""
        indicator, area = self.indicators[values["indicator"]], self.areas[values["area"]]
        place = (indicator.pk, area.pk, values["year"], values.get("quarter"))
        numbers = {key: values.get(key) for key in NUMBERS}
        return _StatedNumbers(
            indicator=indicator,
            area=area,
            year=values["year"],
            quarter=values.get("quarter"),
            source=values.get("source") or "",
            target_row=self.targets.get(place),
            value_row=self.values.get(place),
            **{key: None if number is None else Decimal(number) for key, number in numbers.items()},
        )


class _MadeByRows:
    """The targets and values that rows made or changed, as far as they are there."""

    def __init__(self, rows):
        self._pairs = {row.pk: row.record.split("/") for row in rows}
        self._found = [
            model.objects.select_related("indicator", "area").in_bulk(
                [int(pair[place]) for pair in self._pairs.values() if pair[place]]
            )
            for place, model in enumerate(MODELS)
        ]

    def of(self, row):
        """`(target, value)` of a row, None for what it left alone or what is gone."""
        return tuple(
            found.get(int(number)) if number else None
            for found, number in zip(self._found, self._pairs[row.pk], strict=True)
        )

    def traces(self, row):
        """How many times what the row made or changed was written."""
        return sum(
            counts.get(one.pk, 0) for counts, one in zip(self._traces, self.of(row), strict=True) if one
        )

    @cached_property
    def _traces(self):
        return [times_written(model, found) for model, found in zip(MODELS, self._found, strict=True)]

    @cached_property
    def with_quarters(self):
        """Targets of a year on which targets of quarters hang that these rows did not make."""
        of_year = {
            (one.indicator_id, one.area_id, one.year): pk
            for pk, one in self._found[0].items()
            if one.quarter is None
        }
        quarters = Target.objects.exclude(quarter=None).exclude(pk__in=self._found[0])
        places = quarters.filter(indicator__in={indicator for indicator, *_place in of_year})
        return {
            of_year[place] for place in places.values_list("indicator", "area", "year") if place in of_year
        }


def _take_back_value(value, before, by):
    if before is None:
        withdraw_values(values=[value], by=by)
        return
    place = {"indicator": value.indicator, "area": value.area, "year": value.year, "quarter": value.quarter}
    report = Report(**place, **{**before, "value": Decimal(before["value"])})
    report_values(reports=[report], by=by)
