"""Files that are too long for a request: a worker makes them, whoever asked fetches them."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.seals import SealedStorage

#: So long a file can be fetched; then it is removed.
KEPT_FOR = timedelta(days=1)


def stored_name(_file, _filename):
    return uuid.uuid4().hex


def private_storage():
    return SealedStorage("prepared")


class PreparedFileQuerySet(models.QuerySet):
    def of(self, user):
        """What somebody asked for within the last day; a file is nobody else's."""
        return self.filter(user=user, asked_at__gt=timezone.now() - KEPT_FOR)

    def waiting(self):
        return self.filter(state=PreparedFile.State.WAITING)

    def made(self):
        return self.filter(state=PreparedFile.State.MADE)

    def old(self):
        return self.filter(asked_at__lte=timezone.now() - KEPT_FOR)


class PreparedFile(models.Model):
    """One list as a file, asked for at `address` by `user`; sealed on the disk, and gone after a day.

    `rights` tells which role and areas the person had when asking: with others the file is not handed out.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being made")
        MADE = "made", _("Ready")
        FAILED = "failed", _("Could not be made")

    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="prepared_files"
    )
    #: Path and query of the list, from which the worker asks for the file.
    address = models.TextField()
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    rights = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    name = models.CharField(max_length=200)
    #: What the access log says of it: name and filters.
    what = models.TextField()
    rows = models.PositiveIntegerField()
    #: Whether people stand in it by name, so that it goes when one of them may be shown no longer.
    names_people = models.BooleanField(default=True)
    #: Rows that are written by now.
    progress = models.PositiveIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    file = models.FileField(upload_to=stored_name, storage=private_storage, blank=True)
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    #: Last sign of life of whoever makes it.
    touched_at = models.DateTimeField(default=timezone.now)

    objects = PreparedFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("Prepared file")
        verbose_name_plural = _("Prepared files")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("prepared-file", args=[self.number])

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @property
    def is_withdrawn(self):
        return not self.rights

    @property
    def is_made(self):
        return self.state == self.State.MADE

    @property
    def gone_at(self):
        return self.asked_at + KEPT_FOR
