"""The targets of one area and budget year: a row per indicator with baseline, quarters and the year."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.fields import NumberField
from desmigratif.ui.lists import AddressForm
from desmigratif.ui.refusals import Refused
from villages.choices import Level
from villages.models import Area

from ...models import IndicatorVersion
from ..services.targets import QUARTERS, check_target

YEARS_BACK = 2
#: What is typed, left to right, with the quarter it is the target of; the baseline has none.
COLUMNS = {"baseline": None, "q1": 1, "q2": 2, "q3": 3, "year": None}
HEADS = {
    "baseline": _("Baseline"),
    "q1": _("To Q I"),
    "q2": _("To Q II"),
    "q3": _("To Q III"),
    "year": _("Year"),
}


def budget_years():
    """Budget years whose targets are set: the next one first, to two years ago."""
    today = clock.today()
    return range(today.year + 1, today.year - YEARS_BACK - 1, -1)


class TargetsForm(AddressForm):
    """The budget year, and the regency whose villages are listed."""

    year = forms.TypedChoiceField(label=_("Budget year"), coerce=int)
    regency = forms.ModelChoiceField(
        label=_("Regency/city"), queryset=Area.objects.filter(level=Level.REGENCY), required=False
    )

    def __init__(self, data):
        super().__init__(data)
        self.fields["year"].choices = [(year, str(year)) for year in budget_years()]

    def defaults(self):
        return {"year": clock.today().year}


@dataclass(frozen=True)
class TargetLine:
    """One indicator of the page."""

    version: IndicatorVersion
    cells: list

    @property
    def errors(self):
        return [(cell, error) for cell in self.cells for error in cell.errors]


class TargetSheet(forms.Form):
    """An empty row has no target; one that is emptied loses it. Only what was changed is written."""

    def __init__(self, *args, versions, area, year, stored, **kwargs):
        """`stored`: `{(indicator id, quarter or None): Target}` of the area and year."""
        super().__init__(*args, **kwargs)
        self.versions, self.area, self.year, self.stored = versions, area, year, stored
        for version in versions:
            of_year = stored.get((version.indicator_id, None))
            initial = {"baseline": of_year and of_year.baseline, "year": of_year and of_year.value}
            for quarter in QUARTERS:
                row = stored.get((version.indicator_id, quarter))
                initial[f"q{quarter}"] = row and row.value
            for name in COLUMNS:
                label = _("%(code)s, %(what)s") % {
                    "code": version.indicator.code,
                    "what": HEADS[name].lower(),
                }
                self.fields[_cell(version, name)] = NumberField(
                    label=label,
                    decimals=version.decimals,
                    required=False,
                    initial=initial[name],
                    show_hidden_initial=True,
                )

    @property
    def lines(self):
        return [
            TargetLine(version, [self[_cell(version, name)] for name in COLUMNS]) for version in self.versions
        ]

    def clean(self):
        cleaned = super().clean()
        #: What `set_target` takes, in the order in which it takes it; and the stored rows to remove.
        self.targets, self.removed = [], []
        changed = set(self.changed_data)
        for version in self.versions:
            cells = [_cell(version, name) for name in COLUMNS]
            if changed.intersection(cells) and not any(cell in self.errors for cell in cells):
                self._read(version)
        return cleaned

    def _read(self, version):
        typed = {name: self.cleaned_data[_cell(version, name)] for name in COLUMNS}
        if typed["year"] is None and any(number is not None for number in typed.values()):
            self.add_error(
                _cell(version, "year"),
                _("%(code)s: write the target of the year too, or clear the row.")
                % {"code": version.indicator.code},
            )
            return
        order = [(None, "year"), (1, "q1"), (2, "q2"), (3, "q3")]
        of_year = self.stored.get((version.indicator_id, None))
        if of_year and typed["year"] is not None and typed["year"] < of_year.value:
            # Lowered quarters first, so that none of them is ever above the year.
            order = order[1:] + order[:1]
        for quarter, name in order:
            stored = self.stored.get((version.indicator_id, quarter))
            if typed[name] is None:
                if stored:
                    self.removed.append(stored)
                continue
            target = {
                "indicator": version.indicator,
                "quarter": quarter,
                "value": typed[name],
                "baseline": typed["baseline"] if quarter is None else None,
            }
            try:
                check_target(area=self.area, year=self.year, **target)
            except Refused as refused:
                self.add_error(self.cell_of(target, refused), refused.message)
            else:
                self.targets.append(target)

    def cell_of(self, target, refused):
        """The cell that has to change where a service does not take a target."""
        version = target["indicator"].version_in(self.year)
        name = "baseline" if refused.field == "baseline" else "year"
        if target["quarter"] and name == "year":
            name = f"q{target['quarter']}"
        return _cell(version, name)


def _cell(version, name):
    return f"{version.indicator.code}_{name}"
