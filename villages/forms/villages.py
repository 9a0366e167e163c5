"""Finding an official village, and what is written down about a programme village."""

from itertools import groupby

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import CountField, DayFirstDateField, PlainErrors
from desmigratif.ui.lists import AddressForm
from desmigratif.ui.search import WordsField

from ..choices import Level, ProfileKey
from ..models import Area


class RegencyField(forms.ModelChoiceField):
    """All regencies and cities, under the names of their provinces."""

    def __init__(self, **kwargs):
        regencies = Area.objects.filter(level=Level.REGENCY, valid_to=None)
        super().__init__(queryset=regencies.select_related("parent").order_by("code"), **kwargs)

    def grouped_choices(self):
        groups = groupby(self.queryset.all(), key=lambda area: area.parent)
        return [
            ("", self.empty_label),
            *((province.name, [(area.pk, area.label) for area in areas]) for province, areas in groups),
        ]


class VillageSearchForm(AddressForm):
    """Finds a village among all official ones."""

    q = WordsField(
        label=_("Village name or code"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    regency = RegencyField(label=_("Regency/city"), required=False, empty_label=_("All regencies"))

    def __init__(self, data):
        super().__init__(data)
        self.fields["regency"].widget.choices = self.fields["regency"].grouped_choices()


class VillageForm(PlainErrors, forms.Form):
    """The note of a programme village."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        help_text=_("What colleagues should know about this village. Write no names of private persons."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class ProfileFigureForm(PlainErrors, forms.Form):
    """One figure about a village, with its source and day."""

    key = forms.ChoiceField(label=_("Figure"), choices=[("", _("Choose a figure")), *ProfileKey.choices])
    value = CountField(label=_("Value"))
    male = CountField(label=_("Male"), required=False)
    female = CountField(label=_("Female"), required=False)
    stated_on = DayFirstDateField(
        label=_("As of"), help_text=_("The day to which the figure applies, for example 31/12/2024.")
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Who counted or published it, for example the village census."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
