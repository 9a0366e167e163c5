"""Who recorded a row and when; who of the register belongs to something; what was stated and withdrawn."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
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


class Joined(Recorded):
    """Somebody of the register who belongs to something, from `joined_on` until before `left_on`.

    After a merge of two records one person may have two rows that overlap: counts are of different people.
    """

    #: A merge of two records of one person takes these rows along (`people/services/beneficiaries.py`).
    follows_person = "person"
    #: What its line in the time line of the person says and where it leads, as columns.
    told_by: tuple[str, ...] = ()

    person = models.ForeignKey(
        "villages.Beneficiary",
        on_delete=models.PROTECT,
        related_name="%(class)s_rows",
        verbose_name=_("Person"),
    )
    joined_on = models.DateField(_("Member since"))
    left_on = models.DateField(_("Left on"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-joined_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="%(class)s_left_after_joined",
            ),
        ]

    @property
    def happened_on(self):
        """The day under which it stands in the time line of a person, as `happening`."""
        return self.joined_on


class Statement(models.Model):
    """What somebody stated, and what stands until somebody withdraws it."""

    stated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="%(class)s_stated",
        verbose_name=_("Stated by"),
    )
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)s_withdrawn",
        verbose_name=_("Withdrawn by"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="%(class)s_withdrawn_at_and_by",
            ),
        ]
