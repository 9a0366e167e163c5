"""Takes a list of any kind through the import, as the pages do: uploaded, checked, stored."""

import datetime
import json

from pillars.imports.services import KINDS, run_step
from tests.sheets import CASES
from villages.lists.services import imports
from villages.lists.services.known_places import suggested_columns

HOLDS_ON = datetime.date(2026, 3, 1)
REASON = "Daftar peserta pelatihan, untuk laporan triwulan"


def expected(case):
    """`{row: the fates that the expectations of a case allow}`."""
    content = json.loads((CASES / f"{case}.expect.json").read_text())
    return {row["row"]: {row["outcome"], *row.get("also_allowed", ())} for row in content["rows"]}


def checked(kind, content, by, name="daftar.csv", sheet="", **fields):
    """The batch of a list (bytes, or a text of lines; its first sheet) whose rows have been judged."""
    kind = KINDS[kind]
    content = content.encode() if isinstance(content, str) else content
    batch = imports.open_batch(content=content, name=name, by=by, kind=kind)
    batch.sheet = sheet or batch.sheet or imports.workbook_of(batch).sheets[0].name
    return judged(kind, batch, by, **fields)


def judged(kind, batch, by, **fields):
    """The batch with its rows judged, the columns read as they are suggested."""
    table = kind.schema.laid_out(imports.workbook_of(batch).table(batch.sheet))
    batch = imports.choose_columns(
        batch=batch,
        sheet=batch.sheet,
        columns=table.titles,
        mapping=suggested_columns(table, kind.schema, by).columns,
        by=by,
        **{"holds_on": HOLDS_ON if kind.day_label else None, "reason": REASON, **fields},
    )
    run_step(batch)
    batch.refresh_from_db()
    return batch


def read_as_proposed(kind, content, by, *, answers=None, **fields):
    """The batch of a list read as the columns page proposes it; `answers` to what it asks."""
    return checked(kind, content, by, for_all=answers or {}, **fields)


def stored(batch, by, *, taking=(), choice="good"):
    """The batch with its good rows stored, and the held ones of `taking`."""
    imports.decide(batch=batch, decisions=dict.fromkeys(taking, "take"))
    batch = imports.start_storing(batch=batch, choice=choice, by=by)
    run_step(batch)
    batch.refresh_from_db()
    return batch


def fates(batch):
    return dict(batch.rows.values_list("number", "fate"))


def kinds_of_notes(batch, number):
    return [note["kind"] for note in batch.rows.get(number=number).notes]
