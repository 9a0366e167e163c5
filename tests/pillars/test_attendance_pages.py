"""The pages on which people are listed by name: found, pasted, counted, taken off, and shown to whom."""

import datetime
import re

import pytest
from django.urls import reverse

from pillars.models import Attendance
from pillars.people.services.beneficiaries import move_beneficiary
from pillars.services import send_activity
from pillars.services.attendances import add_people
from villages.people.services.beneficiaries import restrict_beneficiary
from villages.people.services.stages import tie_family

NIK = "3504145703859801"


def page_of(activity, verb="list"):
    return reverse(f"pillars:attendance-{verb}", args=[activity.pk])


@pytest.fixture
def draft(saved):
    return saved(villages={"tunggangri": ()})


@pytest.fixture
def women(registered):
    return [registered("SULASTRI", sex="female", nik=NIK), registered("WIJI", sex="female")]


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def named(activity):
    return sorted(activity.attendances.values_list("beneficiary__full_name", flat=True))


def texts(answer):
    return [str(message) for message in answer.context["messages"]]


def test_search_finds_the_people_of_the_village(signed_in, draft, women, registered):
    registered("SULASTRI DEWI", "betak")
    answer = signed_in.get(page_of(draft), {"q": "sulas"})
    assert [person.full_name for person in answer.context["found"]] == ["SULASTRI"]
    wider = signed_in.get(page_of(draft), {"q": "sulas", "everywhere": "on"})
    assert [person.full_name for person in wider.context["found"]] == ["SULASTRI", "SULASTRI DEWI"]


def test_ticked_people_are_added_and_counted(signed_in, draft, women):
    numbers = [str(person.number) for person in women]
    answer = signed_in.post(page_of(draft, "add"), {"person": numbers}, follow=True)
    assert texts(answer) == ["2 people were added."]
    assert named(draft) == ["SULASTRI", "WIJI"]
    assert draft.activity_villages.get().female == 2
    # A second press of the same button adds nobody.
    again = signed_in.post(page_of(draft, "add"), {"person": numbers}, follow=True)
    assert "on the list already" in texts(again)[0]
    assert Attendance.objects.count() == 2


def test_people_count_in_the_village_chosen(signed_in, saved, registered, places):
    activity = saved(villages={"tunggangri": (), "betak": ()})
    guest = registered("SITI", "pagersari", sex="female")
    answer = signed_in.post(page_of(activity, "add"), {"person": str(guest.number)}, follow=True)
    assert "Choose the village" in texts(answer)[0]
    data = {"person": str(guest.number), f"place-{guest.number}": places["betak"].code}
    signed_in.post(page_of(activity, "add"), data)
    row = activity.attendances.get()
    assert (row.activity_village.village, row.home) == (places["betak"], places["pagersari"])


def test_nothing_is_added_where_one_is_refused(signed_in, saved, registered, women):
    activity = saved(villages={"tunggangri": (), "betak": ()})
    guest = registered("SITI", "pagersari")
    signed_in.post(page_of(activity, "add"), {"person": [str(guest.number), str(women[0].number)]})
    assert named(activity) == []


@pytest.mark.parametrize("posted", [{}, {"person": "x"}, {"person": ""}])
def test_nobody_ticked(signed_in, draft, posted):
    assert "Nobody was ticked" in texts(signed_in.post(page_of(draft, "add"), posted, follow=True))[0]


def paste(client, activity, text):
    return client.post(page_of(activity, "match"), {"people": text})


def test_a_pasted_list_is_shown_before_anybody_is_added(signed_in, draft, women, registered):
    registered("BAMBANG", birth_year=1980)
    registered("BAMBANG", birth_year=1999)
    registered("MOH. ALI")
    lines = ["1. wiji", f"2. {NIK}", "Bambang", "Muhammad Ali", "TIDAK ADA", "Sulastri", "9999999999999999x"]
    answer = paste(signed_in, draft, "\n".join(lines))
    pasted = answer.context["pasted"]
    found = {line.number: ([p.full_name for p in line.people], line.is_sure) for line in pasted.offered}
    assert found == {
        1: (["WIJI"], True),
        2: (["SULASTRI"], True),
        3: (["BAMBANG", "BAMBANG"], False),
        4: (["MOH. ALI"], False),
    }
    assert [line.number for line in pasted.unknown] == [5, 7]
    # The sixth line names the person of the second once more.
    assert [line.number for line in pasted.there] == [6]
    assert Attendance.objects.count() == 0
    text = answer.content.decode()
    assert "Register all of them without NIK" in text
    assert NIK not in text.split("<textarea")[0]


