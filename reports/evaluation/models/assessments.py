"""What the reviewer says of one pillar in one regency and quarter, beside the figures as they stood."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds
from pillars.models import TwoLanguageName

from ...choices import FigureKind
from ..querysets.assessments import AssessmentQuerySet


class AssessmentGrade(TwoLanguageName):
    """One step of the scale that assessments are graded on, with what it means; the highest is the best.

    Assessments keep the grade they were given: another meaning is a new row, and the old one is switched off.
    """

    value = models.PositiveSmallIntegerField(_("Score"), validators=bounds.between(1, 10))
    meaning = models.CharField(_("Meaning"), max_length=300)
    meaning_en = models.CharField(_("Meaning in English"), max_length=300)
    is_active = models.BooleanField(_("Offered in forms"), default=True)

    class Meta:
        verbose_name = _("Grade of assessments")
        verbose_name_plural = _("Grades of assessments")
        ordering = ["-value", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["value"],
                condition=Q(is_active=True),
                name="assessmentgrade_one_active_per_score",
                violation_error_message=_(
                    "Another grade with this score is already offered. Remove that one from the forms first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=10),
                name="assessmentgrade_in_range",
                violation_error_message=_("The score must be from 1 to 10."),
            ),
        ]

    @property
    def meaning_text(self):
        return self.meaning_en if get_language() == "en" else self.meaning


class Assessment(models.Model):
    """The assessment of one pillar in one regency for one quarter; a draft until a reviewer signs it.

    Its figures count the budget year to the last day of the quarter, as they stood at `figures_at`. Once it
    is signed nobody changes or deletes it or them (services, and triggers of the database).
    """

    pillar = models.ForeignKey(
        "pillars.Pillar", on_delete=models.PROTECT, related_name="assessments", verbose_name=_("Pillar")
    )
    regency = models.ForeignKey(
        "villages.Area",
        on_delete=models.PROTECT,
        related_name="assessments",
        verbose_name=_("Regency/city"),
    )
    period = models.ForeignKey(
        "pillars.ReportingPeriod",
        on_delete=models.PROTECT,
        related_name="assessments",
        verbose_name=_("Quarter"),
    )
    grade = models.ForeignKey(
        AssessmentGrade,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("Score"),
    )
    narrative = models.TextField(_("Assessment"), blank=True)
    figures_at = models.DateTimeField(_("Figures as of"))
    drafted_at = models.DateTimeField(_("Drafted at"), default=timezone.now, editable=False)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assessments_drafted",
        verbose_name=_("Drafted by"),
    )
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments_signed",
        verbose_name=_("Signed by"),
    )
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    history = HistoricalRecords(app="reports")

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("Assessment")
        verbose_name_plural = _("Assessments")
        ordering = ["-period__year", "-period__quarter", "regency", "pillar__number"]
        constraints = [
            models.UniqueConstraint(fields=["pillar", "regency", "period"], name="assessment_once"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signed_by__isnull=True)
                | (
                    Q(signed_on__isnull=False, signed_by__isnull=False, grade__isnull=False)
                    & ~Q(narrative="")
                ),
                name="assessment_signed_on_by_and_complete",
            ),
        ]

    def __str__(self):
        return f"{self.pillar.code}, {self.regency.label}, {self.period}"

    def get_absolute_url(self):
        return reverse("reports:assessment-detail", args=[self.pk])

    @property
    def is_signed(self):
        return self.signed_on is not None


class AssessmentFigure(models.Model):
    """One figure of an assessment as it stood: what it was called, its value or words, unit, source and day.

    Nothing here points at the rows that it was counted from: later corrections of those never reach it.
    `value` and `text` both empty: there was no data. `key` finds the same figure of today.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="figures")
    position = models.PositiveSmallIntegerField(_("Position"))
    key = models.CharField(_("Key"), max_length=40)
    kind = models.CharField(_("Kind"), max_length=8, choices=FigureKind.choices)
    label = models.CharField(_("Label"), max_length=250)
    label_en = models.CharField(_("Label in English"), max_length=250)
    value = models.DecimalField(_("Value"), max_digits=22, decimal_places=6, null=True, blank=True)
    text = models.CharField(_("Text"), max_length=250, blank=True)
    text_en = models.CharField(_("Text in English"), max_length=250, blank=True)
    unit = models.CharField(_("Unit"), max_length=60, blank=True)
    unit_en = models.CharField(_("Unit in English"), max_length=60, blank=True)
    decimals = models.PositiveSmallIntegerField(_("Decimals"), default=0)
    source = models.CharField(_("Source"), max_length=300)
    source_en = models.CharField(_("Source in English"), max_length=300)
    data_as_of = models.DateTimeField(_("Data as of"))

    class Meta:
        verbose_name = _("Figure of an assessment")
        verbose_name_plural = _("Figures of assessments")
        ordering = ["assessment", "position"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "key"], name="assessmentfigure_once"),
            models.CheckConstraint(
                condition=Q(kind=FigureKind.TEXT, value__isnull=True)
                | (~Q(kind=FigureKind.TEXT) & Q(text="", text_en="")),
                name="assessmentfigure_value_or_text",
            ),
            models.CheckConstraint(
                condition=~Q(source="") & ~Q(label=""), name="assessmentfigure_says_what_and_whence"
            ),
        ]

    def __str__(self):
        return self.label
