"""Finding the people of an activity by a part of the name, and taking a pasted list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import PlainErrors
from desmigratif.ui.lists import AddressForm
from desmigratif.ui.search import WordsField
from villages.people import names

from .pasted_lists import choosable, lines_of

#: A page of people to choose from; more are found by writing more of the name.
MOST_FOUND = 50
#: A longer list than any attendance sheet; the rest is pasted in a second step.
MOST_LINES = 300


class PeopleSearchForm(AddressForm):
    """Who lives in one village of the activity, or elsewhere in the own area."""

    place = forms.ChoiceField(label=_("Village"), required=False)
    q = WordsField(label=_("Part of the name"), required=False)
    everywhere = forms.BooleanField(label=_("Also people of other villages"), required=False)

    def __init__(self, data=None, *, villages):
        super().__init__(data)
        self.villages = {village.area_id: village for village in villages}
        self.fields["place"].choices = [(code, village.label) for code, village in self.villages.items()]
        self.fields["place"].initial = next(iter(self.villages))

    @property
    def bar(self):
        return [name for name in self.fields if name != "place" or len(self.villages) > 1], []

    @property
    def village(self):
        """The village in which the people found will count."""
        code = self.cleaned_data.get("place") if self.is_valid() else ""
        return self.villages.get(code) or next(iter(self.villages.values()))

    def first_matching(self, user, *, without, on):
        """The first people that fit, and whether there are more; `without`: ids of those on the list.

        `on`: the first day of the activity; who is no longer counted then has `ended_on`.
        """
        people = choosable(user, on).exclude(pk__in=without)
        if self.is_valid():
            people = people.search(self.cleaned_data["q"])
        if not self.cleaned_data.get("everywhere"):
            people = people.filter(village=self.village)
        found = list(people.listed().order_by("name_key", "pk")[: MOST_FOUND + 1])
        return found[:MOST_FOUND], len(found) > MOST_FOUND


class NamesOrNumbersField(forms.CharField):
    """Lines of names and NIK; they are looked up, and nothing of them is stored."""

    takes_identity_numbers = True


class PasteForm(PlainErrors, forms.Form):
    """A list as it was copied from a sheet: one name or NIK per line."""

    use_required_attribute = False

    people = NamesOrNumbersField(
        label=_("Names or NIK, one per line"),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        max_length=MOST_LINES * (names.MAX_LENGTH + 20),
        error_messages={"required": _("Paste at least one name or NIK.")},
    )

    def clean_people(self):
        text = self.cleaned_data["people"]
        count = len(lines_of(text))
        if count > MOST_LINES:
            raise forms.ValidationError(
                _("The list has %(count)s lines, at most %(limit)s are read at once. Paste it in parts.")
                % {"count": count, "limit": MOST_LINES}
            )
        return text
