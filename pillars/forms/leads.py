"""Who leads a pillar from when, by which decree."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation
from desmigratif.ui.fields import DayFirstDateField, PlainErrors

from ..models import Pillar


class LeadForm(PlainErrors, forms.Form):
    """One lead of a pillar; whether it may be so, the service decides."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.filter(kind=Organisation.Kind.MINISTRY),
        empty_label=_("Choose an organisation"),
    )
    valid_from = DayFirstDateField(
        label=_("Leads from"),
        help_text=_("The lead before it ends on the day before. Example: 24/09/2024"),
    )
    decree = forms.CharField(
        label=_("Decree or source"),
        max_length=300,
        help_text=_("Number and date of the decree, or where this is recorded."),
    )

    def __init__(self, *args, lead=None, **kwargs):
        if lead is not None:
            kwargs["initial"] = {name: getattr(lead, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        if lead is not None and lead.valid_from is None:
            self.fields["valid_from"].required = False
            self.fields["valid_from"].help_text = _("Leave it empty while the start is unknown.")
        if lead is not None:
            self.fields["organisation"].queryset |= Organisation.objects.filter(pk=lead.organisation_id)
        self.helper = FormHelper()
        self.helper.form_tag = False


class NewLeadForm(LeadForm):
    """A lead of a pillar that is chosen too."""

    pillar = forms.ModelChoiceField(
        label=_("Pillar"),
        queryset=Pillar.objects.all(),
        to_field_name="code",
        empty_label=_("Choose a pillar"),
    )
    field_order = ["pillar"]
