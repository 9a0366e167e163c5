"""What a list of people leaves open and is asked once for all its rows, on the columns page."""

from django.utils.translation import gettext

from ...choices import StageKind
from ...lists.sheets import holdings, relatives
from ...lists.sheets.questions import Question
from . import list_stages, sexes, words


def questions_of_people(table, columns):
    """What P means beside W, whether the notes are the stages, and which stage a list without one is of."""
    asked = []
    if "sex" in columns:
        column = table.columns[columns["sex"]]
        if sexes.is_question(column.title, holdings.texts_of(table, column.index)):
            label = gettext("What does P mean in the column %(column)s?")
            choices = (
                ("", gettext("Ask for each row")),
                ("male", gettext("P = pria, W = wanita")),
                ("female", gettext("P = perempuan")),
            )
            asked.append(Question("sex_p", label % {"column": f"{column.letter} “{column.title}”"}, choices))
    if "stage" not in columns and "note" in columns:
        column = table.columns[columns["note"]]
        if words.are_stages(holdings.texts_of(table, column.index)):
            label = gettext("The column %(column)s contains words such as CPMI and PMI. Is it the stage?")
            choices = (
                ("", gettext("Ask for each row")),
                ("yes", gettext("Yes, it is the stage")),
                ("no", gettext("No, keep it as a note")),
            )
            said = label % {"column": f"{column.letter} “{column.title}”"}
            asked.append(Question("note_is_stage", said, choices))
    name = columns.get("full_name")
    if "stage" not in columns and name is not None and not relatives.are_listed(table.columns, name):
        asked += _stage_of_all(table, columns, table.columns[name].title)
    return asked


def _stage_of_all(table, columns, name_title):
    """Proposed is the stage of which the list speaks; PMI may also mean those who left or came back."""
    said, is_likely = list_stages.of_list(name_title, table.surroundings)
    is_likely = is_likely and not {"departed_on", "returned_on", "journey"} & columns.keys()
    if not said and not is_likely:
        return
    choices = (("", gettext("As each row says, or not known")), *StageKind.choices)
    label = gettext("The list has no column for the stage. At which stage is everybody in it?")
    yield Question("stage_of_all", label, choices, said or (StageKind.ABROAD.value if is_likely else ""))
