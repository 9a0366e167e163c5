"""From when to when a user serves an area."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import DayFirstDateField, PlainErrors
from desmigratif.ui.lists import AddressForm
from desmigratif.ui.search import WordsField

from ..models import Area
from ..services.assignments import levels_for

#: More places than anybody reads through; more words find fewer.
FOUND_SHOWN = 30


class AreaSearchForm(AddressForm):
    """Looks for the area to assign; a list of all 91 thousand would fit no page."""

    q = WordsField(
        label=_("Area: name or code"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    def __init__(self, data, *, user):
        super().__init__(data)
        self.user = user

    def first_matching(self, today):
        """Areas of today that the role can be given, the widest first; one more than is shown."""
        words = self.cleaned_data.get("q", "") if self.is_valid() else ""
        areas = Area.objects.search(words).current_on(today).filter(level__in=levels_for(self.user.role))
        areas = areas.select_related("parent__parent__parent").order_by("level", "name", "code")
        return list(areas[: FOUND_SHOWN + 1])


class DaysForm(PlainErrors, forms.Form):
    """Drawn inside the form tag of the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class AssignmentForm(DaysForm):
    """The days of one assignment; whether they may be so, the service decides."""

    valid_from = DayFirstDateField(label=_("First day"), help_text=_("Example: 24/09/2024"))
    valid_to = DayFirstDateField(
        label=_("Last day"), required=False, help_text=_("Leave it empty while no end is known.")
    )


class AssignmentEndForm(DaysForm):
    """The last day of an assignment."""

    valid_to = DayFirstDateField(
        label=_("Last day"),
        help_text=_("The user still serves the area on that day. Yesterday ends it at once."),
    )
