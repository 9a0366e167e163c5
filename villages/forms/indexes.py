"""What an index says of a village in a year."""

import re
from decimal import Decimal

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import CountField, PlainErrors

from ..choices import IndexName, IndexStatus


class ScoreField(forms.CharField):
    """A score with at most four decimals; point or comma before them, for both are published."""

    def to_python(self, value):
        text = (value or "").strip()
        if not text:
            return None
        if not re.fullmatch(r"\d{1,3}([.,]\d{1,4})?", text):
            raise ValidationError(
                _("Score: “%(typed)s” cannot be read. Write it as published, for example 0,7512.")
                % {"typed": text}
            )
        return Decimal(text.replace(",", "."))

    def prepare_value(self, value):
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class VillageIndexForm(PlainErrors, forms.Form):
    """Index, year, and score or status or both."""

    name = forms.ChoiceField(label=_("Index"), choices=[("", _("Choose an index")), *IndexName.choices])
    year = CountField(label=_("Year"), help_text=_("The year that the index is published for."))
    score = ScoreField(
        label=_("Score"),
        required=False,
        help_text=_("IDM from 0 to 1, Indeks Desa from 0 to 100, for example 0,7512 or 78,4."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "w-s num"}),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Not published")), *IndexStatus.choices],
        help_text=_("The word as published; it is not worked out from the score."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where it is published, for example the decree or the web page."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
