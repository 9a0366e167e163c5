"""Why a reviewer gives an activity back: one of a short list, with words of one's own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import PlainErrors

OTHER = "other"
REASONS = {
    "counts": _("The head counts do not match the attendance list."),
    "money": _("The amounts do not match the documents."),
    "place": _("Date, village or pillar is wrong."),
    "proof": _("An attachment is missing or cannot be read."),
    "outcome": _("The outcome is not clear."),
    "twice": _("The activity is recorded twice."),
    OTHER: _("Another reason, given below"),
}


class ReturnReasonForm(PlainErrors, forms.Form):
    """The reason for returning or reopening; `sentence` is what the officer reads."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose a reason")), *REASONS.items()],
        error_messages={"required": _("Choose the reason, so that the officer knows what to correct.")},
    )
    text = forms.CharField(
        label=_("What to correct"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reason") == OTHER and not cleaned.get("text"):
            self.add_error("text", _("Write what to correct, for example “The date is 12/03, not 12/02”."))
        return cleaned

    @property
    def sentence(self):
        text = self.cleaned_data["text"]
        if self.cleaned_data["reason"] == OTHER:
            return text
        return f"{REASONS[self.cleaned_data['reason']]} {text}".strip()
