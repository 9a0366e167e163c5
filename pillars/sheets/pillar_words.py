"""How offices name the four pillars: in a cell, in a heading between the rows, in a title above the list."""

import re

from villages.lists.sheets import side_by_side

NUMERALS = {1: "I", 2: "II", 3: "III", 4: "IV"}
NUMBERS = {numeral.casefold(): number for number, numeral in NUMERALS.items()}
#: Words by which offices name the pillars (Permenaker 2/2019), where they say more than the portal or less.
WORDS = (
    (1, r"(pusat )?layanan migrasi|migrasi aman"),
    (2, r"usaha (ekonomi )?produktif|wirausaha|kewirausahaan"),
    (3, r"(community )?parenting|pengasuhan|tumbuh kembang anak"),
    (4, r"koperasi"),
)
NAMED = re.compile(r"\bpill?ar\b\W*(?:ke\b\W*)?(iv|i{1,3}|[1-4])\b", re.I)


def number_in(text):
    """The number of the pillar that words of a text mean, or None where they mean none or several."""
    meant = [number for number, words in WORDS if re.search(rf"\b({words})\b", text, re.I)]
    # `Koperasi usaha produktif` is the name of the fourth.
    return meant[-1] if len(meant) == 1 or meant == [2, 4] else None


def are_pillars(texts):
    """Whether each text of a column begins with the number of a pillar: `Pilar 2 - Usaha Produktif`."""
    return all(NAMED.match(text) for text in texts)


def in_heading(text):
    """The numeral of the pillar of a heading such as `II. USAHA PRODUKTIF`; empty where it names none."""
    if found := NAMED.search(text):
        return NUMERALS[NUMBERS.get(found[1].casefold()) or int(found[1])]
    number = number_in(text)
    return NUMERALS[number] if number else ""


def in_title(text):
    """The same of a title above the list, in which `Dinas Koperasi` is an office and no pillar."""
    if NAMED.search(text) or re.search(r"\bpill?ar\b", text, re.I):
        return in_heading(text)
    return "" if re.search(r"\b(koperasi|dinas|bidang|seksi)\b", text, re.I) else in_heading(text)


def ticked(table):
    """The table with one column of pillars, where there is one to tick for each: `Pilar / I`, `Pilar 2`."""
    found = {}
    for column in table.columns:
        named = NAMED.fullmatch(" ".join(column.parts[-2:]))
        if named and side_by_side.are_ticks(table, column.index):
            found[column.index] = in_heading(named[0])
    return side_by_side.ticked(table, "Pilar", found) if len(found) > 1 else table
