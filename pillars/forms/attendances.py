"""Finding the people of an activity: by a part of the name, or from a pasted list of names and NIK."""

import re
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock, identity_numbers
from desmigratif.ui.fields import PlainErrors
from desmigratif.ui.search import WordsField
from villages.models import Beneficiary
from villages.people import names, nik

#: A page of people to choose from; more are found by writing more of the name.
MOST_FOUND = 50
#: A longer list than any attendance sheet; the rest is pasted in a second step.
MOST_LINES = 300
#: "12." or "12)" before a name, as sheets are numbered.
NUMBERING = re.compile(r"^\d{1,4}\s*[.)]\s*(?=\D)")
#: Sixteen digits within a line that holds more than them.
NIK_IN_LINE = re.compile(r"(?<!\d)\d{16}(?!\d)")


class PeopleSearchForm(forms.Form):
    """Who lives in one village of the activity, or elsewhere in the own area."""

    place = forms.ChoiceField(label=_("Village"), required=False)
    q = WordsField(label=_("Part of the name"), required=False)
    everywhere = forms.BooleanField(label=_("Also people of other villages"), required=False)

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.villages = {village.area_id: village for village in villages}
        self.fields["place"].choices = [(code, village.label) for code, village in self.villages.items()]
        self.fields["place"].initial = next(iter(self.villages))

    @property
    def village(self):
        """The village in which the people found will count."""
        code = self.cleaned_data.get("place") if self.is_valid() else ""
        return self.villages.get(code) or next(iter(self.villages.values()))

    def found(self, user, *, without):
        """The first people that fit, and whether there are more; `without`: ids of those on the list."""
        people = _choosable(user).exclude(pk__in=without)
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
        count = len(_lines(text))
        if count > MOST_LINES:
            raise forms.ValidationError(
                _("The list has %(count)s lines, at most %(limit)s are read at once. Paste it in parts.")
                % {"count": count, "limit": MOST_LINES}
            )
        return text


@dataclass
class Line:
    """One pasted line: who may be meant. One person is offered as ticked, several as a choice."""

    number: int
    text: str
    name_key: str
    digits: str = ""
    people: list = field(default_factory=list)
    #: On the list of the activity already, or named by an earlier line.
    is_there: bool = False
    #: Only the name comes near, or the NIK is another: nothing is ticked without a look.
    is_doubtful: bool = False

    @property
    def is_known(self):
        return bool(self.people)

    @property
    def is_sure(self):
        return len(self.people) == 1 and not self.is_doubtful

    @property
    def shown(self):
        """The line as it was pasted, a NIK as dots; the number of the line says which it is."""
        return identity_numbers.hide(self.text) if self.name_key else nik.dots(self.digits)


class PastedList:
    """The lines of a paste with the people they may mean; nothing is written here."""

    def __init__(self, text, *, activity, user):
        self.user = user
        self.villages = [place.village_id for place in activity.activity_villages.all()]
        self.lines = [_read(number, line) for number, line in enumerate(_lines(text), 1)]
        self._find_by_nik()
        self._find_by_name()
        self._find_near()
        self._mark_those_there(set(activity.attendances.values_list("beneficiary_id", flat=True)))

    @property
    def offered(self):
        return [line for line in self.lines if line.is_known and not line.is_there]

    @property
    def there(self):
        return [line for line in self.lines if line.is_there]

    @property
    def unknown(self):
        return [line for line in self.lines if not line.is_known]

    @property
    def sure(self):
        return sum(line.is_sure for line in self.offered)

    def _find_by_nik(self):
        wanted = {nik.blind_index(line.digits): line for line in self.lines if line.digits}
        found = {person.nik_index: person for person in _choosable(self.user).filter(nik_index__in=wanted)}
        for line in self.lines:
            if line.digits and (person := found.get(nik.blind_index(line.digits))):
                line.people = [person]

    def _find_by_name(self):
        wanted = [line for line in self.lines if line.name_key and not line.is_known]
        people = self._of_the_villages().filter(name_key__in={line.name_key for line in wanted})
        by_key = _grouped(people, lambda person: person.name_key)
        for line in wanted:
            line.people = by_key.get(line.name_key, [])
            line.is_doubtful = bool(line.digits)

    def _find_near(self):
        """The same name in another spelling or with other titles."""
        wanted = [line for line in self.lines if line.name_key and not line.is_known]
        if not wanted:
            return
        by_essence = _grouped(self._of_the_villages(), lambda person: names.essence(person.full_name))
        for line in wanted:
            line.people = by_essence.get(names.essence(NIK_IN_LINE.sub(" ", line.text)), [])
            line.is_doubtful = True

    def _of_the_villages(self):
        return _choosable(self.user).listed().filter(village__in=self.villages)

    def _mark_those_there(self, there):
        for line in self.lines:
            if line.is_sure:
                line.is_there = line.people[0].pk in there
                there.add(line.people[0].pk)
            else:
                line.is_there = line.is_known and all(person.pk in there for person in line.people)


def _choosable(user):
    return Beneficiary.objects.visible_to(user).with_is_child(clock.today()).for_list()


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _read(number, text):
    text = NUMBERING.sub("", text)
    try:
        return Line(number, text, "", digits=nik.read(text))
    except nik.NikRefused:
        match = NIK_IN_LINE.search(text)
        return Line(number, text, names.key(NIK_IN_LINE.sub(" ", text)), match[0] if match else "")


def _grouped(people, key):
    found = {}
    for person in people:
        found.setdefault(key(person), []).append(person)
    return found
