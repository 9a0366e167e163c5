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


#: Standings in which a village takes part in a programme: it owes reports and counts among its villages.
#: Proposed and surveyed ones are candidates yet, inactive and moved ones no longer take part.
TAKING_PART = (MembershipStatus.DESIGNATED, MembershipStatus.FACILITATED, MembershipStatus.INDEPENDENT)
#: Standings that say the village was formed once, whatever became of it: what the public page counts.
FORMED = (*TAKING_PART, MembershipStatus.INACTIVE, MembershipStatus.TRANSFERRED)


class ProfileKey(models.TextChoices):
    """Profile figures a village may state, each with source and date."""

    POPULATION = "population", _("Population")
    HOUSEHOLDS = "households", _("Households")
    PROSPECTIVE = "prospective", _("Prospective migrant workers")
    MIGRANTS_ABROAD = "migrants_abroad", _("Migrant workers abroad")
    RETURNED = "returned", _("Returned migrant workers")
    FAMILIES = "families", _("Families of migrant workers")
    CHILDREN = "children", _("Children left behind")
    OFFICERS = "officers", _("Desmigratif officers")

    @property
    def is_people(self):
        """Whether people are counted, so that the figure may be told by sex."""
        return self != self.HOUSEHOLDS


class Sex(models.TextChoices):
    """As recorded; unknown is a value of its own, never a default for a code nobody understood."""

    MALE = "male", _("Male")
    FEMALE = "female", _("Female")
    UNKNOWN = "unknown", _("Unknown")


class Education(models.TextChoices):
    NONE = "none", _("No schooling")
    PRIMARY = "sd", _("Primary school (SD)")
    LOWER_SECONDARY = "smp", _("Lower secondary school (SMP)")
    UPPER_SECONDARY = "sma", _("Upper secondary school (SMA/SMK)")
    DIPLOMA = "diploma", _("Diploma (D1-D3)")
    BACHELOR = "s1", _("Bachelor (D4/S1) or higher")
    UNKNOWN = "unknown", _("Unknown")


class StageKind(models.TextChoices):
    """Where a person stands in migration (UU 18/2017, Pasal 1; "purna" as in Perban BP2MI 5/2024)."""

    PROSPECTIVE = "cpmi", _("Prospective migrant worker")
    ABROAD = "pmi", _("Migrant worker abroad")
    RETURNED = "purna", _("Returned migrant worker")


class Route(models.TextChoices):
    PROCEDURAL = "procedural", _("Procedural")
    NON_PROCEDURAL = "non_procedural", _("Non-procedural")
    UNKNOWN = "unknown", _("Unknown")


class Placement(models.TextChoices):
    """Who placed the person (UU 18/2017, Pasal 49): the state, a P3MI, an employer's own branch, nobody."""

    GOVERNMENT = "g2g", _("Government (G to G)")
    P3MI = "p3mi", _("P3MI")
    OWN_COMPANY = "uukps", _("For the employer's own company (UKPS)")
    INDIVIDUAL = "perseorangan", _("Self-placed")
    UNKNOWN = "unknown", _("Unknown")


class ReturnReason(models.TextChoices):
    CONTRACT_ENDED = "contract", _("Contract ended")
    ILLNESS = "illness", _("Illness")
    DISMISSED = "dismissed", _("Dismissed")
    DEPORTED = "deported", _("Deported")
    LEAVE = "leave", _("Leave")
    FAMILY = "family", _("Family reasons")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Unknown")


class TieKind(models.TextChoices):
    """What the relative is to the person."""

    SPOUSE = "spouse", _("Spouse")
    CHILD = "child", _("Child")
    PARENT = "parent", _("Parent")
    CARER = "carer", _("Carer")


class EndKind(models.TextChoices):
    """Why the programme no longer counts somebody from a day on."""

    DIED = "died", _("Died")
    LEFT_COUNTRY = "abroad", _("Moved abroad for good")
    LEFT_AREA = "moved", _("Moved out of the villages of the programme")
    LEFT_PROGRAMME = "left", _("Left the programme")


class RecordStep(models.TextChoices):
    """What was done with the record of a person."""

    REGISTERED = "registered", _("Registered")
    CHANGED = "changed", _("Changed")
    LISTED = "listed", _("Changed from a list")
    MOVED = "moved", _("Moved to another village")
    RESTRICTED = "restricted", _("Restriction changed")
    MERGED = "merged", _("Merged with a second record")
    UNMERGED = "unmerged", _("Merging undone")
    STAGE = "stage", _("Stage recorded")
    TIE = "tie", _("Family tie changed")
    ENDED = "ended", _("Death or moving away recorded")
    END_TAKEN_BACK = "end_back", _("Death or moving away taken back")
    RESUMED = "resumed", _("Counted again")
    TOLD_APART = "told_apart", _("Recorded as a different person from a similar one")
    DOUBTED_AGAIN = "doubted_again", _("Offered again as a possible duplicate")


class IndexName(models.TextChoices):
    """Indexes of villages that others publish; IDM was followed by Indeks Desa (Permendes 9/2024)."""

    IDM = "idm", "IDM"
    INDEKS_DESA = "indeks_desa", "Indeks Desa"


class IndexStatus(models.TextChoices):
    """The word that an index gives a village, as published: never worked out from the score."""

    VERY_BEHIND = "sangat_tertinggal", _("Far behind (sangat tertinggal)")
    BEHIND = "tertinggal", _("Left behind (tertinggal)")
    DEVELOPING = "berkembang", _("Developing (berkembang)")
    ADVANCED = "maju", _("Advanced (maju)")
    INDEPENDENT = "mandiri", _("Self-reliant (mandiri)")
