"""Every page goes by the kit: its frame, its forms and what a service refuses."""

import ast
import importlib
import inspect
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import get_resolver

from desmigratif.ui.lists import Chosen

KIT = {"create", "change", "step", "press", "carry_out"}
OURS = ("desmigratif.", "villages.", "pillars.", "reports.")
#: View -> why it has a way of its own.
OWN_WAY = {
    "activity_check": "shows what the draft lacks, stores nothing",
    "activity_send": "the check page asks questions, and comes again with them",
    "choose_language": "Django's own switch",
    "import_send": "sends many and names those that are refused",
    "import_resume": "goes on with what was begun",
    "own_account": "settings of the own account, with the cookie of the language",
    "user_send_mail": "a mail, no row",
}
#: Module -> why it catches a refusal itself.
CATCHES = {
    "pillars/views/attendances.py": "a name that is none is left out of those to be registered",
    "pillars/views/entries.py": "a draft keeps what can be read; files are refused one by one",
    "pillars/views/workflow.py": "the check page comes again with its questions",
    "pillars/imports/upload_views.py": "a file that cannot be read ends its import, or shows other sheets",
    "pillars/indicators/views/targets.py": "a refusal finds the cell of its sheet",
    "reports/evaluation/views/meetings.py": "files are refused one by one",
}
#: Exception -> what it carries beside a sentence and a field, or why nobody reads its sentence.
REFUSALS = {
    "Refused": "the one refusal: a sentence and the field that it is about",
    "FileRefused": "the kind of fault of a whole file",
    "SameFile": "the import that the file made",
    "PeriodClosed": "the quarter, from whose page an exception is asked for",
    "NothingToTransfer": "the person who lives here already",
    "RegisteredElsewhere": "nothing: the page then offers to ask the other office",
    "ParseError": "a parser's: the kind of fault of one text",
    "AmountError": "of an amount",
    "CountError": "of a count",
    "NumberError": "of a number with decimals",
    "DateError": "of a date",
    "CountryUnknown": "of a country",
    "NameRefused": "of a name",
    "NikRefused": "of a NIK",
    "ListRefused": "a command's: the faults of all lines of the official list",
    "Overtaken": "never shown: tried once more",
    "_Overtaken": "never shown: another process goes on with the check",
    "NotAll": "never shown: ends the storing of a list that was to be stored whole or not at all",
}
#: View -> which single word of its address it reads itself, and why no form or filter does.
OWN_WORDS = {
    "activity_create": "a word chooses the regency whose page is drawn: posted or in the address",
    "_opening": "several villages, which the page then ticks",
    "activity_edit": "a mark of the page before, no choice",
    "place_in_queue": "a mark of the page before, no choice",
    "activities_together": "the activities ticked on the page before",
    "_added_up": "a button: add up the whole list",
    "report_list": "one regency, 404 where it is not the reader's",
    "read_scope": "areas, 404 where they are not the reader's",
    "_chosen_sheet": "the sheet of the file that the next step is about",
    "village_create": "whether anything was looked for yet",
    "choose_language": "Django's own",
    "_typed": "Django's own",
}
#: Template -> why it draws a card, a table or a bar of filters itself.
OWN_PARTS = {"pillars/beneficiaries/list.html": "a NIK is asked for by a post, never in an address"}
#: Template -> why it draws a heading, or the whole page, of its own.
OWN_HEADING = {
    "base.html": "the frame of every page",
    "components/_bare.html": "the frame of pages without a request",
    "components/remembered.html": "a page that was made before, whole",
    "account/base_entrance.html": "the frame of the pages about signing in: within a card",
    "allauth/layouts/base.html": "the same for the pages of allauth that are not translated",
    "reports/public/landing.html": "the public first page, on a coloured ground",
}
#: Template -> why it draws pages of rows, or chips, outside a list.
OWN_LIST = {
    "pillars/imports/rows.html": "rows of one upload, chosen by what becomes of them",
    "pillars/imports/send.html": "rows of one upload to tick",
    "reports/dashboards/_ranking.html": "a part of a page of figures",
    "reports/home/_quarter.html": "a part of the first page",
    "reports/indicators/detail.html": "a part of a page of figures",
    "reports/meetings/list.html": "its filter chooses the recommendations of the whole page",
    "reports/periods/detail.html": "a part of a page of figures",
    "reports/periods/missing.html": "a part of a page of figures",
    "reports/programmes/activities.html": "rows to tick, searched by name",
    "villages/villages/search.html": "official villages, searched by name before anything is listed",
}


