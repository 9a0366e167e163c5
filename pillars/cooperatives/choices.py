"""What a co-operative of a village is, and who runs it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CooperativeKind(models.TextChoices):
    """Pillar IV is about co-operatives and BUMDes; the third kind is there since 2025 (Inpres 9/2025)."""

    COOPERATIVE = "cooperative", _("Co-operative")
    BUMDES = "bumdes", _("Unit of a BUMDes")
    RED_WHITE = "red_white", _("Red-White village co-operative")


class BoardOffice(models.TextChoices):
    """The organs of UU 25/1992, Pasal 21: board and supervisors; and whom the board employs."""

    CHAIR = "chair", _("Chair")
    SECRETARY = "secretary", _("Secretary")
    TREASURER = "treasurer", _("Treasurer")
    SUPERVISOR = "supervisor", _("Supervisor")
    MANAGER = "manager", _("Manager")
