"""Spreadsheets that were uploaded: one batch per file, one row per line of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.seals import SealedStorage

from ..models.villages import Village
from ..querysets import ImportBatchQuerySet, ImportRowQuerySet


def stored_name(_batch, _filename):
    """A name of our own: nothing of what the client called the file reaches the disk."""
    return uuid.uuid4().hex


def private_storage():
    """Uploaded lists hold identity numbers: only the service itself reads them."""
    return SealedStorage()


class ImportBatch(models.Model):
    """One uploaded list on its way into the register; nothing is stored before the user says so.

    `office` is whose list it is: an organisation (`querysets.office_of`). The same sheet of a file is stored
    for one office once. `progress` counts the rows that are done in the step that runs now. What kinds of
    lists there are is known above, in `pillars.services.import_kinds`.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uploaded")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        STORING = "storing", _("Being stored")
        STORED = "stored", _("Stored")
        UNDONE = "undone", _("Undone")
        FAILED = "failed", _("Failed")

    class Choice(models.TextChoices):
        GOOD_ROWS = "good", _("Only the good rows")
        ALL = "all", _("All or nothing")

    number = models.CharField(_("Number"), max_length=20, unique=True)
    kind = models.CharField(_("Kind"), max_length=20)
    state = models.CharField(_("Status"), max_length=10, choices=State.choices, default=State.UPLOADED)
    office = models.CharField(max_length=64, db_index=True)
    sha256 = models.CharField(max_length=64)
    original_name = models.CharField(_("File name"), max_length=120)
    #: Empty once the rows are stored, or a week after the upload.
    file = models.FileField(upload_to=stored_name, storage=private_storage, max_length=120, blank=True)
    sheet = models.CharField(_("Sheet"), max_length=120, blank=True)
    #: Headers of the chosen sheet, as they stand in the file.
    columns = models.JSONField(default=list)
    #: `{field key: column index}` of the chosen sheet.
    mapping = models.JSONField(default=dict)
    #: The village of lists that have no column for it.
    village = models.ForeignKey(
        Village, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Village")
    )
    #: The day on which the list holds, where the list itself gives no day.
    holds_on = models.DateField(_("As of"), null=True, blank=True)
    #: `{field key: text}` that holds for every row, where the list has no column for it.
    for_all = models.JSONField(default=dict)
    #: Why its NIKs are asked about, as whoever brought it says; stands in the access log.
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    #: Rows in the step that runs, and how many of them are done.
    total = models.PositiveIntegerField(default=0)
    progress = models.PositiveIntegerField(default=0)
    #: Why the batch failed, or what stands in the way of the last thing asked.
    message = models.TextField(blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_batches"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    #: Last sign of life of the step that runs.
    touched_at = models.DateTimeField(default=timezone.now)
    stored_at = models.DateTimeField(null=True, blank=True)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Imports")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "sha256", "sheet"],
                condition=Q(state__in=["storing", "stored"]),
                name="importbatch_sheet_stored_once_per_office",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="importbatch_undone_at_and_by",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("pillars:import-detail", args=[self.number])

    @cached_property
    def uploaded_on(self):
        return clock.day_of(self.uploaded_at)

    @property
    def is_all_or_nothing(self):
        return self.choice == self.Choice.ALL

    @property
    def is_running(self):
        return self.state in (self.State.CHECKING, self.State.STORING)


class ImportRow(models.Model):
    """One line of the file and what becomes of it; no line of the file is without a row.

    Everything personal (values, the cells as they were, the state before an update) is sealed in `sealed`,
    and emptied once it is no longer needed; the notes show long numbers masked.
    """

    class Fate(models.TextChoices):
        ACCEPT = "accept", _("Ready")
        ACCEPT_CORRECTED = "accept_corrected", _("Ready, tidied up")
        INCOMPLETE = "incomplete", _("Ready, incomplete")
        REVIEW = "review", _("Needs your decision")
        REFUSE = "refuse", _("To be corrected")
        IGNORE = "ignore", _("Skipped")

    class Decision(models.TextChoices):
        TAKE = "take", _("Accept as read")
        SKIP = "skip", _("Skip")

    class Outcome(models.TextChoices):
        CREATED = "created", _("Added")
        UPDATED = "updated", _("Updated")
        UNDONE = "undone", _("Taken back")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("Row"))
    fate = models.CharField(_("Status"), max_length=16, choices=Fate.choices)
    #: `[{key, column, value, kind, text}]`: cell, what the file says, how to mend it.
    notes = models.JSONField(default=list)
    sealed = models.TextField(blank=True, editable=False)
    decision = models.CharField(_("Decision"), max_length=4, choices=Decision.choices, blank=True)
    #: False for held rows that nobody may take: the person is registered in another area.
    is_takeable = models.BooleanField(default=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    #: What the row made or would change, as its kind of list names it.
    record = models.CharField(max_length=64, blank=True)
    #: Version of the record as this row left it; any later one is an edit that stands against an undo.
    result_version = models.PositiveIntegerField(null=True, blank=True)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("Row of an import")
        verbose_name_plural = _("Rows of imports")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="importrow_one_per_line"),
        ]
        indexes = [models.Index(fields=["batch", "fate", "number"], name="importrow_by_fate")]

    def __str__(self):
        return f"{self.batch}: {self.number}"


class ImportMapping(models.Model):
    """How an office last read lists with these headers; `fingerprint` is the hash of the headers."""

    office = models.CharField(max_length=64)
    kind = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("Remembered columns")
        verbose_name_plural = _("Remembered columns")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "fingerprint"], name="importmapping_once_per_office"
            )
        ]

    def __str__(self):
        return self.fingerprint
