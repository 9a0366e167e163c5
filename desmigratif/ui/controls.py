"""Draws the plain controls of every form as Django's templates do, without a template for each of them.

A list that can be narrowed to an area has 600 options; Django draws each by two templates, and a page spends
more time on them than on its rows. What is drawn is the same, mark by mark.
"""

from html import escape

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.functional import Promise

FOLDER = "django/forms/widgets"


class ControlRenderer(DjangoTemplates):
    """The renderer of forms (`FORM_RENDERER`)."""

    def render(self, template_name, context, request=None):
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _text(value):
    """A value as a template says it."""
    if hasattr(value, "__html__"):
        return value.__html__()
    if not isinstance(value, str | Promise):
        value = localize(value)
    return escape(str(value))


def _value(value):
    """A value as it is sent, in no language."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


def _attrs(attrs):
    return "".join(
        f" {name}" if value is True else f' {name}="{_value(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget):
    value = widget["value"]
    said = "" if value is None else f' value="{_value(value)}"'
    return f'<input type="{widget["type"]}" name="{_value(widget["name"])}"{said}{_attrs(widget["attrs"])}>'


def _textarea(widget):
    said = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_value(widget["name"])}"{_attrs(widget["attrs"])}>\n{said}</textarea>'


def _option(option):
    attrs, label = _attrs(option["attrs"]), _text(option["label"])
    return f'<option value="{_value(option["value"])}"{attrs}>{label}</option>'


def _select(widget):
    drawn = [f'<select name="{_value(widget["name"])}"{_attrs(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            drawn.append(f'\n  <optgroup label="{_text(group)}">')
        drawn += [f"\n  {_option(option)}" for option in options]
        if group:
            drawn.append("\n  </optgroup>")
    return "".join([*drawn, "\n</select>"])


INPUTS = ("text", "number", "email", "url", "tel", "search", "password", "hidden", "file", "checkbox")
MOMENTS = ("date", "datetime", "time")
#: What is drawn here; every other control by the template of its name.
DRAWN = {
    **{f"{FOLDER}/{name}.html": _input for name in (*INPUTS, *MOMENTS)},
    f"{FOLDER}/textarea.html": _textarea,
    f"{FOLDER}/select.html": _select,
}
