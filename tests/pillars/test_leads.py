"""Who leads a pillar when: case O21, and what the database itself does not let anybody write down."""

import csv
import datetime
import json
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from desmigratif.accounts.models import Organisation
from desmigratif.ui.refusals import Refused
from pillars.models import Pillar, PillarLead
from pillars.services.leads import appoint_lead, change_lead, remove_lead
from tests import factories

pytestmark = pytest.mark.django_db

CASES = Path(__file__).resolve().parent.parent / "cases"
YEAR = {year: (datetime.date(year, 1, 1), datetime.date(year, 12, 31)) for year in (2021, 2023, 2024, 2025)}
MOVED = datetime.date(2024, 11, 5)


@pytest.fixture
def case(pillars, admin):
    """The rows of case O21, written down through the service in the order of the file."""
    text = (CASES / "O21_pic_pilar.csv").read_text(encoding="utf-8-sig")
    numbers = {pillar.code: pillar for pillar in pillars.values()}
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        organisation, _made = Organisation.objects.get_or_create(name=row["lembaga"])
        appoint_lead(
            pillar=numbers[row["pilar"]],
            organisation=organisation,
            valid_from=datetime.date.fromisoformat(row["berlaku_dari"]),
            decree="SK contoh",
            by=admin,
        )
    return json.loads((CASES / "O21_pic_pilar.expect.json").read_text())["after"]


def names(pillar, year):
    return [row.organisation.name for row in Pillar.objects.get(pk=pillar.pk).leads_between(*YEAR[year])]


def test_a_report_prints_the_lead_of_its_own_time(case, pillars):
    assert names(pillars[4], 2023) == [case["report_2023_pillar_IV"]]
    assert names(pillars[4], 2025) == [case["report_2025_pillar_IV"]]
    assert names(pillars[4], 2021) == []


def test_a_year_that_spans_a_change_prints_both_with_their_dates(case, pillars):
    assert case["report_2024_pillar_IV"] == "both, with their dates"
    old, new = Pillar.objects.get(number=4).leads_between(*YEAR[2024])
    assert (old.organisation.name, old.valid_from, old.valid_to) == (
        "Kementerian Ketenagakerjaan",
        datetime.date(2022, 1, 1),
        datetime.date(2024, 11, 4),
    )
    assert (new.organisation.name, new.valid_from, new.valid_to) == (
        "Kementerian Pelindungan Pekerja Migran Indonesia",
        MOVED,
        None,
    )


def test_every_day_has_exactly_one_lead_and_its_ends_are_those_of_the_file(case, pillars):
    text = (CASES / "O21_pic_pilar.csv").read_text(encoding="utf-8-sig")
    said = {(row["pilar"], row["berlaku_dari"]): row["berlaku_sampai"] for row in
            csv.DictReader(text.splitlines(), delimiter=";")}  # fmt: skip
    for lead in PillarLead.objects.select_related("pillar"):
        end = said[lead.pillar.code, lead.valid_from.isoformat()]
        assert (lead.valid_to.isoformat() if lead.valid_to else "") == end
    for day in (MOVED - datetime.timedelta(days=1), MOVED):
        on_day = PillarLead.objects.on(day)
        assert sorted(row.pillar.code for row in on_day) == ["I", "II", "III", "IV"]


def test_the_leads_of_every_pillar_cost_no_query_per_row(case, django_assert_num_queries):
    pillar = Pillar.objects.get(number=4)
    with django_assert_num_queries(2):
        rows = pillar.leads_between(*YEAR[2024])
        assert [row.organisation.name for row in rows]
        assert [row.valid_to for row in rows]
    loaded = list(Pillar.objects.with_leads())
    with django_assert_num_queries(0):
        assert sum(len(pillar.leads_between(*YEAR[2024])) for pillar in loaded) == 6


def test_an_organisation_that_has_ended_cannot_lead_any_more(pillars, admin):
    ministry = factories.OrganisationFactory(
        name="Badan Lama", valid_from=datetime.date(2020, 1, 1), valid_to=datetime.date(2024, 10, 20)
    )
    fields = {"pillar": pillars[1], "organisation": ministry, "decree": "SK 1", "by": admin}
    with pytest.raises(Refused, match="Badan Lama ended on 20 October 2024") as refusal:
        appoint_lead(valid_from=datetime.date(2024, 10, 21), **fields)
    assert refusal.value.field == "organisation"
    with pytest.raises(Refused, match="exists only since 1 January 2020"):
        appoint_lead(valid_from=datetime.date(2019, 12, 31), **fields)
    appoint_lead(valid_from=datetime.date(2024, 10, 20), **fields)


def test_two_leads_on_one_day_are_refused_in_words_and_by_the_database(case, pillars, admin):
    other = factories.OrganisationFactory()
    with pytest.raises(Refused, match="leads pillar IV from 5 November 2024 already") as refusal:
        appoint_lead(pillar=pillars[4], organisation=other, valid_from=MOVED, decree="SK", by=admin)
    assert refusal.value.field == "valid_from"
    with pytest.raises(IntegrityError), transaction.atomic():
        PillarLead.objects.create(pillar=pillars[4], organisation=other, valid_from=MOVED, decree="SK")


