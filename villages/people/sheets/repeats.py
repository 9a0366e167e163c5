"""The same person twice in one list: never decided by the order of the rows (case O02)."""

from django.utils.translation import gettext as _

from ...lists.sheets.judging import IGNORE, REFUSE, REVIEW, Remark
from .. import names


def mark_repeats(rows, column_of):
    """Marks rows that bear one number of the register or one NIK, and rows that may be one person."""
    for key, mark in (("register_number", _mark_same_number), ("nik", _mark_same_nik)):
        found = {}
        for judged in rows:
            if judged.values.get(key) and judged.fate != IGNORE:
                found.setdefault(judged.values[key], []).append(judged)
        for same in found.values():
            if len(same) > 1:
                mark(same, column_of)
    _mark_alike([judged for judged in rows if judged.fate not in (REFUSE, IGNORE)], column_of)


def _mark_same_number(same, column_of):
    """Lines of one record, as they come about by copying; which of two is meant, nobody can tell."""
    for judged in same[1:]:
        if judged.values == same[0].values:
            text = _("The row says the same as row %s and is counted once.") % same[0].number
            remark = Remark(IGNORE, "duplicate_row_same_content", text)
        else:
            text = _("Row %s has the same person number and says something else. Keep the right row.")
            remark = Remark(REFUSE, "number_duplicate_in_file", text % same[0].number)
        _add(judged, "register_number", column_of, remark)
    if any(judged.fate == REFUSE for judged in same[1:]):
        text = _("Another row has the same person number and says something else. Keep the right row.")
        _add(same[0], "register_number", column_of, Remark(REFUSE, "number_duplicate_in_file", text))


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
    """One name and birth date in one village, under two NIKs or without: shown, never merged.

    Rows with a number of the register are people who are told apart there.
    """
    first_of = {}
    for judged in rows:
        born, name = judged.values.get("birth_date"), judged.values.get("full_name")
        if not born or not name or "register_number" in judged.values:
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
