"""The problems themselves, and reporting, correcting, resolving and withdrawing them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from villages.existence import refuse_gone
from villages.models import Area, Village
from villages.services.traces import save_traced

from ...choices import ReportStatus
from ...models import Problem, ProblemReport
from ..models.problems import OTHER_PROBLEM


@transaction.atomic
def load_problems(programme: Mapping[str, Any]) -> int:
    """Adds what is missing of the problems that the meeting of 2023 named, and "another problem" behind them;
    returns how many were added.

    `programme`: as read by `pillars.services.programme.read_programme`. What is stored stays as it is.
    """
    named = programme["problems_reported_by_disnaker_tulungagung"]
    added = 0
    for number, (name, name_en) in enumerate(named, start=1):
        texts = {"name": name, "name_en": name_en, "source": programme["source"]}
        added += Problem.objects.get_or_create(number=number, defaults=texts)[1]
    texts = {"name": "Masalah lain", "name_en": "Another problem", "source": "Portal"}
    return added + Problem.objects.get_or_create(number=OTHER_PROBLEM, defaults=texts)[1]


def may_report_regency(user: User, regency: Area) -> bool:
    """Whether the user speaks for the regency as a whole, not only for some of its villages."""
    if user.is_national:
        return True
    served = user.assignments.active_on(clock.today())
    return served.filter(area__in=[regency.pk, regency.parent_id]).exists()


@transaction.atomic
def report_problem(
    *,
    problem: Problem,
    regency: Area,
    village: Village | None,
    severity: int,
    reported_on: date,
    evidence: str,
    by: User,
) -> ProblemReport:
    """One place says that a problem stands there; `village` None: the regency as a whole."""
    if not by.has_perm("reports.report_problem"):
        raise Refused(_("Your role cannot report problems."))
    report = ProblemReport(
        problem=problem, regency=regency, village=village, reported_by=by, is_demo=by.is_demo
    )
    _check_place(report, by)
    return _write(report, severity, reported_on, evidence, by, gettext_noop("problem reported"))


@transaction.atomic
def change_report(
    *, report: ProblemReport, severity: int, reported_on: date, evidence: str, by: User
) -> ProblemReport:
    """Corrects a standing report; what it said before stays in its history."""
    report = _standing(report, by)
    return _write(report, severity, reported_on, evidence, by, gettext_noop("report corrected"))


@transaction.atomic
def resolve_report(*, report: ProblemReport, closed_on: date, reason: str, by: User) -> ProblemReport:
    """The problem is over in that place since a day; until then it goes on counting."""
    reason_noted = gettext_noop("problem resolved")
    return _close(report, ReportStatus.RESOLVED, closed_on, reason, by, reason_noted)


@transaction.atomic
def withdraw_report(*, report: ProblemReport, reason: str, by: User) -> ProblemReport:
    """The report was a mistake: it counts no more, for no day, and stays to be read."""
    reason_noted = gettext_noop("report withdrawn")
    return _close(report, ReportStatus.WITHDRAWN, clock.today(), reason, by, reason_noted)


def _check_place(report, by):
    if report.village is None:
        if not may_report_regency(by, report.regency):
            raise Refused(
                _("You report for single villages, not for %(regency)s as a whole. Choose a village.")
                % {"regency": report.regency.label},
                "village",
            )
        return
    if report.village.regency_id != report.regency.pk:
        raise Refused(
            _("%(village)s is not in %(regency)s. Choose one of the two again.")
            % {"village": report.village.label, "regency": report.regency.label},
            "village",
        )
    if not Village.objects.editable_by(by).filter(pk=report.village.pk).exists():
        raise Refused(_("You may report problems only for the villages of your own area."), "village")


def _write(report, severity, reported_on, evidence, by, reason):
    if report.village:
        refuse_gone(report.village, reported_on, field="place")
    if reported_on > clock.today():
        raise Refused(
            _("Reported on: %(day)s is in the future. Write today's date or an earlier one.")
            % {"day": long_date(reported_on)},
            "reported_on",
        )
    report.severity, report.reported_on, report.evidence = severity, reported_on, evidence
    try:
        with transaction.atomic():
            save_traced(report, by=by, reason=reason)
    except IntegrityError:
        raise Refused(
            _("“%(problem)s” is reported for %(place)s already. Correct that report instead.")
            % {"problem": report.problem, "place": report.place},
            "problem",
            see=ProblemReport.objects.visible_to(by)
            .filter(problem=report.problem, regency=report.regency, village=report.village)
            .filter(status=ReportStatus.OPEN)
            .first(),
        ) from None
    return report


def _standing(report, by):
    """The report, locked; refused where `by` may not write it or it is closed already."""
    report = ProblemReport.objects.select_for_update().get(pk=report.pk)
    if report.status != ReportStatus.OPEN:
        raise Refused(
            _("This report is closed: “%(status)s” since %(day)s.")
            % {"status": report.get_status_display(), "day": long_date(report.closed_on)}
        )
    if not ProblemReport.objects.editable_by(by).filter(pk=report.pk).exists():
        raise Refused(_("You may change only the reports of your own area."))
    return report


def _close(report, status, closed_on, reason, by, noted):
    report = _standing(report, by)
    if closed_on < report.reported_on:
        raise Refused(
            _("Resolved on: %(day)s is before the report of %(reported)s. Write that day or a later one.")
            % {"day": long_date(closed_on), "reported": long_date(report.reported_on)},
            "closed_on",
        )
    if closed_on > clock.today():
        raise Refused(
            _("Resolved on: %(day)s is in the future. Write today's date or an earlier one.")
            % {"day": long_date(closed_on)},
            "closed_on",
        )
    if not is_reason(reason):
        raise Refused(_("Write how it was resolved, or why the report is withdrawn."), "reason")
    report.status, report.closed_on, report.closed_by, report.closed_reason = status, closed_on, by, reason
    save_traced(report, by=by, reason=noted)
    return report
