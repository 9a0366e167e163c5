"""Evaluation meetings: what was directed there, who came, and what was found."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui import bounds
from desmigratif.ui.search import SearchKeyField
from pillars.models import StoredFile, TwoLanguageName

from ..querysets.meetings import MeetingQuerySet
from .problems import Problem


class MeetingKind(TwoLanguageName):
    """What sort of meeting it is: co-ordination meeting, field review, evaluation, meeting of ministers."""

    position = models.PositiveSmallIntegerField(_("Position"), default=0, validators=bounds.POSITION)
    is_active = models.BooleanField(_("Offered in forms"), default=True)

    class Meta:
        verbose_name = _("Kind of meeting")
        verbose_name_plural = _("Kinds of meetings")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="meetingkind_once")]


class EvaluationMeeting(models.Model):
    """One meeting or field review at which the programme was evaluated.

    `area`: the place it was about, empty for the whole programme. Written down by a user, or loaded with
    the `source` that tells of it.
    """

    kind = models.ForeignKey(
        MeetingKind, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("Kind")
    )
    title = models.CharField(_("Title"), max_length=200)
    held_on = models.DateField(_("Date"))
    place = models.CharField(_("Place"), max_length=200)
    search_key = SearchKeyField("title", "place")
    area = models.ForeignKey(
        "villages.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("About the area"),
    )
    agenda = models.TextField(_("Agenda"), blank=True)
    minutes = models.TextField(_("Minutes"), blank=True)
    organisations = models.ManyToManyField(
        "accounts.Organisation",
        blank=True,
        related_name="meetings",
        verbose_name=_("Organisations present"),
    )
    source = models.CharField(_("Source"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False, verbose_name=_("Entered at"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="meetings_created",
        verbose_name=_("Entered by"),
    )
    history = HistoricalRecords(app="reports", m2m_fields=["organisations"], excluded_fields=["search_key"])

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("Meeting")
        verbose_name_plural = _("Meetings")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["title", "held_on"], name="evaluationmeeting_once"),
            models.CheckConstraint(
                condition=Q(created_by__isnull=False) | ~Q(source=""),
                name="evaluationmeeting_by_whom_or_source",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:meeting-detail", args=[self.pk])


class Direction(models.Model):
    """One numbered direction (arahan) given at a meeting."""

    meeting = models.ForeignKey(EvaluationMeeting, on_delete=models.CASCADE, related_name="directions")
    number = models.PositiveSmallIntegerField(_("Number"))
    text = models.TextField(_("Direction"))
    history = HistoricalRecords(app="reports")

    class Meta:
        verbose_name = _("Direction")
        verbose_name_plural = _("Directions")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="direction_once_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="direction_number_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="direction_says_something"),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"


class MeetingFile(StoredFile):
    """Minutes, slides or another paper of a meeting."""

    meeting = models.ForeignKey(EvaluationMeeting, on_delete=models.CASCADE, related_name="files")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meeting_files"
    )

    class Meta(StoredFile.Meta):
        verbose_name = _("Meeting paper")
        verbose_name_plural = _("Meeting papers")


class Finding(models.Model):
    """One thing that a meeting found, with at most one figure as it stood when it was written down.

    The evidence is text on purpose: later corrections of the figures never rewrite what the meeting saw.
    """

    meeting = models.ForeignKey(
        EvaluationMeeting, on_delete=models.CASCADE, related_name="findings", verbose_name=_("Meeting")
    )
    number = models.PositiveSmallIntegerField(_("Number"))
    text = models.TextField(_("Finding"))
    search_key = SearchKeyField("text")
    stated_by = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("Stated by"),
    )
    problem = models.ForeignKey(
        Problem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("Problem"),
    )
    pillar = models.ForeignKey(
        "pillars.Pillar",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("Pillar"),
    )
    area = models.ForeignKey(
        "villages.Area",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("Area"),
    )
    evidence_name = models.CharField(_("Figure"), max_length=300, blank=True)
    evidence_value = models.CharField(_("Value"), max_length=100, blank=True)
    evidence_source = models.CharField(_("Source of the figure"), max_length=300, blank=True)
    evidence_at = models.DateTimeField(_("As of"), null=True, blank=True)
    history = HistoricalRecords(app="reports", excluded_fields=["search_key"])

    class Meta:
        verbose_name = _("Finding")
        verbose_name_plural = _("Findings")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="finding_once_per_number"),
            models.CheckConstraint(condition=~Q(text=""), name="finding_says_something"),
            models.CheckConstraint(
                condition=Q(evidence_name="", evidence_value="", evidence_source="", evidence_at__isnull=True)
                | (
                    ~Q(evidence_name="")
                    & ~Q(evidence_value="")
                    & ~Q(evidence_source="")
                    & Q(evidence_at__isnull=False)
                ),
                name="finding_evidence_whole_or_none",
            ),
        ]

    def __str__(self):
        return self.text
