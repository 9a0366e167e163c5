"""What the programme is measured by; the definitions are versioned, so that old years keep theirs."""

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds
from villages.choices import Level

from ...choices import Aggregation, Agreement, Measure, PeriodKind, ValueSource, WantedDirection
from ...models.pillars import Pillar, TwoLanguageName
from ..querysets import IndicatorQuerySet, IndicatorVersionQuerySet
from .scales import AchievementScale

FIRST_YEAR = 2016
YEAR = bounds.YEAR
CODE = RegexValidator(
    r"^[A-Z0-9]+(-[A-Z0-9]+)*$", _("Write capital letters, digits and hyphens only. Example: II-3")
)


class Indicator(models.Model):
    """One indicator under a code that stays; what it means in a budget year, its version says.

    Without a pillar it is one of the programme as a whole (sustainability). It is never deleted: from
    `ended_from` on it is not asked for any more.
    """

    code = models.CharField(_("Code"), max_length=12, unique=True, validators=[CODE])
    pillar = models.ForeignKey(
        Pillar,
        on_delete=models.PROTECT,
        related_name="indicators",
        null=True,
        blank=True,
        verbose_name=_("Pillar"),
    )
    position = models.PositiveSmallIntegerField(_("Position"), default=0, validators=bounds.POSITION)
    ended_from = models.PositiveSmallIntegerField(
        _("No longer asked for from budget year"), null=True, blank=True, validators=YEAR
    )
    history = HistoricalRecords(app="pillars")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("Indicator")
        verbose_name_plural = _("Indicators")
        ordering = [models.F("pillar__number").asc(nulls_last=True), "position", "code"]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("reports:indicator-detail", args=[self.code])

    def version_in(self, year):
        """The definition of a budget year; None before the first one and after the end.

        Costs no query where `versions` was prefetched.
        """
        if self.ended_from is not None and year >= self.ended_from:
            return None
        begun = [version for version in self.versions.all() if version.valid_from <= year]
        return max(begun, key=lambda version: version.valid_from, default=None)


