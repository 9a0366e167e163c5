"""What is typed about aid: the package and who received it, what a check found, files."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy

from desmigratif.ui.fields import DayFirstDateField, NumberField, RupiahField
from desmigratif.ui.search import fold
from villages.people.plausibility import Doubt

from ..businesses.models import Business
from ..choices import AttachmentKind, FundingSource
from ..forms.files import FilesField
from ..forms.villages import OwnVillageField
from ..people.forms.beneficiaries import PlainForm, TickLastForm
from ..people.forms.joining import EXAMPLE
from ..people.forms.named_people import NamingForm, OfferedField, PersonField
from .choices import Condition, FileAbout
from .services import AidData, doubt_of_total

#: Photos of one check.
MOST_PHOTOS = 3


class RecipientKind(models.TextChoices):
    VILLAGE = "village", gettext_lazy("The village")
    PERSON = "person", gettext_lazy("A person in the register")
    BUSINESS = "business", gettext_lazy("A business or group in the register")


class AidForm(NamingForm, TickLastForm):
    """One package; a total that is no product is asked about."""

    unknown = gettext_lazy("Nobody with this name is in the register. Register the person first.")
    which = gettext_lazy("Choose who received it.")

    village = OwnVillageField(label=gettext_lazy("Village"))
    item = forms.CharField(
        label=gettext_lazy("What was handed over"),
        max_length=120,
        help_text=gettext_lazy("One item. For example: sewing machine, goat, oven."),
    )
    volume = NumberField(label=gettext_lazy("Volume"), decimals=2)
    unit = forms.CharField(
        label=gettext_lazy("Unit"), max_length=30, help_text=gettext_lazy("For example: unit, head, set.")
    )
    unit_value = RupiahField(label=gettext_lazy("Value of one unit"), required=False)
    total = RupiahField(
        label=gettext_lazy("Total value"),
        required=False,
        help_text=gettext_lazy("As the handover record says; left empty, it is computed."),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Source of funds"),
        choices=[("", gettext_lazy("Choose a source")), *FundingSource.choices],
    )
    giver = forms.CharField(
        label=gettext_lazy("Given by"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("The ministry, office or company."),
    )
    handed_on = DayFirstDateField(label=gettext_lazy("Handed over on"), help_text=EXAMPLE)
    bast_number = forms.CharField(
        label=gettext_lazy("Number of the handover record (BAST)"), required=False, max_length=60
    )
    received_by = forms.ChoiceField(
        label=gettext_lazy("Received by"), choices=RecipientKind.choices, widget=forms.RadioSelect
    )
    recipient = PersonField(
        label=gettext_lazy("Name of the person or business, or NIK of the person"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Leave it empty where the village received it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = OfferedField(label=gettext_lazy("Who received it"), required=False, widget=forms.HiddenInput)
    report_due = DayFirstDateField(
        label=gettext_lazy("Accountability report (LPJ) due on"),
        required=False,
        help_text=gettext_lazy("Left empty, it is due by the end of the year of the handover."),
    )
    report_on = DayFirstDateField(
        label=gettext_lazy("Accountability report (LPJ) received on"),
        required=False,
        help_text=gettext_lazy("Leave it empty while it has not come."),
    )

    def __init__(self, *args, user, package=None, **kwargs):
        if package is not None:
            kwargs["initial"] = stored_entries(package)
        super().__init__(*args, user=user, **kwargs)
        #: Who received it, where the reader may not be told: it stays as it is.
        self.untold = package.person if package is not None and package.shown is None else None
        if self.untold:
            for name in ("received_by", "recipient", "person"):
                del self.fields[name]
        self.fields["village"].offer(user, is_new=package is None)

    def clean(self):
        cleaned = super().clean()
        cleaned |= {"found": self.untold, "business": None}
        if self.untold or self.errors or cleaned["received_by"] == RecipientKind.VILLAGE:
            return cleaned
        if not cleaned["recipient"]:
            self.add_error("recipient", gettext_lazy("Write who received it, or choose the village."))
        elif cleaned["received_by"] == RecipientKind.BUSINESS:
            cleaned["business"] = self._business(cleaned)
        else:
            cleaned["found"] = self.person_named(
                cleaned["recipient"], cleaned["village"], cleaned["handed_on"]
            )
        return cleaned

    def _business(self, cleaned):
        own = Business.objects.visible_to(self.user).for_list().filter(village__area=cleaned["village"])
        found = own.filter(name_key=fold(cleaned["recipient"])).first()
        if found is None or found.is_withheld:
            text = gettext_lazy("The village has no business with this name. Record the business first.")
            self.add_error("recipient", text)
        return found

    def doubts_of_entries(self, cleaned):
        text = doubt_of_total(cleaned)
        return [Doubt("total", "total", text)] if text else []

    def data_of_aid(self):
        """What the services take."""
        said = self.cleaned_data
        kept = [name for name in AidData.__dataclass_fields__ if name in self.fields]
        return AidData(
            **{name: said[name] for name in kept if name not in ("village", "person")},
            village=self.fields["village"].villages[said["village"]],
            person=said["found"],
            business=said["business"],
        )


def stored_entries(package):
    """The entries of the form for what is stored; `package.shown` is the person, if that may be told."""
    entries = {name: getattr(package, name) for name in AidForm.base_fields if hasattr(package, name)}
    entries |= {"village": package.village.code, "recipient": "", "person": ""}
    entries["received_by"] = RecipientKind.VILLAGE
    if package.shown:
        entries |= {"recipient": package.shown.full_name, "person": str(package.shown.number)}
        entries["received_by"] = RecipientKind.PERSON
    elif package.business_id:
        entries |= {"recipient": str(package.business), "received_by": RecipientKind.BUSINESS}
    return entries


class CheckForm(PlainForm):
    """What somebody found who looked at a package."""

    on = DayFirstDateField(label=gettext_lazy("Checked on"), help_text=EXAMPLE)
    condition = forms.ChoiceField(
        label=gettext_lazy("Condition"), choices=Condition.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("What was found"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Of whatever is not in good condition. Without names of people."),
    )
    photos = FilesField(label=gettext_lazy("Photos"), kind=AttachmentKind.PHOTO, limit=MOST_PHOTOS)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photos"].by = user


class AidFilesForm(PlainForm):
    """The papers of a package."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"),
        choices=[choice for choice in FileAbout.choices if choice[0] != FileAbout.CHECK],
        widget=forms.RadioSelect,
    )
    files = FilesField(label=gettext_lazy("Files"), kind=AttachmentKind.DOCUMENT)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].by = user
