"""Every text of the screen has its Indonesian words."""

import gettext
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: Texts that differ from another one only by a capital or a mark at an end -> why both are there.
NEAR = {
    "%(shown)s day": "alone, and counted behind a comma",
    "absorption": "behind a percentage",
    "added": "said of a thing that is named before",
    "all of indonesia": "the scope within a sentence",
    "all pillars": "the pillars within a sentence",
    "budget year %(year)s": "within a sentence, and the sentence under a heading",
    "changed": "said of a thing that is named before",
    "completed": "behind a percentage",
    "data as of %(moment)s": "in a file, and a sentence of a page",
    "from %(day)s": "behind the name of a lead",
    "how we count": "a link within a sentence",
    "no": "the answer, and short for number",
    "nobody took part": "behind the name of a village",
    "pillar %s": "within a sentence",
    "pilot": "in brackets behind a regency",
    "rupiah": "a unit behind a number, and the kind of a figure",
    "start unknown": "behind the name of a lead",
    "to": "from one office to another, and the last day of a filter",
    "unknown": "behind a number",
    "until %(date)s": "within a sentence",
    "without nik": "behind the name of a person",
    "your password is changed": "a heading, and what a page says afterwards",
}


def plain(text):
    return text.strip(" .,:;!?…“”()").lower() or text


def test_no_text_is_there_twice_with_another_capital_or_mark():
    """Look for the text that is there before writing one; `formatting.within` makes a name small."""
    with (ROOT / "locale/id/LC_MESSAGES/django.mo").open("rb") as file:
        keys = gettext.GNUTranslations(file)._catalog
    texts = {key[0] if isinstance(key, tuple) else key for key in keys}
    seen, near = {}, set()
    # What stands in a context is another text by itself.
    for text in sorted(text for text in texts if "\x04" not in text):
        if seen.setdefault(plain(text), text) != text:
            near.add(plain(text))
    assert near == set(NEAR)


def test_indonesian_catalogue_is_complete_and_fresh():
    if not shutil.which("msgfmt"):
        assert os.environ.get("CI") != "true", "CI=true, but GNU gettext is missing."
        pytest.skip("GNU gettext is not installed (package gettext)")

    run = subprocess.run(
        [ROOT / ".ci" / "catalogues"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHON": sys.executable, "DATABASE_URL": "sqlite://:memory:"},
    )

    assert run.returncode == 0, run.stdout + run.stderr
