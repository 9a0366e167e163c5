"""What every test watches: who writes the rows that count.

A closed quarter must stay as it stands, so whoever writes such rows is tried against one in
`tests/pillars/trials.py`. Which services and addresses those are is seen here by what they do: a new one that
writes what counts fails the first test that calls it, and one that writes nothing of the kind needs nothing.
"""

import re
import sys
from functools import cache

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.db.models.query_utils import DeferredAttribute

WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')
SERVICES = re.compile(r"(pillars|villages|reports)\.(\w+\.)*services(\.|$)")


@cache
def counting():
    """The tables whose rows enter figures, those of every register among them; the stored sums follow."""
    from pillars import models
    from tests.pillars.registers import DECLARED

    names = (
        "Activity",
        "ActivityVillage",
        "HeadCount",
        "FundingLine",
        "Attendance",
        "Attachment",
        "NilReport",
        "IndicatorValue",
    )
    rooms = {f"pillars.{room}.models" for room, declared in DECLARED.items() if declared.TRIALS}
    of_registers = [
        model
        for model in apps.get_app_config("pillars").get_models()
        if model.__module__ in rooms and not model.__name__.startswith("Historical")
    ]
    return {model._meta.db_table for model in [*(getattr(models, name) for name in names), *of_registers]}


class Writers:
    """Remembers by which service and which address each write to a counting table came."""

    def __init__(self):
        self.seen = set()

    def __call__(self, execute, sql, params, many, context):
        written = WRITES.match(sql)
        if written and written[1] in counting():
            self.seen |= ways_in(sys._getframe(1))
        return execute(sql, params, many, context)

    def found_untried(self):
        """Those that are tried nowhere, and forgets what it saw."""
        from tests.pillars.trials import POSTED, TRIED

        seen, self.seen = self.seen, set()
        return seen - set(TRIED) - set(POSTED)


def ways_in(frame):
    """The outermost public service on the stack, and the name of the address that is being answered."""
    service = address = None
    while frame is not None:
        module, function = frame.f_globals.get("__name__", ""), frame.f_code.co_name
        if SERVICES.match(module) and not function.startswith(("_", "<")):
            service = f"{module}.{function}"
        elif module == "django.core.handlers.base" and function == "_get_response":
            match = frame.f_locals["request"].resolver_match
            address = match.view_name if match else None
        frame = frame.f_back
    return {name for name in (service, address) if name}


@pytest.fixture(autouse=True)
def writers():
    """Fails a test in which something wrote what counts that no trial holds against a closed quarter."""
    seen = Writers()
    with connection.execute_wrapper(seen):
        yield seen
    untried = sorted(seen.found_untried())
    assert not untried, f"{untried} write what counts: try them in tests/pillars/trials.py."


@pytest.fixture(scope="session", autouse=True)
def _whole_rows():
    """No row is completed column by column: what `only` left out would be a query for every row."""
    refresh = Model.refresh_from_db

    def refused(self, using=None, fields=None, **kwargs):
        if sys._getframe(1).f_code is DeferredAttribute.__get__.__code__:
            raise AssertionError(
                f"{self._meta.label}.{fields[0]} is read but was not loaded: see `only`, `defer`"
            )
        return refresh(self, using=using, fields=fields, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Model, "refresh_from_db", refused)
        yield
