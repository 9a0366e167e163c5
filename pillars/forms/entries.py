"""The page on which an activity is entered: four sections that are read, checked and kept together."""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from desmigratif.ui import clock
from desmigratif.ui.components import ErrorLink, Task
from villages.choices import Sex

from ..choices import Category, Progress
from ..models import Activity, Pillar
from ..services import ActivityData, FundingData, VillageCounts, missing_for_sending, stored_data
from ..services.activity_data import FIELDS
from .activities import MAX_TABLES, ActivityForm
from .conflicts import differences, merged
from .funding_lines import BLANK_ROWS, PREFIX, FundingFormSet, FundingLineForm
from .head_counts import HeadCountForm

#: The version of an activity that is stored for the first time.
FIRST_VERSION = 1
FILE_INPUTS = ("id_photos", "id_documents")
#: Without these a draft cannot be stored at all.
LEAST = ("title", "pillar", "villages", "budget_year")

SECTIONS = {
    1: _("Activity"),
    2: _("Participants"),
    3: _("Budget"),
    4: _("Outcome and attachments"),
}
SECTION_OF = {
    **dict.fromkeys(
        ("villages", "pillar", "type", "title", "start_on", "end_on", "status", "budget_year", "organiser"), 1
    ),
    "over_plan_reason": 3,
    **dict.fromkeys(("result", "obstacle", "follow_up", "photos", "documents"), 4),
}


@dataclass(frozen=True)
class EntryError:
    """One error of the page: in which section, at which control, and the sentence."""

    section: int
    anchor: str
    text: str


#: Fields that stand for a row of another table, by its key.
KEYED = ("pillar", "type", "organiser")


@dataclass(frozen=True)
class Prefill:
    """What stands in the controls when the page opens: of the form, per village code, per funding row."""

    form: dict
    tables: dict
    lines: list
    blank_rows: int = BLANK_ROWS

    @classmethod
    def of(cls, data):
        """What is stored (or copied), as `ActivityData`."""
        form = {name: getattr(data, name) for name in FIELDS if name not in KEYED}
        form |= {name: _key(getattr(data, name)) for name in KEYED}
        form["villages"] = [row.village.area_id for row in data.villages]
        return cls(
            form,
            {row.village.area_id: HeadCountForm.initial_from(row) for row in data.villages},
            [FundingLineForm.initial_from(line) for line in data.lines],
            BLANK_ROWS - bool(data.lines),
        )

    @classmethod
    def typed(cls, offer, post, *, more_rows=0):
        """What was typed, as it was typed, without reading it: for "add a row"."""
        form = _raw(ActivityForm(offer=offer), post)
        tables = {code: _raw(HeadCountForm(village=row), post) for code, row in offer.villages.items()}
        rows = FundingFormSet(post, prefix=PREFIX, form_kwargs=offer.for_lines())
        return cls(form, tables, [_raw(row, post) for row in rows.forms], more_rows)


