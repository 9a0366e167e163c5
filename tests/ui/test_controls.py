import datetime

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from desmigratif.ui.controls import DRAWN, ControlRenderer

CHOICES = [
    ("", "---"),
    (1, "<b> & “c”"),
    ("Kelompok 'A'", [("a", gettext_lazy("Village")), ('b"', mark_safe("<i>"))]),
    (1234, 12345),
    (None, datetime.date(2026, 3, 1)),
]
DRAWINGS = [
    (forms.Select(choices=CHOICES), "a"),
    (
        forms.Select(attrs={"class": "form-select", "required": True, "x": False}, choices=CHOICES),
        1234,
    ),
    (forms.SelectMultiple(choices=CHOICES), ["1", 'b"']),
    (forms.Select(), None),
    (forms.TextInput(attrs={"data-x": '"<>', "maxlength": 5000}), "<script>'"),
    (forms.TextInput(), None),
    (forms.TextInput(), ""),
    (forms.NumberInput(attrs={"min": 0}), 1234567),
    (forms.DateInput(), datetime.date(2026, 3, 1)),
    (forms.HiddenInput(), mark_safe("<b>")),
    (forms.EmailInput(), "a@b.example"),
    (forms.URLInput(), "https://b.example/?a=1&b=2"),
    (forms.PasswordInput(render_value=True), "ab"),
    (forms.FileInput(), None),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), "7"),
    (forms.Textarea(), "\nsatu\n<dua>"),
    (forms.Textarea(attrs={"rows": 3}), None),
    (forms.RadioSelect(choices=CHOICES[:2]), "1"),
    (forms.SplitDateTimeWidget(), datetime.datetime(2026, 3, 1, 8)),
]


def test_controls_are_drawn_as_django_draws_them():
    ours, theirs, seen = ControlRenderer(), DjangoTemplates(), set()
    for widget, value in DRAWINGS:
        seen.add(widget.template_name)
        attrs = {"id": "id_a", "aria-invalid": "true"}
        drawn, as_django = (widget.render("a[]", value, attrs, renderer) for renderer in (ours, theirs))
        # Django ends each option with an empty line.
        assert drawn.replace("\n\n", "\n") == as_django.replace("\n\n", "\n"), widget
    rarer = {"tel", "search", "datetime", "time"}
    assert DRAWN.keys() - seen == {f"django/forms/widgets/{name}.html" for name in rarer}
