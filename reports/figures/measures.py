"""What the portal counts itself for indicators: one plain function per name of `pillars.choices.Measure`.

Each takes `Readings`, a pillar (None: all of them) and an area code (None: the selection as a whole), and
returns an `Amount`. A measure is added as a name there and a function here, or in the `Measured` of a
register.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Left

from pillars.choices import Measure
from pillars.models import Pillar, Tally
from pillars.registers import Heads, Measured, Share, registers
from villages.choices import Level, Route, StageKind
from villages.codes import NATION_CODE
from villages.models import Beneficiary, Residence, Stage, Village

from .achievements import Amount, ratio
from .completeness import member_villages
from .dashboards import Dashboard
from .people import ALL_PILLARS, People
from .tallies import Sums, total_of

#: Characters of the code of an area of each level; "" is the code of the whole.
CODE_LENGTH = {Level.PROVINCE: 2, Level.REGENCY: 5, Level.VILLAGE: 13}
WHOLE = ""


class Readings:
    """What measures read of a selection and of the areas of its table, each part once, when asked for."""

    def __init__(self, board: Dashboard) -> None:
        self.board = board
        self.selection = board.selection
        self.villages = board.villages

    @property
    def areas(self) -> tuple[str, ...]:
        """Codes of the table's areas, all of one level; or none."""
        return tuple(self.board.areas)

    @property
    def length(self) -> int:
        """Characters of the codes of the table's areas."""
        return len(self.areas[0]) if self.areas else 0

    def sums(self, pillar: Pillar | None, area: str | None) -> Sums:
        """`Sums` of the activities, from the tallies."""
        found = self._sums if area is None else self._sums_by_area.get(area, {})
        if pillar is None:
            return total_of(found.values())
        return found.get(pillar.pk, Sums())

    def people(self, pillar: Pillar | None, area: str | None) -> People:
        """Different people who took part."""
        number = pillar.number if pillar else ALL_PILLARS
        if area is None:
            return self.board.people_by_pillar.get(number, People())
        return self.board.spread.people_of(area, number)

    def stages(self, name: str, area: str | None) -> tuple[People, int]:
        """`(People, events)` of the stages of migration that began in the year: see `STAGES`."""
        found = self._stages if area is None else self._stages_by_area
        return found.get((area or WHOLE, name), (People(), 0))

    def members(self, area: str | None) -> int:
        """How many member villages there are."""
        reported = self.board.reported
        return (reported.total if area is None else reported.of(area)).members

    def member_regencies(self, area: str | None) -> int:
        """How many regencies have member villages."""
        if area is not None or self.board.unit == "area":
            return min(self.members(area), 1)
        return sum(row.members > 0 for row in self.board.reported.by_area.values())

    def active(self, pillar: Pillar | None, area: str | None) -> int:
        """How many member villages have a completed activity."""
        wanted = pillar and pillar.pk
        if area is not None:
            return self._active.get((area, wanted), 0)
        # Each village lies in one of the places.
        return sum(number for (_place, pillar_id), number in self._active.items() if pillar_id == wanted)

    @cached_property
    def _sums(self):
        return {pillar_id: total_of(months.values()) for pillar_id, months in self.board.by_month.items()}

    @cached_property
    def _sums_by_area(self):
        found = {}
        for (code, pillar_id), sums in self.board.spread.sums.items():
            found.setdefault(code, {})[pillar_id] = sums
        return found

    @cached_property
    def _active(self):
        """`{(area of the table, pillar id): member villages}`, and under None those of whatever pillar."""
        selection = self.selection
        members = member_villages(self.villages.order_by(), self.board.period)
        rows = Tally.objects.filter(
            area__in=members.values("area"),
            budget_year=selection.budget_year,
            month__lte=selection.through,
            state__in=selection.states,
            done__gt=0,
        )
        place = Left("area_id", self.length) if self.length else Value(WHOLE)
        villages = Count("area", distinct=True)
        rows = rows.order_by().annotate(place=place)
        parts = [
            rows.annotate(number=number).values_list("place", "number").annotate(villages=villages)
            for number in (F("pillar_id"), Value(None, output_field=BigIntegerField()))
        ]
        return {(place, pillar_id): number for place, pillar_id, number in parts[0].union(parts[1], all=True)}

    @cached_property
    def _stages(self):
        return self._count_stages(Value(WHOLE))

    @cached_property
    def _stages_by_area(self):
        return self._count_stages(Left("home", self.length))

    def of_register(self, measured: Measured, area: str | None) -> Any:
        """What a register counts of the year up to the day of the selection."""
        if measured.counts not in self._of_registers:
            selection = self.selection
            self._of_registers[measured.counts] = measured.counts(
                self.villages, selection.budget_year, selection.through, self.length
            )
        counts = self._of_registers[measured.counts]
        if area is None:
            return measured.together(counts.values())
        return counts[area] if area in counts else measured.together([])

    @cached_property
    def _of_registers(self):
        return {}

    def _count_stages(self, place):
        """`{(place, name): (People, events)}`: people count where they lived on the day of the event."""
        earlier = Stage.objects.filter(
            beneficiary=OuterRef("beneficiary"),
            kind=StageKind.RETURNED,
            event_on__lt=OuterRef("event_on"),
            replaced_at__isnull=True,
        )
        counts = {}
        for name, kind in STAGES.items():
            counts[f"events_{name}"] = Count("pk", filter=kind)
            counts[f"people_{name}"] = Count("beneficiary", filter=kind, distinct=True)
        rows = _stages_of(self.selection).annotate(place=place, had_returned=Exists(earlier))
        found = {}
        for row in rows.order_by().values("place", "beneficiary__sex").annotate(**counts):
            for name in STAGES:
                people, events = found.get((row["place"], name), (People(), 0))
                sex = row["beneficiary__sex"]
                people = People(
                    **{
                        each: getattr(people, each) + (row[f"people_{name}"] if each == sex else 0)
                        for each in ("male", "female", "unknown")
                    }
                )
                found[row["place"], name] = (people, events + row[f"events_{name}"])
        return found


