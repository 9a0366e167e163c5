"""What was recommended to whom by when, and what its owner did about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.search import SearchKeyField
from pillars.models import StoredFile

from ...choices import CLOSED, REASONED, RecommendationStatus, RecommendationStep
from ..querysets.recommendations import RecommendationQuerySet
from .meetings import EvaluationMeeting, Finding
from .problems import Problem


class Recommendation(models.Model):
    """One recommendation to one organisation, its owner; it comes from a meeting, a finding or a gap.

    `first_due_on` is the first deadline and stays; `due_on` is the one in force, both empty while nobody
    has set one. `percent` and `claimed` repeat the owner's last answer: how far it says to be, and whether
    it says that nothing is left to do, which the reviewer has yet to decide on.
    """

    number = models.CharField(_("Number"), max_length=12, unique=True)
    meeting = models.ForeignKey(
        EvaluationMeeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("Meeting"),
    )
    finding = models.ForeignKey(
        Finding,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("Finding"),
    )
    title = models.CharField(_("Recommendation"), max_length=200)
    text = models.TextField(_("Details"), blank=True)
    search_key = SearchKeyField("number", "title", "text")
    owner = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="recommendations",
        verbose_name=_("Owner"),
    )
    contributors = models.ManyToManyField(
        "accounts.Organisation",
        blank=True,
        related_name="supported_recommendations",
        verbose_name=_("Contributors"),
    )
    pillar = models.ForeignKey(
        "pillars.Pillar",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("Pillar"),
    )
    problem = models.ForeignKey(
        Problem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("Problem"),
    )
    area = models.ForeignKey(
        "villages.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("Area"),
    )
    budget_year = models.PositiveSmallIntegerField(_("Budget year"))
    given_on = models.DateField(_("Given on"))
    first_due_on = models.DateField(_("First deadline"), null=True, blank=True)
    due_on = models.DateField(_("Deadline"), null=True, blank=True)
    status = models.CharField(
        _("Status"),
        max_length=12,
        choices=RecommendationStatus.choices,
        default=RecommendationStatus.OPEN,
    )
    percent = models.PositiveSmallIntegerField(_("Progress"), default=0)
    claimed = models.CharField(
        max_length=12,
        choices=RecommendationStatus.choices,
        blank=True,
        verbose_name=_("Progress as stated by the owner"),
    )
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations_closed",
        verbose_name=_("Closed by"),
    )
    source = models.CharField(_("Source"), max_length=300, blank=True)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Recommendation")
        verbose_name_plural = _("Recommendations")
        ordering = [F("due_on").asc(nulls_last=True), "number"]
        indexes = [models.Index(fields=["status", "due_on"], name="recommendation_by_due_date")]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="recommendation_percent_in_range"),
            models.CheckConstraint(
                condition=Q(budget_year__gte=2016, budget_year__lte=2100),
                name="recommendation_year_in_range",
            ),
            models.CheckConstraint(
                condition=Q(first_due_on__isnull=True, due_on__isnull=True)
                | Q(
                    first_due_on__isnull=False,
                    first_due_on__gte=F("given_on"),
                    due_on__isnull=False,
                    due_on__gte=F("given_on"),
                ),
                name="recommendation_due_after_given",
            ),
            models.CheckConstraint(
                condition=Q(status__in=CLOSED, closed_on__isnull=False, closed_by__isnull=False, claimed="")
                | (Q(closed_on__isnull=True, closed_by__isnull=True) & ~Q(status__in=CLOSED)),
                name="recommendation_closed_when_and_by",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("given_on")),
                name="recommendation_closed_after_given",
            ),
            models.CheckConstraint(
                condition=Q(claimed="") | Q(claimed__in=CLOSED), name="recommendation_claims_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(status=RecommendationStatus.DONE) | Q(percent=100),
                name="recommendation_done_is_all",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:recommendation-detail", args=[self.number])

    @property
    def is_closed(self):
        return self.status in CLOSED


class AppendOnly(models.Model):
    """Rows that are written once: neither changed nor deleted afterwards."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError(f"{type(self).__name__} {self.pk} is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__} {self.pk} is never deleted.")


class FollowUp(AppendOnly):
    """One answer of the owner: what was done by a day, how far that is, and the proof."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="follow_ups")
    done_on = models.DateField(_("Date"))
    text = models.TextField(_("What was done"))
    percent = models.PositiveSmallIntegerField(_("Progress"))
    status = models.CharField(_("Status"), max_length=12, choices=RecommendationStatus.choices)
    link = models.URLField(_("Link to the proof"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="follow_ups",
        verbose_name=_("By"),
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Follow-up")
        verbose_name_plural = _("Follow-ups")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="followup_percent_in_range"),
            models.CheckConstraint(condition=~Q(text=""), name="followup_says_what"),
            models.CheckConstraint(
                condition=~Q(status=RecommendationStatus.OPEN), name="followup_is_something"
            ),
            models.CheckConstraint(
                condition=~Q(status=RecommendationStatus.DONE) | Q(percent=100), name="followup_done_is_all"
            ),
        ]

    def __str__(self):
        return f"{self.recommendation.number}: {self.percent} %"

    @property
    def claim(self):
        """What the owner says; whether it is so, only the reviewer's decision says."""
        if self.status == RecommendationStatus.DONE:
            return _("Reported as finished")
        if self.status == RecommendationStatus.IMPOSSIBLE:
            return _("Reported as not feasible")
        return self.get_status_display()


class FollowUpFile(StoredFile):
    """A file that proves one follow-up."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="files")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="follow_up_files"
    )

    class Meta(StoredFile.Meta):
        verbose_name = _("Proof of a follow-up")
        verbose_name_plural = _("Proofs of follow-ups")


class RecommendationEvent(AppendOnly):
    """One line in the trail of a recommendation: who did what when, and why.

    A change of the deadline holds both days; an answer and what the reviewer said to it hold the follow-up;
    `changes` lists field, before and after. `by` is empty for what was loaded from a source.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="events")
    step = models.CharField(_("Step"), max_length=12, choices=RecommendationStep.choices)
    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    due_before = models.DateField(_("Deadline before"), null=True, blank=True)
    due_after = models.DateField(_("New deadline"), null=True, blank=True)
    reason = models.TextField(_("Reason"), blank=True)
    changes = models.JSONField(_("Changes"), default=list, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendation_events",
        verbose_name=_("By"),
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Step of a recommendation")
        verbose_name_plural = _("Steps of recommendations")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step__in=REASONED) | ~Q(reason=""), name="recommendationevent_says_why"
            ),
            models.CheckConstraint(
                condition=Q(
                    step=RecommendationStep.DUE_MOVED, due_before__isnull=False, due_after__isnull=False
                )
                | Q(step=RecommendationStep.DUE_SET, due_before__isnull=True, due_after__isnull=False)
                | (
                    ~Q(step__in=[RecommendationStep.DUE_MOVED, RecommendationStep.DUE_SET])
                    & Q(due_before__isnull=True, due_after__isnull=True)
                ),
                name="recommendationevent_both_deadlines",
            ),
            models.CheckConstraint(
                condition=~Q(step=RecommendationStep.ANSWERED) | Q(follow_up__isnull=False),
                name="recommendationevent_answer_is_there",
            ),
        ]

    def __str__(self):
        return f"{self.recommendation.number}: {self.get_step_display()}"
