"""The fields of a meeting and of a finding."""

from crispy_forms.bootstrap import InlineCheckboxes
from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from desmigratif.accounts.models import Organisation
from desmigratif.ui.fields import DayFirstDateField, SeveralField
from desmigratif.ui.lists import AddressForm
from pillars.choices import AttachmentKind
from pillars.forms.activities import LongTextField
from pillars.forms.files import FilesField
from pillars.models import Pillar
from pillars.people.forms.beneficiaries import PlainForm
from villages.models import Area

from ...figures.evidence import FIGURES, measure
from ...models import MeetingKind, Problem
from ..services.meetings import FindingData, MeetingData


class OverdueForm(AddressForm):
    """The page of a meeting shows all its recommendations, or the overdue ones alone."""

    status = forms.ChoiceField(label=_("Status"), choices=[("overdue", _("Overdue"))], required=False)

    @property
    def is_chosen(self):
        return self.cleaned_data["status"] == "overdue"


class ServedAreaField(forms.ModelChoiceField):
    """A province or regency with villages of the programme; empty for the whole programme."""

    def __init__(self, **kwargs):
        served = Area.objects.filter(Q(province_villages__isnull=False) | Q(regency_villages__isnull=False))
        super().__init__(
            queryset=served.distinct().order_by("code"),
            required=False,
            empty_label=pgettext_lazy("area", "The whole programme"),
            **kwargs,
        )

    def label_from_instance(self, area):
        return area.label


class OrganisationsField(SeveralField):
    """Several ministries, agencies and governments, each with its full name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, organisation):
        return organisation.name


class OrganisationField(forms.ModelChoiceField):
    """One organisation, with its full name."""

    def label_from_instance(self, organisation):
        return organisation.name


def offices():
    """Ministries, agencies, provincial and regency governments; not single villages."""
    return Organisation.objects.exclude(kind=Organisation.Kind.VILLAGE)


def in_columns(form, name):
    """Lets the boxes of a long list stand in two columns."""
    form.helper = FormHelper(form)
    form.helper.form_tag = False
    form.helper[name].wrap(InlineCheckboxes, template="bootstrap5/field.html")


class MeetingForm(PlainForm):
    """One meeting; `meeting_data()` is what the services take."""

    kind = forms.ModelChoiceField(
        label=_("Kind of meeting"),
        queryset=MeetingKind.objects.filter(is_active=True),
        empty_label=_("Choose a kind"),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    held_on = DayFirstDateField(label=_("Date"), help_text=_("Example: 10/11/2023"))
    place = forms.CharField(label=_("Place"), max_length=200)
    area = ServedAreaField(label=_("About the area"))
    organisations = OrganisationsField(
        label=_("Organisations present"), queryset=Organisation.objects.none(), required=False
    )
    agenda = LongTextField(label=_("Agenda"))
    directions = LongTextField(
        label=_("Directions"), rows=5, help_text=_("One direction per line; they are numbered in this order.")
    )
    minutes = LongTextField(label=_("Minutes"), rows=8)
    files = FilesField(label=_("Attachments"), kind=AttachmentKind.DOCUMENT)

    def __init__(self, *args, meeting=None, user=None, **kwargs):
        if meeting is not None:
            kwargs["initial"] = {
                name: getattr(meeting, name)
                for name in ("kind", "title", "held_on", "place", "area", "agenda", "minutes")
            } | {
                "organisations": list(meeting.organisations.all()),
                "directions": "\n".join(direction.text for direction in meeting.directions.all()),
            }
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = offices()
        self.fields["files"].by = user
        in_columns(self, "organisations")
        if meeting is not None:
            self.fields["kind"].queryset |= MeetingKind.objects.filter(pk=meeting.kind_id)

    def meeting_data(self):
        typed = dict(self.cleaned_data)
        typed.pop("files", None)
        lines = [line.strip() for line in typed.pop("directions").split("\n")]
        return MeetingData(
            **{**typed, "organisations": list(typed["organisations"])},
            directions=[line for line in lines if line],
        )


class FindingForm(PlainForm):
    """One finding; a new one may keep a figure as it stands now."""

    text = LongTextField(label=_("Finding"), required=True)
    stated_by = OrganisationField(
        label=_("Stated by"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
    )
    problem = forms.ModelChoiceField(
        label=_("Problem"),
        queryset=Problem.objects.filter(is_active=True),
        required=False,
        empty_label=_("None of the problems"),
    )
    pillar = forms.ModelChoiceField(
        label=_("Pillar"),
        queryset=Pillar.objects.all(),
        required=False,
        empty_label=_("No pillar in particular"),
    )
    area = ServedAreaField(label=_("Area"))
    evidence = forms.ChoiceField(
        label=_("Figure to keep"),
        required=False,
        choices=[("", _("No figure")), *FIGURES.items()],
        help_text=_("Of the pillar and the area above, this year to date. It is kept as it stands now."),
    )

    def __init__(self, *args, finding=None, **kwargs):
        if finding is not None:
            names = ("text", "stated_by", "problem", "pillar", "area")
            kwargs["initial"] = {name: getattr(finding, name) for name in names}
        super().__init__(*args, **kwargs)
        self.fields["stated_by"].queryset = offices()
        if finding is not None:
            del self.fields["evidence"]
            self.fields["problem"].queryset |= Problem.objects.filter(pk=finding.problem_id)

    def finding_data(self):
        typed = dict(self.cleaned_data)
        key = typed.pop("evidence", "")
        evidence = measure(key, pillar=typed["pillar"], area=typed["area"]) if key else None
        return FindingData(**typed, evidence=evidence)