def test_one_lead_of_a_pillar_may_have_an_unknown_start(pillars, admin):
    first, second = factories.OrganisationFactory(), factories.OrganisationFactory()
    appoint_lead(pillar=pillars[2], organisation=first, valid_from=None, decree="sumber", by=admin)
    with pytest.raises(Refused, match="unknown start"):
        appoint_lead(pillar=pillars[2], organisation=second, valid_from=None, decree="SK", by=admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        PillarLead.objects.create(pillar=pillars[2], organisation=second, decree="SK")
    appoint_lead(pillar=pillars[2], organisation=second, valid_from=MOVED, decree="SK", by=admin)
    assert names(pillars[2], 2021) == [first.name]
    assert names(pillars[2], 2025) == [second.name]


def test_a_correction_and_a_removal_leave_their_trace(case, pillars, admin):
    lead = PillarLead.objects.get(pillar=pillars[4], valid_from=MOVED)
    new_day = datetime.date(2024, 12, 1)
    change_lead(lead=lead, organisation=lead.organisation, valid_from=new_day, decree="SK 2/2024", by=admin)
    assert lead.history.first().history_user == admin
    assert lead.history.first().prev_record.valid_from == MOVED
    pk = lead.pk
    remove_lead(lead=lead, by=admin)
    trace = PillarLead.history.filter(id=pk).first()
    assert (trace.history_type, trace.history_user, trace.history_change_reason) == (
        "-",
        admin,
        "lead removed",
    )
    assert names(pillars[4], 2025) == ["Kementerian Ketenagakerjaan"]


def test_a_pillar_keeps_its_last_lead(case, pillars, admin):
    with pytest.raises(Refused, match="only lead of pillar II"):
        remove_lead(lead=PillarLead.objects.get(pillar=pillars[2]), by=admin)


# Pages


def test_everybody_who_reads_reports_reads_who_led_when(client, case, officer, admin):
    client.force_login(officer)
    page = client.get(reverse("pillars:lead-list")).content.decode()
    assert "Kementerian Ketenagakerjaan" in page
    assert "5 Nov 2024" in page
    assert "Correct" not in page
    for name in ("lead-edit", "lead-remove"):
        url = reverse(f"pillars:{name}", args=[PillarLead.objects.first().pk])
        assert client.post(url).status_code == 403
    assert client.get(reverse("pillars:lead-create")).status_code == 403


def test_an_unknown_start_is_called_unknown(client, pillars, admin):
    PillarLead.objects.create(pillar=pillars[1], organisation=factories.OrganisationFactory(), decree="x")
    client.force_login(admin)
    assert "start unknown" in client.get(reverse("pillars:lead-list")).content.decode()


def test_the_list_costs_the_same_however_often_the_lead_changed(
    client, case, pillars, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    with django_assert_max_num_queries(12) as few:
        client.get(reverse("pillars:lead-list"))
    for year in range(1950, 1980):
        PillarLead.objects.create(
            pillar=pillars[1],
            organisation=factories.OrganisationFactory(),
            valid_from=datetime.date(year, 1, 1),
            decree="SK",
        )
    with django_assert_max_num_queries(12) as many:
        client.get(reverse("pillars:lead-list"))
    assert len(many) == len(few)


def test_a_lead_is_added_corrected_and_removed_on_the_pages(client, case, pillars, admin):
    client.force_login(admin)
    new = factories.OrganisationFactory(name="Kementerian Baru")
    create = reverse("pillars:lead-create")
    assert '<option value="IV" selected>' in client.get(create, {"pillar": "IV"}).content.decode()
    form = {"pillar": "IV", "organisation": new.pk, "valid_from": "05/11/2024", "decree": "SK 3/2026"}
    refused = client.post(create, form)
    assert "Choose another day" in refused.context["form"].errors["valid_from"][0]
    page = client.post(create, {**form, "valid_from": "1 Mei 2026"}, follow=True).content.decode()
    lead = PillarLead.objects.get(organisation=new)
    assert lead.valid_from == datetime.date(2026, 5, 1)
    assert "lead appointed" in page
    edit = reverse("pillars:lead-edit", args=[lead.pk])
    client.post(edit, {"organisation": new.pk, "valid_from": "02/05/2026", "decree": "SK 4/2026"})
    lead.refresh_from_db()
    assert (lead.valid_from, lead.decree) == (datetime.date(2026, 5, 2), "SK 4/2026")
    page = client.post(reverse("pillars:lead-remove", args=[lead.pk]), follow=True).content.decode()
    assert "lead removed" in page
    assert not PillarLead.objects.filter(pk=lead.pk).exists()


def test_the_start_may_stay_unknown_when_it_was(client, pillars, admin):
    organisation = factories.OrganisationFactory()
    lead = PillarLead.objects.create(pillar=pillars[1], organisation=organisation, decree="x")
    client.force_login(admin)
    url = reverse("pillars:lead-edit", args=[lead.pk])
    client.post(url, {"organisation": organisation.pk, "valid_from": "", "decree": "Rapat 10 November 2023"})
    lead.refresh_from_db()
    assert (lead.valid_from, lead.decree) == (None, "Rapat 10 November 2023")
    response = client.post(reverse("pillars:lead-create"), {"pillar": "I", "valid_from": "", "decree": ""})
    assert set(response.context["form"].errors) == {"organisation", "valid_from", "decree"}
