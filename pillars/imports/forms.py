"""Uploading a list, and saying what its columns are."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from desmigratif.ui import clock
from desmigratif.ui.fields import DayFirstDateField, PlainErrors
from desmigratif.ui.formatting import number
from desmigratif.ui.lists import AddressForm
from desmigratif.ui.reasons import is_reason
from villages.lists.sheets import holdings, questions
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.field_reader import heading_says, said_beside
from villages.lists.sheets.judging import REFUSE, shown
from villages.models import ImportBatch, ImportRow, Village

from ..services import needs_confirmation

MEGABYTE = 1024 * 1024
#: Columns that say which village a row is about; one of them is enough.
VILLAGE_KEYS = ("village_code", "village")
#: No list has more; what stands further right is not offered.
MAX_COLUMNS = 100
#: So many values of a column are shown beside its title, each so long.
SAMPLES, LONGEST_SAMPLE = 3, 24


class RowsForm(AddressForm):
    """Rows of one upload by what becomes of them; all of them where the address names nothing."""

    OTHERS = (("stored", _("Stored")), ("blocked", _("Cannot be stored now")))
    fate = forms.ChoiceField(label=_("Status"), choices=[*OTHERS, *ImportRow.Fate.choices], required=False)

    def rows_of(self, batch):
        fate, rows = self.cleaned_data["fate"], batch.rows
        ways = {"stored": rows.stored, "blocked": rows.blocked, ImportRow.Fate.REVIEW: rows.to_decide}
        if fate in ways:
            return ways[fate]()
        return rows.filter(fate=fate) if fate else rows.all()


class UploadForm(PlainErrors, forms.Form):
    kind = forms.ChoiceField(label=_("What is in the list"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Filled-in file"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt,.xls,.html"}),
        error_messages={"empty": _("The file is empty. Choose the file with the list.")},
        allow_empty_file=True,
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = {kind.key: kind for kind in kinds}
        self.fields["kind"].choices = [(kind.key, kind.label) for kind in kinds]
        limit = number(settings.MAX_UPLOAD_BYTES / MEGABYTE)
        self.fields["file"].help_text = _("XLSX, XLS, ODS or CSV, at most %s MB; XLS at most 5 MB.") % limit

    def clean_kind(self):
        return self.kinds[self.cleaned_data["kind"]]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_UPLOAD_BYTES:
            raise ValidationError(
                _("“%(name)s” is %(size)s MB. A list may have at most %(limit)s MB; split it.")
                % {
                    "name": file.name,
                    "size": number(file.size / MEGABYTE, 1),
                    "limit": number(settings.MAX_UPLOAD_BYTES / MEGABYTE),
                }
            )
        return file


class ColumnsForm(PlainErrors, forms.Form):
    """For every field of the kind of list the column that holds it, and what holds for all rows."""

    village = forms.ModelChoiceField(
        label=_("Village of all rows"),
        queryset=Village.objects.none(),
        required=False,
        empty_label=_("As the list says"),
        help_text=_("Only for a list that has no column for the village."),
    )
    holds_on = DayFirstDateField(
        help_text=_(
            "The day for which the list is correct, where it does not give one itself. Example: 31/01/2026"
        ),
    )

    reason = forms.CharField(
        label=_("Where the list comes from, and what it is for"),
        required=False,
        max_length=300,
        help_text=_(
            "The NIKs are looked up in every area, so this is recorded in the access log. Example: "
            "trainees of BLK Tulungagung, March 2026, for the report of the quarter"
        ),
    )

    def __init__(self, *args, kind, table, user, mapping, by_row=False, **kwargs):
        """`by_row`: headings between the rows, or the addresses, say the village."""
        kwargs["initial"] = {
            "holds_on": clock.today(),
            **{f"column_{key}": str(index) for key, index in mapping.items()},
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.kind, self.schema, self.by_row = kind, kind.schema, by_row
        self.for_all = []
        self._ask_for_all(kind, user, mapping)
        self.columns = {str(column.index): column for column in table.columns[:MAX_COLUMNS]}
        self.samples = {index: _samples(table, column) for index, column in self.columns.items()}
        #: Keys of what headings between the rows or other cells say.
        self.headed = {one.key for one in self.schema.fields if _is_in_passing(one, table, mapping)}
        self._ask_once(questions.of_list(table, self.schema, mapping))
        self.suggested = set(mapping)
        for field in self.schema.fields:
            self.fields[f"column_{field.key}"] = self._choice(field)

    def _ask_for_all(self, kind, user, mapping):
        """Village and day are asked only where lists of the kind may leave them out."""
        if kind.has_one_village:
            self.fields["village"].queryset = Village.objects.editable_by(user).for_list()
            self.for_all.append("village")
        else:
            del self.fields["village"]
        if kind.day_label:
            self.fields["holds_on"].label = kind.day_label
            self.for_all.append("holds_on")
        else:
            del self.fields["holds_on"]
        if kind.asked_about:
            self.for_all.append("reason")
            self.fields["reason"].is_asked_for = kind.asked_about in mapping
        else:
            del self.fields["reason"]
        for key in kind.for_all:
            label = _("%(field)s of all rows") % {"field": self.schema.field(key).label}
            text = _("Only for a list that has no column for it.")
            self.fields[f"all_{key}"] = forms.CharField(
                label=label, required=False, max_length=120, help_text=text
            )

    def _ask_once(self, asked):
        """What may mean two things is asked here for the whole list, and not row by row."""
        self.asked = [question.key for question in asked]
        self.instead_of = {question.instead_of: question.key for question in asked if question.instead_of}
        for question in asked:
            self.fields[f"ask_{question.key}"] = forms.ChoiceField(
                label=question.label,
                choices=question.choices,
                required=False,
                widget=forms.RadioSelect,
                initial=self.initial.get(f"all_{question.key}", question.initial),
            )

    def questions(self):
        """The questions about the whole list, which come first."""
        return [self[f"ask_{key}"] for key in self.asked]

    def _choice(self, field):
        choices = [(index, self._column_text(column)) for index, column in self.columns.items()]
        invalid = _("The column chosen for “%s” is not in the list. Choose again.") % field.label
        missing = _("Choose the column that holds “%(field)s”. The list has: %(columns)s.")
        missing %= {"field": field.label, "columns": self._headers() or "–"}
        return forms.ChoiceField(
            label=field.label,
            choices=[("", _("Not in the list")), *choices],
            required=field.required
            and not field.instead
            and field.key not in self.kind.for_all
            and field.key not in self.headed,
            error_messages={"invalid_choice": invalid, "required": missing},
        )

    def shown_fields(self):
        """Columns that were found or are needed, and what holds for the whole list."""
        for field in self.schema.fields:
            if field.required or field.key in self.suggested:
                yield self[f"column_{field.key}"]
            if field.key in self.kind.for_all:
                yield self[f"all_{field.key}"]
        for name in self.for_all:
            yield self[name]

    def other_fields(self):
        """Columns that a list may have, and this one seems not to."""
        for field in self.schema.fields:
            if not field.required and field.key not in self.suggested:
                yield self[f"column_{field.key}"]

    @property
    def others_have_errors(self):
        return any(field.errors for field in self.other_fields())

    @property
    def mapping(self):
        """`{field key: column index}` as chosen."""
        return {
            field.key: int(self.cleaned_data[f"column_{field.key}"])
            for field in self.schema.fields
            if self.cleaned_data.get(f"column_{field.key}")
        }

    def clean(self):
        chosen = self.mapping
        named = self._village_keys() & chosen.keys() or self.cleaned_data.get("village") or self.by_row
        if "village" in self.for_all and not named:
            self.add_error(
                "village", _("The list has no column for the village. Choose the village of all rows.")
            )
        elif "column_village_code" in self.fields and not named:
            self.add_error(
                "column_village_code", _("Choose the column with the village code, or the village.")
            )
        for field in self.schema.fields:
            ways = {field.key, *field.instead}
            if (
                field.required
                and field.instead
                and field.key not in (*VILLAGE_KEYS, *self.kind.for_all)
                and not ways & chosen.keys()
                and not any(self.cleaned_data.get(f"all_{key}") for key in field.instead)
            ):
                missing = _("Choose the column that holds “%(field)s”. The list has: %(columns)s.")
                missing %= {"field": field.label, "columns": self._headers() or "–"}
                self.add_error(f"column_{field.key}", missing)
        if self.schema.one_of and not {*self.schema.one_of} & chosen.keys():
            missing = _("Choose a column that holds at least one number. The list has: %s.")
            self.add_error(f"column_{self.schema.one_of[0]}", missing % (self._headers() or "–"))
        if self.kind.asked_about in chosen and not is_reason(self.cleaned_data.get("reason", "")):
            self.add_error(
                "reason",
                _(
                    "Write where the list comes from and what it is for, for example: attendance of a "
                    "training."
                ),
            )
        self._ask_for_missing(chosen)
        self._refuse_double_use(chosen)
        return self.cleaned_data

    def _village_keys(self):
        """Columns each of which is enough to know the village of a row."""
        instead = [field.instead for field in self.schema.fields if field.key == "village_code"]
        return {*VILLAGE_KEYS, *(instead[0] if instead else ())}

    @property
    def said_for_all(self):
        """`{field key: text}` that holds for every row."""
        said = {key: self.cleaned_data.get(f"all_{key}") for key in self.kind.for_all}
        answers = {key: self.cleaned_data.get(f"ask_{key}") for key in self.asked}
        return {key: text for key, text in (said | answers).items() if text}

    def _is_answered(self, key):
        """Whether an answer about the whole list makes what one field says unnecessary."""
        return bool(self.cleaned_data.get(f"ask_{self.instead_of.get(key)}"))

    def _ask_for_missing(self, chosen):
        """What no column says has to be said for all rows, and in a form that can be read."""
        for key in self.kind.for_all:
            field, text = self.schema.field(key), self.cleaned_data.get(f"all_{key}")
            if {key, *field.instead} & chosen.keys() or self._is_answered(key):
                continue
            if text:
                _value, remark = field.read(cell_of(text)) if field.read else (text, None)
                if remark is not None and remark.fate == REFUSE:
                    self.add_error(f"all_{key}", remark.text)
            elif field.required and key not in self.headed:
                missing = _("The list has no column for “%s”. Write here what applies to all rows.")
                self.add_error(f"all_{key}", missing % field.label)

    def clean_holds_on(self):
        day = self.cleaned_data["holds_on"]
        if day > clock.today():
            raise ValidationError(
                _("The date %s is in the future. Write the day for which the list is correct.")
                % f"{day:%d/%m/%Y}"
            )
        return day

    def _refuse_double_use(self, chosen):
        labels = {field.key: field.label for field in self.schema.fields}
        first = {}
        for key, index in chosen.items():
            if index in first:
                self.add_error(
                    f"column_{key}",
                    _("“%(title)s” is chosen for “%(first)s” already. One column holds one thing.")
                    % {"title": self.columns[str(index)].title, "first": labels[first[index]]},
                )
            first.setdefault(index, key)

    def _column_text(self, column):
        """`C: L/P – L, P`: letter, title and some of what stands there, long numbers hidden."""
        text = f"{column.letter}: {column.title}" if column.title else column.letter
        if column.is_hidden:
            text = _("%s (hidden in the sheet)") % text
        samples = self.samples[str(column.index)]
        return f"{text} – {samples}" if samples else text

    def _headers(self):
        return ", ".join(column.title for column in self.columns.values() if column.title)


def _is_in_passing(field, table, mapping):
    """Whether headings between the rows, or cells of other columns, say something of a field."""
    if field.heads and any(heading_says(field, row.under) for row in table.rows if row.under):
        return True
    at = {key: mapping[key] for key in field.within if key in mapping}
    return any(
        said_beside(field, {key: row.cells[index] for key, index in at.items()}) for row in table.rows if at
    )


class StoreForm(PlainErrors, forms.Form):
    choice = forms.ChoiceField(
        label=_("What to import"), choices=ImportBatch.Choice.choices, widget=forms.RadioSelect
    )


class SendForm(PlainErrors, forms.Form):
    """Which complete drafts of a list are sent, with what the check page of each would ask."""

    activity = forms.MultipleChoiceField(
        error_messages={"required": _("Tick at least one activity to send.")}, required=True
    )
    confirmed = forms.BooleanField(required=False)

    def __init__(self, *args, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        self.open = [draft for draft in drafts if draft.missing]
        self.complete = {str(draft.activity.pk): draft for draft in drafts if not draft.missing}
        self.fields["activity"].choices = [(pk, draft.activity.title) for pk, draft in self.complete.items()]
        for pk, draft in self.complete.items():
            draft.is_ticked = not self.is_bound or pk in self.data.getlist("activity")

    @property
    def asks_confirmation(self):
        return needs_confirmation(*(draft.activity for draft in self.complete.values()))

    @property
    def chosen(self):
        return [self.complete[pk].activity for pk in self.cleaned_data["activity"]]

    def clean_confirmed(self):
        chosen = self.chosen if "activity" in self.cleaned_data else []
        if not self.cleaned_data["confirmed"] and needs_confirmation(*chosen):
            raise ValidationError(_("Confirm that empty cells mean 0, then send again."))
        return self.cleaned_data["confirmed"]


def _samples(table, column):
    """The first different values of a column, short and with long numbers hidden."""
    texts = dict.fromkeys(shown(text)[:LONGEST_SAMPLE] for text in holdings.texts_of(table, column.index))
    return ", ".join(list(texts)[:SAMPLES])
