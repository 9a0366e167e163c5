"""Drafting, writing and signing assessments; none changes once it is signed."""

from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.refusals import Refused
from pillars.models import Pillar, ReportingPeriod
from villages.models import Area
from villages.services.traces import save_traced

from ...figures.assessments import figures_of
from ...models import Assessment, AssessmentFigure, AssessmentGrade


@transaction.atomic
def draft_assessment(*, pillar: Pillar, regency: Area, period: ReportingPeriod, by: User) -> Assessment:
    """Begins the assessment of a pillar in a regency for a quarter, with the figures as they stand now."""
    _check_assessor(by)
    if period.starts_on > clock.today():
        raise Refused(
            _("%(period)s has not begun yet; it begins on %(day)s. Choose an earlier quarter.")
            % {"period": period, "day": long_date(period.starts_on)},
            "period",
        )
    row = Assessment(
        pillar=pillar,
        regency=regency,
        period=period,
        figures_at=timezone.now(),
        drafted_by=by,
        is_demo=by.is_demo,
    )
    try:
        with transaction.atomic():
            save_traced(row, by=by, reason=gettext_noop("assessment drafted"))
    except IntegrityError:
        raise Refused(
            _("Pillar %(pillar)s in %(regency)s is assessed for %(period)s already. Open that assessment.")
            % {"pillar": pillar.code, "regency": regency.label, "period": period},
            "period",
            see=Assessment.objects.visible_to(by)
            .filter(pillar=pillar, regency=regency, period=period)
            .first(),
        ) from None
    _freeze(row)
    return row


@transaction.atomic
def write_assessment(
    *, assessment: Assessment, grade: AssessmentGrade | None, narrative: str, by: User
) -> Assessment:
    """Stores score and text of a draft; both may still be empty."""
    row = _draft(assessment, by)
    row.grade, row.narrative = grade, narrative.strip()
    return _saved(row, by, gettext_noop("assessment written"))


@transaction.atomic
def refresh_figures(*, assessment: Assessment, by: User) -> Assessment:
    """Takes the figures of a draft anew, as they stand now."""
    row = _draft(assessment, by)
    row.figures.all().delete()
    row.figures_at = timezone.now()
    _saved(row, by, gettext_noop("figures refreshed"))
    _freeze(row)
    return row


@transaction.atomic
def sign_assessment(*, assessment: Assessment, by: User) -> Assessment:
    """Signs a draft as of today; from then on it and its figures stay as they are."""
    row = _draft(assessment, by)
    if row.grade is None:
        raise Refused(_("Choose the score before you sign."), "grade")
    if not row.narrative:
        raise Refused(_("Write the assessment before you sign."), "narrative")
    if row.period.ends_on >= clock.today():
        raise Refused(
            _("%(period)s lasts until %(day)s. Sign after that day, with the figures refreshed.")
            % {"period": row.period, "day": long_date(row.period.ends_on)}
        )
    if clock.day_of(row.figures_at) <= row.period.ends_on:
        raise Refused(_("The figures were taken before the quarter ended. Refresh them, then sign."))
    row.signed_on, row.signed_by = clock.today(), by
    return _saved(row, by, gettext_noop("assessment signed"))


@transaction.atomic
def discard_assessment(*, assessment: Assessment, by: User) -> None:
    """Throws a draft away with its figures."""
    row = _draft(assessment, by)
    row.figures.all().delete()
    row._history_user = by
    row.delete()


def _freeze(row):
    AssessmentFigure.objects.bulk_create(
        AssessmentFigure(assessment=row, position=position, **asdict(figure))
        for position, figure in enumerate(figures_of(row.pillar, row.regency, row.period), start=1)
    )


def _draft(assessment, by):
    """The draft, locked; refused for those who do not assess, and once it is signed."""
    _check_assessor(by)
    row = Assessment.objects.select_for_update(of=("self",)).for_list().get(pk=assessment.pk)
    if row.is_signed:
        raise Refused(
            _("%(person)s signed this assessment on %(day)s. It stays as it is.")
            % {"person": row.signed_by.full_name, "day": long_date(row.signed_on)}
        )
    return row


def _saved(row, by, reason):
    save_traced(row, by=by, reason=reason)
    return row


def _check_assessor(by):
    if not by.has_perm("reports.assess"):
        raise Refused(_("Only a reviewer assesses."))
