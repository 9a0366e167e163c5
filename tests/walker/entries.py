"""What is typed into the forms: what could be meant, and what nobody means."""

import datetime
import re
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from desmigratif.ui import clock
from tests.factories import PASSWORD

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
COUNTS = re.compile(r"-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$")
DATES = re.compile(r"(_on|_from|_to|date|_day|until|through)(_0)?$")
NUMBERS = re.compile(
    r"(year|quarter|count|position|weight|male|female|unknown|value|percent|score|order|number|plan|actual"
    r"|ceiling|baseline|numerator|denominator|amount|threshold|months)$"
)
PHOTO = Path(__file__).parents[1] / "cases" / "O24_foto_gps.jpg"
AREAS = ("35.04.14.2016", "35.04.14.2011", "35.04")


def meant(form, chance, *, most):
    """Entries that the form may take: its own, and in what is empty and must (or may) be filled something."""
    entries = form.entries
    for one in form.fields.values():
        if one.kind == "hidden" or any(one.values):
            continue
        if one.is_required or chance.random() < (most / 4 if one.kind == "checkbox" else most):
            entries[one.name] = guess(one, chance, 0)
    return entries


def guess(one, chance, trial):
    """Something of the kind of the field; another kind of thing at each trial."""
    if one.choices:
        offered = [choice for choice in one.choices if choice] or [""]
        wanted = chance.sample(offered, k=min(len(offered), chance.choice((1, 1, 2))))
        return wanted if one.kind in ("many", "checkbox") else wanted[:1]
    if one.kind in ("many", "one"):
        return []
    if one.kind == "file":
        return [good_file(one, chance)]
    name = re.sub(r"-\d+-", "-", one.name).rpartition("-")[2]
    ways = _ways(one, name, chance)
    return [ways[trial % len(ways)]]


def _ways(one, name, chance):
    """Values of one field, the likeliest first."""
    number = chance.randrange(10**6)
    day = clock.today() - datetime.timedelta(days=chance.randrange(1, 60))
    texts = [f"Uji {number} {MARK}", f"Siti Uji {number}", f"UJI-{number % 1000}", "3", nik(chance), *AREAS]
    if "password" in name:
        return [PASSWORD]
    if one.kind == "email" or "email" in name:
        return [f"baru{number}@contoh.example"]
    if one.kind == "url" or name in ("link", "url"):
        return ["https://contoh.example/a?b=1&c=2"]
    if one.kind == "number" or "year" in name:
        return [f"{clock.today().year}", "3", "1", "40", "90", f"{number}"]
    if one.kind == "date" or DATES.search(name):
        later = [day + datetime.timedelta(days=days) for days in (90, 400, -400, -900)]
        return [_written(day), _written(clock.today()), day.isoformat(), *map(_written, later), "3"]
    if name in ("nik", "kk", "digits"):
        return [nik(chance)]
    if "phone" in name:
        return ["081234567890"]
    if "numeric" in one.hint or "decimal" in one.hint or NUMBERS.search(name):
        return ["3", f"{clock.today().year}", "1", "100", "40", *texts]
    if "village" in name or "area" in name or "place" in name or name == "code":
        return [*AREAS, *texts]
    return texts


def _written(day):
    return f"{day:%d/%m/%Y}"


def nik(chance):
    """A number of a woman of Kalidawir that nobody has yet."""
    return f"350414{41 + chance.randrange(28):02}{1 + chance.randrange(12):02}8{chance.randrange(10)}" + (
        f"{1 + chance.randrange(9000):04}"
    )


def good_file(one, chance):
    if "image" in one.accept and "pdf" not in one.accept:
        return SimpleUploadedFile("foto.jpg", PHOTO.read_bytes())
    if "pdf" in one.accept:
        return SimpleUploadedFile(f"bukti{chance.randrange(1000)}.pdf", b"%PDF-1.4\nisi\n%%EOF\n")
    number = chance.randrange(10**6)
    text = f"NIK;Nama;L/P;Kode Desa\n;SITI {number};P;35.04.14.2011\n"
    return SimpleUploadedFile(f"daftar{number}.csv", text.encode())


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


def odd_for(one, chance, foreign=()):
    """One odd value for a field: text, several values, a file where none is asked for, nothing at all.

    `foreign`: ids and codes of another area, which the form never offers.
    """
    if COUNTS.search(one.name):
        return chance.choice((["²"], ["-1"], ["abc"], [""], ["9" * 20], ["100000"], []))
    if chance.random() < 0.2:
        return chance.choice(([], ["1", "2", "abc"], ["", ""], [some_file(chance)], [*one.choices] * 2))
    if foreign and (one.choices or one.kind == "hidden") and chance.random() < 0.4:
        return [chance.choice(foreign)]
    return [chance.choice(ODD)]
