"""What a visit to the service desk of a village is about, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """Why somebody came. The family's permission is one of the papers of UU 18/2017, Pasal 13."""

    INFORMATION = "information", _("Information on working abroad")
    DOCUMENTS = "documents", _("Documents")
    FAMILY_LETTER = "family_letter", _("Letter of permission of the family")
    COMPLAINT = "complaint", _("Complaint")
    RETURN = "return", _("Help after the return")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    """What came of the visit on its day; what is pending or referred is followed until it is closed."""

    SERVED = "served", _("Served")
    PENDING = "pending", _("Still being dealt with")
    REFERRED = "referred", _("Referred")
    DECLINED = "declined", _("Could not be helped")


class ReferredTo(models.TextChoices):
    DISNAKER = "disnaker", _("Labour office (Disnaker)")
    BP3MI = "bp3mi", _("BP3MI")
    LTSA = "ltsa", _("One-stop service (LTSA)")
    HEALTH = "health", _("Health or psychosocial service")
    POLICE = "police", _("Police or legal aid")
    OTHER = "other", _("Another office")


class CaseStep(models.TextChoices):
    """What happened to a visit after its day."""

    REFERRED = "referred", _("Referred")
    RECEIVED = "received", _("Taken up there")
    WORKED = "worked", _("Worked on")
    CLOSED = "closed", _("Closed")
