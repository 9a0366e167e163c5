"""Forms of registers that name somebody: the name or NIK is looked for; where it may be several, it asks."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desmigratif.accounts.services import log_searched
from desmigratif.ui import clock
from desmigratif.ui.forms import begun_with, carry_out, row_number
from villages.models import Beneficiary
from villages.people import names, nik
from villages.people.children import shown_name
from villages.people.ends import in_words
from villages.people.services.nik_questions import Way, ask_about_nik

from ..filters import found_by_name
from .beneficiaries import PlainForm

#: More people of one name than anybody reads; more of the name finds fewer.
MOST_OFFERED = 10
NOBODY = "nobody"


class PersonField(forms.CharField):
    """The name or NIK of somebody of the register; it is looked up, and nothing of it is stored."""

    takes_identity_numbers = True


class OfferedField(forms.ChoiceField):
    """The number of a person; whom it may name is known once the name has been looked for."""

    def valid_value(self, value):
        return True


class NamingForm(PlainForm):
    """Has a `PersonField` and beside it `person`, an `OfferedField` that is drawn once it is to be asked.

    `nobody` is the choice that it is nobody of the register, where a form takes that. `user` sees the people;
    `address`: where the request came from. A name that is looked for leaves a line in the access log as any
    search, a NIK as any question about one, with `reason`.
    """

    reason = gettext_lazy("Naming somebody in a register")

    nobody = ""
    #: What is said where nobody bears the name, and where somebody has to be chosen.
    unknown = which = ""

    def __init__(self, *args, user, address=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.address = user, address

    def person_named(self, text, code, day):
        """The person meant, living in the village `code`; None for nobody, or with an error to be asked."""
        if not text:
            return None
        chosen = self.cleaned_data.get("person")
        if person := self._linked(chosen, text):
            return person
        people = self._people_named(text, day)
        if self.errors:
            return None
        for person in people:
            if str(person.number) == chosen:
                return person
        if self.nobody and chosen == NOBODY:
            return None
        here = [person for person in people if person.village.code == code]
        if len(people) == 1 and here and (text.isdecimal() or here[0].name_key == names.key(text)):
            return here[0]
        self._ask(people)
        return None

    def _linked(self, chosen, text):
        """The person with whose number and very name a link came (`person_asked_for`), or None."""
        people = Beneficiary.objects.visible_to(self.user).listed().select_related("village")
        number = row_number(chosen or "")
        return people.filter(number=number, full_name=text).first() if number else None

    def _people_named(self, text, day):
        """Those who may be meant, at most one more than are offered; with an error where none may be told."""
        people = Beneficiary.objects.visible_to(self.user).listed().with_end_on(day)
        people = people.with_is_child(clock.today()).for_list().order_by("name_key", "pk")
        try:
            digits = nik.read(text)
        except nik.NikRefused:
            found = list(found_by_name(people, self.user, text)[: MOST_OFFERED + 1])
            log_searched(user=self.user, words=text, rows=len(found), address=self.address)
            return found
        asked = carry_out(self, lambda: self._asked(digits))
        return list(people.filter(pk=asked.person.pk)) if asked and asked.person else []

    def _asked(self, digits):
        return ask_about_nik(
            digits=digits, by=self.user, way=Way.SEARCH, reason=str(self.reason), address=self.address
        )

    def _ask(self, people):
        """Shows who it may be; also that it is nobody of them, where the form takes that."""
        offered = [(str(person.number), self._described(person)) for person in people[:MOST_OFFERED]]
        if self.nobody:
            offered.append((NOBODY, self.nobody))
        if offered:
            self.fields["person"].widget = forms.RadioSelect()
            self.fields["person"].choices = offered
        if not people:
            text = self.unknown
        elif len(people) > MOST_OFFERED:
            text = _("Many people have this name. Choose one of them, or write more of the name.")
        else:
            text = self.which
        self.add_error("person", text)

    def _described(self, person):
        facts = [shown_name(person, self.user, clock.today()), person.get_sex_display(), person.village.label]
        if person.ended_on:
            facts.append(in_words(person.end_kind, person.ended_on))
        return ", ".join(map(str, facts))


def person_asked_for(request):
    """The person from whose page a link `?person=` leads to such a form, None without one; it was shown."""
    number = row_number(begun_with(request, "person").get("person", ""))
    people = Beneficiary.objects.visible_to(request.user).listed().select_related("village")
    person = people.filter(number=number).first() if number else None
    if person:
        request.shown_people.add(person.number)
    return person