THEIRS = ("admin/", "simple_history/", "bootstrap5/")
APPS = ("desmigratif", "villages", "pillars", "reports")
HAND_DRAWN = re.compile(
    r"""<table\b|<caption\b|class="[^"]*\b(?:card-x|pcard|scroll|crumb|filters)\b|{{ \w+\.history_user\b"""
)


def is_ours(view):
    return view.__module__.startswith(OURS) and "views" in view.__module__


def views():
    """`{name: function}` of every page of ours in the sitemap."""
    found = {}

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns)
            elif is_ours(view := inspect.unwrap(pattern.callback)):
                found[view.__name__] = view

    walk(get_resolver().url_patterns)
    return found


@cache
def functions_of(module):
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def said_by(view):
    """The names that a view says, and those of the functions of its module and app that it calls."""
    seen, todo = set(), [(view.__module__, view.__name__)]
    names = set()
    while todo:
        module, name = todo.pop()
        if (module, name) in seen or name not in functions_of(module):
            continue
        seen.add((module, name))
        for node in ast.walk(functions_of(module)[name]):
            said = getattr(node, "id", None) or getattr(node, "attr", None)
            if said:
                names.add(said)
                other = getattr(sys.modules[module], said, None)
                if inspect.isfunction(other) and "views" in (other.__module__ or ""):
                    todo.append((other.__module__, said))
    return names


def takes_posts(view):
    source = inspect.getsource(view)
    return "require_safe" not in source and ("POST" in source or "POST" in said_by(view))


def test_every_address_that_takes_a_post_goes_by_the_kit():
    posted = {name: view for name, view in views().items() if takes_posts(view)}
    assert len(posted) > 50
    astray = {name for name, view in posted.items() if not said_by(view) & KIT}
    assert astray == set(OWN_WAY)


def test_no_view_catches_a_refusal_itself():
    root, catching = Path(settings.BASE_DIR), set()
    for app in ("desmigratif", "villages", "pillars", "reports"):
        for path in (root / app).rglob("*.py"):
            if "views" not in path.parts and not path.stem.endswith("views"):
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ExceptHandler) and node.type and "Refused" in ast.unparse(node.type):
                    catching.add(str(path.relative_to(root)))
    assert catching == set(CATCHES)


def templates():
    """`{name: text}` of every template of ours; those of the Django admin and of crispy are theirs."""
    root = Path(settings.BASE_DIR) / "templates"
    named = {str(path.relative_to(root)): path.read_text() for path in root.rglob("*.html")}
    return {name: text for name, text in named.items() if not name.startswith(THEIRS)}


def test_the_frame_draws_heading_and_breadcrumbs():
    signs = ("<h1", 'class="head"', "{% block main %}", "{% block breadcrumbs %}")
    own = {name for name, text in templates().items() if any(sign in text for sign in signs)}
    assert own == set(OWN_HEADING)
    trails = {name for name, text in templates().items() if 'class="crumb"' in text}
    assert trails == {"base.html"}


def test_a_list_is_drawn_by_the_list_page():
    parts = ("components/pagination.html", "components/filter_chips.html")
    drawing = {
        name for name, text in templates().items() if any(f'include "{part}"' in text for part in parts)
    }
    assert drawing == {"list_page.html", *OWN_LIST}


def test_every_list_page_says_both_that_nothing_is_there_and_that_nothing_was_found():
    lists = {name: text for name, text in templates().items() if 'extends "list_page.html"' in text}
    assert len(lists) > 8
    for block in ("nothing_found", "nothing_yet", "rows"):
        assert {name for name, text in lists.items() if f"{{% block {block} %}}" not in text} == set()


def test_a_page_of_one_thing_is_a_detail_page():
    details = {name: text for name, text in templates().items() if name.endswith("/detail.html")}
    assert len(details) > 10
    assert {name for name, text in details.items() if 'extends "detail_page.html"' not in text} == set()


def test_what_an_address_chooses_is_read_by_the_kit():
    """Every form or filter that a view fills from an address is a `Chosen`, so that its chips, and what it
    says of a value that cannot be, are the same on every page."""
    root, read, astray = Path(settings.BASE_DIR), set(), set()
    for app in ("desmigratif", "villages", "pillars", "reports"):
        for path in (root / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if not isinstance(node, ast.Call) or not any(
                    "request.GET" in ast.unparse(each) for each in node.args[:1]
                ):
                    continue
                name = ast.unparse(node.func).removesuffix(".read")
                module = importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))
                made = getattr(module, name, None)
                if inspect.isclass(made):
                    read.add(name)
                    astray |= set() if issubclass(made, Chosen) else {name}
    assert len(read) > 15
    assert astray == set()


