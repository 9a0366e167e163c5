"""After an import: drafts of a list are sent together, and the last page says what was added."""

import pytest
from django.urls import reverse

from pillars.models import Activity, HeadCount
from tests.importing import checked, stored
from tests.pillars.imports.test_import_promises import ACTIVITIES, good
from villages.models import Beneficiary

HEADER = "nama;pilar;jenis kegiatan;tanggal;kode desa;sumber dana;anggaran;realisasi;L;P;hasil"
COMPLETE = "Kelas;III;Jenis III;05/03/2026;35.04.14.2011;APBN;1.000.000;900.000;2;3;Baik"
OPEN = "Lain;I;;06/03/2026;35.04.14.2011;;;;;;"


@pytest.fixture
def batch(pillars, places, officer):
    return stored(checked("activities", "\n".join([HEADER, COMPLETE, OPEN]), officer), officer)


@pytest.fixture
def address(batch, client, officer):
    client.force_login(officer)
    return reverse("pillars:import-send", args=[batch.number])


def text(response):
    return " ".join(response.content.decode().split())


def test_the_last_page_leads_to_the_drafts(client, batch, address):
    page = text(client.get(batch.get_absolute_url()))
    assert "2 activities are drafts" in page
    assert address in page


def test_complete_drafts_are_offered_and_others_named_with_what_they_lack(client, address):
    page = client.get(address)
    form = page.context["form"]
    assert [draft.activity.title for draft in form.complete.values()] == ["Kelas"]
    assert [draft.activity.title for draft in form.open] == ["Lain"]
    assert "Choose the activity type." in text(page)


def test_sent_together_once_it_is_confirmed_that_empty_means_0(client, address, officer):
    kelas = Activity.objects.get(title="Kelas")
    assert "empty cells mean 0" not in text(client.get(address)).lower(), "men and women are both said"
    HeadCount.objects.filter(activity_village__activity=kelas).update(female=None)
    assert "empty cells in the participants mean 0" in text(client.get(address)).lower()
    refused = client.post(address, {"activity": [kelas.pk]})
    assert "empty cells mean 0" in str(refused.context["form"].errors)
    assert refused.context["drafts"][0].is_ticked

    done = client.post(address, {"activity": [kelas.pk], "confirmed": "on"}, follow=True)
    assert "1 activity was sent." in text(done)
    assert Activity.objects.counted().get() == kelas
    kelas.refresh_from_db()
    assert (kelas.sent_by, kelas.activity_villages.get().is_confirmed) == (officer, True)


def test_an_incomplete_or_foreign_draft_is_not_sent(client, address, saved):
    foreign = saved()
    for pk in (Activity.objects.get(title="Lain").pk, foreign.pk):
        answer = client.post(address, {"activity": [pk], "confirmed": "on"})
        assert "activity" in answer.context["form"].errors
    assert not Activity.objects.counted().exists()


def test_with_nothing_left_to_send_the_page_leads_back(client, address, batch):
    Activity.objects.all().delete()
    assert client.get(address)["Location"] == batch.get_absolute_url()


def test_the_last_page_tells_attendances_from_people(client, pillars, places, officer):
    stored(checked("activities", ACTIVITIES, officer), officer)
    batch = stored(checked("participants", good("participants"), officer), officer)
    client.force_login(officer)
    page = text(client.get(batch.get_absolute_url()))
    assert "4 attendances added" in page
    assert "People registered: 3" in page
    rows = text(client.get(reverse("pillars:import-rows", args=[batch.number])))
    assert Beneficiary.objects.get(full_name="SULASTRI").get_absolute_url() in rows
    assert "3504145703859801" not in rows
    assert client.get(reverse("pillars:import-send", args=[batch.number])).status_code == 302
