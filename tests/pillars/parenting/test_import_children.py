"""Lists of children of groups: words of offices, what is asked, undo, the own export again."""

import datetime

import pytest
from django.urls import reverse

from pillars.imports.services import standing_against, undo_batch
from pillars.parenting.models import GroupMember, SchoolStatus
from pillars.parenting.services import remove_of_child
from tests.importing import checked, fates, kinds_of_notes, stored
from villages.models import Beneficiary

HEADER = (
    "DATA ANAK RUMAH BELAJAR PELITA\n"
    "No;Nama Anak;Nama Orang Tua;Desa;Tgl Masuk;Keterangan Sekolah;Jenjang/Kelas"
)


@pytest.fixture(autouse=True)
def _today(it_is):
    it_is(datetime.date(2026, 6, 15))


@pytest.fixture
def children(group, child):
    """A group, four children of Tunggangri, and two of one name in Betak."""
    group()
    group("Kelompok Betak", "betak")
    for name in ("Ani", "Budi", "Citra", "Dedi"):
        child(name)
    child("Eko", "betak")
    child("Eko", "betak", born=datetime.date(2012, 1, 1))
    return {one.full_name: one for one in Beneficiary.objects.all()}


def bring(officer, *lines, header=HEADER, **said):
    said.setdefault("for_all", {"group": "Rumah Belajar Pelita"})
    content = "\n".join([header, *lines])
    return checked("parenting_children", content, officer, name="anak.csv", **said)


def test_words_of_offices_are_read(officer, children):
    lines = (
        "1;ANI;Ibu A;Tunggangri;5/2/2024;Masih sekolah;SDN 1 Tunggangri",
        "2;Budi;Ibu B;Ds. Tunggangri;;putus sekolah;kelas 8",
        "3;Citra;Ibu C;Tunggangri;;Blm sekolah;-",
        "4;Dedi;Ibu D;Tunggangri;;siswa SMK kelas 1;",
    )
    stored(bring(officer, *lines), officer)
    rows = SchoolStatus.objects.order_by("person__name_key").values_list("state", "level")
    assert list(rows) == [("in", "sd"), ("out", "smp"), ("notyet", ""), ("in", "sma")]
    assert set(SchoolStatus.objects.values_list("on", flat=True)) == {datetime.date(2026, 3, 1)}
    joined = GroupMember.objects.order_by("person__name_key").values_list("joined_on", flat=True)
    assert list(joined) == [datetime.date(2024, 2, 5)] + [datetime.date(2026, 3, 1)] * 3
    level = "Nama;Desa;Sekolah di\nAni;Tunggangri;MTs Negeri 2\nBudi;Tunggangri;Paket B"
    stored(bring(officer, header=level, holds_on=datetime.date(2026, 6, 1)), officer)
    last = SchoolStatus.objects.filter(on__month=6).order_by("person__name_key").values_list("state", "level")
    assert list(last) == [("in", "smp"), ("in", "paket")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1;Fulan;;Tunggangri;;sekolah;SD", "person_unknown"),
        ("1;Eko;;Betak;;sekolah;SD", "person_ambiguous"),
        ("1;Ani;;Betak;;sekolah;SD", "person_unknown"),
        ("1;Ani;;Tunggangri;;tidak sekolah;", "code_unknown"),
        ("1;Ani;;Tunggangri;;lumayan;", "code_unknown"),
        ("1;Ani;;Tunggangri;5/2/2027;sekolah;SD", "date_in_future"),
    ],
)
def test_what_does_not_fit_is_said(officer, children, line, kind):
    assert kind in kinds_of_notes(bring(officer, line), 3)


def test_a_group_has_to_be_there(officer, children):
    batch = bring(officer, "1;Ani;;Tunggangri;;sekolah;SD", for_all={"group": "Rumah Belajar Lain"})
    assert kinds_of_notes(batch, 3) == ["code_mapped", "group_unknown"]
    batch = bring(officer, "1;Ani;;Tunggangri;;;", for_all={})
    assert "value_missing" in kinds_of_notes(batch, 3)


def test_what_the_portal_has_stays(officer, children):
    line = "1;Ani;;Tunggangri;5/2/2024;sekolah;SD"
    stored(bring(officer, line), officer)
    assert "known_already" in kinds_of_notes(bring(officer, line, "2;Budi;;Tunggangri;;;"), 3)
    assert "differs" in kinds_of_notes(bring(officer, line.replace("sekolah", "putus sekolah")), 3)
    assert "differs" in kinds_of_notes(bring(officer, line.replace("5/2/2024", "6/2/2024")), 3)
    twice = bring(officer, "1;Budi;;Tunggangri;;sekolah;SD", "2;Budi;;Tunggangri;;sekolah;SMP")
    assert "twice_in_file" in kinds_of_notes(twice, 4)


def test_a_list_is_taken_back_unless_something_went_on(officer, children):
    first = stored(bring(officer, "1;Ani;;Tunggangri;;sekolah;SD"), officer)
    second = stored(bring(officer, "1;Budi;;Tunggangri;;sekolah;SD"), officer)
    remove_of_child(row=SchoolStatus.objects.get(person=children["Budi"]), by=officer)
    assert ["since been changed" in reason for reason in standing_against(second, officer)] == [True]
    undo_batch(batch=first, by=officer)
    assert not SchoolStatus.objects.exists()
    assert list(GroupMember.objects.values_list("person__full_name", flat=True)) == ["Budi"]


def test_the_own_export_says_nothing_new(client, officer, children, joined, group):
    lines = (
        "1;Ani;;Tunggangri;5/2/2024;sekolah;SD",
        "2;Budi;;Tunggangri;;putus;SMP",
        "3;Citra;;Tunggangri;;;",
    )
    stored(bring(officer, *lines), officer)
    client.force_login(officer)
    answer = client.get(reverse("pillars:parenting-child-export", args=["csv"]))
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    batch = checked("parenting_children", content, officer, name="unduhan.csv")
    assert len(fates(batch)) == 4
    assert set(fates(batch).values()) == {"ignore"}
    assert sum("known_already" in [note["kind"] for note in row.notes] for row in batch.rows.all()) == 3