def test_rows_become_a_csv_in_one_place():
    root = Path(settings.BASE_DIR)
    apps = [root / app for app in ("desmigratif", "villages", "pillars", "reports")]
    writing = {path.name for app in apps for path in app.rglob("*.py") if "csv.writer" in path.read_text()}
    assert writing == {"spreadsheets.py"}


def test_a_page_of_one_crispy_form_is_a_form_page():
    drawn = re.compile(r'<form method="post" class="sec"[^>]*>\s*{% form_marks form %}\s*{% crispy form %}')
    drawing = {name for name, text in templates().items() if drawn.search(text)}
    # The page that changes a village has other forms beside this one.
    assert drawing == {"form_page.html", "villages/villages/edit.html"}
    # With nothing beside the form, its words are handed to `form_page`.
    filling = {name: text for name, text in templates().items() if 'extends "form_page.html"' in text}
    bare = {"title", "heading", "lead", "submit", "cancel"}
    assert len(filling) > 5
    assert {
        name for name, text in filling.items() if set(re.findall(r"{% block (\w+) %}", text)) <= bare
    } == {"plain_form_page.html"}


def code():
    """`(path within the project, tree)` of every module of ours."""
    root = Path(settings.BASE_DIR)
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            yield path.relative_to(root), ast.parse(path.read_text())


def hand_drawn(text):
    """Cards, tables, regions that scroll, filter bars and histories drawn without their tags."""
    return HAND_DRAWN.findall(text)


def test_cards_tables_and_histories_are_drawn_by_their_tags():
    for drawn in ('<table class="tb">', '<section class="mb-3 card-x">', '<div class="scroll">'):
        assert hand_drawn(f"<p>{drawn}</p>")
    drawing = {name for name, text in templates().items() if hand_drawn(text)}
    assert drawing == {"base.html", "components/filter_bar.html", "components/history.html", *OWN_PARTS}
    strings = {
        str(path)
        for path, tree in code()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if "card-x" in node.value or "<table class" in node.value
    }
    assert strings == {"desmigratif/ui/parts.py"}


def single_words(function):
    """Whether a function reads a word of the address by itself."""
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "request.GET":
            return True
        if isinstance(node, ast.Attribute) and ast.unparse(node) in (
            "request.GET.get",
            "request.GET.getlist",
        ):
            return True
        if isinstance(node, ast.Compare | ast.BoolOp):
            parts = [node.left, *node.comparators] if isinstance(node, ast.Compare) else node.values
            if "request.GET" in map(ast.unparse, parts):
                return True
    return False


def test_a_view_reads_no_single_word_of_its_address():
    """A choice is a field of a form or filter of the kit; what a new form begins with, `begun_with` reads."""
    for text in (
        'request.GET["a"]',
        'request.GET.get("a")',
        '"a" in request.GET',
        "request.POST or request.GET",
    ):
        assert single_words(ast.parse(text))
    reading = {
        function.name
        for path, tree in code()
        if path.stem.endswith("views") or "views" in path.parts
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and single_words(function)
    }
    assert reading == set(OWN_WORDS)


def test_there_is_one_refusal():
    """What a service or a parser says is `Refused` or `ParseError`, or one of them that carries more."""
    found = set()
    for path, tree in code():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.bases:
                module = importlib.import_module(".".join(path.with_suffix("").parts))
                made = getattr(module, node.name, None)
                if inspect.isclass(made) and issubclass(made, Exception):
                    found.add(node.name)
    assert found == set(REFUSALS)


#: Sentences that tell to open or to correct what their own page shows and leads to.
SHOWN = {"NIK is registered already", "another stage is recorded"}


def test_what_a_sentence_tells_to_open_is_led_to():
    """No dead end: who reads "open that meeting instead" finds the link to it beside the sentence (`see`)."""
    without = []
    for node in (node for _path, tree in code() for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
            texts = (text.value for text in ast.walk(node) if isinstance(text, ast.Constant))
            said = " ".join(map(str, texts))
            is_told = re.search(r"(?:Open|Correct) that (?!lead)|has mapped", said)
            if is_told and "see" not in {keyword.arg for keyword in node.keywords}:
                without += [said] if not any(shown in said for shown in SHOWN) else []
    assert without == []


#: A part that only one page has stands in that page, unless it has more letters than this.
SHORT = 1_500


def test_a_short_part_of_one_page_stands_in_that_page():
    every = templates()
    included = Counter(name for text in every.values() for name in re.findall(r'{% include "([^"]+)"', text))
    assert sum(included.values()) > 200
    short = {name for name, times in included.items() if times == 1 and len(every[name]) < SHORT}
    assert short == set()
