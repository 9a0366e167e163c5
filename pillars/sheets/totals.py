"""Men, women and people of unknown sex in a row, against the written total (case O17)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.ui import formatting
from villages.lists.sheets.judging import ACCEPT_CORRECTED, REFUSE, REVIEW, Remark

SEXES = ("male", "female", "unknown")
TOTAL = "total"


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
        text = _("Men and women are not told apart: all %s are kept as people whose sex is not known.")
        text %= formatting.number(total)
        _add(judged, cells, reader, keys[-1], ACCEPT_CORRECTED, "sex_not_said", text, "")
    elif total is not None and rest:
        _add(judged, cells, reader, keys[-1], REVIEW, "sum_mismatch", _mismatch(said, total), _if_taken(rest))
    if rest > 0:
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
        "Correct the wrong number. Taken as it is, %s person is kept whose sex is not known.",
        "Correct the wrong number. Taken as it is, %s people are kept whose sex is not known.",
        rest,
    ) % formatting.number(rest)
