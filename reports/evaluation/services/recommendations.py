"""Recommending, answering with proof, and deciding: the only ways in which a recommendation changes."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from desmigratif.accounts.models import Organisation, User
from desmigratif.ui import clock
from desmigratif.ui.formatting import NOTHING, long_date
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from pillars.models import Pillar
from pillars.services.files import CheckedFile, store
from villages.models import Area

from ...choices import RecommendationStatus, RecommendationStep
from ...models import (
    EvaluationMeeting,
    Finding,
    FollowUp,
    FollowUpFile,
    Problem,
    Recommendation,
    RecommendationEvent,
)

#: Two reviewers who recommend at the same moment ask for the same number; the second tries again.
ATTEMPTS = 5
#: Files with one answer.
MAX_PROOFS = 3


@dataclass(frozen=True)
class RecommendationData:
    """One recommendation as written down, without its deadline."""

    title: str
    owner: Organisation
    budget_year: int
    text: str = ""
    contributors: list[Organisation] = field(default_factory=list)
    pillar: Pillar | None = None
    problem: Problem | None = None
    area: Area | None = None


@dataclass(frozen=True)
class AnswerData:
    """What the owner says: done by which day, how far, and where the proof is; `files` are checked files."""

    done_on: datetime.date
    text: str
    percent: int
    status: str
    link: str = ""
    files: list[CheckedFile] = field(default_factory=list)


@transaction.atomic
def make_recommendation(
    *,
    data: RecommendationData,
    by: User,
    due_on: datetime.date | None = None,
    meeting: EvaluationMeeting | None = None,
    finding: Finding | None = None,
) -> Recommendation:
    """Recommends something to the owner: at a meeting, on a finding of it, or straight from a gap."""
    if not by.has_perm("reports.make_recommendation"):
        raise Refused(_("Only a reviewer recommends."))
    meeting = finding.meeting if finding else meeting
    given_on = meeting.held_on if meeting else clock.today()
    if given_on > clock.today():
        raise Refused(
            _("The meeting is still to come, on %(day)s. What it recommends is recorded afterwards.")
            % {"day": long_date(given_on)}
        )
    row = Recommendation(meeting=meeting, finding=finding, given_on=given_on)
    _fill(row, data)
    _check_deadline(row, due_on)
    row.first_due_on = row.due_on = due_on
    save_numbered(row)
    row.contributors.set(data.contributors)
    record(row, RecommendationStep.MADE, by)
    if due_on:
        record(row, RecommendationStep.DUE_SET, by, due_after=due_on)
    return row


@transaction.atomic
def change_recommendation(
    *, recommendation: Recommendation, data: RecommendationData, reason: str, by: User
) -> Recommendation:
    """Corrects a recommendation or hands it to another owner, saying why."""
    row = _decided_by(recommendation, by, "reports.make_recommendation")
    _check_unfinished(row)
    _check_reason(reason)
    before = _fields_in_words(row)
    _fill(row, data)
    row.save()
    row.contributors.set(data.contributors)
    after = _fields_in_words(row)
    changes = [
        {"field": name, "before": before[name], "after": after[name]}
        for name in before
        if before[name] != after[name]
    ]
    if changes:
        record(row, RecommendationStep.CHANGED, by, reason=reason.strip(), changes=changes)
    return row


@transaction.atomic
def set_deadline(
    *, recommendation: Recommendation, due_on: datetime.date, by: User, reason: str = ""
) -> Recommendation:
    """Sets the deadline in force; a later or earlier one needs a reason, and the first stays."""
    row = _decided_by(recommendation, by, "reports.make_recommendation")
    _check_unfinished(row)
    _check_deadline(row, due_on)
    before = row.due_on
    if due_on == before:
        raise Refused(
            _("The deadline is already %(day)s. Write another day.") % {"day": long_date(due_on)}, "due_on"
        )
    if before is None:
        row.first_due_on = due_on
        step = RecommendationStep.DUE_SET
    else:
        _check_reason(reason)
        step = RecommendationStep.DUE_MOVED
    row.due_on = due_on
    row.save()
    record(row, step, by, reason=reason.strip(), due_before=before, due_after=due_on)
    return row


@transaction.atomic
def answer_recommendation(*, recommendation: Recommendation, data: AnswerData, by: User) -> FollowUp:
    """The owner says what was done; nothing left to do is a claim that the reviewer decides on."""
    row = _locked(recommendation)
    _check_unfinished(row)
    if not Recommendation.objects.answerable_by(by).filter(pk=row.pk).exists():
        raise Refused(_("Only people of %(owner)s answer this recommendation.") % {"owner": row.owner.name})
    _check_answer(row, data)
    answer = FollowUp.objects.create(
        recommendation=row,
        done_on=data.done_on,
        text=data.text,
        percent=data.percent,
        status=data.status,
        link=data.link,
        by=by,
    )
    for checked in data.files:
        store(FollowUpFile(follow_up=answer, added_by=by), checked)
    row.status = RecommendationStatus.RUNNING
    row.percent = data.percent
    row.claimed = "" if data.status == RecommendationStatus.RUNNING else data.status
    row.save()
    record(row, RecommendationStep.ANSWERED, by, follow_up=answer)
    return answer


@transaction.atomic
def send_back(*, recommendation: Recommendation, reason: str, by: User) -> Recommendation:
    """The reviewer does not accept the claim that nothing is left to do, and says why."""
    row = _decided_by(recommendation, by, "reports.close_recommendation")
    if not row.claimed:
        raise Refused(_("There is nothing to send back: the owner does not say that it is finished."))
    _check_reason(reason)
    row.claimed = ""
    row.save()
    record(row, RecommendationStep.SENT_BACK, by, reason=reason.strip(), follow_up=row.follow_ups.last())
    return row


@transaction.atomic
def close_recommendation(*, recommendation: Recommendation, by: User, reason: str = "") -> Recommendation:
    """The reviewer accepts that it is carried out; it counts as done on the day that the answer names."""
    row = _decided_by(recommendation, by, "reports.close_recommendation")
    _check_unfinished(row)
    if row.claimed != RecommendationStatus.DONE:
        raise Refused(
            _("It can be closed as carried out once %(owner)s reports it finished, with proof.")
            % {"owner": row.owner}
        )
    answer = row.follow_ups.last()
    step = RecommendationStep.CLOSED
    return _close(row, RecommendationStatus.DONE, answer.done_on, step, by, reason, answer)


@transaction.atomic
def give_up_recommendation(*, recommendation: Recommendation, reason: str, by: User) -> Recommendation:
    """The reviewer closes it as not feasible, saying why; nobody owes it any more."""
    row = _decided_by(recommendation, by, "reports.close_recommendation")
    _check_unfinished(row)
    _check_reason(reason)
    step = RecommendationStep.GIVEN_UP
    return _close(row, RecommendationStatus.IMPOSSIBLE, clock.today(), step, by, reason)


@transaction.atomic
def reopen_recommendation(*, recommendation: Recommendation, reason: str, by: User) -> Recommendation:
    """The reviewer takes a closing back, saying why; the owner owes it again."""
    row = _decided_by(recommendation, by, "reports.close_recommendation")
    if not row.is_closed:
        raise Refused(_("This recommendation is not closed."))
    _check_reason(reason)
    row.status = RecommendationStatus.RUNNING if row.follow_ups.exists() else RecommendationStatus.OPEN
    row.closed_on = row.closed_by = None
    row.save()
    record(row, RecommendationStep.REOPENED, by, reason=reason.strip())
    return row


def _close(row, status, day, step, by, reason, answer=None):
    row.status, row.claimed = status, ""
    row.closed_on, row.closed_by = day, by
    row.save()
    record(row, step, by, reason=reason.strip(), follow_up=answer)
    return row


def save_numbered(row: Recommendation) -> None:
    """Gives the next number of its year, `R-2023-001`; numbers are never used twice."""
    start = f"R-{row.given_on.year}-"
    for attempt in range(1, ATTEMPTS + 1):
        row.number = f"{start}{Recommendation.objects.filter(number__startswith=start).count() + 1:03d}"
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
        else:
            return


def _fill(row, data):
    if data.owner.has_ended(row.given_on):
        raise Refused(
            _("%(organisation)s ended on %(end)s. Choose its successor.")
            % {"organisation": data.owner.name, "end": long_date(data.owner.valid_to)},
            "owner",
        )
    for name in ("title", "text", "owner", "pillar", "problem", "area", "budget_year"):
        setattr(row, name, getattr(data, name))


def _fields_in_words(row):
    """What the fields of a recommendation say, as text for the trail."""
    texts = {name: getattr(row, name) for name in ("title", "text", "owner", "pillar", "problem", "area")}
    texts["budget_year"] = row.budget_year
    texts["contributors"] = ", ".join(sorted(str(one) for one in row.contributors.all()))
    return {name: NOTHING if value in (None, "") else str(value) for name, value in texts.items()}


def record(row: Recommendation, step: str, by: User | None, **details: Any) -> None:
    RecommendationEvent.objects.create(recommendation=row, step=step, by=by, **details)


def _locked(recommendation):
    return Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)


def _decided_by(recommendation, by, permission):
    """The row, locked; refused for those who do not decide about recommendations."""
    if not by.has_perm(permission):
        raise Refused(_("Only a reviewer can do this."))
    return _locked(recommendation)


def _check_unfinished(row):
    if row.is_closed:
        raise Refused(
            _("Recommendation %(number)s is closed: “%(status)s”. A reviewer may reopen it.")
            % {"number": row.number, "status": row.get_status_display()}
        )


def _check_reason(reason):
    if not is_reason(reason):
        raise Refused(_("Write the reason, so that everybody understands it later."), "reason")


def _check_deadline(row, due_on):
    if due_on is not None and due_on < row.given_on:
        raise Refused(
            _("Deadline: %(day)s is before the recommendation of %(given)s. Write that day or a later one.")
            % {"day": long_date(due_on), "given": long_date(row.given_on)},
            "due_on",
        )


def _check_answer(row, data):
    today = clock.today()
    if not row.given_on <= data.done_on <= today:
        raise Refused(
            _("Date: write a day from %(given)s to today, %(today)s.")
            % {"given": long_date(row.given_on), "today": long_date(today)},
            "done_on",
        )
    if data.status == RecommendationStatus.DONE:
        if data.percent != 100:
            raise Refused(
                _("Progress: %(percent)s%% is not complete. Write 100, or choose “%(running)s”.")
                % {"percent": data.percent, "running": RecommendationStatus.RUNNING.label},
                "percent",
            )
        if not data.link and not data.files:
            raise Refused(
                _("Add the proof that it is carried out: a file, or a link to where it can be seen."), "link"
            )
    if len(data.files) > MAX_PROOFS:
        raise Refused(
            _("At most %(limit)s files can be sent with one answer. Leave some out, or answer again.")
            % {"limit": MAX_PROOFS},
            "files",
        )
