"""What indicators say about people where the reader does not work: nothing that tells a few of them.

Of such an area no sexes and no parts of a ratio are shown, no count of 1 to 4, and nothing by which such a
count could be worked out; of a whole no count that less the reader's own areas leaves 1 to 4.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pillars.choices import Measure
from pillars.models import IndicatorVersion

from .achievements import Amount
from .links import Viewer
from .small_counts import SMALLEST_SHOWN, TOO_FEW, WITHHELD, masked_parts

if TYPE_CHECKING:
    # indicators.py builds on this file.
    from .indicators import IndicatorRow

#: Measures of activities, money and villages; all others count people, their visits or complaints.
IMPERSONAL = {Measure.ACTIVITIES_DONE, Measure.BUDGET_ABSORPTION, Measure.VILLAGES_ACTIVE}


def counts_people(version: IndicatorVersion) -> bool:
    if version.is_measured:
        return Measure(version.measure) not in IMPERSONAL
    return version.by_sex


def shown_rows(rows: Sequence["IndicatorRow"], viewer: Viewer) -> list["IndicatorRow"]:
    """The rows of the areas of one indicator, as this reader may see them."""
    foreign = [row for row in rows if not viewer.opens_area(row.area.code)]
    if not foreign or not counts_people(foreign[0].version):
        return list(rows)
    if any(row.amount.denominator is not None for row in foreign):
        said = [TOO_FEW if _tells_few(row.amount) else None for row in foreign]
    else:
        masked = masked_parts([int(row.actual or 0) for row in foreign])
        said = [one if isinstance(one, str) else None for one in masked]
    mended = {row.area.code: _without(row, word) for row, word in zip(foreign, said, strict=True)}
    return [mended.get(row.area.code, row) for row in rows]


def shown_whole(whole: "IndicatorRow", own: Sequence["IndicatorRow"]) -> "IndicatorRow":
    """The row of a whole; `own`: those of its areas that the reader works in."""
    rest = whole.amount
    for row in own:
        rest = _less(rest, row.amount)
    if _tells_few(rest):
        return _without(whole, WITHHELD)
    if rest.people and any(map(_is_few, (rest.people.male, rest.people.female, rest.people.unknown))):
        return replace(whole, amount=replace(whole.amount, people=None))
    return whole


def _without(row, word):
    """`row` without sexes and parts; with `word` in the place of its value as well, where there is one."""
    kept = replace(row.amount, people=None, numerator=None, denominator=None)
    return replace(row, amount=replace(kept, value=None, withheld=word) if word else kept)


def _less(amount, own):
    parts = {
        name: (getattr(amount, name) or 0) - (getattr(own, name) or 0)
        for name in ("value", "numerator", "denominator")
    }
    people = amount.people - own.people if amount.people and own.people else amount.people
    return replace(amount, people=people, **parts)


def _tells_few(amount: Amount) -> bool:
    """Whether a count, or either side of a ratio, is 1 to 4."""
    if amount.denominator:
        return _is_few(amount.numerator) or _is_few(amount.denominator - amount.numerator)
    return _is_few(amount.value or 0)


def _is_few(count):
    return 0 < count < SMALLEST_SHOWN
