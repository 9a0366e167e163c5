"""In which order requests lock tables: nobody waits in a circle where all lock them in one order."""

import itertools
import re
from collections import defaultdict
from contextlib import nullcontext

from django.db import connection

LOCKED = re.compile(r'^(?:UPDATE|DELETE FROM|SELECT .*?FROM(?=.* FOR (?:NO KEY )?UPDATE)) "(\w+)"', re.DOTALL)


class Locks:
    """Watches the statements of one request after the other.

    A transaction of a request is a savepoint within the test's. SQLite is asked for no locks of rows, so that
    only PostgreSQL is watched.
    """

    def __init__(self):
        #: `{table: {table that was locked while it was: {who did it: tables that were locked before both}}}`
        self._after = defaultdict(lambda: defaultdict(dict))
        self._who, self._held, self._depth = "", [], 0

    def watch(self, who):
        self._who, self._held, self._depth = who, [], 0
        has_locks = connection.features.has_select_for_update
        return connection.execute_wrapper(self) if has_locks else nullcontext()

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith("SAVEPOINT"):
            self._depth += 1
        elif sql.startswith("RELEASE SAVEPOINT"):
            self._depth -= 1
        if self._depth <= 0:
            self._held = []
        elif (found := LOCKED.match(sql)) and found[1] not in self._held and context["cursor"].rowcount:
            for place, first in enumerate(self._held):
                self._after[first][found[1]][self._who] = frozenset(self._held[:place])
            self._held.append(found[1])
        return result

    def circles(self):
        """Sentences: two tables that are locked in both orders, and nothing before them that both hold."""
        for first, then in itertools.combinations(sorted(self._after), 2):
            for who, held in self._after[first][then].items():
                for other, held_by_other in self._after[then][first].items():
                    if not held & held_by_other:
                        yield f"{who} locks {first}, then {then}; {other} the other way round"
