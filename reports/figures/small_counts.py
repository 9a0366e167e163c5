"""Small counts of people, where nobody may see the rows behind them: what is said instead.

One to four people in a known place and pillar can be told by their neighbours. Whoever sees the rows reads
the number; everybody else reads `<5`, and where that one could be worked out from the others, one more is
withheld.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # dashboards.py builds on this file.
    from .dashboards import AreaProgress
    from .links import Viewer

SMALLEST_SHOWN = 5
TOO_FEW = f"<{SMALLEST_SHOWN}"
#: Not small itself, but it would tell a small one by subtraction.
WITHHELD = "*"


def masked(count: int) -> int | str:
    """A count of people for those who do not see them: `<5` where it is 1 to 4; 0 stays 0."""
    return TOO_FEW if 0 < count < SMALLEST_SHOWN else count


def masked_parts(counts: Sequence[int]) -> list[int | str]:
    """Masked counts whose sum is known: one alone could be worked out, so a second one is withheld."""
    shown = [masked(count) for count in counts]
    if shown.count(TOO_FEW) == 1:
        others = [(count, place) for place, count in enumerate(counts) if count >= SMALLEST_SHOWN]
        if others:
            shown[min(others)[1]] = WITHHELD
    return shown


def withhold(rows: Iterable["AreaProgress"], viewer: "Viewer") -> None:
    """Says in `row.withheld` what of the areas that the viewer does not work in stays unseen.

    Where everybody came once the people are the attendances: what hides one of the two hides both.
    """
    rows = [row for row in rows if not viewer.opens_area(row.area.code)]
    people = masked_parts([row.people.total for row in rows])
    heads = masked_parts([row.sums.head_count for row in rows])
    for row, *shown in zip(rows, people, heads, strict=True):
        if hidden := [one for one in shown if isinstance(one, str)]:
            row.withheld = TOO_FEW if row.people.total and TOO_FEW in hidden else hidden[0]
