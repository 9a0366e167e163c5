"""What is written of a person, each field as something that stands nowhere else, and who must not read it;
and the serials of identity numbers, which nobody reads."""

import datetime
import re

from desmigratif.ui import formatting
from pillars.people.services.beneficiaries import change_beneficiary
from villages.models import Beneficiary, Household
from villages.people import nik
from villages.people.services.beneficiaries import Person

BORN = datetime.date(1985, 3, 17)
SECRET = {
    "hamlet": "Dusun Kebonrahasia",
    "rt": "037",
    "rw": "059",
    "address": "Gang Rahasia 77",
    "phone_raw": "0812 7654 3219",
    "consented_on": datetime.date(2024, 11, 23),
    "note": "Catatan pribadi sekali",
}
#: Who needs none of it, as the table of access names them; offices that are gone beside them.
KEPT_FROM = ("reviewer", "province_reader", "pillar_lead", "contributor")
#: What no reviewer needs, whatever the table in the code says.
PRIVATE = {
    *("birth_date", "birth_year", "phone", "phone_raw", "address", "hamlet", "rt", "rw", "note"),
    *("household", "consented_on"),
}
#: Sealed texts, keyed hashes, numbers of records and tokens: none of them can be read without a key.
SEALED = re.compile(
    r"[\w-]+:[A-Za-z0-9+/=]{40,}|\b[0-9a-f]{32,}\b"
    # In an address also behind `%3D`, where no word begins.
    r"|(?<![0-9a-f])[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![0-9a-f])"
    r"|(csrfmiddlewaretoken\" value|nonce|integrity)=\"[^\"]+\"|\d\d:\d\d:\d\d[.\d+:]*"
)
#: A list comes back with the cells that the office itself wrote, to be mended and sent again.
OWN_CELLS = {"import-faults", "import-template"}
DAYS = [formatting.long_date, formatting.short_date]


def write_down(by):
    """Every person with every field filled."""
    for number, person in enumerate(Beneficiary.objects.filter(merged_into__isnull=True)):
        known = {"sex": "female", "birth_date": BORN, "nik": f"350414570385{8731 + number}"}
        said = Person(person.full_name, person.village, **known, **SECRET)
        change_beneficiary(beneficiary=person, person=said, by=by)


def told(field):
    """How pages and files say the value of a field."""
    if field == "birth_date":
        return [*(said(BORN) for said in DAYS), "17/03/1985", "1985-03-17"]
    if field == "birth_year":
        return ["1985"]
    if field == "phone":
        return ["6281276543219", "81276543219", "812-7654", SECRET["phone_raw"]]
    if field == "consented_on":
        return [said(SECRET[field]) for said in DAYS]
    if field in ("rt", "rw"):
        return [f"RT {SECRET['rt']}", "037/059", f"RW {SECRET['rw']}"]
    return [SECRET[field]] if field in SECRET else []


def shown(text):
    """The fields that a page or file says; without its tags: the marks of forms are digits at random."""
    text = re.sub(r"<[^>]+>", " ", text)
    return {field for field in PRIVATE if any(said in text for said in told(field))}


def serials():
    """The pattern of the last four digits of every NIK and KK that is stored."""
    sealed = [*Beneficiary.objects.exclude(nik_sealed="").values_list("nik_sealed", flat=True)]
    sealed += Household.objects.values_list("sealed", flat=True)
    serial = "|".join({nik.decrypt(text)[-4:] for text in sealed})
    assert serial.count("|") >= 2
    return re.compile(rf"(?<!\d)(?:{serial})(?!\d)|\d{{12}}(?:{serial})")


def open_text(text):
    return SEALED.sub(" ", text)


def open_serials(page, text, wanted):
    """The `wanted` that stand open in the text of a page, by the name of its address."""
    if page.rpartition(":")[2] in OWN_CELLS or not wanted.search(text):
        return []
    return [found[0] for found in wanted.finditer(open_text(text))]
