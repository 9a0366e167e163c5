"""Parts of pages, each drawn in one way: cards, tables and change histories. Tags of `{% load ui %}`."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .formatting import number

#: A word of a tag that names what it gives: key="facts".
OPTION = re.compile(r"(\w+)=(.+)", re.DOTALL)


#: So many rows of a part are seen at once; those beyond are folded away, on paper they all stand there.
SEEN = 10


def pillar_badge(pillar, size=""):
    """The numeral of a pillar on its colour, read aloud as "Pillar II"."""
    return format_html(
        '<span class="pb b{}{}"><span class="visually-hidden">{} </span>{}</span>',
        pillar.number,
        " pb-lg" if size == "lg" else "",
        _("Pillar"),
        pillar.code,
    )


def table(content, caption, css="stack", *, kind="tb", seen=False, scroll=""):
    """A table with its caption, which is heard and not seen: {% table _("Reports") %}<thead>…{% endtable %}.

    `css`: how it is drawn; as "stack" each row is a card of its own on a phone. `kind`: "tb" to read, "ptab"
    to type into. `seen`: whether the caption is drawn. `scroll`: the name of the region that a wide table
    scrolls in; where it is True, the caption.
    """
    css = f"{kind} {css}".strip()
    hidden = "" if seen else mark_safe(' class="visually-hidden"')
    drawn = format_html('<table class="{}"><caption{}>{}</caption>{}</table>', css, hidden, caption, content)
    if not scroll:
        return drawn
    name = caption if scroll is True else scroll
    return format_html('<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>', name, drawn)


def card(parser, token):
    """A card with its heading: {% card _("Person") key="facts" %}…{% endcard %}; or {% card %} without one.

    `key`: the id of the heading, by which the card is named; of many alike, its number. `label`: its name
    where it has no heading; `id`: that of the card, to link to; `css`: its distance, and how it is drawn;
    `pillar`: the one whose colour and numeral it bears. What stands before {% below %}, where that is there,
    goes beside the heading.
    """
    words = token.split_contents()[1:]
    options = dict(OPTION.fullmatch(word).groups() for word in words if OPTION.fullmatch(word))
    heads = [word for word in words if not OPTION.fullmatch(word)]
    if len(heads) > 1 or options.keys() - {"key", "label", "id", "css", "pillar"}:
        raise template.TemplateSyntaxError(f"A card has one heading, and not these: {token.contents}")
    first, beside = parser.parse(("below", "endcard")), None
    if parser.next_token().contents == "below":
        beside, first = first, parser.parse(("endcard",))
        parser.delete_first_token()
    return CardNode(
        parser.compile_filter(heads[0]) if heads else None,
        {name: parser.compile_filter(value) for name, value in options.items()},
        beside=beside,
        nodelist=first,
    )


class CardNode(template.Node):
    child_nodelists = ("beside", "nodelist")

    def __init__(self, head, options, *, beside, nodelist):
        self.head, self.options = head, options
        self.beside, self.nodelist = beside or template.NodeList(), nodelist
        self.has_beside = beside is not None

    def render(self, context):
        options = {name: value.resolve(context) for name, value in self.options.items()}
        key, css = _id(options.get("key", "")), options.get("css", "mb-3")
        tag = "section" if self.head or "label" in options else "div"
        head = self._head(context, key)
        if "pillar" in options:
            tag, pillar = "article", options["pillar"]
            css = f"pcard p{pillar.number} {css}" if pillar else f"pcard {css}"
            badge = pillar_badge(pillar, size="lg") if pillar else ""
            head = format_html("<header>{}<div>{}</div></header>", badge, head)
        marks = {
            "class": f"card-x {css}".strip(),
            "id": options.get("id", ""),
            "aria-label": options.get("label", ""),
            "aria-labelledby": key,
        }
        attrs = format_html_join("", ' {}="{}"', ((name, value) for name, value in marks.items() if value))
        return format_html("<{0}{1}>{2}{3}</{0}>", tag, attrs, head, self.nodelist.render(context))

    def _head(self, context, key):
        """The heading and what stands beside it."""
        head, level = "", 3 if "pillar" in self.options else 2
        if self.head:
            attrs = format_html(' id="{}"', key) if key else ""
            head = format_html("<h{0}{1}>{2}</h{0}>", level, attrs, self.head.resolve(context))
        beside = self.beside.render(context)
        if self.has_beside and level == 2:
            return format_html('<div class="ch">{}{}</div>', head, beside)
        return format_html("{}{}", head, beside)


def _id(key):
    return f"card-{key}" if isinstance(key, int) else key


def history(parser, token):
    """The change history of rows kept by simple_history, newest first, folded away.

    What stands within says of one `change` what it was about, behind the reason; with a second word in a
    column of its own under that: {% history trail _("Lead") %}{{ change.pillar.code }}{% endhistory %}.
    """
    _tag, changes, *head = token.split_contents()
    subject = parser.parse(("endhistory",))
    parser.delete_first_token()
    return HistoryNode(*(parser.compile_filter(word) for word in (changes, *head)), subject=subject)


class HistoryNode(template.Node):
    def __init__(self, changes, head=None, *, subject):
        self.changes, self.head, self.subject = changes, head, subject
        self.nodelist = subject

    def render(self, context):
        rows = []
        for change in self.changes.resolve(context):
            with context.push(change=change):
                rows.append((change, mark_safe(self.subject.render(context).strip())))
        head = self.head.resolve(context) if self.head else ""
        with context.push(rows=rows, head=head):
            return context.template.engine.get_template("components/history.html").render(context)


def folded(parser, token):
    """What stands within for the first rows, and for those beyond `SEEN` in a fold under them.

    {% folded trail as lines %}<ol>{% for line in lines %}…{% endfor %}</ol>{% endfolded %}
    """
    _tag, rows, _as, name = token.split_contents()
    nodelist = parser.parse(("endfolded",))
    parser.delete_first_token()
    return FoldedNode(parser.compile_filter(rows), name, nodelist)


class FoldedNode(template.Node):
    def __init__(self, rows, name, nodelist):
        self.rows, self.name, self.nodelist = rows, name, nodelist

    def render(self, context):
        rows = list(self.rows.resolve(context) or ())
        # One row alone is shorter than the fold that would hide it.
        seen = rows if len(rows) == SEEN + 1 else rows[:SEEN]
        first, rest = self._drawn(context, seen), rows[len(seen) :]
        if not rest:
            return first
        words = _("Show %(count)s more") % {"count": number(len(rest))}
        drawn = self._drawn(context, rest)
        return format_html(
            '{}<details class="dt rest"><summary>{}</summary>{}</details>', first, words, drawn
        )

    def _drawn(self, context, rows):
        with context.push({self.name: rows}):
            return mark_safe(self.nodelist.render(context))
