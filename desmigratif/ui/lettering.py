"""How wide a text will be before a browser has drawn it: read off the widest bold of the font stack (em)."""

NARROW, MIDDLE, CAPITAL, WIDE = 0.5, 0.73, 0.87, 1.1
THIN_LETTERS = " .,'’|/\\!:;()[]-–ijlIJtfr"
WIDE_LETTERS = "mwMW%…@"


def width_of(text, size):
    """The most room that `text` takes at `size`, in the unit of `size`."""
    return size * sum(_em(letter) for letter in text)


def shortened(text, size, room):
    """The text, or as much of it as `room` holds with an ellipsis: the table below has it whole."""
    if width_of(text, size) <= room:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _em(letter):
    if letter in THIN_LETTERS:
        return NARROW
    if letter in WIDE_LETTERS or ord(letter) > 0x2E7F:
        return WIDE
    return CAPITAL if letter.isupper() else MIDDLE
