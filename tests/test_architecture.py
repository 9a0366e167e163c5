"""The house stays in order: one-way imports, no circles, short files, no signals, no inline code."""

import ast
import re
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from pillars import registers

ROOT = Path(__file__).resolve().parent.parent

#: Part of the house -> the parts it may import; anything else of ours is a back arrow.
MAY_IMPORT = {
    "desmigratif.ui": set(),
    "desmigratif.accounts": {"desmigratif.ui"},
    "villages": {"desmigratif.ui", "desmigratif.accounts"},
    "pillars": {"desmigratif.ui", "desmigratif.accounts", "villages"},
    "reports": {"desmigratif.ui", "desmigratif.accounts", "villages", "pillars"},
    "desmigratif": {"desmigratif.ui", "desmigratif.accounts", "villages", "pillars", "reports"},
}
REGISTERS = {f"pillars.{room}" for room in registers.ROOMS}
#: A register may stand on another one, which does not know it: aid is handed over to businesses.
STANDS_ON = {"pillars.aid": {"pillars.businesses"}}
#: The rooms inside the apps, each cut by the same layers, and the rooms whose nouns each must not know.
ROOMS = {
    "villages.lists": set(),
    "villages.people": set(),
    "pillars.indicators": {"pillars.people", "pillars.imports", *REGISTERS},
    "pillars.people": {"pillars.indicators", "pillars.imports", *REGISTERS},
    **{
        room: {"pillars.indicators", "pillars.imports", *REGISTERS - {room} - STANDS_ON.get(room, set())}
        for room in REGISTERS
    },
    "pillars.imports": set(),
    "reports.figures": set(),
    "reports.evaluation": set(),
}
#: A file may import files of its own layer and of the layers before it, in whatever room of its app they are.
LAYERS = (
    "choices",
    "querysets",
    "models",
    "sheets",
    "figures",
    "services",
    "filters",
    "forms",
    "exports",
    "views",
    "admin",
)


def dotted(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules():
    """Every module of the project, as `{dotted name: path}`; migrations apart."""
    return {
        dotted(path): path
        for top in ("desmigratif", "villages", "pillars", "reports")
        for path in sorted((ROOT / top).rglob("*.py"))
        if "migrations" not in path.parts
    }


@cache
def imports_of(name):
    """What a module imports, inside functions too, as `{(dotted name, whether at the top)}`."""
    path = modules()[name]
    tree = ast.parse(path.read_text())
    top = {id(node) for node in tree.body}
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {(alias.name, id(node) in top) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *(node.module.split(".") if node.module else [])])
            for alias in node.names:
                full = f"{module}.{alias.name}"
                found.add((full if full in modules() else module, id(node) in top))
    return found


def inside(name, parts):
    """The longest of `parts` in which a module lies, or None."""
    return max((part for part in parts if name == part or name.startswith(part + ".")), key=len, default=None)


def layer_of(name):
    """Place of the module's layer in LAYERS, or None for modules of no layer."""
    return next((LAYERS.index(part) for part in name.split(".")[1:] if part in LAYERS), None)


def arrows(condition):
    """Imports that break a rule, as `importer -> imported`."""
    return [
        f"{name} -> {target}"
        for name in modules()
        for target, at_top in sorted(imports_of(name))
        if target in modules() and target != name and condition(name, target, at_top)
    ]


def test_imports_go_one_way():
    def back(name, target, _at_top):
        own, other = inside(name, MAY_IMPORT), inside(target, MAY_IMPORT)
        return own != other and other not in MAY_IMPORT[own]

    assert not arrows(back)


def test_rooms_do_not_know_what_stands_beside_them():
    def beside(name, target, _at_top):
        return inside(target, ROOMS) in ROOMS.get(inside(name, ROOMS), ())

    assert not arrows(beside)


def test_nobody_names_a_register():
    """They are hooked in by `registers.ROOMS`; a library of tags lies where Django looks for it."""

    def named(name, target, _at_top):
        room = inside(target, REGISTERS)
        tags = f"pillars.templatetags.{str(room).rpartition('.')[2]}"
        own = inside(name, REGISTERS)
        return room and own != room and room not in STANDS_ON.get(own, ()) and name != tags

    assert not arrows(named)


def test_layers_go_one_way():
    def later(name, target, at_top):
        own, other = layer_of(name), layer_of(target)
        if (
            None in (own, other)
            or name.split(".")[0] != target.split(".")[0]
            or name.startswith("desmigratif")
        ):
            return False
        # A queryset reaches models inside its methods: the models are not there yet at the top.
        return other > own and not (LAYERS[own] == "querysets" and LAYERS[other] == "models" and not at_top)

    assert not arrows(later)


#: Module -> why it imports inside a function, beside querysets, which reach the models above them.
IMPORTS_LATE = {
    "desmigratif.accounts.apps": "the app is ready only then",
    "desmigratif.accounts.sessions": "Django asks for the model of a session store so",
}


