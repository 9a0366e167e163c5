"""The people the programme is for."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...choices import Education, Sex
from ...models.villages import Village
from ...querysets import BeneficiaryQuerySet
from .. import nik


class Beneficiary(models.Model):
    """One person, once, whatever stages the person goes through; lives in one village at a time.

    The NIK is stored encrypted and found by its blind index; no column holds a digit of it. A person
    without NIK is somebody of their own under `number`, never the same as another person without NIK. A
    merged record points to the one that goes on and is left out everywhere.
    """

    number = models.UUIDField(_("Number"), default=uuid.uuid4, unique=True, editable=False)
    village = models.ForeignKey(
        Village, on_delete=models.PROTECT, related_name="beneficiaries", verbose_name=_("Village")
    )
    full_name = models.CharField(_("Full name"), max_length=200)
    #: The name without case, marks, accents and titles, to search and compare by.
    name_key = models.CharField(max_length=200, editable=False, db_index=True)
    sex = models.CharField(_("Sex"), max_length=8, choices=Sex.choices, default=Sex.UNKNOWN)
    birth_date = models.DateField(_("Birth date"), null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(
        _("Birth year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    nik_sealed = models.CharField(max_length=200, blank=True, editable=False)
    #: Null and not empty for people without NIK: any number of them may be without.
    nik_index = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001
    household = models.ForeignKey(
        "villages.Household",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("Household (KK)"),
    )
    hamlet = models.CharField(_("Hamlet (dusun)"), max_length=100, blank=True)
    rt = models.CharField(_("RT"), max_length=3, blank=True)
    rw = models.CharField(_("RW"), max_length=3, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    phone_raw = models.CharField(_("Phone as written"), max_length=100, blank=True)
    phone = models.CharField(_("Phone"), max_length=20, blank=True, editable=False)
    education = models.CharField(
        _("Education"), max_length=10, choices=Education.choices, default=Education.UNKNOWN
    )
    #: A relative of a migrant worker, where no family tie to that worker tells it.
    is_family = models.BooleanField(_("Family of a migrant worker"), default=False)
    consented_on = models.DateField(_("Consented on"), null=True, blank=True)
    is_restricted = models.BooleanField(_("Restricted"), default=False)
    note = models.TextField(_("Note"), blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )
    #: Counts the changes: an import takes back only what nobody changed since.
    version = models.PositiveIntegerField(default=1, editable=False)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="beneficiaries_created"
    )

    objects = BeneficiaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Beneficiary")
        verbose_name_plural = _("Beneficiaries")
        ordering = ["name_key", "pk"]
        indexes = [
            models.Index(fields=["village", "name_key"], name="beneficiary_by_village_name"),
            models.Index(fields=["village"], condition=Q(is_restricted=True), name="beneficiary_restricted"),
            # The register in its order, with the births by which children come last: its rows are not read.
            models.Index(
                fields=["name_key", "id", "birth_date", "birth_year"],
                condition=Q(merged_into__isnull=True, is_restricted=False),
                name="beneficiary_by_name",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(nik_index__isnull=True, nik_sealed="")
                | (Q(nik_index__isnull=False) & ~Q(nik_sealed="")),
                name="beneficiary_nik_sealed_and_indexed",
            ),
            models.CheckConstraint(condition=~Q(full_name=""), name="beneficiary_has_a_name"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("pk")),
                name="beneficiary_not_merged_into_itself",
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        return reverse("pillars:beneficiary-detail", args=[self.number])

    @property
    def has_nik(self):
        return self.nik_index is not None

    def end_on(self, day):
        """The end by which the person is no longer counted on a day (None: no day yet), or None."""
        return next((end for end in self.ends.all() if day and end.holds_on(day)), None)

    @property
    def nik_in_words(self):
        """That the NIK is on file, or empty for a person without NIK: all that a page says of it."""
        return nik.in_words(self.has_nik)


class Household(models.Model):
    """One family card (KK) number; changes when the household changes, so it never identifies a person."""

    sealed = models.CharField(max_length=200, editable=False)
    index = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("Household (KK)")
        verbose_name_plural = _("Households (KK)")

    def __str__(self):
        return nik.in_words(True)


class Residence(models.Model):
    """The village in which a person lived from a day on, until the next row; empty: as far as is known.

    What was counted in a village stays there when the person moves (counting rule 2).
    """

    beneficiary = models.ForeignKey(Beneficiary, on_delete=models.CASCADE, related_name="residences")
    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="residences")
    valid_from = models.DateField(_("From"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="residences_recorded"
    )

    class Meta:
        verbose_name = _("Residence")
        verbose_name_plural = _("Residences")
        ordering = [models.F("valid_from").asc(nulls_first=True)]
        indexes = [
            # Whoever ever moved.
            models.Index(
                fields=["beneficiary"], condition=Q(valid_from__isnull=False), name="residence_after_a_move"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["beneficiary", "valid_from"], name="residence_one_per_day"),
            models.UniqueConstraint(
                fields=["beneficiary"],
                condition=Q(valid_from__isnull=True),
                name="residence_one_unknown_start",
            ),
        ]

    def __str__(self):
        return f"{self.beneficiary}: {self.village}"
