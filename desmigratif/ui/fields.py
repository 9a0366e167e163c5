"""Form fields for what officers type every day; errors name the field, the value and an example."""

import functools
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import parsing
from .identity_numbers import mark_of, refuse_identity_number


class SeveralField(forms.ModelMultipleChoiceField):
    """Several rows of a table; a number that no column can hold is no choice, where SQLite breaks at it."""

    def _check_values(self, value):
        try:
            return super()._check_values(value)
        except OverflowError:
            said, params = (
                self.error_messages["invalid_choice"],
                {"value": max(map(str, value), key=len)[:40]},
            )
            raise ValidationError(said, code="invalid_choice", params=params) from None


class ParsedField(forms.Field):
    """A line of text read by one function of parsing.py; its sentences are prefixed with the label."""

    css_class = "w-s"
    inputmode = "numeric"

    def __init__(self, **kwargs):
        widget = kwargs.pop("widget", forms.TextInput)
        super().__init__(widget=widget, **kwargs)

    def parse(self, text):
        raise NotImplementedError

    def widget_attrs(self, widget):
        return {"inputmode": self.inputmode, "autocomplete": "off", "class": self.css_class}

    def to_python(self, value):
        if value is None or not isinstance(value, str):
            return value
        try:
            return self.parse(value)
        except parsing.ParseError as error:
            message = f"{self.label}: {error.message}" if self.label else error.message
            raise ValidationError(message, code=error.kind) from error


class RupiahField(ParsedField):
    """Whole rupiah as int; points between thousands may be typed or not."""

    css_class = "w-m num"

    def parse(self, text):
        return parsing.parse_rupiah(text)

    def prepare_value(self, value):
        # Points in both languages: 1,500 typed by a reader of English would be ambiguous.
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class BalanceField(RupiahField):
    """Whole rupiah; a loss with a minus before it."""

    inputmode = "text"

    def parse(self, text):
        is_loss = text.strip()[:1] in ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
        amount = super().parse(text.strip()[1:] if is_loss else text)
        return -amount if is_loss and amount is not None else amount


class CountField(ParsedField):
    """A head count; empty is None, because not written down is not the same as nobody."""

    css_class = "num"

    def parse(self, text):
        return parsing.parse_count(text)

    def prepare_value(self, value):
        return str(value) if isinstance(value, int) else value


class NumberField(ParsedField):
    """A number of 0 or more as Decimal, with so many decimals; empty is None, which is not 0."""

    css_class = "num"
    inputmode = "decimal"

    def __init__(self, *, decimals=0, **kwargs):
        self.decimals = decimals
        super().__init__(**kwargs)

    def parse(self, text):
        return parsing.parse_number(text, self.decimals)

    def prepare_value(self, value):
        # The marks of Indonesian in both languages, as the field reads them.
        if not isinstance(value, int | Decimal):
            return value
        text = f"{value:,.{0 if value == int(value) else self.decimals}f}"
        return text.translate(str.maketrans(",.", ".,"))


class DayFirstDateField(ParsedField):
    """A day typed as dd/mm/yyyy or in one of the forms of `parsing.parse_date`."""

    def parse(self, text):
        return parsing.parse_date(text)

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else value


#: Codes of errors whose sentences the validators fill in.
OF_NUMBERS = frozenset(("min_value", "max_value", "max_length"))


class PlainErrors:
    """Form mixin: what Django says in general ("This field is required.") names the field instead.

    A sentence that a field was given of its own stays. No text takes a NIK or KK number, unless its field
    says that it `takes_identity_numbers`; sixteen digits that are something else are kept once somebody says
    so with the tick beside the field (components/no_nik.html). Texts are taken as the eye sees them, by the
    rule of the lists (O38): no invisible or direction characters; only long texts keep their line breaks.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput):
                field.to_python = functools.partial(
                    _seen, field.to_python, isinstance(field.widget, forms.Textarea)
                )
            if isinstance(field, forms.CharField) and not getattr(field, "takes_identity_numbers", False):
                field.validators.append(functools.partial(self._ask_about_numbers, name))
            label = field.label or name.replace("_", " ").capitalize()
            for code, sentence in _sentences(field).items():
                if _is_general(field, code):
                    # The validator fills the sentence in; a label may have a `%` of its own: Cap (%).
                    said = str(label).replace("%", "%%") if code in OF_NUMBERS else str(label)
                    field.error_messages[code] = sentence % {"label": said, "thing": _lowered(said)}

    def _ask_about_numbers(self, name, text):
        """Asks once whether sixteen digits are a NIK or KK; another number in the same text is asked anew."""
        mark = mark_of(text) if isinstance(text, str) else ""
        if not mark:
            return
        posted = f"{self.add_prefix(name)}-no_nik"
        is_said = self.data.get(posted) == mark
        self.fields[name].no_nik = {"name": posted, "mark": mark, "is_said": is_said}
        if not is_said:
            refuse_identity_number(text)

    def _update_errors(self, errors):
        """Of a form of a model: what the tick says holds against the validator of the column too."""
        for name, said in [*getattr(errors, "error_dict", {}).items()]:
            if getattr(self.fields.get(name), "no_nik", {}).get("is_said"):
                kept = [one for one in said if one.code != "identity_number"]
                errors.error_dict.pop(name)
                errors.error_dict |= {name: kept} if kept else {}
        super()._update_errors(errors)


def _seen(to_python, has_lines, value):
    return to_python(parsing.visible(value, lines=has_lines) if isinstance(value, str) else value)


def _is_general(field, code):
    """Whether the field says for `code` what every field of its class says."""
    said = [kind.default_error_messages for kind in type(field).__mro__ if issubclass(kind, forms.Field)]
    general = next((messages[code] for messages in said if code in messages), None)
    return field.error_messages.get(code) is general


def _lowered(label):
    """A label within a sentence: "Sex" is "sex", "NIK" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _sentences(field):
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return {
            "required": _("Choose %(thing)s."),
            "invalid_choice": _("What was chosen for “%(label)s” is not in the list. Choose again."),
        }
    if isinstance(field, forms.FileField):
        return {"required": _("Choose a file for “%(label)s”.")}
    return {
        "required": _("Fill in “%(label)s”."),
        # The numbers are put in by the validators.
        "min_value": _("“%(label)s” is at least %%(limit_value)s. Correct the number."),
        "max_value": _("“%(label)s” is at most %%(limit_value)s. Correct the number."),
        "max_length": _(
            "“%(label)s” has %%(show_value)d characters; at most %%(limit_value)d fit. Shorten it."
        ),
    }


def names_of(files):
    """What the files of a request are called, all those of one input too."""
    return [file.name for _field, sent in files.lists() for file in sent]
