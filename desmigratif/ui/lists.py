"""The one way of lists: the address in, chips out, pages, and what to say when nothing is there.

A `ListFilter` or an `AddressForm` reads the address; a `ListPage` is what the template draws
(`list_page.html`). A value that cannot be is said aloud and matches nothing; it is never replaced by another
one in silence.
"""

import datetime

import django_filters
from django import forms
from django.db.models import Model
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from . import identity_numbers
from .components import FilterChip
from .fields import DayFirstDateField
from .formatting import short_date
from .paging import ONCE, PER_PAGE, page_of

#: A bar with more than one field beyond these folds the rest away.
MOST_SHOWN = 4
#: Parameters of an address that choose nothing.
NOT_CHOSEN = ("sort", "page")


class OneOrMoreSelect(forms.Select):
    """A drop-down for one value that keeps several when the address holds them."""

    def value_from_datadict(self, data, files, name):
        given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return [part for value in given for part in value.split(",") if part]

    def format_value(self, value):
        return [",".join(value or [])]

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        if "," in value[0]:
            labels = dict(self.choices)
            label = ", ".join(str(labels.get(part, part)) for part in value[0].split(","))
            several = self.create_option(name, value[0], label, True, len(groups), attrs=attrs)
            groups.append((None, [several], len(groups)))
        return groups


class OneOrMoreField(forms.MultipleChoiceField):
    """Several values of a list; on screen a drop-down with an empty choice on top."""

    widget = OneOrMoreSelect

    def __init__(self, *, choices=(), empty_label="", **kwargs):
        super().__init__(choices=choices, **kwargs)
        self.widget.choices = [("", empty_label), *self.choices]


class OneOrMoreFilter(django_filters.Filter):
    """Rows whose field has one of the values."""

    field_class = OneOrMoreField

    def filter(self, rows, values):
        return rows.filter(**{f"{self.field_name}__in": values}) if values else rows


class DayFirstDateFilter(django_filters.Filter):
    """A day typed as in every form of the portal."""

    field_class = DayFirstDateField


class Chosen:
    """What a form or filter read from an address, in words; for `form` with the posted `data`."""

    #: Fields that always have a value, as the year of a list: no chip takes them off.
    always = ()
    #: Fields of an address that have no control; applying the others keeps them.
    without_control = ()

    @property
    def chosen_form(self):
        return self

    @property
    def offered(self):
        """The fields among which the user chooses."""
        return [field.name for field in self.chosen_form.visible_fields()]

    @property
    def bar(self):
        """The fields that its bar shows, and those that it folds away."""
        names = self.offered
        shown = len(names) if len(names) <= MOST_SHOWN + 1 else MOST_SHOWN
        return names[:shown], names[shown:]

    @property
    def refused(self):
        """Why values of the address cannot be, in sentences."""
        form = self.chosen_form
        return [
            f"{form.fields[name].label}: {text}" if name in form.fields else text
            for name, texts in form.errors.items()
            for text in texts
        ]

    @property
    def chips(self):
        """The values in force, each with the address without it; or as it was written if it cannot be."""
        form = self.chosen_form
        form.is_valid()
        return [
            FilterChip(field.label, text, self._without(name, raw))
            for name, field in form.fields.items()
            if name not in (*NOT_CHOSEN, *self.always)
            for raw, text in self._values(form, name, field)
        ]

    @property
    def in_words(self):
        """The same in words, for files and the access log."""
        return [f"{chip.label}: {chip.value}" for chip in self.chips]

    def value_in_words(self, name, value):
        """How a value of the filter `name` reads."""
        field = self.chosen_form.fields[name]
        if isinstance(value, datetime.date):
            return short_date(value)
        if isinstance(value, Model):
            label = getattr(field, "label_from_instance", str)(value)
            return getattr(value, "label", label)
        choices = getattr(field.widget, "choices", ())
        return str(dict(flatten_choices(choices)).get(str(value), value))

    def _values(self, form, name, field):
        if name in form.errors:
            return [(raw, identity_numbers.hide(raw)) for raw in _raw(form.data, name)]
        value = form.cleaned_data.get(name)
        if value in (None, "", []) or value is False:
            return []
        parts = value if isinstance(value, list) else [value]
        return [
            (str(part) if isinstance(value, list) else None, self.value_in_words(name, part))
            for part in parts
        ]

    def _without(self, name, part):
        """The address of the list with one value less, on its first page."""
        query = self.chosen_form.data.copy()
        for once in ONCE:
            query.pop(once, None)
        given = [value for raw in _raw(query, name) for value in raw.split(",")] if part is not None else []
        query.setlist(name, [value for value in given if value != part])
        return f"?{query.urlencode()}"


class AddressForm(Chosen, forms.Form):
    """What the address of a page chooses that no filter of a list reads: a year, a quarter, an area, words.

    A field with a default has that where the address says nothing. A list finds nothing where a value cannot
    be; a page that has to show something takes what `read` gives.
    """

    #: Sentences about values that gave way to the default; the frame shows them above the page.
    given_way = ()

    def __init__(self, data=None):
        filled = None if data is None else data.copy()
        for name, value in (self.defaults() if filled is not None else {}).items():
            filled[name] = data.get(name) or value
        super().__init__(filled)

    def defaults(self):
        return {}

    @property
    def always(self):
        return self.defaults()

    @classmethod
    def read(cls, data, **about):
        """The form of an address; a value it does not know gives way to the default and is named."""
        form = cls(data, **about)
        if wrong := form.errors:
            said, instead = form.refused, _("The usual choice is shown instead.")
            form = cls({key: value for key, value in data.items() if key not in wrong}, **about)
            form.full_clean()
            form.given_way = [f"{text} {instead}" for text in said]
        return form


class ListFilter(Chosen, django_filters.FilterSet):
    """Filters the rows of a list by its address."""

    @cached_property
    def form(self):
        """The form of its address, with the fields of this filter themselves: they are its own already."""
        form = self._meta.form(self.data if self.is_bound else None, prefix=self.form_prefix)
        form.fields = {name: each.field for name, each in self.filters.items()}
        form.of_filter = self
        return form

    @property
    def chosen_form(self):
        return self.form

    @property
    def matching(self):
        """The rows that match; none where the address holds a value that cannot be."""
        return self.qs if self.is_valid() else self.queryset.none()


class ListPage:
    """One page of a list: its `rows`, how many there are in all, and what was asked for.

    `rows`: a query or a list of everything that matches; `chosen`: the filter or form of the address;
    `export`: the name of the address of the rows as a file, where the user may take them away.
    """

    def __init__(self, request, chosen, rows, *, per_page=PER_PAGE, export=""):
        self.filter = chosen
        self.export = export
        self.page = page_of(request, rows, per_page)
        query = request.GET.copy()
        for name in ONCE:
            query.pop(name, None)
        self.query = query.urlencode()

    @property
    def context(self):
        """What the shared templates of lists take."""
        return {
            "list": self,
            "filter": self.filter,
            "page": self.page,
            "total": self.page.paginator.count,
            "chips": self.chips,
            "query": self.query,
            **self.files,
        }

    @property
    def form(self):
        return self.filter.chosen_form

    @property
    def files(self):
        """The addresses of the rows as files; none where the user takes nothing away."""
        if not self.export:
            return {}
        return {f"{kind}_url": reverse(self.export, args=[kind]) for kind in ("xlsx", "csv")}

    @cached_property
    def chips(self):
        return self.filter.chips

    @property
    def refused(self):
        """Why values of the address cannot be; then nothing matches."""
        return self.filter.refused


def _raw(data, name):
    given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
    return [value for value in given if value]
