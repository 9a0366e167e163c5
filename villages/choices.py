"""Fixed lists of the villages app."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """Level of the official tree; the length of the code tells it too: 2, 5, 8, 13 characters."""

    NATION = 0, _("Country")
    PROVINCE = 1, _("Province")
    REGENCY = 2, _("Regency/city")
    DISTRICT = 3, _("District")
    VILLAGE = 4, _("Village")


class AreaKind(models.TextChoices):
    """What the official code says an area is (Permendagri 137/2017: first digit of the last block)."""

    NATION = "nation", _("Country")
    PROVINCE = "province", _("Province")
    KABUPATEN = "kabupaten", _("Regency")
    KOTA = "kota", _("City")
    KECAMATAN = "kecamatan", _("District")
    KELURAHAN = "kelurahan", _("Kelurahan")
    DESA = "desa", _("Desa")
    DESA_ADAT = "desa_adat", _("Desa adat")


class Programme(models.TextChoices):
    DESMIGRATIF = "desmigratif", _("Desa Migran Produktif (Desmigratif)")
    DESA_MIGRAN_EMAS = "dme", _("Desa Migran EMAS")


class MembershipStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    VERIFIED = "verified", _("Surveyed")
    DESIGNATED = "designated", _("Designated")
    FACILITATED = "facilitated", _("Facilitated")
    INDEPENDENT = "independent", _("Independent")
    INACTIVE = "inactive", _("Inactive")
    TRANSFERRED = "transferred", _("Moved to another programme")


class ProfileKey(models.TextChoices):
    """Profile figures a village may state, each with source and date."""

    POPULATION = "population", _("Population")
    HOUSEHOLDS = "households", _("Households")
    MIGRANTS_ABROAD = "migrants_abroad", _("Migrant workers abroad")
    RETURNED = "returned", _("Returned migrant workers")
    FAMILIES = "families", _("Families of migrant workers")
    CHILDREN = "children", _("Children left behind")
    OFFICERS = "officers", _("Desmigratif officers")
