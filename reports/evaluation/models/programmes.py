"""What a ministry will do about a problem, with whose money, where and for how many people."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui.search import SearchKeyField
from pillars.choices import FundingSource

from ...choices import ProgrammeStatus
from ..querysets.programmes import ProblemProgrammeQuerySet, ProgrammeActivityQuerySet
from .problems import Problem


class ProblemProgramme(models.Model):
    """What one organisation does about one problem under one pillar in one budget year.

    `ceiling` (pagu, whole rupiah) is the sum of the funding lines, written with them and never typed; empty
    where no budget is known yet. Spending comes from the linked activities where they hold any of this
    organisation's: what its own funding lines in them say. Else it is `actual`, typed with the day as of
    which it holds.
    """

    problem = models.ForeignKey(
        Problem, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("Problem")
    )
    pillar = models.ForeignKey(
        "pillars.Pillar", on_delete=models.PROTECT, related_name="programmes", verbose_name=_("Pillar")
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="programmes",
        verbose_name=_("Ministry or agency"),
    )
    title = models.CharField(_("Programme"), max_length=200)
    search_key = SearchKeyField("title")
    what = models.TextField(_("What is done"))
    areas = models.ManyToManyField("villages.Area", related_name="programmes", verbose_name=_("Where"))
    budget_year = models.PositiveSmallIntegerField(_("Budget year"))
    ceiling = models.BigIntegerField(_("Budget ceiling"), null=True, blank=True)
    actual = models.BigIntegerField(_("Actual spending"), null=True, blank=True)
    actual_on = models.DateField(_("Spending as of"), null=True, blank=True)
    people_target = models.PositiveIntegerField(_("People targeted"), null=True, blank=True)
    status = models.CharField(
        _("Status"), max_length=10, choices=ProgrammeStatus.choices, default=ProgrammeStatus.PLANNED
    )
    stopped_on = models.DateField(_("Stopped on"), null=True, blank=True)
    stop_reason = models.TextField(_("Why it was stopped"), blank=True)
    activities = models.ManyToManyField(
        "pillars.Activity",
        through="ProgrammeActivity",
        related_name="programmes",
        verbose_name=_("Activities"),
    )
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    created_at = models.DateTimeField(_("Recorded at"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="programmes_created",
        verbose_name=_("Entered by"),
    )
    changed_at = models.DateTimeField(_("Changed at"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="programmes_changed",
        verbose_name=_("Changed by"),
    )
    history = HistoricalRecords(app="reports", excluded_fields=["search_key"])

    objects = ProblemProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Programme against a problem")
        verbose_name_plural = _("Programmes against problems")
        ordering = ["problem__number", "pillar__number", "-ceiling", "title"]
        indexes = [models.Index(fields=["budget_year", "status"], name="problemprogramme_by_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "pillar", "organisation", "budget_year", "title"],
                name="problemprogramme_once",
            ),
            models.CheckConstraint(
                condition=Q(budget_year__gte=2016, budget_year__lte=2100),
                name="problemprogramme_year_in_range",
            ),
            models.CheckConstraint(
                condition=Q(ceiling__gte=0) | Q(ceiling__isnull=True),
                name="problemprogramme_ceiling_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(actual__isnull=True, actual_on__isnull=True)
                # Without the first of the three, an empty amount would make the whole neither true nor false.
                | Q(actual__isnull=False, actual__gte=0, actual_on__isnull=False),
                name="problemprogramme_actual_with_date",
            ),
            models.CheckConstraint(
                condition=Q(people_target__gte=0) | Q(people_target__isnull=True),
                name="problemprogramme_people_not_negative",
            ),
            models.CheckConstraint(
                condition=(Q(status=ProgrammeStatus.STOPPED, stopped_on__isnull=False) & ~Q(stop_reason=""))
                | (~Q(status=ProgrammeStatus.STOPPED) & Q(stopped_on__isnull=True, stop_reason="")),
                name="problemprogramme_stopped_when_and_why",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:programme-detail", args=[self.pk])


class ProgrammeFunding(models.Model):
    """The ceiling of one programme from one source of money, in whole rupiah."""

    programme = models.ForeignKey(
        ProblemProgramme, on_delete=models.CASCADE, related_name="funding", verbose_name=_("Programme")
    )
    source = models.CharField(_("Funding source"), max_length=20, choices=FundingSource.choices)
    ceiling = models.BigIntegerField(_("Budget ceiling"))

    class Meta:
        verbose_name = _("Funding of a programme")
        verbose_name_plural = _("Funding of programmes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "source"], name="programmefunding_once_per_source"),
            models.CheckConstraint(condition=Q(ceiling__gte=0), name="programmefunding_ceiling_not_negative"),
        ]

    def __str__(self):
        return f"{self.get_source_display()} {self.ceiling}"


class ProgrammeActivity(models.Model):
    """One activity carries out one programme.

    `organisation` repeats the programme's, so that the database can promise: an activity stands under one
    programme per organisation, and its money and people count there once. See `counted` for when it counts.
    """

    programme = models.ForeignKey(
        ProblemProgramme, on_delete=models.CASCADE, related_name="links", verbose_name=_("Programme")
    )
    activity = models.ForeignKey(
        "pillars.Activity",
        on_delete=models.CASCADE,
        related_name="programme_links",
        verbose_name=_("Activity"),
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Ministry or agency"),
    )
    linked_at = models.DateTimeField(_("Linked at"), default=timezone.now, editable=False)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="programme_links",
        verbose_name=_("Linked by"),
    )

    objects = ProgrammeActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Activity of a programme")
        verbose_name_plural = _("Activities of programmes")
        ordering = ["activity__start_on", "activity"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation"], name="programmeactivity_once_per_organisation"
            )
        ]

    def __str__(self):
        return f"{self.programme}: {self.activity}"
