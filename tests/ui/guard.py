"""Watches, in every test, that a form which makes something goes by `create`.

Whatever `change`, `step` and `press` insert is either named here, with the reason why a second insert cannot
happen, or belongs to `create`: a form sent twice would make it twice.
"""

import contextlib
import re

from django.db import connection

from desmigratif.ui import forms
from tests.pillars.registers import joined

INSERT = re.compile(r'^INSERT (?:OR IGNORE )?INTO [`"]?(\w+)[`"]?', re.I)
#: Rows that say what happened to another row, or stand once for it by a constraint of the database.
FOLLOWS = re.compile(
    r"(historical|_history$|event|change$|_log$|trace|tally|tallies|reach|headcount|session|silk|_areas$|_files?$)"
)
#: Table -> why a repetition adds nothing.
ONCE = {
    "accounts_mail": "tells of the change, and goes out with it",
    "accounts_emailchange": "one waits for an account at a time",
    "pillars_reach": "a stored sum",
    "pillars_activity": "one row per page on which it is recorded, by the token of that",
    "pillars_activityvillage": "the villages of an activity are stored as a whole",
    "pillars_fundingline": "the funding lines of an activity are stored as a whole",
    "pillars_attendance": "one row per person and activity",
    "pillars_indicatorvalue": "one row per indicator, area and period",
    "pillars_target": "one row per indicator, area, year and quarter",
    "pillars_indicatorversion": "one row per indicator and first year",
    "reports_programmeactivity": "one row per programme and activity",
    "reports_programmefunding": "the lines of a programme are stored as a whole",
    "villages_stage": "a corrected stage is history and is corrected no second time",
    "villages_residence": "a person who lives there already is not moved there",
    "villages_merge": "a record that was merged is no record any more",
    "villages_notsame": "one row per pair of people",
    "reports_recommendation_contributors": "one row per recommendation and organisation",
    **joined("ONCE"),
    "pillars_nilreport": "one standing row per village, pillar and quarter",
    "reports_meetingfile": "the same content is kept once",
    "reports_direction": "the directions of a meeting are stored as a whole",
    "reports_evaluationmeeting_organisations": "one row per meeting and organisation",
    "reports_assessmentfigure": "figures of a draft are taken in place of those before",
}


def _watched(inner):
    def run(*args, **kwargs):
        inserted = set()

        def note(execute, sql, params, many, context):
            if found := INSERT.match(sql):
                inserted.add(found[1])
            return execute(sql, params, many, context)

        with contextlib.ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(note))
            done = inner(*args, **kwargs)
        new = {table for table in inserted if not FOLLOWS.search(table) and table not in ONCE}
        assert not new, f"{new} by a form without a token: use `create`, or say why it cannot come twice"
        return done

    return run


def watch(monkeypatch):
    for name in ("_repeatable", "_unchanged"):
        monkeypatch.setattr(forms, name, _watched(getattr(forms, name)))
