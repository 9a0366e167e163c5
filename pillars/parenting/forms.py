"""What is typed about groups, who is in them, their meetings, and their children."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField
from desmigratif.ui.formatting import short_date
from desmigratif.ui.forms import row_id

from ..forms.villages import OwnVillageField
from ..models import Activity
from ..people.forms.beneficiaries import PlainForm
from ..people.forms.joining import EXAMPLE, MemberForm
from .choices import GroupKind, GroupRole, Module, ReferralKind, Rhythm, SchoolLevel, SchoolState
from .querysets import KEEPS_CHILDREN, PILLAR
from .services import GroupData

#: The newest activities of a village are offered as meetings.
MOST_OFFERED = 30


class ParentingGroupForm(PlainForm):
    """One group."""

    village = OwnVillageField(label=gettext_lazy("Village"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=GroupKind.choices, widget=forms.RadioSelect)
    founded_on = DayFirstDateField(label=gettext_lazy("Founded on"), required=False, help_text=EXAMPLE)
    place = forms.CharField(
        label=gettext_lazy("Meeting place"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For example: village hall. No private address with a name."),
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("Meets"),
        required=False,
        choices=[("", gettext_lazy("Not known")), *Rhythm.choices],
    )
    ended_on = DayFirstDateField(
        label=gettext_lazy("Ended on"),
        required=False,
        help_text=gettext_lazy("Only when it no longer exists: the first day without it."),
    )
    ended_because = forms.CharField(label=gettext_lazy("Why it ended"), required=False, max_length=200)

    def __init__(self, *args, user, group=None, **kwargs):
        if group is not None:
            kwargs["initial"] = {name: getattr(group, name) for name in self.base_fields}
            kwargs["initial"]["village"] = group.village.code
        super().__init__(*args, **kwargs)
        self.fields["village"].offer(user, is_new=group is None)
        if group is None:
            del self.fields["ended_on"], self.fields["ended_because"]

    def data_of_group(self):
        """What the services take."""
        village = self.fields["village"].villages[self.cleaned_data["village"]]
        return GroupData(**self.cleaned_data | {"village": village})


class GroupMemberForm(MemberForm):
    """Somebody of the register joins a group as a child, carer or facilitator."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=GroupRole.choices, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["role"])
        if not self.user.has_perm(KEEPS_CHILDREN):
            roles = [choice for choice in GroupRole.choices if choice[0] != GroupRole.CHILD]
            self.fields["role"].choices = roles


class SessionForm(PlainForm):
    """Which activity of the village was a meeting of the group."""

    activity = forms.ChoiceField(label=gettext_lazy("Activity of pillar III"))

    def __init__(self, *args, user, group, **kwargs):
        super().__init__(*args, **kwargs)
        linked = group.sessions.values("activity")
        fitting = Activity.objects.visible_to(user).filter(pillar__number=PILLAR, villages=group.village_id)
        fitting = fitting.exclude(pk__in=linked).order_by("-start_on", "-pk")[:MOST_OFFERED]
        self.activities = {activity.pk: activity for activity in fitting}
        self.fields["activity"].choices = [
            ("", _("Choose an activity")),
            *((str(pk), _title(activity)) for pk, activity in self.activities.items()),
        ]

    def chosen(self):
        """What the service takes."""
        return self.activities[row_id(self.cleaned_data["activity"])]


def _title(activity):
    return f"{short_date(activity.start_on)}: {activity.title}" if activity.start_on else activity.title


class OfChildForm(PlainForm):
    """Something of one child on a day."""

    on = DayFirstDateField(label=gettext_lazy("Day"), help_text=EXAMPLE)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"initial": {"on": clock.today()}, **kwargs})


class SchoolForm(OfChildForm):
    """How a child stands at school from a day on."""

    state = forms.ChoiceField(
        label=gettext_lazy("School status"), choices=SchoolState.choices, widget=forms.RadioSelect
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Level"),
        required=False,
        choices=[("", gettext_lazy("Not known")), *SchoolLevel.choices],
        help_text=gettext_lazy("The last one, where the child is no longer at school."),
    )


class ModuleForm(OfChildForm):
    """A module that a child was through."""

    module = forms.ChoiceField(label=gettext_lazy("Module"), choices=Module.choices, widget=forms.RadioSelect)


class ReferralForm(OfChildForm):
    """Where a child is sent."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of help"), choices=ReferralKind.choices, widget=forms.RadioSelect
    )
    referred_to = forms.CharField(
        label=gettext_lazy("Referred to"),
        max_length=120,
        help_text=gettext_lazy("The service, for example: Puskesmas Kalidawir. No names of people."),
    )


class OutcomeForm(PlainForm):
    """What came of a referral."""

    closed_on = DayFirstDateField(label=gettext_lazy("Closed on"), help_text=EXAMPLE)
    outcome = forms.CharField(
        label=gettext_lazy("Outcome"),
        max_length=300,
        help_text=gettext_lazy("Without names or numbers of people."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"closed_on": clock.today()}, **kwargs)
