"""Identity numbers in free text: found however they are typed, and nothing else taken for one."""

import time

import pytest
from django.core.exceptions import ValidationError

from desmigratif.ui import identity_numbers
from desmigratif.ui.identity_numbers import hide, refuse_identity_number

NUMBERS = [
    "3504141203880012",
    "3504 1412 0388 9012",
    "3504.1412.0388.9012",
    "3504-1412-0388-9012",
    "3504–1412–0388–9012",
    "3504,1412,0388,9012",
    "3504/1412/0388/9012",
    "3504\u00a01412\u00a00388\u00a09012",
    "3504\u200b1412\u200b0388\u200b9012",
    "3504\n1412\n0388\n9012",
    "350414 520388 9012",
    "35.04.14 120388 9012",
    "3 5 0 4 1 4 1 2 0 3 8 8 9 0 1 2",
    "3.504.141.203.889.012",
    "３５０４１４１２０３８８９０１２",
    "٣٥٠٤١٤١٢٠٣٨٨٩٠١٢",
    "NIK3504141203889012",
    "NIK: 3504141203889012, KK: 3504142001159123",
    "3504141203889012 3504141203889013",
    "1234567890123456",
    "Rp 3504141203889012",
]
NO_NUMBERS = [
    "",
    "Rp 1.500.000.000.000",
    "Rp1234567890123456",
    "1500000000000000",
    "9.999.999.999.999.999",
    "12/03/2026 08.30–12.00 WIB",
    "12/03/2026 s.d. 14/03/2026",
    "19/03/2026 21/03/2026",
    "0812 3456 7890, 0813 1234 5678",
    "2026 081234567890",
    "NIP 19850317 201001 1 012",
    "Desa 35.04.14.2011 dan 35.04.14.2012",
    "560/1234/35.04.14.2011/2026",
    "350414120388901",
    "35041412038890123",
    "35041412-0388-4012-92f3-cb7994aca3f9",
    "cb7994ac-3504-4412-8388-901235041412",
    "/penerima/35041412-0388-4012-9203-350414120388/ubah/",
]


@pytest.mark.parametrize("text", NUMBERS)
def test_sixteen_digits_are_noticed_however_they_are_typed(text):
    said = f"Menurut KTP {text} benar"
    with pytest.raises(ValidationError, match="16 digits"):
        refuse_identity_number(said)
    hidden = hide(said)
    assert not any(mark.isdigit() for mark in hidden)
    assert len(hidden) == len(said)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_money_days_telephones_and_codes_are_no_identity_numbers(text):
    refuse_identity_number(text)
    assert hide(text) == text


@pytest.mark.parametrize("piece", ["1", "1 ", "3504 ", "1.", "Rp ", "1, . "])
def test_long_texts_are_read_at_once(piece):
    start = time.process_time()
    identity_numbers.holds_number(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 0.5
