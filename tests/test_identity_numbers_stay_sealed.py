"""No serial of a stored NIK or KK stands open: in any table, on any page, in any download, for any role.

People come in by every way; then every table is read as somebody with a copy of the database would, and every
page that can be reached is opened. A column or a page that is added later is looked at by itself.
"""

import datetime
import io
import re
import zipfile
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.urls import resolve, reverse

from desmigratif.accounts.roles import RULES
from pillars.people.services.beneficiaries import ask_transfer, merge_beneficiaries
from pillars.services.attendances import add_people
from tests import personal
from tests.importing import checked, stored
from villages.models import Beneficiary
from villages.people.services.beneficiaries import (
    Person,
    change_beneficiary,
    near_duplicates,
    restrict_beneficiary,
    reveal_nik,
)

FIRST = re.compile(r"/(penerima|impor|kegiatan|pemindahan)")
#: Those about people first; the table of access opens every page there is (tests/test_access.py).
PAGES_PER_ROLE = 22
LIST = """NIK;Nama Lengkap;L/P;Tanggal Lahir;Kode Desa;No KK;Status;Keterangan
3504144605838273;SITI AMINAH;P;06/05/1983;35.04.14.2011;3504141201108264;PMI;
3504140807918331;KHOIRUL ANAM;L;08/07/1991;35.04.14.2016;;CPMI;NIK istri 3504144605838273
5203014107908441;SITI RAHASIA;P;01/07/1990;35.04.14.2011;;PMI;
350414460583827;PAIMAN;L;06/05/1983;35.04.14.2011;;;
3504145703858512;SULASTRI W;P;17/03/1985;35.04.14.2011;;Purna;
"""
PARTICIPANTS = """Kode Kegiatan;Nama;NIK;L/P;Kode Desa
{pk};Wagiman;3504141203888622;L;35.04.14.2011
{pk};Sulastri;3504145703858512;P;35.04.14.2011
"""


@pytest.fixture
def register(registered, saved, officer, stranger, places):
    """People by form, list and attendance; merged, restricted, changed, and one asked for from elsewhere."""
    facts = {"sex": "female", "household": "3504141201108264"}
    sulastri = registered("SULASTRI", nik="3504145703858512", phone_raw="0812 3456 7890", **facts)
    registered("SITI RAHASIA", "far", by=stranger, nik="5203014107908441", sex="female")
    activity = saved(villages={"tunggangri": ()})
    batch = checked("beneficiaries", LIST, officer, name="KTP 3504145703858512.csv")
    stored(batch, officer, taking=[3])
    taking_part = checked("participants", PARTICIPANTS.format(pk=activity.pk), officer)
    stored(taking_part, officer)
    second = registered("SULASTRI", "betak", nik="3504140101908733", sex="female")
    without = registered("SULASTRIE", "betak", sex="female")
    merge_beneficiaries(kept=without, dropped=second, by=officer)
    add_people(activity=activity, people=[sulastri], by=officer)
    person = Person("SULASTRI", places["tunggangri"], sex="female", nik="3504145703858519")
    change_beneficiary(beneficiary=sulastri, person=person, by=officer)
    reveal_nik(beneficiary=sulastri, reason="Pendaftaran BPJS", by=officer)
    hidden = registered("RAHASIA", nik="3504141203888944", sex="male")
    restrict_beneficiary(beneficiary=hidden, is_restricted=True, reason="diminta orangnya", by=officer)
    ask_transfer(digits="3504145703858519", village=places["far"], reason="Pindah ke sini", by=stranger)
    assert near_duplicates(full_name="SULASTRI", village=places["betak"])
    return activity


def test_no_table_holds_a_serial(register):
    wanted, leaks = personal.serials(), []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                leaks += [
                    (table, name, str(value)[:200])
                    for name, value in zip(names, row, strict=True)
                    if isinstance(value, str | dict | list | bytes)
                    and wanted.search(personal.open_text(str(value)))
                ]
    assert not leaks


