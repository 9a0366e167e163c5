"""Writing down a meeting, its directions, its papers and what it found."""

import datetime
from dataclasses import dataclass, field

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import Organisation, User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.refusals import Refused
from pillars.models import Pillar
from pillars.services.files import MAX_FILES, CheckedFile, forget, known, store
from villages.models import Area
from villages.services.traces import save_traced

from ...figures.evidence import Evidence
from ...models import Direction, EvaluationMeeting, Finding, MeetingFile, MeetingKind, Problem


@dataclass(frozen=True)
class MeetingData:
    """One meeting as written down; `directions` in their order."""

    kind: MeetingKind
    title: str
    held_on: datetime.date
    place: str
    area: Area | None = None
    agenda: str = ""
    minutes: str = ""
    organisations: list[Organisation] = field(default_factory=list)
    directions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class FindingData:
    """One finding as written down; `evidence` is the figure as it stands now."""

    text: str
    stated_by: Organisation | None = None
    problem: Problem | None = None
    pillar: Pillar | None = None
    area: Area | None = None
    evidence: Evidence | None = None


@transaction.atomic
def hold_meeting(*, data: MeetingData, by: User) -> EvaluationMeeting:
    """Writes down a meeting that was held or is called."""
    _check_holder(by)
    return _write(EvaluationMeeting(created_by=by), data, by, gettext_noop("meeting recorded"))


@transaction.atomic
def change_meeting(*, meeting: EvaluationMeeting, data: MeetingData, by: User) -> EvaluationMeeting:
    """Corrects the record of a meeting; what it said before stays in its history."""
    meeting = locked_meeting(meeting, by)
    _refuse_day_after_deadlines(meeting, data.held_on)
    moved = meeting.recommendations.filter(given_on=meeting.held_on)
    numbers = list(moved.values_list("pk", flat=True))
    meeting = _write(meeting, data, by, gettext_noop("meeting corrected"))
    meeting.recommendations.filter(pk__in=numbers).update(given_on=data.held_on)
    return meeting


@transaction.atomic
def add_finding(*, meeting: EvaluationMeeting, data: FindingData, by: User) -> Finding:
    """Writes down what the meeting found, as its last finding."""
    meeting = locked_meeting(meeting, by)
    last = meeting.findings.aggregate(last=models.Max("number"))["last"] or 0
    finding = Finding(meeting=meeting, number=last + 1)
    if data.evidence:
        finding.evidence_name = data.evidence.name
        finding.evidence_value = data.evidence.value
        finding.evidence_source = data.evidence.source
        finding.evidence_at = data.evidence.at
    return _write_finding(finding, data, by, gettext_noop("finding added"))


@transaction.atomic
def change_finding(*, finding: Finding, data: FindingData, by: User) -> Finding:
    """Corrects the words of a finding; its figure stays as it stood."""
    locked_meeting(finding.meeting, by)
    return _write_finding(finding, data, by, gettext_noop("finding corrected"))


@transaction.atomic
def remove_finding(*, finding: Finding, by: User) -> None:
    """Takes back a finding written down by mistake, while nothing was recommended on it."""
    locked_meeting(finding.meeting, by)
    if first := finding.recommendations.first():
        raise Refused(
            _(
                "Recommendation %(number)s is based on this finding. Correct the finding instead of "
                "removing it."
            )
            % {"number": first.number}
        )
    finding._history_user = by
    finding._change_reason = gettext_noop("finding removed")
    finding.delete()


@transaction.atomic
def add_meeting_file(*, meeting: EvaluationMeeting, checked: CheckedFile, by: User) -> MeetingFile:
    """Stores a checked file (`pillars.services.files.check_file`) with a meeting, or corrects a lost one."""
    meeting = locked_meeting(meeting, by)
    if first := known(meeting.files, checked):
        return first
    if meeting.files.count() >= MAX_FILES:
        raise Refused(
            _("“%(name)s” was not stored: a meeting has at most %(limit)s files. Remove one first.")
            % {"name": checked.name, "limit": MAX_FILES}
        )
    return store(MeetingFile(meeting=meeting, added_by=by), checked)


@transaction.atomic
def remove_meeting_file(*, file: MeetingFile, by: User) -> None:
    """Takes a paper away from a meeting."""
    locked_meeting(file.meeting, by)
    forget(file)


def locked_meeting(meeting: EvaluationMeeting, by: User) -> EvaluationMeeting:
    """The stored meeting, locked before its findings and papers."""
    _check_holder(by)
    return EvaluationMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _check_holder(by):
    if not by.has_perm("reports.hold_meeting"):
        raise Refused(_("Your role cannot record meetings."))


def _write(meeting, data, by, reason):
    if data.held_on > clock.today() + datetime.timedelta(days=366):
        raise Refused(
            _("Date: %(day)s is more than a year ahead. Write the day of the meeting, for example %(today)s.")
            % {"day": long_date(data.held_on), "today": f"{clock.today():%d/%m/%Y}"},
            "held_on",
        )
    for name in ("kind", "title", "held_on", "place", "area", "agenda", "minutes"):
        setattr(meeting, name, getattr(data, name))
    try:
        with transaction.atomic():
            save_traced(meeting, by=by, reason=reason)
    except IntegrityError:
        raise Refused(
            _("“%(title)s” on %(day)s is recorded already. Open that meeting instead.")
            % {"title": data.title, "day": long_date(data.held_on)},
            "title",
            see=EvaluationMeeting.objects.visible_to(by)
            .filter(title=data.title, held_on=data.held_on)
            .first(),
        ) from None
    meeting.organisations.set(data.organisations)
    _write_directions(meeting, data.directions, by)
    return meeting


def _write_directions(meeting, texts, by):
    """The directions in their new order: what is left of the old ones is corrected, the rest removed."""
    stored = {row.number: row for row in meeting.directions.all()}
    for number, text in enumerate(texts, start=1):
        row = stored.pop(number, None) or Direction(meeting=meeting, number=number)
        if row.text != text:
            row.text = text
            save_traced(row, by=by, reason=gettext_noop("direction recorded"))
    for row in stored.values():
        row._history_user = by
        row._change_reason = gettext_noop("direction removed")
        row.delete()


def _refuse_day_after_deadlines(meeting, day):
    if day > clock.today() and meeting.recommendations.exists():
        raise Refused(
            _("Date: this meeting has recommendations already, so it cannot be in the future, on %(day)s.")
            % {"day": long_date(day)},
            "held_on",
        )
    passed = models.Q(first_due_on__lt=day) | models.Q(due_on__lt=day) | models.Q(closed_on__lt=day)
    if late := meeting.recommendations.filter(passed, given_on=meeting.held_on).first():
        raise Refused(
            _(
                "Date: recommendation %(number)s of this meeting was due or closed before %(day)s. "
                "Write an earlier day."
            )
            % {"number": late.number, "day": long_date(day)},
            "held_on",
        )


def _write_finding(finding, data, by, reason):
    for name in ("text", "stated_by", "problem", "pillar", "area"):
        setattr(finding, name, getattr(data, name))
    save_traced(finding, by=by, reason=reason)
    return finding
