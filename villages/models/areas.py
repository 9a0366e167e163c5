"""The official tree of areas, as the Ministry of Home Affairs lists it, with what changed over time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.search import SearchKeyField

from ..choices import AreaKind, Level
from ..querysets import AreaQuerySet


def area_label(kind, name):
    """The name of an area as people say it: `Kab. Tulungagung`, `Kec. Kalidawir`, `Jawa Timur`."""
    if kind == AreaKind.KECAMATAN:
        return f"Kec. {name}"
    return name.replace("Kabupaten ", "Kab. ", 1)


class Area(models.Model):
    """One official area under one code (`35.04.14.2011`), at any level from country to village.

    A code that the newest list no longer holds keeps its row with `valid_to`; nothing is deleted.
    Unknown start (`valid_from` empty) means: in the first list that was loaded.
    """

    code = models.CharField(_("Area code"), max_length=13, primary_key=True)
    level = models.PositiveSmallIntegerField(_("Level"), choices=Level.choices)
    kind = models.CharField(_("Kind"), max_length=12, choices=AreaKind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Part of"),
    )
    name = models.CharField(_("Name"), max_length=120, db_index=True)
    search_key = SearchKeyField("name")
    postal_code = models.CharField(_("Postal code"), max_length=5, blank=True)
    valid_from = models.DateField(_("Exists from"), null=True, blank=True)
    valid_to = models.DateField(_("Exists until"), null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("Area")
        verbose_name_plural = _("Areas")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from"))
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True),
                name="area_ends_after_start",
            )
        ]

    def __str__(self):
        return self.label

    @property
    def label(self):
        """The name as people say it (`area_label`)."""
        return area_label(self.kind, self.name)

    @property
    def exists_since(self):
        """The day since which there is this area, whatever its code was then; None for an unknown start."""
        recoded = (change for change in self.changes_from.all() if change.kind == AreaChange.Kind.RECODED)
        before = next((change.old for change in recoded if change.old_id != self.pk), None)
        is_older = before and (before.valid_from is None or before.valid_from < self.valid_from)
        return before.exists_since if is_older else self.valid_from

    def name_on(self, date):
        """The name that was official on `date` (case O11: a report of 2021 prints the name of 2021).

        Reads all earlier names, so that lists can load them at once (`area__names`). Without a date: today's.
        """
        if date is None:
            return self.name
        later = [earlier for earlier in self.names.all() if earlier.valid_to >= date]
        return min(later, key=lambda earlier: earlier.valid_to).name if later else self.name


class AreaName(models.Model):
    """A name an area bore until `valid_to` (inclusive), before it was renamed."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="names", verbose_name=_("Area"))
    name = models.CharField(_("Name"), max_length=120)
    valid_to = models.DateField(_("Until"))

    class Meta:
        verbose_name = _("Earlier name")
        verbose_name_plural = _("Earlier names")
        ordering = ["valid_to"]
        constraints = [models.UniqueConstraint(fields=["area", "valid_to"], name="areaname_once_per_day")]

    def __str__(self):
        return self.name


class AreaChange(models.Model):
    """One area went on in another on one day: split off, merged into, or got a new code."""

    class Kind(models.TextChoices):
        SPLIT = "split", _("Split")
        MERGED = "merged", _("Merged")
        RECODED = "recoded", _("New code")

    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices)
    effective_on = models.DateField(_("From"))
    old = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="changes_to", verbose_name=_("Old area")
    )
    new = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="changes_from", verbose_name=_("New area")
    )
    source = models.CharField(_("Decree or source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Area change")
        verbose_name_plural = _("Area changes")
        ordering = ["effective_on"]
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="areachange_once"),
            models.CheckConstraint(
                condition=~models.Q(old=models.F("new")), name="areachange_between_two_areas"
            ),
        ]

    def __str__(self):
        return f"{self.old_id} -> {self.new_id}"


class AreaGroup(models.Model):
    """A named set of regencies, such as the pilot and "6 provinces, 18 regencies"; filled by admins."""

    slug = models.SlugField(_("Name in addresses"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    name_en = models.CharField(_("Name in English"), max_length=120)
    note = models.TextField(_("Note"), blank=True)
    areas = models.ManyToManyField(
        Area, related_name="groups", blank=True, verbose_name=_("Regencies and cities")
    )
    is_default = models.BooleanField(_("Opens first on the dashboard"), default=False)

    class Meta:
        verbose_name = _("Area group")
        verbose_name_plural = _("Area groups")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="areagroup_one_default",
                violation_error_message=_(
                    "Another group opens first on the dashboard. Remove the tick there first."
                ),
            )
        ]

    def __str__(self):
        return self.name
