"""The programme as loaded from pillars/data/programme.json."""

import datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from desmigratif.accounts.models import Organisation, OrganisationChange
from pillars.models import ActivityType, Pillar, PillarContributor, PillarLead, ReportingPeriod, Scale
from pillars.services.programme import load_programme, read_programme
from villages.models import AreaGroup, FormedCheck, Membership
from villages.services.area_lists import read_areas
from villages.services.areas import load_areas

TODAY = datetime.date(2026, 11, 25)
TULUNGAGUNG = Path(__file__).resolve().parent.parent / "cases" / "wilayah_tulungagung.csv"

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    return load_programme(read_programme(), today=TODAY)


def test_four_pillars_with_the_leads_of_november_2023(loaded):
    leads = {row.pillar.code: row for row in PillarLead.objects.select_related("pillar", "organisation")}
    assert {code: str(row.organisation) for code, row in leads.items()} == {
        "I": "Setkab",
        "II": "Kemenko Perekonomian",
        "III": "Kemenko PMK",
        "IV": "Kemnaker",
    }
    assert all(row.valid_from is None and "10 November 2023" in row.decree for row in leads.values())
    assert [pillar.types.count() for pillar in Pillar.objects.all()] == [5, 5, 4, 3]
    assert not ActivityType.objects.filter(name_en="").exists()


def test_organisations_say_what_became_of_them(loaded):
    ended = Organisation.objects.get(short_name="Setkab")
    assert ended.has_ended(datetime.date(2024, 10, 22))
    assert not ended.has_ended(datetime.date(2023, 11, 10))
    moved = OrganisationChange.objects.get(organisation__short_name="Kemnaker")
    assert (moved.kind, str(moved.successors.get())) == ("function_moved", "KP2MI")
    assert moved.source.startswith("Perpres 164/2024, Pasal 47, menurut berita https://")
    assert not Organisation.objects.get(short_name="Kemnaker").has_ended(TODAY)


def test_what_the_screen_shows_of_sources_is_indonesian(loaded):
    texts = [
        *PillarLead.objects.values_list("decree", flat=True),
        *PillarContributor.objects.values_list("source", flat=True),
        *OrganisationChange.objects.values_list("source", flat=True),
        Scale.objects.get().note,
    ]
    for text in texts:
        assert text.startswith(("Rapat koordinasi ", "Perpres ", "menurut berita ", "Asumsi: "))
        assert "assumption" not in text


def test_contributors_serve_the_whole_programme(loaded):
    assert PillarContributor.objects.filter(pillar=None).count() == 11
    assert Organisation.objects.filter(is_contributor=True).count() == 11


def test_quarters_run_to_the_end_of_next_year_and_are_due_ten_days_later(loaded):
    assert ReportingPeriod.objects.count() == 20
    last = ReportingPeriod.objects.get(year=2027, quarter=4)
    assert (last.starts_on, last.ends_on) == (datetime.date(2027, 10, 1), datetime.date(2027, 12, 31))
    assert last.due_on == datetime.date(2028, 1, 10)
    assert ReportingPeriod.objects.on(datetime.date(2026, 2, 28)).get().quarter == 1


def test_again_adds_nothing_and_keeps_what_admins_changed(loaded):
    lead = PillarLead.objects.get(pillar__number=1)
    PillarLead.objects.create(
        pillar=lead.pillar,
        organisation=Organisation.objects.get(short_name="KP2MI"),
        valid_from=datetime.date(2024, 10, 22),
        decree="uji",
    )
    Organisation.objects.filter(short_name="BPOM").update(short_name="Badan POM")
    Scale.objects.create(on_track_from=90, attention_from=70)

    again = load_programme(read_programme(), today=TODAY)

    assert not sum(again.values())
    assert PillarLead.objects.filter(pillar=lead.pillar).count() == 2
    assert Organisation.objects.get(name="BPOM").short_name == "Badan POM"
    assert Scale.objects.first().on_track_from == 90


def test_command_takes_in_what_is_certain_and_names_the_rest(capsys):
    load_areas(read_areas(TULUNGAGUNG))
    call_command("load_programme")
    call_command("load_programme")

    out = capsys.readouterr().out
    assert "Desmigratif: 4 villages added, 0 there already, 47 left open." in out
    assert "Desmigratif: 0 villages added, 4 there already, 47 left open." in out
    assert "Left open: Suradadi, Kertaharja (sic), Tegal, Jawa Tengah: no official code is certain." in out
    tunggangri = Membership.objects.get(village__area="35.04.14.2011")
    assert (tunggangri.status, tunggangri.batch_year) == ("facilitated", 2019)
    assert tunggangri.source.startswith("https://")
    assert Membership.objects.get(village__area="35.04.14.2016").batch_year is None
    assert list(AreaGroup.objects.values_list("slug", "areas", "is_default")) == [
        ("percontohan", "35.04", True),
        ("enam-provinsi", None, False),
    ]
    assert sum(FormedCheck.objects.values_list("villages", flat=True)) == 503
    assert all(FormedCheck.objects.values_list("source", flat=True))


def test_command_without_areas_says_what_to_run_first():
    with pytest.raises(CommandError, match="Run load_areas first"):
        call_command("load_programme")
