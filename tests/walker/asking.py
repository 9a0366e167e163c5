"""Asks the portal as one person after the other, and looks at every answer for what must not be."""

import posixpath
import re
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.contrib.messages import WARNING
from django.db import transaction
from django.test import Client, TestCase
from django.urls import Resolver404, resolve

from .entries import MARK
from .locks import Locks

#: No answer is larger than this (bytes, what was posted aside) or costs more (seconds of the processor).
LARGEST, SLOWEST = 3_000_000, 5
#: Addresses that end the session that walks.
LEAVING = ("account_logout", "admin:logout")
ROOT = Path(settings.BASE_DIR)
#: One thing to correct, with the field that it is about.
SAID = re.compile(r"<li>(?:<a|<b).*?</li>", re.DOTALL)
#: A sentence, and a link behind it that says its words again.
SAID_AGAIN = re.compile(r"(\w[^.<>]{5,60})\.\s*<a [^>]*>\1</a>")


class Asker:
    """`people`: `{role: user or None}`; `hidden`: `{role: words that no page may show to it}`."""

    def __init__(self, people, hidden):
        self.hidden = hidden
        self.clients = {role: self._signed_in(user) for role, user in people.items()}
        self.signed_in = {role for role, user in people.items() if user is not None}
        self.counts = Counter()
        self.faults = {}
        self.locks = Locks()

    @staticmethod
    def _signed_in(user):
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        return client

    def get(self, role, address):
        return self._ask(role, "get", address)

    def post(self, role, address, entries):
        for values in entries.values():
            for value in values:
                if hasattr(value, "seek"):
                    value.seek(0)
        return self._ask(role, "post", address, entries)

    @contextmanager
    def aside(self, role):
        """What is posted in here is taken back afterwards, so that each trial meets the same world."""
        client, cookies = self.clients[role], self.clients[role].cookies.copy()
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
        client.cookies = cookies

    def _ask(self, role, method, address, entries=None):
        began = time.process_time()
        watched = self.locks.watch(f"{method} {kind_of(address)[0]}")
        with watched, TestCase.captureOnCommitCallbacks(execute=method == "post"):
            client = self.clients[role]
            response = client.post(address, entries) if method == "post" else client.get(address)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        self.counts[method] += 1
        posted = sum(len(str(value)) for values in (entries or {}).values() for value in values)
        for what, more in self._wrong(role, response, content, posted, time.process_time() - began):
            self.fault(role, f"{method} {address}", what, more, entries)
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
            summary = text.partition('<div class="errsum"')[2].partition("</div>")[0]
            for sentence, times in Counter(SAID.findall(summary)).items():
                if times > 1:
                    yield "says the same twice", sentence[:200]
            for sentence in SAID_AGAIN.findall(text):
                yield "a link repeats the sentence before it", sentence
        if role in self.signed_in and "no-store" not in response.get("Cache-Control", ""):
            yield "may be kept by the browser", ""
        if len(content) > LARGEST + 5 * posted:
            yield "an answer without bounds", f"{len(content)} bytes"
        if seconds > SLOWEST:
            yield "slow", f"{seconds:.1f} s"

    def fault(self, role, address, what, more, entries=None):
        """Keeps what is wrong, once for each kind of it and place in the code."""
        key = (what, kind_of(address.partition(" ")[2] or address)[0] if "link" in what else more)
        if key in self.faults:
            return
        said = {name: [str(value)[:60] for value in values] for name, values in (entries or {}).items()}
        posted = f"\n    {said}"[:1500] if said else ""
        self.faults[key] = f"{role}: {address[:300]}\n    {what}: {more}{posted}"
        print(self.faults[key], flush=True)


def is_page(response):
    return response.status_code == 200 and "html" in response.get("Content-Type", "")


def is_taken(response):
    """Whether what was posted was done: it leads on, and not with a warning."""
    if response.status_code not in (301, 302):
        return False
    queued = getattr(getattr(response.wsgi_request, "_messages", None), "_queued_messages", ())
    return all(message.level < WARNING for message in queued)


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
