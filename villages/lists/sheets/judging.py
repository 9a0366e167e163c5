"""What becomes of one row of a list, and what is said about its cells."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from desmigratif.ui import identity_numbers

#: From best to worst; a row bears the worst that any of its cells gets.
ACCEPT, ACCEPT_CORRECTED, INCOMPLETE, REVIEW, REFUSE, IGNORE = FATES = (
    "accept",
    "accept_corrected",
    "incomplete",
    "review",
    "refuse",
    "ignore",
)
#: Thirteen digits and more, with the marks people put between them: a NIK, a KK, or what is left of one.
LONG_NUMBER = re.compile(
    rf"(?P<record>{identity_numbers.RECORD_NUMBER.pattern})"
    r"|(?P<money>\bRp\.?\s?)?(?P<number>\d(?:[\s.,'’`\-]?\d){12,})",
    re.IGNORECASE,
)
SHOWN = 80
#: The kind of remark on a count that was written otherwise than the portal writes it.
COUNT_READ = "count_read_as"


class Remark(NamedTuple):
    """What a reader says about a cell: what that does to the row, the kind, and the whole sentence."""

    fate: str
    kind: str
    text: str


class Note(NamedTuple):
    """One remark about one cell: key of the field, the column as `B “NIK”`, the value, kind and sentence.

    `fate`: what this remark alone would make of the row.
    """

    key: str
    column: str
    value: str
    kind: str
    text: str
    fate: str


@dataclass
class Judged:
    """One row: its number in the file, its fate, the values to be stored, the notes to be shown.

    `is_takeable`: whether somebody may take a held row as it is.
    """

    number: int
    fate: str = ACCEPT
    values: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    is_takeable: bool = True

    def add(self, key, column, cell_text, remark):
        self.worsen(remark.fate)
        self.notes.append(Note(key, column, shown(cell_text), remark.kind, remark.text, remark.fate))

    def is_faulty(self, keys):
        """Whether a cell of these fields could not be taken as it is; one that was only read is fine."""
        return any(note.key in keys and note.kind != COUNT_READ for note in self.notes)

    def hold(self, key, kind, text):
        """Holds the row until it is corrected: nobody may take it as it is."""
        self.add(key, "", self.values.get(key, ""), Remark(REVIEW, kind, text))
        self.is_takeable = False

    def count_once(self, first, key="", column=""):
        """Passes the row over: it says the same as an earlier one of the list."""
        text = _("The row says the same as row %s and is counted once.") % first.number
        self.add(key, column, self.values.get(key, ""), Remark(IGNORE, "duplicate_row_same_content", text))

    def worsen(self, fate):
        self.fate = max(self.fate, fate, key=FATES.index)


#: Keys of values that are identity numbers, and are sealed as such.
NUMBERS = ("nik", "household")


def keep_numbers_out(judged):
    """Asks about a NIK or KK number in a text of a row; taken, the row keeps the text without its digits."""
    for key, value in judged.values.items():
        if key not in NUMBERS and isinstance(value, str) and identity_numbers.holds_number(value):
            judged.values[key] = identity_numbers.hide(value)
            text = _(
                "This text contains 16 digits, like a NIK or KK number. If accepted, the row keeps the "
                "text without them; a NIK belongs in the column for it."
            )
            judged.add(key, "", value, Remark(REVIEW, "number_in_text", text))


def shown(text):
    """What was written, for a message: no digit of an identity number, long texts cut."""
    # Cut before it is looked through: a cell may hold 30,000 characters.
    text = masked(str(text).strip()[: 3 * SHOWN])
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def masked(text):
    """The text with the digits of identity numbers as dots, also of those that lost a digit or got one.

    Money and numbers of records stay: whoever has to correct one must see it.
    """
    return LONG_NUMBER.sub(_mask, identity_numbers.hide(str(text)))


def _mask(match):
    if match["record"]:
        return match[0]
    number = match["number"]
    is_round = number.endswith("0000") and not identity_numbers.begins_as_one(re.sub(r"\D", "", number))
    is_money = match["money"] or identity_numbers.THOUSANDS.fullmatch(number) or is_round
    return match[0] if is_money else (match["money"] or "") + re.sub(r"\d", identity_numbers.DOT, number)
