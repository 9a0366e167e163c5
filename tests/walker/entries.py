"""What is typed into the forms: what could be meant, and what nobody means."""

import datetime
import re

from django.core.files.uploadedfile import SimpleUploadedFile

#: Stands in every text of the world; `<i>` never reaches a page as a tag of its own.
MARK = "<i>\"'&"
LONG = "x" * 100_000
ODD = (
    "\x00",
    "a\x00b",
    LONG,
    "9" * 20,
    "9" * 5000,
    "-1",
    "0",
    "0001-01-01",
    "9999-12-31",
    "31/12/9999",
    "01/01/0001",
    "29/02/2023",
    "²",
    "1e400",
    "NaN",
    "-Infinity",
    "1,5",
    "😀" * 40,
    "\u202eterbalik\u200f",
    "%00",
    "' OR 1=1 --",
    MARK,
    "999999999",
    "tidak-ada",
    "00000000-0000-0000-0000-000000000000",
    "35.04.99.9999",
    "[]",
    "  ",
    "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
)
#: Forms of more than one row say how many they have.
COUNTS = re.compile(r"-(TOTAL|INITIAL)_FORMS$")
DATES = re.compile(r"(_on|_from|_to|date|_day|until|through)(_0)?$")
NUMBERS = re.compile(r"(year|quarter|count|position|weight|male|female|unknown|value|percent|score|order)$")


def filled(form, chance):
    """Entries that the form may take: its own where it has some, else something of the kind of the field."""
    entries = form.entries
    for one in form.fields.values():
        if one.kind == "hidden" or (any(one.values) and chance.random() < 0.6):
            continue
        if one.choices:
            offered = [choice for choice in one.choices if choice] or [""]
            wanted = chance.sample(offered, k=min(len(offered), chance.choice((1, 1, 2))))
            entries[one.name] = wanted if one.kind in ("many", "checkbox") else wanted[:1]
        elif one.kind == "file":
            entries[one.name] = [some_file(chance)]
        else:
            entries[one.name] = [_meant(one, chance)]
    return entries


def _meant(one, chance):
    name = re.sub(r"-\d+-", "-", one.name).rpartition("-")[2]
    if one.kind == "date" or DATES.search(name):
        day = datetime.date(2026, chance.randint(1, 11), chance.randint(1, 28))
        return chance.choice((day.isoformat(), f"{day:%d/%m/%Y}"))
    if one.kind == "number" or NUMBERS.search(name):
        return chance.choice(("1", "3", "2026"))
    if one.kind == "email" or "email" in name:
        return f"baru{chance.randrange(10**6)}@contoh.example"
    if one.kind == "url" or name == "link":
        return "https://contoh.example/a?b=1&c=2"
    if name in ("nik", "digits"):
        return "3504145703859801"
    return f"Uji {chance.randrange(1000)} {MARK}"


def some_file(chance):
    """A good file, a bad one, or one with a hostile name."""
    name, content = chance.choice(
        (
            ("bukti.pdf", b"%PDF-1.4\nisi\n%%EOF\n"),
            ("daftar.csv", b"NIK;Nama;L/P;Kode Desa\n;<i>SITI;P;35.04.14.2011\n"),
            ("daftar.csv", b"\x00\xff\xfe;\n;;;\n"),
            ("kosong.xlsx", b""),
            (f"{MARK}.xlsx", b"PK\x03\x04 bukan"),
            ("foto.jpg", b"\xff\xd8\xff\xe0 rusak"),
        )
    )
    return SimpleUploadedFile(name, content)


def odd_for(one, chance):
    """One odd value for a field: text, several values, a file where none is asked for, nothing at all."""
    if COUNTS.search(one.name):
        return chance.choice((["²"], ["-1"], ["abc"], [""], ["9" * 20], ["100000"], []))
    if chance.random() < 0.2:
        return chance.choice(([], ["1", "2", "abc"], ["", ""], [some_file(chance)], [*one.choices] * 2))
    return [chance.choice(ODD)]
