"""What templates say in numbers, dates, states and small drawings. `{% load ui %}`.

SVG attributes are written here with plain points as decimals, whatever the language: `width="62,4%"` would
silently draw nothing.
"""

import re
import uuid
from urllib.parse import urlencode

from django import forms, template
from django.forms.models import ModelChoiceIterator
from django.middleware.csrf import get_token
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from desmigratif.ui import formatting, kept, parts
from desmigratif.ui.components import ErrorLink
from desmigratif.ui.conflicts import version_of
from desmigratif.ui.forms import token_of
from desmigratif.ui.paging import ONCE

register = template.Library()

register.filter("number", formatting.number)
register.filter("percent", formatting.percent)
register.filter("rupiah", formatting.rupiah)
register.filter("rupiah_short", formatting.rupiah_short)
register.filter("short_date", formatting.short_date)
register.filter("long_date", formatting.long_date)
register.filter("month_year", formatting.month_year)
register.filter("time_stamp", formatting.time_stamp)

TONES = {"ok", "warn", "bad", "none", "info"}


@register.filter
def sexes(counts):
    """`counts.male`, `.female` and, where there are any, `.unknown` in words: "4 male, 22 female"."""
    words = _("%(male)s male, %(female)s female") % {
        "male": formatting.number(counts.male),
        "female": formatting.number(counts.female),
    }
    if counts.unknown:
        words += ", " + _("%(unknown)s unknown") % {"unknown": formatting.number(counts.unknown)}
    return words


def _tone(tone):
    return tone if tone in TONES else "none"


@register.simple_tag
def status(tone, text):
    """A state as word, shape and colour: {% status "ok" _("Verified") %}."""
    tone = _tone(tone)
    return format_html(
        '<span class="st st-{0}"><svg aria-hidden="true" focusable="false"><use href="#i-{0}"/></svg>'
        "{1}</span>",
        tone,
        text,
    )


@register.simple_tag
def status_icon(tone, text):
    """Only the shape, where the column is narrow; the word is there for screen readers."""
    return format_html(
        '<span class="sti"><svg aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>'
        '<span class="visually-hidden">{}</span></span>',
        _tone(tone),
        text,
    )


def _share(ratio):
    """0.584 -> 58.4%, within the track."""
    return f"{min(max(float(ratio), 0), 1) * 100:.1f}%"


@register.simple_tag
def bar(value, target=None, pillar=None, tone="none", css=""):
    """A bar of a ratio with a tick where it should be by now: {% bar 0.584 target=0.75 pillar=pillar %}.

    Decoration for the number beside it, so hidden from screen readers. Above one: full track and a mark.
    """
    height = 8 if "bar-s" in css else 10
    fill = f"f{pillar.number}" if pillar else f"f-{_tone(tone)}"
    parts = [f'<rect class="track" width="100%" height="{height}" rx="2"/>']
    if value is not None:
        parts.append(f'<rect class="{fill}" width="{_share(value)}" height="{height}" rx="2"/>')
        if value > 1:
            parts.append('<svg x="100%" overflow="visible"><path d="M-8 1v6l5-3z" fill="#fff"/></svg>')
    if target is not None:
        tick = _share(target)
        parts.append(f'<line class="tick" x1="{tick}" x2="{tick}" y1="-2" y2="{height + 2}"/>')
    return format_html(
        '<svg class="bar {}" height="{}" aria-hidden="true" focusable="false">{}</svg>',
        css,
        height,
        mark_safe("".join(parts)),
    )


@register.simple_tag(takes_context=True)
def sort_header(context, key, label, numeric=False, default=""):
    """A column head that sorts by ?sort=key, then ?sort=-key; `default` is the order without ?sort."""
    params = context["request"].GET.copy()
    current = params.get("sort", default)
    direction = {key: "ascending", f"-{key}": "descending"}.get(current)
    params["sort"] = f"-{key}" if current == key else key
    for once in ONCE:
        params.pop(once, None)
    return format_html(
        '<th scope="col"{}{}><a href="?{}">{}{}</a></th>',
        mark_safe(' class="n"') if numeric else "",
        format_html(' aria-sort="{}"', direction) if direction else "",
        params.urlencode(),
        label,
        mark_safe(f' <span aria-hidden="true">{"▲" if direction == "ascending" else "▼"}</span>')
        if direction
        else "",
    )


