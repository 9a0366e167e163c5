"""Fixed lists of the reports app: the value, the word on screen and, where it has one, its tone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.IntegerChoices):
    """How heavily a problem weighs on a place, as its office judges it."""

    LIGHT = 1, _("Light")
    MODERATE = 2, _("Moderate")
    SEVERE = 3, _("Severe")

    @property
    def tone(self):
        return {1: "info", 2: "warn", 3: "bad"}[self.value]


class ReportStatus(models.TextChoices):
    """Whether a reported problem still stands; a withdrawn report was a mistake and never counts."""

    OPEN = "open", _("Stands")
    RESOLVED = "resolved", _("Resolved")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @property
    def tone(self):
        return {"open": "warn", "resolved": "ok", "withdrawn": "none"}[self.value]


class ProgrammeStatus(models.TextChoices):
    """How far a programme against a problem is; a stopped one leaves the problem map."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("In progress")
    DONE = "done", _("Completed")
    STOPPED = "stopped", _("Stopped")

    @property
    def tone(self):
        return {"planned": "none", "running": "info", "done": "ok", "stopped": "none"}[self.value]


#: Statuses of the programmes that the problem map counts.
MAPPED = (ProgrammeStatus.PLANNED, ProgrammeStatus.RUNNING, ProgrammeStatus.DONE)
