"""What is said about a person and can hardly be: ages, the order of days, relations between two people.

Each rule gives doubts, and whoever enters the person says whether it is right all the same: by a tick in a
form, by taking the row of a list. Nothing is swapped or corrected by itself. Where only the year of birth is
known, only what holds for every day of that year is doubted.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ..choices import StageKind, TieKind

#: The law asks for 18 years before work abroad (UU 18/2017, Pasal 5).
LEAST_ABROAD = 18
#: Preparing may begin before that, at school; not before this age.
LEAST_PREPARING = 15
#: Nobody much older is sent, or still at work abroad.
MOST_ABROAD = 75
#: Nobody is much older than that.
MOST_ALIVE = 110
#: Ages of a father or a mother when the child is born.
LEAST_PARENT, MOST_PARENT = 14, 75
#: The youngest who is somebody's husband or wife.
LEAST_SPOUSE = 15


@dataclass(frozen=True)
class Doubt:
    """One sentence that a person has to confirm; `field` is what would be corrected if it is wrong."""

    kind: str
    field: str
    text: str


@dataclass(frozen=True)
class Birth:
    """When somebody was born: a day, or only a year, or not known."""

    day: date | None = None
    year: int | None = None

    @classmethod
    def of(cls, person):
        """That of a record, or of what was entered about one."""
        return cls(person.birth_date, person.birth_year)

    @property
    def is_known(self):
        return bool(self.day or self.year)

    def is_as(self, other):
        """Whether the other says the same; a day says its year too."""
        return self.day == other.day and bool(self.day or self.year == other.year)

    @property
    def earliest(self):
        return self.day or date(self.year, 1, 1)

    @property
    def latest(self):
        return self.day or date(self.year, 12, 31)

    def at_most(self, on):
        """The most full years of age on a day; below 0: not born by then, whatever the day of birth."""
        return _years(self.earliest, on)

    def at_least(self, on):
        """The fewest full years of age on a day."""
        return _years(self.latest, on)


def doubts_of_life(birth, stages, *, today):
    """Doubts about one person: age at every stage, birth after it, return before departure, age today.

    `stages`: `(StageKind, day)` of all that is known, in any order; days that are not known are left out.
    """
    stages = sorted((day, StageKind(kind)) for kind, day in stages if day)
    doubts = list(_returns(stages))
    if not birth.is_known:
        return doubts
    if birth.at_least(today) > MOST_ALIVE:
        doubts.append(
            Doubt(
                "age_unlikely",
                "birth_date",
                _("Born %(born)s: %(age)s years old. Is the year right?")
                % {"born": _born(birth), "age": birth.at_least(today)},
            )
        )
    for day, kind in stages:
        doubts += _ages(birth, kind, day)
    if stages and stages[-1][1] == StageKind.ABROAD:
        doubts += _too_old(birth, max(today, stages[-1][0]))
    return list({doubt.kind: doubt for doubt in reversed(doubts)}.values())[::-1]


def doubts_of_journey(departed_on, returned_on):
    """A return before the departure it belongs to."""
    if not departed_on or not returned_on or returned_on >= departed_on:
        return []
    text = _("Came back on %(returned)s, before the departure on %(departed)s. Are the days right?")
    said = {"returned": f"{returned_on:%d/%m/%Y}", "departed": f"{departed_on:%d/%m/%Y}"}
    return [Doubt("return_before_departure", "event_on", text % said)]


def doubts_of_parent(parent, child):
    """Doubts about two births of which one is said to be that of a parent of the other."""
    if not (parent.is_known and child.is_known):
        return []
    said = {"parent": _born(parent), "child": _born(child)}
    youngest, oldest = parent.at_least(child.earliest), parent.at_most(child.latest)
    if oldest < 0 or (parent.day and parent.day == child.day):
        text = _("The child (born %(child)s) is not younger than the parent (born %(parent)s).")
    elif oldest < LEAST_PARENT or youngest > MOST_PARENT:
        text = _(
            "The parent (born %(parent)s) was %(age)s years old when the child (born %(child)s) was born."
        )
        said["age"] = oldest if oldest < LEAST_PARENT else youngest
    else:
        return []
    return [Doubt("child_older_than_parent", "birth_date", text % said)]


def doubts_of_tie(person, relative, kind, *, today):
    """Doubts about `relative` being the `kind` of `person`; both are births."""
    kind = TieKind(kind)
    if kind == TieKind.CHILD:
        return doubts_of_parent(person, relative)
    if kind == TieKind.PARENT:
        return doubts_of_parent(relative, person)
    if kind == TieKind.SPOUSE:
        for birth in (person, relative):
            if birth.is_known and birth.at_most(today) < LEAST_SPOUSE:
                text = _("Born %(born)s, and husband or wife of somebody: %(age)s years old.")
                said = {"born": _born(birth), "age": birth.at_most(today)}
                return [Doubt("spouse_too_young", "kind", text % said)]
    return []


def _returns(stages):
    """Returns with a departure after them and none before."""
    for index, (day, kind) in enumerate(stages):
        if kind == StageKind.RETURNED and all(other != StageKind.ABROAD for _day, other in stages[:index]):
            later = [other for other, what in stages[index:] if what == StageKind.ABROAD]
            yield from doubts_of_journey(later[0] if later else None, day)


def _ages(birth, kind, day):
    """Doubts about the age on the day of one stage."""
    said = {"stage": kind.label, "day": f"{day:%d/%m/%Y}", "born": _born(birth), "age": birth.at_most(day)}
    if birth.at_most(day) < 0:
        text = _("Born %(born)s, after “%(stage)s” on %(day)s. Correct one of the two.")
        return [Doubt("birth_after_departure", "birth_date", text % said)]
    if kind == StageKind.ABROAD and birth.at_most(day) < LEAST_ABROAD:
        text = _("%(age)s years old when leaving on %(day)s (born %(born)s). The law requires 18 years.")
        return [Doubt("minor_abroad", "birth_date", text % said)]
    if kind == StageKind.RETURNED and birth.at_most(day) < LEAST_ABROAD:
        text = _("%(age)s years old when coming back on %(day)s (born %(born)s). The law requires 18 years.")
        return [Doubt("minor_abroad", "birth_date", text % said)]
    if kind == StageKind.PROSPECTIVE and birth.at_most(day) < LEAST_PREPARING:
        text = _("%(age)s years old as a prospective migrant worker on %(day)s (born %(born)s).")
        return [Doubt("age_unlikely", "birth_date", text % said)]
    return _too_old(birth, day) if kind != StageKind.RETURNED else []


def _too_old(birth, day):
    if birth.at_least(day) <= MOST_ABROAD:
        return []
    text = _("%(age)s years old on %(day)s (born %(born)s), and preparing for work abroad or at it.")
    said = {"age": birth.at_least(day), "day": f"{day:%d/%m/%Y}", "born": _born(birth)}
    return [Doubt("age_unlikely", "birth_date", text % said)]


def _born(birth):
    return f"{birth.day:%d/%m/%Y}" if birth.day else str(birth.year)


def _years(born, on):
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
