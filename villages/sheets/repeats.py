"""The same person twice in one list: never decided by the order of the rows (case O02)."""

from django.utils.translation import gettext as _

from .. import names
from .judging import IGNORE, REFUSE, REVIEW, Remark


def mark_repeats(rows, column_of):
    """Marks rows that bear one NIK, and rows that may be one person under several."""
    by_nik = {}
    for judged in rows:
        if judged.values.get("nik"):
            by_nik.setdefault(judged.values["nik"], []).append(judged)
    for same in by_nik.values():
        if len(same) > 1:
            _mark_same_nik(same, column_of)
    _mark_alike([judged for judged in rows if judged.fate not in (REFUSE, IGNORE)], column_of)


def _mark_same_nik(same, column_of):
    first, others = same[0], []
    for judged in same[1:]:
        if judged.values == first.values:
            text = _("The row says the same as row %s and is counted once.") % first.number
            _add(judged, "nik", column_of, Remark(IGNORE, "duplicate_row_same_content", text))
        else:
            others.append(judged)
            text = _("Row %s has the same NIK and says something else. Keep the right row of the two.")
            remark = Remark(REFUSE, "nik_duplicate_in_file", text % first.number)
            _add(judged, "nik", column_of, remark)
    if others and first.fate != REFUSE:
        numbers = ", ".join(str(judged.number) for judged in others)
        text = _("The same NIK stands in row %s with something else. Take this row only if it is right.")
        _add(first, "nik", column_of, Remark(REVIEW, "nik_duplicate_in_file", text % numbers))


def _mark_alike(rows, column_of):
    """One name and birth date in one village, under two NIKs or without: shown, never merged."""
    first_of = {}
    for judged in rows:
        born, name = judged.values.get("birth_date"), judged.values.get("full_name")
        if not born or not name:
            continue
        key = (judged.values.get("village"), born, names.essence(name))
        first = first_of.setdefault(key, judged)
        if first is not judged:
            text = _("Row %s has the same name and birth date. Take this row only if it is another person.")
            _add(
                judged,
                "full_name",
                column_of,
                Remark(REVIEW, "possible_same_person", text % first.number),
            )


def _add(judged, key, column_of, remark):
    judged.add(key, column_of(key), judged.values.get(key, ""), remark)