def test_a_choice_among_several_is_added(signed_in, draft, registered):
    older, _younger = registered("BAMBANG", birth_year=1980), registered("BAMBANG", birth_year=1999)
    signed_in.post(page_of(draft, "add"), {"line-1": str(older.number), "line-2": ""})
    assert draft.attendances.get().beneficiary == older


def test_a_nik_finds_people_of_the_whole_area_and_nobody_beyond(signed_in, draft, registered, stranger):
    registered("SITI", "pagersari", nik=NIK)
    registered("LALU", "far", by=stranger, nik="5203010101800001")
    pasted = paste(signed_in, draft, f"SITI {NIK}\n5203010101800001\nLALU").context["pasted"]
    assert [line.people[0].full_name for line in pasted.offered] == ["SITI"]
    assert [line.number for line in pasted.unknown] == [2, 3]


def test_another_nik_beside_a_known_name_is_not_ticked(signed_in, draft, women):
    pasted = paste(signed_in, draft, "WIJI 3504144508909802").context["pasted"]
    assert [line.is_sure for line in pasted.offered] == [False]


@pytest.mark.parametrize(("text", "said"), [("", "at least one name"), ("A\n" * 301, "301 lines")])
def test_a_paste_that_cannot_be_read(signed_in, draft, text, said):
    assert said in paste(signed_in, draft, text).content.decode()


def test_category_and_removal(signed_in, draft, women, officer):
    rows = add_people(activity=draft, people=women, by=officer)
    answer = signed_in.post(page_of(draft, "change"), {f"category-{rows[0].pk}": "family"}, follow=True)
    assert texts(answer) == ["1 category was changed."]
    assert draft.attendances.get(pk=rows[0].pk).category == "family"
    signed_in.post(page_of(draft, "remove"), {"attendance": rows[0].pk})
    assert named(draft) == ["WIJI"]
    assert draft.activity_villages.get().head_count == 1
    again = signed_in.post(page_of(draft, "remove"), {"attendance": rows[0].pk}, follow=True)
    assert texts(again)[-1] == "This person was no longer on the list."


def test_the_trail_names_nobody(signed_in, sent, women, officer):
    draft = sent(villages={"tunggangri": ()}, status="planned", actual=None, result="")
    rows = add_people(activity=draft, people=women, by=officer)
    signed_in.post(page_of(draft, "change"), {f"category-{rows[0].pk}": "family"})
    assert "SULASTRI" not in str(list(draft.events.values_list("changes", flat=True)))


def test_a_closed_activity_is_read_and_not_changed(signed_in, draft, women, officer):
    add_people(activity=draft, people=women[:1], by=officer)
    send_activity(activity=draft, by=officer, confirmed=True)
    answer = signed_in.get(page_of(draft))
    assert "can be read, not changed" in answer.content.decode()
    assert "<textarea" not in answer.content.decode()
    after = signed_in.post(page_of(draft, "add"), {"person": str(women[1].number)}, follow=True)
    assert "can no longer be changed" in texts(after)[0]
    assert "can no longer" in texts(signed_in.post(page_of(draft, "match"), {"people": "A"}, follow=True))[0]


def test_the_form_shows_sums_of_names_and_takes_no_numbers(signed_in, draft, women, officer):
    add_people(activity=draft, people=women, by=officer)
    url = reverse("pillars:activity-edit", args=[draft.pk])
    text = signed_in.get(url).content.decode()
    assert "2 people from Tunggangri by name" in text
    prefix = f"v{draft.villages.get().pk}-"
    assert f'name="{prefix}' not in text
    before = draft.activity_villages.get()
    posted = form_data(text) | {f"{prefix}returned_male": "9", f"{prefix}returned_female": "9", "save": "1"}
    answer = signed_in.post(url, posted, follow=True)
    assert answer.redirect_chain, re.findall("invalid-feedback.*", answer.content.decode())
    assert draft.activity_villages.get().head_count == before.head_count == 2


