"""The rubrics of the maturity of villages and the readiness of regencies: criteria, and answers to them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds
from pillars.choices import Agreement
from pillars.models import TwoLanguageName
from villages.choices import Level

from ...choices import CriterionMeasure, Fulfilment, RubricLevel
from ..querysets.criteria import CriterionAnswerQuerySet, CriterionQuerySet
from .recommendations import AppendOnly


class Criterion(TwoLanguageName):
    """One criterion of the rubric of one level of areas, with its rule in words and its weight.

    `measure`: how the portal answers it from its data; empty: an assessor answers it. `threshold` is the
    number that the rule names, such as months or villages. `pillar` is None for what is about no pillar.
    """

    area_level = models.PositiveSmallIntegerField(_("Rubric"), choices=RubricLevel.choices)
    code = models.SlugField(_("Code"), max_length=40)
    pillar = models.ForeignKey(
        "pillars.Pillar",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="criteria",
        verbose_name=_("Pillar"),
    )
    rule = models.TextField(_("Rule"))
    rule_en = models.TextField(_("Rule in English"))
    measure = models.CharField(
        _("Answered by the portal"), max_length=20, choices=CriterionMeasure.choices, blank=True
    )
    threshold = models.PositiveSmallIntegerField(
        _("Number in the rule"),
        null=True,
        blank=True,
        validators=bounds.between(1, 120),
        help_text=_("Months, quarters, villages or per cent, as the rule says. Change the rule with it."),
    )
    weight = models.PositiveSmallIntegerField(_("Weight"), default=1, validators=bounds.between(1, 100))
    position = models.PositiveSmallIntegerField(_("Position"), default=0, validators=bounds.POSITION)
    is_active = models.BooleanField(_("In force"), default=True)
    status = models.CharField(
        _("Status"), max_length=8, choices=Agreement.choices, default=Agreement.PROPOSED
    )
    source = models.CharField(_("Where the criterion is from"), max_length=300)

    objects = CriterionQuerySet.as_manager()
    history = HistoricalRecords(app="reports")

    class Meta:
        verbose_name = _("Criterion")
        verbose_name_plural = _("Criteria")
        ordering = ["area_level", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["area_level", "code"], name="criterion_code_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100),
                name="criterion_weight_in_range",
                violation_error_message=_("The weight must be from 1 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True) | Q(threshold__gte=1, threshold__lte=120),
                name="criterion_threshold_in_range",
                violation_error_message=_("The number in the rule must be from 1 to 120."),
            ),
            models.CheckConstraint(
                condition=~Q(measure__in=CriterionMeasure.with_number()) | Q(threshold__isnull=False),
                name="criterion_measure_has_number",
                violation_error_message=_("Write the number that the rule names."),
            ),
            models.CheckConstraint(
                condition=~Q(measure=CriterionMeasure.PILLAR_ACTIVE) | Q(pillar__isnull=False),
                name="criterion_pillar_is_named",
                violation_error_message=_("Choose the pillar whose activities are counted."),
            ),
            models.CheckConstraint(
                condition=Q(measure="")
                | Q(area_level=Level.VILLAGE, measure__in=CriterionMeasure.of(Level.VILLAGE))
                | Q(area_level=Level.REGENCY, measure__in=CriterionMeasure.of(Level.REGENCY)),
                name="criterion_measure_of_level",
                violation_error_message=_(
                    "The portal cannot answer this for areas of this level. Choose another."
                ),
            ),
        ]

    def clean(self):
        if not self.is_measured:
            return
        if self.area_level and self.measure not in CriterionMeasure.of(self.area_level):
            raise ValidationError({"measure": _("The portal answers this only in the other rubric.")})
        if self.measure in CriterionMeasure.with_number() and self.threshold is None:
            raise ValidationError({"threshold": _("Write the number that the rule names.")})
        if self.measure == CriterionMeasure.PILLAR_ACTIVE and self.pillar is None:
            raise ValidationError({"pillar": _("Choose the pillar whose activities are counted.")})

    @property
    def is_measured(self):
        return bool(self.measure)

    @property
    def rule_text(self):
        return self.rule_en if get_language() == "en" else self.rule


class CriterionAnswer(AppendOnly):
    """What an assessor found about one criterion in one area on a day, with the evidence.

    The answer of the latest day counts, and all stay. The area is of the level of the criterion.
    """

    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, related_name="answers", verbose_name=_("Criterion")
    )
    area = models.ForeignKey(
        "villages.Area",
        on_delete=models.PROTECT,
        related_name="criterion_answers",
        verbose_name=_("Area"),
    )
    level = models.CharField(_("The answer"), max_length=8, choices=Fulfilment.choices)
    evidence = models.TextField(_("Evidence"), blank=True)
    answered_on = models.DateField(_("Found on"))
    at = models.DateTimeField(default=timezone.now, editable=False, verbose_name=_("Answered at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="criterion_answers",
        verbose_name=_("Answered by"),
    )

    objects = CriterionAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Answer to a criterion")
        verbose_name_plural = _("Answers to criteria")
        ordering = ["answered_on", "pk"]
        indexes = [models.Index(fields=["area", "criterion"], name="criterionanswer_of_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level__in=Fulfilment.values), name="criterionanswer_level_exists"
            ),
            models.CheckConstraint(
                condition=Q(level=Fulfilment.UNKNOWN) | ~Q(evidence=""), name="criterionanswer_has_evidence"
            ),
        ]

    def __str__(self):
        return f"{self.criterion_id}: {self.get_level_display()}"

    @property
    def level_choice(self):
        return Fulfilment(self.level)


class ReadinessScale(models.Model):
    """From which share of the whole weight on a regency is called ready or on the way; the newest counts."""

    ready_from = models.PositiveSmallIntegerField(_("Ready from (%)"), validators=bounds.PERCENT)
    underway_from = models.PositiveSmallIntegerField(_("On the way from (%)"), validators=bounds.PERCENT)
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Scale of readiness")
        verbose_name_plural = _("Scales of readiness")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    ready_from__lte=100, ready_from__gt=models.F("underway_from"), underway_from__gt=0
                ),
                name="readinessscale_in_order",
                violation_error_message=_(
                    "“Ready” begins above “on the way”, and that above 0; neither goes beyond 100."
                ),
            )
        ]

    def __str__(self):
        return f"{self.ready_from} / {self.underway_from}"
