"""What stored rows of lists did to people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ...lists.models import ImportRow
from .beneficiaries import Beneficiary
from .stages import Stage


class ListedPerson(models.Model):
    """Whom a stored row registered or changed; gone once the list is taken back.

    `version` is that of the record as its row left it: any later one is an edit that stands against an undo.
    `stage` is the stage that the row recorded.
    """

    row = models.OneToOneField(
        ImportRow, on_delete=models.CASCADE, primary_key=True, related_name="listed_person"
    )
    person = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="listed_in")
    version = models.PositiveIntegerField()
    stage = models.ForeignKey(Stage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("Person of a list")
        verbose_name_plural = _("People of lists")

    def __str__(self):
        return f"{self.row}: {self.person}"
