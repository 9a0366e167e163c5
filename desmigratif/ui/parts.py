"""Parts of pages, each drawn in one way: cards, tables and change histories. Tags of `{% load ui %}`."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe


def table(content, caption, css="stack"):
    """A table with its caption, which is heard and not seen: {% table _("Reports") %}<thead>…{% endtable %}.

    `css`: how it is drawn; as "stack" each row is a card of its own on a phone.
    """
    css = f"tb {css}".strip()
    caption = format_html('<caption class="visually-hidden">{}</caption>', caption)
    return format_html('<table class="{}">{}{}</table>', css, caption, content)


def card(parser, token):
    """A card with its heading: {% card _("Person") key="facts" %}…{% endcard %}.

    `key`: the id of the heading, by which the card is named; `id`: that of the card, to link to; `css`: its
    distance, and how it is drawn. What stands before {% below %}, where that is there, goes beside the
    heading.
    """
    _tag, head, *options = token.split_contents()
    options = {
        name: parser.compile_filter(value) for name, _sign, value in (o.partition("=") for o in options)
    }
    first, beside = parser.parse(("below", "endcard")), None
    if parser.next_token().contents == "below":
        beside, first = first, parser.parse(("endcard",))
        parser.delete_first_token()
    return CardNode(parser.compile_filter(head), options, beside=beside, nodelist=first)


class CardNode(template.Node):
    child_nodelists = ("beside", "nodelist")

    def __init__(self, head, options, *, beside, nodelist):
        self.head, self.options = head, options
        self.beside, self.nodelist = beside or template.NodeList(), nodelist
        self.has_beside = beside is not None

    def render(self, context):
        options = {name: value.resolve(context) for name, value in self.options.items()}
        key, css = options.get("key", ""), options.get("css", "mb-3")
        marks = {"class": f"card-x {css}".strip(), "id": options.get("id", ""), "aria-labelledby": key}
        attrs = format_html_join("", ' {}="{}"', ((name, value) for name, value in marks.items() if value))
        head = self.head.resolve(context)
        head = format_html('<h2 id="{}">{}</h2>', key, head) if key else format_html("<h2>{}</h2>", head)
        if self.has_beside:
            head = format_html('<div class="ch">{}{}</div>', head, self.beside.render(context))
        return format_html("<section{}>{}{}</section>", attrs, head, self.nodelist.render(context))


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
