"""The same person twice in one list: never decided by the order of the rows (case O02)."""

from django.utils.translation import gettext as _

from ...lists.sheets.judging import IGNORE, REFUSE, REVIEW, Remark
from .. import names
from ..fields import STAGE_DETAILS

#: What a row says of a stage; everything else in it is about the person.
OF_STAGES = {"stage", "stage_on", *STAGE_DETAILS}


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
            judged.count_once(same[0], "register_number", column_of("register_number"))
        else:
            text = _("Row %s has the same person number and says something different. Keep the right row.")
            remark = Remark(REFUSE, "number_duplicate_in_file", text % same[0].number)
            _add(judged, "register_number", column_of, remark)
    if any(judged.fate == REFUSE for judged in same[1:]):
        text = _("Another row has the same person number and says something different. Keep the right row.")
        _add(same[0], "register_number", column_of, Remark(REFUSE, "number_duplicate_in_file", text))


def _mark_same_nik(same, column_of):
    """Rows that say the same count once; those of one person on several days are a history."""
    first, others = same[0], []
    for judged in same[1:]:
        if judged.values == first.values:
            judged.count_once(first, "nik", column_of("nik"))
        else:
            others.append(judged)
    if not others or _are_history([first, *others]):
        return
    if _are_stages_of_one_person([first, *others]):
        _ask_which_stage([first, *others], column_of)
        return
    for judged in others:
        text = _("Row %s has the same NIK and says something different. Keep the right row of the two.")
        remark = Remark(REFUSE, "nik_duplicate_in_file", text % first.number)
        _add(judged, "nik", column_of, remark)
    if first.fate != REFUSE:
        numbers = ", ".join(str(judged.number) for judged in others)
        text = _("The same NIK is in row %s with different data. Accept this row only if it is right.")
        _add(first, "nik", column_of, Remark(REVIEW, "nik_duplicate_in_file", text % numbers))


def _are_stages_of_one_person(rows):
    """Whether rows differ in nothing but the stage and what belongs to it."""
    people = [{key: said for key, said in row.values.items() if key not in OF_STAGES} for row in rows]
    return all(row.values.get("stage") for row in rows) and all(one == people[0] for one in people)


def _are_history(rows):
    days = {row.values.get("stage_on") for row in rows}
    return None not in days and len(days) == len(rows) and _are_stages_of_one_person(rows)


def _ask_which_stage(rows, column_of):
    for judged in rows:
        others = ", ".join(str(one.number) for one in rows if one is not judged)
        text = _(
            "Row %s gives another stage of the same person, and not on another day. Accept only the "
            "right row, or write the day of each stage and upload the list again."
        )
        _add(judged, "stage", column_of, Remark(REVIEW, "stage_same_day", text % others))


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
        digits = judged.values.get("nik")
        if first is not judged and (not digits or digits != first.values.get("nik")):
            text = _("Row %s has the same name and birth date. Accept this row only if it is another person.")
            _add(
                judged,
                "full_name",
                column_of,
                Remark(REVIEW, "possible_same_person", text % first.number),
            )


def _add(judged, key, column_of, remark):
    judged.add(key, column_of(key), judged.values.get(key, ""), remark)
