"""Telephone numbers as people write them, kept as written and in one form to call by."""

import re

#: A cell with more holds no number to call by behind it.
LONGEST = 300


def normalised(raw):
    """`+628123456789` of the first number in a text; foreign numbers keep their country; empty if none.

    `0812...`, `62812...` and a lost leading zero (`812...`) mean Indonesia.
    """
    for part in re.split(r"[,;/]|\bdan\b", raw[:LONGEST]):
        digits = re.sub(r"[^\d+]", "", part)
        if digits.startswith("+"):
            number = digits[1:].replace("+", "")
        else:
            number = digits.replace("+", "")
            if number.startswith("0"):
                number = "62" + number[1:]
            elif number.startswith("8"):
                number = "62" + number
        if 9 <= len(number) <= 15:
            return "+" + number
    return ""
