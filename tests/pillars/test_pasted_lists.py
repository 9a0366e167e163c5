"""A pasted attendance list, line by line (case O40)."""

import csv
import json

import pytest
from django.urls import reverse

from pillars.forms.pasted_lists import PastedList
from pillars.services import send_activity
from pillars.services.attendances import add_people
from tests.sheets import CASES
from villages.models import Beneficiary
from villages.people.services.beneficiaries import restrict_beneficiary

EXPECTED = json.loads((CASES / "O40_tempel.expect.json").read_text())
TEXT = (CASES / "O40_tempel.txt").read_text()


@pytest.fixture
def o40(registered, saved, stranger, officer):
    rows = csv.DictReader(
        (CASES / "O40_terdaftar.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"
    )
    homes = {"35.04.14.2011": "tunggangri", "35.04.14.2016": "betak"}
    for row in rows:
        registered(row["Nama Lengkap"], homes[row["Kode Desa"]], nik=row["NIK"])
    registered("WARGA BARU A", "far", by=stranger)
    return saved(pillar=2, villages={"tunggangri": ()})


def outcome(line):
    if line.is_skipped:
        return "skip"
    if not line.is_known:
        return "unknown"
    return "sure" if line.is_sure else "ask"


def test_every_line_of_the_case(o40, officer):
    pasted = PastedList(TEXT, activity=o40, user=officer)
    for wanted, line in zip(EXPECTED["lines"], pasted.lines, strict=True):
        assert (line.number, outcome(line)) == (wanted["line"], wanted["outcome"]), wanted
        found = {person.full_name for person in line.people}
        for name in wanted.get("people", ()):
            assert name.split(" (")[0] in found, wanted
    assert [person.village.area.name for person in pasted.lines[8].beside] == ["Betak"]
    assert [line.number for line in pasted.there] == [15]
    # Every line is shown somewhere.
    groups = [pasted.offered, pasted.there, pasted.unknown, pasted.skipped]
    assert sorted(line.number for group in groups for line in group) == list(range(1, 40))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hari Santoso", "unknown"),
        ("Hari/Tanggal : Senin, 3 Maret 2026", "skip"),
        ("DAFTAR HADIR PESERTA PELATIHAN", "skip"),
        ("Tulungagung, 12 Maret 2026", "skip"),
        ("Kepala Desa Tunggangri", "skip"),
        ("( ........................ )", "skip"),
        ("5. Bpk. H. Bambang Sutrisno, S.Pd., M.Si", "sure"),
        ("Dwi Lestari SE", "sure"),
        ("DWI LESTARI", "sure"),
        ("Drs. Bambang Sutrisno", "sure"),
        ("12 Bapak Hendra Gunawan (alm)", "ask"),
        ("B. Sutrisno", "ask"),
        ("Siti Amina", "ask"),
        ("Muhamad Ikbal", "ask"),
        ("Rini Kembarsari (Tunggangri)", "ask"),
        ("SRI WAHYUNI 3504140306884003", "ask"),
        ("Bu", "unknown"),
    ],
)
def test_one_line(o40, officer, text, expected):
    [line] = PastedList(text, activity=o40, user=officer).lines
    assert outcome(line) == expected, [person.full_name for person in line.people]


def test_people_who_are_restricted_or_elsewhere_are_not_offered(o40, officer, registered):
    hidden = registered("JOKO RAHASIA")
    restrict_beneficiary(beneficiary=hidden, is_restricted=True, reason="diminta", by=officer)
    lines = PastedList("Joko Rahasia\nWarga Baru A", activity=o40, user=officer).lines
    assert [line.people for line in lines] == [[], []]


def test_all_unknown_lines_are_registered_at_once_and_the_list_is_kept(client, o40, officer):
    client.force_login(officer)
    match = reverse("pillars:attendance-match", args=[o40.pk])
    add = reverse("pillars:attendance-add", args=[o40.pk])
    page = client.post(match, {"people": TEXT}).content.decode()
    assert "20 lines not found" in page
    assert "3 lines not read as names" in page
    assert "Mengetahui" in page
    rina = Beneficiary.objects.get(full_name="RINA KEMBARSARI")
    rest = "Warga Baru A\nWarga Baru B"
    # What was ticked is stored; the unknown ones stay in the box.
    page = client.post(
        add, {"person": str(rina.number), "place": "35.04.14.2011", "rest": rest}
    ).content.decode()
    assert "1 person was added." in page
    assert "Warga Baru B</textarea>" in page
    before = Beneficiary.objects.count()
    posted = {"unknown": "register", "place": "35.04.14.2011", "rest": rest, "new": ["20", "21", "22"]}
    posted |= {"new-name-20": "Warga Baru A", "new-name-21": "Warga Baru B", "new-name-22": ""}
    posted |= {"new-sex-20": "female", "new-sex-21": "x"}
    answer = client.post(add, posted, follow=True)
    assert answer.redirect_chain
    assert "2 of them were registered now." in answer.content.decode()
    assert Beneficiary.objects.count() == before + 2
    new = Beneficiary.objects.filter(full_name__startswith="Warga Baru", village=rina.village)
    assert sorted(new.values_list("full_name", "sex")) == [
        ("Warga Baru A", "female"),
        ("Warga Baru B", "unknown"),
    ]
    assert o40.attendances.count() == 3


def test_nothing_is_registered_where_nobody_may_be_added(client, o40, officer, stranger):
    add = reverse("pillars:attendance-add", args=[o40.pk])
    posted = {"unknown": "register", "new": "1", "new-name-1": "Orang Asing"}
    client.force_login(stranger)
    assert client.post(add, posted).status_code == 404
    add_people(activity=o40, people=Beneficiary.objects.filter(full_name="SITI AMINAH"), by=officer)
    send_activity(activity=o40, by=officer, confirmed=True)
    client.force_login(officer)
    assert "can no longer be changed" in client.post(add, posted, follow=True).content.decode()
    assert not Beneficiary.objects.filter(full_name="Orang Asing").exists()
