"""Fixed lists of the pillars app: the value, the word on screen and, where it has one, its tone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Progress(models.TextChoices):
    """How far the activity itself is."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("In progress")
    DONE = "done", _("Completed")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def tone(self):
        return {"planned": "none", "running": "info", "done": "ok", "cancelled": "none"}[self.value]


class Review(models.TextChoices):
    """Where the record stands between officer and reviewer."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    VERIFIED = "verified", _("Verified")
    RETURNED = "returned", _("Needs correction")

    @property
    def tone(self):
        return {"draft": "none", "sent": "info", "verified": "ok", "returned": "warn"}[self.value]


#: Counting rule 6: figures count these two; the verified share is shown beside them.
COUNTED = (Review.SENT, Review.VERIFIED)


class Step(models.TextChoices):
    """What one line in the trail of an activity says."""

    CREATED = "created", _("Recorded")
    CHANGED = "changed", _("Changed")
    SENT = "sent", _("Sent for verification")
    RECALLED = "recalled", _("Taken back")
    RETURNED = "returned", _("Returned")
    VERIFIED = "verified", _("Verified")
    REOPENED = "reopened", _("Reopened")
    ATTACHED = "attached", _("Attachment added")
    DETACHED = "detached", _("Attachment removed")


#: The one transition table: step -> (states it may start from, state it leads to).
TRANSITIONS = {
    Step.SENT: ((Review.DRAFT, Review.RETURNED), Review.SENT),
    Step.RECALLED: ((Review.SENT,), Review.DRAFT),
    Step.RETURNED: ((Review.SENT,), Review.RETURNED),
    Step.VERIFIED: ((Review.SENT,), Review.VERIFIED),
    Step.REOPENED: ((Review.VERIFIED,), Review.RETURNED),
}


class Category(models.TextChoices):
    """Who took part; one person counts in one category of an activity."""

    PROSPECTIVE = "cpmi", _("Prospective migrant workers")
    MIGRANT = "pmi", _("Migrant workers")
    RETURNED = "returned", _("Returned migrant workers")
    FAMILY = "family", _("Family of migrant workers")
    OFFICIAL = "official", _("Desmigratif and village officers")
    OTHER = "other", _("Other residents")
    UNDETAILED = "undetailed", _("Not broken down")


class FundingSource(models.TextChoices):
    APBN = "apbn", _("APBN (state budget)")
    APBD_PROVINCE = "apbd_province", _("APBD province")
    APBD_REGENCY = "apbd_regency", _("APBD regency/city")
    VILLAGE_FUND = "dana_desa", _("Dana Desa (village fund)")
    CSR = "csr", _("CSR")
    SELF_HELP = "swadaya", _("Community contribution")
    OTHER = "other", _("Other source")


class AttachmentKind(models.TextChoices):
    PHOTO = "photo", _("Photo")
    DOCUMENT = "document", _("Document")


class WantedDirection(models.TextChoices):
    """Which way an indicator shall go."""

    HIGHER = "higher", _("Higher is better")
    LOWER = "lower", _("Lower is better")


class Aggregation(models.TextChoices):
    """How the values of quarters and areas become one (the rules in words: reports/README.md)."""

    SUM = "sum", _("Sum")
    LAST = "last", _("Last value")
    AVERAGE = "average", _("Mean of what was reported")
    RATIO = "ratio", _("Ratio of two sums")
    PEOPLE = "people", _("Different people")


class PeriodKind(models.TextChoices):
    """How often an indicator is reported."""

    QUARTER = "quarter", _("Every quarter")
    YEAR = "year", _("Once a year")


class ValueSource(models.TextChoices):
    """Where the values of an indicator come from."""

    MEASURED = "measured", _("Counted by the portal")
    REPORTED = "reported", _("Reported by the office")


class Agreement(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed")

    @property
    def tone(self):
        return {"proposed": "none", "agreed": "ok"}[self.value]


class Measure(models.TextChoices):
    """What the portal counts itself: each name is a function of `reports.figures.measures`."""

    ACTIVITIES_DONE = "activities_done", _("Completed activities")
    PEOPLE_REACHED = "people_reached", _("Different people who took part")
    WOMEN_SHARE = "women_share", _("Share of women among the different people")
    ATTENDANCES = "attendances", _("Attendances")
    BUDGET_ABSORPTION = "budget_absorption", _("Share of the budget plan that was spent")
    VILLAGES_ACTIVE = "villages_active", _("Share of villages with a completed activity")
    PROSPECTIVE_RECORDED = "prospective_recorded", _("Prospective migrant workers recorded by name")
    RETURNED_RECORDED = "returned_recorded", _("Returned migrant workers recorded by name")
    DEPARTURES_PROCEDURAL = "departures_procedural", _("Share of departures by the procedural route")
    DEPARTURES_NON_PROCEDURAL = "departures_non_procedural", _("Departures by a non-procedural route")
    DEPARTURES_INSURED = "departures_insured", _("Share of departures insured by BPJS Ketenagakerjaan")
    RETURNED_LEAVING = "returned_leaving", _("Returned migrant workers who left again")
    DESK_VISITS = "desk_visits", _("Visits to the service desks of villages")
    COMPLAINTS_CLOSED = "complaints_closed", _("Share of the complaints at service desks that are closed")
    BUSINESSES_STARTED = "businesses_started", _("Businesses that started")
    BUSINESSES_ALIVE = "businesses_alive", _("Share of the businesses that run after 12 months")
    BUSINESSES_NIB = "businesses_nib", _("Businesses with a NIB")
    AID_USABLE = "aid_usable", _("Share of the checked aid packages in good condition")
    CHILDREN_IN_GROUPS = "children_in_groups", _("Children of migrant workers in groups")
    CHILDREN_OUT_OF_SCHOOL = (
        "children_out_of_school",
        _("Children of migrant workers who dropped out of school"),
    )
    CARERS_ACTIVE = "carers_active", _("Carers who came to a meeting in the quarter")
    COOPERATIVE_MEMBERS = "cooperative_members", _("Members of co-operatives")
    COOPERATIVES_LEGAL = "cooperatives_legal", _("Co-operatives that are legal entities")
    COOPERATIVES_MET = "cooperatives_met", _("Share of the co-operatives that held the annual meeting")
    COOPERATIVE_SAVINGS = "cooperative_savings", _("Savings in co-operatives")

    @property
    def aggregation(self):
        """How what is counted adds up; it follows from what it is."""
        if self in (self.ACTIVITIES_DONE, self.ATTENDANCES, self.DESK_VISITS, self.BUSINESSES_STARTED):
            return Aggregation.SUM
        at_last = (
            self.BUSINESSES_NIB,
            self.CHILDREN_IN_GROUPS,
            self.CHILDREN_OUT_OF_SCHOOL,
            self.CARERS_ACTIVE,
            self.COOPERATIVE_MEMBERS,
            self.COOPERATIVES_LEGAL,
            self.COOPERATIVE_SAVINGS,
        )
        if self in at_last:
            return Aggregation.LAST
        shares = (
            self.WOMEN_SHARE,
            self.BUDGET_ABSORPTION,
            self.VILLAGES_ACTIVE,
            self.DEPARTURES_PROCEDURAL,
            self.DEPARTURES_INSURED,
            self.COMPLAINTS_CLOSED,
            self.BUSINESSES_ALIVE,
            self.AID_USABLE,
            self.COOPERATIVES_MET,
        )
        return Aggregation.RATIO if self in shares else Aggregation.PEOPLE


class PeriodStep(models.TextChoices):
    """What one line in the trail of a reporting period says."""

    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Reopened")


class ExceptionState(models.TextChoices):
    """Where the request of an office to write into a closed period stands."""

    ASKED = "asked", _("Asked")
    GRANTED = "granted", _("Granted")
    DECLINED = "declined", _("Declined")

    @property
    def tone(self):
        return {"asked": "info", "granted": "ok", "declined": "bad"}[self.value]
