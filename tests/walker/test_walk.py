"""No page breaks: every link and every form, as every role, on data that came in by every way in.

A sample in each run; `WALK=all` walks everything, `WALK_SEED=n` repeats a run (README).
"""

import logging
import os
import random
import time
import uuid

import pytest
from django.urls import NoReverseMatch, reverse

from tests.test_access import (  # noqa: F401 (fixtures)
    PEOPLE,
    TABLE,
    assessed,
    mapped_things,
    recommended,
    register,
    things,
)

from .walk import Walk
from .world import FAR, country  # noqa: F401 (fixture)

pytestmark = pytest.mark.django_db

WHOLE = os.environ.get("WALK") == "all"
SEED = int(os.environ.get("WALK_SEED") or uuid.uuid4().int % 10**6)
NEAR = ("anonymous", "officer", "village_officer", "province_reader")


@pytest.fixture(autouse=True)
def _quiet():
    """Thousands of answers 404 are no news."""
    logger = logging.getLogger("django.request")
    level, logger.level = logger.level, logging.CRITICAL
    yield
    logger.level = level


def budget(sample, whole):
    return whole if WHOLE else sample


def addresses(things):  # noqa: F811
    """Every address of the sitemap that has a name, with the things it is about."""
    for name, (_method, key, _expected) in TABLE.items():
        try:
            yield reverse(name, args=things[key])
        except NoReverseMatch:
            continue


def walk_all(people, hidden, starts):
    chance = random.Random(SEED)
    walk = Walk(people, hidden, chance, depth=budget(1, 4))
    began = time.monotonic()
    for role in people:
        known = starts if WHOLE else chance.sample(starts, k=min(len(starts), 8))
        walk.crawl(role, ["/", *(["/admin/"] if role == "admin" else []), *known], budget(12, 3000))
    visited = [(role, address) for role, pages in walk.pages.items() for address in pages]
    asked = visited + [(role, address) for address in starts for role in people]
    for role, address in chance.sample(asked, k=min(len(asked), budget(60, 2500))):
        walk.ask_oddly(role, address)
    kinds = sorted(walk.forms, key=str)
    for key in chance.sample(kinds, k=min(len(kinds), budget(14, len(kinds)))):
        met = walk.forms[key]
        for role, address, target, form in chance.sample(met, k=min(len(met), budget(1, 2))):
            if form.method == "get":
                for _trial in range(budget(2, 12)):
                    walk.filter_oddly(role, target, form)
            else:
                walk.post_all_ways(role, address, target, form, budget(1, 2))
    seconds = time.monotonic() - began
    print(
        f"walked with WALK_SEED={SEED}: {len(visited)} pages, {len(kinds)} kinds of forms "
        f"({walk.counts['forms']} met), {walk.counts['get']} asked, {walk.counts['post']} posted, "
        f"{walk.counts['taken']} taken, {seconds:.0f} s"
    )
    return walk


def said(walk):
    return f"WALK_SEED={SEED}\n" + "\n".join(walk.faults.values())


def test_nothing_breaks_on_data_from_every_way_in(country, request):  # noqa: F811
    people = {role: None if role == "anonymous" else request.getfixturevalue(role) for role in PEOPLE}
    walk = walk_all(people, dict.fromkeys(NEAR, [FAR]), list(addresses(country)))
    assert not walk.faults, said(walk)
    assert walk.counts["post"]


def test_nothing_breaks_before_anything_was_entered(pillars, places, request):
    """Reference data only: every list is empty, every sum nothing."""
    people = {role: None if role == "anonymous" else request.getfixturevalue(role) for role in PEOPLE}
    walk = walk_all(people, {}, ["/"])
    assert not walk.faults, said(walk)
