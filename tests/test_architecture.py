"""The house stays in order: one-way imports, short files, no signals, no inline style or script."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: Package -> the packages of this project it may import; anything else of ours is a back arrow.
MAY_IMPORT = {
    "desmigratif.ui": set(),
    "desmigratif.accounts": {"desmigratif.ui"},
    "villages": {"desmigratif.ui", "desmigratif.accounts"},
    "pillars": {"desmigratif.ui", "desmigratif.accounts", "villages"},
    "reports": {"desmigratif.ui", "desmigratif.accounts", "villages", "pillars"},
    "desmigratif": {"desmigratif.ui", "desmigratif.accounts", "villages", "pillars", "reports"},
}
#: Within an app: a layer may import the layers before it.
LAYERS = ["choices", "querysets", "models", "services", "forms", "views"]


def package_of(path):
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return max((name for name in MAY_IMPORT if dotted == name or dotted.startswith(name + ".")), key=len)


def python_files():
    for name in ("desmigratif", "villages", "pillars", "reports"):
        for path in sorted((ROOT / name).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def imports_of(path):
    """Absolute dotted names of everything a file imports, wherever in the file."""
    here = path.relative_to(ROOT).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(here[: len(here) - node.level]) if node.level else []
            module = ".".join([*base, *(node.module.split(".") if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def ours(dotted):
    found = [name for name in MAY_IMPORT if dotted == name or dotted.startswith(name + ".")]
    return max(found, key=len) if found else None


@pytest.mark.parametrize("path", list(python_files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path):
    package = package_of(path)
    wrong = {
        name
        for name in imports_of(path)
        if (target := ours(name)) and target != package and target not in MAY_IMPORT[package]
    }
    assert not wrong


@pytest.mark.parametrize("path", list(python_files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_layers_within_an_app_go_one_way(path):
    package = package_of(path)
    inside = path.relative_to(ROOT / Path(*package.split("."))).with_suffix("").parts
    if inside[0] not in LAYERS:
        return
    later = {f"{package}.{name}" for name in LAYERS[LAYERS.index(inside[0]) + 1 :]}
    wrong = {
        name
        for name in imports_of(path)
        if any(name == layer or name.startswith(layer + ".") for layer in later)
        # A queryset reaches other models inside its methods: the models are not there yet at the top.
        and not (inside[0] == "querysets" and name.startswith(f"{package}.models"))
    }
    assert not wrong


def test_files_are_short():
    limits = {"models": 300, "views": 400}
    long = []
    for path in python_files():
        lines = len(path.read_text().splitlines())
        limit = next((size for part, size in limits.items() if part in path.parts), 400)
        if lines > limit:
            long.append(f"{path.relative_to(ROOT)}: {lines} lines, at most {limit}")
    assert not long


def test_no_room_without_a_name():
    banned = {"utils", "helpers", "common", "core", "misc", "signals"}
    assert not [path for path in python_files() if banned & {path.stem, *path.parent.parts}]


def test_no_signals():
    wrong = [
        path
        for path in python_files()
        if any("django.db.models.signals" in name for name in imports_of(path))
    ]
    assert not wrong


INLINE = re.compile(
    r"""<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|<script(?![^>]*\bsrc=)|javascript:|\|\s*safe\b"""
)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "templates").rglob("*.*")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_templates_keep_the_content_security_policy(path):
    text = path.read_text()
    found = [
        f"{text[: match.start()].count(chr(10)) + 1}: {match.group()!r}" for match in INLINE.finditer(text)
    ]
    assert not found


def test_nothing_names_a_registry_or_a_place_on_one_machine():
    hosts = ["pypi" + ".org", "npmjs" + ".", "python" + "hosted", "deb." + "debian"]
    wrong = []
    for path in ROOT.rglob("*"):
        if not path.is_file() or {".git", ".venv", "staticfiles", ".demo"} & set(path.parts):
            continue
        if path.suffix not in {".py", ".md", ".toml", ".lock", ".html", ".txt", ".css", ".js", ".json", ""}:
            continue
        text = path.read_text(errors="ignore")
        wrong += [f"{path.relative_to(ROOT)}: {host}" for host in hosts if host in text]
    assert not wrong
