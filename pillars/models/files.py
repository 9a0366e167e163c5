"""What every stored file of the portal has; files that wait for the form they were chosen in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import AttachmentKind


def stored_name(file, _filename):
    """A name of our own: nothing of what the client called the file reaches the disk (case O24)."""
    return f"attachments/{file.pk.hex[:2]}/{file.pk.hex}.{file.extension}"


class StoredFile(models.Model):
    """One checked file under a name of our own; `original_name` is only ever shown, escaped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    extension = models.CharField(max_length=5)
    content_type = models.CharField(max_length=100)
    original_name = models.CharField(_("File name"), max_length=120)
    size = models.PositiveIntegerField(_("Size"))
    #: SHA-256 of what was sent, before a photo was made smaller: tells whether a file is sent again.
    digest = models.CharField(max_length=64)
    file = models.FileField(upload_to=stored_name, max_length=120)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["added_at"]

    def __str__(self):
        return self.original_name

    @property
    def is_lost(self):
        """Whether the disk no longer has it, as after a restore of the database alone."""
        return not self.file.storage.exists(self.file.name)

    @property
    def is_picture(self):
        return self.content_type.startswith("image/")


class WaitingFile(StoredFile):
    """One good file of a form that could not be stored yet; gone after a day, or with the form."""

    kind = models.CharField(_("Kind"), max_length=10, choices=AttachmentKind.choices)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="waiting_files"
    )

    class Meta(StoredFile.Meta):
        verbose_name = _("Waiting file")
        verbose_name_plural = _("Waiting files")
