"""Whether a regency is ready to copy the pilot: the rubric, and what assessors found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ...choices import ReadinessMeasure
from ..querysets.criteria import CriterionQuerySet
from ..querysets.readiness import ReadinessAnswerQuerySet
from .criteria import Criterion, CriterionAnswer

#: Measures whose rule names a number.
COUNTING = [measure for measure in ReadinessMeasure if measure != ReadinessMeasure.OFFICERS_SERVING]


class ReadinessCriterion(Criterion):
    """One criterion of the readiness of a regency to copy the pilot."""

    counting = COUNTING

    measure = models.CharField(
        _("answered by the portal"), max_length=20, choices=ReadinessMeasure.choices, blank=True
    )

    objects = CriterionQuerySet.as_manager()

    class Meta(Criterion.Meta):
        verbose_name = _("criterion of readiness")
        verbose_name_plural = _("criteria of readiness")
        constraints = [
            *Criterion.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(measure__in=COUNTING) | Q(threshold__isnull=False),
                name="readinesscriterion_measure_has_number",
            ),
        ]


class ReadinessAnswer(CriterionAnswer):
    """What an assessor found about one criterion in one regency."""

    criterion = models.ForeignKey(
        ReadinessCriterion, on_delete=models.PROTECT, related_name="answers", verbose_name=_("criterion")
    )
    regency = models.ForeignKey(
        "villages.Area", on_delete=models.PROTECT, related_name="readiness_answers", verbose_name=_("regency")
    )

    objects = ReadinessAnswerQuerySet.as_manager()

    class Meta(CriterionAnswer.Meta):
        verbose_name = _("answer on readiness")
        verbose_name_plural = _("answers on readiness")
        indexes = [models.Index(fields=["regency", "criterion"], name="readinessanswer_of_regency")]


class ReadinessScale(models.Model):
    """From which share of the known weight on a regency is called ready or on the way; the newest counts."""

    ready_from = models.PositiveSmallIntegerField(_("ready from (%)"))
    underway_from = models.PositiveSmallIntegerField(_("on the way from (%)"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("scale of readiness")
        verbose_name_plural = _("scales of readiness")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    ready_from__lte=100, ready_from__gt=models.F("underway_from"), underway_from__gt=0
                ),
                name="readinessscale_in_order",
            )
        ]

    def __str__(self):
        return f"{self.ready_from} / {self.underway_from}"