STAGES = {
    "prospective": Q(kind=StageKind.PROSPECTIVE),
    "returned": Q(kind=StageKind.RETURNED),
    "departed": Q(kind=StageKind.ABROAD),
    "procedural": Q(kind=StageKind.ABROAD, route=Route.PROCEDURAL),
    "non_procedural": Q(kind=StageKind.ABROAD, route=Route.NON_PROCEDURAL),
    "insured": Q(kind=StageKind.ABROAD, is_insured=True),
    "left_again": Q(kind=StageKind.ABROAD, had_returned=True),
}


def _stages_of(selection):
    """Stages of the budget year up to the day, of people who lived in the selection when they began."""
    homes = Residence.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=OuterRef("event_on")),
        beneficiary=OuterRef("beneficiary"),
    ).order_by(F("valid_from").desc(nulls_last=True))
    found = Stage.objects.filter(
        replaced_at__isnull=True,
        beneficiary__merged_into__isnull=True,
        event_on__year=selection.budget_year,
        event_on__lte=selection.through,
    ).annotate(
        home=Coalesce(
            Subquery(homes.values("village__area")[:1]),
            "beneficiary__village__area",
            output_field=CharField(),
        )
    )
    if selection.areas == (NATION_CODE,):
        return found
    if not selection.areas:
        return found.none()
    # Codes of one level are of one length, so that each home is looked up once; and only those of people who
    # live there or ever did.
    length = len(selection.areas[0])
    there = (
        Village.objects.alias(within=Left("area_id", length)).filter(within__in=selection.areas).order_by()
    )
    lived = Residence.objects.filter(village__in=there.values("pk")).order_by().values("beneficiary")
    live = Beneficiary.objects.filter(village__in=there.values("pk")).order_by().values("pk")
    ever = found.filter(beneficiary__in=live.union(lived))
    return ever.alias(within=Left("home", length)).filter(within__in=selection.areas)


def activities_done(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Completed activities."""
    return Amount(Decimal(readings.sums(pillar, area).done))


def people_reached(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Different people recorded by name at activities, each once."""
    return _people(readings.people(pillar, area))


def women_share(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Women by all different people; those of unknown sex stay in the denominator."""
    people = readings.people(pillar, area)
    return _share(people.female, people.total)


def attendances(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Head counts."""
    sums = readings.sums(pillar, area)
    return _people(People(sums.male, sums.female, sums.unknown))


def budget_absorption(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Rupiah spent by the budget plan of the year."""
    sums = readings.sums(pillar, area)
    return _share(sums.actual, sums.plan)


def villages_active(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Member villages with a completed activity by all member villages."""
    return _share(readings.active(pillar, area), readings.members(area))


def prospective_recorded(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Different people who became prospective migrant workers in the year."""
    return _people(readings.stages("prospective", area)[0])


def returned_recorded(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Different people who returned in the year."""
    return _people(readings.stages("returned", area)[0])


def departures_procedural(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Departures by the procedural route by all departures; an unknown route stays in the denominator."""
    return _share(readings.stages("procedural", area)[1], readings.stages("departed", area)[1])


def departures_non_procedural(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Different people who left by a non-procedural route in the year."""
    return _people(readings.stages("non_procedural", area)[0])


def departures_insured(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Departures with BPJS Ketenagakerjaan by all departures; unknown counts as not insured."""
    return _share(readings.stages("insured", area)[1], readings.stages("departed", area)[1])


def returned_leaving(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
    """Different people who had returned earlier and left again in the year."""
    return _people(readings.stages("left_again", area)[0])


def of_register(measured: Measured, take: Callable) -> Callable:
    """A measure that a register counts; `take` says what of its counts."""

    def measure(readings: Readings, pillar: Pillar | None, area: str | None) -> Amount:
        taken = take(readings.of_register(measured, area))
        if isinstance(taken, Share):
            return _share(*taken)
        return _people(People(*taken)) if isinstance(taken, Heads) else Amount(Decimal(taken))

    return measure


def _people(people):
    return Amount(Decimal(people.total), people=people)


def _share(part, whole):
    return Amount(ratio(part, whole), Decimal(part), Decimal(whole))


MEASURES = {
    Measure.ACTIVITIES_DONE: activities_done,
    Measure.PEOPLE_REACHED: people_reached,
    Measure.WOMEN_SHARE: women_share,
    Measure.ATTENDANCES: attendances,
    Measure.BUDGET_ABSORPTION: budget_absorption,
    Measure.VILLAGES_ACTIVE: villages_active,
    Measure.PROSPECTIVE_RECORDED: prospective_recorded,
    Measure.RETURNED_RECORDED: returned_recorded,
    Measure.DEPARTURES_PROCEDURAL: departures_procedural,
    Measure.DEPARTURES_NON_PROCEDURAL: departures_non_procedural,
    Measure.DEPARTURES_INSURED: departures_insured,
    Measure.RETURNED_LEAVING: returned_leaving,
    **{
        measure: of_register(register.measured, take)
        for register in registers()
        for measure, take in register.measured.of.items()
    },
}
