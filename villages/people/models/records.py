"""What was done with records of people: put together, asked over, changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...choices import RecordStep
from ...querysets import NotSameQuerySet
from .beneficiaries import Beneficiary


class Merge(models.Model):
    """One record was found to be another person's second one; `moved` says what went over, to undo it by."""

    kept = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="merges")
    dropped = models.ForeignKey(Beneficiary, on_delete=models.PROTECT, related_name="merges_of")
    moved = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="merges",
        verbose_name=_("By"),
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merges_undone",
    )

    class Meta:
        verbose_name = _("Merged record")
        verbose_name_plural = _("Merged records")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.dropped} -> {self.kept}"


class NotSame(models.Model):
    """Somebody looked at two records that are much alike and said that they are two people.

    A pair stands once, the record that was registered first in front; it is not offered as a duplicate again.
    """

    one = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="told_apart",
        verbose_name=_("By"),
    )

    objects = NotSameQuerySet.as_manager()

    class Meta:
        verbose_name = _("Pair of different people")
        verbose_name_plural = _("Pairs of different people")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="notsame_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="notsame_in_order"),
        ]

    def __str__(self):
        return f"{self.one_id} != {self.other_id}"


class Transfer(models.Model):
    """An office asks for a person who is registered elsewhere; it reads nothing until the owner agrees."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        AGREED = "agreed", _("Agreed")
        REFUSED = "refused", _("Refused")

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="transfers")
    to_village = models.ForeignKey(
        "villages.Village", on_delete=models.PROTECT, related_name="transfers", verbose_name=_("To village")
    )
    reason = models.CharField(_("Reason"), max_length=300)
    state = models.CharField(_("Status"), max_length=8, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="transfers_asked"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers_decided",
    )

    class Meta:
        verbose_name = _("Transfer")
        verbose_name_plural = _("Transfers")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary", "to_village"],
                condition=models.Q(state="asked"),
                name="transfer_asked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked", decided_at__isnull=True, decided_by__isnull=True)
                | (~models.Q(state="asked") & models.Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="transfer_decided_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self.beneficiary_id} -> {self.to_village}"


class RecordChange(models.Model):
    """One change of one person's record: who, when, which fields; values of NIK and KK are never in it."""

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(_("What"), max_length=40, choices=RecordStep.choices)
    changes = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="record_changes",
        verbose_name=_("By"),
    )

    class Meta:
        verbose_name = _("Change of a record")
        verbose_name_plural = _("Changes of records")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.beneficiary}: {self.what}"


class AskedNik(models.Model):
    """One NIK that somebody was answered about today, by keyed hashes; kept for a day and then deleted.

    `alike` stands for its first twelve digits: of NIKs that differ only in the serial so many are answered.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    alike = models.CharField(max_length=64)
    nik_index = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("NIK asked about")
        verbose_name_plural = _("NIKs asked about")
        constraints = [models.UniqueConstraint(fields=["by", "alike", "nik_index"], name="askednik_once")]

    def __str__(self):
        return f"{self.by}: {self.at:%Y-%m-%d %H:%M}"
