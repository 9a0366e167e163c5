"""Community parenting (pillar III): groups, who is in them, and what is recorded of the children."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from desmigratif.ui.search import SearchKeyField

from ..models.activities import Activity
from ..models.recorded import Joined, Recorded
from .choices import GroupKind, GroupRole, Module, ReferralKind, Rhythm, SchoolLevel, SchoolState
from .querysets import GroupMemberQuerySet, OfChildQuerySet, ParentingGroupQuerySet, SessionQuerySet


class ParentingGroup(Recorded):
    """One parenting group or learning house of one village.

    `ended_on` is the first day on which it no longer exists, with the reason.
    """

    village = models.ForeignKey(
        "villages.Village",
        on_delete=models.PROTECT,
        related_name="parenting_groups",
        verbose_name=_("Village"),
    )
    name = models.CharField(_("Name"), max_length=120)
    name_key = SearchKeyField("name")
    kind = models.CharField(_("Kind"), max_length=5, choices=GroupKind.choices)
    place = models.CharField(_("Meeting place"), max_length=120, blank=True)
    rhythm = models.CharField(_("Meets"), max_length=10, choices=Rhythm.choices, blank=True)
    founded_on = models.DateField(_("Founded on"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    ended_because = models.CharField(_("Why it ended"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("Version"), default=1)
    is_demo = models.BooleanField(_("Demo data"), default=False, editable=False)
    history = HistoricalRecords(app="pillars")

    objects = ParentingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("Parenting group or learning house")
        verbose_name_plural = _("Parenting groups and learning houses")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["village", "name_key"], name="parentinggroup_once_in_a_village"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(ended_on__gte=F("founded_on")),
                name="parentinggroup_ended_after_founded",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="parentinggroup_end_says_why",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pillars:parenting-group-detail", args=[self.pk])


class GroupMember(Joined):
    """A child, carer or facilitator of a group."""

    told_by = ("joined_on", "role", "group__id", "group__name")

    group = models.ForeignKey(ParentingGroup, on_delete=models.PROTECT, related_name="members")
    role = models.CharField(_("Role"), max_length=5, choices=GroupRole.choices)
    history = HistoricalRecords(app="pillars")

    objects = GroupMemberQuerySet.as_manager()

    class Meta(Joined.Meta):
        verbose_name = _("Member of a parenting group")
        verbose_name_plural = _("Members of parenting groups")

    def __str__(self):
        return f"{self.group}, {self.joined_on:%d/%m/%Y}"

    def get_absolute_url(self):
        return self.group.get_absolute_url()

    @property
    def happening(self):
        return gettext("%(role)s in %(group)s") % {"role": self.get_role_display(), "group": self.group}


class GroupSession(Recorded):
    """An activity of the pillar that was a meeting of a group; who came, its attendances say."""

    group = models.ForeignKey(ParentingGroup, on_delete=models.PROTECT, related_name="sessions")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parenting_sessions")
    history = HistoricalRecords(app="pillars")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Meeting of a parenting group")
        verbose_name_plural = _("Meetings of parenting groups")
        ordering = ["-activity__start_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "activity"], name="groupsession_once"),
        ]

    def __str__(self):
        return f"{self.group}: {self.activity}"


class OfChild(Recorded):
    """What is recorded of one child on a day."""

    #: A merge of two records of one person takes these rows along (`people/services/beneficiaries.py`).
    follows_person = "person"
    #: What its line in the time line of the person says and where it leads, as columns.
    told_by: tuple[str, ...] = ()

    person = models.ForeignKey(
        "villages.Beneficiary",
        on_delete=models.PROTECT,
        related_name="%(class)s_rows",
        verbose_name=_("Child"),
    )
    on = models.DateField(_("Day"))

    objects = OfChildQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-on", "-pk"]

    def get_absolute_url(self):
        return reverse("pillars:parenting-child-detail", args=[self.person.number])

    @property
    def happened_on(self):
        """The day under which it stands in the time line of a person, as `happening`."""
        return self.on


class SchoolStatus(OfChild):
    """How one child stands at school from a day on, until the next row says otherwise.

    After a merge of two records a day may have two rows: the one that was recorded last holds.
    """

    told_by = ("on", "state", "level")

    state = models.CharField(_("School status"), max_length=6, choices=SchoolState.choices)
    level = models.CharField(_("Level"), max_length=5, choices=SchoolLevel.choices, blank=True)
    history = HistoricalRecords(app="pillars")

    class Meta(OfChild.Meta):
        verbose_name = _("School status of a child")
        verbose_name_plural = _("School statuses of children")
        indexes = [models.Index(fields=["person", "-on"], name="schoolstatus_last")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="") | ~Q(state=SchoolState.NOT_YET), name="schoolstatus_level_of_school"
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()}, {self.on:%d/%m/%Y}"

    @property
    def happening(self):
        said = [self.get_state_display(), self.get_level_display()]
        return gettext("School: %s") % ", ".join(filter(None, said))


class ModuleStep(OfChild):
    """One child was through one module of the programme on a day."""

    told_by = ("on", "module")

    module = models.CharField(_("Module"), max_length=1, choices=Module.choices)
    history = HistoricalRecords(app="pillars")

    class Meta(OfChild.Meta):
        verbose_name = _("Module of a child")
        verbose_name_plural = _("Modules of children")

    def __str__(self):
        return f"{self.get_module_display()}, {self.on:%d/%m/%Y}"

    @property
    def happening(self):
        return gettext("Community parenting: %s") % self.get_module_display()


class Referral(OfChild):
    """One child was sent to a service; open until the day on which its `outcome` is known."""

    told_by = ("on", "kind")

    kind = models.CharField(_("Kind of help"), max_length=9, choices=ReferralKind.choices)
    referred_to = models.CharField(_("Referred to"), max_length=120)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    outcome = models.CharField(_("Outcome"), max_length=300, blank=True)
    history = HistoricalRecords(app="pillars")

    class Meta(OfChild.Meta):
        verbose_name = _("Referral of a child")
        verbose_name_plural = _("Referrals of children")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, outcome="")
                | (Q(closed_on__gte=F("on")) & ~Q(outcome="")),
                name="referral_closed_says_outcome",
            ),
            models.CheckConstraint(condition=~Q(referred_to=""), name="referral_says_where"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"

    @property
    def happening(self):
        return gettext("Referral: %s") % self.get_kind_display()
