"""What the pages of an import show of its rows: values by name, NIK unseen, and counts per fate."""

from collections import Counter
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.db.models import Count

from villages.choices import Sex
from villages.lists.services import import_rows
from villages.models import ImportRow

from ..models import Activity
from .services import kind_of

Fate = ImportRow.Fate
READY = (Fate.ACCEPT, Fate.ACCEPT_CORRECTED, Fate.INCOMPLETE)
TONES = {
    Fate.ACCEPT: "ok",
    Fate.ACCEPT_CORRECTED: "ok",
    Fate.INCOMPLETE: "info",
    Fate.REVIEW: "warn",
    Fate.REFUSE: "bad",
    Fate.IGNORE: "none",
}


@dataclass
class Preview:
    """One row of the file as it will be stored, or why it will not be.

    `cells` are `(label, text)`; the first of them names the row, and is a link to what it became.
    """

    row: ImportRow
    cells: list
    differences: list = field(default_factory=list)
    #: Address of the record that the row became, if the reader may see it.
    url: str = ""
    #: How many cells name the row.
    titled: int = 3

    @property
    def tone(self):
        return TONES[Fate(self.row.fate)]

    @property
    def is_of_closed_quarter(self):
        return any(note["kind"] == "period_closed" for note in self.row.notes)

    @property
    def title(self):
        return " · ".join(text for _label, text in self.cells[: self.titled] if text)

    @property
    def notes(self):
        """All notes with the cell they are about, `C7`; none where a note is about the whole row."""
        return self._with_cells(self.row.notes)

    @property
    def faults(self):
        """Those of them that are to be corrected before the row can be stored."""
        return self._with_cells(import_rows.faults_of(self.row))

    def _with_cells(self, notes):
        for note in notes:
            letter, _space, title = note["column"].partition(" ")
            # Of lists that were turned a column is one cell: `C5`.
            cell = letter if letter[-1:].isdigit() else letter and f"{letter}{self.row.number}"
            yield {**note, "cell": cell, "title": title.strip("“”")}


def previews(batch, rows, user):
    """A `Preview` of each row, as its kind of list shows it."""
    rows, kind = list(rows), kind_of(batch)
    values = {row.pk: import_rows.unsealed(row).get("values") or {} for row in rows}
    shown = kind.shown_rows(rows, values, batch, user)
    return [Preview(row, *shown[row], titled=kind.titled) for row in rows]


@dataclass
class Draft:
    """An activity that came from a list, and what it lacks before it can be sent."""

    activity: Activity
    missing: list
    is_ticked: bool = False

    @property
    def heads(self):
        """Men, women and people of unknown sex in all its villages."""
        places = self.activity.activity_villages.all()
        return SimpleNamespace(**{sex: sum(getattr(place, sex) for place in places) for sex in Sex.values})

    @property
    def plan(self):
        return sum(line.plan or 0 for line in self.activity.funding_lines.all())


@dataclass
class Summary:
    """How many rows meet which fate; the sum is every line of the file that says something."""

    ready: int
    tidied: int
    incomplete: int
    held: int
    taken: int
    undecided: int
    #: Held rows that nobody may take as they are: of a closed quarter, of a person of another area.
    blocked: int
    refused: int
    skipped: int
    skipped_for: list

    @property
    def as_is(self):
        return self.ready - self.tidied - self.incomplete

    @property
    def total(self):
        return self.ready + self.held + self.blocked + self.refused + self.skipped

    @property
    def to_store(self):
        return self.ready + self.taken

    @property
    def open(self):
        return self.refused + self.blocked + self.undecided

    @classmethod
    def of(cls, batch):
        counts, held, blocked = Counter(), Counter(), 0
        found = (
            batch.rows.order_by().values_list("fate", "is_takeable", "decision").annotate(rows=Count("pk"))
        )
        for fate, is_takeable, decision, rows in found:
            if fate != Fate.REVIEW:
                counts[fate] += rows
            elif is_takeable or decision:
                held[decision] += rows
            else:
                blocked += rows
        ignored = batch.rows.filter(fate=Fate.IGNORE).values_list("notes", flat=True)
        reasons = Counter(notes[-1]["text"] for notes in ignored)
        return cls(
            ready=sum(counts[fate] for fate in READY),
            tidied=counts[Fate.ACCEPT_CORRECTED],
            incomplete=counts[Fate.INCOMPLETE],
            held=held.total(),
            taken=held[ImportRow.Decision.TAKE],
            undecided=held[""],
            blocked=blocked,
            refused=counts[Fate.REFUSE],
            skipped=counts[Fate.IGNORE],
            skipped_for=reasons.most_common(),
        )


def outcome(batch):
    """What was stored and what was not, counted from the rows themselves."""
    created = batch.rows.filter(outcome=ImportRow.Outcome.CREATED)
    found = {
        "created": created.count(),
        "updated": batch.rows.filter(outcome=ImportRow.Outcome.UPDATED).count(),
        "undone": batch.rows.filter(outcome=ImportRow.Outcome.UNDONE).count(),
        "faults": batch.rows.open_faults().count(),
        "declined": batch.rows.filter(decision=ImportRow.Decision.SKIP).count(),
        "ignored": batch.rows.filter(fate=Fate.IGNORE).count(),
        "total": batch.rows.count(),
    }
    kind = kind_of(batch)
    return found | {"added": kind.added(found["created"]), "details": kind.details(batch)}
