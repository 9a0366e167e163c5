"""The sheet on which an office reports a period: every reported indicator, a row for each of its areas."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import CountField, NumberField
from desmigratif.ui.refusals import Refused

from ...models import IndicatorVersion
from ..services.indicator_values import Report, check_report

LABELS = {
    "value": _("Value"),
    "male": _("Male"),
    "female": _("Female"),
    "unknown": _("Unknown"),
}


def columns_of(version):
    """The names of what is typed for one value of an indicator."""
    if version.is_ratio:
        return ("numerator", "denominator")
    return ("male", "female", "unknown") if version.by_sex else ("value",)


def heads_of(version):
    """What stands above each of them: a ratio says what it divides, "Closed" and "Received"."""
    ratio = {"numerator": version.part_text, "denominator": version.whole_text}
    return [ratio.get(name) or LABELS[name] for name in columns_of(version)]


#: An indicator of more areas is folded on a phone until it is its turn.
FOLDED_FROM = 9


@dataclass(frozen=True)
class ValueLine:
    """One area of one indicator: its cells, the value that is stored, and the last one before."""

    area: object
    heads: list
    cells: list
    stored: object | None
    last: object | None

    @property
    def named(self):
        return zip(self.heads, self.cells, strict=True)

    @property
    def errors(self):
        return [(cell, error) for cell in self.cells for error in cell.errors]


@dataclass(frozen=True)
class Section:
    """One indicator of the sheet."""

    version: IndicatorVersion
    evidence: forms.BoundField
    link: forms.BoundField
    lines: list[ValueLine]

    @property
    def heads(self):
        return heads_of(self.version)

    @property
    def reported(self):
        return sum(line.stored is not None for line in self.lines)

    @property
    def is_long(self):
        return len(self.lines) >= FOLDED_FROM

    @property
    def has_errors(self):
        return any(line.errors for line in self.lines) or self.evidence.errors or self.link.errors

    @property
    def sources_differ(self):
        return len({line.stored.evidence for line in self.lines if line.stored}) > 1


class ReportSheet(forms.Form):
    """An empty row stays not reported; a row that is emptied is taken back.

    Only what was changed on this page is written, so that a page left open does not undo what a colleague
    has entered since.
    """

    def __init__(self, *args, versions, areas, stored, last, year, quarter, closed=False, **kwargs):
        """`areas`: what the user reports for; `stored`: `{(indicator id, code): IndicatorValue}`, and `last`
        the same of the period before.

        `closed`: shown and not to be typed into; whoever posts all the same is answered by the service.
        """
        super().__init__(*args, **kwargs)
        self.year, self.quarter, self.stored, self.last = year, quarter, stored, last
        self.plan = []
        for version in versions:
            own = [area for area in areas if area.level == version.reported_for]
            if own:
                self.plan.append((version, own))
                self._add_fields(version, own)
        for field in self.fields.values():
            field.disabled = closed and not self.is_bound

    def _add_fields(self, version, areas):
        code = version.indicator.code
        stored = [row for area in areas if (row := self._stored(version, area))]
        for area in areas:
            for name, head in zip(columns_of(version), heads_of(version), strict=True):
                label = _("%(code)s, %(area)s, %(what)s") % {
                    "code": code,
                    "area": area.label,
                    "what": str(head)[:1].lower() + str(head)[1:],
                }
                field = self._number_field(version, name, label)
                row = self._stored(version, area)
                field.initial = row and getattr(row, name)
                self.fields[_cell(version, area, name)] = field
        self.fields[f"{code}_evidence"] = forms.CharField(
            label=_("Source or evidence"),
            max_length=300,
            required=False,
            initial=_same(row.evidence for row in stored),
            show_hidden_initial=True,
            error_messages={
                "max_length": _("%(code)s: the source has more than 300 characters. Shorten it.")
                % {"code": code}
            },
        )
        self.fields[f"{code}_link"] = forms.URLField(
            label=_("Link to the evidence"),
            max_length=500,
            required=False,
            assume_scheme="https",
            initial=_same(row.link for row in stored),
            show_hidden_initial=True,
            error_messages={
                "invalid": _("%(code)s: write the link in full, for example https://contoh.go.id/laporan.pdf")
                % {"code": code},
                "max_length": _("%(code)s: the link has more than 500 characters.") % {"code": code},
            },
        )

    @staticmethod
    def _number_field(version, name, label):
        if name in ("male", "female", "unknown"):
            return CountField(label=label, required=False, show_hidden_initial=True)
        decimals = 2 if version.is_ratio else version.decimals
        return NumberField(label=label, decimals=decimals, required=False, show_hidden_initial=True)

    def _stored(self, version, area):
        return self.stored.get((version.indicator_id, area.code))

    @property
    def sections(self):
        return [
            Section(
                version,
                self[f"{version.indicator.code}_evidence"],
                self[f"{version.indicator.code}_link"],
                [
                    ValueLine(
                        area,
                        heads_of(version),
                        [self[_cell(version, area, name)] for name in columns_of(version)],
                        self._stored(version, area),
                        self.last.get((version.indicator_id, area.code)),
                    )
                    for area in areas
                ],
            )
            for version, areas in self.plan
        ]

    def clean(self):
        cleaned = super().clean()
        self.reports, self.withdrawn = [], []
        changed = set(self.changed_data)
        for version, areas in self.plan:
            code = version.indicator.code
            names = (f"{code}_evidence", f"{code}_link")
            source_changed = any(name in changed for name in names)
            for area in areas:
                cells = [_cell(version, area, name) for name in columns_of(version)]
                if source_changed or any(cell in changed for cell in cells):
                    self._read(version, area, cells, *(cleaned.get(name) or "" for name in names))
        return cleaned

    def _read(self, version, area, cells, evidence, link):
        if any(cell in self.errors for cell in cells):
            return
        stored = self._stored(version, area)
        # A cell that was not touched says what is stored now, not what the page was opened with.
        numbers = {
            name: self.cleaned_data[cell]
            if cell in self.changed_data or not stored
            else getattr(stored, name)
            for name, cell in zip(columns_of(version), cells, strict=True)
        }
        if all(number is None for number in numbers.values()):
            if stored is not None:
                self.withdrawn.append(stored)
            return
        report = Report(
            indicator=version.indicator,
            area=area,
            year=self.year,
            quarter=self.quarter,
            evidence=evidence or (stored.evidence if stored else ""),
            link=link if evidence or not stored else stored.link,
            **numbers,
        )
        try:
            check_report(report)
        except Refused as refused:
            self.refuse(report, refused)
        else:
            self.reports.append(report)

    def refuse(self, report, refused):
        """Shows what a service does not take at the cell that has to change."""
        code = report.indicator.code
        version = report.indicator.version_in(self.year)
        if refused.field == "evidence":
            name = f"{code}_evidence"
        elif refused.field in columns_of(version):
            name = _cell(version, report.area, refused.field)
        else:
            name = _cell(version, report.area, columns_of(version)[0])
        if refused.message not in self.errors.get(name, []):
            self.add_error(name, refused.message)


def _cell(version, area, name):
    return f"{version.indicator.code}_{area.code}_{name}"


def _same(said):
    """What all stored values of a section say; empty where they differ."""
    said = set(said)
    return said.pop() if len(said) == 1 else ""
