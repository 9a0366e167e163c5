"""What the rubrics of villages and of regencies share: criteria with their rules, and answers to them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pillars.choices import Agreement
from pillars.models import TwoLanguageName

from ...choices import Fulfilment
from .recommendations import AppendOnly


class Criterion(TwoLanguageName):
    """One criterion with its rule in words and its weight.

    `measure`: how the portal answers it from its data; empty: an assessor answers it. `threshold` is the
    number that the rule names, such as months or villages; the measures in `counting` need it.
    """

    counting = ()

    code = models.SlugField(_("code"), max_length=40, unique=True)
    rule = models.TextField(_("rule"))
    rule_en = models.TextField(_("rule in English"))
    threshold = models.PositiveSmallIntegerField(
        _("number in the rule"),
        null=True,
        blank=True,
        help_text=_("Months, quarters, villages or per cent, as the rule says. Change the rule with it."),
    )
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in force"), default=True)
    status = models.CharField(
        _("status"), max_length=8, choices=Agreement.choices, default=Agreement.PROPOSED
    )
    source = models.CharField(_("where the criterion is from"), max_length=300)
    history = HistoricalRecords(app="reports", inherit=True)

    class Meta:
        abstract = True
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100), name="%(class)s_weight_in_range"
            ),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True) | Q(threshold__gte=1), name="%(class)s_threshold_positive"
            ),
        ]

    def clean(self):
        if self.measure in self.counting and self.threshold is None:
            raise ValidationError({"threshold": _("Write the number that the rule names.")})

    @property
    def is_measured(self):
        return bool(self.measure)

    @property
    def rule_text(self):
        return self.rule_en if get_language() == "en" else self.rule


class CriterionAnswer(AppendOnly):
    """What an assessor found on a day, with the evidence; a later answer counts, and this one stays."""

    level = models.CharField(_("answer"), max_length=8, choices=Fulfilment.choices)
    evidence = models.TextField(_("evidence"), blank=True)
    answered_on = models.DateField(_("found on"))
    at = models.DateTimeField(default=timezone.now, editable=False, verbose_name=_("answered at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("answered by"),
    )

    class Meta:
        abstract = True
        ordering = ["answered_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Fulfilment.values), name="%(class)s_level_exists"),
            models.CheckConstraint(
                condition=Q(level=Fulfilment.UNKNOWN) | ~Q(evidence=""), name="%(class)s_has_evidence"
            ),
        ]

    def __str__(self):
        return f"{self.criterion_id}: {self.get_level_display()}"

    @property
    def level_choice(self):
        return Fulfilment(self.level)
