"""What the pages of an import show of its rows: values by name, NIK unseen, and counts per fate."""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from desmigratif.ui import formatting
from villages.choices import Education, Placement, ReturnReason, Route, Sex, StageKind
from villages.lists.services import import_rows
from villages.models import Area, Beneficiary, ImportRow
from villages.people import countries, nik
from villages.people.services import people_lists

from ..models import Activity
from ..people.services.import_people import PeopleList
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

CHOICES = {
    "sex": Sex.choices,
    "education": Education.choices,
    "stage": StageKind.choices,
    "placement": Placement.choices,
    "route": Route.choices,
    "return_reason": ReturnReason.choices,
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
    def faults(self):
        """The notes with the cell they are about, `C7`; none where a note is about the whole row."""
        for note in self.row.notes:
            letter, _space, title = note["column"].partition(" ")
            yield {**note, "cell": letter and f"{letter}{self.row.number}", "title": title.strip("“”")}


def previews(batch, rows, user):
    """A `Preview` of each row, with the columns of its kind of list."""
    rows = list(rows)
    values = {row.pk: import_rows.unsealed(row).get("values") or {} for row in rows}
    kind = kind_of(batch)
    if kind.key == PeopleList.key:
        return _people(rows, values, user)
    links = kind.links(rows, user)
    places = _places(values.values())
    for said in values.values():
        said["village"] = places.get(said.get("village"), said.get("village"))
    columns = kind.columns_of(batch)
    return [
        Preview(
            row,
            [(label, kind.text_of(key, values[row.pk].get(key))) for key, label in columns],
            url=links.get(row.record, ""),
            titled=kind.titled,
        )
        for row in rows
    ]


def _places(values):
    """`{code: name}` of the villages that rows are about, programme villages or not."""
    codes = {one["village"] for one in values if one.get("village")}
    return dict(Area.objects.filter(pk__in=codes).values_list("pk", "name"))


def _people(rows, values, user):
    places = _places(values.values())
    ids = {row.existing_id for row in rows} | {row.result_id for row in rows}
    people = Beneficiary.objects.visible_to(user).listed().filter(pk__in=ids - {None})
    people = people_lists.known(people).in_bulk()
    stages = people_lists.stages_of(people)
    return [_person(row, values[row.pk], places, people, stages) for row in rows]


def _person(row, values, places, people, stages):
    """The row as the list says it; once it became a record, as the record says it."""
    person, existing = people.get(row.result_id), people.get(row.existing_id)
    if person:
        name, has_nik, sex, place = str(person), person.has_nik, person.sex, person.village.area.name
        born = person.birth_date or person.birth_year
    else:
        name, sex = values.get("full_name") or "", values.get("sex")
        has_nik = bool(values.get("nik")) or bool(existing and existing.has_nik)
        born = values.get("birth_date") or values.get("birth_year")
        place = places.get(values.get("village"), values.get("village") or "")
    stage = StageKind(values["stage"]).label if values.get("stage") else ""
    return Preview(
        row,
        [
            (_("Name"), name),
            ("NIK", nik.said(has_nik)),
            (_("Village"), place),
            (_("Sex"), Sex(sex or Sex.UNKNOWN).label),
            (_("Born"), formatting.short_date(born) if isinstance(born, datetime.date) else born or ""),
            (_("Stage"), stage),
        ],
        differences=_named(row, existing, values, stages) if existing and values else [],
        url=person.get_absolute_url() if person else "",
    )


def _named(row, existing, values, stages):
    """The differences of an update with the names of fields and values as the reader knows them."""
    named = []
    for one in people_lists.differences(existing, values, stages.get(existing.pk, []), row.batch):
        label = PeopleList.schema.field(one.field).label
        named.append((label, _in_words(one.field, one.before), _in_words(one.field, one.after)))
    return named


def _in_words(key, value):
    if key == "country":
        return countries.name(value)
    if key in ("is_family", "is_insured"):
        return {"True": _("yes"), "False": _("no")}.get(value, value)
    return dict(CHOICES.get(key, ())).get(value, value)


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
        return {sex: sum(getattr(place, sex) for place in places) for sex in Sex.values}

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
