"""Words by which lists say that somebody died or moved away: status, note, name (case O42)."""

import re

from django.utils.translation import gettext as _

from ...choices import EndKind
from ...lists.sheets import days
from ...lists.sheets.cells import cell_of
from ...lists.sheets.judging import REVIEW, Remark, shown

LONGEST = 200
DEAD = r"(?:alm|almh|almarhum|almarhumah|meninggal(?:[ -]dunia)?|wafat|tutup usia)"
ABROAD = (
    r"(?:pindah|menetap|tinggal)(?: tetap| permanen| domisili)?(?: ke| di)? (?:ln|luar negeri)"
    r"|(?:pindah|ganti) (?:kewarganegaraan|warga negara|wn)"
)
#: Somebody who moves to another employer, job or house is still there.
STAYS = r"(?:majikan|kerja|pekerjaan|pt|p3mi|agen|agensi|agency|negara|kontrak|rumah|rt|rw|dusun)"
MOVED = rf"pindah(?! (?:ke )?{STAYS})"
LEFT = r"(?:keluar|mundur|mengundurkan diri)(?: dari)? program(?: desmigratif)?"
BEFORE = r"\W*(?:(?:sudah|sdh|telah|tlh|ybs|yang bersangkutan|orangnya|cpmi|pmi|purna|tki|tkw)\W+){0,3}"
IN_STATUS = (
    (EndKind.DIED, re.compile(rf".*\b(?:{DEAD}|md)\b.*", re.I | re.S)),
    (EndKind.LEFT_COUNTRY, re.compile(rf".*\b(?:{ABROAD})\b.*", re.I | re.S)),
    (EndKind.LEFT_PROGRAMME, re.compile(rf".*\b{LEFT}\b.*", re.I | re.S)),
    (EndKind.LEFT_AREA, re.compile(rf"{BEFORE}{MOVED}\b.*", re.I | re.S)),
)
#: A note may speak of somebody else, so that it has to begin with the word, and say little more.
IN_NOTE = (
    (EndKind.DIED, re.compile(rf"{BEFORE}(?:{DEAD}|md)\b.{{0,60}}", re.I | re.S)),
    (EndKind.LEFT_COUNTRY, re.compile(rf"{BEFORE}(?:{ABROAD})\b.{{0,60}}", re.I | re.S)),
    (EndKind.LEFT_PROGRAMME, re.compile(rf"{BEFORE}{LEFT}\b.{{0,60}}", re.I | re.S)),
    (EndKind.LEFT_AREA, re.compile(rf"{BEFORE}{MOVED}\b.{{0,60}}", re.I | re.S)),
)
BEFORE_NAME = re.compile(r"\W*(?:alm|almh|almarhum|almarhumah)\b\W*(?=\w)", re.I)
BEHIND_NAME = re.compile(r"\W+(?:alm|almh|almarhum|almarhumah)\W*", re.I)
#: `SITI BINTI KASAN (ALM)`: the father is dead.
OF_FATHER = re.compile(r"\b(?:bin|binti|bt|bte|b)\b", re.I)
DAY = re.compile(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s+[^\W\d]+\s+\d{4}")


def in_status(text):
    """The end that a cell of a column of stages says, or an empty text."""
    return _first(IN_STATUS, text)


def in_note(text):
    """The same of a note."""
    return _first(IN_NOTE, text)


def out_of_name(name):
    """The name without the word that the person has died; the same name where it says nothing of that."""
    if len(name) > LONGEST:
        return name
    if found := BEFORE_NAME.match(name):
        return name[found.end() :]
    found = re.search(rf"{BEHIND_NAME.pattern}$", name, re.I)
    return name[: found.start()] if found and not OF_FATHER.search(name[: found.start()]) else name


def day_in(text, today):
    """The first day written in a text, unless it lies ahead; else None."""
    found = DAY.search(text[:LONGEST])
    day = days.read_day(cell_of(found[0]))[0] if found else None
    return day if day and day <= today else None


def question(cell, kind, day):
    """Asks whether the end is meant: by taking the row it is recorded."""
    said = {"value": shown(cell.text), "end": EndKind(kind).label}
    if day:
        text = _("“%(value)s” says: %(end)s. Accept the row to record that on %(day)s, or skip it.")
        said["day"] = f"{day:%d/%m/%Y}"
    else:
        text = _(
            "“%(value)s” says: %(end)s. Accept the row to record that on the day of the list, or skip it "
            "and record the right day on the page of the person."
        )
    return Remark(REVIEW, "died" if kind == EndKind.DIED else "moved_away", text % said)


def _first(patterns, text):
    text = text.strip()[:LONGEST]
    return next((kind.value for kind, pattern in patterns if pattern.fullmatch(text)), "")
