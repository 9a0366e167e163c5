"""Writes down what is stated about villages: never changed, a better figure has its own day or source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date, number
from desmigratif.ui.refusals import Refused

from ..models import ProfileFigure, Village
from .traces import save_traced, trace_all


class Stated(NamedTuple):
    """One figure: how many in all, and how many men and women of them where that is said."""

    value: int
    male: int | None = None
    female: int | None = None


class FiguresOfVillage(NamedTuple):
    """What one source states about a village on one day, `{key: Stated}`."""

    village: Village
    stated: Mapping[str, Stated]
    stated_on: date
    source: str


@transaction.atomic
def record_figure(
    *,
    village: Village,
    key: str,
    value: int,
    stated_on: date,
    source: str,
    male: int | None = None,
    female: int | None = None,
    by: User,
) -> ProfileFigure:
    """Adds one profile figure; figures of other sources and days stay beside it."""
    stated = {key: Stated(value, male, female)}
    return record_figures(village=village, stated=stated, stated_on=stated_on, source=source, by=by)[0]


@transaction.atomic
def record_figures(
    *, village: Village, stated: Mapping[str, Stated], stated_on: date, source: str, by: User
) -> list[ProfileFigure]:
    """Adds what one source states about a village on one day, `{key: Stated}`; one trace for all of it."""
    said = FiguresOfVillage(village, stated, stated_on, source)
    return record_figures_of_each(rows=[said], by=by)[0]


@transaction.atomic
def record_figures_of_each(*, rows: Sequence[FiguresOfVillage], by: User) -> list[list[ProfileFigure]]:
    """The same for many, all of them or none: the figures of each, in the order given."""
    # The village rows are the lock: two people adding at once queue here.
    held = Village.objects.select_for_update(of=("self",), no_key=True)
    villages = held.filter(pk__in={row.village.pk for row in rows}).order_by("pk").in_bulk()
    recorded, found = _recorded(rows), []
    for row in rows:
        village, keys = villages[row.village.pk], recorded[row.village.pk, row.stated_on, row.source]
        figures = [
            ProfileFigure(
                village=village, key=key, stated_on=row.stated_on, source=row.source, **said._asdict()
            )
            for key, said in row.stated.items()
        ]
        for figure in figures:
            check_figure(figure, keys)
        keys |= row.stated.keys()
        found.append(figures)
    ProfileFigure.objects.bulk_create([figure for figures in found for figure in figures])
    traced = [villages[row.village.pk] for row in rows]
    trace_all(traced, by=by, reason=gettext_noop("profile figure added"))
    return found


def _recorded(rows):
    """`{(village, day, source): keys}` of the figures that are there of the rows."""
    found = defaultdict(set)
    for *place, key in ProfileFigure.objects.filter(
        village__in={row.village.pk for row in rows},
        stated_on__in={row.stated_on for row in rows},
        source__in={row.source for row in rows},
    ).values_list("village", "stated_on", "source", "key"):
        found[tuple(place)].add(key)
    return found


@transaction.atomic
def remove_figures(*, figures: Iterable[ProfileFigure], by: User) -> None:
    """Takes back figures that should never have been added; every village of them gets a trace."""
    figures = list(figures)
    about = {figure.village_id for figure in figures}
    held = Village.objects.select_for_update(no_key=True)
    villages = list(held.filter(pk__in=about).order_by("pk"))
    ProfileFigure.objects.filter(pk__in=[figure.pk for figure in figures]).delete()
    for village in villages:
        save_traced(village, by=by, reason=gettext_noop("profile figures taken back"))


def check_figure(figure: ProfileFigure, recorded: Iterable[str] | None = None) -> None:
    """Refuses a figure of the future, with more men and women than people, or recorded already.

    `recorded`: the keys that its village, day and source have, where they are known already.
    """
    if figure.stated_on > clock.today():
        raise Refused(
            _("The date %(date)s is in the future. Write the day on which the figure was stated.")
            % {"date": long_date(figure.stated_on)},
            "stated_on",
        )
    by_sex = (figure.male or 0) + (figure.female or 0)
    if by_sex > figure.value:
        raise Refused(
            _("Male and female together are %(sum)s, more than the value %(value)s. Correct one of them.")
            % {"sum": number(by_sex), "value": number(figure.value)},
            "value",
        )
    if recorded is None:
        same = ProfileFigure.objects.filter(
            village=figure.village, stated_on=figure.stated_on, source=figure.source
        )
        recorded = same.values_list("key", flat=True)
    if figure.key in set(recorded):
        raise Refused(
            _("“%(figure)s” of %(date)s from this source is recorded already. Change the date or the source.")
            % {"figure": figure.get_key_display(), "date": long_date(figure.stated_on)},
            "stated_on",
        )
