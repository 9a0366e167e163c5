"""A village with a new code is the village it was (case O29): records, officers and sums follow."""

import datetime

from django.core.management import call_command
from django.urls import reverse

from pillars.models import Tally
from pillars.services.tallies import differences
from tests import factories
from tests.importing import checked, kinds_of_notes, stored
from villages.models import Area, AreaName, Assignment, Membership, Village
from villages.services.area_decisions import changes_for, undecided
from villages.services.assignments import assign_user

CHANGES = """tanggal_berlaku;jenis;kode_lama;nama_lama;kode_baru;nama_baru;dasar
2024-01-01;mekar;35.04.14;Kalidawir;35.04.22;Kalidawir Barat;rekaan
2024-01-01;ganti_kode;35.04.14.2016;Betak;35.04.22.2001;Betak;rekaan
2023-04-01;gabung;35.04.14.2017;Pagersari;35.04.14.2011;Tunggangri;rekaan
"""


def load(tmp_path):
    path = tmp_path / "ubah.csv"
    path.write_text(CHANGES, encoding="utf-8")
    call_command("load_areas", changes=path)


def test_records_officers_and_sums_follow(tmp_path, places, registered, sent):
    village = places["betak"]
    factories.MembershipFactory(village=village)
    person = registered("SULASTRI", "betak")
    own = factories.AssignmentFactory(user=factories.UserFactory(role="village_officer"), area=village.area)
    sent(villages={"betak": (2, 3)})
    before = Village.objects.count()

    for _again in range(2):
        load(tmp_path)

    moved = Village.objects.get(pk=village.pk)
    assert (moved.area_id, moved.district_id, moved.regency_id) == ("35.04.22.2001", "35.04.22", "35.04")
    assert Village.objects.count() == before
    assert Membership.objects.get().village == moved == type(person).objects.get(pk=person.pk).village
    assert Assignment.objects.get(pk=own.pk).area_id == "35.04.22.2001"
    assert Tally.objects.filter(area="35.04.22.2001").exists()
    assert not Tally.objects.filter(area="35.04.14.2016").exists()
    assert differences() == []


def test_lists_of_every_kind_ask_by_the_day_of_the_row(tmp_path, places, pillars, officer, admin):
    AreaName.objects.create(area_id="35.04.14.2011", name="Tunggang", valid_to=datetime.date(2020, 1, 1))
    load(tmp_path)
    lists = {
        "activities": (
            "kode_desa;kegiatan;pilar;tanggal",
            {
                "35.04.14.2016;Kelas;I;2023-05-05": "village_recoded",
                "35.04.22.2001;Kursus;I;2023-05-05": "",
                "35.04.14.2017;Rapat;I;2023-03-31": "",
                "35.04.14.2017;Temu;I;2023-04-01": "village_ended",
            },
            officer,
        ),
        "village_figures": (
            "kode_desa;jumlah penduduk;tanggal data",
            {
                "35.04.14.2016;2000;2025-01-01": "village_recoded",
                "35.04.14.2017;3000;2022-12-31": "",
                "35.04.14.2017;3000;2023-12-31": "village_ended",
            },
            officer,
        ),
        "memberships": (
            "kode desa;status;sejak;sampai",
            {
                "35.04.14.2016;difasilitasi;2020-01-01;": "village_recoded",
                "35.04.14.2017;difasilitasi;2020-01-01;2023-03-31": "",
                "35.04.14.2017;difasilitasi;2023-04-02;": "village_ended",
            },
            admin,
        ),
    }
    for kind, (header, lines, by) in lists.items():
        batch = checked(kind, "\n".join([header, *lines]), by)
        for number, (line, asked) in enumerate(lines.items(), start=2):
            said = set(kinds_of_notes(batch, number)) & {"village_recoded", "village_ended"}
            assert said == ({asked} - {""}), (kind, line)
        held = batch.rows.filter(fate="review")
        assert all("Tunggangri (35.04.14.2011)" in row.notes[-1]["text"] for row in held)
    # The last list is stored as it was shown: the village that ended keeps its past.
    stored(batch, admin)
    assert Membership.objects.get(village__area="35.04.14.2017").valid_to == datetime.date(2023, 3, 31)
    assert Membership.objects.get(village__area="35.04.22.2001").valid_from == datetime.date(2020, 1, 1)
    assert Area.objects.get(pk="35.04.22.2001").exists_since is None


def test_an_officer_of_a_split_district_waits_for_a_decision(tmp_path, client, places, registered, admin):
    """Old records stay readable, new ones wait until an administrator says who serves the new district."""
    user = factories.UserFactory(role="officer")
    old = Area.objects.get(pk="35.04.14")
    factories.AssignmentFactory(user=user, area=old, valid_from=datetime.date(2023, 1, 1))
    late = factories.UserFactory(role="officer")
    factories.AssignmentFactory(user=late, area=old, valid_from=datetime.date(2024, 2, 1))
    person = registered("SULASTRI", "betak")
    load(tmp_path)

    betak = Village.objects.get(area="35.04.22.2001")
    assert betak in Village.objects.visible_to(user)
    assert person in type(person).objects.visible_to(user)
    assert betak not in Village.objects.editable_by(user)
    assert person not in type(person).objects.editable_by(user)
    # Whoever came after the split has never seen the village as part of the district.
    assert betak not in Village.objects.visible_to(late)

    client.force_login(user)
    assert "Kalidawir Barat" in client.get(reverse("reports:home")).content.decode()
    client.force_login(admin)
    page = client.get(reverse("reports:administration"))
    decisions = page.context["areas"]["rows"]
    assert [(one.change.new_id, [row.user for row in one.assignments]) for one in decisions] == [
        ("35.04.22", [user])
    ]
    address = f"{reverse('villages:assignment-create', args=[user.pk])}?area=35.04.22"
    assert address in page.content.decode()

    today = datetime.date.today()
    assign_user(user=user, area=Area.objects.get(pk="35.04.22"), valid_from=today, by=admin)
    assert undecided(today) == changes_for(user, today) == []
    fresh = type(user).objects.get(pk=user.pk)
    assert betak in Village.objects.editable_by(fresh)


def test_an_officer_of_a_merged_village_is_told_and_enters_nothing_new(tmp_path, client, places, registered):
    user = factories.UserFactory(role="village_officer")
    since = datetime.date(2022, 1, 1)
    factories.AssignmentFactory(user=user, area=places["pagersari"].area, valid_from=since)
    person = registered("WIJI", "pagersari")
    load(tmp_path)
    client.force_login(user)
    said = client.get(reverse("reports:home")).content.decode()
    assert "Tunggangri" in said
    assert person in type(person).objects.visible_to(user)
    assert [one.change.new_id for one in undecided(datetime.date.today())] == ["35.04.14.2011"]