class IndicatorVersion(TwoLanguageName):
    """What an indicator means from a budget year on, until the next version of it begins.

    Only the start is stored, once per indicator and year: so two definitions of one year cannot be.
    `per` is what a ratio is multiplied by: 100 for per cent. `reported_for` is the level of the areas whose
    office types the value: villages or regencies.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="versions", verbose_name=_("Indicator")
    )
    valid_from = models.PositiveSmallIntegerField(_("From budget year"), validators=YEAR)
    definition = models.TextField(_("How it is counted"))
    definition_en = models.TextField(_("How it is counted, in English"))
    unit = models.CharField(_("Unit"), max_length=40)
    unit_en = models.CharField(_("Unit in English"), max_length=40)
    direction = models.CharField(
        _("Direction"), max_length=6, choices=WantedDirection.choices, default=WantedDirection.HIGHER
    )
    aggregation = models.CharField(_("Aggregation"), max_length=8, choices=Aggregation.choices)
    areas_add_up = models.BooleanField(
        _("Areas add up"),
        default=True,
        help_text=_("Only for the last value: whether areas are added up; otherwise their mean is taken."),
    )
    per = models.PositiveIntegerField(
        _("Ratio per"), default=100, help_text=_("Only for a ratio: 100 gives per cent, 1 the plain ratio.")
    )
    part_name = models.CharField(
        _("What is divided"),
        max_length=40,
        blank=True,
        help_text=_("Only for a ratio: “Closed” of complaints."),
    )
    part_name_en = models.CharField(_("What is divided, in English"), max_length=40, blank=True)
    whole_name = models.CharField(
        _("What it is divided by"),
        max_length=40,
        blank=True,
        help_text=_("Only for a ratio: “Received” of complaints."),
    )
    whole_name_en = models.CharField(_("What it is divided by, in English"), max_length=40, blank=True)
    decimals = models.PositiveSmallIntegerField(_("Decimals"), default=0, validators=[MaxValueValidator(2)])
    by_sex = models.BooleanField(
        _("By sex"),
        default=False,
        help_text=_("Reported as men, women and unknown; the total is computed."),
    )
    cap = models.DecimalField(
        _("Cap (%)"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Most that counts in a combined score; the achievement itself is shown as it is."),
    )
    scale = models.ForeignKey(
        AchievementScale,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Achievement scale"),
    )
    period_kind = models.CharField(
        _("Reported every"), max_length=8, choices=PeriodKind.choices, default=PeriodKind.QUARTER
    )
    source = models.CharField(_("Values"), max_length=8, choices=ValueSource.choices)
    measure = models.CharField(_("What is counted"), max_length=30, choices=Measure.choices, blank=True)
    reported_for = models.PositiveSmallIntegerField(
        _("Reported for"),
        choices=[(Level.VILLAGE.value, Level.VILLAGE.label), (Level.REGENCY.value, Level.REGENCY.label)],
        null=True,
        blank=True,
    )
    status = models.CharField(
        _("Status"), max_length=8, choices=Agreement.choices, default=Agreement.PROPOSED
    )
    reference = models.CharField(_("Where the definition is from"), max_length=300, blank=True)
    history = HistoricalRecords(app="pillars")

    objects = IndicatorVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Definition of an indicator")
        verbose_name_plural = _("Definitions of indicators")
        ordering = ["indicator", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "valid_from"], name="indicatorversion_one_per_year"),
            models.CheckConstraint(
                condition=(
                    Q(source=ValueSource.MEASURED, reported_for__isnull=True) & ~Q(measure="")
                    | Q(source=ValueSource.REPORTED, reported_for__isnull=False, measure="")
                ),
                name="indicatorversion_measured_or_reported",
            ),
            models.CheckConstraint(
                condition=~Q(aggregation=Aggregation.PEOPLE) | Q(source=ValueSource.MEASURED),
                name="indicatorversion_people_are_counted",
            ),
            models.CheckConstraint(
                condition=Q(by_sex=False)
                | Q(
                    source=ValueSource.REPORTED,
                    aggregation__in=[Aggregation.SUM, Aggregation.LAST],
                    areas_add_up=True,
                    decimals=0,
                ),
                name="indicatorversion_sexes_add_up",
            ),
            models.CheckConstraint(condition=Q(per__gt=0), name="indicatorversion_per_is_positive"),
            models.CheckConstraint(condition=Q(decimals__lte=2), name="indicatorversion_two_decimals"),
        ]

    @property
    def is_measured(self):
        return self.source == ValueSource.MEASURED

    @property
    def is_ratio(self):
        return self.aggregation == Aggregation.RATIO

    @property
    def is_lower_better(self):
        return self.direction == WantedDirection.LOWER

    @property
    def is_yearly(self):
        return self.period_kind == PeriodKind.YEAR

    @property
    def status_tone(self):
        return Agreement(self.status).tone

    @property
    def adds_up(self):
        """Whether the values, and so the targets, of several areas add up."""
        if self.aggregation == Aggregation.LAST:
            return self.areas_add_up
        return self.aggregation in (Aggregation.SUM, Aggregation.PEOPLE)

    @property
    def accumulates(self):
        """Whether the value grows from 0 over the year; otherwise it is a level: a share, a mean, a stock."""
        return self.aggregation in (Aggregation.SUM, Aggregation.PEOPLE)

    @property
    def unit_text(self):
        """The unit in the language of the reader."""
        return self.unit_en if get_language() == "en" else self.unit

    @property
    def part_text(self):
        """What the numerator of a ratio counts, in the language of the reader."""
        return (self.part_name_en if get_language() == "en" else self.part_name) or _("Part")

    @property
    def whole_text(self):
        """What the denominator of a ratio counts, in the language of the reader."""
        return (self.whole_name_en if get_language() == "en" else self.whole_name) or _("Of all")

    @property
    def definition_text(self):
        return self.definition_en if get_language() == "en" else self.definition
