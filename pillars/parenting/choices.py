"""What groups of community parenting are and who is in them; how children stand at school."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupKind(models.TextChoices):
    GROUP = "group", _("Parenting group")
    LEARNING_HOUSE = "house", _("Learning house (rumah belajar)")


class Rhythm(models.TextChoices):
    """How often a group meets."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnight", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    QUARTERLY = "quarterly", _("Every three months")
    IRREGULAR = "irregular", _("Without a fixed day")


class GroupRole(models.TextChoices):
    CHILD = "child", _("Child")
    CARER = "carer", _("Carer")
    FACILITATOR = "facil", _("Facilitator")


class SchoolLevel(models.TextChoices):
    PRESCHOOL = "paud", _("Preschool (PAUD/TK)")
    PRIMARY = "sd", _("Primary school (SD)")
    LOWER_SECONDARY = "smp", _("Lower secondary school (SMP)")
    UPPER_SECONDARY = "sma", _("Upper secondary school (SMA/SMK)")
    EQUIVALENCE = "paket", _("Equivalence programme (Paket A/B/C)")


class SchoolState(models.TextChoices):
    """How a child stands; what nobody recorded is none of these."""

    AT_SCHOOL = "in", _("At school")
    NOT_YET = "notyet", _("Not at school yet")
    DROPPED_OUT = "out", _("Dropped out")
    FINISHED = "done", _("Finished school")

    @property
    def tone(self):
        return {"in": "ok", "notyet": "none", "out": "bad", "done": "info"}[self.value]


class Module(models.TextChoices):
    """The four guide books of community parenting, made by the ministry with LKKNU (2021)."""

    BOOK_1 = "1", _("Guide book 1")
    BOOK_2 = "2", _("Guide book 2")
    BOOK_3 = "3", _("Guide book 3")
    BOOK_4 = "4", _("Guide book 4")


class ReferralKind(models.TextChoices):
    HEALTH = "health", _("Health")
    PSYCHOSOCIAL = "psychosoc", _("Psychosocial help")
    LEGAL = "legal", _("Legal help")
