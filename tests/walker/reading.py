"""What a browser would find on a page: its links, and its forms with their fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

#: Kinds of input that post nothing of their own.
SILENT = ("button", "reset", "image")
CONTROLS = ("button", "input", "select", "textarea")


@dataclass
class Field:
    """One entry of a form. `values`: what it posts untouched; `choices`: what it offers."""

    name: str
    kind: str
    values: list = field(default_factory=list)
    choices: list = field(default_factory=list)
    is_required: bool = False
    #: Whether the page says that something is wrong with it.
    is_wrong: bool = False
    accept: str = ""
    hint: str = ""


@dataclass
class Form:
    """One form of a page; `buttons` as `(name, value, address of its own)`, each of them may be pressed."""

    method: str
    action: str
    fields: dict = field(default_factory=dict)
    buttons: list = field(default_factory=list)

    @property
    def entries(self):
        """What it posts untouched, as `{name: values}`."""
        return {one.name: list(one.values) for one in self.fields.values() if one.values}

    @property
    def key(self):
        """The same for forms that differ in what is chosen only."""
        return self.method, tuple(sorted(self.fields))

    @property
    def offers_nothing(self):
        """The drop-downs that have to be filled in and hold nothing to choose."""
        return [
            one.name
            for one in self.fields.values()
            if one.kind == "one" and one.is_required and not any(one.choices)
        ]

    def targets(self, page):
        """The addresses that the form of a page may be sent to."""
        own = inside(self.action, page) if self.action else page
        others = {inside(address, page) for _name, _value, address in self.buttons if address}
        return sorted(target for target in {own, *others} if target)

    def buttons_to(self, target, page):
        """The buttons that send it there."""
        own = inside(self.action, page) if self.action else page
        return [one for one in self.buttons if (inside(one[2], page) if one[2] else own) == target]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.forms = [], []
        self._by_id = {}
        self._form = self._into = self._select = self._area = None

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
        elif tag == "form":
            self._form = Form(attrs.get("method", "get").lower(), attrs.get("action", ""))
            self.forms.append(self._form)
            self._by_id[attrs.get("id", "")] = self._form
        elif tag == "option" and self._select is not None:
            self._select.choices.append(attrs.get("value", ""))
            if "selected" in attrs:
                self._select.values.append(attrs.get("value", ""))
        elif tag in CONTROLS and "disabled" not in attrs:
            self._into = self._by_id.get(attrs["form"]) if "form" in attrs else self._form
            if self._into is not None:
                self._read(tag, attrs)

    def _read(self, tag, attrs):
        name, kind = attrs.get("name", ""), attrs.get("type", "text").lower()
        if tag == "button" or (tag == "input" and kind == "submit"):
            if attrs.get("type", "submit") == "submit":
                button = (name, attrs.get("value", ""), attrs.get("formaction", ""))
                self._into.buttons.append(button)
        elif tag == "input" and name and kind not in SILENT:
            self._input(name, kind, attrs)
        elif tag == "select" and name:
            self._select = self._field(name, "many" if "multiple" in attrs else "one", attrs)
        elif tag == "textarea" and name:
            self._area = self._field(name, "textarea", attrs)
            self._area.values.append("")

    def _input(self, name, kind, attrs):
        one = self._field(name, kind, attrs)
        if kind in ("checkbox", "radio"):
            one.choices.append(attrs.get("value", "on"))
            if "checked" in attrs:
                one.values.append(attrs.get("value", "on"))
        elif kind != "file":
            one.values.append(attrs.get("value", ""))

    def _field(self, name, kind, attrs):
        one = self._into.fields.setdefault(name, Field(name, kind))
        one.is_required |= "required" in attrs or attrs.get("aria-required") == "true"
        one.is_wrong |= attrs.get("aria-invalid") == "true"
        one.accept = attrs.get("accept", one.accept)
        one.hint = f"{attrs.get('inputmode', '')} {attrs.get('list', '')} {attrs.get('autocomplete', '')}"
        return one

    def handle_data(self, data):
        if self._area is not None:
            self._area.values[-1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select is not None:
            if self._select.kind == "one" and not self._select.values:
                self._select.values = self._select.choices[:1]
            self._select = None
        elif tag == "textarea" and self._area is not None:
            self._area.values[-1] = self._area.values[-1].removeprefix("\r").removeprefix("\n")
            self._area = None


def inside(link, origin):
    """The address a link leads to, without its fragment; None where it leaves the portal or the page."""
    if link.startswith(("#", "mailto:", "tel:", "javascript:")):
        return None
    parts = urlsplit(urljoin(origin, link))
    if parts.netloc or parts.path.startswith("/static/"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def read(text):
    """`(links, forms)` of a page."""
    reader = _Reader()
    reader.feed(text)
    return reader.links, reader.forms
