"""Fixed lists of the reports app: the value, the word on screen and, where it has one, its tone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from villages.choices import Level


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

    OPEN = "open", _("Unresolved")
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


class RecommendationStatus(models.TextChoices):
    """How far a recommendation is, in the words of audit follow-up (domain 5.1)."""

    OPEN = "open", _("Not followed up yet")
    RUNNING = "running", _("Being followed up")
    DONE = "done", _("Followed up as recommended")
    IMPOSSIBLE = "impossible", _("Cannot be followed up")

    @property
    def tone(self):
        return {"open": "none", "running": "info", "done": "ok", "impossible": "none"}[self.value]


#: Statuses that only the reviewer gives, and after which nobody owes anything.
CLOSED = (RecommendationStatus.DONE, RecommendationStatus.IMPOSSIBLE)


class RecommendationStep(models.TextChoices):
    """What one line in the trail of a recommendation says."""

    MADE = "made", _("Recommended")
    CHANGED = "changed", _("Changed")
    DUE_SET = "due_set", _("Deadline set")
    DUE_MOVED = "due_moved", _("Deadline moved")
    ANSWERED = "answered", _("Answered")
    SENT_BACK = "sent_back", _("Sent back")
    CLOSED = "closed", _("Closed as carried out")
    GIVEN_UP = "given_up", _("Closed as not feasible")
    REOPENED = "reopened", _("Reopened")


#: Steps that nobody may take without saying why.
REASONED = (
    RecommendationStep.CHANGED,
    RecommendationStep.DUE_MOVED,
    RecommendationStep.SENT_BACK,
    RecommendationStep.GIVEN_UP,
    RecommendationStep.REOPENED,
)


class FigureKind(models.TextChoices):
    """How a figure of an assessment reads; a share is stored as 0 to 1."""

    NUMBER = "number", _("Number")
    RUPIAH = "rupiah", _("Rupiah")
    SHARE = "share", _("Share")
    TEXT = "text", _("Text")


class Fulfilment(models.TextChoices):
    """How far a criterion of maturity or readiness is met; unknown is an answer of its own, never "not"."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT = "not", _("Not met")
    UNKNOWN = "unknown", _("Unknown")

    @property
    def tone(self):
        return {"met": "ok", "partly": "warn", "not": "bad", "unknown": "none"}[self.value]

    @property
    def points(self):
        """What counts of the weight of the criterion; None: it is left out of the sum."""
        return {"met": 1.0, "partly": 0.5, "not": 0.0, "unknown": None}[self.value]


class RubricLevel(models.IntegerChoices):
    """The two rubrics, each about areas of one level."""

    VILLAGE = Level.VILLAGE, _("Maturity of villages")
    REGENCY = Level.REGENCY, _("Readiness of regencies")


class CriterionMeasure(models.TextChoices):
    """What the portal answers itself: functions of `figures.maturity` and `figures.readiness`."""

    OFFICER_ACTIVE = "officer_active", _("A Desmigratif officer is reported")
    DECREE_KNOWN = "decree_known", _("The current status in the programme has a decree")
    PILLAR_ACTIVE = "pillar_active", _("Activities of the pillar within a number of months")
    FUNDED_LOCALLY = "funded_locally", _("Village or regional money within a number of months")
    REPORTS_ON_TIME = "reports_on_time", _("Reports in time for a number of quarters")
    VILLAGES_JOINED = "villages_joined", _("Villages in the programme")
    OFFICERS_SERVING = "officers_serving", _("Villages with a Desmigratif officer")
    PILLARS_ACTIVE = "pillars_active", _("Pillars with a completed activity within a number of months")
    REGION_FUNDS = "region_funds", _("Regional money within a number of months")
    VILLAGES_REPORTING = "villages_reporting", _("Villages that reported in the last quarter")
    VILLAGES_MATURE = "villages_mature", _("Maturity of the villages")

    @classmethod
    def of(cls, area_level):
        """The measures of one rubric."""
        names = list(cls)
        first = names.index(cls.VILLAGES_JOINED)
        return names[:first] if area_level == Level.VILLAGE else names[first:]

    @classmethod
    def with_number(cls):
        """Measures whose rule names a number."""
        without = (cls.OFFICER_ACTIVE, cls.DECREE_KNOWN, cls.OFFICERS_SERVING)
        return [measure for measure in cls if measure not in without]


class DormancySign(models.TextChoices):
    """Why a village counts as dormant."""

    NO_ACTIVITY = "no_activity", _("No activity")
    NO_OFFICER = "no_officer", _("No portal account")
    NO_REPORT = "no_report", _("No report")
