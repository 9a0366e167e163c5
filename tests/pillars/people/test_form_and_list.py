"""One set of rules for form and list: what is typed and what a list holds is read alike, field by field.

What the form takes the list reads as the same value, perhaps after a question. What a list reads into a text
it shows, where the form asks back; never do the two take the same text for different things.
"""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from desmigratif.ui.fields import CountField, DayFirstDateField, NumberField, RupiahField
from pillars.imports.services import KINDS
from pillars.people.forms.beneficiaries import BeneficiaryForm
from pillars.sheets import participants
from villages.lists.sheets import days, readers
from villages.lists.sheets.amounts import amount
from villages.lists.sheets.cells import cell_of
from villages.lists.sheets.judging import REFUSE, REVIEW
from villages.lists.sheets.units import Unit
from villages.people.sheets import identities

NIK = "3504145703859801"


def of_form(name):
    """The value that a field of the form of a person takes from a text."""
    clean = getattr(BeneficiaryForm, f"clean_{name}")
    return lambda text: clean(SimpleNamespace(cleaned_data={name: text}))


def read_day(cell):
    day, _year, remark = days.read_day(cell)
    return day, remark


#: Field -> what the form does with a text, and what a list does with a cell.
FIELDS = {
    "full_name": (of_form("full_name"), participants.name),
    "nik": (of_form("nik"), identities.read_nik),
    "household": (of_form("household"), identities.read_household),
    "day": (DayFirstDateField(required=False).clean, read_day),
    "amount": (RupiahField(required=False).clean, lambda cell: amount(cell, Unit(1))),
    "count": (CountField(required=False).clean, readers.count),
    "number": (NumberField(required=False, decimals=2).clean, readers.number),
}
ODD = {
    "full_name": (
        "SITI",
        " Siti  Aminah ",
        "Ma’ruf",
        "O",
        "12345",
        "Hj. Siti, S.Pd.",
        "A\u200bni",
        "Siti 2",
        "-",
    ),
    "nik": (
        *(NIK, f"'{NIK}", f" {NIK} ", "3504 1457 0385 9801", "35.0414.570385.9801", f"NIK: {NIK}", NIK[:-1]),
        *(
            f"{NIK}1",
            "3,50414E+15",
            "2222222222222222",
            "0000000000000000",
            "-",
            "belum ada",
            "3504X45703859801",
        ),
        *("proses", f'="{NIK}"', f"{NIK} (lama)", "xxxxxxxxxxxxxxxx", "3504147203850001", "1234567890123456"),
    ),
    "household": ("3504140101100001", "3504 1401 0110 0001", "35041401011000", "-", "tidak ada", "abc"),
    "day": (
        *(
            "17/08/1990",
            "17-8-1990",
            "17.08.1990",
            "17 Agustus 1990",
            "17 Agt 1990",
            "3 Nop 1988",
            "31/02/1990",
        ),
        *(
            "08/17/1990",
            "1990-08-17",
            "17/08/90",
            "1990",
            "00/00/0000",
            "Agustus 1990",
            "17 Djuli 1961",
            "lupa",
        ),
        *(
            "Tulungagung, 17 Agustus 1990",
            "Senin, 17 Agustus 1990",
            "17081990",
            "33102",
            "1/1/1900",
            "17 Mei '83",
        ),
    ),
    "amount": (
        *(
            "1500000",
            "1.500.000",
            "Rp1.500.000,00",
            "Rp 1.500.000,-",
            "1,500,000",
            "1,5 jt",
            "1,5 juta",
            "2 jt",
        ),
        *("5 M", "(500.000)", "-500", "lima juta", "1.500", "1,500", "0", "-", "1.096.18", "1e6", "500 ribu"),
        *("Rp 5.000.000", "Rp5,500,000", "tidak ada", "tanpa anggaran", "nihil", "Rp. 7.500.000,-"),
    ),
    "count": (
        "0",
        "12",
        "1.200",
        "1,200",
        "1.2",
        "1,5",
        "-",
        "-3",
        "dua",
        "12 orang",
        "1 200",
        "1.20",
        "9999999",
        *(
            "nihil",
            "NIHIL",
            "nol",
            "tidak ada",
            "belum ada data",
            "12 jiwa",
            "1.200 KK",
            "L: 5, P: 7",
            "± 12",
        ),
    ),
    "number": ("0", "12", "1.250", "1.250,5", "12,55", "12,555", "1.5", "-", "-1", "10%", "1,250.5", "dua")
    + ("75 %", "12 kelompok", "1.245 orang", "36,36 %", "nihil", "12 abc", "% 12"),
}


def typed(form, text):
    """What the form takes; None where it takes nothing, and whether it refused."""
    try:
        entered = form(text)
        return (None if entered == "" else entered), False
    except ValidationError:
        return None, True


@pytest.mark.parametrize("field", FIELDS)
def test_form_and_list_take_a_text_for_the_same(field):
    form, read = FIELDS[field]
    faults = []
    for text in ODD[field]:
        entered, is_refused = typed(form, text)
        listed, remark = read(cell_of(text))
        fate = remark.fate if remark else "accept"
        listed = None if listed == "" else listed
        if entered is not None and (listed != entered or fate == REFUSE):
            faults.append(f"{text!r}: the form takes {entered!r}, the list {listed!r} ({fate})")
        if listed is not None and fate not in (REFUSE, REVIEW) and entered is not None and listed != entered:
            faults.append(f"{text!r}: the list takes {listed!r}, the form {entered!r}")
        if listed is not None and remark is None and is_refused:
            faults.append(f"{text!r}: the list takes {listed!r}, the form refuses")
    assert not faults, "\n".join(faults)


#: Fields whose choices the forms offer, and whose cells lists read by words.
CHOSEN = [
    pytest.param(one, id=f"{kind.key}-{one.key}")
    for kind in KINDS.values()
    for one in kind.schema.fields
    if one.read is not None and isinstance(one.words, list | tuple) and one.words
]


@pytest.mark.parametrize("field", CHOSEN)
def test_a_list_takes_every_word_that_the_form_offers(field):
    refused = []
    for language in ("id", "en"):
        with override(language):
            refused += [str(word) for word in field.words if field.read(cell_of(str(word)))[0] is None]
    assert not refused
