"""What is entered about one person; and the short forms beside a person's record."""

import re

from crispy_forms.helper import FormHelper
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField, PlainErrors
from villages import existence
from villages.choices import Education, Sex
from villages.models import Area, Village
from villages.people import names, nik
from villages.people.nik_text import HARMLESS
from villages.people.plausibility import Birth, doubts_of_life, doubts_of_tie
from villages.people.services.beneficiaries import Person

FIRST_BIRTH_YEAR = 1900
KEEPS_NUMBER = _("A number is on file. Leave this empty to keep it; type 16 digits to replace it.")
#: Ticks of the form that no record keeps.
ASKED_ONLY = ("nik_source", "is_without_nik", "is_another", "is_right")


class NikSource(models.TextChoices):
    """What a NIK that is typed was read from: the reason of the question whether it is registered."""

    KTP = "KTP", _("KTP (identity card)")
    CARD = "KK", _("Family card (KK)")
    DOCUMENT = "document", _("Another document of the person")
    LIST = "list", _("A list of the village or of another office")
    SAID = "said", _("Stated by the person or the family")


class VillageField(forms.ModelChoiceField):
    """The villages of the user's own area that exist today, by code; a former code leads to its successor."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Village.objects.none(), to_field_name="area", **kwargs)

    def to_python(self, value):
        """The same village under its new code is taken; of one that ended the successor is named."""
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            successor = existence.successor_of(value, is_same=True)
            if successor and (same := self.queryset.filter(area=successor).first()):
                return same
            area = Area.objects.filter(pk=value, valid_to__lt=clock.today()).first()
            text = existence.gone_text(area, clock.today()) if area else ""
            raise forms.ValidationError(text) if text else error from None

    def prepare_value(self, value):
        """What a page shows as chosen: of a village that ended the one that it went on as."""
        value = super().prepare_value(value)
        successor = existence.successor_of(value) if isinstance(value, str) and value else None
        return successor.pk if successor else value

    def show(self, villages):
        """Offers those of these villages that exist, with the district, as names repeat."""
        villages = villages.existing_on(clock.today())
        self.queryset = villages
        self.widget.choices = [
            ("", _("Choose a village")),
            *(
                (village.code, village.label)
                for village in villages.for_list().order_by("regency", "area__name")
            ),
        ]


class DigitsField(forms.CharField):
    """A number of sixteen digits, typed with or without spaces and points between them."""

    takes_identity_numbers = True

    def __init__(self, *, is_asked_for=False, **kwargs):
        #: Empty is not simply left out: the form says itself when it may be, so the label says nothing of it.
        self.is_asked_for = is_asked_for
        attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "w-m"}
        super().__init__(widget=forms.TextInput(attrs=attrs), required=False, max_length=60, **kwargs)


class PlainForm(PlainErrors, forms.Form):
    """Drawn field by field inside the form tag of the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class AskingForm(PlainForm):
    """Asks about what can hardly be, and takes it when somebody says that it is right."""

    is_right = forms.BooleanField(label=_("It is right as written"), required=False)
    #: What is asked about; the page shows the tick beside it.
    doubts = ()

    def ask(self, doubts):
        """Whether nothing is left to be asked; `doubts` are those of `plausibility`."""
        self.doubts = doubts
        if not doubts or self.cleaned_data.get("is_right"):
            return True
        for doubt in doubts:
            self.add_error(doubt.field if doubt.field in self.fields else None, doubt.text)
        self.add_error("is_right", _("Correct what is wrong, or tick that it is right as written."))
        return False


