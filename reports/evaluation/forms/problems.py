"""What the problem map may be asked, and what an office says about a problem."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation
from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField
from desmigratif.ui.lists import AddressForm
from pillars.people.forms.beneficiaries import PlainForm
from villages.choices import Level
from villages.models import Area, Village
from villages.models.areas import area_label

from ...choices import ReportStatus, Severity
from ...figures.problems import Columns
from ...figures.programmes import MapChoice, MatrixMeasure, years_with_programmes
from ...models import Problem
from ..services.problems import may_report_regency

RESOLVED, WITHDRAWN = ReportStatus.RESOLVED, ReportStatus.WITHDRAWN
ANY_STATUS = "any"


class SeenAreaField(forms.ModelChoiceField):
    """A province or regency in which the user sees a programme village; regencies below their province."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Area.objects.none(), required=False, **kwargs)

    def show(self, user):
        seen = Area.objects.visible_to(user, Level.PROVINCE, Level.REGENCY)
        self.queryset = seen
        groups = {}
        # A province comes before its regencies; their words alone are asked for.
        for code, level, kind, name, parent in seen.order_by("code").values_list(
            "code", "level", "kind", "name", "parent"
        ):
            label = area_label(kind, name)
            if level == Level.PROVINCE:
                groups[code] = (label, [(code, label)])
            elif parent in groups:
                groups[parent][1].append((code, label))
        self.widget.choices = [("", self.empty_label), *groups.values()]


class ProblemField(forms.ModelChoiceField):
    """A problem by its number: one that is still reported, or as a filter any of them or none."""

    def __init__(self, *, required=True, **kwargs):
        problems = Problem.objects.filter(is_active=True) if required else Problem.objects.all()
        empty = _("Choose a problem") if required else _("All problems")
        kwargs |= {"queryset": problems, "to_field_name": "number", "empty_label": empty}
        super().__init__(label=_("Problem"), required=required, **kwargs)


class MapForm(AddressForm):
    """Budget year, what the cells and columns are, area and ministry."""

    year = forms.TypedChoiceField(label=_("Budget year"), coerce=int)
    show = forms.ChoiceField(label=_("Show"), choices=MatrixMeasure.choices)
    columns = forms.ChoiceField(label=_("Columns"), choices=Columns.choices)
    area = SeenAreaField(label=_("Province or regency"), empty_label=_("All places"))
    organisation = forms.ModelChoiceField(
        label=_("Ministry/agency"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("All"),
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        this_year = clock.today().year
        years = sorted({this_year, this_year + 1, *years_with_programmes()}, reverse=True)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["area"].show(user)
        mapped = Q(programmes__isnull=False) | Q(pk=user.organisation_id)
        self.fields["organisation"].queryset = Organisation.objects.filter(mapped).distinct()

    def defaults(self):
        return {
            "year": clock.today().year,
            "show": MatrixMeasure.CEILING,
            "columns": Columns.PILLAR,
        }

    @property
    def choice(self):
        chosen = self.cleaned_data
        return MapChoice(chosen["year"], chosen["area"], chosen["organisation"])


class ReportListForm(AddressForm):
    """Which reports are listed: those that stand, unless something else is asked for."""

    problem = ProblemField(required=False)
    area = SeenAreaField(label=_("Province or regency"), empty_label=_("All places"))
    status = forms.ChoiceField(
        label=_("Status"), choices=[*ReportStatus.choices, (ANY_STATUS, _("All reports"))]
    )
    #: The day on which they stand, for a map of a year that is over.
    day = forms.DateField(label=_("As of"), required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, user):
        super().__init__(data)
        self.fields["area"].show(user)

    def defaults(self):
        return {"status": ReportStatus.OPEN}

    def rows_of(self, reports):
        """Those that are asked for; none where the address holds a value that cannot be."""
        if not self.is_valid():
            return reports.none()
        chosen = self.cleaned_data
        if chosen["problem"]:
            reports = reports.filter(problem=chosen["problem"])
        if chosen["area"]:
            reports = reports.in_area(chosen["area"])
        if chosen["status"] == ReportStatus.OPEN:
            return reports.standing_on(chosen["day"] or clock.today())
        return reports if chosen["status"] == ANY_STATUS else reports.filter(status=chosen["status"])


class ReportForm(PlainForm):
    """How heavily a problem weighs on a place, and how that is known."""

    severity = forms.TypedChoiceField(
        label=_("Severity"), coerce=int, choices=Severity.choices, widget=forms.RadioSelect
    )
    reported_on = DayFirstDateField(label=_("Reported on"), help_text=_("Example: 24/09/2024"))
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=2000,
        help_text=_("How the office knows: figures with their source, letters, meetings."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, report=None, **kwargs):
        if report is not None:
            kwargs["initial"] = {name: getattr(report, name) for name in ReportForm.base_fields}
        super().__init__(*args, **kwargs)


class NewReportForm(ReportForm):
    """A report of one problem from one place of the own area."""

    problem = ProblemField(
        help_text=_("If none of them fits, choose the last one and say in the evidence what the problem is.")
    )
    place = forms.ChoiceField(label=_("Where"))
    field_order = ["problem", "place"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        villages = Village.objects.editable_by(user).for_list().order_by("regency", "area__name")
        self.places, groups = {}, {}
        for village in villages:
            regency = village.regency
            if regency not in groups:
                groups[regency] = []
                if may_report_regency(user, regency):
                    groups[regency].append((regency.pk, _("%s as a whole") % regency.label))
                    self.places[regency.pk] = {"regency": regency, "village": None}
            groups[regency].append((village.code, village.label))
            self.places[village.code] = {"regency": regency, "village": village}
        named = [(regency.label, choices) for regency, choices in groups.items()]
        self.fields["place"].choices = [("", _("Choose a place")), *named]

    def report(self):
        """What the service takes."""
        values = dict(self.cleaned_data)
        return {**self.places[values.pop("place")], **values}


class CloseForm(PlainForm):
    """Why a report counts no more: the problem is over, or the report was a mistake."""

    how = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            (RESOLVED, _("The problem is resolved in this place")),
            (WITHDRAWN, _("The report was a mistake")),
        ],
        widget=forms.RadioSelect,
    )
    closed_on = DayFirstDateField(
        label=_("Resolved on"), required=False, help_text=_("Empty: today. Example: 24/09/2024")
    )
    reason = forms.CharField(
        label=_("How it was resolved, or what was wrong"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_closed_on(self):
        return self.cleaned_data["closed_on"] or clock.today()
