"""Small counts of people, where nobody may see the rows behind them: what is said instead.

One to four people in a known place and pillar can be told by their neighbours. Whoever sees the rows reads
the number; everybody else reads `<5`, and where such a one could be worked out from the others, more are
withheld.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
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


def masked_parts(counts: Sequence[int], telling: Container[int] = ()) -> list[int | str]:
    """Masked counts whose sum is known: the next smallest are withheld until none can be worked out.

    `telling`: places of counts that are withheld because they would tell a small one elsewhere.
    """
    shown = [
        WITHHELD if count >= SMALLEST_SHOWN and place in telling else masked(count)
        for place, count in enumerate(counts)
    ]
    larger = sorted((count, place) for place, count in enumerate(shown) if isinstance(count, int) and count)
    if shown.count(WITHHELD) == 1 and TOO_FEW not in shown and larger:
        _count, place = larger.pop(0)
        shown[place] = WITHHELD
    for count, place in larger:
        few, withheld = shown.count(TOO_FEW), shown.count(WITHHELD)
        hidden = sum(count for count, said in zip(counts, shown, strict=True) if isinstance(said, str))
        # Nobody knows how large those are that are withheld for what they tell elsewhere.
        if not few or not _is_told(few, withheld, hidden, at_most=hidden if telling else count - 1):
            break
        shown[place] = WITHHELD
    return shown


def tells(counts: Sequence[int]) -> bool:
    """Whether the sum tells a small count whatever is withheld: then the sum itself has to be."""
    shown = masked_parts(counts)
    hidden = sum(count for count, said in zip(counts, shown, strict=True) if isinstance(said, str))
    few, withheld = shown.count(TOO_FEW), shown.count(WITHHELD)
    return bool(few) and WITHHELD not in shown and _is_told(few, withheld, hidden, at_most=0)


def _is_told(few, withheld, hidden, at_most):
    """Whether the sum of what is hidden leaves one value only for one of `few` masked counts.

    Each is 1 to 4; each withheld one is at least five, and less than the smallest that is shown: of two alike
    which one is withheld would tell.
    """
    most = SMALLEST_SHOWN - 1
    lowest = hidden - (few - 1) * most - withheld * at_most
    highest = hidden - (few - 1) - withheld * SMALLEST_SHOWN
    return max(1, lowest) >= min(most, highest)


def withhold(rows: Iterable["AreaProgress"], viewer: "Viewer", hidden: Container[str] = ()) -> None:
    """Says in `row.withheld` what of the areas that the viewer does not work in stays unseen.

    The rows of one parent add up to it, so they are judged together; of those in `hidden`, whose own count is
    withheld, nothing is said.
    """
    families = defaultdict(list)
    for row in rows:
        if not viewer.opens_area(row.area.code):
            families[row.group].append((row, row.people.total, row.sums.head_count))
    for parent, parts in families.items():
        _withhold(parts)
        for row, people, heads in parts if parent in hidden else ():
            row.withheld = row.withheld or (WITHHELD if people or heads else "")


def withhold_provinces(
    rows: Iterable["AreaProgress"], parts: Iterable["AreaProgress"], viewer: "Viewer"
) -> None:
    """Of a province that holds the viewer's own area the rest is what others could be worked out from.

    `parts`: the regencies of all these provinces. A rest that is not small stands on the province's own page.
    """
    others = defaultdict(list)
    for part in parts:
        if not viewer.opens_area(part.area.code):
            others[part.area.parent_id].append(part)
    judged = []
    for row in rows:
        people = [part.people.total for part in others[row.area.code]]
        heads = [part.sums.head_count for part in others[row.area.code]]
        if not viewer.opens_area(row.area.code):
            judged.append((row, row.people.total, row.sums.head_count))
        elif tells(people) or tells(heads):
            row.withheld = WITHHELD
            judged.append((row, min(sum(people), SMALLEST_SHOWN - 1), min(sum(heads), SMALLEST_SHOWN - 1)))
    _withhold(judged)


def _withhold(parts):
    """Where everybody came once the people are the attendances: what hides one of the two hides both."""
    people = masked_parts([people for _row, people, _heads in parts])
    heads = masked_parts([heads for _row, _people, heads in parts])
    for (row, *_counts), *shown in zip(parts, people, heads, strict=True):
        if hidden := [one for one in shown if isinstance(one, str)]:
            row.withheld = TOO_FEW if row.people.total and TOO_FEW in hidden else hidden[0]