def form_data(html):
    """What the browser would post of the form of an activity, without the table of counts."""
    names = r'name="([\w-]+)"[^>]*?value="([^"]*)"'
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        match = re.search(names, tag) or re.search(r'value="([^"]*)"[^>]*?name="([\w-]+)"', tag)
        if not match or (re.search('type="(checkbox|radio)"', tag) and "checked" not in tag):
            continue
        name = re.search(r'name="([\w-]+)"', tag)[1]
        found[name] = re.search(r'value="([^"]*)"', tag)[1]
    for name, body in re.findall(r'<select[^>]*name="([\w-]+)".*?>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', body)
        found[name] = chosen[1] if chosen else ""
    for name, body in re.findall(r'<textarea[^>]*name="([\w-]+)"[^>]*>(.*?)</textarea>', html, re.DOTALL):
        found[name] = body.strip()
    return found


def test_save_draft_and_list_names(signed_in, draft):
    url = reverse("pillars:activity-edit", args=[draft.pk])
    posted = form_data(signed_in.get(url).content.decode()) | {"names": "35.04.14.2011"}
    answer = signed_in.post(url, posted)
    assert answer.url == f"{page_of(draft)}?place=35.04.14.2011#search"


def test_a_village_with_names_cannot_be_unticked(signed_in, draft, women, officer):
    add_people(activity=draft, people=women, by=officer)
    url = reverse("pillars:activity-edit", args=[draft.pk])
    posted = form_data(signed_in.get(url).content.decode()) | {"villages": "35.04.14.2016", "save": "1"}
    text = signed_in.post(url, posted).content.decode()
    assert "has people by name but is not ticked" in text


def test_detail_and_check_say_how_many_by_name(client, draft, women, officer, province_reader):
    add_people(activity=draft, people=women, by=officer)
    client.force_login(officer)
    assert (
        "2 people by name" in client.get(reverse("pillars:activity-check", args=[draft.pk])).content.decode()
    )
    send_activity(activity=draft, by=officer, confirmed=True)
    own = client.get(draft.get_absolute_url()).content.decode()
    assert page_of(draft) in own
    client.force_login(province_reader)
    text = client.get(draft.get_absolute_url()).content.decode()
    assert "2 people by name" in text
    assert page_of(draft) not in text
    assert "SULASTRI" not in text
    assert client.get(page_of(draft)).status_code == 403


def test_children_and_restricted_people_are_not_named(client, draft, registered, officer, reviewer):
    mother = registered("SULASTRI", sex="female", birth_date=datetime.date(1985, 3, 17))
    child = registered("BUDI KECIL", birth_date=datetime.date(2018, 1, 1))
    hidden = registered("SITI RAHASIA")
    tie_family(person=mother, relative=child, kind="child", by=officer)
    add_people(activity=draft, people=[mother, child, hidden], by=officer)
    restrict_beneficiary(beneficiary=hidden, is_restricted=True, reason="diminta", by=officer)
    send_activity(activity=draft, by=officer, confirmed=True)
    client.force_login(reviewer)
    text = client.get(page_of(draft)).content.decode()
    assert "SULASTRI" in text
    assert "Child, 8" in text or "Child, 7" in text
    assert "BUDI" not in text
    assert "RAHASIA" not in text
    client.force_login(officer)
    assert "BUDI KECIL" in client.get(page_of(draft)).content.decode()


def test_a_person_now_of_another_area_is_not_named(client, draft, women, officer, admin, places):
    add_people(activity=draft, people=women, by=officer)
    move_beneficiary(
        beneficiary=women[0], village=places["far"], moved_on=datetime.date(2026, 4, 1), by=admin
    )
    client.force_login(officer)
    text = client.get(page_of(draft)).content.decode()
    assert "SULASTRI" not in text
    assert "Name not shown" in text


@pytest.mark.parametrize("people", [3, 30])
def test_queries_do_not_grow_with_the_people(
    signed_in, draft, registered, officer, people, django_assert_max_num_queries
):
    add_people(activity=draft, people=[registered(f"ORANG {number}") for number in range(people)], by=officer)
    with django_assert_max_num_queries(25):
        signed_in.get(page_of(draft), {"q": "ORANG"})
