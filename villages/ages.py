"""What birth dates and the days of a migration say about each other; asked by form and list alike (O32)."""

import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from desmigratif.ui.formatting import short_date

from .choices import StageKind

#: Law 18/2017, Pasal 5: whoever works abroad is at least 18 years old.
OF_AGE = 18
#: Whoever prepares is nearly of age.
PREPARING_FROM = 16
#: Few work abroad beyond this age, and nobody lives longer than that.
WORKING_TO, LIVING_TO = 75, 110
#: Between the births of a parent and of a child lie at least so many years.
GENERATION = 12


class Doubt(NamedTuple):
    """One thing that can hardly be: `kind`, the field it is about, and a sentence that asks."""

    kind: str
    field: str
    text: str


def age_on(born, day):
    """Whole years; below 0 before the birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def doubts(*, born=None, stage="", departed=None, returned=None, since=None, parent_born=None, today=None):
    """Everything that cannot or can hardly be: to be confirmed, never refused in silence.

    `since` is the day of the stage itself; `parent_born` the birth date of father or mother.
    """
    today = today or datetime.date.today()
    if departed and returned and returned < departed:
        text = _("Return on %(returned)s, before the departure on %(departed)s. Which day is right?")
        text %= {"returned": short_date(returned), "departed": short_date(departed)}
        yield Doubt("return_before_departure", "returned_on", text)
    if born is None:
        return
    went = departed or (since if stage == StageKind.ABROAD else None)
    if stage in (StageKind.ABROAD, StageKind.RETURNED) or departed:
        yield from _abroad(born, went or (today if stage == StageKind.ABROAD else returned or since or today))
    age = age_on(born, today)
    is_unlikely = (
        age > LIVING_TO
        or (stage == StageKind.PROSPECTIVE and not PREPARING_FROM <= age <= WORKING_TO)
        or (stage == StageKind.ABROAD and age > WORKING_TO)
    )
    if is_unlikely:
        text = _("Born on %(born)s, %(age)s years old: that can hardly be with this stage. Check both.")
        yield Doubt("age_unlikely", "birth_date", text % {"born": short_date(born), "age": age})
    if parent_born and age_on(parent_born, born) < GENERATION:
        text = _("The child was born on %(born)s, the parent on %(parent)s. Have the dates changed places?")
        text %= {"born": short_date(born), "parent": short_date(parent_born)}
        yield Doubt("child_older_than_parent", "birth_date", text)


def _abroad(born, day):
    """The age at departure; where only a later day is known, at that one."""
    if day < born:
        text = _("Abroad on %(day)s, before the birth on %(born)s. Which day is right?")
        text %= {"day": short_date(day), "born": short_date(born)}
        yield Doubt("birth_after_departure", "birth_date", text)
    elif (age := age_on(born, day)) < OF_AGE:
        text = _(
            "Abroad on %(day)s at the age of %(age)s: a migrant worker is at least 18. Is the date right?"
        )
        yield Doubt("minor_abroad", "birth_date", text % {"day": short_date(day), "age": age})
