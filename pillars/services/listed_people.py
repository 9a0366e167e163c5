"""The people of a list of participants: found again, or registered once for all rows that are about them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused
from villages.choices import Sex
from villages.models import Beneficiary, ImportBatch, ImportRow, ListedPerson, Village
from villages.people import names, nik
from villages.people.services.beneficiaries import Person, register_beneficiaries

from .participant_lists import identity


def people_of_list(
    said: Mapping[ImportRow, Mapping[str, Any]], batch: ImportBatch
) -> dict[ImportRow, Beneficiary]:
    """`{row: person}`; who is not in the register is registered, as a `ListedPerson` of the row.

    Raises `Refused` where the person of a row cannot be had, and has registered nobody then.
    """
    known = Beneficiary.objects.visible_to(batch.stored_by).in_bulk(
        {one["person"] for one in said.values() if one.get("person")}
    )
    people, first_of = {}, {}
    for row, one in said.items():
        if pk := one.get("person"):
            if pk not in known:
                raise Refused(_("The record of this person is no longer there. Upload the row again."))
            people[row] = known[pk]
        else:
            first_of.setdefault(_key(one), row)
    made = _made_before(first_of, batch)
    new = {key: row for key, row in first_of.items() if key not in made}
    made |= _registered({row: said[row] for row in new.values()}, batch)
    return people | {row: made[_key(one)] for row, one in said.items() if row not in people}


def _key(values):
    """What rows say of one person: the index of the NIK, else village and name."""
    return nik.blind_index(values["nik"]) if values.get("nik") else identity(values)


def _made_before(keys, batch):
    """The people of the keys whom earlier rows of the list registered."""
    indexes = {key for key in keys if isinstance(key, str)}
    named = {key[1] for key in keys if not isinstance(key, str)}
    made = Beneficiary.objects.filter(
        Q(nik_index__in=indexes) | Q(nik_index=None, name_key__in=named),
        listed_in__row__batch=batch,
        merged_into__isnull=True,
    )
    made = {
        one.nik_index or (one.village.area_id, one.name_key): one for one in made.select_related("village")
    }
    return {key: person for key, person in made.items() if key in keys}


def _registered(said, batch):
    """Registers the people of the rows, each about somebody else; `{key: person}`."""
    if not said:
        return {}
    places = Village.objects.editable_by(batch.stored_by).filter(
        area__in={one["village"] for one in said.values()}
    )
    places = {village.area_id: village for village in places.select_related("area")}
    if any(one["village"] not in places for one in said.values()):
        raise Refused(_("This village is no longer in your area."))
    _refuse_namesakes(said.values())
    people = [
        Person(
            full_name=one["full_name"],
            village=places[one["village"]],
            sex=one.get("sex") or Sex.UNKNOWN,
            nik=one.get("nik", ""),
        )
        for one in said.values()
    ]
    made = register_beneficiaries(people=people, by=batch.stored_by, list_number=batch.number)
    ListedPerson.objects.bulk_create(
        ListedPerson(row=row, person=person, version=person.version)
        for row, person in zip(said, made, strict=True)
    )
    return {_key(one): person for one, person in zip(said.values(), made, strict=True)}


def _refuse_namesakes(values):
    """Somebody of a name came into the register after the list was checked, also by another row of it."""
    asked = [identity(one) for one in values if not one.get("nik") and not one.get("is_another")]
    same = Beneficiary.objects.filter(
        village__area__in={village for village, _name in asked},
        name_key__in={name for _village, name in asked},
        merged_into__isnull=True,
    )
    there = set(same.values_list("village__area", "name_key")) if asked else set()
    beside = Counter((one["village"], names.key(one["full_name"])) for one in values)
    if any(one in there or beside[one] > 1 for one in asked):
        raise Refused(_("Somebody with this name has since been registered. Upload the row again."))
