"""What the rubrics of villages and regencies share: an answer with its ground, the weighted share of many."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet

from desmigratif.accounts.models import User
from desmigratif.ui.asked_once import asked_once
from villages.choices import Level
from villages.models import Area, AreaGroup, Village

from ..choices import CriterionMeasure, Fulfilment
from ..models import Criterion, CriterionAnswer


@dataclass(frozen=True)
class Ground:
    """One answer and what it stands on: the data or evidence in a sentence, and what is missing for "met"."""

    level: Fulfilment
    data: str
    missing: str = ""


@dataclass(frozen=True)
class Answer:
    """One criterion of one place: how far it is met, why, on which day that was known and who says so.

    `by` None: the portal counted it, or nobody answered yet.
    """

    criterion: Criterion
    level: Fulfilment
    data: str = ""
    missing: str = ""
    known_on: datetime.date | None = None
    by: User | None = None

    @property
    def is_known(self) -> bool:
        return self.level != Fulfilment.UNKNOWN


@dataclass
class Result:
    """The answers of one place in the order of the criteria."""

    answers: list[Answer] = field(default_factory=list)

    @property
    def known(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.is_known]

    @property
    def unknown_count(self) -> int:
        return len(self.answers) - len(self.known)

    @property
    def share(self) -> float | None:
        """Weight met over the weight of all criteria (partly counts half); None while nothing is known.

        What is unknown counts as not met, so that not knowing never lifts a rank; `best` says how far it
        could reach.
        """
        return self._weight_met / self._weight if self.known and self._weight else None

    @property
    def best(self) -> float | None:
        """The share if everything unknown turned out to be met: the other end of the span."""
        if self.share is None:
            return None
        unknown = sum(answer.criterion.weight for answer in self.answers if not answer.is_known)
        return (self._weight_met + unknown) / self._weight

    @property
    def _weight(self):
        return sum(answer.criterion.weight for answer in self.answers)

    @property
    def _weight_met(self):
        return sum(answer.criterion.weight * answer.level.points for answer in self.known)

    def count(self, level: str) -> int:
        return sum(answer.level == level for answer in self.answers)

    @property
    def met(self) -> int:
        return self.count(Fulfilment.MET)

    @property
    def partly(self) -> int:
        return self.count(Fulfilment.PARTLY)

    @property
    def not_met(self) -> int:
        return self.count(Fulfilment.NOT)

    def of(self, criterion: Criterion) -> Answer:
        return next(answer for answer in self.answers if answer.criterion == criterion)


class Places(list):
    """The villages or regencies of a rubric, with what several of its measures read about them."""

    def __init__(self, places: Iterable[Any]) -> None:
        super().__init__(places)
        self._kept: dict[Any, Any] = {}

    def once(self, about: Any, ask: Callable[[], Any]) -> Any:
        """What `ask` finds, asked for by the first measure that wants it."""
        if about not in self._kept:
            self._kept[about] = ask()
        return self._kept[about]


@asked_once
def rubric() -> list[Criterion]:
    """The criteria in force of both levels, in their order."""
    return list(Criterion.objects.filter(is_active=True).select_related("pillar"))


def rubric_of(level: Level) -> list[Criterion]:
    """The criteria in force by which villages or regencies are judged."""
    return [criterion for criterion in rubric() if criterion.area_level == level]


def results(
    criteria: Collection[Criterion],
    places: Places,
    measures: Mapping[CriterionMeasure, Callable[..., dict[Any, Ground]]],
    today: datetime.date,
) -> dict[Any, Result]:
    """`{place pk: Result}`: each criterion answered by its measure or by the newest answer of an assessor.

    `places`: villages or regencies, whichever the criteria are about. `measures`: name -> function of
    (places, criterion, today) giving `{pk: Ground}`. The number of queries hangs on the criteria alone.
    """
    answers = CriterionAnswer.objects.filter(
        criterion__in=criteria, area__in=[place.code for place in places]
    )
    assessed = {(row.criterion_id, row.area_id): row for row in answers.newest_on(today)}
    found = {place.pk: Result() for place in places}
    for criterion in criteria:
        grounds = measures[criterion.measure](places, criterion, today) if criterion.is_measured else {}
        for place in places:
            if criterion.is_measured:
                ground = grounds[place.pk]
                answer = Answer(criterion, ground.level, ground.data, ground.missing, today)
            else:
                answer = _assessed(criterion, assessed.get((criterion.pk, place.code)))
            found[place.pk].answers.append(answer)
    return found


def _assessed(criterion, row):
    if row is None:
        return Answer(criterion, Fulfilment.UNKNOWN)
    return Answer(criterion, Fulfilment(row.level), row.evidence, "", row.answered_on, row.by)


def assessed_areas(area_level: int, user: User | AnonymousUser) -> QuerySet[Area]:
    """The areas of one rubric whose page a user may open, as a queryset.

    Villages that the user sees; regencies with a village that the user sees, for national roles also those
    of an area group, which may have no village yet.
    """
    areas = Area.objects.filter(level=area_level).select_related("parent").order_by("code")
    villages = Village.objects.visible_to(user).order_by()
    if area_level == Level.VILLAGE:
        return areas.filter(pk__in=villages.values("area"))
    if not user.is_anonymous and user.is_national:
        named = Area.objects.filter(
            Exists(Village.objects.filter(regency=OuterRef("pk")))
            | Exists(AreaGroup.objects.filter(areas=OuterRef("pk")))
        )
        return areas.filter(pk__in=named.order_by().values("pk"))
    return areas.filter(pk__in=villages.values("regency"))


def months_before(day: datetime.date, months: int) -> datetime.date:
    """The same day some months earlier, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    first_of_next = datetime.date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (first_of_next - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last))
