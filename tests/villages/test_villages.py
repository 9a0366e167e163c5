"""The pages of programme villages: list, taking in, changing; who may, and what they see."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from villages.models import FormedCheck, Membership, Village

pytestmark = pytest.mark.django_db

D = datetime.date
LIST = reverse("villages:village-list")
CREATE = reverse("villages:village-create")
BETAK = "35.04.14.2016"


def _edit(code=BETAK):
    return reverse("villages:village-edit", args=[code])


def _page(client, url, **query):
    answer = client.get(url, query)
    assert answer.status_code == 200
    return answer


def _codes(answer):
    return [village.code for village in answer.context["page"]]


JOIN = {"programme": "desmigratif", "status": "facilitated", "source": "SK uji", "valid_from": "1/1/2019"}


@pytest.fixture
def members(places):
    """Two Desmigratif villages of 2019 and 2021, one that became Desa Migran EMAS too, one outside."""
    factories.MembershipFactory(village=places["betak"])
    factories.MembershipFactory(village=places["tunggangri"], batch_year=2021, status="independent")
    factories.MembershipFactory(village=places["tunggangri"], programme="dme", batch_year=None)
    factories.MembershipFactory(village=places["far"], batch_year=None)
    return places


# Who sees what


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("officer", ["35.04.14.2011", "35.04.14.2016", "35.04.14.2017"]),
        ("village_officer", ["35.04.14.2011"]),
        ("stranger", ["52.03.01.2001"]),
        ("province_reader", ["35.04.14.2011", "35.04.14.2016", "35.04.14.2017"]),
        ("reviewer", ["35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "52.03.01.2001"]),
    ],
)
def test_list_holds_what_the_user_sees(client, members, request, who, codes):
    client.force_login(request.getfixturevalue(who))
    answer = _page(client, LIST)
    assert _codes(answer) == codes
    assert answer.context["total"] == len(codes)


def test_choices_hold_only_the_own_area(client, members, officer):
    client.force_login(officer)
    body = _page(client, LIST).content.decode()
    assert "Jawa Timur" in body
    assert "Nusa Tenggara Barat" not in body
    assert "Lombok" not in body


def test_filter_by_a_foreign_area_finds_nothing(client, members, officer):
    client.force_login(officer)
    assert _codes(_page(client, LIST, regency="52.03")) == []


@pytest.mark.parametrize("who", ["officer", "village_officer", "reviewer", "pillar_lead", "province_reader"])
def test_wrong_role_does_not_manage(client, members, request, who):
    client.force_login(request.getfixturevalue(who))
    membership = members["betak"].memberships.get()
    for url in (
        CREATE,
        f"{CREATE}?code={BETAK}",
        _edit(),
        reverse("villages:membership-create", args=[BETAK]),
        reverse("villages:membership-edit", args=[BETAK, membership.pk]),
    ):
        assert client.get(url).status_code == 403
        assert client.post(url, JOIN).status_code == 403


def test_what_is_not_there_is_404(client, members, admin):
    client.force_login(admin)
    foreign = members["far"].memberships.get()
    for url in (
        f"{CREATE}?code=35.04.14.9999",
        f"{CREATE}?code=35.04",
        _edit("35.04.14.2001"),
        reverse("villages:membership-edit", args=[BETAK, foreign.pk]),
    ):
        assert client.get(url).status_code == 404


def test_without_sign_in_nothing_is_shown(client, members):
    assert client.get(LIST).status_code == 302


# The list


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({"q": "BETAK"}, ["35.04.14.2016"]),
        ({"q": "35.04.14.2017"}, ["35.04.14.2017"]),
        ({"q": "be'tak"}, ["35.04.14.2016"]),
        ({"province": "35"}, ["35.04.14.2011", "35.04.14.2016", "35.04.14.2017"]),
        ({"regency": "52.03"}, ["52.03.01.2001"]),
        ({"status": "independent"}, ["35.04.14.2011"]),
        ({"programme": "dme"}, ["35.04.14.2011"]),
        ({"programme": "dme", "status": "independent"}, []),
        ({"year": "2019"}, ["35.04.14.2016"]),
        ({"year": "1999"}, []),
        ({"sort": "name"}, ["35.04.14.2016", "35.04.14.2017", "52.03.01.2001", "35.04.14.2011"]),
        ({"sort": "-code"}, ["52.03.01.2001", "35.04.14.2017", "35.04.14.2016", "35.04.14.2011"]),
        ({"sort": "-year"}, ["35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "52.03.01.2001"]),
        ({"sort": "nothing"}, ["35.04.14.2011", "35.04.14.2016", "35.04.14.2017", "52.03.01.2001"]),
    ],
)
def test_list_is_filtered_and_sorted(client, members, reviewer, query, codes):
    client.force_login(reviewer)
    assert _codes(_page(client, LIST, **query)) == codes


def test_ended_membership_is_no_status_of_today(client, places, reviewer):
    factories.MembershipFactory(village=places["betak"], valid_to=D(2020, 1, 1))
    client.force_login(reviewer)
    answer = _page(client, LIST, status="facilitated")
    assert _codes(answer) == []


def test_list_says_how_many_of_the_formed_villages_are_recorded(client, members, reviewer, officer):
    FormedCheck.objects.create(year=2019, villages=150, source="uji")
    FormedCheck.objects.create(year=2021, villages=51, source="uji")
    factories.MembershipFactory(village=members["pagersari"], status="proposed", batch_year=2021)
    client.force_login(reviewer)
    formed = _page(client, LIST).context["formed"]
    assert (formed["formed"], formed["recorded"], formed["year_unknown"]) == (201, 3, 1)
    assert [row["recorded"] for row in formed["rows"]] == [1, 1]
    client.force_login(officer)
    assert "formed" not in _page(client, LIST).context


def test_years_and_codes_are_not_grouped(client, members, reviewer):
    FormedCheck.objects.create(year=2019, villages=150, source="uji")
    client.force_login(reviewer)
    body = _page(client, LIST).content.decode()
    assert "2.019" not in body
    assert "2,019" not in body


def test_list_costs_the_same_with_more_villages(client, reviewer, places):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            _page(client, LIST)
        return len(queries)

    client.force_login(reviewer)
    few = cost()
    for number in range(30):
        village = factories.village(f"35.04.14.21{number:02}", f"Desa {number}")
        factories.MembershipFactory(village=village)
    assert cost() == few
    assert few <= 25


def test_list_is_cut_into_pages(client, reviewer, places):
    for number in range(30):
        factories.village(f"35.04.14.21{number:02}", f"Desa {number}")
    client.force_login(reviewer)
    assert len(_codes(_page(client, LIST))) == 25
    assert len(_codes(_page(client, LIST, page=2))) == 9


# Taking a village in


def test_official_village_is_found_and_taken_in(client, admin, places):
    factories.area("35.04.14.2002", "Rejosari")
    client.force_login(admin)
    found = _page(client, CREATE, q="rejo")
    assert [area.pk for area in found.context["page"]] == ["35.04.14.2002"]
    assert "?code=35.04.14.2002" in found.content.decode()

    answer = client.post(f"{CREATE}?code=35.04.14.2002", {**JOIN, "batch_year": "2019", "decree": "SK 1"})

    assert answer.url == _edit("35.04.14.2002")
    membership = Membership.objects.get()
    assert (membership.village.area_id, membership.batch_year) == ("35.04.14.2002", 2019)
    assert (membership.valid_from, membership.source) == (D(2019, 1, 1), "SK uji")
    assert membership.history.get().history_user == admin


def test_search_marks_villages_in_the_programme(client, admin, members):
    client.force_login(admin)
    areas = {area.pk: area for area in _page(client, CREATE, regency="35.04").context["page"]}
    assert [row.programme for row in areas["35.04.14.2011"].village.current_memberships] == [
        "dme",
        "desmigratif",
    ]


def test_search_leaves_out_ended_villages_and_other_regencies(client, admin, places):
    ended = factories.area("35.04.14.2002", "Rejosari")
    ended.valid_to = D(2020, 1, 1)
    ended.save()
    factories.area("52.03.01.2002", "Rejosari")
    client.force_login(admin)
    assert [area.pk for area in _page(client, CREATE, q="rejosari").context["page"]] == ["52.03.01.2002"]
    assert not _page(client, CREATE, q="rejosari", regency="35.04").context["page"]


def test_near_misspellings_are_offered_within_the_regency(client, admin, places):
    client.force_login(admin)
    answer = _page(client, CREATE, q="Tungangri", regency="35.04")
    assert [area.pk for area in answer.context["near"]] == ["35.04.14.2011"]
    assert "?code=35.04.14.2011" in answer.content.decode()
    assert _page(client, CREATE, q="Tungangri").context["near"] == []


def test_search_costs_the_same_with_more_villages(client, admin, places):
    client.force_login(admin)
    costs = []
    for round_ in range(2):
        for number in range(3 if round_ == 0 else 20):
            factories.area(f"35.04.14.2{round_}{number:02}", f"Dusun {number}")
        with CaptureQueriesContext(connection) as queries:
            _page(client, CREATE, q="dusun")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_village_in_the_programme_is_refused_and_typing_kept(client, admin, members):
    client.force_login(admin)
    answer = client.post(f"{CREATE}?code={BETAK}", {**JOIN, "decree": "SK 77/2019"})
    assert answer.status_code == 200
    assert "programme" in answer.context["form"].errors
    assert "SK 77/2019" in answer.content.decode()
    assert members["betak"].memberships.count() == 1


def test_ended_village_is_refused(client, admin, places):
    ended = factories.area("35.04.14.2002", "Rejosari")
    ended.valid_to = D(2020, 1, 1)
    ended.save()
    client.force_login(admin)
    answer = client.post(f"{CREATE}?code=35.04.14.2002", JOIN)
    assert "35.04.14.2002" in answer.context["form"].non_field_errors()[0]
    assert not Village.objects.filter(area=ended).exists()


@pytest.mark.parametrize(
    ("field", "value"), [("batch_year", "2015"), ("batch_year", "dua"), ("status", ""), ("source", ""),
                         ("valid_from", "32/1/2019")]
)  # fmt: skip
def test_faulty_answers_are_named(client, admin, places, field, value):
    client.force_login(admin)
    answer = client.post(f"{CREATE}?code={BETAK}", {**JOIN, field: value})
    assert list(answer.context["form"].errors) == [field]
    assert not Membership.objects.exists()


# Changing a village


def test_note_is_saved_with_its_trace(client, admin, places):
    client.force_login(admin)
    assert client.post(_edit(), {"note": "Balai desa pindah."}).url == _edit()
    answer = _page(client, _edit())
    assert "Balai desa pindah." in answer.content.decode()
    assert answer.context["changes"][0].history_user == admin


def test_figure_is_added(client, admin, places):
    client.force_login(admin)
    url = reverse("villages:figure-create", args=[BETAK])
    answer = client.post(
        url, {"key": "returned", "value": "1.268", "male": "94", "stated_on": "12/02/2024", "source": "BPS"}
    )
    assert answer.url == _edit()
    figure = places["betak"].figures.get()
    assert (figure.value, figure.male, figure.female) == (1268, 94, None)


def test_officers_add_figures_of_their_own_villages(client, officer, stranger, places):
    url = reverse("villages:figure-create", args=[BETAK])
    typed = {
        "key": "returned",
        "value": "10",
        "male": "4",
        "stated_on": "12/02/2024",
        "source": "sensus desa",
    }
    client.force_login(stranger)
    assert client.post(url, typed).status_code == 404
    client.force_login(officer)
    page = client.post(url, typed, follow=True)
    assert page.redirect_chain[-1][0] == places["betak"].get_absolute_url()
    assert "4 male, – female, 6 sex unknown." in page.content.decode()


def test_men_women_and_sex_unknown_add_up_on_the_page(client, admin, places):
    client.force_login(admin)
    assert "Sex unknown" not in _page(client, _edit()).content.decode()
    figure = {"key": "returned", "value": "1.268", "male": "94", "stated_on": "12/02/2024", "source": "BPS"}
    client.post(reverse("villages:figure-create", args=[BETAK]), figure)
    page = _page(client, _edit()).content.decode()
    assert "Sex unknown" in page
    assert "1,174" in page


def test_impossible_figure_is_refused_and_typing_kept(client, admin, places):
    client.force_login(admin)
    url = reverse("villages:figure-create", args=[BETAK])
    typed = {"key": "returned", "value": "10", "male": "9", "female": "8", "stated_on": "12/02/2024",
             "source": "sensus desa"}  # fmt: skip
    answer = client.post(url, typed)
    assert list(answer.context["form"].errors) == ["value"]
    assert "sensus desa" in answer.content.decode()
    assert not places["betak"].figures.exists()


def test_membership_is_ended_and_the_next_added(client, admin, members):
    client.force_login(admin)
    membership = members["betak"].memberships.get()
    url = reverse("villages:membership-edit", args=[BETAK, membership.pk])
    assert 'value="01/01/2019"' in _page(client, url).content.decode()
    ended = {**JOIN, "batch_year": "2019", "valid_to": "31/12/2022"}
    assert client.post(url, ended).url == _edit()
    add = reverse("villages:membership-create", args=[BETAK])
    following = {**JOIN, "status": "independent", "valid_from": "1/1/2023"}
    assert client.post(add, following).url == _edit()
    assert [row.status for row in members["betak"].memberships.all()] == ["independent", "facilitated"]


def test_overlapping_membership_is_refused_on_its_page(client, admin, members):
    client.force_login(admin)
    answer = client.post(reverse("villages:membership-create", args=[BETAK]), JOIN)
    assert "programme" in answer.context["form"].errors


# The database


def test_one_area_is_one_village(places):
    with pytest.raises(IntegrityError), transaction.atomic():
        Village.objects.create(
            area=places["betak"].area,
            district=places["betak"].district,
            regency=places["betak"].regency,
            province=places["betak"].province,
        )