def test_imports_stand_at_the_top():
    late = set()
    for name, path in modules().items():
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                parts = ast.walk(function)
                late |= (
                    {name} if any(isinstance(each, ast.Import | ast.ImportFrom) for each in parts) else set()
                )
    assert {name for name in late if "querysets" not in name.split(".")} == set(IMPORTS_LATE)


def test_no_circle_of_files():
    try:
        TopologicalSorter(
            {
                name: {
                    target
                    for target, at_top in imports_of(name)
                    if at_top and target in modules() and target != name
                }
                for name in modules()
            }
        ).prepare()
    except CycleError as circle:
        raise AssertionError(" -> ".join(circle.args[1])) from None


def unsaid(function, is_method):
    """What a signature does not say: names of parameters, and `return`."""
    first = is_method and not any(ast.unparse(one) == "staticmethod" for one in function.decorator_list)
    taken = function.args
    rest = [one for one in (taken.vararg, taken.kwarg) if one]
    named = [*taken.posonlyargs, *taken.args][first:] + taken.kwonlyargs + rest
    found = [one.arg for one in named if one.annotation is None]
    return found + ([] if function.returns or function.name == "__init__" else ["return"])


def test_services_and_figures_say_what_they_take_and_give():
    """Every public function and method; a type checker reads them (`make lint`)."""
    found = []
    for name, path in modules().items():
        parts = name.split(".")
        if not {"services", "figures"} & set(parts) or "templatetags" in parts:
            continue
        tree = ast.parse(path.read_text())
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name[0] != "_"]
        for holder in (tree, *classes):
            for node in holder.body:
                if not isinstance(node, ast.FunctionDef):
                    continue
                if node.name.startswith("_") and node.name != "__init__":
                    continue
                if missing := unsaid(node, holder is not tree):
                    place = name if holder is tree else f"{name}.{holder.name}"
                    found.append(f"{place}.{node.name}: {', '.join(missing)}")
    assert not found


def test_files_are_short_and_named():
    banned = {"utils", "helpers", "common", "core", "misc", "signals"}
    wrong = []
    for name, path in modules().items():
        limit = 300 if "models" in name.split(".") else 400
        lines = len(path.read_text().splitlines())
        if lines > limit:
            wrong.append(f"{name}: {lines} lines, at most {limit}")
        if banned & set(name.split(".")):
            wrong.append(f"{name}: says nothing of what is in it")
        if any("django.db.models.signals" in target for target, _at_top in imports_of(name)):
            wrong.append(f"{name}: rules do not hang on signals")
    assert not wrong


#: Names that say nothing without the body; `tallies.kept` is the one rule of all sums.
SAYS_NOTHING = {"said", "found", "kept", "one", "stands", "mend", "mended", "helper", "thing", "stuff"}
RULES = {"pillars.services.tallies.kept"}


def test_names_say_what_the_thing_is():
    """One word for one thing (README, "Words"): no two public classes of one name, no function `said`."""
    classes, wrong = defaultdict(list), []
    for name, path in modules().items():
        tree = ast.parse(path.read_text())
        for node in tree.body:
            # Django wants each command to be called so.
            if isinstance(node, ast.ClassDef) and node.name[0] != "_" and node.name != "Command":
                classes[node.name].append(name)
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef):
                continue
            place = f"{name}.{node.name}"
            if node.name.strip("_") in SAYS_NOTHING and place not in RULES:
                wrong.append(f"{place}: name what it returns")
    twice = {word: places for word, places in classes.items() if len(places) > 1}
    assert not twice
    assert not wrong


INLINE = re.compile(
    r"""<style|\sstyle\s*=|\son[a-z]+\s*=\s*["']|<script(?![^>]*\bsrc=)|javascript:|\|\s*safe\b"""
)


def test_templates_keep_the_content_security_policy():
    found = []
    for path in sorted((ROOT / "templates").rglob("*.*")):
        text = path.read_text()
        found += [
            f"{path.relative_to(ROOT)}:{text[: match.start()].count(chr(10)) + 1}: {match.group()!r}"
            for match in INLINE.finditer(text)
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


def test_no_test_imports_a_fixture():
    """What several files share is in the conftest of their folder, or in a plugin that the first names."""
    files = {dotted(path): ast.parse(path.read_text()) for path in (ROOT / "tests").rglob("*.py")}
    fixtures = {
        (name, part.name)
        for name, tree in files.items()
        for part in tree.body
        if isinstance(part, ast.FunctionDef)
        and any("fixture" in ast.unparse(decorator) for decorator in part.decorator_list)
    }
    assert len(fixtures) > 100
    imported = set()
    for name, tree in files.items():
        for part in ast.walk(tree):
            if isinstance(part, ast.ImportFrom):
                above = name.split(".")[: -part.level] if part.level else []
                source = ".".join([*above, *filter(None, [part.module])])
                imported |= {(name, alias.name) for alias in part.names if (source, alias.name) in fixtures}
    assert not imported
