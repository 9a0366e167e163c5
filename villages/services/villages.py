"""Takes villages into a programme, and changes the note about them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date, within
from desmigratif.ui.refusals import Refused

from ..choices import Level
from ..models import Area, Membership, Village
from .memberships import add_membership
from .traces import delete_traced, save_traced


@transaction.atomic
def take_village_into_programme(
    *,
    area: Area,
    programme: str,
    status: str,
    batch_year: int | None = None,
    decree: str = "",
    source: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    note: str = "",
    by: User | None,
) -> Membership:
    """Makes the official village a programme village, if it is none yet, with its standing in the programme.

    `by` is the administrator, or None for the loader of reference data.
    """
    check_area(area, until=valid_to)
    # The area row is the lock: two people taking in the same village queue here.
    Area.objects.select_for_update().get(pk=area.pk)
    village = Village.objects.filter(area=area).first()
    if village is None:
        district = area.parent
        village = Village(
            area=area, district=district, regency=district.parent, province=district.parent.parent, note=note
        )
        save_traced(village, by=by, reason=gettext_noop("taken into a programme"))
    return add_membership(
        village=village,
        programme=programme,
        status=status,
        batch_year=batch_year,
        decree=decree,
        source=source,
        valid_from=valid_from,
        valid_to=valid_to,
        by=by,
    )


def check_area(area: Area, until: date | None = None) -> None:
    """Refuses what is no village, or a village that has ended before the last day that is spoken of."""
    if area.level != Level.VILLAGE:
        raise Refused(
            _('"%(area)s" (%(code)s) is not a village. Choose a village; its code has four parts.')
            % {"area": area, "code": area.pk},
            "area",
        )
    if area.valid_to and area.valid_to < (until or clock.today()):
        raise Refused(
            _('"%(area)s" (%(code)s) has not existed since %(date)s. Choose the village that followed it.')
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
    delete_traced(villages, by=by, reason=gettext_noop("taking in undone"))


def entries_text(village: Village, entries: Iterable[str]) -> str:
    """The sentence that says what is recorded about a village."""
    said = {"village": village.label, "entries": ", ".join(entries)}
    return _("%(village)s has entries by now: %(entries)s.") % said


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
