"""Every list of the cases through the import, row by row: is it right without a hand on the columns page?

A row is right when its fate is one of those that its expectation allows, it bears the reason that is named,
and what would be stored is what the row says; `None` means that the field stays empty.
"""

import json
from collections import defaultdict

import pytest

from desmigratif.accounts.roles import Role
from tests import factories
from tests.importing import checked, read_as_proposed, stored
from tests.sheets import CASES
from villages.lists.services import import_rows, imports
from villages.lists.sheets.refusals import FileRefused
from villages.models import Area, Village
from villages.services.area_lists import read_changes
from villages.services.areas import load_changes

#: Targets of the cases -> kinds of lists.
TARGETS = {
    "beneficiaries": "beneficiaries",
    "activities": "activities",
    "participants": "participants",
    "memberships": "memberships",
    "village figures": "village_figures",
}
#: Lists that name other things than rows of one list: codes alone, formats, steps.
OTHERWISE = {"villages", "targets", "status history", "pillar PIC"}
WORDS = {
    "jenis_kelamin": ("sex", {"L": "male", "P": "female"}),
    "sumber": ("source", {"village_fund": "dana_desa"}),
    "status": ("stage", {"CPMI": "cpmi", "PMI": "pmi", "PURNA": "purna", "KELUARGA": "family"}),
}
KEYS = {
    "nik": "nik",
    "nama": "full_name",
    "tanggal_lahir": "birth_date",
    "kode_desa": "village",
    "keterangan": "note",
    "alamat": "address",
    "rt": "rt",
    "rw": "rw",
    "anggaran": "plan",
    "realisasi": "actual",
    "sumber": "source",
    "judul": "title",
}
#: Reasons of the layout, where an expectation says them in other words.
LINES = {"column": "column_numbers"}
#: At least so many of 100 rows are to be right.
GOAL = 0.95
SEEN = defaultdict(dict)


def expectations():
    for path in sorted(CASES.glob("*.expect.json")):
        content = json.loads(path.read_text())
        if content.get("rows") and content.get("target") not in OTHERWISE:
            yield pytest.param(path.name.removesuffix(".expect.json"), content, id=path.stem[:-7])


def known_before(content, by):
    """Stores what the portal knows before the list comes."""
    if name := content.get("loaded_before"):
        if "perubahan" in name or "pemekaran" in name:
            load_changes(read_changes(CASES / name))
            for code, place in (("35.04.14.2018", "Tunggangri Utara"), ("35.04.16.2010", "Sawo Kidul")):
                if Area.objects.filter(pk=code).exists():
                    factories.village(code, place)
        else:
            bring("beneficiaries", name, by)
    for person in content.get("existing", ()):
        lines = [
            "NIK;Nama;Tanggal Lahir;No HP;Status;Kode Desa",
            ";".join(person[key] for key in ("nik", "nama", "tanggal_lahir", "no_hp", "status", "kode_desa")),
        ]
        stored(checked("beneficiaries", "\n".join(lines), by, name="lama.csv"), by)
    if "K-01" in content.get("needs", ""):
        bring("activities", "O16_kegiatan.csv", by)
    if "H-01" in content.get("needs", ""):
        lines = ["kode_kegiatan;nama;pilar;mulai;kode_desa", "H-01;Pelatihan;II;2026-03-05;35.04.14.2011"]
        stored(checked("activities", "\n".join(lines), by, name="h.csv"), by)


def bring(kind, name, by):
    batch = checked(kind, (CASES / name).read_bytes(), by, name=name)
    return stored(batch, by, taking=list(batch.rows.filter(fate="review").values_list("number", flat=True)))


def answers_of(content):
    """What is answered to the questions of the columns page, where an expectation says so."""
    return {"note_is_stage": "yes"} if "status" in "".join(content.get("answer", ())) else {}


def rows_of(kind, content, name, by):
    """`{(sheet, number): row}` of every sheet that the expectation names."""
    found = {}
    data = (CASES / name).read_bytes()
    for sheet in dict.fromkeys(row.get("sheet", "") for row in content["rows"]):
        fields = {}
        if "form_village" in content:
            fields["village"] = Village.objects.get(area=content["form_village"][:13])
        try:
            batch = read_as_proposed(
                kind, data, by, name=name, sheet=sheet, answers=answers_of(content), **fields
            )
        except FileRefused as refused:
            found[sheet] = refused
            continue
        found |= {(sheet, row.number): row for row in batch.rows.all()}
        if "steps" in content:
            stored(batch, by)
        else:
            imports.discard(batch=batch, by=by)
    return found


def wrong(expected, row):
    """What is not right about a row, in a few words; an empty text when all is."""
    if row is None:
        # Lines in which nothing is written are not counted, as there may be a million of them.
        return "" if expected.get("messages") == ["blank"] else "not in the list"
    fates = {expected["outcome"], *expected.get("also_allowed", ())}
    if row.fate not in fates:
        return f"{row.fate} {[note['kind'] for note in row.notes]}, expected {sorted(fates)}"
    kinds = {LINES.get(said.split()[0], said.split()[0]) for said in expected.get("messages", ())}
    noted = {note["kind"] for note in row.notes}
    if row.fate == expected["outcome"] and not kinds <= noted:
        return f"says {sorted(noted)}, expected {sorted(kinds)}"
    values = import_rows.unsealed(row).get("values", {})
    for name, said in expected.get("canonical", {}).items():
        key, meaning = WORDS.get(name, (KEYS.get(name, name), {}))
        value = values.get(key)
        if key == "stage" and values.get("is_family"):
            value = "family"
        if key == "village" and not value and values.get("villages"):
            value = values["villages"][0]
        value = value.isoformat() if hasattr(value, "isoformat") else value
        said = round(said) if isinstance(said, float) else meaning.get(said, said)
        if (value or None) != said and not (value == 0 and said == 0):
            return f"{name} is {value!r}, expected {said!r}"
    return ""


@pytest.mark.parametrize(("case", "content"), list(expectations()))
def test_every_row_is_right_at_first_sight(case, content, tulungagung):
    known_before(content, tulungagung)
    kind = TARGETS[content["target"]]
    by = tulungagung if kind != "memberships" else factories.UserFactory(role=Role.ADMIN)
    found = rows_of(kind, content, content["file"], by)
    for expected in content["rows"]:
        sheet = expected.get("sheet", "")
        if isinstance(found.get(sheet), FileRefused):
            refused = expected["outcome"] == "refuse"
            said = "" if refused else f"file refused: {found[sheet].kind}"
        else:
            said = wrong(expected, found.get((sheet, expected["row"])))
        SEEN[case][sheet, expected["row"]] = said
    faults = {row: said for row, said in SEEN[case].items() if said}
    assert not faults, "\n".join(f"{sheet} {number}: {said}" for (sheet, number), said in faults.items())


def test_share_of_rows_right_at_first_sight(record_property):
    if not SEEN:
        pytest.skip("No list was read in this run.")
    said = [text for rows in SEEN.values() for text in rows.values()]
    share = said.count("") / len(said)
    record_property("rows", len(said))
    record_property("right", said.count(""))
    print(f"\n{said.count('')} of {len(said)} rows right at first sight: {share:.1%}")
    assert share >= GOAL
