"""The standing of a village in a programme, as typed."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import DayFirstDateField, PlainErrors

from ..choices import MembershipStatus, Programme

FIRST_BATCH_YEAR = 2016


class MembershipForm(PlainErrors, forms.Form):
    """One membership; whether it fits beside the others is decided by the services."""

    programme = forms.ChoiceField(
        label=_("Programme"), choices=Programme.choices, initial=Programme.DESMIGRATIF
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("Choose a status")), *MembershipStatus.choices]
    )
    batch_year = forms.IntegerField(
        label=_("Batch year"),
        required=False,
        localize=False,
        help_text=_("The year in which the village was formed, for example 2019. Leave empty if not known."),
        validators=[
            MinValueValidator(
                FIRST_BATCH_YEAR, _("The programme began in 2016: write a year from 2016, or leave it empty.")
            ),
            MaxValueValidator(2100, _("Write a year of four digits, for example 2019.")),
        ],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s"}),
        error_messages={"invalid": _("Write the year with four digits, for example 2019.")},
    )
    decree = forms.CharField(
        label=_("Decree"),
        required=False,
        max_length=200,
        help_text=_("Number and date of the decree, if there is one."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=500,
        help_text=_("Where this is known from: a decree, a letter or the address of a page."),
        error_messages={
            "required": _("Write where this is known from, for example the number of the decree.")
        },
    )
    valid_from = DayFirstDateField(
        label=_("From"), required=False, help_text=_("Example: 31/01/2019. Leave empty if not known.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class MembershipChangeForm(MembershipForm):
    """One stored membership, which may end."""

    valid_to = DayFirstDateField(
        label=_("Until"),
        required=False,
        help_text=_("Last day of this status. Leave empty while it lasts."),
    )

    @staticmethod
    def initial_of(membership):
        return {name: getattr(membership, name) for name in MembershipChangeForm.base_fields}
