"""The trail of a person: everything that any service writes into it can be read again."""

import ast
import datetime

import pytest

from pillars.people.services.beneficiaries import (
    change_beneficiary,
    merge_beneficiaries,
    move_beneficiary,
    undo_merge,
)
from tests.importing import checked, stored
from tests.test_architecture import modules
from villages.choices import RecordStep, TieKind
from villages.models import Beneficiary, RecordChange
from villages.people import trail
from villages.people.services.beneficiaries import Person, doubt_again, restrict_beneficiary, tell_apart
from villages.people.services.ends import record_end, resume, take_back_end
from villages.people.services.stages import (
    correct_stage,
    record_stage,
    remove_stage,
    tie_family,
    untie_family,
)

DAY = datetime.date(2024, 6, 1)
HEAD = "NIK;Nama Lengkap;L/P;Tanggal Lahir;Kode Desa;Status;Tanggal Berangkat\n"
ROW = "3504144106884001;SITI AMINAH;P;01/06/1988;35.04.14.2011;PMI;01/05/2024\n"


def _everything_done_to(person, registered, places, officer):
    """Calls every service that writes into the trail of a person."""
    twin = registered("SULASTRI KEDUA", sex="female")
    said = Person(
        "SULASTRI BARU",
        places["tunggangri"],
        sex="male",
        nik="3504145703859801",
        household="3504141201109123",
        birth_date=datetime.date(1985, 3, 17),
        hamlet="Krajan",
        rt="1",
        rw="2",
        address="Jalan Melati",
        phone_raw="0812",
        education="sma",
        is_family=True,
        consented_on=DAY,
        note="catatan",
    )
    change_beneficiary(beneficiary=person, person=said, by=officer)
    stage = record_stage(beneficiary=person, by=officer, kind="pmi", event_on=DAY, reported_on=DAY)
    stage = correct_stage(stage=stage, by=officer, event_on=DAY - datetime.timedelta(days=1))
    remove_stage(stage=stage, by=officer, reason="salah orang")
    for kind in TieKind.values:
        relative = registered(f"KERABAT {kind}", birth_year=1990)
        tie_family(person=person, relative=relative, kind=kind, by=officer)
        untie_family(tie=person.ties.get(relative=relative), by=officer)
    tell_apart(beneficiary=person, other=twin, by=officer)
    doubt_again(beneficiary=person, other=twin, by=officer)
    undo_merge(merge=merge_beneficiaries(kept=person, dropped=twin, by=officer), by=officer)
    move_beneficiary(beneficiary=person, village=places["betak"], moved_on=DAY, by=officer)
    end = record_end(beneficiary=person, by=officer, kind="abroad", ended_on=DAY, source="surat desa")
    resume(end=end, by=officer, back_on=DAY + datetime.timedelta(days=1))
    end = record_end(
        beneficiary=person, by=officer, kind="died", ended_on=DAY.replace(year=2025), source="surat"
    )
    take_back_end(end=end, by=officer, reason="salah orang")
    restrict_beneficiary(beneficiary=person, is_restricted=True, reason="diminta", by=officer)


def test_all_that_services_write_is_read_again(client, registered, places, officer, colleague, admin):
    batch = stored(checked("beneficiaries", HEAD + ROW, officer), officer)
    person = Beneficiary.objects.get()
    update = stored(
        checked("beneficiaries", HEAD + ROW.replace("SITI AMINAH", "SITI AMINAH B"), officer, name="b.csv"),
        officer,
        taking=[2],
    )
    _everything_done_to(person, registered, places, officer)
    written = RecordChange.objects.all()
    assert set(written.values_list("what", flat=True)) == set(RecordStep.values)
    fields = {change["field"] for row in written for change in row.changes}
    assert fields == set(trail.FIELDS)
    for by in (officer, colleague, admin):
        client.force_login(by)
        for other in Beneficiary.objects.all():
            assert client.get(other.get_absolute_url()).status_code == 200
    page = client.get(person.get_absolute_url()).content.decode()
    assert f"{batch.number}, row 2" in page
    assert batch.get_absolute_url() in page
    assert update.number in page


def test_a_field_that_no_page_knows_is_never_written_and_never_breaks_a_page(client, registered, officer):
    with pytest.raises(KeyError):
        trail.line("shoe_size")
    person = registered("SITI")
    RecordChange.objects.create(
        beneficiary=person,
        what="changed",
        by=officer,
        changes=[
            {"field": "shoe_size", "before": "", "after": "41"},
            {"field": "sex", "before": "x", "after": "male"},
            {"field": "birth_date", "before": "kemarin", "after": ""},
        ],
    )
    client.force_login(officer)
    page = client.get(person.get_absolute_url()).content.decode()
    assert "shoe_size" in page
    assert "41" in page


def test_lines_are_made_in_one_place():
    """No service writes a line by hand: only those of the table can be read again."""
    wrong = []
    for name, path in modules().items():
        if name.split(".")[0] not in ("villages", "pillars") or path.name == "trail.py":
            continue
        tree = ast.parse(path.read_text())
        uses = any(
            isinstance(node, ast.Name) and node.id in ("RecordChange", "RecordStep")
            for node in ast.walk(tree)
        )
        for node in ast.walk(tree):
            keys = [key.value for key in getattr(node, "keys", ()) if isinstance(key, ast.Constant)]
            if uses and isinstance(node, ast.Dict) and "field" in keys:
                wrong.append(f"{name}:{node.lineno}")
    assert not wrong
