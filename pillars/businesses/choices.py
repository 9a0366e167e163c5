"""What businesses are, how they stand, where they sell and which papers they have."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BusinessKind(models.TextChoices):
    PERSON = "person", _("Business of one person")
    GROUP = "group", _("Business group (kelompok usaha)")


class BusinessStatus(models.TextChoices):
    """How a business stands from a day on; from its start it runs."""

    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed down")

    @property
    def tone(self):
        return {"running": "ok", "paused": "warn", "closed": "none"}[self.value]


class Market(models.TextChoices):
    """The widest place where it sells."""

    VILLAGE = "village", _("In the village")
    REGENCY = "regency", _("In the regency")
    COUNTRY = "country", _("In other regencies")
    ABROAD = "abroad", _("Abroad")


class PermitKind(models.TextChoices):
    NIB = "nib", _("NIB (business number)")
    PIRT = "pirt", _("PIRT (home food industry)")
    HALAL = "halal", _("Halal certificate")
    BRAND = "brand", _("Registered brand (merek)")


class Sector(models.TextChoices):
    """The categories of KBLI 2020 (BPS regulation 2/2020)."""

    A = "A", _("A. Agriculture, forestry and fishing")
    B = "B", _("B. Mining")
    C = "C", _("C. Manufacturing and processing")
    D = "D", _("D. Electricity and gas")
    E = "E", _("E. Water, waste and recycling")
    F = "F", _("F. Construction")
    G = "G", _("G. Trade and repair of vehicles")
    H = "H", _("H. Transport and storage")
    I = "I", _("I. Food, drink and lodging")  # noqa: E741
    J = "J", _("J. Information and communication")
    K = "K", _("K. Finance and insurance")
    L = "L", _("L. Real estate")
    M = "M", _("M. Professional and technical services")
    N = "N", _("N. Rental, travel and support services")
    O = "O", _("O. Public administration")  # noqa: E741
    P = "P", _("P. Education")
    Q = "Q", _("Q. Health and social work")
    R = "R", _("R. Arts and recreation")
    S = "S", _("S. Other services")
    T = "T", _("T. Households as employers")
    U = "U", _("U. International bodies")
