"""Lists of targets, and of what was reached where an office reports that; one row per indicator and area."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.ui import formatting
from villages.models import Area, ImportRow
from villages.services.errors import ChangeRefused
from villages.services.import_kinds import DeclaredKind, Stored
from villages.sheets.judging import ACCEPT_CORRECTED, IGNORE, REFUSE, REVIEW, Remark

from ..models import Indicator, IndicatorValue, Target
from ..sheets import targets as sheet
from .errors import ActionRefused
from .indicator_values import Report, check_report, report_values, withdraw_values
from .targets import check_target, remove_target, set_target

NUMBERS = ("target", "baseline", "actual")


class TargetList(DeclaredKind):
    """Targets of indicators; the reported value beside a target is stored as such, not with it.

    `record` names both as `target/value`, each empty where the row made or changed none.
    """

    key = "targets"
    label = gettext_lazy("Targets of indicators")
    hint = gettext_lazy(
        "Target and baseline per indicator, area and budget year; reported values beside them."
    )
    permission = "pillars.manage_targets"
    schema = sheet.SCHEMA
    reader = sheet.TargetReader
    refusals = (ActionRefused, ChangeRefused)
    for_all = ("area", "year")
    is_about_own_villages = False

    def added(self, count):
        return ngettext("Targets of %s row added", "Targets of %s rows added", count) % formatting.number(
            count
        )

    def columns_of(self, batch):
        fields = ("indicator", "area_label", "year", "quarter", *NUMBERS)
        return [(key, self.schema.field(key.removesuffix("_label")).label) for key in fields]

    def check(self, judged, cells, reader):
        for key, find in (("indicator", reader.find_indicator), ("area", reader.find_area)):
            if key not in judged.values:
                continue
            found, remark = find(judged.values.pop(key))
            reader.add(judged, key, cells[key], remark)
            if found and key == "area":
                judged.values |= {"area": found.pk, "area_label": found.label}
            elif found:
                judged.values[key] = found

    def mark_repeats(self, rows, reader):
        """One target twice in a list: said the same it counts once, said otherwise both are asked about."""
        first_of = {}
        for judged in rows:
            if judged.fate == REFUSE:
                continue
            values = judged.values
            first = first_of.setdefault(
                (values["indicator"], values["area"], values["year"], values.get("quarter")), judged
            )
            if first is judged:
                continue
            if first.values == values:
                text = _("The row says the same as row %s and is counted once.") % first.number
                judged.add("", "", "", Remark(IGNORE, "duplicate_row_same_content", text))
                continue
            for one, other in ((judged, first), (first, judged)):
                text = _("Row %s says something else of the same target. Take only the right one of them.")
                one.add("target", "", "", Remark(REVIEW, "target_twice_in_file", text % other.number))

    def compare(self, judged, batch):
        said = _Said.of(judged.values)
        if said.actual is not None and said.counts_itself:
            text = _("The portal counts %s itself; the value in the list is not read.") % said.indicator.code
            judged.add("actual", "", judged.values.pop("actual"), Remark(ACCEPT_CORRECTED, "not_read", text))
            said.actual = None
        try:
            said.check(batch)
        except ActionRefused as refused:
            judged.hold(getattr(refused, "field", None) or "", "target_refused", refused.message)
            return ""
        if not said.is_news:
            judged.add("", "", "", Remark(IGNORE, "known_already", _("The portal has this target already.")))
            return ""
        for key, before, after in said.differences:
            text = _("The portal has %(before)s; the list says %(after)s.")
            text %= {"before": self.text_of(key, before), "after": self.text_of(key, after)}
            judged.add(key, "", self.text_of(key, after), Remark(REVIEW, "target_differs", text))
        return said.record if said.differences else ""

    def store(self, rows, values, batch):
        """Targets of a year before those of its quarters, which need it."""
        super().store(sorted(rows, key=lambda row: values[row.pk].get("quarter") or 0), values, batch)

    def store_row(self, values, record, batch):
        said = _Said.of(values)
        if said.differences and not record:
            raise ChangeRefused(_("Another target was set meanwhile. Upload the row again to compare them."))
        before = {"target": _numbers(said.target_row), "value": _report(said.value_row)}
        target, value = said.write(batch)
        touched = [one for one in (target, value) if one is not None]
        if not touched:
            raise ChangeRefused(_("The portal has this target already."))
        was_there = (target and before["target"]) or (value and before["value"])
        outcome = ImportRow.Outcome.UPDATED if was_there else ImportRow.Outcome.CREATED
        record = f"{target.pk if target else ''}/{value.pk if value else ''}"
        return Stored(outcome, record, sum(one.history.count() for one in touched), before)

    def row_against(self, row):
        made = [one for one in _made(row) if one is not None]
        if not made:
            return _("the target is gone.")
        if sum(one.history.count() for one in made) != row.result_version:
            named = {"code": made[0].indicator.code, "area": made[0].area.label}
            return _("the target of %(code)s for %(area)s was changed since.") % named
        target = _made(row)[0]
        if target is None or target.quarter is not None or row.outcome != ImportRow.Outcome.CREATED:
            return ""
        own = [record.partition("/")[0] for record in row.batch.rows.values_list("record", flat=True)]
        quarters = Target.objects.filter(indicator=target.indicator, area=target.area, year=target.year)
        if quarters.exclude(quarter=None).exclude(pk__in=[pk for pk in own if pk]).exists():
            named = {"code": target.indicator.code, "area": target.area.label, "year": target.year}
            return _("quarters of %(year)s have targets of %(code)s for %(area)s by now.") % named
        return ""

    def undo_row(self, row, before, by):
        target, value = _made(row)
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

    def links(self, rows, user):
        links = {}
        for place, model in enumerate((Target, IndicatorValue)):
            by_pk = {row.record.split("/")[place]: row.record for row in rows if "/" in row.record}
            by_pk.pop("", None)
            for one in model.objects.select_related("indicator").filter(pk__in=by_pk):
                links[by_pk[str(one.pk)]] = f"{one.indicator.get_absolute_url()}?year={one.year}"
        return links

    def text_of(self, key, value):
        if key not in NUMBERS or value is None:
            return super().text_of(key, value)
        number = Decimal(value).normalize()
        return formatting.number(number, max(0, -number.as_tuple().exponent))


@dataclass
class _Said:
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

    @classmethod
    def of(cls, values):
        place = {
            "indicator": Indicator.objects.prefetch_related("versions").get(code=values["indicator"]),
            "area": Area.objects.get(pk=values["area"]),
            "year": values["year"],
            "quarter": values.get("quarter"),
        }
        numbers = {key: values.get(key) for key in NUMBERS}
        return cls(
            **place,
            **{key: None if number is None else Decimal(number) for key, number in numbers.items()},
            source=values.get("source") or "",
            target_row=Target.objects.filter(**place).first(),
            value_row=IndicatorValue.objects.filter(**place).first(),
        )

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
            check_report(self._report(batch))

    def write(self, batch):
        """`(target, value)` that were made or changed, None for what stayed as it was."""
        target = value = None
        if self.target is not None:
            baseline = self.stored["baseline"] if self.baseline is None else self.baseline
            target, changed = set_target(
                **self._place, value=self.target, baseline=baseline, by=batch.stored_by
            )
            target = target if changed else None
        if self.actual not in (None, self.stored["actual"]):
            report_values(reports=[self._report(batch)], by=batch.stored_by)
            value = IndicatorValue.objects.get(**self._place)
        return target, value

    @property
    def _place(self):
        return {"indicator": self.indicator, "area": self.area, "year": self.year, "quarter": self.quarter}

    def _report(self, batch):
        evidence = self.source or f"{batch.original_name}, {batch.number}"
        return Report(**self._place, value=self.actual, evidence=evidence)


def _numbers(target):
    """What a target said, to be kept sealed; None where there was none."""
    return target and {"value": target.value, "baseline": target.baseline}


def _report(value):
    return value and {"value": value.value, "evidence": value.evidence, "link": value.link}


def _made(row):
    """The target and the value that a row made or changed, None for what it left alone."""
    target, _slash, value = row.record.partition("/")
    return (
        Target.objects.select_related("indicator", "area").filter(pk=target or None).first(),
        IndicatorValue.objects.select_related("indicator", "area").filter(pk=value or None).first(),
    )


def _take_back_value(value, before, by):
    if before is None:
        withdraw_values(values=[value], by=by)
        return
    place = {"indicator": value.indicator, "area": value.area, "year": value.year, "quarter": value.quarter}
    report = Report(**place, **{**before, "value": Decimal(before["value"])})
    report_values(reports=[report], by=by)