def test_no_page_and_no_download_shows_a_serial(register, request, client):
    # Whether every page answers, others try: here it is read what those say that do.
    client.raise_request_exception = False
    wanted = personal.serials()
    for role in ("officer", "village_officer", "reviewer", "stranger", "admin"):
        client.force_login(request.getfixturevalue(role))
        leaks, opened = _read(client, wanted)
        assert opened > 15, role
        assert not leaks, role


def _read(client, wanted):
    """What stands open on the pages that lead to each other, and how many of them were opened."""
    start = [reverse("pillars:beneficiary-list"), reverse("reports:home"), reverse("pillars:import-list")]
    start += [person.get_absolute_url() for person in Beneficiary.objects.all()]
    waiting, seen, kinds, leaks, opened = deque(start), set(), Counter(), [], 0
    while waiting and opened < PAGES_PER_ROLE:
        address = waiting.popleft()
        path = urlsplit(address).path
        kind = resolve(path).url_name
        # The page of every person, two of other kinds that are about people, one of the rest.
        if path in seen or (path not in start and kinds[kind] > bool(FIRST.match(path))):
            continue
        seen.add(path)
        response = client.get(address)
        if response.status_code != 200:
            continue
        opened += 1
        kinds[kind] += 1
        text, is_page = _content(response)
        leaks += [(address, serial) for serial in personal.open_serials(kind, text, wanted)]
        if is_page:
            links = re.findall(r'href="(/(?!static/)[^"#]+)', text)
            for link in links:
                # People and lists first; the rest as far as it goes.
                add = waiting.appendleft if FIRST.match(link) else waiting.append
                add(urljoin(address, link.replace("&amp;", "&")))
    return leaks, opened


def _content(response):
    body = b"".join(response) if response.streaming else response.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return " ".join(book.read(name).decode(errors="replace") for name in book.namelist()), False
    return body.decode(errors="replace"), "html" in response["Content-Type"]


BIRTHS = ["17/03/1985", "17 March 1985", "17 Mar 1985", "1985-03-17", ">1985<"]
PERSONAL = [*BIRTHS, "0812", "Jalan Melati", "Dusun Krajan", "catatan rahasia"]


@pytest.mark.parametrize("role", ["officer", "village_officer", "admin", "reviewer"])
def test_each_role_reads_only_the_personal_fields_it_needs(role, registered, saved, request, client, officer):
    """A reviewer checks lists: name, sex and age are enough; in pages and in files."""
    person = registered(
        "SULASTRI",
        birth_date=datetime.date(1985, 3, 17),
        phone_raw="0812 3456 7890",
        address="Jalan Melati 7",
        hamlet="Dusun Krajan",
        note="catatan rahasia",
        household="3504141201108264",
        nik="3504145703858512",
    )
    registered("WIJI", household="3504141201108264")
    activity = saved(villages={"tunggangri": ()})
    add_people(activity=activity, people=[person], by=officer)
    by = request.getfixturevalue(role)
    client.force_login(by)
    pages = [
        reverse("pillars:beneficiary-list"),
        person.get_absolute_url(),
        reverse("pillars:attendance-list", args=[activity.pk]),
        reverse("pillars:activity-detail", args=[activity.pk]),
        reverse("pillars:beneficiary-export", args=["csv"]),
        reverse("pillars:beneficiary-export", args=["xlsx"]),
    ]
    answers = [client.get(page) for page in pages]
    text = " ".join(_content(answer)[0] for answer in answers if answer.status_code == 200)
    assert "SULASTRI" in text
    found = [fact for fact in PERSONAL if fact in text]
    if "villages.view_births" in RULES[by.role].permissions:
        assert {"0812", "Jalan Melati", "catatan rahasia"} <= set(found)
        assert "On the same family card" in text
    else:
        assert found == []
        assert "On the same family card" not in text
        assert ">41<" in text or "41 years" in text
