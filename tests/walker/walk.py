"""Walks the portal as one person after the other: follows every link, opens and posts every form.

`Walk` looks at every answer and keeps what must not be (`faults`). Posts happen inside a savepoint that is
rolled back, so that each of them meets the same world.
"""

import posixpath
import time
import traceback
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.test import Client, TestCase
from django.urls import Resolver404, resolve

from .entries import MARK, ODD, filled, odd_for
from .reading import read

#: Parameters that many lists read.
FILTERS = ("q", "page", "sort", "year", "pillar", "province", "regency", "village", "scope")
#: No answer is larger than this (bytes, what was posted aside) or costs more (seconds of the processor).
LARGEST, SLOWEST = 3_000_000, 5
#: Answers that are files, or end the session that walks.
LEAVING = ("account_logout", "account_end_sessions", "admin:logout")
ROOT = Path(settings.BASE_DIR)


class Walk:
    """One walk with a sample of everything.

    `people`: `{role: user or None}`; `hidden`: `{role: words that no page may show to it}`; `chance`: a
    seeded `random.Random`; `depth`: how many pages of one kind, and trials of one form, are taken.
    """

    def __init__(self, people, hidden, chance, *, depth):
        self.hidden, self.chance, self.depth = hidden, chance, depth
        self.clients = {role: self._signed_in(user) for role, user in people.items()}
        self.signed_in = {role for role, user in people.items() if user is not None}
        self.pages = defaultdict(dict)
        self.forms = {}
        self.counts = Counter()
        self.faults = {}

    @staticmethod
    def _signed_in(user):
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        return client

    # Looking

    def look(self, role, address, *, linked_from=None):
        """The answer to a GET; what it links to and which forms it has is remembered."""
        response = self._ask(role, "get", address)
        if linked_from is not None and response.status_code in (403, 404, 405):
            self._fault(role, address, f"a link leads to {response.status_code}", f"from {linked_from}")
        return response

    def crawl(self, role, starts, most):
        """Follows links from the addresses, at most so many pages, a few of each kind."""
        waiting, seen, kinds = [(address, None) for address in starts], set(), Counter()
        while waiting and len(self.pages[role]) < most:
            address, origin = waiting.pop(self.chance.randrange(len(waiting)))
            kind = kind_of(address)
            if address in seen or kinds[kind] >= self.depth or kind[0] in LEAVING:
                continue
            seen.add(address)
            kinds[kind] += 1
            response = self.look(role, address, linked_from=origin)
            if response.status_code in (301, 302):
                waiting.append((inside(response["Location"], address), origin))
            elif response.status_code == 200 and "html" in response.get("Content-Type", ""):
                self.pages[role][address] = kind
                links, forms = read(response.content.decode())
                waiting += [(target, address) for link in links if (target := inside(link, address))]
                self._remember(role, address, forms)

    def _remember(self, role, address, forms):
        for form in forms:
            target = inside(form.action, address) if form.action else address
            if target and kind_of(target)[0] not in (*LEAVING, "set_language"):
                self.counts["forms"] += 1
                # A form is the same for whoever meets it; a few of each are kept, of several people.
                key = (kind_of(target)[0], form.key)
                self.forms.setdefault(key, []).append((role, address, target, form))

    # Asking for what cannot be

    def ask_oddly(self, role, address):
        """Odd parts of an address, and odd values of its filters."""
        parts, query = urlsplit(address), parse_qsl(urlsplit(address).query, keep_blank_values=True)
        segments = [number for number, part in enumerate(parts.path.split("/")) if part]
        if segments:
            pieces = parts.path.split("/")
            pieces[self.chance.choice(segments)] = quote(self._short_odd(), safe="")
            self._ask(role, "get", "/".join(pieces))
        name = self.chance.choice([*[name for name, _value in query], *FILTERS])
        value = self._short_odd() if name != "q" else self.chance.choice((self._short_odd(), "a " * 1500))
        kept = [pair for pair in query if pair[0] != name]
        self._ask(role, "get", f"{parts.path}?{urlencode([*kept, (name, value)])}")

    def filter_oddly(self, role, address, form):
        """A form that filters, with one odd value."""
        if form.fields:
            one = self.chance.choice(list(form.fields.values()))
            values = [value for value in odd_for(one, self.chance) if isinstance(value, str)]
            entries = {**form.entries, one.name: [value[:4000] for value in values]}
            self._ask(role, "get", f"{urlsplit(address).path}?{urlencode(entries, doseq=True)}")

    def _short_odd(self):
        return self.chance.choice(ODD)[:4000]

    # Posting

    def post_all_ways(self, role, address, target, form, trials):
        """The form empty, untouched, filled and sent twice, with one odd value after the other, all odd."""
        self._post(role, address, target, {})
        self._post(role, address, target, self._pressed(form, form.entries))
        taken = form.entries
        for _trial in range(trials):
            entries = filled(form, self.chance)
            if self._post(role, address, target, self._pressed(form, entries), times=2):
                taken = entries
        names = list(form.fields)
        for name in self.chance.sample(names, k=min(len(names), 4 * trials)):
            for _trial in range(trials):
                entries = {**taken, name: odd_for(form.fields[name], self.chance)}
                self._post(role, address, target, self._pressed(form, entries))
        odd = {name: odd_for(one, self.chance) for name, one in form.fields.items()}
        self._post(role, address, target, odd)

    def _pressed(self, form, entries):
        named = [button for button in form.buttons if button[0]]
        if not named:
            return entries
        name, value, _address = self.chance.choice(named)
        return {**entries, name: [value]}

    def _post(self, role, address, target, entries, *, times=1):
        """Whether the form was taken; where it led to, and a page that reads, are looked at as well."""
        client, cookies = self.clients[role], self.clients[role].cookies.copy()
        with transaction.atomic():
            for _time in range(times):
                for values in entries.values():
                    for value in values:
                        if hasattr(value, "seek"):
                            value.seek(0)
                response = self._ask(role, "post", target, entries)
            taken = response.status_code in (301, 302)
            if taken:
                self.counts["taken"] += 1
                for page in (inside(response["Location"], target), address, self._some_page(role)):
                    if page and kind_of(page)[0] not in LEAVING:
                        self._ask(role, "get", page)
            transaction.set_rollback(True)
        client.cookies = cookies
        return taken

    def _some_page(self, role):
        return self.chance.choice(list(self.pages[role])) if self.pages[role] else None

    # Judging

    def _ask(self, role, method, address, entries=None):
        began = time.process_time()
        with TestCase.captureOnCommitCallbacks(execute=method == "post"):
            client = self.clients[role]
            response = client.post(address, entries) if method == "post" else client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        self.counts[method] += 1
        posted = sum(len(str(value)) for values in (entries or {}).values() for value in values)
        for what, more in self._wrong(role, response, content, posted, time.process_time() - began):
            self._fault(role, f"{method} {address}", what, more, entries)
        return response

    def _wrong(self, role, response, content, posted, seconds):
        if response.status_code >= 500:
            yield crash(response)
        kind = response.get("Content-Type", "")
        if "html" in kind or "json" in kind:
            text = content.decode()
            if "Traceback (most recent call last)" in text:
                yield "a traceback on the page", ""
            if MARK[:3] in text:
                at = text.index(MARK[:3])
                yield "text that is not escaped", text[max(at - 120, 0) : at + 40]
            for word in self.hidden.get(role, ()):
                if word in text:
                    at = text.index(word)
                    yield f"shows {word} of another area", text[max(at - 120, 0) : at + 40]
        if role in self.signed_in and "no-store" not in response.get("Cache-Control", ""):
            yield "may be kept by the browser", ""
        if len(content) > LARGEST + 5 * posted:
            yield "an answer without bounds", f"{len(content)} bytes"
        if seconds > SLOWEST:
            yield "slow", f"{seconds:.1f} s"

    def _fault(self, role, address, what, more, entries=None):
        key = (what, kind_of(address.partition(" ")[2] or address)[0] if "link" in what else more)
        if key in self.faults:
            return
        said = {name: [str(value)[:60] for value in values] for name, values in (entries or {}).items()}
        posted = f"\n    {said}"[:1500] if said else ""
        self.faults[key] = f"{role}: {address[:300]}\n    {what}: {more}{posted}"
        print(self.faults[key], flush=True)


