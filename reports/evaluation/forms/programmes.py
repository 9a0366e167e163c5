"""What a ministry says about one programme; which programmes are listed; why one is stopped."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation
from desmigratif.ui import clock
from desmigratif.ui.fields import CountField, DayFirstDateField, RupiahField
from desmigratif.ui.lists import AddressForm
from desmigratif.ui.search import WordsField
from pillars.choices import FundingSource
from pillars.models import Pillar
from pillars.people.forms.beneficiaries import PlainForm
from villages.choices import Level
from villages.codes import NATION_CODE
from villages.models import Area, Village

from ...choices import ProgrammeStatus
from ...models import Problem
from ..services.programmes import ProgrammeData, mappable_organisations, mappable_pillars
from .problems import MapForm, ProblemField

YEARS_BACK, YEARS_AHEAD = 3, 2
STOPPED = ProgrammeStatus.STOPPED


class ProgrammeListForm(MapForm):
    """The programmes behind a cell of the map; stopped ones only when they are asked for."""

    show, columns = None, None
    problem = ProblemField(required=False)
    pillar = forms.ModelChoiceField(
        label=_("Pillar"),
        queryset=Pillar.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("All pillars"),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Not stopped")), *ProgrammeStatus.choices],
    )
    field_order = ["year", "problem", "pillar", "area", "organisation", "status"]

    def defaults(self):
        return {"year": clock.today().year}

    @property
    def narrowed(self):
        """The fields of a programme that are chosen beside year, area and ministry."""
        names = ("problem", "pillar", "status")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}

    @property
    def in_words(self):
        """What is chosen, in words; the year too, which always is."""
        return [f"{self.fields['year'].label}: {self.cleaned_data.get('year', '–')}", *super().in_words]


class ProgrammeForm(PlainForm):
    """One programme; `data_of()` is what the service takes."""

    problem = ProblemField()
    pillar = forms.ModelChoiceField(
        label=_("Pillar"),
        queryset=Pillar.objects.none(),
        to_field_name="code",
        empty_label=_("Choose a pillar"),
    )
    organisation = forms.ModelChoiceField(
        label=_("Ministry or agency"),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose a ministry or agency"),
    )
    budget_year = forms.TypedChoiceField(label=_("Budget year"), coerce=int)
    title = forms.CharField(label=_("Name of the programme"), max_length=200)
    what = forms.CharField(label=_("What is done"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[choice for choice in ProgrammeStatus.choices if choice[0] != STOPPED],
        widget=forms.RadioSelect,
        initial=ProgrammeStatus.PLANNED,
    )
    places = forms.MultipleChoiceField(label=_("Where"), required=False, widget=forms.CheckboxSelectMultiple)
    villages = forms.CharField(
        label=_("Single villages"),
        required=False,
        max_length=4000,
        help_text=_("Area codes, one in each line or with commas between them. Example: 35.04.14.2011"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    people_target = CountField(label=_("People targeted"), required=False)
    actual = RupiahField(
        label=_("Actual spending"),
        required=False,
        help_text=_("Counts only while the linked activities show no spending by this ministry or agency."),
    )
    actual_on = DayFirstDateField(
        label=_("Spending as of"), required=False, help_text=_("Example: 24/09/2024")
    )

    def __init__(self, *args, user, programme=None, **kwargs):
        if programme is not None:
            kwargs["initial"] = self.initial_from(programme)
        super().__init__(*args, **kwargs)
        this_year = clock.today().year
        years = range(this_year + YEARS_AHEAD, this_year - YEARS_BACK - 1, -1)
        self.fields["budget_year"].choices = [(year, str(year)) for year in years]
        self.fields["pillar"].queryset = mappable_pillars(user)
        self.fields["organisation"].queryset = mappable_organisations(user)
        pillars = list(self.fields["pillar"].queryset)
        if len(pillars) == 1:
            self.initial.setdefault("pillar", pillars[0].code)
        if programme is not None:
            self._keep(programme, years)
        else:
            self.initial.setdefault("organisation", user.organisation_id)
            self.initial.setdefault("budget_year", this_year)
        for source, label in FundingSource.choices:
            self.fields[f"ceiling_{source}"] = RupiahField(label=label, required=False)
        self._offer_places()

    def _keep(self, programme, years):
        """What is stored stays to be chosen, whatever is offered today."""
        self.fields["organisation"].queryset = Organisation.objects.filter(pk=programme.organisation_id)
        self.fields["pillar"].queryset |= Pillar.objects.filter(pk=programme.pillar_id)
        self.fields["problem"].queryset |= Problem.objects.filter(pk=programme.problem_id)
        if programme.budget_year not in years:
            year = programme.budget_year
            self.fields["budget_year"].choices.append((year, str(year)))

    @staticmethod
    def initial_from(programme):
        names = ("title", "what", "status", "budget_year", "people_target", "actual", "actual_on")
        areas = list(programme.areas.all())
        return {
            **{name: getattr(programme, name) for name in names},
            "problem": programme.problem.number,
            "pillar": programme.pillar.code,
            "organisation": programme.organisation_id,
            "places": [area.pk for area in areas if area.level != Level.VILLAGE],
            "villages": "\n".join(area.pk for area in areas if area.level == Level.VILLAGE),
            **{f"ceiling_{line.source}": line.ceiling for line in programme.funding.all()},
        }

    def _offer_places(self):
        """The country, and the provinces and regencies in which programme villages lie."""
        regencies = Area.objects.filter(regency_villages__isnull=False).distinct().select_related("parent")
        self._places = {NATION_CODE: Area.objects.get(pk=NATION_CODE)}
        self._provinces = {}
        for regency in regencies.order_by("code"):
            self._places[regency.parent_id] = regency.parent
            self._places[regency.pk] = regency
            self._provinces.setdefault(regency.parent, []).append(regency)
        stored = Area.objects.filter(pk__in=set(self.initial.get("places", ())) - set(self._places))
        for area in stored.select_related("parent"):
            self._places[area.pk] = area
            self._provinces.setdefault(area.parent or area, []).append(area)
        self.fields["places"].choices = [(code, area.label) for code, area in self._places.items()]

    def place_groups(self):
        """Each province with its regencies and which of them are ticked, for the page."""
        ticked = set(self["places"].value() or ())
        return [
            {
                "province": province,
                "is_ticked": province.pk in ticked,
                "regencies": [(regency, regency.pk in ticked) for regency in regencies],
                "is_open": bool(ticked & {province.pk, *(regency.pk for regency in regencies)}),
            }
            for province, regencies in self._provinces.items()
        ]

    def is_nationwide(self):
        return NATION_CODE in (self["places"].value() or ())

    def ceilings(self):
        return [self[f"ceiling_{source}"] for source in FundingSource.values]

    def clean_villages(self):
        codes = [code for code in re.split(r"[\s,;]+", self.cleaned_data["villages"]) if code]
        found = {
            row.area_id: row.area for row in Village.objects.filter(area__in=codes).select_related("area")
        }
        if unknown := [code for code in codes if code not in found]:
            raise forms.ValidationError(
                _("No programme village has the code “%(code)s”. Write it like 35.04.14.2011."),
                params={"code": unknown[0]},
            )
        return list(found.values())

    def data_of(self):
        values = {
            name: self.cleaned_data[name]
            for name in ProgrammeData.__dataclass_fields__
            if name in self.fields
        }
        areas = [self._places[code] for code in self.cleaned_data["places"]]
        ceilings = {source: self.cleaned_data[f"ceiling_{source}"] for source in FundingSource.values}
        return ProgrammeData(
            **values,
            areas=[*areas, *self.cleaned_data["villages"]],
            funding={source: amount for source, amount in ceilings.items() if amount is not None},
        )


class StopForm(PlainForm):
    """Why a programme ends before its time."""

    reason = forms.CharField(
        label=_("Why it is stopped"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class LinkForm(AddressForm):
    """What to look for among the activities that may be linked."""

    q = WordsField(label=_("Words of the name"), required=False)
    money = forms.ChoiceField(
        label=_("Money"),
        required=False,
        choices=[("", _("From anybody")), ("own", _("With money of the programme's organisation"))],
    )