# The frame of a page


@register.simple_tag(takes_context=True)
def text_of(context, name):
    """What a page put into a block, to draw it once more or to hand it on: its title is its heading too."""
    # The frame alone, without a page in it, has no blocks.
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks and blocks.get_block(name)
    return mark_safe(block.render(context).strip()) if block else ""


@register.simple_block_tag
def filled(content, tag, css=""):
    """The element around what stands within, or nothing around nothing: {% filled "p" %}…{% endfilled %}."""
    if not content.strip():
        return ""
    attrs = format_html(' class="{}"', css) if css else ""
    return format_html("<{0}{1}>{2}</{0}>", tag, attrs, content)


register.simple_tag(parts.pillar_badge)
register.simple_block_tag(parts.table)
register.tag(parts.card)
register.tag(parts.history)
register.tag(parts.folded)


# Forms

#: The form of a page, as `captured` marks it.
ENTRY_FORM = "entry"
POSTING_FORM = re.compile(r'<form\b(?=[^>]*\bmethod="post")([^>]*)>(.*?)</form>', re.DOTALL)
ACTION = re.compile(r'\baction="([^"?]*)[^"]*"')
BUTTON = re.compile(r'<button\b(?![^>]*\btype="button")([^>]*)>')
SAYS = re.compile(r'\s(?:name|value|formaction)="[^"]*"')
FILE_INPUT = re.compile(r'<input\b(?=[^>]*\btype="file")[^>]*\bname="([^"]+)"')


@register.simple_block_tag(takes_context=True)
def captured(context, content):
    """The page within, its form marked: the first that posts to the page itself, with the marks of ours.

    A page of errors that is drawn outside a request has none.
    """
    if "request" not in context:
        return content
    path = context["request"].path
    for form in POSTING_FORM.finditer(content):
        action = ACTION.search(form[1])
        if 'name="who"' in form[2] and (action is None or action[1] in ("", path)):
            return mark_safe(f'{content[: form.start(1)]} id="{ENTRY_FORM}"{content[form.start(1) :]}')
    return content


@register.inclusion_tag("components/language_switch.html", takes_context=True)
def language_switch(context, page):
    """The buttons that choose the language; they send the form of the page where it has one."""
    request = context["request"]
    found = re.search(rf'<form id="{ENTRY_FORM}".*?</form>', page, re.DOTALL)
    entries = found[0] if found else ""
    first = BUTTON.search(entries)
    params = {"next": request.get_full_path(), "file": FILE_INPUT.findall(entries)}
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "languages": [("id", "ID", "Bahasa Indonesia"), ("en", "EN", "English")],
        "entry_form": ENTRY_FORM if entries else "",
        "first_button": mark_safe("".join(SAYS.findall(first[1]))) if first else "",
        "action": f"{reverse('set_language')}?{urlencode(params, doseq=True)}",
    }


@register.simple_tag(takes_context=True)
def form_marks(context, form=None, version=""):
    """The hidden fields of every form that posts: {% form_marks form %}, {% form_marks %} for a button.

    Against forgery, whose entries they are (kept.py), which page they come from (forms.create), and for a
    form that changes something stored what it was opened with (conflicts.py).
    """
    request = context["request"]
    marks = {"csrfmiddlewaretoken": get_token(request)}
    if request.user.is_authenticated:
        marks["who"] = kept.stamp(request.user)
        is_new = getattr(request, "renew_token", False)
        marks["token"] = uuid.uuid4() if is_new else token_of(request) or uuid.uuid4()
    if form is not None and not version:
        version = request.POST.get("version", "") or version_of(form)
    if version:
        marks["version"] = version
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', marks.items())


