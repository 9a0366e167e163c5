"""Enter presses the first button of a form: wherever a form has several, that one does no harm."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
INCLUDE = re.compile(r'{%\s*include "([^"]+)"[^%]*%}')
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
BUTTON = re.compile(r"<button\b(?:{[%{].*?[%}]}|[^>])*>", re.DOTALL)
#: Names of buttons that keep what is typed, or only turn the page's language.
HARMLESS = {"save", "language"}


def whole(name, seen=()):
    """A template with what it includes, as the browser gets it."""
    path = TEMPLATES / name
    if name in seen or not path.exists():
        return ""
    return INCLUDE.sub(lambda found: whole(found[1], (*seen, name)), path.read_text())


def forms_with_several_buttons():
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = str(path.relative_to(TEMPLATES))
        for form in FORM.findall(whole(name)):
            buttons = [
                button
                for button in BUTTON.findall(form)
                if 'type="button"' not in button and ' form="' not in button
            ]
            if len(buttons) > 1:
                yield name, buttons


def test_the_first_button_of_every_form_is_harmless():
    found = list(forms_with_several_buttons())
    assert len({name for name, _buttons in found}) > 5
    wrong = []
    for name, (first, *_others) in found:
        own = re.search(r'\bname="(\w+)"', first)
        if "formaction" in first or "btn-bad" in first or (own and own[1] not in HARMLESS):
            wrong.append(f"{name}: {first}")
    assert not wrong
