"""One clock for rules: the programme's day."""

import ast
import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from desmigratif.ui import clock

OTHER_CLOCKS = ("timezone.localdate", "date.today", "datetime.now", "timezone.now().date", "datetime.today")


def test_the_day_is_that_of_jakarta_whoever_reads(time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 31, 17, 30, tzinfo=datetime.UTC))
    for zone in ("Asia/Jayapura", "Asia/Jakarta", "UTC"):
        with timezone.override(zone):
            assert clock.today() == datetime.date(2026, 4, 1)


def test_no_rule_asks_another_clock():
    root, asked = Path(settings.BASE_DIR), []
    for app in ("desmigratif", "villages", "pillars", "reports"):
        for path in (root / app).rglob("*.py"):
            if path.name == "clock.py" or "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(OTHER_CLOCKS):
                    asked.append(f"{path.relative_to(root)}:{node.lineno}")
    assert not asked


def test_no_test_puts_another_clock_in_place_of_one():
    """`it_is` and `time_machine` tell every clock at once, the default values of the database too."""
    clocks = ("now", "today", "localdate", "localtime", "time")
    patched = []
    for path in (Path(settings.BASE_DIR) / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".setattr", "patch")):
                names = [str(one.value) for one in node.args[:2] if isinstance(one, ast.Constant)]
                if any(name.rpartition(".")[2] in clocks for name in names):
                    patched.append(f"{path.name}:{node.lineno}")
    assert not patched