def _raw(form, post):
    return {
        name: field.widget.value_from_datadict(post, None, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def _key(row):
    """The key under which `Offer` offers a row."""
    if row is None:
        return ""
    return row.code if isinstance(row, Pillar) else str(row.pk)


class ActivityEntry:
    """One page of entry: the form, a table of head counts per village and the funding lines.

    `stored` is what the database holds; where something typed cannot be read, a draft keeps that. `version`
    is that of the activity, by which the page of two people's changes (desmigratif/ui/conflicts.py) knows
    that somebody else changed it.
    """

    def __init__(self, offer, *, prefill, stored=None, version=FIRST_VERSION, data=None, files=None):
        self.offer = offer
        self.stored = stored
        self.version = version
        self.saved = None
        self.posted = data
        #: Names of the differences for which what is stored is kept.
        self.kept = set()
        self.refusals = []
        self.form = ActivityForm(data, files, initial=prefill.form, offer=offer)
        ticked = set(self.form["villages"].value() or [])
        self.tables = [
            HeadCountForm(
                data, village=village, named=offer.named.get(code), initial=prefill.tables.get(code)
            )
            for code, village in offer.villages.items()
            if not self.ticks_first or code in ticked
        ]
        for table in self.tables:
            table.is_ticked = table.village.area_id in ticked
        self.lines = FundingFormSet(data, prefix=PREFIX, initial=prefill.lines, form_kwargs=offer.for_lines())
        self.lines.extra = prefill.blank_rows

    def is_valid(self):
        self.form.is_valid()
        villages = self.form.cleaned_data.get("villages", [])
        for table in self.tables:
            if table.is_valid() and not table.is_ticked and table.typed_fields():
                table.refuse_unticked()
        if self.lines.is_valid():
            self.lines.refuse_foreign(villages)
        return not self.errors

    @property
    def fields(self):
        return self.form.fields

    def add_error(self, field, message):
        """Adds what a service said against a field, or against the whole."""
        if field:
            self.form.add_error(field, message)
        else:
            self.refusals.append(EntryError(1, "", message))

    def version_of(self):
        return str(self.version)

    def differences(self):
        """What was entered otherwise than what is stored, with what was chosen so far."""
        return differences(self.stored, self._entered(), self.posted) if self.stored else []

    def take_saved(self, names):
        self.kept = set(names)

    def mark(self, missing):
        """Says at each control what keeps the stored draft from being sent."""
        by_prefix = {form.prefix: form for form in (*self.tables, *self.lines.forms)}
        for item in missing:
            prefix, name = _place(item)
            if form := by_prefix.get(prefix) if prefix else self.form:
                form.errors.setdefault(name, form.error_class()).append(item.text)

    @property
    def errors(self):
        """Every error in the order of the page; empty for a page that was only opened."""
        if not self.form.is_bound:
            return []
        found = [
            EntryError(SECTION_OF[name], _anchor(self.form[name]), text)
            for name in self.form.fields
            for text in self.form.errors.get(name, [])
        ]
        for section, forms_ in ((2, self.tables), (3, self.lines.forms)):
            found += [
                EntryError(section, form[name].id_for_label, text)
                for form in forms_
                for name in form.fields
                for text in form.errors.get(name, [])
            ]
        found += [EntryError(3, "s3", text) for text in self.lines.non_form_errors()]
        return sorted([*self.refusals, *found], key=lambda error: error.section)

    @property
    def error_links(self):
        return [ErrorLink(error.text, error.anchor) for error in self.errors]

    @property
    def can_be_kept(self):
        """Whether the readable part is enough for a draft."""
        return not any(name in self.form.errors for name in LEAST)

    def data(self):
        """What was entered; what is stored where it cannot be read, or was chosen between two changes."""
        return merged(self.stored, self._entered(), self.kept) if self.kept else self._entered()

    def _entered(self):
        read = self.form.cleaned_data
        stored = {name: getattr(self.stored, name) for name in FIELDS} if self.stored else {}
        fields = {name: read[name] if name in read else stored.get(name) for name in FIELDS}
        tables = {table.village.area_id: table for table in self.tables}
        return ActivityData(
            **{name: value for name, value in fields.items() if value is not None},
            villages=[tables[village.area_id].village_counts() for village in read["villages"]],
            lines=self.lines.lines(self.stored.lines if self.stored else []),
        )

    @property
    def ticks_first(self):
        """Too many villages for all tables at once: they are drawn for the ticked ones."""
        return len(self.offer.villages) > MAX_TABLES

    @property
    def pillars(self):
        """Each radio button of the pillars with its pillar."""
        return list(zip(self.form["pillar"], self.offer.pillar.values(), strict=True))

    @property
    def only_files_failed(self):
        """Whether everything but a file can be stored."""
        return all(error.anchor in FILE_INPUTS for error in self.errors)


def _place(missing):
    """Prefix of the form and name of the control in which something missing is to be entered."""
    if missing.field == "counts":
        return f"v{missing.row}", f"{Category.PROSPECTIVE}_{Sex.MALE}"
    if missing.row is not None:
        return f"{PREFIX}-{missing.row}", missing.field
    return None, missing.field


def missing_links(missing):
    """Each thing that is missing with the id of its control."""
    found = []
    for item in missing:
        control = "-".join(filter(None, _place(item)))
        found.append(ErrorLink(item.text, f"id_{control}_0" if item.field == "villages" else f"id_{control}"))
    return found


def _anchor(field):
    """Id of the first control of a field."""
    if isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.id_for_label


def blank_prefill(user, offer, *, villages=(), pillar=""):
    """An empty page with what the user entered last as default, and what the address asks for."""
    last = Activity.objects.filter(created_by=user).select_related("pillar").order_by("-pk").first()
    line = last.funding_lines.first() if last else None
    known = [code for code in villages if code in offer.villages]
    if len(offer.villages) == 1:
        known = list(offer.villages)
    form = {
        "villages": known,
        "pillar": pillar or (last.pillar.code if last else ""),
        "status": Progress.DONE,
        "budget_year": clock.today().year,
        "organiser": str(user.organisation_id or ""),
    }
    return Prefill(form, {}, [{"source": line.source}] if line else [], BLANK_ROWS - bool(line))


def copied_prefill(activity, offer):
    """A new page with what is likely the same as in `activity`: not its dates, numbers and outcome."""
    data = stored_data(activity)
    data.start_on = data.end_on = None
    data.result = data.obstacle = data.follow_up = data.over_plan_reason = ""
    data.budget_year, data.status = clock.today().year, Progress.DONE
    data.villages = [
        VillageCounts(village=row.village) for row in data.villages if row.village.area_id in offer.villages
    ]
    data.lines = [
        FundingData(source=line.source, organisation=line.organisation, village=line.village, plan=line.plan)
        for line in data.lines
    ]
    return Prefill.of(data)


def tasks(entry, activity):
    """The four sections with how far each is, for the list at the side."""
    missing = {item.section for item in missing_for_sending(activity)} if activity else set(SECTIONS)
    wrong = Counter(error.section for error in entry.errors)
    found = []
    for number, title in SECTIONS.items():
        count = wrong[number]
        if count:
            tone, text = "bad", ngettext("%(count)d error", "%(count)d errors", count) % {"count": count}
        elif number in missing:
            tone, text = "none", _("Not complete")
        else:
            tone, text = "ok", _("Filled in")
        found.append(Task(f"{number}. {title}", f"#s{number}", tone, text))
    return found
