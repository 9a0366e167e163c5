"""How mature a village is: the rubric, and what assessors found."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ...choices import MaturityMeasure
from ..querysets.criteria import CriterionQuerySet
from ..querysets.maturity import MaturityAnswerQuerySet
from .criteria import Criterion, CriterionAnswer

#: Measures whose rule names a number.
COUNTING = (MaturityMeasure.PILLAR_ACTIVE, MaturityMeasure.FUNDED_LOCALLY, MaturityMeasure.REPORTS_ON_TIME)


class MaturityCriterion(Criterion):
    """One criterion of the maturity of a village: of a pillar, or without one of sustainability."""

    counting = COUNTING

    pillar = models.ForeignKey(
        "pillars.Pillar",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="maturity_criteria",
        verbose_name=_("pillar"),
    )
    measure = models.CharField(
        _("answered by the portal"), max_length=20, choices=MaturityMeasure.choices, blank=True
    )

    objects = CriterionQuerySet.as_manager()

    class Meta(Criterion.Meta):
        verbose_name = _("criterion of maturity")
        verbose_name_plural = _("criteria of maturity")
        constraints = [
            *Criterion.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(measure__in=COUNTING) | Q(threshold__isnull=False),
                name="maturitycriterion_measure_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(measure=MaturityMeasure.PILLAR_ACTIVE) | Q(pillar__isnull=False),
                name="maturitycriterion_pillar_is_named",
            ),
        ]

    def clean(self):
        super().clean()
        if self.measure == MaturityMeasure.PILLAR_ACTIVE and self.pillar is None:
            raise ValidationError({"pillar": _("Choose the pillar whose activities count.")})


class MaturityAnswer(CriterionAnswer):
    """What an assessor found about one criterion in one village."""

    criterion = models.ForeignKey(
        MaturityCriterion, on_delete=models.PROTECT, related_name="answers", verbose_name=_("criterion")
    )
    village = models.ForeignKey(
        "villages.Village",
        on_delete=models.PROTECT,
        related_name="maturity_answers",
        verbose_name=_("village"),
    )

    objects = MaturityAnswerQuerySet.as_manager()

    class Meta(CriterionAnswer.Meta):
        verbose_name = _("answer on maturity")
        verbose_name_plural = _("answers on maturity")
        indexes = [models.Index(fields=["village", "criterion"], name="maturityanswer_of_village")]
