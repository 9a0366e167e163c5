"""A number that is a link opens what it counts: found on every page, on data that came in by every way."""

import html
import re
from collections import Counter
from functools import cache
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse

from tests.test_access import TABLE

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a\b[^>]*href="([^"#]*\?[^"#]+)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
#: For screen readers a link says more than its number.
UNSEEN = re.compile(r'<span class="visually-hidden">.*?</span>', re.DOTALL)
TAG = re.compile(r"<[^>]+>")
NUMBER = re.compile(r"\d[\d,]*")
#: Of the links of one page that differ only in their values, so many are followed.
OF_A_KIND = 1
#: In millions of rupiah, where the list adds up in full.
IN_MILLIONS = "/pemetaan/program/"


def texts(markup):
    return html.unescape(TAG.sub(" ", UNSEEN.sub("", markup)))


def numbers_of(text):
    """`(address, number)` of every link of a page that says a number and nothing else."""
    for href, label in LINK.findall(text):
        said = texts(label).strip()
        if NUMBER.fullmatch(said):
            yield html.unescape(href), int(said.replace(",", ""))


def says(answer, number):
    """Whether the page that a number leads to is a list of so many rows, or says the number itself."""
    page = answer.context and answer.context.get("page")
    if page is not None and page.paginator.count == number:
        return True
    return f"{number:,}" in re.findall(NUMBER, texts(answer.text.partition("<main")[2]))


def followed_by(role, ask, arguments):
    """`(where the number stands, number, where it leads)` of the links that a role is shown."""
    kinds = Counter()
    for name, (method, key, expected) in TABLE.items():
        if method != "get" or expected[role] != "ok":
            continue
        start = reverse(name, args=arguments[key])
        answer = ask(start)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        for href, number in numbers_of(answer.text.partition("<main")[2]):
            address = start + href if href.startswith("?") else href
            path, _mark, query = address.partition("?")
            asked = dict(parse_qsl(query))
            kind = (start, re.sub(r"\d+", "N", path), *sorted(asked))
            kinds[kind] += 1
            is_page = {"page", "sort"} & set(asked) or asked.get("year") == str(number)
            if kinds[kind] <= OF_A_KIND and not is_page and path != IN_MILLIONS:
                yield start, number, address


def test_every_number_opens_what_it_counts(country, client, request):
    wrong, followed = [], Counter()
    for role in ("reviewer", "officer"):
        client.force_login(request.getfixturevalue(role))
        ask = cache(client.get)
        for start, number, address in followed_by(role, ask, country):
            opened = ask(address)
            followed[role] += 1
            if opened.status_code != 200 or not says(opened, number):
                wrong.append(f"{role}: {start} says {number}, {address} does not ({opened.status_code})")
    assert not wrong, "\n".join(wrong)
    assert min(followed.values()) > 20, followed
