"""When and by whom a row of a register was recorded."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Recorded(models.Model):
    """A row of a register that somebody recorded."""

    recorded_at = models.DateTimeField(_("Recorded at"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="%(class)s_recorded",
        verbose_name=_("Entered by"),
    )

    class Meta:
        abstract = True
