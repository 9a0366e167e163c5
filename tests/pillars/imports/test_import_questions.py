"""What a check tells about people of other areas is recorded and bounded."""

import pytest
from django.urls import reverse

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.refusals import Refused
from tests.importing import REASON, checked, kinds_of_notes
from villages.models import ImportBatch

NIK = "3504145703859801"
PEOPLE = (
    f"NIK;Nama Lengkap;L/P;Kode Desa\n{NIK};SULASTRI;P;52.03.01.2001\n3504144605839330;SITI;P;52.03.01.2001"
)
PARTICIPANTS = f"kode kegiatan;NIK;nama;JK;kode desa\nK-01;{NIK};SULASTRI;P;52.03.01.2001"
ACTIVITY = "kode;nama;pilar;tanggal;kode desa\nK-01;Rapat;I;2026-02-06;52.03.01.2001"


@pytest.fixture
def elsewhere(registered):
    return registered("SULASTRI", nik=NIK, sex="female")


def lines():
    found = AccessEvent.objects.filter(kind=AccessEvent.Kind.ASKED)
    return list(found.values_list("user", "what", "rows", "hits"))


def test_a_check_leaves_a_line_that_discarding_does_not_take_away(elsewhere, stranger, client):
    batch = checked("beneficiaries", PEOPLE, stranger)
    assert kinds_of_notes(batch, 2)[-1] == "nik_elsewhere"
    assert not batch.rows.get(number=2).is_takeable
    assert lines() == [(stranger.pk, f"nik:list {batch.number}", 2, 1)]
    client.force_login(stranger)
    client.post(reverse("pillars:import-discard", args=[batch.number]))
    assert not ImportBatch.objects.exists()
    assert lines()[0][2:] == (2, 1)
    gone = AccessEvent.objects.get(kind=AccessEvent.Kind.DISCARDED)
    assert (gone.user, gone.what, gone.reason) == (stranger, f"{batch.number}: daftar.csv", REASON)
    assert (gone.rows, gone.hits, gone.address) == (2 + 1, 1, "127.0.0.1")


@pytest.mark.parametrize(("kind", "text"), [("beneficiaries", PEOPLE), ("participants", PARTICIPANTS)])
def test_a_list_with_niks_asks_first_why(kind, text, elsewhere, stranger, client, pillars):
    """Not the name of the file: a reason that somebody wrote, before any answer is given."""
    with pytest.raises(Refused, match="what it is for"):
        checked(kind, text.replace("SULASTRI", "SULASTRI DEWI"), stranger, reason="-----")
    batch = checked(kind, text, stranger, reason="")
    assert batch.state == "failed"
    assert not batch.rows.exists()
    assert lines() == []

    client.force_login(stranger)
    address = reverse("pillars:import-mapping", args=[batch.number])
    form = client.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"sheet": batch.sheet}
    data |= {"holds_on": "01/03/2026"} if "holds_on" in data else {}
    for reason in ("", "xxx"):
        refused = client.post(address, data | {"reason": reason})
        assert set(refused.context["form"].errors) == {"reason"}
    assert lines() == []
    client.post(address, data | {"reason": "Peserta pelatihan BLK"})
    assert list(AccessEvent.objects.values_list("reason", "rows")) == [
        ("Peserta pelatihan BLK", 2 if kind == "beneficiaries" else 1)
    ]


def test_a_list_without_niks_is_not_asked_why(officer):
    batch = checked("beneficiaries", "Nama Lengkap;L/P;Kode Desa\nSITI;P;35.04.14.2011", officer, reason="")
    assert batch.state == "checked"


def test_people_of_the_own_area_are_no_question(elsewhere, officer):
    own = PEOPLE.replace("52.03.01.2001", "35.04.14.2011").splitlines()[:2]
    checked("beneficiaries", "\n".join(own), officer)
    assert lines() == []


def test_participants_are_asked_about_in_the_same_way(elsewhere, stranger, pillars):
    checked("activities", ACTIVITY, stranger)
    batch = checked("participants", PARTICIPANTS, stranger)
    assert lines() == [(stranger.pk, f"nik:list {batch.number}", 1, 1)]
    assert "SULASTRI" not in str(batch.rows.get(number=2).notes)


def test_whoever_asked_too_much_is_stopped_in_words(elsewhere, stranger, settings):
    settings.NIK_QUESTIONS_IN_LISTS_PER_DAY = 3
    checked("beneficiaries", PEOPLE, stranger)
    batch = checked("beneficiaries", PEOPLE.replace("SITI", "SUTI"), stranger)
    assert batch.state == "failed"
    assert "which is the limit" in batch.message
    assert not batch.rows.exists()


@pytest.mark.parametrize("kind", ["beneficiaries", "participants"])
def test_rows_of_too_many_niks_alike_say_so_and_wait(kind, registered, stranger, client, pillars, settings):
    """A registered and a free NIK beyond the bound read alike and cannot be taken."""
    settings.NIK_QUESTIONS_ALIKE_PER_DAY = 10
    registered("SULASTRI", nik=f"{NIK[:12]}0014", sex="female")
    numbers = [f"{NIK[:12]}{serial:04}" for serial in range(1, 15)]
    if kind == "beneficiaries":
        lines_of = [f"{digits};DEWI {digits[-2:]}A;P;52.03.01.2001" for digits in numbers]
        text = "\n".join(["NIK;Nama Lengkap;L/P;Kode Desa", *lines_of])
    else:
        checked("activities", ACTIVITY, stranger)
        lines_of = [f"K-01;{digits};DEWI {digits[-2:]}A;P;52.03.01.2001" for digits in numbers]
        text = "\n".join(["kode kegiatan;NIK;nama;JK;kode desa", *lines_of])
    batch = checked(kind, text, stranger)
    waiting = batch.rows.filter(is_takeable=False).order_by("number")
    assert [row.number for row in waiting] == [12, 13, 14, 15]
    [said] = {note["text"] for row in waiting for note in row.notes if note["kind"] == "nik_untold"}
    assert "not told whether this one is registered" in said
    assert AccessEvent.objects.get(kind="untold").rows == 4
