"""The aid, for the tests of the whole portal (`tests/pillars/registers.py`)."""

import datetime
from decimal import Decimal

from pillars.aid.models import AidPackage
from pillars.aid.services import AidData, add_files, record_aid, record_check, remove_aid, take_check_back
from pillars.businesses.services import BusinessData, record_business, remove_business
from tests.access import ENTERING, ENTERING_HERE, IN_AREA, signed_in
from tests.files import photo
from villages.models import Beneficiary

#: Nothing here touches a closed quarter: aid is a register of what there is, and no report.
TRIALS = None
ACCESS = {
    "pillars:aid-list": ("get", None, signed_in()),
    "pillars:aid-export": ("get", "format", signed_in()),
    "pillars:aid-create": ("get", None, ENTERING),
    "pillars:aid-detail": ("get", "aid", IN_AREA),
    "pillars:aid-edit": ("get", "aid", ENTERING_HERE),
    "pillars:aid-remove": ("get", "empty_aid", ENTERING_HERE),
    "pillars:aid-check-create": ("get", "aid", ENTERING_HERE),
    "pillars:aid-check-take-back": ("post", "aid", ENTERING_HERE),
    "pillars:aid-file-create": ("get", "aid", ENTERING_HERE),
    "pillars:aid-file": ("get", "aid_file", IN_AREA),
    "pillars:aid-file-thumbnail": ("get", "aid_file", IN_AREA),
    "pillars:aid-file-remove": ("get", "aid_file", ENTERING_HERE),
}
PROTECTED = {
    "Beneficiary": {"AidPackage.person": "nor for somebody who received aid"},
    "Business": {"AidPackage.business": "a business that received aid is closed instead"},
    "AidPackage": {
        "AidCheck.package": "one that was checked is not removed",
        "AidFile.package": "nor one with papers",
    },
    "AidCheck": {"AidFile.check_of": "the photos of a check go first"},
}
HELD = {
    "AidPackage.person": lambda w: w.listed(lambda w: _aid(w.places["betak"], w.officer, person=w.person)),
    "AidPackage.business": lambda w: _held_business(w),
    "AidCheck.package": lambda w: _held(w, lambda one: _checked(one, w.day, w.officer)),
    "AidFile.package": lambda w: _held(
        w, lambda one: add_files(package=one, kind="handover", files=[photo()], by=w.officer)
    ),
    "AidFile.check_of": lambda w: _held_check(w),
}
DELETES = {
    "pillars.aid.services.remove_aid": ["AidPackage"],
    "pillars.aid.services.take_check_back": ["AidCheck"],
}
ONCE = {"pillars_aidcheck": "one row per package and day"}
SAMPLES = {
    "aid": (
        "Kode Desa;Barang;Volume;Satuan;Harga Satuan;Jumlah Harga;Sumber Dana;Tanggal BAST;Kondisi;Tgl Cek",
        (
            "35.04.14.2011;Kambing;8;ekor;1.750.000;14.000.000;APBN;10/03/2025;Baik;05/02/2026",
            "35.04.14.2016;Mesin jahit;2;unit;;6.500.000;CSR;10/04/2025;;",
            "35.04.14.2017;Oven;1;unit;;;Dana Desa;10/04/2025;Hilang;05/02/2026",
        ),
        (
            "35.04.14.2017;Oven;0;unit;;;Dana Desa;10/04/2025;;",
            "35.04.14.2017;Oven;1;unit;;;Dana Desa;31/02/2025;;",
        ),
        AidPackage,
    ),
}
LISTS = {
    "aid": (
        "Jenis Bantuan;Desa;Jumlah;Satuan;Harga Satuan;Total;Sumber;Tgl BAST;Penerima;Kondisi;Tgl Cek\n"
        "Kambing;Tunggangri;8;ekor;70.000;560.000;APBN;10/03/2025;CORA;Baik;01/02/2026\n"
        "Mesin jahit;Betak;2;unit;3.250.000;5.600.000;CSR Bank Jatim;10/03/2025;TAK TERDAFTAR;Rusak;\n"
        "Oven;Betak;1;unit;;;Dana Desa;31/02/2025;desa;;\n"
    ),
}
FOUND_ON = {"pillars:aid-check-take-back": "pillars:aid-detail"}
ANSWERS = {
    "pillars:aid-create": {"recipient": [""], "received_by": ["village"], "source": ["apbn"]},
    "pillars:aid-remove": {"reason": ["tercatat dua kali"]},
}


def things(places, register, officer):
    """Aid for a person that was checked and has a paper, and aid with nothing."""
    village = places["tunggangri"]
    person = Beneficiary.objects.get(number=register["beneficiary"][0])
    stored = _aid(village, officer, person=person)
    add_files(package=stored, kind="handover", files=[photo()], by=officer)
    _checked(stored, datetime.date(2025, 9, 1), officer)
    return {
        "aid": [stored.pk],
        "aid_file": [stored.files.get().pk],
        "empty_aid": [_aid(village, officer, item="Etalase").pk],
    }


def more(places, officer, things):
    """Aid recorded by mistake, aid of a business, and aid of a village that ended since."""
    business = record_business(data=BusinessData(places["betak"], "Jahit Betak"), by=officer)
    _aid(places["betak"], officer, item="Mesin jahit", business=business)
    mistaken = _aid(places["betak"], officer, item="Salah catat")
    left = _aid(places["gone"], officer, item="Oven", handed_on=datetime.date(2019, 5, 1))
    return {"pillars:aid-remove": [mistaken.pk], "pillars:aid-edit": [left.pk]}


def named(person, things, officer):
    """Somebody received something."""
    _aid(person.village, officer, item="Oven", person=person)


def pages(things):
    """Somebody's page leads to the aid that is recorded for them."""
    return {"pillars:aid-create": [f"/bantuan/catat/?person={things['beneficiary'][0]}"]}


def _aid(village, officer, **said):
    plain = {"item": "Kambing", "volume": Decimal(8), "unit": "ekor", "source": "apbn"}
    plain |= {"handed_on": datetime.date(2025, 3, 10), "unit_value": 70, "total": 560}
    return record_aid(data=AidData(village=village, **plain | said), by=officer)


def _checked(package, day, officer):
    return record_check(package=package, on=day, condition="damaged", note="motor rusak", by=officer)


def _held(w, write):
    """Aid with something recorded about it, and its removal."""
    stored = _aid(w.places["betak"], w.officer)
    write(stored)
    return stored, lambda: remove_aid(package=stored, reason="tercatat dua kali", by=w.officer)


def _held_business(w):
    business = record_business(data=BusinessData(w.places["betak"], "Usaha Uji"), by=w.officer)
    _aid(w.places["betak"], w.officer, business=business)
    return business, lambda: remove_business(business=business, reason="tercatat dua kali", by=w.officer)


def _held_check(w):
    stored = _aid(w.places["betak"], w.officer)
    check = record_check(package=stored, on=w.day, condition="good", note="", photos=[photo()], by=w.officer)
    return check, lambda: take_check_back(package=stored, by=w.officer)
