"""The fields of an activity, and what their drop-downs offer to whom."""

from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField, PlainErrors
from villages.models import Village

from ..choices import AttachmentKind, Progress
from ..models import ActivityType, Pillar
from .files import FilesField
from .funding_lines import PickField
from .organisations import offered_organisations

#: With more villages than this the regency is chosen first, and only ticked villages have their table.
MAX_TABLES = 12
FIRST_YEAR = 2016
YEARS_AHEAD = 5
LONGEST_TEXT = 5000


class PickManyField(forms.MultipleChoiceField):
    """Several of the objects that are offered, by their keys."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, offered):
        self.offered = offered
        self.choices = [(key, row.label) for key, row in offered.items()]

    def clean(self, value):
        return [self.offered[key] for key in super().clean(value)]


class LongTextField(forms.CharField):
    """Several lines, stored with plain line ends so that posting them unchanged is no change."""

    def __init__(self, *, rows=3, required=False, **kwargs):
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=required, max_length=LONGEST_TEXT, widget=widget, **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


#: Needed before an activity is sent, but not for a draft.
NEEDED_LATER = ("type", "start_on", "result")


class ActivityForm(PlainErrors, forms.Form):
    """Everything of an activity but head counts and money."""

    use_required_attribute = False

    villages = PickManyField(
        label=_("Villages"), error_messages={"required": _("Tick at least one village.")}
    )
    pillar = PickField(
        label=_("Pillar"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the pillar of the activity.")},
    )
    type = PickField(label=_("Activity type"), empty_label=_("Choose a type"))
    title = forms.CharField(
        label=_("Activity name"),
        max_length=200,
        error_messages={
            "required": _("Enter the activity name, for example “Training in food processing”."),
            "max_length": _("The activity name has %(show_value)d characters; at most %(limit_value)d fit."),
        },
    )
    start_on = DayFirstDateField(label=_("Start date"), help_text=_("For example 24/09/2026"))
    end_on = DayFirstDateField(
        label=_("End date"), required=False, help_text=_("Leave it empty if it was one day")
    )
    status = forms.ChoiceField(label=_("Progress"), choices=Progress.choices, initial=Progress.DONE)
    budget_year = forms.TypedChoiceField(label=_("Budget year"), coerce=int)
    organiser = PickField(label=_("Organiser"), required=False, empty_label=_("Choose an organisation"))
    over_plan_reason = LongTextField(label=_("Reason for spending above the plan"), rows=2)
    result = LongTextField(
        label=_("Short outcome"),
        rows=2,
        required=True,
        help_text=_("One or two sentences: what changed for the participants? Needed once it is completed."),
    )
    obstacle = LongTextField(label=_("Obstacles"), rows=2)
    follow_up = LongTextField(label=_("Follow-up"), rows=2)
    photos = FilesField(label=_("Photos"), kind=AttachmentKind.PHOTO)
    documents = FilesField(label=_("Documents"), kind=AttachmentKind.DOCUMENT)

    def __init__(self, *args, offer, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("villages", "pillar"):
            self.fields[name].offer(getattr(offer, name))
        self.fields["organiser"].offer_groups(offer.organisations)
        self.fields["pillar"].choices = self.fields["pillar"].choices[1:]
        self.fields["type"].offer(offer.types)
        self.fields["type"].widget.choices = offer.types_by_pillar()
        self.fields["type"].widget.attrs["data-follows"] = "pillar"
        self.fields["budget_year"].choices = [(str(year), str(year)) for year in offer.years]
        for name in ("photos", "documents"):
            self.fields[name].by = offer.user

    def clean(self):
        cleaned = super().clean()
        for name in NEEDED_LATER:
            if self.has_error(name, code="required"):
                del self.errors[name]
                cleaned[name] = "" if name == "result" else None
        for name in ("start_on", "end_on"):
            self._check_year(name, cleaned.get(name))
        if cleaned.get("start_on") and "end_on" in cleaned:
            cleaned["end_on"] = cleaned["end_on"] or cleaned["start_on"]
        start_on, end_on = cleaned.get("start_on"), cleaned.get("end_on")
        if start_on and end_on and end_on < start_on:
            self.add_error(
                "end_on",
                _("The end date %(end)s is before the start date %(start)s. Correct one of the two.")
                % {"end": f"{end_on:%d/%m/%Y}", "start": f"{start_on:%d/%m/%Y}"},
            )
        kind, pillar = cleaned.get("type"), cleaned.get("pillar")
        if kind and pillar and kind.pillar_id != pillar.pk:
            self.add_error(
                "type",
                _("“%(type)s” is not a type of pillar %(pillar)s. Choose one of that pillar.")
                % {"type": kind, "pillar": pillar.code},
            )
        self._check_regency(cleaned.get("villages", []))
        return cleaned

    def _check_year(self, name, day):
        last = clock.today().year + YEARS_AHEAD
        if day and not FIRST_YEAR <= day.year <= last:
            self.add_error(
                name,
                _("%(label)s %(date)s is outside %(first)s to %(last)s. Correct the year.")
                % {
                    "label": self.fields[name].label,
                    "date": f"{day:%d/%m/%Y}",
                    "first": FIRST_YEAR,
                    "last": last,
                },
            )

    def _check_regency(self, villages):
        if len({village.regency_id for village in villages}) > 1:
            self.add_error(
                "villages",
                _("The villages are in different regencies. Record a joint activity once in each regency."),
            )


def named_places(activity):
    """`{village code: place}` of an activity where people are listed; each place with `people`, how many."""
    places = activity.activity_villages.annotate(people=Count("attendances")).filter(people__gt=0)
    rows = places.select_related("village").prefetch_related("counts")
    return {place.village.area_id: place for place in rows}


class Offer:
    """What the drop-downs of one page offer to one user, read once."""

    def __init__(self, user, *, activity=None, regency=None):
        self.user = user
        villages = Village.objects.editable_by(user).for_list().order_by("area__code")
        names = villages.order_by("regency__name").values_list("regency", "regency__name")
        self.regencies = dict(names)
        self.regency = regency
        if regency:
            villages = villages.filter(regency=regency)
        self.villages = {village.area_id: village for village in villages}
        if activity and self.needs_regency:
            self._stay_in(activity.regency_id)
        #: Where the people are listed by name the head counts follow from them and are not typed.
        self.named = named_places(activity) if activity else {}
        self.pillar = {pillar.code: pillar for pillar in Pillar.objects.all()}
        kinds = ActivityType.objects.select_related("pillar")
        keep = activity.type_id if activity else None
        self.types = {str(kind.pk): kind for kind in kinds if kind.is_active or kind.pk == keep}
        used = {activity.organiser_id} if activity else set()
        if activity:
            used |= set(activity.funding_lines.values_list("organisation", flat=True))
        regencies = {village.regency_id for village in self.villages.values()}
        self.organisations = offered_organisations(user, regencies=regencies, used=used - {None})
        year = clock.today().year
        self.years = sorted({*range(FIRST_YEAR, year + 2), *([activity.budget_year] if activity else [])})[
            ::-1
        ]

    @property
    def needs_regency(self):
        """Too many villages in too many regencies for one page."""
        return len(self.villages) > MAX_TABLES and len({row.regency_id for row in self.villages.values()}) > 1

    def _stay_in(self, regency):
        self.regency = regency
        rows = self.villages.items()
        self.villages = {code: village for code, village in rows if village.regency_id == regency}

    def for_lines(self):
        return {"organisations": self.organisations, "villages": self.villages}

    def types_by_pillar(self):
        rows = self.types.items()
        return [
            ("", _("Choose a type")),
            *(
                (
                    f"{pillar.code} {pillar}",
                    [(key, str(kind)) for key, kind in rows if kind.pillar_id == pillar.pk],
                )
                for pillar in self.pillar.values()
            ),
        ]
