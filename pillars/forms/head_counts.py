"""The table of head counts of one village: categories by sex, with totals that are never typed."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import CountField
from desmigratif.ui.parsing import ParseError, parse_count
from villages.choices import Sex

from ..choices import Category
from ..services import VillageCounts


@dataclass(frozen=True)
class CountRow:
    """One category as the table shows it."""

    category: Category
    cells: list
    unknown: object
    total: int

    @property
    def errors(self):
        return [(cell, error) for cell in self.cells for error in cell.errors]


class HeadCountForm(forms.Form):
    """Head counts of one village. Empty means not filled in, until the check page confirms that it is 0.

    `named`: the place with its people by name; then the table shows what they add up to and takes nothing.
    """

    is_nil = forms.BooleanField(label=_("Nobody took part"), required=False)

    def __init__(self, *args, village, named=None, **kwargs):
        if named:
            counts = {row.category: (row.male, row.female, row.unknown) for row in named.counts.all()}
            kwargs["initial"] = self.initial_from(VillageCounts(village, counts=counts))
        super().__init__(*args, prefix=f"v{village.pk}", **kwargs)
        self.village = village
        self.named = named
        for category in Category:
            for sex in Sex:
                field = CountField(
                    label=_("%(village)s, %(category)s, %(sex)s")
                    % {"village": village, "category": category.label, "sex": sex.label.lower()},
                    required=False,
                )
                field.column = sex.value[0]
                self.fields[f"{category}_{sex}"] = field
        for field in self.fields.values():
            field.disabled = bool(named)

    @staticmethod
    def initial_from(counts):
        """Initial values of the fields for a `VillageCounts`."""
        initial = {"is_nil": counts.is_nil}
        for category, numbers in counts.counts.items():
            for sex, number in zip(Sex, numbers, strict=True):
                initial[f"{category}_{sex}"] = number
        return initial

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_nil") and self.typed_fields():
            self.add_error(
                "is_nil",
                _(
                    "%(village)s: “nobody took part” is ticked, but numbers are filled in. Remove one "
                    "of the two."
                )
                % {"village": self.village},
            )
        return cleaned

    def refuse_unticked(self):
        """Says that numbers stand here although the village was not chosen; other errors matter less."""
        first = self.typed_fields()[0]
        self.errors.clear()
        text = _("%(village)s has numbers but is not ticked. Tick it in section 1, or clear its table.")
        if self.named:
            text = _("%(village)s has people by name but is not ticked. Tick it, or remove the people first.")
        self.add_error(first, text % {"village": self.village})

    def typed_fields(self):
        """Names of the cells in which something stands."""
        return [name for name in self.fields if name != "is_nil" and str(self._shown(name)).strip()]

    def village_counts(self):
        """What was read; for a cell that cannot be read, what it held when the page opened."""
        counts = {}
        for category in Category:
            numbers = tuple(self._read(f"{category}_{sex}") for sex in Sex)
            if numbers != (None, None, None):
                counts[category.value] = numbers
        is_nil = self.cleaned_data.get("is_nil", False) and not counts
        return VillageCounts(village=self.village, is_nil=is_nil, counts=counts)

    def _read(self, name):
        return self.cleaned_data[name] if name in self.cleaned_data else self.initial.get(name)

    def rows(self):
        return [
            CountRow(
                category,
                [self[f"{category}_{sex}"] for sex in (Sex.MALE, Sex.FEMALE)],
                self[f"{category}_{Sex.UNKNOWN}"],
                sum(self._number(f"{category}_{sex}") for sex in Sex),
            )
            for category in Category
        ]

    @property
    def asks_unknown(self):
        """Whether anything stands, or is wrong, in the cells of unknown sex, which else stay folded."""
        names = [f"{category}_{Sex.UNKNOWN}" for category in Category]
        return any(str(self._shown(name)).strip() or self.errors.get(name) for name in names)

    def totals(self):
        """`{"m": ..., "f": ..., "u": ..., "all": ...}`, as the table's last line shows without JavaScript."""
        sums = {sex.value[0]: sum(self._number(f"{category}_{sex}") for category in Category) for sex in Sex}
        return sums | {"all": sum(sums.values())}

    def _shown(self, name):
        value = self[name].value()
        return "" if value is None else value

    def _number(self, name):
        """The number in a cell; what cannot be read adds nothing, as in the live totals."""
        try:
            return parse_count(str(self._shown(name))) or 0
        except ParseError:
            return 0
