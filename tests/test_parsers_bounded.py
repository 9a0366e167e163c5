"""Every parser of typed text and of cells is bounded: 100,000 characters cost it no time (found.md A8).

The parsers are found, not listed: public functions of the modules below with one required parameter that
bears the name of a text or a cell, and what the fields of every kind of list are read with. A new one is
tried by itself.
"""

import contextlib
import importlib
import inspect
import pkgutil
import time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django_filters import FilterSet

import desmigratif.ui.parsing
import pillars.sheets
import villages.lists.sheets
import villages.people.sheets
from desmigratif.ui.parsing import ParseError, parse_count, parse_date, parse_number, parse_rupiah
from pillars.imports.services import KINDS
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.refusals import FileRefused
from villages.people import countries, names, nik, nik_text, phones

PACKAGES = (desmigratif.ui.parsing, villages.lists.sheets, villages.people.sheets, pillars.sheets)
MODULES = (countries, names, nik, nik_text, phones)
TEXTS = {"text", "typed", "raw", "title", "name", "typed_name", "word", "texts"}
#: Goes through whole texts by its task, which were bounded when they were taken in.
WHOLE = {"villages.lists.sheets.judging.masked"}
LONG = 100_000
SECONDS = 0.05
MARKS = (
    "1",
    "a",
    " ",
    ".",
    "1.",
    "1,",
    "-",
    "(",
    "Rp 1.000.000,-",
    "3 Agustus ",
    "x 1",
    "Kec. ",
    "\u00e9",
    "/",
    "01/",
)


def modules():
    yield from MODULES
    for package in PACKAGES:
        for found in pkgutil.iter_modules(package.__path__):
            yield importlib.import_module(f"{package.__name__}.{found.name}")


def parsers():
    """`{name: (function, whether it takes a cell)}`."""
    found = {}
    for module in modules():
        for name, function in vars(module).items():
            if name.startswith("_") or not callable(function) or inspect.isclass(function):
                continue
            if getattr(function, "__module__", "") != module.__name__:
                continue
            with contextlib.suppress(ValueError):
                needed = [
                    one.name
                    for one in inspect.signature(function).parameters.values()
                    if one.default is one.empty
                    and one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)
                ]
                if len(needed) == 1 and needed[0] in TEXTS | {"cell"}:
                    found[f"{module.__name__}.{name}"] = (function, needed[0])
    for kind in KINDS.values():
        for field in kind.schema.fields:
            if field.read is not None:
                found[f"{kind.key}.{field.key}"] = (field.read, "cell")
    return {name: parser for name, parser in found.items() if name not in WHOLE}


def test_the_parsers_are_found():
    found = parsers()
    for name in (
        "parse_rupiah",
        "parse_date",
        "parse_count",
        "parse_number",
        "read_day",
        "given",
        "read_nik",
    ):
        assert any(key.endswith(f".{name}") for key in found), name
    assert len(found) > 60


@pytest.mark.parametrize("mark", MARKS)
def test_no_parser_needs_time_for_a_long_text(mark):
    text = (mark * (LONG // len(mark) + 1))[:LONG]
    slow = {}
    for name, (parser, takes) in parsers().items():
        given = Cell("text", text, text) if takes == "cell" else [text] if takes == "texts" else text
        best = SECONDS + 1
        for _time in range(3):
            begin = time.process_time()
            # Whatever it says about such a text, it says it soon.
            with contextlib.suppress(ValueError, FileRefused):
                parser(given)
            best = min(best, time.process_time() - begin)
            if best < SECONDS:
                break
        if best >= SECONDS:
            slow[name] = round(best, 3)
    assert slow == {}


def test_no_field_of_any_form_needs_time_for_a_long_text(own_classes):
    """What is typed, and what an address says, of every room; rows and files are bounded elsewhere."""
    fields = [(form, form.base_fields) for form in own_classes(forms.BaseForm)]
    for kind in own_classes(FilterSet):
        boxes = {
            name: one.field_class() for name, one in kind.base_filters.items() if is_text(one.field_class)
        }
        fields.append((kind, boxes))
    slow, tried = {}, 0
    for owner, of_owner in fields:
        for name, field in of_owner.items():
            if not is_text(type(field)):
                continue
            tried += 1
            for mark in ("1", "1.", " ", "Rp 1.000.000,-"):
                begin = time.process_time()
                with contextlib.suppress(ValidationError):
                    field.clean((mark * (LONG // len(mark) + 1))[:LONG])
                if time.process_time() - begin > 2 * SECONDS:
                    slow[owner.__name__, name, mark] = round(time.process_time() - begin, 3)
    assert slow == {}
    assert tried > 250


def is_text(kind):
    return issubclass(kind, forms.Field) and not issubclass(kind, forms.FileField | forms.ModelChoiceField)


@pytest.mark.parametrize("parse", [parse_rupiah, parse_date, parse_count, parse_number])
def test_what_is_longer_than_anything_readable_is_refused(parse):
    """The limit itself, whatever the expressions cost today: leading spaces and noughts are no way around."""
    for text in ("1" + " " * 1000, "0" * 1000 + "1"):
        with pytest.raises(ParseError, match="too long"):
            parse(text)
