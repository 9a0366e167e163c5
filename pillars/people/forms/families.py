"""A tie between two people of the register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.lists import AddressForm
from desmigratif.ui.search import WordsField
from villages.choices import TieKind

from .beneficiaries import AskingForm

#: More people than anybody reads through; more words find fewer.
FOUND_SHOWN = 30


class RelativeSearchForm(AddressForm):
    """Looks for the relative among the people that the user sees."""

    q = WordsField(
        label=_("Name of the relative"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class TieForm(AskingForm):
    """Who of the people found is what to the person."""

    relative = forms.UUIDField(
        label=_("Relative"), error_messages={"invalid": _("Choose the relative from the list.")}
    )
    kind = forms.ChoiceField(choices=[("", _("Choose the relation")), *TieKind.choices])

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["kind"].label = _("The relative is … of %s") % person.full_name

    def name_both(self, people):
        """Says both names where only one person was found: "Eko is … of Wahyuni"."""
        if len(people) == 1:
            names = {"relative": people[0].full_name, "person": self.person.full_name}
            self.fields["kind"].label = _("%(relative)s is … of %(person)s") % names
