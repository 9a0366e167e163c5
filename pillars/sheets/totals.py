"""Men, women and people of unknown sex in a row, against the written total (case O17)."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.ui import formatting
from villages.lists.sheets.judging import ACCEPT_CORRECTED, COUNT_READ, REFUSE, REVIEW, Remark, shown

SEXES = ("male", "female", "unknown")
TOTAL = "total"


#: Both in the cell of the total: `25 orang (L: 10, P: 15)`, `L=6 P=9`, `12 laki-laki dan 8 perempuan`.
MEN, WOMEN = r"(?:l|lk|laki\W?laki|pria)", r"(?:p|pr|perempuan|wanita)"
NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d{1,6})"
PEOPLE = r"(?:\s*(?:orang|org|jiwa)\b)?"
WHOLE = rf"(?:{NUMBER}{PEOPLE}\s*[(:;=,–-]*\s*)?"
IN_ONE_CELL = (
    re.compile(
        rf"{WHOLE}{MEN}\W{{0,3}}{NUMBER}{PEOPLE}\W*(?:dan\W+)?{WOMEN}\W{{0,3}}{NUMBER}{PEOPLE}\W*", re.I
    ),
    re.compile(rf"{WHOLE}{NUMBER}{PEOPLE}\s*{MEN}\b\W*(?:dan\W+)?{NUMBER}{PEOPLE}\s*{WOMEN}\W*", re.I),
)
LONGEST = 80
#: In a title men before women, or women before men, and two numbers in such a cell.
OF_SEXES = re.compile(rf"(?<!\w)(?:(?P<men>{MEN})\W{{1,3}}{WOMEN}|{WOMEN}\W{{1,3}}{MEN})(?!\w)", re.I)
PAIR = re.compile(r"\s*(\d{1,5})\s*[/|&+;-]\s*(\d{1,5})\s*(?:orang|org)?\s*")


PEOPLE_COUNTED = re.compile(rf"{NUMBER}\s*(?:orang|org|peserta|jiwa)\W*", re.I)
COUNTS_PEOPLE = re.compile(
    r"\W*(?:vol(?:ume)?|sasaran|undangan|target|jumlah|jml)\.?\s*(?:peserta\s*)?\((?:orang|org|peserta|jiwa)\)\s*",
    re.I,
)
#: `Undangan 25 orang`, `diundang: 40 org, hadir 36 org`.
INVITED = re.compile(
    rf"(?:undangan|diundang|sasaran|target|rencana|kuota)\W{{0,3}}{NUMBER}(?:\s*(?:orang|org|peserta))?\W*"
    rf"(?:(?:yang |yg )?hadir\w*\W{{0,3}}{NUMBER}(?:\s*(?:orang|org|peserta))?\W*)?",
    re.I,
)


def invited_in(text):
    """`(number, whether so many came)` of a cell that says how many were to come; None for no such cell."""
    found = INVITED.fullmatch(" ".join(text[:LONGEST].split()))
    if not found:
        return None
    return int((found[2] or found[1]).replace(".", "")), bool(found[2])


def people_in(text):
    """`(men, women, total or None)` of a cell that says both sexes, or None."""
    text = " ".join(text[:LONGEST].split())
    for pattern in IN_ONE_CELL:
        if found := pattern.fullmatch(text):
            total, male, female = (part and int(part.replace(".", "")) for part in found.groups())
            return male, female, total
    return None


def _pair_in(text, title):
    """The same of `18/12` where the title says which is which: `Peserta (L/P)`; None for another title."""
    order, pair = OF_SEXES.search(title), PAIR.fullmatch(text[:LONGEST])
    if not order or not pair:
        return None
    first, second = (int(number) for number in pair.groups())
    return (first, second, None) if order["men"] else (second, first, None)


def read_in_one_cell(judged, cell, keys, reader):
    """Puts men, women and total of such a cell into the values; tells whether it is one.

    `keys` as in `read_total`.
    """
    said = people_in(cell.text) or _pair_in(cell.text, reader.column_of(keys[-1]))
    if said is None or {*keys[:2]} & reader.mapping.keys():
        return False
    male, female, total = said
    judged.values |= {keys[0]: male, keys[1]: female}
    if total is not None:
        judged.values[keys[-1]] = total
    text = _("“%(value)s” was read as %(male)s men and %(female)s women.")
    text %= {"value": shown(cell.text), "male": male, "female": female}
    reader.add(judged, keys[-1], cell, Remark(ACCEPT_CORRECTED, COUNT_READ, text))
    return True


def read_total(judged, cells, reader, keys=(*SEXES, TOTAL)):
    """Compares the total of a row with its parts and drops it; `keys` are those of the four columns.

    Whoever takes a row whose total is larger keeps the rest as people whose sex is not known.
    """
    male, female, unknown, total = (judged.values.get(key) for key in keys)
    judged.values.pop(keys[-1], None)
    if judged.is_faulty(keys):
        return
    said = [number for number in (male, female, unknown) if number is not None]
    empty = [key for key in keys[:2] if key in cells and key not in judged.values]
    rest = (total or 0) - sum(said)
    if total is not None and rest < 0:
        _add(
            judged, cells, reader, keys[-1], REFUSE, "sum_mismatch", _mismatch(said, total), _("Correct it.")
        )
    elif len(empty) == 1 and (said or total is not None):
        text = _("“%s” is empty, and empty is not 0. Fill in the cell.") % reader.schema.field(empty[0]).label
        _add(judged, cells, reader, empty[0], REVIEW, "value_missing", text, _if_taken(rest) if rest else "")
    elif total is not None and not said:
        text = _("Men and women are not told apart: all %s are recorded as people whose sex is not known.")
        text %= formatting.number(total)
        _add(judged, cells, reader, keys[-1], ACCEPT_CORRECTED, "sex_not_said", text, "")
    elif total is not None and rest:
        _add(judged, cells, reader, keys[-1], REVIEW, "sum_mismatch", _mismatch(said, total), _if_taken(rest))
    if rest > 0 or (total == 0 and not said):
        judged.values[keys[2]] = (unknown or 0) + rest


def _add(judged, cells, reader, key, fate, kind, text, mend):
    reader.add(judged, key, cells[key], Remark(fate, kind, f"{text} {mend}".strip()))


def _mismatch(said, total):
    return _("%(sum)s = %(found)s, but the total says %(written)s.") % {
        "sum": " + ".join(formatting.number(number) for number in said),
        "found": formatting.number(sum(said)),
        "written": formatting.number(total),
    }


def _if_taken(rest):
    return ngettext(
        "Correct the wrong number. Accepted as it is, %s person is recorded whose sex is not known.",
        "Correct the wrong number. Accepted as it is, %s people are recorded whose sex is not known.",
        rest,
    ) % formatting.number(rest)
