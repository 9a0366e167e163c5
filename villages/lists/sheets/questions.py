"""What may mean two things in a list is asked once for the whole of it, on the columns page."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.ui import formatting

from . import units


class Question(NamedTuple):
    """`choices` are (answer, text), an empty answer asks by row; it is kept with the import under `key`.

    `instead_of` is the key of a field that an answer makes unnecessary.
    """

    key: str
    label: str
    choices: tuple
    initial: str = ""
    instead_of: str = ""


def of_list(table, schema, columns):
    """The questions that a list raises, given its suggested `{field key: column index}`."""
    asked = [*hidden_rows(table)]
    if any(one.is_money for one in schema.fields):
        asked.append(unit(table, schema, columns))
    return asked + (schema.asks(table, columns) if schema.asks else [])


def hidden_rows(table):
    count = sum(row.is_hidden for row in table.rows)
    if count:
        label = ngettext(
            "%s row is hidden in the sheet, perhaps by a filter. Does it belong to the list?",
            "%s rows are hidden in the sheet, perhaps by a filter. Do they belong to the list?",
            count,
        )
        choices = (
            ("", _("Ask for each row")),
            ("take", _("Yes, include them")),
            ("leave", _("No, leave them out")),
        )
        yield Question("hidden_rows", label % formatting.number(count), choices)


def unit(table, schema, columns):
    """The unit of the amounts, with what the list says of it."""
    said = units.of_texts(table.surroundings.texts)
    for one in schema.fields:
        if one.is_money and one.key in columns and not said:
            said = units.of_heading(table.columns[columns[one.key]].title)
    as_said = _("As the list says: %s") % said.label if said else _("As the list says (it names no unit)")
    choices = (
        ("", as_said),
        *((str(factor), str(label).capitalize()) for factor, label in units.LABELS.items()),
    )
    return Question("unit", _("In which unit are the amounts?"), choices)
