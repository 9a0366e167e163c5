"""One rule of what is a reason, asked by every service that keeps one."""

import ast

import pytest

from desmigratif.ui.reasons import is_reason
from tests.test_architecture import ROOT

#: Hand on a text of the portal's own, never one that somebody typed.
TRACES = {"record", "record_all"}
HAND_ON = {
    "villages/services/traces.py",
    "pillars/services/recorded.py",
    "pillars/services/import_named.py",
}


@pytest.mark.parametrize("text", ["uji", "KTP", "salah orang", "diminta 12/03/2026", "Ōsaka"])
def test_words_are_a_reason(text):
    assert is_reason(text)


@pytest.mark.parametrize(
    "text", ["", "   ", ".....", "-----", "12345", "aaaaa", "XXX", "x y z", "a.b.c", "…", "___"]
)
def test_marks_numbers_and_one_letter_are_none(text):
    assert not is_reason(text)


def test_every_service_that_takes_a_reason_asks_the_rule():
    lax, asking = [], 0
    for folder in ("villages", "pillars", "reports", "desmigratif"):
        for path in sorted((ROOT / folder).rglob("services/*.py")):
            if str(path.relative_to(ROOT)) in HAND_ON:
                continue
            text = path.read_text()
            for node in ast.walk(ast.parse(text)):
                if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or node.name in TRACES:
                    continue
                if "reason" in {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}:
                    asking += 1
                    if "not is_reason(" not in text:
                        lax.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert lax == []
    assert asking > 10
