"""No page breaks: every link and every form, as every role, on data that came in by every way in.

A sample in each run; `WALK=all` walks everything, `WALK_SEED=n` repeats a run (README).
"""

import logging
import os
import random
import time
import uuid

import pytest
from django.template import Template
from django.urls import NoReverseMatch, reverse

from desmigratif.accounts.models import Organisation
from tests.factories import PASSWORD
from tests.pillars.registers import joined
from tests.test_access import PEOPLE, TABLE

from .administration import Administration
from .asking import Asker
from .reaching import Reach
from .sending import Sender
from .walk import Walk
from .world import FAR, NIKS

pytestmark = [
    pytest.mark.django_db,
    # Django's own filter of days in the admin; outside of tests it is a line in the log.
    pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime:RuntimeWarning"),
]

WHOLE = os.environ.get("WALK") == "all"
SEED = int(os.environ.get("WALK_SEED") or uuid.uuid4().int % 10**6)
NEAR = ("anonymous", "officer", "village_officer", "province_reader")


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    """Thousands of answers 404 are no news, and nobody asks which templates were drawn."""
    logger = logging.getLogger("django.request")
    monkeypatch.setattr(logger, "level", logging.CRITICAL)
    monkeypatch.setattr(Template, "_render", lambda self, context: self.nodelist.render(context))


@pytest.fixture
def people(request):
    return {role: None if role == "anonymous" else request.getfixturevalue(role) for role in PEOPLE}


def budget(sample, whole):
    return whole if WHOLE else sample


def addresses(things):
    """Every address of the sitemap that has a name, with the things it is about."""
    for name, (_method, key, _expected) in TABLE.items():
        try:
            yield reverse(name, args=things[key])
        except NoReverseMatch:
            continue


def follow(walk, starts, chance):
    """Follows links as everybody. Before anything is posted: what a post removes from the disk stays away."""
    for role in walk.asker.clients:
        known = starts if WHOLE else chance.sample(starts, k=min(len(starts), 3))
        walk.crawl(role, ["/", *(["/admin/"] if role == "admin" else []), *known], budget(4, 400))


def mistake(walk, sender, starts, chance):
    """Asks for and sends what nobody means, from pages that were opened."""
    asker = walk.asker
    visited = [(role, address) for role, pages in walk.pages.items() for address in pages]
    asked = visited + [(role, address) for address in starts for role in asker.clients]
    for role, address in chance.sample(asked, k=min(len(asked), budget(20, 1000))):
        walk.ask_oddly(role, address)
    kinds = sorted(walk.forms, key=str)
    for key in chance.sample(kinds, k=min(len(kinds), budget(6, len(kinds)))):
        met = walk.forms[key]
        for role, address, target, form in chance.sample(met, k=1):
            if form.method == "get":
                for _trial in range(budget(2, 5)):
                    walk.filter_oddly(role, target, form)
            else:
                sender.send_all_ways(role, address, target, form, 1)


def report(walk, began):
    pages, counts = sum(map(len, walk.pages.values())), walk.asker.counts
    return (
        f"walked with WALK_SEED={SEED}: {pages} pages, {len(walk.forms)} kinds of forms "
        f"({counts['forms']} met), {counts['get']} asked, {counts['post']} posted, "
        f"{counts['taken']} taken, {time.process_time() - began:.1f} s of the processor"
    )


def foreign(country):
    """Keys of rows of the other province, as a form would post them."""
    return [str(part) for args in country["far"].values() for part in args]


def ask_for_far(walk, far, chance):
    """Addresses of the other province, as those who serve this one and may ask the same at home."""
    for name, (method, key, expected) in TABLE.items():
        if key in far and expected["stranger"] == "404":
            roles = [role for role in ("officer", "village_officer") if expected[role] == "ok"]
            for role in roles if WHOLE else chance.sample(roles, k=min(len(roles), 1)):
                walk.ask_for_far(role, method, reverse(name, args=far[key]))


def known(people):
    """What nobody can guess, by address."""
    return {
        "account_login": {"login": [people["officer"].email], "password": [PASSWORD]},
        "pillars:beneficiary-find": {"nik": ["3504145703859801"]},
        "admin:accounts_organisationchange_add": {
            "kind": ["function_moved"],
            "organisation": [str(Organisation.objects.order_by("pk").last().pk)],
        },
        "admin:reports_assessmentgrade_add": {"value": ["9"]},
        # Two thresholds in order.
        "admin:reports_readinessscale_add": {"ready_from": ["80"], "underway_from": ["50"]},
        "admin:pillars_scale_add": {"on_track_from": ["90"], "attention_from": ["60"]},
        "admin:pillars_reportingperiod_add": {
            "year": ["2031"],
            "quarter": ["1"],
            "starts_on": ["2031-01-01"],
            "ends_on": ["2031-03-31"],
            "due_on": ["2031-04-10"],
        },
        "reports:programme-create": {"villages": ["35.04.14.2011"]},
        # Within the bounds of each index.
        "villages:index-create": {"score": ["0,75"], "year": ["2019"]},
        "pillars:transfer-create": {"nik": [NIKS[2]]},
        "pillars:import-mapping": {"reason": ["Daftar hadir pelatihan"]},
        "pillars:indicator-create": {"code": ["UJI-1"]},
        "pillars:activity-create": {"villages": ["35.04.14.2011"], "pillar": ["II"], "type": []},
        **joined("ANSWERS"),
    }


def said(walk):
    return f"WALK_SEED={SEED}\n" + "\n".join(walk.asker.faults.values())


def test_nothing_breaks_on_data_from_every_way_in(country, people):
    began, chance = time.process_time(), random.Random(SEED)
    asker = Asker(people, dict.fromkeys(NEAR, [FAR]))
    walk = Walk(asker, chance, depth=budget(1, 2))
    sender = Sender(
        asker,
        chance,
        known=known(people),
        foreign=foreign(country),
        shown=walk.remember,
        again=budget(0.3, 1),
    )
    starts = list(addresses(country))
    follow(walk, starts, chance)
    never = Reach(walk, sender, country, chance).never_taken()
    Administration(asker, sender, chance, whole=WHOLE).visit()
    ask_for_far(walk, country["far"], chance)
    mistake(walk, sender, starts, chance)
    print(report(walk, began))
    assert not asker.faults, said(walk)
    assert not (circles := list(asker.locks.circles())), "\n".join(circles)
    assert not never, f"WALK_SEED={SEED}: no post was taken"


def test_nothing_breaks_before_anything_was_entered(pillars, places, people):
    """Reference data only: every list is empty, every sum nothing."""
    began, chance = time.process_time(), random.Random(SEED)
    asker = Asker(people, {})
    walk = Walk(asker, chance, depth=budget(1, 2), is_filled=False)
    sender = Sender(asker, chance, shown=walk.remember)
    follow(walk, ["/"], chance)
    mistake(walk, sender, ["/"], chance)
    print(report(walk, began))
    assert not asker.faults, said(walk)