def crash(response):
    """What broke, and the line of the portal where it did."""
    if getattr(response, "exc_info", None) is None:
        return "500 without an exception", ""
    kind, error, trace = response.exc_info
    own = [frame for frame in traceback.extract_tb(trace) if _is_ours(frame.filename)]
    last = (own or traceback.extract_tb(trace))[-1]
    place = f"{posixpath.relpath(last.filename, ROOT)}:{last.lineno}"
    return f"500 {kind.__name__}", f"{place} {str(error)[:200]!r}"


def _is_ours(file):
    path = Path(file)
    return path.is_relative_to(ROOT) and not path.is_relative_to(ROOT / "tests") and ".venv" not in path.parts


def kind_of(address):
    """The name of an address in the sitemap and the names of its filters."""
    parts = urlsplit(address)
    try:
        name = resolve(unquote(parts.path)).view_name
    except Resolver404:
        name = parts.path
    return name, tuple(sorted({name for name, _value in parse_qsl(parts.query)}))


def inside(link, origin):
    """The address a link leads to, without its fragment; None where it leaves the portal or the page."""
    if link.startswith(("#", "mailto:", "tel:", "javascript:")):
        return None
    parts = urlsplit(urljoin(origin, link))
    if parts.netloc or parts.path.startswith("/static/"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")
