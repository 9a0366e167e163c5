"""What happened to one person (stages, ties, homes, activities, aid); and who read and changed what."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui import clock
from desmigratif.ui.formatting import short_date
from villages.choices import Placement, Route, TieKind
from villages.models import Beneficiary, ImportBatch, ImportRow, RecordChange
from villages.people import countries
from villages.people import trail as trail_lines
from villages.people.children import is_hidden, shown_name
from villages.people.services.beneficiaries import following

from ...choices import COUNTED
from ...models import Activity

TRAIL_SHOWN = 30


@dataclass(frozen=True)
class Happening:
    """One line of the time line; `replaced` tells that it was corrected later and no longer holds."""

    on: datetime.date | None
    title: str
    meta: str = ""
    url: str = ""
    pillar: object = None
    correct_url: str = ""
    replaced: str = ""


@dataclass(frozen=True)
class PersonTrailLine:
    """One reading or change of the record."""

    at: datetime.datetime
    by: object
    did: str
    reason: str = ""
    changes: list = field(default_factory=list)


def time_line(person, user, *, can_edit, ties=()):
    """Everything dated about a person, newest first; `ties`: `(tie, relative)`, None where not to be seen."""
    lines = [
        *(_stage(stage, can_edit) for stage in person.stages.select_related("recorded_by")),
        *(line for end in person.ends.all() for line in _end(end)),
        *(
            Happening(home.valid_from, _("Moved to %s") % home.village.label)
            for home in person.residences.select_related("village__area", "village__district")
            if home.valid_from
        ),
        *(_tie(tie, relative, user) for tie, relative in ties),
        *_activities(person, user),
        *_registers(person, user),
    ]
    return sorted(lines, key=lambda line: line.on or datetime.date.min, reverse=True)


def _stage(stage, can_edit):
    parts = [
        countries.name(stage.country),
        stage.sector,
        stage.placed_by,
        stage.get_placement_display() if stage.placement != Placement.UNKNOWN else "",
        stage.get_route_display() if stage.route != Route.UNKNOWN else "",
        {True: _("BPJS: insured"), False: _("BPJS: not insured"), None: ""}[stage.is_insured],
        _("contract until %s") % short_date(stage.contract_ends_on) if stage.contract_ends_on else "",
        stage.get_return_reason_display() if stage.return_reason else "",
        _("reported %s") % short_date(stage.reported_on) if stage.reported_on != stage.event_on else "",
        stage.note,
    ]
    return Happening(
        stage.event_on,
        stage.get_kind_display(),
        " · ".join(part for part in parts if part),
        correct_url=reverse("pillars:stage-edit", args=[stage.beneficiary.number, stage.pk])
        if can_edit and not stage.replaced_at
        else "",
        replaced=_("corrected on %s") % short_date(stage.replaced_at) if stage.replaced_at else "",
    )


def _end(end):
    """The end, and the return after it."""
    parts = [
        end.source,
        _("reported %s") % short_date(end.reported_on) if end.reported_on != end.ended_on else "",
    ]
    replaced = _("taken back on %s") % short_date(end.taken_back_at) if end.taken_back_at else ""
    meta = " · ".join(part for part in parts if part)
    yield Happening(end.ended_on, end.get_kind_display(), meta, replaced=replaced)
    if end.back_on:
        yield Happening(end.back_on, _("Came back, and is counted again"))


def _tie(tie, relative, user):
    """A family tie on the day on which it was written down; the relative only where the user may know who."""
    on = clock.day_of(tie.recorded_at)
    if relative is None:
        return Happening(on, _("Family tie: %s") % tie.get_kind_display())
    hidden = is_hidden(relative, user)
    name = shown_name(relative, user, clock.today())
    return Happening(
        on,
        _("Family tie: %s") % name,
        "" if hidden and tie.kind == TieKind.CHILD else tie.get_kind_display(),
        "" if hidden else relative.get_absolute_url(),
    )


def _activities(person, user):
    """Activities attended: a link where the user sees the activity; elsewhere only that there was one."""
    rows = person.attendances.select_related("activity__pillar", "activity__type", "home__area")
    seen = set(
        Activity.objects.visible_to(user).filter(attendances__beneficiary=person).values_list("pk", flat=True)
    )
    for row in rows:
        activity = row.activity
        if activity.pk in seen:
            is_aid = activity.type is not None and activity.type.is_aid
            yield Happening(
                activity.start_on,
                _("Aid received: %s") % activity.title if is_aid else activity.title,
                row.get_category_display(),
                activity.get_absolute_url(),
                activity.pillar,
            )
        elif activity.state in COUNTED:
            yield Happening(activity.start_on, _("An activity in another area"), pillar=activity.pillar)


def _registers(person, user):
    """What registers of the pillars hold about the person, as far as the user sees it: one query for all."""
    models = following()
    width = max(len(model.told_by) for model in models)
    rows = []
    for number, model in enumerate(models):
        columns = [Cast(name, CharField()) for name in model.told_by]
        filling = [Value("")] * (width - len(columns))
        about = model.objects.visible_to(user).filter(**{model.follows_person: person}).order_by()
        rows.append(about.values_list(Value(number), *columns, *filling))
    for number, *texts in rows[0].union(*rows[1:], all=True):
        row = _told(models[number], texts)
        setattr(row, row.follows_person, person)
        yield Happening(row.happened_on, row.happening, url=row.get_absolute_url())


def _told(model, texts):
    """A row of a register, and what it belongs to, with nothing but what `told_by` names."""
    values = defaultdict(dict)
    for name, text in zip(model.told_by, texts, strict=False):
        owner, _below, column = name.rpartition("__")
        field = (model._meta.get_field(owner).related_model if owner else model)._meta.get_field(column)
        values[owner][column] = field.to_python(text)
    row = model(**values.pop("", {}))
    for owner, said in values.items():
        setattr(row, owner, model._meta.get_field(owner).related_model(**said))
    return row


def trail(person, user):
    """Who read and who changed the record, newest first (UU 27/2022: the person may ask for this list).

    What was done with a second record belongs to it, for as long as the two are merged.
    """
    records = Beneficiary.objects.filter(Q(pk=person.pk) | Q(merged_into=person))
    changes = RecordChange.objects.filter(beneficiary__in=records).select_related("by__organisation")
    reads = AccessEvent.objects.filter(about__in=records.values("number")).select_related(
        "user__organisation"
    )
    changes, reads = changes[:TRAIL_SHOWN], reads[:TRAIL_SHOWN]
    lists = _lists(records, user)
    lines = [
        *(
            PersonTrailLine(row.at, row.by, row.get_what_display(), changes=_changes(row, lists))
            for row in changes
        ),
        *(PersonTrailLine(row.at, row.user, row.get_kind_display(), row.reason) for row in reads),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:TRAIL_SHOWN]


def _lists(records, user):
    """`{number of a list: (its row, its address)}` of the lists that the records came by; no address of one
    that the user may not see."""
    rows = ImportRow.objects.filter(listed_person__person__in=records).select_related("batch")
    seen = set(
        ImportBatch.objects.visible_to(user).filter(pk__in=rows.values("batch")).values_list("pk", flat=True)
    )
    return {
        row.batch.number: (row.number, row.batch.get_absolute_url() if row.batch_id in seen else "")
        for row in rows
    }


def _changes(row, lists):
    """`(what, before, after, address)` in words; values of NIK, KK and phone are never kept."""
    return [_change(change, lists) for change in row.changes]


def _change(change, lists):
    name, after = change["field"], trail_lines.shown(change["field"], change["after"])
    address = ""
    if name == "import" and change["after"] in lists:
        number, address = lists[change["after"]]
        after = _("%(list)s, row %(row)s") % {"list": change["after"], "row": number}
    return trail_lines.label(name), trail_lines.shown(name, change["before"]), after, address
