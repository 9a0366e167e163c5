"""Puts the rows of a checked list into the register, a chunk per transaction.

A worker that is killed loses the chunk it was in and nothing else: whoever runs the batch again goes on
with the first row that has no outcome, under the lock of the batch.
"""

from django.db import IntegrityError, connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import nik
from ..models import Beneficiary, Household, ImportBatch, ImportRow, RecordChange, Residence, Stage, Village
from . import import_rows
from .errors import ChangeRefused
from .imports import CHUNK, Fate, State, forget_file

#: How often a chunk is tried again when others register the same people at the same moment.
TRIES = 5
#: Ids that fit into one statement on every database.
IN_ONE_QUERY = 500


class NotAll(Exception):
    """A row could not be stored though all or nothing was asked."""


def store_rows(batch, *, update):
    """Stores what the user chose; `update(row, values, batch, by)` changes a record that is there already."""
    if batch.choice == ImportBatch.Choice.GOOD_ROWS:
        while _store_chunk(batch.pk, update):
            pass
        return
    try:
        with transaction.atomic():
            while _store_chunk(batch.pk, update):
                pass
    except NotAll as broken:
        ImportBatch.objects.filter(pk=batch.pk, state=State.STORING).update(
            state=State.CHECKED, message=str(broken), progress=0
        )


@transaction.atomic
def _store_chunk(pk, update):
    """Stores the next rows; False when nothing is left to do."""
    batch = (
        ImportBatch.objects.select_for_update(of=("self",)).select_related("stored_by").filter(pk=pk).first()
    )
    if batch is None or batch.state != State.STORING:
        return False
    rows = list(batch.rows.storable().filter(outcome="").select_related("existing")[:CHUNK])
    if not rows:
        _finish(batch)
        return False
    values = {row.pk: import_rows.unsealed(row)["values"] for row in rows}
    updates = [row for row in rows if row.existing_id]
    for row in updates:
        _update(row, values[row.pk], batch, update)
    _create([row for row in rows if not row.existing_id], values, batch)
    _write_down([row for row in rows if not row.outcome or row.existing_id])
    if batch.choice == ImportBatch.Choice.ALL and (held := [row for row in rows if not row.outcome]):
        raise NotAll(
            _("Nothing was stored: row %(number)s can no longer be taken. %(reason)s")
            % {"number": held[0].number, "reason": held[0].notes[-1]["text"]}
        )
    batch.progress += len(rows)
    batch.touched_at = timezone.now()
    batch.save(update_fields=["progress", "touched_at"])
    return True


def _write_down(rows):
    """What became of rows that changed a record, or that are held after all."""
    ImportRow.objects.bulk_update(
        rows,
        [
            "fate",
            "decision",
            "is_takeable",
            "notes",
            "sealed",
            "outcome",
            "result",
            "result_version",
            "stage",
        ],
    )


def _finish(batch):
    batch.state, batch.stored_at, batch.touched_at = State.STORED, timezone.now(), timezone.now()
    forget_file(batch)
    batch.save()


def _update(row, values, batch, update):
    try:
        with transaction.atomic():
            before, person, stage = update(row=row, values=values, batch=batch, by=batch.stored_by)
    except ChangeRefused as refused:
        _hold(row, "nik", "", refused.message)
        return
    row.outcome, row.result, row.result_version, row.stage = (
        ImportRow.Outcome.UPDATED,
        person,
        person.version,
        stage,
    )
    row.sealed = import_rows.seal({"before": before})


def _hold(row, key, value, text):
    """The row is not stored after all and waits to be mended and sent again."""
    row.fate, row.decision = Fate.REVIEW, ""
    import_rows.add_note(row, "not_stored", key, value, text)


def _create(rows, values, batch):
    """Registers the people of the rows whom nobody registered meanwhile, in one go."""
    by = batch.stored_by
    places = {village.area_id: village for village in Village.objects.editable_by(by).select_related("area")}
    made = {}
    for row in rows:
        village = places.get(values[row.pk]["village"])
        if village is None:
            _hold(row, "village", values[row.pk]["village"], _("This village is no longer in your area."))
        else:
            made[row] = import_rows.new_beneficiary(row, values[row.pk], village, by)
    households = _households(values[row.pk].get("household") for row in made)
    for row, person in made.items():
        person.household = households.get(values[row.pk].get("household"))
    for _try in range(TRIES):
        _hold_registered(made, values, by)
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
        raise ChangeRefused(_("The same people are being registered elsewhere right now. Try again."))
    _write_beside(made, values, batch)


def _hold_registered(made, values, by):
    """Takes the rows out whose NIK the register has by now, from another window or from this very list."""
    register = import_rows.Register([values[row.pk] for row in made], by, with_near=False)
    seen = set()
    for row, person in list(made.items()):
        known = register.by_nik.get(person.nik_index) if person.nik_index else None
        if known and not register.is_seen(known):
            import_rows.hold_elsewhere(row, values[row.pk])
        elif known or (person.nik_index and person.nik_index in seen):
            _hold(row, "nik", values[row.pk]["nik"], _("This NIK was registered by another row meanwhile."))
        else:
            seen.add(person.nik_index)
            continue
        del made[row]


def _households(numbers):
    """`{KK number: household}`, new ones made."""
    wanted = {nik.blind_index(number): number for number in numbers if number}
    known = {row.index: row for row in Household.objects.filter(index__in=wanted)}
    new = sorted(set(wanted) - set(known))
    if new:
        Household.objects.bulk_create(
            [
                Household(sealed=nik.encrypt(wanted[index]), index=index, last=wanted[index][-4:])
                for index in new
            ],
            ignore_conflicts=True,
        )
        known |= {row.index: row for row in Household.objects.filter(index__in=new)}
    return {number: known[index] for index, number in wanted.items()}


def _write_beside(made, values, batch):
    """Residence, stage and trail of new people, as when they are registered one by one."""
    by = batch.stored_by
    ids = [person.pk for person in made.values()]
    _insert_for(ids, Residence(recorded_by=by), village="village_id")
    trace = [{"field": "import", "before": "", "after": batch.number}]
    _insert_for(ids, RecordChange(what="registered", changes=trace, by=by))
    stages = {}
    for row, person in made.items():
        if said := import_rows.stage_said(values[row.pk], batch):
            stages.setdefault(tuple(said.items()), []).append(person.pk)
    for said, people in stages.items():
        _insert_for(people, Stage(recorded_by=by, **dict(said)))
    for row in made:
        row.outcome = ImportRow.Outcome.CREATED
    stage = Stage.objects.filter(beneficiary__number=OuterRef("person")).values("pk")[:1]
    ImportRow.objects.filter(pk__in=[row.pk for row in made]).update(
        outcome=ImportRow.Outcome.CREATED,
        result=Subquery(Beneficiary.objects.filter(number=OuterRef("person")).values("pk")[:1]),
        result_version=1,
        stage=Subquery(stage),
        sealed="",
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
