"""Who of the register joins something, when somebody leaves it, and why a row is taken out."""

from django import forms
from django.utils.translation import gettext_lazy

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField

from .beneficiaries import PlainForm
from .named_people import NamingForm, OfferedField, PersonField

EXAMPLE = gettext_lazy("Example: 12/03/2026")


class MemberForm(NamingForm):
    """Somebody of the register who joins something of one village."""

    unknown = gettext_lazy("Nobody with this name is in the register. Register the person first.")
    which = gettext_lazy("Choose who joins.")

    member = PersonField(
        label=gettext_lazy("Name or NIK of somebody in the register"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = OfferedField(label=gettext_lazy("Who joins"), required=False, widget=forms.HiddenInput)
    joined_on = DayFirstDateField(label=gettext_lazy("Member since"), help_text=EXAMPLE)

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.village = village

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            cleaned["found"] = self.person_named(cleaned["member"], self.village.code, cleaned["joined_on"])
        return cleaned


class EndDayForm(PlainForm):
    """The first day without a membership or an office, `name` of its model."""

    def __init__(self, *args, model, name, **kwargs):
        super().__init__(*args, initial={name: clock.today()}, **kwargs)
        label = model._meta.get_field(name).verbose_name
        self.fields[name] = DayFirstDateField(label=label, help_text=EXAMPLE)


class RemoveForm(PlainForm):
    """Why a row of a register is taken out."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is removed"),
        max_length=100,
        help_text=gettext_lazy("For example: recorded twice."),
    )
