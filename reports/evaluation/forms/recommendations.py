"""The fields of a recommendation, of an answer and of a decision."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation
from desmigratif.ui import clock
from desmigratif.ui.fields import CountField, DayFirstDateField
from desmigratif.ui.lists import AddressForm
from pillars.choices import AttachmentKind
from pillars.forms.activities import LongTextField
from pillars.forms.files import FilesField
from pillars.models import Pillar
from pillars.people.forms.beneficiaries import PlainForm
from villages.models import Area

from ...choices import RecommendationStatus
from ...models import EvaluationMeeting, Finding, Problem
from ..services.recommendations import MAX_PROOFS, AnswerData, RecommendationData
from .meetings import OrganisationField, OrganisationsField, ServedAreaField, in_columns, offices

FIRST_YEAR, YEARS_AHEAD = 2016, 5
CLOSE, SEND_BACK, GIVE_UP, REOPEN = "close", "send_back", "give_up", "reopen"
FIELDS = ("title", "text", "owner", "pillar", "problem", "area", "budget_year")


class OccasionForm(AddressForm):
    """What a new recommendation comes from: a meeting, a finding, a pillar or a gap of the problem map."""

    finding = forms.ModelChoiceField(
        label=_("Finding"), queryset=Finding.objects.select_related("meeting"), required=False
    )
    meeting = forms.ModelChoiceField(
        label=_("Meeting"), queryset=EvaluationMeeting.objects.none(), required=False
    )
    pillar = forms.ModelChoiceField(
        label=_("Pillar"), queryset=Pillar.objects.all(), to_field_name="code", required=False
    )
    problem = forms.ModelChoiceField(
        label=_("Problem"), queryset=Problem.objects.all(), to_field_name="number", required=False
    )
    area = forms.ModelChoiceField(label=_("Area"), queryset=Area.objects.all(), required=False)
    year = forms.IntegerField(label=_("Budget year"), required=False)

    def __init__(self, data, *, user):
        super().__init__(data)
        self.fields["meeting"].queryset = EvaluationMeeting.objects.visible_to(user)

    @property
    def of_meeting(self):
        """The meeting that recommends it, also where the address names one of its findings."""
        finding = self.cleaned_data["finding"]
        return finding.meeting if finding else self.cleaned_data["meeting"]

    @property
    def day(self):
        """The day of the recommendation: that of the meeting, or today."""
        return self.of_meeting.held_on if self.of_meeting else clock.today()

    def begins_with(self):
        """What the form of the recommendation is filled with first."""
        said, meeting = self.cleaned_data, self.of_meeting
        finding = said["finding"] or Finding()
        pillar = said["pillar"] or finding.pillar
        return {
            "pillar": pillar,
            "problem": said["problem"] or finding.problem,
            "area": said["area"] or finding.area or (meeting and meeting.area),
            "budget_year": said["year"] or self.day.year,
            "text": finding.text,
            "owner": _lead_of(pillar, self.day),
        }


def _lead_of(pillar, day):
    """The organisation that led the pillar on that day: most often the one that owns what is recommended."""
    leads = pillar.leads_between(day, day) if pillar else []
    return leads[-1].organisation if leads else None


class RecommendationForm(PlainForm):
    """One recommendation; `recommendation_data()` is what the services take."""

    title = forms.CharField(
        label=_("Recommendation"),
        max_length=200,
        help_text=_("What has to be done, in one sentence that begins with a verb."),
    )
    text = LongTextField(label=_("Details"), rows=4)
    owner = OrganisationField(
        label=_("Owner"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose an organisation"),
        help_text=_("The one organisation responsible for it."),
    )
    contributors = OrganisationsField(
        label=_("Contributors"), queryset=Organisation.objects.none(), required=False
    )
    pillar = forms.ModelChoiceField(
        label=_("Pillar"),
        queryset=Pillar.objects.all(),
        required=False,
        empty_label=_("No pillar in particular"),
    )
    problem = forms.ModelChoiceField(
        label=_("Problem"),
        queryset=Problem.objects.none(),
        required=False,
        empty_label=_("None of the problems"),
    )
    area = ServedAreaField(label=_("Area"))
    budget_year = forms.TypedChoiceField(label=_("Budget year"), coerce=int)

    def __init__(self, *args, day, recommendation=None, **kwargs):
        """`day`: on which it is or was given; only organisations of that day may own it."""
        if recommendation is not None:
            kwargs["initial"] = {name: getattr(recommendation, name) for name in FIELDS} | {
                "contributors": list(recommendation.contributors.all())
            }
        super().__init__(*args, **kwargs)
        owners, problems = offices().current_on(day), Problem.objects.filter(is_active=True)
        if recommendation is not None:
            owners |= offices().filter(pk=recommendation.owner_id)
            problems |= Problem.objects.filter(pk=recommendation.problem_id)
        self.fields["owner"].queryset = owners
        self.fields["problem"].queryset = problems
        taking_part = Q(is_contributor=True) | Q(leads__isnull=False)
        self.fields["contributors"].queryset = Organisation.objects.filter(taking_part).distinct()
        in_columns(self, "contributors")
        self.fields["budget_year"].choices = [
            (year, str(year)) for year in range(clock.today().year + YEARS_AHEAD, FIRST_YEAR - 1, -1)
        ]

    def recommendation_data(self):
        typed = {name: self.cleaned_data[name] for name in FIELDS}
        return RecommendationData(**typed, contributors=list(self.cleaned_data["contributors"]))


class NewRecommendationForm(RecommendationForm):
    """A new one may have its first deadline at once."""

    due_on = DayFirstDateField(
        label=_("Deadline"),
        required=False,
        help_text=_("Example: 30/06/2027. The first deadline stays visible."),
    )


class ChangeRecommendationForm(RecommendationForm):
    """A correction, or another owner, says why."""

    reason = LongTextField(
        label=_("Reason for the change"),
        required=True,
        rows=2,
        help_text=_("Everybody reads it in the history."),
    )


class DeadlineForm(PlainForm):
    """The deadline in force; moving one needs a reason."""

    due_on = DayFirstDateField(label=_("New deadline"), help_text=_("Example: 30/06/2027"))
    reason = LongTextField(label=_("Reason"), required=True, rows=2)

    def __init__(self, *args, recommendation, **kwargs):
        super().__init__(*args, **kwargs)
        if recommendation.due_on is None:
            self.fields["due_on"].label = _("Deadline")
            del self.fields["reason"]


class FollowUpForm(PlainForm):
    """What the owner says; `answer_data()` is what the services take."""

    status = forms.ChoiceField(
        label=_("Status"),
        widget=forms.RadioSelect,
        choices=[
            (RecommendationStatus.RUNNING, _("Being followed up")),
            (RecommendationStatus.DONE, _("Finished: the reviewer checks the proof and closes it")),
            (RecommendationStatus.IMPOSSIBLE, _("Cannot be followed up: the reviewer decides")),
        ],
    )
    percent = CountField(label=_("Progress (%)"), help_text=_("0 to 100"))
    done_on = DayFirstDateField(label=_("Position as of"), help_text=_("Example: 24/09/2026"))
    text = LongTextField(label=_("What was done"), required=True, rows=4)
    link = forms.URLField(
        label=_("Link to the proof"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={
            "invalid": _("Write the whole address, for example https://contoh.go.id/laporan.pdf.")
        },
    )
    files = FilesField(label=_("Proof as files"), kind=AttachmentKind.DOCUMENT, limit=MAX_PROOFS)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].by = user

    def clean_percent(self):
        percent = self.cleaned_data["percent"]
        if percent > 100:
            raise forms.ValidationError(
                _("Progress: %(percent)s is more than 100. Write a number from 0 to 100.")
                % {"percent": percent}
            )
        return percent

    def answer_data(self):
        return AnswerData(**self.cleaned_data)


class FollowUpDecisionForm(PlainForm):
    """What the reviewer decides; only what is possible now is offered."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = LongTextField(
        label=_("Reason"), rows=3, help_text=_("Needed for everything but closing as carried out.")
    )

    def __init__(self, *args, recommendation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = _decisions(recommendation)

    def clean(self):
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision and decision != CLOSE and not cleaned.get("reason"):
            self.add_error("reason", _("Write the reason, so that everybody understands it later."))
        return cleaned


def _decisions(recommendation):
    if recommendation.is_closed:
        return [(REOPEN, _("Reopen: the owner has to follow it up again"))]
    choices = []
    if recommendation.claimed == RecommendationStatus.DONE:
        choices.append((CLOSE, _("Close as carried out")))
    if recommendation.claimed:
        choices.append((SEND_BACK, _("Send back to the owner")))
    return [*choices, (GIVE_UP, _("Close as not feasible"))]