@register.filter
def control_id(field):
    """The id that the error summary links to: the control, or the first choice of a group."""
    if field.id_for_label:
        return field.id_for_label
    first = next(iter(field.subwidgets), None)
    return first.id_for_label if first else field.auto_id


@register.simple_tag
def filter_control(field):
    """The control of a filter with the class that its kind needs, marked where something is wrong with it."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        css = "form-check-input"
    else:
        css = "form-select" if isinstance(widget, forms.Select) else "form-control"
    attrs = {"class": f"{widget.attrs.get('class', '')} {css}".strip()}
    if field.errors:
        attrs |= {
            "class": f"{attrs['class']} is-invalid",
            "aria-invalid": "true",
            "aria-describedby": f"{field.auto_id}_error",
        }
    return field.as_widget(attrs=attrs)


@register.simple_tag
def filter_parts(form):
    """The filters that a bar shows and those that it folds away, open while one of these is in force.

    `hidden`: what the address holds beside them and keeps.
    """
    chosen = getattr(form, "of_filter", form)
    shown, folded = ([form[name] for name in names] for names in chosen.bar)
    for field in shown + folded:
        _read_options(field.field.widget)
    drawn = {field.name for field in shown + folded}
    kept = {"sort", *chosen.without_control} - drawn
    return {
        "shown": shown,
        "folded": folded,
        "drawn": shown + folded,
        "is_open": any(field.data for field in folded),
        "hidden": [(name, form.data[name]) for name in sorted(kept) if form.data.get(name)],
    }


def _read_options(widget):
    """Asks for the rows that a control offers; it and the words for paper would each ask again.

    `iter`: a list of the choices themselves would ask for their number first.
    """
    if isinstance(getattr(widget, "choices", None), ModelChoiceIterator):
        widget.choices = list(iter(widget.choices))


@register.simple_tag
def filter_words(fields):
    """What a filter bar asks for, in words: "Pillar: II; Status: Draft", for paper, which has no controls."""
    said = []
    for field in fields:
        value = field.value()
        if value in (None, "", False) or value == []:
            continue
        named = {str(key): text for key, text in flatten_choices(getattr(field.field.widget, "choices", ()))}
        parts = value if isinstance(value, list | tuple) else [value]
        said.append(f"{field.label}: {', '.join(str(named.get(str(part), part)) for part in parts)}")
    return "; ".join(said)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*sources, intro=""):
    """What must be corrected, first thing after the heading: {% error_summary form formset %}.

    Takes bound forms, formsets and lists of ErrorLink or sentences; draws nothing when there is nothing.
    """
    errors = [link for source in sources if source for link in _error_links(source)]
    instead = [source.see for source in sources if getattr(source, "see", None)]
    return {"errors": errors, "intro": intro, "instead": instead}


def _error_links(source):
    if isinstance(source, forms.BaseFormSet):
        if not source.is_bound:
            return
        for form in source.forms:
            yield from _error_links(form)
        for text in source.non_form_errors():
            yield ErrorLink(text)
    elif isinstance(source, forms.BaseForm):
        for field in source:
            for text in field.errors:
                yield ErrorLink(text, "" if field.is_hidden else control_id(field))
        for text in source.non_field_errors():
            yield ErrorLink(text)
    else:
        for item in source:
            yield item if isinstance(item, ErrorLink) else ErrorLink(str(item))


# Charts


@register.inclusion_tag("components/line_chart.html")
def line_chart(chart, caption=""):
    """Lines over a year with their table: {% line_chart chart _("Dashed: the target path.") %}."""
    return {
        "chart": chart,
        "caption": caption,
        "wide_id": f"{chart.key}-wide",
        "narrow_id": f"{chart.key}-narrow",
    }


@register.inclusion_tag("components/dot_map.html")
def dot_map(map, caption=""):
    """Places on the outline of Indonesia with their table: {% dot_map map _("Size: villages.") %}."""
    return {"map": map, "drawings": map.drawings, "caption": caption, "land_id": f"{map.key}-land"}
