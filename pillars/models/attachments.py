"""Photos and documents that prove an activity."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import AttachmentKind
from .activities import Activity
from .files import StoredFile


class Attachment(StoredFile):
    """One file of one activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(_("Kind"), max_length=10, choices=AttachmentKind.choices)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attachments"
    )

    class Meta(StoredFile.Meta):
        verbose_name = _("Attachment")
        verbose_name_plural = _("Attachments")
