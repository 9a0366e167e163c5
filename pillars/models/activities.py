"""What was done: activities, the villages they served, the head counts and the money."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.search import SearchKeyField

from ..choices import Category, Progress, Review
from ..querysets import ActivityQuerySet
from .pillars import ActivityType, Pillar


class Activity(models.Model):
    """One activity of one pillar in one regency, serving one or more of its programme villages.

    An activity that several regencies hold together is recorded once in each, so that every sum over
    areas adds up. `budget_year` is the year whose budget pays; the dates say in which months it ran.
    """

    pillar = models.ForeignKey(
        Pillar, on_delete=models.PROTECT, related_name="activities", verbose_name=_("Pillar")
    )
    type = models.ForeignKey(
        ActivityType,
        on_delete=models.PROTECT,
        related_name="activities",
        null=True,
        blank=True,
        verbose_name=_("Activity type"),
    )
    title = models.CharField(_("Activity name"), max_length=200)
    search_key = SearchKeyField("title")
    #: How the office's own list names the activity; lists of participants find it by this.
    list_code = models.CharField(_("Activity code"), max_length=40, blank=True)
    regency = models.ForeignKey(
        "villages.Area", on_delete=models.PROTECT, related_name="activities", verbose_name=_("Regency/city")
    )
    villages = models.ManyToManyField(
        "villages.Village", through="ActivityVillage", related_name="activities", verbose_name=_("Villages")
    )
    start_on = models.DateField(_("Start date"), null=True, blank=True)
    end_on = models.DateField(_("End date"), null=True, blank=True)
    budget_year = models.PositiveSmallIntegerField(
        _("Budget year"), validators=[MinValueValidator(2016), MaxValueValidator(2100)]
    )
    organiser = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="activities",
        null=True,
        blank=True,
        verbose_name=_("Organiser"),
    )
    status = models.CharField(_("Progress"), max_length=10, choices=Progress.choices, default=Progress.DONE)
    state = models.CharField(_("Status"), max_length=10, choices=Review.choices, default=Review.DRAFT)
    result = models.TextField(_("Short outcome"), blank=True)
    obstacle = models.TextField(_("Obstacles"), blank=True)
    follow_up = models.TextField(_("Follow-up"), blank=True)
    over_plan_reason = models.TextField(_("Reason for spending above the plan"), blank=True)

    version = models.PositiveIntegerField(_("Version"), default=1)
    #: Made by the empty form; a second post of the same form finds the first one's row.
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, verbose_name=_("Form token"))
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    created_at = models.DateTimeField(_("Recorded at"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="activities_created",
        verbose_name=_("Entered by"),
    )
    changed_at = models.DateTimeField(_("Changed at"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="activities_changed",
        verbose_name=_("Changed by"),
    )
    sent_at = models.DateTimeField(_("Sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities_sent",
        verbose_name=_("Sent by"),
    )
    verified_at = models.DateTimeField(_("Verified at"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities_verified",
        verbose_name=_("Verified by"),
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Activity")
        verbose_name_plural = _("Activities")
        ordering = ["-start_on", "-pk"]
        indexes = [
            models.Index(fields=["regency", "budget_year", "state"], name="activity_by_regency_year"),
            # What a list asks of every row it skips or counts stands in its index: the rows are not read.
            models.Index(
                fields=["sent_at", "id", "status", "sent_by", "created_by", "start_on", "end_on", "regency"],
                condition=Q(state=Review.SENT),
                name="activity_waiting",
            ),
            models.Index(
                fields=["regency", "state", "start_on", "end_on", "id"],
                condition=Q(state__in=[Review.DRAFT, Review.RETURNED]),
                name="activity_unsent",
            ),
            models.Index(fields=["-start_on", "-id", "state"], name="activity_newest"),
            models.Index(Lower("title"), models.F("id").desc(), "state", name="activity_by_title"),
            # With what is asked of the activities of some months, so that their rows need not be read.
            models.Index(fields=["end_on", "start_on", "state", "status", "id"], name="activity_by_end"),
            models.Index(
                fields=["end_on"],
                condition=Q(status__in=[Progress.PLANNED, Progress.RUNNING]),
                name="activity_not_over",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("list_code"),
                "regency",
                "budget_year",
                condition=~Q(list_code=""),
                name="activity_list_code_once",
            ),
            models.CheckConstraint(
                condition=Q(end_on__gte=models.F("start_on"))
                | Q(start_on__isnull=True)
                | Q(end_on__isnull=True),
                name="activity_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state=Review.DRAFT)
                | Q(start_on__isnull=False, end_on__isnull=False, type__isnull=False),
                name="activity_complete_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="activity_sent_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(state=Review.DRAFT) | Q(sent_at__isnull=False), name="activity_sent_has_sender"
            ),
            models.CheckConstraint(
                condition=Q(state=Review.VERIFIED, verified_at__isnull=False, verified_by__isnull=False)
                | (~Q(state=Review.VERIFIED) & Q(verified_at__isnull=True, verified_by__isnull=True)),
                name="activity_verified_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True)
                | (~Q(verified_by=models.F("sent_by")) & ~Q(verified_by=models.F("created_by"))),
                name="activity_verified_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=Review.VERIFIED) | Q(status__in=[Progress.DONE, Progress.CANCELLED]),
                name="activity_verified_is_over",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pillars:activity-detail", args=[self.pk])

    def is_late_on(self, date):
        """Planned or running although its last day is past."""
        is_open = self.status in (Progress.PLANNED, Progress.RUNNING)
        return is_open and bool(self.end_on and self.end_on < date)


class ActivityVillage(models.Model):
    """One activity in one village, with what is said about the head counts there.

    `is_nil`: nobody took part, said in so many words. `is_confirmed`: the officer confirmed on the check
    page that an empty cell means 0; before that it means "not filled in".
    """

    # No indexes of their own: those of both together serve for each.
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="activity_villages", db_index=False
    )
    village = models.ForeignKey(
        "villages.Village",
        on_delete=models.PROTECT,
        related_name="activity_villages",
        verbose_name=_("Village"),
        db_index=False,
    )
    is_nil = models.BooleanField(_("Nobody took part"), default=False)
    is_confirmed = models.BooleanField(_("Empty means 0"), default=False)

    class Meta:
        verbose_name = _("Village of an activity")
        verbose_name_plural = _("Villages of an activity")
        ordering = ["village__area__code"]
        indexes = [models.Index(fields=["village", "activity"], name="activityvillage_by_village")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "village"], name="activityvillage_once"),
        ]

    def __str__(self):
        return f"{self.activity}: {self.village}"

    @property
    def male(self):
        return self._total("male")

    @property
    def female(self):
        return self._total("female")

    @property
    def unknown(self):
        return self._total("unknown")

    @property
    def head_count(self):
        """Attendances in this village: L + P + unknown, never typed (counting rule 4)."""
        return self.male + self.female + self.unknown

    def _total(self, sex):
        return sum(getattr(row, sex) or 0 for row in self.counts.all())


class HeadCount(models.Model):
    """Head counts of one category in one village of one activity; empty: not filled in."""

    activity_village = models.ForeignKey(
        ActivityVillage, on_delete=models.CASCADE, related_name="counts", db_index=False
    )
    category = models.CharField(_("Category"), max_length=12, choices=Category.choices)
    male = models.PositiveIntegerField(_("Male"), null=True, blank=True)
    female = models.PositiveIntegerField(_("Female"), null=True, blank=True)
    unknown = models.PositiveIntegerField(_("Unknown"), null=True, blank=True)

    class Meta:
        verbose_name = _("Head count")
        verbose_name_plural = _("Head counts")
        constraints = [
            models.UniqueConstraint(
                fields=["activity_village", "category"], name="headcount_once_per_category"
            ),
            models.CheckConstraint(
                condition=Q(male__gte=0) | Q(male__isnull=True), name="headcount_male_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(female__gte=0) | Q(female__isnull=True), name="headcount_female_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(unknown__gte=0) | Q(unknown__isnull=True), name="headcount_unknown_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.get_category_display()}: {self.total}"

    @property
    def total(self):
        return (self.male or 0) + (self.female or 0) + (self.unknown or 0)
