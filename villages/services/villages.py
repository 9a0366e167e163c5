"""Takes villages into a programme, and changes the note about them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date, within
from desmigratif.ui.refusals import Refused

from ..choices import Level
from ..models import Area, Membership, Village
from .memberships import check_membership
from .traces import create_traced, delete_traced, save_traced


@dataclass
class OfficialVillageData:
    """What is said of an official village: its standing in a programme, and a note where it is a new one."""

    area: Area
    programme: str
    status: str
    source: str
    batch_year: int | None = None
    decree: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""


@dataclass
class Taken:
    """What became of it: the membership, and whether the village was taken in for it; or why neither."""

    membership: Membership | None = None
    is_new_village: bool = False
    refused: Refused | None = None


def take_village_into_programme(*, by: User | None, **said: Any) -> Membership:
    """Makes the official village a programme village, if it is none yet, with a membership there.

    `by` is the administrator, or None for the loader of reference data.
    """
    [taken] = take_villages_into_programmes(standings=[OfficialVillageData(**said)], by=by)
    if taken.refused:
        raise taken.refused
    return taken.membership


@transaction.atomic
def take_villages_into_programmes(
    *, standings: Iterable[OfficialVillageData], by: User | None
) -> list[Taken]:
    """The same for many, in their order; one that cannot be leaves the others alone."""
    standings = list(standings)
    codes = {standing.area.pk for standing in standings}
    # The rows of areas and villages are the lock: whoever takes in or adds for the same ones queues here.
    list(Area.objects.select_for_update(no_key=True).filter(pk__in=codes).order_by("pk").values_list("pk"))
    known = Village.objects.select_for_update(of=("self",), no_key=True)
    known = known.filter(area__in=codes).order_by("pk")
    villages = {village.area_id: village for village in known.select_related("area")}
    others = defaultdict(list)
    for membership in Membership.objects.filter(village__in=villages.values()).select_related("village"):
        others[membership.village.area_id].append(membership)
    new, taken = {}, []
    for standing in standings:
        code = standing.area.pk
        village = villages.get(code) or new.get(code) or _village(standing)
        membership = _membership(village, standing)
        try:
            check_area(standing.area, until=standing.valid_to)
            check_membership(membership, others[code])
        except Refused as refused:
            taken.append(Taken(refused=refused))
            continue
        taken.append(Taken(membership, is_new_village=code not in villages and code not in new))
        others[code].append(membership)
        if code not in villages:
            new[code] = village
    create_traced(new.values(), by=by, reason=gettext_noop("added to a programme"))
    made = [one.membership for one in taken if one.membership]
    for membership in made:
        # Only now the new ones have a number.
        membership.village = membership.village
    create_traced(made, by=by, reason=gettext_noop("membership added"))
    return taken


def _village(standing):
    district = standing.area.parent
    regency = district.parent if district else None
    return Village(
        area=standing.area,
        district=district,
        regency=regency,
        province=regency.parent if regency else None,
        note=standing.note,
    )


def _membership(village, standing):
    said = {field.name: getattr(standing, field.name) for field in fields(OfficialVillageData)}
    del said["area"], said["note"]
    return Membership(village=village, **said)


def check_area(area: Area, until: date | None = None) -> None:
    """Refuses what is no village, or a village that has ended before the last day that is spoken of."""
    if area.level != Level.VILLAGE:
        raise Refused(
            _("“%(area)s” (%(code)s) is not a village. Choose a village; its code has four parts.")
            % {"area": area, "code": area.pk},
            "area",
        )
    if area.valid_to and area.valid_to < (until or clock.today()):
        raise Refused(
            _("“%(area)s” (%(code)s) has not existed since %(date)s. Choose the village that followed it.")
            % {"area": area, "code": area.pk, "date": long_date(area.valid_to)},
            "area",
        )


@transaction.atomic
def change_village(*, village: Village, note: str, by: User) -> Village:
    """Changes the note of a village."""
    village.note = note
    save_traced(village, by=by, reason=gettext_noop("note changed"))
    return village


@transaction.atomic
def remove_villages(*, villages: Iterable[Village], by: User) -> None:
    """Takes villages out again that were taken in by mistake, while nothing is said of them."""
    villages = list(villages)
    list(Area.objects.select_for_update().filter(village__in=villages).order_by("pk").values_list("pk"))
    if about := entries_about(villages):
        village = next(village for village in villages if village.pk in about)
        raise Refused(entries_text(village, about[village.pk]))
    delete_traced(villages, by=by, reason=gettext_noop("adding undone"))


def entries_text(village: Village, entries: Iterable[str]) -> str:
    """The sentence that says what is recorded about a village."""
    said = {"village": village.label, "entries": ", ".join(entries)}
    return _("%(village)s now has entries: %(entries)s.") % said


def entries_about(
    villages: Iterable[Village], *, besides: Collection[type[models.Model]] = ()
) -> dict[int, list[str]]:
    """`{village id: what is recorded about it, in words}`, whichever app records it; only where there is any.

    `besides` are models left out. One question per model, whatever the number of villages.
    """
    entries = {}
    for relation in Village._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many or relation.one_to_one) or relation.concrete:
            continue
        # Histories keep what was; everything else that points here would go, or stand in the way.
        if relation.on_delete is models.DO_NOTHING or relation.related_model in besides:
            continue
        name = relation.field.name
        rows = relation.related_model._default_manager.filter(**{f"{name}__in": villages}).order_by()
        for pk in rows.values_list(name, flat=True).distinct():
            entries.setdefault(pk, []).append(within(relation.related_model._meta.verbose_name_plural))
    return entries
