"""The funding lines of an activity: one row per source, blank rows ignored."""

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.fields import RupiahField

from ..choices import FundingSource
from ..services import FundingData

PREFIX = "dana"
BLANK_ROWS = 1
MAX_ROWS = 30


class PickField(forms.ChoiceField):
    """One of the objects that are offered, by its key; read once for all rows instead of once per row."""

    default_error_messages = {
        "invalid_choice": _("“%(value)s” is no longer in this list. Choose again from the list.")
    }

    def __init__(self, *, empty_label="", **kwargs):
        super().__init__(**kwargs)
        self.empty_label = empty_label

    def offer(self, offered):
        """Offers `{key: object}`, shown by the objects' own text."""
        self.offered = offered
        self.choices = [("", self.empty_label), *((key, str(row)) for key, row in offered.items())]

    def offer_groups(self, groups):
        """Offers `{title: [object]}` under these titles, by the objects' ids."""
        self.offered = {str(row.pk): row for rows in groups.values() for row in rows}
        named = [(title, [(str(row.pk), str(row)) for row in rows]) for title, rows in groups.items()]
        self.choices = [("", self.empty_label), *named]

    def clean(self, value):
        key = super().clean(value)
        return self.offered[key] if key else None


class FundingLineForm(forms.Form):
    """One source of money; its amounts may follow while the activity is a draft."""

    source = forms.ChoiceField(
        label=_("Funding source"),
        choices=[("", _("Choose a source")), *FundingSource.choices],
        error_messages=PickField.default_error_messages,
        required=False,
    )
    organisation = PickField(
        label=_("Ministry, agency or government"), required=False, empty_label=_("Not stated")
    )
    village = PickField(
        label=_("For the village"), required=False, empty_label=_("All villages of the activity")
    )
    plan = RupiahField(label=_("Budget plan"), required=False)
    actual = RupiahField(label=_("Actual spending"), required=False)

    def __init__(self, *args, organisations, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer_groups(organisations)
        self.fields["village"].offer(villages)

    @staticmethod
    def initial_from(line):
        return {
            "source": line.source,
            "organisation": str(line.organisation.pk) if line.organisation else "",
            "village": line.village.area_id if line.village else "",
            "plan": line.plan,
            "actual": line.actual,
        }

    def clean(self):
        cleaned = super().clean()
        if self.errors or self.is_blank():
            return cleaned
        if not cleaned["source"]:
            self.add_error("source", _("Choose the source of the money in this row, or clear the row."))
        return cleaned

    def is_blank(self):
        return all(self.cleaned_data.get(name) in (None, "") for name in self.fields)

    def line(self):
        return FundingData(**{name: self.cleaned_data[name] for name in self.fields})


class FundingLines(BaseFormSet):
    """All rows of one activity."""

    default_error_messages = {
        "too_many_forms": _("At most %(num)d funding rows fit. Add up small amounts of one source.")
    }

    def add_fields(self, form, index):
        super().add_fields(form, index)
        # A row that says what is stored already is no blank row.
        form.empty_permitted = False
        if index is not None:
            for field in form.fields.values():
                field.short_label = field.label
                field.label = _("%(label)s, row %(row)s") % {"label": field.label, "row": index + 1}

    def refuse_foreign(self, villages):
        """Says that a row names a village which was not chosen for the activity."""
        for form in self.forms:
            village = form.cleaned_data.get("village")
            if village is not None and village not in villages:
                form.add_error(
                    "village",
                    _("%s is not ticked in section 1. Tick it, or choose another village here.") % village,
                )

    def lines(self, stored):
        """The filled rows; in place of one that cannot be read, the stored one of the same row."""
        found = []
        for number, form in enumerate(self.forms):
            if form.errors:
                found += stored[number : number + 1]
            elif not form.is_blank():
                found.append(form.line())
        return found


FundingFormSet = formset_factory(
    FundingLineForm,
    formset=FundingLines,
    extra=BLANK_ROWS,
    max_num=MAX_ROWS,
    validate_max=True,
    # However many a post claims: each line is drawn with its choices, 1,030 of them weigh 3 MB.
    absolute_max=2 * MAX_ROWS,
)
