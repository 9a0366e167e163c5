"""What a service says when it does not do what was asked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from . import clock
from .formatting import long_date


class Refused(Exception):
    """The service will not, and says why: a sentence in the reader's language with the way to correct it.

    `field` names the input that has to change, so that a form can show the sentence there; empty where the
    sentence is about the whole. `may_pass`: whether what is refused today may be stored on another day, so
    that the entries are worth keeping. `see`: what the sentence tells to open or to correct instead, where
    the user may see it; the page that shows the sentence leads there.
    """

    may_pass = False

    def __init__(self, message, field="", see=None):
        super().__init__(message)
        self.message = message
        self.field = field
        self.see = see

    def show_in(self, form):
        """Puts the sentence at the field it is about, or over the form where the form has no such field."""
        form.add_error(self.field if self.field in form.fields else None, self.message)
        form.see = self.see


class Fault(NamedTuple):
    """What keeps an entry from being stored: a form refuses it, a list refuses the row.

    `kind`: the word under which lists count it; `field`: what has to change; `text`: the sentence.
    """

    kind: str
    field: str
    text: str


def refuse_faulty(faults: Iterable[Fault]) -> None:
    """Raises `Refused` with the first fault, if there is any."""
    for fault in faults:
        raise Refused(fault.text, fault.field)


def in_future(said: Mapping[str, Any], *names: str) -> Iterator[Fault]:
    """The days of these names that have not come yet; what is None is no day."""
    for name in names:
        day = said.get(name)
        if day and day > clock.today():
            text = _("%s is in the future. Write today's date or an earlier one.") % long_date(day)
            yield Fault("date_in_future", name, text)
