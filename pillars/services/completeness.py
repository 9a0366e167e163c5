"""What an activity lacks before it can be sent, and what must be asked first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.reasons import is_reason
from villages.choices import ProfileKey
from villages.models import Membership, ProfileFigure, Village

from ..choices import Progress
from ..models import Activity, HeadCount

#: More head counts than this multiple of the population are asked about, never silently taken.
POPULATION_FACTOR = 3
#: The same where no population is known.
LARGE_COUNT = 5000


@dataclass(frozen=True)
class Missing:
    """One thing to fill in or correct: section 1-4 of the form, field, and the sentence that says how.

    `row`: of `counts` the id of the village, of an amount the number of its funding line from 0.
    """

    section: int
    field: str
    text: str
    row: int | None = None


@dataclass(frozen=True)
class SendingQuestion:
    """Something unusual that the officer confirms by its key, or goes back and corrects."""

    key: str
    text: str


def missing_for_sending(activity: Activity) -> list[Missing]:
    """Everything that keeps the activity from being sent, in the order of the form."""
    return [
        *_missing_basics(activity),
        *_missing_counts(activity),
        *_missing_money(activity),
        *_missing_outcome(activity),
    ]


def questions_before_sending(*activities: Activity) -> list[SendingQuestion]:
    """What is unusual: villages outside the programme, head counts absurd against the population."""
    places = [place for activity in activities for place in activity.activity_villages.all()]
    return [*_outside_programme(activities, places), *_many_people(places)]


def _outside_programme(activities, places):
    """Villages that do not take part in a programme on the first and last day of the activity (case O48).

    Villages of which no standing was ever recorded are not asked about: nothing is known to contradict.
    """
    days = {activity.pk: (activity.start_on, activity.end_on) for activity in activities}
    standings = Standings({place.village.area_id for place in places})
    for place in places:
        if text := standings.question(place.village, *days[place.activity_id]):
            yield SendingQuestion(f"outside-{place.village.area_id}", text)


class Standings:
    """The standings of villages (codes) in the programmes, asked for at once."""

    def __init__(self, codes: Iterable[str]) -> None:
        self._of = defaultdict(list)
        for row in Membership.objects.filter(village__area__in=codes).select_related("village"):
            self._of[row.village.area_id].append(row)

    def is_outside(self, code: str, first: date | None, last: date | None) -> bool:
        """Whether the village is known to have been outside the programme on one of the days."""
        known = self._of[code]
        if not (first and last and known):
            return False
        return not all(any(row.takes_part_on(day) for row in known) for day in (first, last))

    def question(self, village: Village, first: date | None, last: date | None) -> str:
        """What is asked of an activity on these days in the village; nothing where all fits."""
        if not self.is_outside(village.code, first, last):
            return ""
        return _(
            "%(village)s was not in the programme on all days of the activity (%(start)s to "
            "%(end)s). It will not count among the villages of the programme. Is the village right?"
        ) % {"village": village, "start": f"{first:%d/%m/%Y}", "end": f"{last:%d/%m/%Y}"}


def _many_people(places):
    """Head counts that look absurd against the population of the village."""
    population = dict(
        ProfileFigure.objects.filter(
            village__in={place.village_id for place in places}, key=ProfileKey.POPULATION
        )
        .order_by("stated_on")
        .values_list("village_id", "value")
    )
    for place in places:
        people = population.get(place.village_id)
        limit = people * POPULATION_FACTOR if people else LARGE_COUNT
        if place.head_count > limit:
            yield SendingQuestion(
                f"many-{place.village.area_id}",
                _("%(village)s: %(count)s attendances are more than %(limit)s. Are the numbers right?")
                % {"village": place.village, "count": place.head_count, "limit": limit},
            )


def aid_without_file(activities: Iterable[Activity]) -> set[int]:
    """Ids of the completed ones that hand over aid and have no file: no receipt, no photo."""
    found = Activity.objects.filter(pk__in=[activity.pk for activity in activities], status=Progress.DONE)
    return set(found.filter(type__is_aid=True, attachments__isnull=True).values_list("pk", flat=True))


def needs_confirmation(*activities: Activity) -> bool:
    """Whether the officer has to confirm that empty cells mean 0: men are typed and women are not, or the
    other way round, in a category of a completed activity.

    Everything else the totals say: a category that is empty as a whole, and counts that follow from names.
    """
    done = [activity.pk for activity in activities if activity.status == Progress.DONE]
    typed = HeadCount.objects.filter(
        activity_village__activity__in=done, activity_village__attendances__isnull=True
    )
    one_sex = Q(male__isnull=True, female__isnull=False) | Q(male__isnull=False, female__isnull=True)
    return typed.filter(one_sex).exists()


def loaded_for_sending(activities: Iterable[Activity]) -> QuerySet[Activity]:
    """The activities as stored, with everything that the checks of this module read."""
    chosen = Activity.objects.filter(pk__in=[activity.pk for activity in activities])
    return chosen.prefetch_related(
        "activity_villages__village__area", "activity_villages__counts", "funding_lines"
    ).order_by("pk")


def similar_activities(activity: Activity) -> QuerySet[Activity]:
    """Other activities of the same type in the same village within two days (ux 4.4)."""
    if not activity.start_on or not activity.type_id:
        return Activity.objects.none()
    return (
        Activity.objects.filter(
            type=activity.type_id,
            villages__in=[place.village_id for place in activity.activity_villages.all()],
            start_on__range=(activity.start_on - timedelta(days=2), activity.start_on + timedelta(days=2)),
        )
        .exclude(pk=activity.pk)
        .distinct()
    )


def _missing_basics(activity):
    today = clock.today()
    if not activity.type_id:
        yield Missing(1, "type", _("Choose the activity type."))
    if not activity.start_on:
        yield Missing(1, "start_on", _("Enter the start date, for example 24/09/2026."))
    elif not activity.end_on:
        yield Missing(1, "end_on", _("Enter the end date; for one day the same as the start date."))
    if activity.status == Progress.DONE and activity.end_on and activity.end_on > today:
        yield Missing(
            1,
            "end_on",
            _("The end date %(date)s is after today. A completed activity ends today at the latest.")
            % {"date": f"{activity.end_on:%d/%m/%Y}"},
        )
    for place in activity.activity_villages.all():
        area = place.village.area
        begins = area.valid_from
        # A village with a new code existed before it.
        if activity.start_on and begins and activity.start_on < begins:
            begins = area.exists_since
        if activity.start_on and begins and activity.start_on < begins:
            yield Missing(
                1,
                "villages",
                _(
                    "%(village)s exists only from %(date)s. Choose the village of that time, "
                    "or correct the date."
                )
                % {"village": place.village, "date": f"{begins:%d/%m/%Y}"},
            )
        ends = place.village.area.valid_to
        if activity.end_on and ends and activity.end_on > ends:
            yield Missing(1, "villages", _ended(place.village, ends))


def _ended(village, day):
    """That a village exists no more, and where it went on."""
    successors = [
        f"{change.new.label} ({change.new.code})" for change in village.area.changes_to.select_related("new")
    ]
    words = {"village": village, "date": f"{day:%d/%m/%Y}", "successors": ", ".join(successors)}
    if successors:
        return _("%(village)s existed until %(date)s and went on as %(successors)s. Choose that one.") % words
    return _("%(village)s existed until %(date)s. Correct the date, or choose another village.") % words


def _missing_counts(activity):
    if activity.status != Progress.DONE:
        return
    for place in activity.activity_villages.all():
        if not place.is_nil and not place.head_count:
            yield Missing(
                2,
                "counts",
                _("%s: enter the head counts, or tick “nobody took part”.") % place.village,
                row=place.village_id,
            )


def _missing_money(activity):
    lines = list(activity.funding_lines.all())
    if not lines:
        text = _("Enter at least one funding source; without cost, write 0 as the plan.")
        yield Missing(3, "plan", text, row=0)
    elif (row := _first(lines, lambda line: line.plan is None)) is not None:
        text = _("Enter the budget plan of every funding source; without cost, write 0.")
        yield Missing(3, "plan", text, row=row)
    if (row := _first(lines, lambda line: not line.source)) is not None:
        yield Missing(3, "source", _("Choose the funding source of every amount."), row=row)
    row = _first(lines, lambda line: line.actual is None)
    if activity.status == Progress.DONE and row is not None:
        text = _("Enter the actual spending of every funding source; nothing spent is 0.")
        yield Missing(3, "actual", text, row=row)
    spent, planned = sum(line.actual or 0 for line in lines), sum(line.plan or 0 for line in lines)
    if spent > planned and not is_reason(activity.over_plan_reason):
        yield Missing(
            3, "over_plan_reason", _("Spending is above the plan. Correct the amounts or give the reason.")
        )


def _first(lines, lacks):
    """The number of the first line of which this holds; None where it holds of none."""
    return next((number for number, line in enumerate(lines) if lacks(line)), None)


def _missing_outcome(activity):
    if activity.status == Progress.DONE and not activity.result.strip():
        yield Missing(4, "result", _("Write in a sentence what came of it."))
    if activity.status == Progress.CANCELLED and not activity.obstacle.strip():
        yield Missing(4, "obstacle", _("Write why the activity was cancelled."))
