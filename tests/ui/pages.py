"""Reads the forms of a page as a browser would send them."""

from html.parser import HTMLParser


class _Forms(HTMLParser):
    """Every form of a page: its attributes and what it would post without another entry.

    `controls`: of each form `{name: (kind, values to choose from)}`; `buttons`: attributes of what presses.
    """

    def __init__(self):
        super().__init__()
        self.forms, self.controls, self.buttons = [], [], []
        self._form = self._select = self._area = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self._form = (attrs, {})
            self.forms.append(self._form)
            self.controls.append({})
        elif tag == "button" and attrs.get("type", "submit") == "submit":
            own = {"form": self._form[0].get("id")} if self._form else {}
            self.buttons.append({**own, **attrs})
        elif self._form is None:
            return
        elif tag == "input" and attrs.get("name"):
            kind = attrs.get("type", "text")
            self._control(attrs["name"], kind, attrs.get("value", "on"))
            if kind in ("submit", "button", "file"):
                return
            if kind not in ("checkbox", "radio") or "checked" in attrs:
                self._add(attrs["name"], attrs.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select = (attrs.get("name"), "multiple" in attrs, [])
            self._control(attrs.get("name"), "select")
        elif tag == "option" and self._select:
            self._select[2].append((attrs.get("value", ""), "selected" in attrs))
            self._control(self._select[0], "select", attrs.get("value", ""))
        elif tag == "textarea":
            self._area = (attrs.get("name"), "")
            self._control(attrs.get("name"), "textarea")

    def handle_data(self, data):
        if self._area:
            self._area = (self._area[0], self._area[1] + data)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select:
            name, many, options = self._select
            chosen = [value for value, selected in options if selected]
            for value in chosen or ([] if many else [value for value, _selected in options[:1]]):
                self._add(name, value)
            self._select = None
        elif tag == "textarea" and self._area:
            self._add(self._area[0], self._area[1].removeprefix("\r").removeprefix("\n"))
            self._area = None

    def _control(self, name, kind, *values):
        self.controls[-1].setdefault(name, (kind, []))[1].extend(values)

    def _add(self, name, value):
        entries = self._form[1]
        if name not in entries:
            entries[name] = value
        else:
            before = entries[name] if isinstance(entries[name], list) else [entries[name]]
            entries[name] = [*before, value]


def parsed(response):
    parser = _Forms()
    parser.feed(response.content.decode())
    return parser


def forms_of(response):
    """`[(attributes, entries)]` of every form of a page that posts and is no part of its frame."""
    return [
        (attrs, entries)
        for attrs, entries in parsed(response).forms
        if attrs.get("method", "get").lower() == "post"
        and attrs.get("class") not in ("lang", "out")
        and "logout" not in attrs.get("action", "")
        and "keluar" not in attrs.get("action", "")
    ]


def entries_of(response, action=None):
    """What the form of a page would post: the one with that action, or the one with most entries."""
    found = forms_of(response)
    if action is not None:
        found = [form for form in found if form[0].get("action", "") == action]
    assert found, "the page has no such form"
    return dict(max(found, key=lambda form: len(form[1]))[1])
