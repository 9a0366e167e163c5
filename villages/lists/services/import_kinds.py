"""What the import asks of a kind of list. A kind says which columns there are and how a row is stored."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Count, Model
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import clock, formatting
from desmigratif.ui.refusals import Refused

from ...models import Area, ImportBatch, ImportRow
from ..sheets.cells import Cell, cell_of
from ..sheets.field_reader import FieldReader
from ..sheets.judging import Judged
from ..sheets.layout import SheetRow, Table
from ..sheets.schema import Schema
from . import import_rows
from .import_storing import write_down
from .known_places import NamedVillage, places_of


@dataclass
class Background:
    """What a judge of rows knows of the world around the list.

    `village`, `holds_on` and `for_all` (`{field key: text}`) are for lists that do not say them themselves.
    """

    villages: list[NamedVillage]
    today: date
    village: str = ""
    office_regency: str = ""
    for_all: dict[str, str] = field(default_factory=dict)
    holds_on: date | None = None


class ShownRow(NamedTuple):
    """A row in a preview: `(label, text)` of its cells, what it would change, the address of its record."""

    cells: list[tuple[str, str]]
    differences: Sequence[tuple[str, str, str]] = ()
    url: str = ""


class StoredRow(NamedTuple):
    """What became of a row: outcome, record as the kind names it, its version, what it said before."""

    outcome: str
    record: str
    version: int | None = None
    before: dict[str, Any] | None = None


class ListKind:
    """One kind of list: its columns say how they are read, its rows are stored by a service.

    `key` is stored with the batch and stands in addresses; `label` and `hint` are for the choice on the
    upload page; `day_label` asks for the day on which a list holds that gives none; `permission` is needed
    to bring such a list and to see one. `schema` holds the columns, `shown` the keys of a preview.
    `titled` is how many of them name a row.
    `for_all` are keys of columns that a list may lack, where the upload says them once for every row.
    `is_about_own_villages` is False for lists of the whole country, which no area of one's own limits.
    """

    key = ""
    label = hint = day_label = ""
    permission = ""
    schema: Schema | None = None
    shown: tuple[str, ...] = ()
    titled = 3
    for_all: tuple[str, ...] = ()
    #: The column whose NIKs the check asks the register about, also beyond the own area; empty for none.
    asked_about = ""
    is_about_own_villages = True
    #: Reads the rows; a kind derives its own where cells need more than the rules of their fields.
    reader: type = FieldReader

    @property
    def has_one_village(self) -> bool:
        """Whether a row is about one village, so that a whole list may be about one as well."""
        return self.is_about_own_villages and any(one.key == "village_code" for one in self.schema.fields)

    def columns_of(self, batch: ImportBatch) -> list[tuple[str, str]]:
        """`(key of a value, label)` of what a preview shows of each row."""
        return [(key, self.schema.field(key).label) for key in self.shown]

    def added(self, count: int) -> str:
        """What so many new rows are, for the last page."""
        return ngettext("%s row added", "%s rows added", count) % formatting.number(count)

    def details(self, batch: ImportBatch) -> list[tuple[str, int]]:
        """`[(label, count)]` of what else is worth saying about the new rows, for the last page."""
        return []

    def finish(self, batch: ImportBatch) -> None:
        """The whole list is stored: what was only needed to store it may go."""

    def lock(self, batch: ImportBatch) -> None:
        """Locks what the batch stored, before anybody asks what stands against an undo."""

    def background(self, batch: ImportBatch) -> Background:
        """What the reader may ask of the world around the list."""
        return Background(
            villages=places_of(batch.uploaded_by),
            today=clock.today(),
            village=batch.village.area_id if batch.village else "",
            for_all=batch.for_all,
            holds_on=batch.holds_on,
        )

    def check(self, judged: Judged, cells: dict[str, Cell], reader: Any) -> None:
        """Sees the values of a row together; says what does not fit with `reader.add`."""

    def compare(self, judged: Judged, batch: ImportBatch) -> str:
        """Sees what the portal has already; returns the record that the row would change, or an empty text.

        `judged.add` says why a row waits or is skipped. A row that says nothing new is to be skipped.
        """
        return ""

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        """`{row: why it can no longer be taken back}`, asked for all of them at once; no reason is empty."""
        return {}

    def undo_row(self, row: ImportRow, before: dict[str, Any] | None, by: User) -> None:
        """Takes one row back; `before` is what the record said, None where the row made it."""
        raise NotImplementedError

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        """`{record: address}` of what the rows became, as far as the user may see it."""
        return {}

    def shown_rows(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch, user: User
    ) -> dict[ImportRow, ShownRow]:
        """`{row: ShownRow}` of rows for a preview; `values` by row id."""
        codes = {said["village"] for said in values.values() if said.get("village")}
        places = dict(Area.objects.filter(pk__in=codes).values_list("pk", "name"))
        links, columns = self.links(rows, user), self.columns_of(batch)
        shown = {}
        for row in rows:
            said = values[row.pk]
            said = {**said, "village": places.get(said.get("village"), said.get("village"))}
            cells = [(label, self.text_of(key, said.get(key))) for key, label in columns]
            shown[row] = ShownRow(cells, url=links.get(row.record, ""))
        return shown

    def text_of(self, key: str, value: Any) -> str:
        """A value as the preview shows it."""
        if value is None:
            return ""
        if isinstance(value, date):
            return formatting.short_date(value)
        return str(value)

    def said_above(self, table: Table, user: User) -> dict[str, str]:
        """`{field key: text}` of what labels and titles say of all rows: `Kode: K-02`, `TAHUN 2026`."""
        said = {}
        for one in map(self.schema.field, self.for_all):
            text = table.surroundings.labelled(one.titles)
            if text and one.read and one.read(cell_of(text))[0] is None:
                text = ""
            said[one.key] = text or (table.surroundings.only_one_read(one.said_in) if one.said_in else "")
        return {key: text for key, text in said.items() if text}

    def judge(
        self,
        table: Table,
        batch: ImportBatch,
        passing: Callable[[list[SheetRow]], Iterable[SheetRow]] = iter,
    ) -> Iterator[Judged]:
        """A `Judged` for every row of the table, in its order; `passing` hands them on one by one."""
        background = self.background(batch)
        background.for_all = self.said_above(table, batch.uploaded_by) | background.for_all
        reader = self.reader(table.columns, batch.mapping, background, self.schema, self.check)
        lines, reader.surroundings = list(table.rows), table.surroundings
        reader.look_up(lines)
        rows = [reader(row) for row in passing(lines)]
        self.mark_repeats(rows, reader)
        self.ask_register(rows, batch)
        return iter(rows)

    def ask_register(self, rows: list[Judged], batch: ImportBatch) -> None:
        """Asks of all rows at once what may be asked only so often, and is written down."""

    def mark_repeats(self, rows: list[Judged], reader: Any) -> None:
        """Marks rows of one list that say something about the same thing."""

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        """`{number of the row: record}` by `compare`; a kind may ask for all rows at once instead.

        Refused and skipped rows are not among them.
        """
        return {judged.number: self.compare(judged, batch) for judged in rows}

    def store_rows(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> Sequence[StoredRow | Refused]:
        """A `StoredRow`, or the `Refused` that leaves it to be corrected, for each row; `values` by row id.

        Rows are stored together as far as none of them is refused. Where one is, each half is tried apart,
        down to the row by itself, so that every row meets the rules and sentences of the one service.
        """
        try:
            with transaction.atomic():
                return self.store_together(rows, values, batch)
        except Refused as refused:
            if len(rows) == 1:
                return [refused]
        middle = len(rows) // 2
        halves = rows[:middle], rows[middle:]
        return [stored for half in halves for stored in self.store_rows(half, values, batch)]

    def store_together(
        self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch
    ) -> list[StoredRow]:
        """Stores rows by their service, all or none; `Refused` where one of them cannot be stored."""
        return [self.store_row(values[row.pk], row.record, batch) for row in rows]

    def store_row(self, values: dict[str, Any], record: str, batch: ImportBatch) -> StoredRow:
        """Stores one row, of a kind whose service takes one; `Refused` leaves it to be corrected."""
        raise NotImplementedError

    def store(self, rows: list[ImportRow], values: dict[int, dict[str, Any]], batch: ImportBatch) -> None:
        """Stores rows, `values` by row id, for `batch.stored_by`; one without outcome is to be corrected."""
        for row, stored in zip(rows, self.store_rows(rows, values, batch), strict=True):
            if isinstance(stored, Refused):
                import_rows.hold(row, "", "", stored.message)
                continue
            row.outcome, row.record = stored.outcome, stored.record
            row.result_version = stored.version
            row.sealed = import_rows.seal({"values": values[row.pk], "before": stored.before})
        write_down(rows)

    def against(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        """`{row: why it can no longer be taken back}` of stored rows; the others can."""
        used = self.used(rows, batch, by)
        return {row: reason for row in rows if (reason := used.get(row) or self._not_kept(row))}

    @staticmethod
    def _not_kept(row):
        """Why a changed record cannot be put back, or an empty text."""
        if row.outcome == ImportRow.Outcome.UPDATED and not row.sealed:
            return _("what the record said before is no longer kept.")
        return ""

    def undo(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> None:
        """Takes back what these rows stored; the caller holds the lock, and nothing stands against them."""
        for row in reversed(rows):
            self.undo_row(row, import_rows.unsealed(row).get("before"), by)


def times_written(model: type[Model], ids: Iterable[int]) -> dict[int, int]:
    """`{id: how often a record was stored}`, by its history."""
    traces = model.history.filter(id__in=ids).order_by().values_list("id")
    return dict(traces.annotate(written=Count("pk")))
