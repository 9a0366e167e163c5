"""RT and RW: in one cell or in two, with words around them, or made a day by a spreadsheet (O35)."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from desmigratif.ui import parsing

from ...lists.sheets import holdings
from ...lists.sheets.judging import ACCEPT_CORRECTED, REVIEW, Remark, shown

LONGEST = 3
NUMBER = r"(\d{1,3}|[IVX]{1,4})"
WORD = r"(?:r\.?[tw]\.?|rukun \w+)?[\s.:]*"
#: `Krajan/02/01`, `Dsn. Sumber RT 02 RW 01`: the hamlet stands first.
HAMLET = re.compile(
    r"((?:dsn|dusun|dukuh)?[\s.:]*[^\W\d][\w .'’-]{1,60}?)[\s/,;.-]+(?=(?:r\.?t\b|rt\d|\d))", re.I
)
WITH_RT = re.compile(rf"([^\W\d][\w .'’-]{{1,60}}?)[\s/,;.-]+(r\.?[tw]\.?)[\s.:]*{NUMBER}", re.I)
#: `RT 02 RW 01`, and `RT 003/002` or `RT/RW 003/002`.
IN_ADDRESS = re.compile(
    rf"\bR\.?T\.?(?:[\s.:]*{NUMBER}[\s/,.;-]*R\.?W\.?|[\s.:]*/?\s*(?:R\.?W\.?)?[\s.:]*{NUMBER}\s*/)[\s.:]*"
    rf"{NUMBER}\b",
    re.I,
)
HEADING_OF_HAMLET = re.compile(
    r"\b(?:dusun|dsn|dukuh|lingkungan|kampung)\b[\s.:]*([^·\d]{2,60}?)(?=\s*(?:r\.?[tw]\b|·|\(|$))", re.I
)
NUMBERED = re.compile(r"\br\.?([tw])\b[\s.:]*(\d{1,3})\b", re.I)
OF_ADDRESS = re.compile(r"\b(?:r\.?[tw]\b|rt\d|dusun|dsn|dukuh|jl|jalan|desa|ds)", re.I)
PAIR = re.compile(rf"{WORD}{NUMBER}(?:[\s/\\\-.,|]|dan|&)+{WORD}{NUMBER}\b[\s,.;/-]*(.*)", re.I)
SINGLE = re.compile(rf"(r\.?[tw]\.?)?[\s.:]*{NUMBER}", re.I)
DAY_AND_MONTH = re.compile(r"(\d{1,2})[-/ ]?([^\W\d_]{3,9})|([^\W\d_]{3,9})[-/ ]?(\d{1,2})")
NOTHING = re.compile(r"[-–—_/\s.?0]*|tidak (tahu|ada)|tdk (tahu|ada)|n/?a|rt[\s/.]*rw[\s.]*", re.I)
LONGEST_CELL = 100
LONGEST_ADDRESS = 300


class RtRw(NamedTuple):
    """RT and RW as they are kept, what else stood in the cell, and a `Remark` or None."""

    rt: str = ""
    rw: str = ""
    rest: str = ""
    remark: Remark | None = None


def read(cell, only=""):
    """`Found` in a cell of both, or of one column of two (`only` is `rt` or `rw`)."""
    text = parsing.visible(cell.text[: LONGEST_CELL + 1])
    if NOTHING.fullmatch(text):
        return RtRw()
    if became := _day(cell, text):
        said = _(
            "“%(value)s” is a day: a spreadsheet has changed what was typed. Did you mean RT %(rt)s, RW "
            "%(rw)s?"
        )
        said %= {"value": shown(cell.text), "rt": became[0], "rw": became[1]}
        return RtRw(*map(str, became), remark=Remark(REVIEW, "rt_became_date", said))
    if found := SINGLE.fullmatch(text):
        is_rw = (found[1] or only).casefold().replace(".", "") == "rw"
        return RtRw(rw=found[2]) if is_rw else RtRw(rt=found[2])
    if (found := PAIR.fullmatch(text)) and len(text) <= LONGEST_CELL:
        return _pair(cell, found)
    if (before := HAMLET.match(text)) and (found := PAIR.fullmatch(text[before.end() :])):
        return _pair(cell, found, re.sub(r"^(dsn|dusun|dukuh)[\s.:]*", "", before[1], flags=re.I).strip())
    if (before := WITH_RT.fullmatch(text)) and not DAY_AND_MONTH.fullmatch(text):
        return _hamlet_and_number(cell, before)
    said = _("“%s” is not an RT or RW of at most 3 figures. Accepted as it is, the row is kept without it.")
    return RtRw(remark=Remark(REVIEW, "rt_unreadable", said % shown(cell.text)))


def _hamlet_and_number(cell, found):
    """`Dsn Krajan RT 1`: one of the two, behind the hamlet."""
    hamlet, word, number = found.groups()
    key = word.casefold().replace(".", "")
    said = _("“%(value)s” was read as %(word)s %(number)s; “%(rest)s” is kept beside the address.")
    said %= {"value": shown(cell.text), "word": key.upper(), "number": number, "rest": shown(hamlet)}
    hamlet = re.sub(r"^(dsn|dusun|dukuh)[\s.:]*", "", hamlet, flags=re.I).strip()
    return RtRw(**{key: number}, rest=hamlet, remark=Remark(ACCEPT_CORRECTED, "text_split", said))


def are_addresses(texts):
    """Whether most texts of a column name a neighbourhood, a hamlet or a street."""
    found = sum(bool(OF_ADDRESS.search(text[:LONGEST_ADDRESS])) for text in texts)
    return found >= holdings.MOST * len(texts)


def in_heading(headings, told):
    """`{field key: text}` of hamlet, RT and RW that the headings between rows say: `Dusun Krajan · RT 02`.

    `told` are keys of what the columns tell themselves.
    """
    found = {}
    if "hamlet" not in told and (hamlet := HEADING_OF_HAMLET.search(headings[:LONGEST_ADDRESS])):
        found["hamlet"] = hamlet[1].strip(" .:,-")
    for key, number in NUMBERED.findall(headings[:LONGEST_ADDRESS]):
        found[f"r{key.casefold()}"] = number
    told = told | ({"rt", "rw"} if "rt_rw" in told else set())
    return {key: text for key, text in found.items() if key not in told}


def in_address(text):
    """RT and RW that an address names, or None: they are kept in their fields too."""
    found = IN_ADDRESS.search(text[:LONGEST_ADDRESS])
    return (found[1] or found[2], found[3]) if found else None


def _pair(cell, found, hamlet=""):
    rt, rw, rest = found.groups()
    rest = ", ".join(filter(None, (hamlet, rest.strip(" ()"))))
    if not rest:
        return RtRw(rt, rw)
    said = _("“%(value)s” was read as RT %(rt)s, RW %(rw)s; “%(rest)s” is kept beside the address.")
    said %= {"value": shown(cell.text), "rt": rt, "rw": rw, "rest": shown(rest)}
    return RtRw(rt, rw, rest, Remark(ACCEPT_CORRECTED, "text_split", said))


def _day(cell, text):
    """Day and month of what a spreadsheet took for a date, in the order in which they were typed."""
    if cell.kind == "date":
        return cell.value.day, cell.value.month
    if (found := DAY_AND_MONTH.fullmatch(text)) and (month := parsing.month_of(found[2] or found[3])):
        # `Feb-01` is what English settings show for 1/2 as well.
        return int(found[1] or found[4]), month
    return None
