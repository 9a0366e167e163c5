"""What passes for a reason: the one rule of every “why” that is kept."""

import re

#: Words of letters, in whatever script.
WORDS = re.compile(r"[^\W\d_]{3,}")


def is_reason(text):
    """Whether the text says something: at least one word of three letters that are not all the same.

    Nobody can test whether it is a good reason; dots, dashes, numbers and “xxx” are none.
    """
    return any(len(set(word)) > 1 for word in WORDS.findall(text.casefold()))
