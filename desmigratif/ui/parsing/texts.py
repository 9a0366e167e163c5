"""What every parser does first: bounds the text, takes out what nobody sees, shows it in messages."""

import functools
import re
import unicodedata

from django.utils.translation import gettext as _

#: No amount, date or number is longer; a longer text is looked at no further.
LONGEST = 100
#: Letters without any mark on screen or paper, which are no spaces and no format characters either.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u180b\u180c\u180d\u2800")
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class ParseError(ValueError):
    """What was typed cannot be taken; `kind` is the reason in one word, `message` the sentence to show."""

    def __init__(self, kind, message, **values):
        self.kind = kind
        self.message = message % values if values else message
        super().__init__(self.message)


def bounded(kind, error=ParseError):
    """For a parser of `text`: what is longer than anything it could read is refused at once."""

    def wrap(parser):
        @functools.wraps(parser)
        def read(text, *args, **kwargs):
            if len(text := str(text)) > LONGEST:
                raise error(
                    kind,
                    _("“%(typed)s” is too long: %(count)s characters, at most %(longest)s are read here."),
                    typed=shown(text),
                    count=len(text),
                    longest=LONGEST,
                )
            return parser(text, *args, **kwargs)

        return read

    return wrap


def visible(text, *, lines=False):
    """The text as the eye sees it: no invisible, control or direction characters, one space for any space.

    `lines` keeps line breaks, for long notes. The one rule for every text that is stored, typed or imported.
    """
    if not text.isprintable() or not BLANKS.isdisjoint(text):
        text = LINE_BREAK.sub("\n", text)
        text = "".join(mark for mark in text if mark.isspace() or _is_seen(mark))
    if not lines:
        return " ".join(text.split())
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _is_seen(mark):
    return mark not in BLANKS and unicodedata.category(mark) not in ("Cf", "Cc", "Cs", "Co")


def plain(text):
    """Without outer space and what nobody sees, and with every kind of minus sign as the plain one."""
    return re.sub(r"[\u2010-\u2015\u2212]", "-", visible(text))


def shown(text):
    """What was typed, for the message; a pasted page is cut."""
    text = visible(text[: LONGEST * 2])
    return text if len(text) <= 60 else f"{text[:60]}…"


def whole(text):
    """The figures as a number; twenty of them are more than any limit here, and keep int() cheap."""
    return int(re.sub(r"[^0-9]", "", text).lstrip("0")[:20] or 0)
