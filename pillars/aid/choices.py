"""In which condition aid is, and what a file shows of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Condition(models.TextChoices):
    """What a check found. What is lost or was sold stays so; of the rest a check tells for twelve months."""

    GOOD = "good", _("In good condition")
    DAMAGED = "damaged", _("Damaged")
    UNUSED = "unused", _("Not in use")
    LOST = "lost", _("Lost")
    SOLD = "sold", _("Sold")

    @property
    def tone(self):
        return {"good": "ok", "damaged": "bad", "unused": "warn", "lost": "bad", "sold": "bad"}[self.value]


#: After these nothing is left to be checked.
FINAL = (Condition.LOST, Condition.SOLD)
#: The word for a package of which no check of the last twelve months tells.
UNKNOWN = "unknown"


class FileAbout(models.TextChoices):
    HANDOVER = "handover", _("Handover record (BAST)")
    REPORT = "report", _("Accountability report (LPJ)")
    CHECK = "check", _("Photo of a check")
