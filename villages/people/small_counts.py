"""Counts of people for those who do not see the people: what is said instead.

One to four people in a known place can be told by their neighbours, and two exact sums tell them by
subtraction: the year less three quarters, all less what is verified, the province less one's own regency.
So whoever does not see the rows reads fives: `120+`, and `<5` for none to four. Of two such counts, one
within the other, the difference is a multiple of five whatever they differ in; and two to four of them
never tell one by their sum. What a reader sees the rows of is exact, and added to the rest in fives.
"""

from desmigratif.ui.formatting import AtLeast

STEP = 5


def told(count: int, own: int = 0, *, is_nothing: bool = False) -> int:
    """What a reader who sees the rows of `own` of a count is told of it.

    `is_nothing`: known already, by what is no secret, to hold nothing beside the own.
    """
    rest = max(count - own, 0)
    if is_nothing and not rest:
        return own
    return AtLeast(own + rest // STEP * STEP, fewer_than=None if own or rest >= STEP else STEP)
