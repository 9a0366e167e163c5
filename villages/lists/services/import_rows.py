"""One line of a list between file and portal: its values sealed for keeping, its notes for the screen.

Values are kept as JSON under one seal per row; notes show long numbers masked.
"""

import datetime
import json
from typing import Any

from ...models import ImportBatch, ImportRow
from ...people import nik
from ..sheets.judging import Judged, masked
from ..sheets.sheetxml import column_letter

#: How a day stands in sealed values, where JSON has no word for it.
DAY = "__day__"
#: What a remark may say of a row that is stored nevertheless.
HARMLESS = (ImportRow.Fate.ACCEPT, ImportRow.Fate.ACCEPT_CORRECTED, ImportRow.Fate.INCOMPLETE)


def row_of(batch: ImportBatch, judged: Judged) -> ImportRow:
    """The row of a judged line, its notes masked."""
    row = ImportRow(batch_id=batch.pk, number=judged.number, fate=judged.fate, is_takeable=judged.is_takeable)
    for note in judged.notes:
        column = note.column or _column(batch, note.key)
        add_note(row, note.kind, note.key, note.value, note.text, column, note.fate)
    return row


def _column(batch, key):
    """The column of a field as messages name it: `B “NIK”`."""
    index = batch.mapping.get(key)
    if index is None:
        return ""
    letter, title = column_letter(index + 1), batch.columns[index]
    return f"{letter} “{title}”" if title else letter


def seal(content: dict[str, Any]) -> str:
    return nik.encrypt(json.dumps(content, ensure_ascii=False, default=_plain))


def unsealed(row: ImportRow) -> dict[str, Any]:
    """`{values, cells, before}` of a row as far as they are still kept."""
    return json.loads(nik.decrypt(row.sealed), object_hook=_with_days) if row.sealed else {}


def _plain(value):
    return {DAY: value.isoformat()} if isinstance(value, datetime.date) else str(value)


def _with_days(content):
    return datetime.date.fromisoformat(content[DAY]) if DAY in content else content


def add_note(
    row: ImportRow, kind: str, key: str, value: str, text: str, column: str = "", fate: str = ""
) -> None:
    """Adds a remark; `fate` as far as it is one remark's, of a row that was refused as a whole nothing."""
    words = {"value": masked(value), "text": masked(text)}
    row.notes = [*row.notes, {"kind": kind, "key": key, "column": column, "fate": fate, **words}]


def faults_of(row: ImportRow) -> list[dict[str, str]]:
    """The notes for which the row is not stored: not what was merely read, or is missing."""
    faults = [note for note in row.notes if note.get("fate", "") not in HARMLESS]
    return faults or row.notes


def hold(row: ImportRow, key: str, value: str, text: str, kind: str = "not_stored") -> None:
    """The row is not stored after all and waits to be corrected and sent again."""
    row.fate, row.decision = ImportRow.Fate.REVIEW, ""
    add_note(row, kind, key, value, text)
