"""What the pages of an import show of its rows: values by name, NIK masked, and counts per fate."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from desmigratif.ui import formatting
from villages import nik
from villages.choices import Education, Sex, StageKind
from villages.models import Beneficiary, ImportRow, Village
from villages.services import import_rows

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

CHOICES = {"sex": Sex.choices, "education": Education.choices, "stage": StageKind.choices}


@dataclass
class Preview:
    """One row of the file as it will be stored, or why it will not be."""

    row: ImportRow
    name: str = ""
    nik: str = ""
    sex: str = ""
    birth: object = None
    village: str = ""
    stage: str = ""
    differences: list = field(default_factory=list)
    #: The record that the row became, if the reader may see it.
    person: Beneficiary | None = None

    @property
    def tone(self):
        return TONES[Fate(self.row.fate)]

    @property
    def born(self):
        said = (self.person.birth_date or self.person.birth_year) if self.person else self.birth
        return formatting.short_date(said) if isinstance(said, datetime.date) else said or formatting.NOTHING

    @property
    def faults(self):
        """The notes with the cell they are about, `C7`; none where a note is about the whole row."""
        for note in self.row.notes:
            letter, _space, title = note["column"].partition(" ")
            yield {**note, "cell": letter and f"{letter}{self.row.number}", "title": title.strip("“”")}

    @classmethod
    def of(cls, rows, user):
        rows = list(rows)
        values = {row.pk: import_rows.unsealed(row).get("values") or {} for row in rows}
        codes = {one["village"] for one in values.values() if one.get("village")}
        names = dict(Village.objects.filter(area__in=codes).values_list("area", "area__name"))
        ids = {row.existing_id for row in rows} | {row.result_id for row in rows}
        people = Beneficiary.objects.visible_to(user).listed().filter(pk__in=ids - {None})
        people = people.select_related("household").for_list().in_bulk()
        stages = import_rows.latest_stages(people)
        return [cls._of(row, values[row.pk], names, people, stages) for row in rows]

    @classmethod
    def _of(cls, row, values, names, people, stages):
        digits = values.get("nik") or ""
        existing = people.get(row.existing_id)
        return cls(
            row=row,
            name=values.get("full_name") or "",
            nik=nik.mask(digits[:4], digits[-4:]) if digits else "",
            sex=Sex(values.get("sex") or Sex.UNKNOWN).label,
            birth=values.get("birth_date") or values.get("birth_year"),
            village=names.get(values.get("village"), values.get("village") or ""),
            stage=StageKind(values["stage"]).label if values.get("stage") else "",
            differences=_named(existing, values, stages.get(existing.pk)) if existing and values else [],
            person=people.get(row.result_id),
        )


def _named(existing, values, stage):
    """The differences of an update with the names of fields and values as the reader knows them."""
    named = []
    for one in import_rows.differences(existing, values, stage):
        choices = dict(CHOICES.get(one.field, ()))
        label = (
            _("Stage")
            if one.field == "stage"
            else capfirst(Beneficiary._meta.get_field(one.field).verbose_name)
        )
        named.append((label, choices.get(one.before, one.before), choices.get(one.after, one.after)))
    return named


@dataclass
class Summary:
    """How many rows meet which fate; the sum is every line of the file that says something."""

    ready: int
    tidied: int
    incomplete: int
    held: int
    taken: int
    undecided: int
    refused: int
    skipped: int
    skipped_for: list

    @property
    def as_is(self):
        return self.ready - self.tidied - self.incomplete

    @property
    def total(self):
        return self.ready + self.held + self.refused + self.skipped

    @property
    def to_store(self):
        return self.ready + self.taken

    @property
    def open(self):
        return self.refused + self.undecided

    @classmethod
    def of(cls, batch):
        counts, taken, undecided = Counter(), 0, 0
        found = batch.rows.order_by().values_list("fate", "decision").annotate(rows=Count("pk"))
        for fate, decision, rows in found:
            counts[fate] += rows
            if fate == Fate.REVIEW:
                taken += rows if decision == ImportRow.Decision.TAKE else 0
                undecided += rows if not decision else 0
        ignored = batch.rows.filter(fate=Fate.IGNORE).values_list("notes", flat=True)
        reasons = Counter(notes[-1]["text"] for notes in ignored)
        return cls(
            ready=sum(counts[fate] for fate in READY),
            tidied=counts[Fate.ACCEPT_CORRECTED],
            incomplete=counts[Fate.INCOMPLETE],
            held=counts[Fate.REVIEW],
            taken=taken,
            undecided=undecided,
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
        "faults": batch.rows.open_faults().count(),
        "declined": batch.rows.filter(decision=ImportRow.Decision.SKIP).count(),
        "ignored": batch.rows.filter(fate=Fate.IGNORE).count(),
        "total": batch.rows.count(),
    }
    sexes = {sex: created.filter(result__sex=sex).count() for sex in Sex.values}
    return found | {"sexes": [(label, sexes[sex]) for sex, label in Sex.choices if sexes[sex]]}
