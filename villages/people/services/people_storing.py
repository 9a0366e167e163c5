"""Puts the people of a checked list into the register, a chunk at once.

Writes beside them what registering one by one writes; `import_storing` says when.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from desmigratif.ui.refusals import Refused

from ...choices import RecordStep
from ...lists.services.import_rows import hold, seal
from ...lists.services.import_storing import write_down
from ...models import (
    Beneficiary,
    Household,
    ImportBatch,
    ImportRow,
    ListedPerson,
    NotSame,
    RecordChange,
    Residence,
    Stage,
    Village,
)
from .. import nik
from ..trail import line
from . import people_lists, people_register
from .ends import record_end

#: How often a chunk is tried again when others register the same people at the same moment.
TRIES = 5
#: Ids that fit into one statement on every database.
IN_ONE_QUERY = 500


def store_people(
    rows: Sequence[ImportRow],
    values: Mapping[int, dict[str, Any]],
    batch: ImportBatch,
    update: Callable[..., tuple[dict[str, Any], Beneficiary, Stage | None]],
) -> None:
    """Registers the people of the rows; `update(row, values, batch, by)` changes a record that is there.

    Somebody who was taken out of the register meanwhile is registered anew.
    """
    records = [int(row.record) for row in rows if row.record]
    there = set(Beneficiary.objects.filter(pk__in=records).values_list("pk", flat=True))
    for row in rows:
        row.record = row.record if row.record and int(row.record) in there else ""
    changing = [row for row in rows if row.record]
    new = [row for row in rows if not row.record]
    changed = [_update(row, values[row.pk], batch, update) for row in changing]
    # A later stage of somebody whom this list registers: both rows tell the history of one person.
    changed += [_update(row, values[row.pk], batch, update) for row in _create(new, values, batch)]
    changed = [listed for listed in changed if listed]
    write_down([row for row in rows if not row.outcome or row.outcome == ImportRow.Outcome.UPDATED])
    ListedPerson.objects.bulk_create(changed)
    _tell_version({listed.person_id for listed in changed}, batch)


def _tell_version(people, batch):
    """All rows of one person end at the version that the last of them left."""
    version = Beneficiary.objects.filter(pk=OuterRef("person")).values("version")[:1]
    listed = ListedPerson.objects.filter(row__batch=batch, person__in=people)
    listed.update(version=Subquery(version))


def _update(row, values, batch, update):
    """Whom a row changed, to be stored; None where the row is held."""
    try:
        with transaction.atomic():
            before, person, stage = update(row=row, values=values, batch=batch, by=batch.stored_by)
    except Refused as refused:
        hold(row, "nik", "", refused.message)
        return None
    row.outcome = ImportRow.Outcome.UPDATED
    row.sealed = seal({"values": values, "before": before})
    return ListedPerson(row=row, person=person, version=person.version, stage=stage)


def _create(rows, values, batch):
    """Registers the people of the rows whom nobody registered meanwhile, in one go.

    Returns the rows that say more of somebody whom this list registers; `record` is that person.
    """
    by = batch.stored_by
    places = {village.area_id: village for village in Village.objects.editable_by(by).select_related("area")}
    made = {}
    for row in rows:
        village = places.get(values[row.pk]["village"])
        if village is None:
            hold(row, "village", values[row.pk]["village"], _("This village is no longer in your area."))
        else:
            made[row] = people_lists.new_beneficiary(values[row.pk], village, by)
    households = _households(values[row.pk].get("household") for row in made)
    for row, person in made.items():
        person.household_id = households.get(values[row.pk].get("household"))
    more = _without_repeats(made)
    for _try in range(TRIES):
        more |= _hold_registered(made, values, batch)
        # In one order for everybody: two imports of the same people wait, and do not block each other.
        ordered = sorted(made.values(), key=lambda person: person.nik_index or "")
        try:
            with transaction.atomic():
                Beneficiary.objects.bulk_create(ordered)
            break
        except IntegrityError:
            for person in ordered:
                person.pk = None
    else:
        raise Refused(_("The same people are being registered elsewhere right now. Try again."))
    _write_beside(made, values, batch)
    _tell_apart(made, values, by)
    ids = {person.nik_index: person.pk for person in made.values()}
    for row, index in more.items():
        row.record = row.record or str(ids.get(index, ""))
        if not row.record:
            hold(row, "nik", values[row.pk]["nik"], _("This NIK has since been registered by another row."))
    return [row for row in more if row.record]


def _without_repeats(made):
    """Takes out the rows that are about the person of an earlier row; returns `{row: index of the NIK}`."""
    seen, more = set(), {}
    for row, person in list(made.items()):
        if person.nik_index and person.nik_index in seen:
            more[row] = person.nik_index
            del made[row]
        seen.add(person.nik_index)
    return more


def _hold_registered(made, values, batch):
    """Takes the rows out whose NIK the register has by now, from another window or from this very list.

    Returns `{row: index of the NIK}` of those whom an earlier part of this list registered.
    """
    by, more = batch.stored_by, {}
    indexes = [person.nik_index for person in made.values() if person.nik_index]
    taken = Beneficiary.objects.filter(nik_index__in=indexes, merged_into__isnull=True)
    taken = dict(taken.values_list("nik_index", "pk"))
    own = set(Beneficiary.objects.visible_to(by).filter(pk__in=taken.values()).values_list("pk", flat=True))
    listed = ListedPerson.objects.filter(row__batch=batch, person__in=own)
    listed = set(listed.values_list("person", flat=True))
    for row, person in list(made.items()):
        known = taken.get(person.nik_index)
        if known is None:
            continue
        del made[row]
        if known in listed:
            row.record, more[row] = str(known), person.nik_index
        elif known in own:
            hold(row, "nik", values[row.pk]["nik"], _("This NIK has since been registered by another row."))
        else:
            # Somebody outside the area has the NIK: the row waits, and tells nothing more than that.
            row.is_takeable = False
            hold(row, "nik", values[row.pk]["nik"], people_register.elsewhere_text(), "nik_elsewhere")
    return more


def _households(numbers):
    """`{KK number: id of the household}`, new ones made."""
    wanted = {nik.blind_index(number): number for number in numbers if number}
    known = dict(Household.objects.filter(index__in=wanted).values_list("index", "pk"))
    new = sorted(set(wanted) - set(known))
    if new:
        Household.objects.bulk_create(
            [Household(sealed=nik.encrypt(wanted[index]), index=index) for index in new],
            ignore_conflicts=True,
        )
        known |= dict(Household.objects.filter(index__in=new).values_list("index", "pk"))
    return {number: known[index] for index, number in wanted.items()}


def _write_beside(made, values, batch):
    """Residence, stage and trail of new people, as when they are registered one by one."""
    by = batch.stored_by
    ids = [person.pk for person in made.values()]
    _insert_for(ids, Residence(recorded_by=by), village="village_id")
    trace = [line("import", after=batch.number)]
    _insert_for(ids, RecordChange(what=RecordStep.REGISTERED, changes=trace, by=by))
    stages = {}
    for row, person in made.items():
        if said := people_lists.stated_stage(values[row.pk], batch):
            stages.setdefault(tuple(said.items()), []).append(person.pk)
    for said, people in stages.items():
        _insert_for(people, Stage(recorded_by=by, **dict(said)))
    _record_ends(made, values, batch)
    for row in made:
        row.outcome = ImportRow.Outcome.CREATED
    _write_rows(made)


def _write_rows(made):
    """Which row made whom, and that the rows are done: their values are not written again."""
    people = [person.pk for person in made.values()]
    stages = dict(Stage.objects.filter(beneficiary__in=people).values_list("beneficiary", "pk"))
    ListedPerson.objects.bulk_create(
        ListedPerson(row_id=row.pk, person_id=person.pk, version=1, stage_id=stages.get(person.pk))
        for row, person in made.items()
    )
    person = ListedPerson.objects.filter(row=OuterRef("pk")).values("person")[:1]
    ImportRow.objects.filter(pk__in=[row.pk for row in made]).update(
        outcome=ImportRow.Outcome.CREATED, record=Cast(Subquery(person), CharField())
    )


def _record_ends(made, values, batch):
    """The ends that rows about new people tell; where one cannot be, the row is held and nobody kept."""
    for row, person in list(made.items()):
        said = people_lists.stated_end(values[row.pk], batch)
        try:
            if said:
                record_end(beneficiary=person, by=batch.stored_by, **said)
        except Refused as refused:
            person.delete()
            del made[row]
            hold(row, "end", said["kind"], refused.message)


def _tell_apart(made, values, by):
    """Whoever took a row as another person than those who are much alike is not asked about them again."""
    taken = {
        row: person
        for row, person in made.items()
        if row.decision == ImportRow.Decision.TAKE
        and any(note["kind"] == "possible_same_person" for note in row.notes)
    }
    if not taken:
        return
    register = people_register.KnownPeople([values[row.pk] for row in taken], by)
    pairs = {
        tuple(sorted((person.pk, other.pk)))
        for row, person in taken.items()
        for other in register.perhaps_same(values[row.pk])
        if other.pk != person.pk
    }
    NotSame.objects.bulk_create(NotSame(one_id=one, other_id=other, by=by) for one, other in pairs)
    RecordChange.objects.bulk_create(
        RecordChange(beneficiary_id=pk, what=RecordStep.TOLD_APART, by=by) for pair in pairs for pk in pair
    )


def _insert_for(ids, pattern, **columns):
    """Writes one row like `pattern` for each person; `columns`: field -> column of the person it comes from.

    The database copies them itself: thousands of rows that say the same never pass through the process.
    """
    names, sources, values = ["beneficiary_id"], ["id"], []
    for field in pattern._meta.concrete_fields:
        if field.primary_key or field.name == "beneficiary":
            continue
        names.append(field.column)
        sources.append(columns.get(field.name, "%s"))
        if field.name not in columns:
            values.append(field.get_db_prep_save(getattr(pattern, field.attname), connection))
    quote = connection.ops.quote_name
    table, people = quote(pattern._meta.db_table), quote(Beneficiary._meta.db_table)
    head = f"INSERT INTO {table} ({', '.join(map(quote, names))}) SELECT {', '.join(sources)} FROM {people}"
    with connection.cursor() as cursor:
        for start in range(0, len(ids), IN_ONE_QUERY):
            part = ids[start : start + IN_ONE_QUERY]
            places = ", ".join(["%s"] * len(part))
            cursor.execute(f"{head} WHERE id IN ({places})", [*values, *part])
