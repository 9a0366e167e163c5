"""That somebody is no longer counted, and that somebody is back."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField
from villages.choices import EndKind
from villages.people.plausibility import Doubt

from .beneficiaries import AskingForm, PlainForm


class EndForm(AskingForm):
    """What happened, when, and who says so; whether it fits the record, the service decides."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"), choices=EndKind.choices, widget=forms.RadioSelect
    )
    ended_on = DayFirstDateField(
        label=gettext_lazy("Date of the event"),
        help_text=gettext_lazy(
            "The last day that counts, not the day on which you heard of it. Example: 05/01/2025"
        ),
    )
    reported_on = DayFirstDateField(
        label=gettext_lazy("Reported on"),
        required=False,
        help_text=gettext_lazy("The day on which your office heard of it. Empty: today."),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=300,
        help_text=gettext_lazy("Who says so. Example: death certificate, letter of the village head"),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_reported_on(self):
        day = self.cleaned_data["reported_on"]
        if day and day > clock.today():
            raise forms.ValidationError(
                _("Reported on: %s is in the future. Check the year.") % f"{day:%d/%m/%Y}"
            )
        return day

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.ask(self._doubts())
        return cleaned

    def end_data(self):
        """What the service takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "is_right"}

    def _doubts(self):
        """Activities after the day, at which the person is said to have taken part; they stay counted."""
        text = _("Took part in “%(title)s” on %(day)s, after this day. Is the day right?")
        later = self.person.attendances.filter(activity__start_on__gt=self.cleaned_data["ended_on"])
        return [
            Doubt(
                "attended_after_end",
                "ended_on",
                text % {"title": row.activity.title, "day": f"{row.activity.start_on:%d/%m/%Y}"},
            )
            for row in later.select_related("activity").order_by("activity__start_on")
        ]


class ResumeForm(PlainForm):
    """Since when somebody who had moved away is counted again."""

    back_on = DayFirstDateField(
        label=gettext_lazy("Back since"), help_text=gettext_lazy("Example: 24/09/2025")
    )
