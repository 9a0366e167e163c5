"""Villages as lists name them: by the codes and names of every time, with the days on which they existed.

What happened to a village (case O29) is read once for a whole list.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from desmigratif.accounts.assigned import once
from desmigratif.accounts.models import User
from desmigratif.ui import clock

from ...choices import Level
from ...models import Area, AreaChange, AreaName, Village
from ..sheets import holdings, titles
from ..sheets.layout import Table
from ..sheets.places import VillageFinder
from ..sheets.schema import Schema, SuggestedColumns, suggest_mapping
from ..sheets.surroundings import village_of_address
from ..sheets.village_fields import NOT_OF_ROW


@dataclass(frozen=True)
class NamedVillage:
    """A village as lists name it; the days are those of its existence, whatever its code was.

    `former` are names it bore before, `former_codes` the codes, `former_districts` where it lay with those;
    `successors` names what it went on as.
    """

    code: str
    name: str
    district: str
    former: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None
    former_codes: tuple[str, ...] = ()
    former_districts: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()


class VillageChanges:
    """Which official village became which, under which code, and what it was called before."""

    def __init__(self) -> None:
        self._before, self._today = {}, {}
        self._after, self._former = defaultdict(list), defaultdict(list)
        for code, name in AreaName.objects.filter(area__level=Level.VILLAGE).values_list("area", "name"):
            self._former[code].append(name)
        changes = AreaChange.objects.filter(new__level=Level.VILLAGE)
        changes = changes.select_related("old__parent", "new")
        for change in changes.order_by("effective_on"):
            if change.kind == AreaChange.Kind.RECODED:
                self._before[change.new_id] = change.old
                self._today[change.old_id] = change.new_id
            self._after[change.old_id].append(f"{change.new.name} ({change.new_id})")

    def today(self, code: str) -> str:
        """The code that the village of a code bears today; one that came back is its own."""
        seen = {code}
        while (code := self._today.get(last := code)) is not None and code not in seen:
            seen.add(code)
        return last

    def place(self, area: Area, district: str) -> NamedVillage:
        """The `NamedVillage` of an official village."""
        codes, districts, first = [], [], area
        while (before := self._before.get(first.pk)) and before.pk not in (area.pk, *codes):
            codes.append(before.pk)
            districts.append(before.parent.name)
            first = before
        return NamedVillage(
            area.pk,
            area.name,
            district,
            former=tuple(self._former.get(area.pk, ())),
            begins=first.valid_from,
            ends=area.valid_to,
            former_codes=tuple(codes),
            former_districts=tuple(districts),
            successors=tuple(self._after.get(area.pk, ())),
        )


def places_of(user: User) -> list[NamedVillage]:
    """The villages for which the user may enter, as lists name them; looked for once in a request."""
    return once(user, "places", clock.today(), lambda: _places(user))


def _places(user):
    changes = VillageChanges()
    villages = Village.objects.editable_by(user).select_related("area", "district")
    # Of thousands of villages only what is read here.
    villages = villages.only("area__name", "area__valid_from", "area__valid_to", "district__name")
    return [changes.place(village.area, village.district.name) for village in villages]


def suggested_columns(table: Table, schema: Schema, user: User) -> SuggestedColumns:
    """What titles and texts suggest; a column that nothing names is that of the villages where it holds them.

    Known are the villages of the user.
    """
    found = suggest_mapping(table, schema)
    if not schema.has("village") or {"village", "village_code"} & found.columns.keys():
        return found
    places = VillageFinder(places_of(user))
    taken = {*found.columns.values(), *(column.index for column in found.technical)}
    for column in table.columns:
        is_other = column.index in taken or titles.words_of(column.title) & NOT_OF_ROW
        texts = [] if is_other else holdings.texts_of(table, column.index)
        named = sum(places.names(text) for text in texts)
        if texts and named >= holdings.MOST * len(texts):
            found.columns["village"] = column.index
            found.by_content.add("village")
            found.missing = [one for one in found.missing if one.key != "village_code"]
            found.unknown = [one for one in found.unknown if one.index != column.index]
            break
    return found


@dataclass(frozen=True)
class VillageOfList:
    """Where a list without a column for the village says it: once for all rows, or row by row."""

    village: Village | None = None
    by_row: bool = False


def stated_village(table: Table, columns: dict[str, int], user: User) -> VillageOfList:
    """Of a list, given `{field key: column index}`; nothing said where it has a column of villages."""
    if {"village", "village_code"} & columns.keys():
        return VillageOfList(by_row=True)
    places = VillageFinder(places_of(user))
    code = table.surroundings.village(places)
    if code:
        return VillageOfList(Village.objects.editable_by(user).filter(area=code).first())
    at = columns.get("address")
    texts = {row.under for row in table.rows} - {""}
    texts |= set(holdings.texts_of(table, at)) if at is not None else set()
    return VillageOfList(by_row=any(village_of_address(text, places) for text in texts))
