"""Beginning, writing and comparing assessments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.lists import AddressForm
from pillars.forms.activities import LongTextField
from pillars.models import Pillar, ReportingPeriod
from pillars.people.forms.beneficiaries import PlainForm
from pillars.reference import all_pillars, quarters
from villages.choices import Level
from villages.models import Area

from ...forms.places import AreaChoiceField
from ...models import AssessmentGrade


class PillarField(forms.ModelChoiceField):
    """A pillar by its numeral."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Pillar.objects.all(), to_field_name="code", label=_("Pillar"), **kwargs)

    def to_python(self, value):
        known = next((pillar for pillar in all_pillars() if pillar.code == value), None)
        return known or super().to_python(value)

    def label_from_instance(self, pillar):
        return f"{pillar.code} {pillar}"


class PeriodField(forms.ModelChoiceField):
    """A quarter that has begun, newest first."""

    def __init__(self, **kwargs):
        super().__init__(queryset=ReportingPeriod.objects.none(), **kwargs)

    def show_begun(self):
        begun = ReportingPeriod.objects.filter(starts_on__lte=clock.today())
        self.queryset = begun.order_by("-year", "-quarter")

    def to_python(self, value):
        begun = (period for period in quarters() if period.starts_on <= clock.today())
        return next((period for period in begun if str(period.pk) == str(value)), None) or super().to_python(
            value
        )


def visible_regencies(user):
    return Area.objects.visible_to(user, Level.REGENCY).order_by("code")


class NewAssessmentForm(PlainForm):
    """What is assessed: a pillar, where, and for which quarter."""

    pillar = PillarField(empty_label=_("Choose a pillar"))
    regency = AreaChoiceField(
        label=_("Regency/city"), queryset=Area.objects.none(), empty_label=_("Choose a regency")
    )
    period = PeriodField(label=_("Quarter"), empty_label=_("Choose a quarter"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regency"].queryset = visible_regencies(user)
        self.fields["period"].show_begun()


class GradeField(forms.ModelChoiceField):
    """A score with its name and what it means."""

    def label_from_instance(self, grade):
        return f"{grade.value} {grade}: {grade.meaning_text}"


class AssessmentForm(PlainForm):
    """Score and text of a draft; both may wait until it is signed."""

    grade = GradeField(
        label=_("Score"),
        help_text=_("Score and text may wait; both are needed to sign."),
        queryset=AssessmentGrade.objects.none(),
        required=False,
        widget=forms.RadioSelect,
        empty_label=None,
    )
    narrative = LongTextField(
        label=_("Assessment"),
        rows=10,
        help_text=_("What went well, what did not, why, and what should happen next."),
    )

    def __init__(self, *args, assessment, **kwargs):
        initial = {"grade": assessment.grade, "narrative": assessment.narrative}
        super().__init__(*args, initial=initial, **kwargs)
        offered = AssessmentGrade.objects.filter(is_active=True)
        kept = AssessmentGrade.objects.filter(pk=assessment.grade_id)
        self.fields["grade"].queryset = offered | kept


class CompareForm(AddressForm):
    """Two places, two quarters or both, under one pillar."""

    pillar = PillarField(empty_label=None)
    regency = AreaChoiceField(label=_("Regency/city"), queryset=Area.objects.none(), empty_label=None)
    period = PeriodField(label=_("Quarter"), empty_label=None)
    other_regency = AreaChoiceField(label=_("Compared with"), queryset=Area.objects.none(), empty_label=None)
    other_period = PeriodField(label=_("Its quarter"), empty_label=None)

    def __init__(self, data, *, user):
        self.user = user
        super().__init__(data)
        for name in ("regency", "other_regency"):
            self.fields[name].queryset = visible_regencies(user)
        for name in ("period", "other_period"):
            self.fields[name].show_begun()

    def defaults(self):
        """The first pillar and regency of the user; the quarter that is over and the one before it."""
        over = [period.pk for period in quarters() if period.ends_on < clock.today()]
        periods = over[:-3:-1]
        regency = visible_regencies(self.user).values_list("pk", flat=True).first()
        pillar = next((pillar.code for pillar in all_pillars()), None)
        usual = {"pillar": pillar, "regency": regency, "other_regency": regency}
        usual |= {"period": periods[-1], "other_period": periods[0]} if periods else {}
        return {key: value for key, value in usual.items() if value is not None}
