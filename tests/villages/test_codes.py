"""Arithmetic of area codes, and that nobody does it on the side."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from villages import codes
from villages.choices import Level

VILLAGE = "35.04.14.2011"


def test_parts_and_levels():
    assert codes.regency_of(VILLAGE) == "35.04"
    assert codes.part_of(VILLAGE, Level.PROVINCE) == "35"
    assert codes.part_of("35", Level.REGENCY) == "35"
    assert codes.above(VILLAGE) == ["00", "35", "35.04", "35.04.14"]
    assert codes.above("00") == []
    assert codes.parent_of("35") == "00"
    levels = [codes.level_of(code) for code in ("00", "35", "35.04", "35.04.14", VILLAGE)]
    assert levels == [Level.NATION, Level.PROVINCE, Level.REGENCY, Level.DISTRICT, Level.VILLAGE]
    assert codes.village_column(Level.REGENCY, "home__") == "home__regency"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3504142011", VILLAGE),
        (VILLAGE, VILLAGE),
        (" 35.04 ", "35.04"),
        ("350", "35.0"),
        ("Tunggangri", ""),
        ("", ""),
        ("3", ""),
    ],
)
def test_codes_as_written(text, code):
    assert codes.from_text(text) == code


def test_nobody_cuts_codes_on_the_side():
    """`code[:5]` and the like stand in codes.py alone."""
    root, wrong = Path(settings.BASE_DIR), []
    for app in ("desmigratif", "villages", "pillars", "reports"):
        for path in (root / app).rglob("*.py"):
            if path.name == "codes.py" or "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)):
                    continue
                name = ast.unparse(node.value)
                if any(word in name for word in ("code", "area.pk", "regency", "village")):
                    bound = node.slice.upper or node.slice.lower
                    if isinstance(bound, ast.Constant) and bound.value in (2, 5, 8):
                        wrong.append(f"{path.relative_to(root)}:{node.lineno} {ast.unparse(node)}")
    assert not wrong
