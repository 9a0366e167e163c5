"""What an indicator is and what it means from a budget year on."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import BaseValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.fields import PlainErrors

from ...models import Indicator, IndicatorVersion, Pillar

WORDING = ("name", "name_en", "definition", "definition_en", "unit", "unit_en", "status", "reference")
DEFINITION = (
    *WORDING,
    "direction",
    "source",
    "measure",
    "reported_for",
    "period_kind",
    "aggregation",
    "areas_add_up",
    "per",
    "part_name",
    "part_name_en",
    "whole_name",
    "whole_name_en",
    "decimals",
    "by_sex",
    "scale",
    "cap",
)


def bounded(model_field, **kwargs):
    """The form field of a model field, with its bounds, for which otherwise only the whole row is asked."""
    field = model_field.formfield(**kwargs)
    if isinstance(field, forms.ChoiceField):
        # What is offered bounds it.
        return field
    known = {type(validator) for validator in field.validators}
    bounds = [one for one in model_field.validators if isinstance(one, BaseValidator | RegexValidator)]
    field.validators += [one for one in bounds if type(one) not in known]
    return field


class DefinitionForm(PlainErrors, forms.ModelForm):
    """One definition; whether it may be so, the service decides."""

    class Meta:
        model = IndicatorVersion
        fields = ["valid_from", *DEFINITION]
        formfield_callback = bounded
        widgets = {
            "definition": forms.Textarea(attrs={"rows": 3}),
            "definition_en": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "valid_from": _("Budget years before keep the definition of their time."),
            "measure": _("Only for values that the portal counts; how they add up follows from it."),
            "reported_for": _("Only for values that an office reports."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("direction", "source", "period_kind", "aggregation", "status"):
            self.fields[name].choices = [choice for choice in self.fields[name].choices if choice[0] != ""]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def _post_clean(self):
        """The service checks the definition as a whole; the model's own sentences would name constraints."""

    @property
    def definition(self):
        """What the services take."""
        return {name: self.cleaned_data[name] for name in ("valid_from", *DEFINITION)}


class NewIndicatorForm(DefinitionForm):
    """An indicator with its first definition."""

    code = bounded(
        Indicator._meta.get_field("code"), help_text=_("It cannot be changed later. Example: II-3")
    )
    pillar = forms.ModelChoiceField(
        label=_("Pillar"),
        queryset=Pillar.objects.all(),
        required=False,
        empty_label=_("The whole programme"),
    )
    field_order = ["code", "pillar", "valid_from"]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"valid_from": clock.today().year})
        super().__init__(*args, **kwargs)


class PositionForm(PlainErrors, forms.ModelForm):
    """Where the indicator stands in lists, and when it ends."""

    class Meta:
        model = Indicator
        fields = ["position", "ended_from"]
        formfield_callback = bounded

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False

    def _post_clean(self):
        """The service decides and stores."""
