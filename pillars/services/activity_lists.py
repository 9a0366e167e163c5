"""What a row of a list of activities says: as an activity of its own, or laid over a stored one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from desmigratif.accounts.models import Organisation
from desmigratif.ui import formatting
from villages.models import Village

from ..choices import Category, FundingSource, Progress
from ..models import Activity, ActivityType, Pillar
from ..sheets.totals import SEXES
from .activity_data import FIELDS, ActivityData, FundingData, VillageCounts

#: Fields of an activity that a row fills as it says them.
PLAIN = ("title", "start_on", "end_on", "budget_year", "status", "result", "obstacle", "follow_up")


class Choices:
    """The pillars, types, organisations and villages that rows name, asked for all of them at once."""

    def __init__(self, values: Iterable[Mapping[str, Any]]) -> None:
        values = list(values)
        self.pillars = {pillar.number: pillar for pillar in Pillar.objects.all()}
        types = ActivityType.objects.select_related("pillar")
        self.types = types.in_bulk({said["type"] for said in values if "type" in said})
        organisers = {said["organiser"] for said in values if "organiser" in said}
        self.organisations = Organisation.objects.in_bulk(organisers)
        codes = {code for said in values for code in said.get("villages", ())}
        villages = Village.objects.select_related("area").filter(area__in=codes)
        self.villages = {village.area_id: village for village in villages}


def cannot_merge(stored: Activity, values: Mapping[str, Any], with_names: Collection[int]) -> str:
    """Why a row cannot simply be laid over the stored activity; empty when it can.

    `with_names`: the places (ids) that have people by name.
    """
    lines = [] if len(values.get("lines", ())) > 1 else list(stored.funding_lines.all())
    sums = {name: sum(getattr(line, name) or 0 for line in lines) for name in ("plan", "actual")}
    if len(lines) > 1 and any(values.get(name) not in (None, sums[name]) for name in sums):
        return _("The portal has several funding lines for it. Change the amounts in the activity itself.")
    counts = _counts_of(values)
    places = {place.village.area_id: place for place in stored.activity_villages.all()}
    place = places.get(values["villages"][0])
    if counts and place and place.pk in with_names and counts != _sums(place.counts.all()):
        return _("Its head counts come from people recorded by name. Add or remove people there.")
    return ""


def _counts_of(values):
    counts = tuple(values.get(sex) for sex in SEXES)
    return counts if counts != (None, None, None) else None


def _sums(counts):
    """Men, women and people of unknown sex of all categories; None where nothing is filled in."""
    said = [[getattr(row, sex) for row in counts if getattr(row, sex) is not None] for sex in SEXES]
    return tuple(sum(numbers) if numbers else None for numbers in said)


def new_data(values: dict[str, Any], choices: Choices) -> ActivityData:
    """The activity of a row that the portal does not have."""
    empty = ActivityData(pillar=choices.pillars[values["pillar"]], title="", budget_year=0, villages=[])
    return changed_data(empty, values | {"assumed": []}, choices)


def changed_data(data: ActivityData, values: Mapping[str, Any], choices: Choices) -> ActivityData:
    """What is stored with what a row says on top: nothing said erases nothing."""
    values = {name: value for name, value in values.items() if name not in values["assumed"]}
    found = ActivityData(**{name: getattr(data, name) for name in FIELDS}, villages=[], lines=[*data.lines])
    for name in PLAIN:
        if values.get(name) is not None:
            setattr(found, name, values[name])
    found.pillar = choices.pillars[values["pillar"]]
    if "type" in values:
        found.type = choices.types[values["type"]]
    elif found.type and found.type.pillar_id != found.pillar.pk:
        found.type = None
    if "organiser" in values:
        found.organiser = choices.organisations[values["organiser"]]
    found.villages = _changed_villages(data.villages, values, choices)
    found.lines = _changed_lines(data.lines, values)
    return found


def _changed_villages(stored, values, choices):
    known = {row.village.area_id: row for row in stored}
    rows = [known.get(code) or VillageCounts(village=choices.villages[code]) for code in values["villages"]]
    counts = _counts_of(values)
    if counts and len(rows) == 1 and counts != _added_up(rows[0].counts):
        rows = [VillageCounts(village=rows[0].village, counts={Category.UNDETAILED: counts})]
    return rows


def _added_up(counts):
    said = [[row[at] for row in counts.values() if row[at] is not None] for at in range(len(SEXES))]
    return tuple(sum(numbers) if numbers else None for numbers in said)


def _changed_lines(stored, values):
    if len(values.get("lines", ())) > 1:
        return [
            FundingData(source=source or "", plan=plan, actual=actual)
            for source, plan, actual in values["lines"]
        ]
    said = {name: values[name] for name in ("source", "plan", "actual") if values.get(name) is not None}
    if not said.keys() & {"plan", "actual"} and not (stored and said):
        return stored
    if len(stored) > 1:
        return stored
    line = stored[0] if stored else FundingData(source="")
    return [FundingData(**(vars(line) | said))]


def differences(before: ActivityData, after: ActivityData) -> list[tuple[str, str, str]]:
    """`[(field, stored, in the list)]` as the reader knows them."""
    old, new = _fields_in_words(before), _fields_in_words(after)
    return [(label, old[label] or "–", new[label] or "–") for label in new if old[label] != new[label]]


def _fields_in_words(data):
    said = {}
    for name in FIELDS:
        value = getattr(data, name)
        text = formatting.short_date(value) if name in ("start_on", "end_on") and value else str(value or "")
        said[str(Activity._meta.get_field(name).verbose_name)] = (
            str(Progress(value).label) if name == "status" else text
        )
    said[_("Villages")] = ", ".join(sorted(str(row.village) for row in data.villages))
    said[_("Head counts")] = "; ".join(
        f"{row.village}: {counts_text(_added_up(row.counts))}" for row in data.villages if row.counts
    )
    said[_("Funding")] = "; ".join(_line_text(line) for line in data.lines)
    return said


def counts_text(counts: Sequence[int | None]) -> str:
    """`4 male, 16 female`; people of unknown sex only where there are any."""
    text = _("%(male)s male, %(female)s female, %(unknown)s unknown")
    if not counts[-1]:
        text = _("%(male)s male, %(female)s female")
    return text % {
        sex: "–" if number is None else formatting.number(number)
        for sex, number in zip(SEXES, counts, strict=True)
    }


def _line_text(line):
    return _("%(source)s: plan %(plan)s, actual %(actual)s") % {
        "source": dict(FundingSource.choices).get(line.source, _("source not given yet")),
        "plan": formatting.rupiah(line.plan),
        "actual": formatting.rupiah(line.actual),
    }


def as_plain(data: ActivityData) -> dict[str, Any]:
    """What an activity said, in words that can be kept with a row."""
    said = {name: getattr(data, name) for name in FIELDS}
    said |= {name: said[name] and said[name].pk for name in ("pillar", "type", "organiser")}
    villages = [(row.village.pk, row.is_nil, row.counts) for row in data.villages]
    lines = [
        (
            line.source,
            line.plan,
            line.actual,
            line.organisation and line.organisation.pk,
            line.village and line.village.pk,
        )
        for line in data.lines
    ]
    return {**said, "villages": villages, "lines": lines}


def from_plain(said: Mapping[str, Any]) -> ActivityData:
    """The `ActivityData` that `as_plain` wrote down."""
    villages = Village.objects.in_bulk([pk for pk, *_rest in said["villages"]])
    organisations = Organisation.objects.in_bulk()
    return ActivityData(
        **{name: said[name] for name in FIELDS if name not in ("pillar", "type", "organiser")},
        pillar=Pillar.objects.get(pk=said["pillar"]),
        type=ActivityType.objects.filter(pk=said["type"]).first(),
        organiser=organisations.get(said["organiser"]),
        villages=[
            VillageCounts(villages[pk], is_nil, {category: tuple(row) for category, row in counts.items()})
            for pk, is_nil, counts in said["villages"]
        ],
        lines=[
            FundingData(source, plan, actual, organisations.get(organisation), villages.get(village))
            for source, plan, actual, organisation, village in said["lines"]
        ],
    )