class TickLastForm(AskingForm):
    """Draws the tick below its fields, and only once something is asked; `doubts_of_entries` finds it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tick = self.fields.pop("is_right")
        if self.data:
            self.fields["is_right"] = tick

    def clean(self):
        cleaned = super().clean()
        self.ask([] if self.errors else self.doubts_of_entries(cleaned))
        if not self.doubts:
            self.fields.pop("is_right", None)
        return cleaned

    def doubts_of_entries(self, cleaned):
        """The `Doubt`s about entries that are right each for itself."""
        raise NotImplementedError


class BeneficiaryForm(AskingForm):
    """One person of the register; `person()` is what the services take."""

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=names.MAX_LENGTH,
        help_text=_("As on the KTP. One word is enough; titles may stay."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
    nik = DigitsField(
        label="NIK",
        is_asked_for=True,
        help_text=_("16 digits. Spaces and points do not matter. Without a NIK: tick that below."),
    )
    nik_source = forms.ChoiceField(
        label=_("The NIK was read from"),
        choices=[("", _("Choose")), *NikSource.choices],
        required=False,
        help_text=_("Only with a NIK. It is recorded in the access log."),
    )
    is_without_nik = forms.BooleanField(
        label=_("This person has no NIK, or it is not known yet"), required=False
    )
    household = DigitsField(
        label=_("Family card (KK) number"),
        help_text=_("16 digits. People with the same number are one household."),
    )
    birth_date = DayFirstDateField(
        label=_("Birth date"),
        required=False,
        help_text=_("Example: 17/03/1985. Leave it empty if not known."),
    )
    birth_year = forms.CharField(
        label=_("Or only the birth year"),
        required=False,
        max_length=10,
        help_text=_("Example: 1985"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s", "autocomplete": "off"}),
    )
    village = VillageField(label=_("Village"))
    hamlet = forms.CharField(label=_("Hamlet (dusun)"), required=False, max_length=100)
    rt = forms.CharField(label="RT", required=False, max_length=3)
    rw = forms.CharField(label="RW", required=False, max_length=3)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    phone_raw = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=100,
        help_text=_("Example: 0812 3456 7890, or the number of a relative."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off", "class": "w-m"}),
    )
    education = forms.ChoiceField(label=_("Education"), choices=Education.choices, initial=Education.UNKNOWN)
    is_family = forms.BooleanField(
        label=_("Family of a migrant worker"),
        required=False,
        help_text=_(
            "Husband, wife, child or parent of somebody who is preparing, abroad or back. At "
            "activities the person counts as family, unless a stage of their own is recorded."
        ),
    )
    consented_on = DayFirstDateField(
        label=_("Consented on"),
        required=False,
        help_text=_("The day on which the person agreed to be recorded. Leave it empty if not asked yet."),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        help_text=_("What colleagues should know. Write no NIK or KK number here."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_another = forms.BooleanField(label=_("It is another person; save"), required=False)

    def __init__(self, *args, villages=None, beneficiary=None, **kwargs):
        if beneficiary is not None:
            kwargs["initial"] = _initial(beneficiary)
        super().__init__(*args, **kwargs)
        self.beneficiary = beneficiary
        if beneficiary is None:
            self.fields["village"].show(villages)
            if len(self.fields["village"].widget.choices) == 2:
                self.initial.setdefault("village", self.fields["village"].widget.choices[1][0])
        else:
            for name in ("village", "is_without_nik", "is_another"):
                del self.fields[name]
            self.fields["nik"].is_asked_for = False
            self.fields["nik"].help_text = _("16 digits. Spaces and points do not matter.")
            self._say_what_is_stored()

    def _say_what_is_stored(self):
        if self.beneficiary.has_nik:
            self.fields["nik"].help_text = KEEPS_NUMBER
        if self.beneficiary.household_id:
            self.fields["household"].help_text = KEEPS_NUMBER

    def clean_full_name(self):
        try:
            return names.clean(self.cleaned_data["full_name"])
        except names.NameRefused as refused:
            raise forms.ValidationError(refused.message) from refused

    def clean_nik(self):
        typed = self.cleaned_data["nik"]
        if not typed:
            return ""
        try:
            return nik.read(typed)
        except nik.NikRefused as refused:
            raise forms.ValidationError(refused.message) from refused

    def clean_household(self):
        typed = self.cleaned_data["household"]
        digits = HARMLESS.sub("", typed)
        if digits and not re.fullmatch(r"[0-9]{16}", digits):
            raise forms.ValidationError(
                _(
                    "This is not a KK number: it has 16 digits, without letters. Compare it with the "
                    "family card."
                )
            )
        return digits

    def clean_birth_date(self):
        day = self.cleaned_data["birth_date"]
        if day and day > clock.today():
            raise forms.ValidationError(
                _("Birth date: %s is in the future. Check the year.") % f"{day:%d/%m/%Y}"
            )
        return day

    def clean_birth_year(self):
        typed = self.cleaned_data["birth_year"].strip()
        if not typed:
            return None
        this_year = clock.today().year
        if not re.fullmatch(r"[0-9]{4}", typed) or not FIRST_BIRTH_YEAR <= int(typed) <= this_year:
            raise forms.ValidationError(
                _("Birth year: “%(typed)s” is not a year from 1900 to %(year)s. Example: 1985")
                % {"typed": typed, "year": this_year}
            )
        return int(typed)

    def clean(self):
        cleaned = super().clean()
        day, year = cleaned.get("birth_date"), cleaned.get("birth_year")
        if day and year and day.year != year:
            self.add_error(
                "birth_year",
                _("The birth date says %(date)s, the birth year %(year)s. Correct one of the two.")
                % {"date": day.year, "year": year},
            )
        if cleaned.get("nik") and not cleaned.get("nik_source") and "nik_source" not in self.errors:
            self.add_error("nik_source", _("Choose what the NIK was read from."))
        if "is_without_nik" in self.fields and "nik" not in self.errors:
            if not cleaned.get("nik") and not cleaned.get("is_without_nik"):
                self.add_error("nik", _("Type the NIK, or tick that the person has none."))
            if cleaned.get("nik") and cleaned.get("is_without_nik"):
                self.add_error("is_without_nik", _("A NIK is typed above. Clear it, or remove this tick."))
        if not self.errors:
            self.ask(self._doubts())
        return cleaned

    def _doubts(self):
        """What a birth that changes makes doubtful of the life and the family that the record holds."""
        birth = Birth(self.cleaned_data["birth_date"], self.cleaned_data["birth_year"])
        today = clock.today()
        if self.beneficiary is None:
            return doubts_of_life(birth, [], today=today)
        if birth.is_as(Birth.of(self.beneficiary)):
            return []
        stages = self.beneficiary.stages.filter(replaced_at__isnull=True).values_list("kind", "event_on")
        doubts = doubts_of_life(birth, stages, today=today)
        for tie in self.beneficiary.ties.select_related("relative"):
            doubts += doubts_of_tie(birth, Birth.of(tie.relative), tie.kind, today=today)
        return doubts

    def person(self):
        said = {name: value for name, value in self.cleaned_data.items() if name not in ASKED_ONLY}
        if self.beneficiary is not None:
            said["village"] = self.beneficiary.village
        return Person(**said)


def _initial(beneficiary):
    """What a form shows of the stored record: all but NIK and KK number, which are never shown."""
    initial = {
        name: getattr(beneficiary, name)
        for name in BeneficiaryForm.base_fields
        if name not in ("nik", "household", "village", *ASKED_ONLY)
    }
    if beneficiary.birth_date or not beneficiary.birth_year:
        initial["birth_year"] = ""
    return initial


class NikForm(PlainForm):
    """Finds one person by the NIK; posted, so that it stands in no address."""

    nik = DigitsField(label=_("Find by NIK"), is_asked_for=True)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Why you look for this person. It is recorded in the access log."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not user.is_national:
            # Found is only who lives in the own area.
            del self.fields["reason"]

    def clean_nik(self):
        try:
            return nik.read(self.cleaned_data["nik"])
        except nik.NikRefused as refused:
            raise forms.ValidationError(refused.message) from refused


class RecordReasonForm(PlainForm):
    """Why something is done with a record of a person."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class MoveForm(PlainForm):
    """Where a person lives from when on."""

    village = VillageField(label=_("Lives now in"))
    moved_on = DayFirstDateField(label=_("Since"), help_text=_("Example: 24/09/2025"))

    def __init__(self, *args, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].show(villages)

    @property
    def leads_somewhere(self):
        """Whether there is a village to choose: who looks after one village alone moves nobody."""
        return len(self.fields["village"].widget.choices) > 1
