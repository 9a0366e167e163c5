"""Who took part, by name."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import Category
from .activities import Activity, ActivityVillage


class Attendance(models.Model):
    """One person took part in one activity, once, whatever the number of its days.

    `home` is the village where the person lived on the activity's first day (counting rule 2). Where people
    are recorded by name, the head counts of the village come from these rows and are not typed.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attendances")
    activity_village = models.ForeignKey(
        ActivityVillage, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("Village")
    )
    beneficiary = models.ForeignKey(
        "villages.Beneficiary", on_delete=models.PROTECT, related_name="attendances", verbose_name=_("Person")
    )
    home = models.ForeignKey(
        "villages.Village", on_delete=models.PROTECT, related_name="attendances", verbose_name=_("Lived in")
    )
    category = models.CharField(_("Category"), max_length=12, choices=Category.choices)
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendances_added"
    )

    class Meta:
        verbose_name = _("Attendance")
        verbose_name_plural = _("Attendances")
        ordering = ["beneficiary__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "beneficiary"], name="attendance_once_per_person_and_activity"
            )
        ]

    def __str__(self):
        return f"{self.beneficiary}: {self.activity}"
