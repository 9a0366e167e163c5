"""How late things are, by hand; and the pages on which it is read, answered and decided."""

import csv
import datetime
import io
import zoneinfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.models import AccessEvent
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars.models import PillarLead
from reports.evaluation.services.recommendations import (
    close_recommendation,
    give_up_recommendation,
    send_back,
    set_deadline,
)
from reports.figures.recommendations import (
    Counts,
    counts,
    counts_by_owner,
    days_late,
    judged,
    longest_overdue,
    overdue_count,
)
from reports.models import EvaluationMeeting, Finding, Recommendation
from tests import factories
from tests.reports.recommending import PDF, answer, day, kind, meeting, recommendation, speaker

TODAY = day("2026-09-30")


@pytest.fixture
def owner(places):
    return factories.OrganisationFactory(name="Kemenko Perekonomian")


@pytest.fixture
def lead(owner):
    return speaker(owner, full_name="Bambang Hartono")


@pytest.fixture
def held(reviewer, places):
    return meeting(reviewer, "2026-01-15", area=places["betak"].regency)


@pytest.fixture
def september(it_is):
    """It is 30 September 2026 in Jakarta, for every page."""
    it_is(TODAY)


# The table of the mock-up, and its edges


def standing(row, on=TODAY):
    row.refresh_from_db()
    found = judged([row], on)[0]
    return found.late, found.standing.tone, str(found.standing.label)


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        ("2026-07-31", (61, "bad", "61 days late")),
        ("2026-08-15", (46, "bad", "46 days late")),
        ("2026-08-31", (30, "bad", "30 days late")),
        ("2026-09-15", (15, "bad", "15 days late")),
        ("2026-09-29", (1, "bad", "1 day late")),
        ("2026-09-30", (0, "warn", "In progress, due today")),
        ("2026-10-01", (0, "info", "In progress, 1 day left")),
        ("2026-10-31", (0, "info", "In progress, 31 days left")),
        ("2026-11-30", (0, "info", "In progress, 61 days left")),
        (None, (0, "info", "In progress, no deadline")),
    ],
)
def test_days_of_what_is_in_progress(reviewer, owner, lead, held, due_on, expected):
    row = recommendation(reviewer, owner, due_on, meeting=held)
    answer(row, lead)

    assert standing(row) == expected


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        ("2026-09-29", (1, "bad", "1 day late")),
        ("2026-09-30", (0, "warn", "Not begun, due today")),
        ("2026-10-31", (0, "none", "Not begun, 31 days left")),
        (None, (0, "none", "Not begun, no deadline")),
    ],
)
def test_days_of_what_is_not_begun(reviewer, owner, held, due_on, expected):
    assert standing(recommendation(reviewer, owner, due_on, meeting=held)) == expected


def test_a_leap_day_and_the_turn_of_the_year_count(reviewer, owner):
    row = recommendation(reviewer, owner, "2024-02-28", meeting=meeting(reviewer, "2023-11-10"))

    assert days_late(row, day("2024-03-01")) == 2
    assert days_late(row, day("2025-02-28")) == 366


def test_claimed_it_waits_for_the_reviewer_and_sent_back_it_is_late_again(reviewer, owner, lead, held):
    row = recommendation(reviewer, owner, "2026-09-20", meeting=held)
    answer(row, lead, "done", 100)
    assert standing(row) == (0, "warn", "Awaiting the reviewer")

    send_back(recommendation=row, reason="Bukti kurang", by=reviewer)
    assert standing(row) == (10, "bad", "10 days late")


def test_closed_it_is_never_late_however_late_it_was(reviewer, owner, lead, held):
    row = recommendation(reviewer, owner, "2026-06-30", meeting=held)
    answer(row, lead, "done", 100, done_on=day("2026-07-24"))
    close_recommendation(recommendation=row, by=reviewer)
    assert standing(row) == (0, "ok", "Carried out 24 July 2026")

    given_up = recommendation(reviewer, owner, "2026-06-30", meeting=held)
    give_up_recommendation(recommendation=given_up, reason="Fungsi dialihkan", by=reviewer)
    assert standing(given_up) == (0, "none", "Cannot be followed up")


def test_a_moved_deadline_counts_as_moved(reviewer, owner, held):
    row = recommendation(reviewer, owner, "2026-06-30", meeting=held)
    set_deadline(recommendation=row, due_on=day("2026-09-25"), reason="Anggaran", by=reviewer)

    assert standing(row)[0] == 5


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Jayapura", "UTC"])
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # 00:30 in Jakarta is 17:30 of the day before in UTC, and 02:30 in Jayapura.
        (datetime.datetime(2026, 9, 29, 17, 30, tzinfo=datetime.UTC), day("2026-09-30")),
        # 23:30 in Jakarta is 01:30 of the next day in Jayapura.
        (datetime.datetime(2026, 9, 30, 16, 30, tzinfo=datetime.UTC), day("2026-09-30")),
    ],
)
def test_the_day_is_that_of_jakarta_for_every_reader(time_machine, zone, moment, expected):
    time_machine.move_to(moment)
    with timezone.override(zoneinfo.ZoneInfo(zone)):
        assert clock.today() == expected


@pytest.fixture
def several(reviewer, owner, lead, held):
    """Eight of two owners: three overdue, one due later, one without deadline, one claimed, two closed."""
    other = factories.OrganisationFactory(name="Kemnaker")
    rows = {
        "worst": recommendation(reviewer, owner, "2026-07-31", meeting=held),
        "late": recommendation(reviewer, owner, "2026-08-15", meeting=held),
        "other": recommendation(reviewer, other, "2026-09-20", meeting=held),
        "later": recommendation(reviewer, owner, "2026-10-31", meeting=held),
        "open": recommendation(reviewer, other, meeting=held),
        "claimed": recommendation(reviewer, owner, "2026-08-01", meeting=held),
        "done": recommendation(reviewer, owner, "2026-08-01", meeting=held),
        "given_up": recommendation(reviewer, other, "2026-08-01", meeting=held),
    }
    answer(rows["late"], lead)
    answer(rows["later"], lead)
    answer(rows["claimed"], lead, "done", 100)
    answer(rows["done"], lead, "done", 100)
    close_recommendation(recommendation=rows["done"], by=reviewer)
    give_up_recommendation(recommendation=rows["given_up"], reason="Fungsi dialihkan", by=reviewer)
    return rows


def test_counts_add_up(several):
    found = counts(Recommendation.objects.all(), TODAY)

    assert found == Counts(
        total=8,
        not_begun=3,
        running=2,
        waiting=1,
        overdue=3,
        done=1,
        impossible=1,
        owners=2,
        oldest_due_on=day("2026-07-31"),
    )
    assert found.open + found.done + found.impossible == found.total
    assert found.longest(TODAY) == 61
    by_owner = {
        str(owner): (part.total, part.overdue)
        for owner, part in counts_by_owner(Recommendation.objects.all(), TODAY)
    }
    assert by_owner == {"Kemenko Perekonomian": (5, 2), "Kemnaker": (3, 1)}


def test_nothing_at_all_is_no_delay(db):
    found = counts(Recommendation.objects.all(), TODAY)
    assert (found.total, found.overdue, found.longest(TODAY)) == (0, 0, None)
    assert counts_by_owner(Recommendation.objects.all(), TODAY) == []


def test_the_longest_delay_comes_first(several):
    rows = longest_overdue(Recommendation.objects.all(), TODAY, 2)
    assert [(row.recommendation, row.late) for row in rows] == [
        (several["worst"], 61),
        (several["late"], 46),
    ]


def test_the_badge_counts_what_the_own_organisation_owes(several, lead, reviewer, contributor, it_is):
    it_is(TODAY)
    assert (overdue_count(lead), overdue_count(reviewer), overdue_count(contributor)) == (2, 3, 0)


# Pages


@pytest.fixture
def as_reviewer(client, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def test_the_same_days_on_every_page(several, september, as_reviewer, held, tmp_path):
    pages = [
        as_reviewer.get(reverse("reports:meeting-list")),
        as_reviewer.get(held.get_absolute_url()),
        as_reviewer.get(reverse("reports:recommendation-list")),
        as_reviewer.get(several["worst"].get_absolute_url()),
    ]
    for page in pages:
        assert "61 days" in text(page)
    rows = csv_rows(as_reviewer.get(reverse("reports:recommendation-export", args=["csv"])))
    late = {row["Number"]: row["Days late"] for row in rows}
    assert late[several["worst"].number] == "61"
    assert late[several["later"].number] == "0"


def csv_rows(response):
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_the_meeting_has_one_card_per_owner(several, september, as_reviewer, held):
    page = as_reviewer.get(held.get_absolute_url())

    cards = [(str(card.owner), len(card.rows), card.done, card.overdue) for card in page.context["cards"]]
    assert cards == [("Kemenko Perekonomian", 5, 1, 2), ("Kemnaker", 3, 0, 1)]
    only = as_reviewer.get(held.get_absolute_url(), {"status": "overdue"})
    assert sum(len(card.rows) for card in only.context["cards"]) == 3


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({"status": "overdue"}, {"worst", "late", "other"}),
        ({"status": "unfinished"}, {"worst", "late", "other", "later", "open", "claimed"}),
        ({"status": "not_begun"}, {"worst", "other", "open"}),
        ({"status": "running"}, {"late", "later"}),
        ({"status": "waiting"}, {"claimed"}),
        ({"status": "done"}, {"done"}),
        ({"status": "impossible"}, {"given_up"}),
        ({"year": "2026", "q": "r-2026-001"}, {"worst"}),
        ({"status": "kemarin"}, set()),
    ],
)
def test_the_list_is_filtered_and_its_files_hold_the_same_rows(
    several, september, as_reviewer, choice, names
):
    page = as_reviewer.get(reverse("reports:recommendation-list"), choice)
    file = as_reviewer.get(reverse("reports:recommendation-export", args=["csv"]), choice)

    assert {row.recommendation for row in page.context["rows"]} == {several[name] for name in names}
    assert {row["Number"] for row in csv_rows(file)} == {several[name].number for name in names}


def test_open_ones_come_before_closed_ones(several, september, as_reviewer):
    page = as_reviewer.get(reverse("reports:recommendation-list"))

    order = [row.recommendation for row in page.context["rows"]]
    assert order[0] == several["worst"]
    assert set(order[-2:]) == {several["done"], several["given_up"]}


def test_a_download_is_logged_and_a_formula_stays_text(reviewer, owner, held, as_reviewer):
    recommendation(reviewer, owner, meeting=held, title="=1+1")

    rows = csv_rows(as_reviewer.get(reverse("reports:recommendation-export", args=["csv"])))
    workbook = as_reviewer.get(reverse("reports:recommendation-export", args=["xlsx"]))

    assert rows[0]["Recommendation"] == "'=1+1"
    assert b"".join(workbook.streaming_content).startswith(b"PK")
    assert as_reviewer.get(reverse("reports:recommendation-export", args=["pdf"])).status_code == 404
    assert (
        AccessEvent.objects.filter(kind=AccessEvent.Kind.EXPORT, what__startswith="rekomendasi-").count() == 2
    )


def test_a_reviewer_writes_a_meeting_down(as_reviewer, owner, places):
    upload = SimpleUploadedFile("notula.pdf", PDF)
    response = as_reviewer.post(
        reverse("reports:meeting-create"),
        {
            "kind": kind().pk,
            "title": "Rapat evaluasi",
            "held_on": "10/11/2023",
            "place": "Cibubur",
            "area": "35.04",
            "organisations": [owner.pk],
            "directions": "Petakan program\n\nSesuaikan anggaran\n",
            "files": [upload],
        },
        follow=True,
    )

    held = EvaluationMeeting.objects.get()
    assert response.redirect_chain[0][0] == held.get_absolute_url()
    assert [row.text for row in held.directions.all()] == ["Petakan program", "Sesuaikan anggaran"]
    assert held.files.get().original_name == "notula.pdf"
    assert "Sesuaikan anggaran" in text(response)


def test_a_meeting_that_cannot_be_keeps_what_was_typed(as_reviewer, held):
    response = as_reviewer.post(
        reverse("reports:meeting-create"),
        {"kind": held.kind_id, "title": held.title, "held_on": "15/01/2026", "place": "Cibubur"},
    )

    assert "recorded already" in text(response)
    assert f'<a href="{held.get_absolute_url()}">Open “' in text(response)
    assert 'value="Cibubur"' in text(response)
    assert EvaluationMeeting.objects.count() == 1


def test_correcting_a_meeting_keeps_its_papers(as_reviewer, held):
    response = as_reviewer.post(
        reverse("reports:meeting-edit", args=[held.pk]),
        {
            "kind": held.kind_id,
            "title": held.title,
            "held_on": "16/01/2026",
            "place": "Bogor",
            "area": "35.04",
        },
    )

    held.refresh_from_db()
    assert response.status_code == 302
    assert (held.place, held.held_on) == ("Bogor", day("2026-01-16"))


def test_a_finding_keeps_a_figure(as_reviewer, held, pillars):
    as_reviewer.post(
        reverse("reports:finding-create", args=[held.pk]),
        {"text": "Belum ada kegiatan", "pillar": pillars[2].pk, "area": "35.04", "evidence": "attendances"},
    )

    finding = Finding.objects.get()
    assert (finding.text, finding.evidence_value) == ("Belum ada kegiatan", "0")
    assert "Attendances, pillar II, Kab. Tulungagung" in text(as_reviewer.get(held.get_absolute_url()))
    as_reviewer.post(reverse("reports:finding-edit", args=[finding.pk]), {"text": "Belum ada satu pun"})
    finding.refresh_from_db()
    assert (finding.text, finding.evidence_value, finding.pillar) == ("Belum ada satu pun", "0", None)
    as_reviewer.post(reverse("reports:finding-remove", args=[finding.pk]))
    assert not Finding.objects.exists()


def test_from_a_gap_one_step_to_a_recommendation(as_reviewer, owner, pillars, places):
    PillarLead.objects.create(pillar=pillars[2], organisation=owner, decree="uji")
    address = reverse("reports:recommendation-new")

    form = as_reviewer.get(address, {"pillar": "II", "year": "2027", "problem": "99"}).context["form"]
    assert (form.initial["pillar"], form.initial["budget_year"]) == (pillars[2], 2027)
    assert (form.initial["owner"], form.initial["problem"]) == (owner, None)

    response = as_reviewer.post(
        address,
        {"title": "Susun modul", "owner": owner.pk, "pillar": pillars[2].pk, "budget_year": "2027"}
        | {"due_on": f"{clock.today():%d/%m/%Y}"},
    )
    made = Recommendation.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert (made.owner, made.due_on, made.meeting) == (owner, clock.today(), None)


def test_from_a_finding_the_form_knows_what_it_is_about(as_reviewer, reviewer, held, pillars):
    finding = Finding.objects.create(meeting=held, number=1, text="Modul belum ada", pillar=pillars[3])

    page = as_reviewer.get(reverse("reports:recommendation-new"), {"finding": finding.pk})

    assert page.context["form"].initial["pillar"] == pillars[3]
    assert page.context["meeting"] == held
    assert "Modul belum ada" in text(page)


def test_a_deadline_before_the_meeting_is_said_at_its_field(as_reviewer, owner, held):
    address = f"{reverse('reports:recommendation-new')}?meeting={held.pk}"
    data = {"title": "Susun modul", "owner": owner.pk, "budget_year": "2026", "due_on": "14/01/2026"}

    response = as_reviewer.post(address, data)

    assert "is before the recommendation of 15 January 2026" in response.context["form"].errors["due_on"][0]
    assert not Recommendation.objects.exists()


@pytest.fixture
def row(reviewer, owner, held):
    return recommendation(reviewer, owner, "2026-03-31", meeting=held)


def test_the_owner_answers_with_a_file(as_lead, row):
    address = reverse("reports:recommendation-answer", args=[row.number])
    assert "15 January 2026" not in text(as_lead.get(address))

    response = as_lead.post(
        address,
        {"status": "done", "percent": "100", "done_on": "20/03/2026", "text": "Modul selesai"}
        | {"files": [SimpleUploadedFile("modul.pdf", PDF)]},
        follow=True,
    )

    row.refresh_from_db()
    assert row.claimed == "done"
    file = row.follow_ups.get().files.get()
    assert file.original_name in text(response)
    download = as_lead.get(reverse("reports:follow-up-file", args=[file.pk]))
    assert b"".join(download.streaming_content) == PDF
    assert AccessEvent.objects.filter(kind=AccessEvent.Kind.DOWNLOAD).count() == 1


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"percent": "120"}, "percent", "120 is more than 100"),
        ({"percent": ""}, "percent", "Progress"),
        ({"status": "done", "percent": "80"}, "percent", "80% is not complete"),
        ({"status": "done", "percent": "100"}, "link", "Add the proof"),
        ({"done_on": "14/01/2026"}, "done_on", "from 15 January 2026"),
        ({"link": "bukan alamat"}, "link", "whole address"),
        ({"text": ""}, "text", "What was done"),
        ({"files": SimpleUploadedFile("bukti.pdf", b"MZ\x90")}, "files", "is not one of"),
    ],
)
def test_an_answer_that_cannot_be_keeps_what_was_typed(as_lead, row, wrong, field, said):
    data = {"status": "running", "percent": "40", "done_on": "20/03/2026", "text": "Kerangka dibahas"} | wrong

    response = as_lead.post(reverse("reports:recommendation-answer", args=[row.number]), data)

    assert said in " ".join(response.context["form"].errors[field])
    if "text" not in wrong:
        assert "Kerangka dibahas" in text(response)
    assert not row.follow_ups.exists()


def test_the_reviewer_sends_back_closes_and_reopens(as_reviewer, row, lead):
    answer(row, lead, "done", 100)
    address = reverse("reports:recommendation-decide", args=[row.number])

    refused = as_reviewer.post(address, {"decision": "send_back", "reason": ""})
    assert "Write the reason" in text(refused)
    as_reviewer.post(address, {"decision": "send_back", "reason": "Bukti tidak terbaca"})
    row.refresh_from_db()
    assert row.claimed == ""

    assert "close" not in dict(as_reviewer.get(address).context["form"].fields["decision"].choices)
    answer(row, lead, "done", 100)
    as_reviewer.post(address, {"decision": "close", "reason": ""})
    row.refresh_from_db()
    assert row.status == "done"

    as_reviewer.post(address, {"decision": "reopen", "reason": "Bukti milik desa lain"})
    row.refresh_from_db()
    assert row.status == "running"
    page = text(as_reviewer.get(row.get_absolute_url()))
    for said in ("Bukti tidak terbaca", "Bukti milik desa lain", "Reopened", "Closed as carried out"):
        assert said in page


def test_the_reviewer_moves_the_deadline_and_the_first_stays_visible(as_reviewer, row):
    address = reverse("reports:recommendation-deadline", args=[row.number])

    assert "Fill in" in text(as_reviewer.post(address, {"due_on": "30/06/2026"}))
    as_reviewer.post(address, {"due_on": "30/06/2026", "reason": "Anggaran terlambat"})

    page = text(as_reviewer.get(row.get_absolute_url()))
    assert "30 June 2026 (the first was 31 March 2026)" in page
    assert "Anggaran terlambat" in page


def test_an_ended_owner_is_handed_over(as_reviewer, row, owner):
    owner.valid_to = day("2026-02-01")
    owner.save()
    successor = factories.OrganisationFactory(name="Kementerian Sekretariat Negara")
    assert "Hand the recommendation over to its successor" in text(as_reviewer.get(row.get_absolute_url()))

    as_reviewer.post(
        reverse("reports:recommendation-edit", args=[row.number]),
        {"title": row.title, "owner": successor.pk, "budget_year": "2026", "reason": "Lembaga dilebur"},
    )

    row.refresh_from_db()
    assert row.owner == successor
    page = text(as_reviewer.get(row.get_absolute_url()))
    assert "Lembaga dilebur" in page
    assert "owner: Kemenko Perekonomian" in page


def test_what_the_own_organisation_owes(september, several, as_lead, reviewer):
    answer(
        several["worst"], Recommendation.objects.get(pk=several["worst"].pk).owner.users.first(), "done", 100
    )
    send_back(recommendation=several["worst"], reason="Bukti kurang jelas", by=reviewer)

    page = as_lead.get(reverse("reports:follow-up-list"))

    assert [found.recommendation for found in page.context["open"]] == [
        several["worst"],
        several["claimed"],
        several["late"],
        several["later"],
    ]
    assert "Bukti kurang jelas" in text(page)
    assert "2 recommendations are overdue." in text(page)
    assert ">2</span>" in text(page)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.CONTRIBUTOR])
def test_nothing_owed_says_so(client, places, role):
    client.force_login(factories.UserFactory(role=role))
    assert "belongs to no organisation yet" in text(client.get(reverse("reports:follow-up-list")))

    client.force_login(speaker(factories.OrganisationFactory(), role))
    assert "Nothing has been recommended to your organisation" in text(
        client.get(reverse("reports:follow-up-list"))
    )


def test_the_dashboard_shows_the_five_longest(several, september, as_reviewer, pillars):
    page = as_reviewer.get(reverse("reports:dashboard"))

    assert [found.late for found in page.context["overdue"]] == [61, 46, 10]
    assert "Overdue follow-ups (3)" in text(page)
    assert '<a href="#overdue">3 follow-ups are overdue, the longest for 61 days.</a>' in text(page)


def test_the_page_of_a_pillar_shows_its_open_ones(reviewer, owner, held, pillars, as_reviewer):
    own = recommendation(reviewer, owner, meeting=held, pillar=pillars[2], title="Susun modul pilar dua")
    recommendation(reviewer, owner, meeting=held, pillar=pillars[3], title="Latih kader")

    page = as_reviewer.get(pillars[2].get_absolute_url())

    assert [found.recommendation for found in page.context["recommendations"]] == [own]
    assert f"{reverse('reports:recommendation-new')}?pillar=II" in page.content.decode()


def test_officers_see_on_their_first_page_what_their_office_owes(
    client, officer, owner, reviewer, held, pillars
):
    officer.organisation = owner
    officer.save()
    recommendation(reviewer, owner, meeting=held, title="Lengkapi data keluarga")
    client.force_login(officer)

    page = text(client.get("/"))

    assert "Recommendations to your office (1)" in page
    assert "Lengkapi data keluarga" in page


def test_a_pic_without_a_pillar_starts_from_its_follow_ups(client, lead, pillars):
    client.force_login(lead)
    assert client.get("/")["Location"] == reverse("reports:follow-up-list")


# Queries


ADDRESSES = [
    "meeting-list",
    "meeting-detail",
    "recommendation-list",
    "recommendation-export",
    "follow-up-list",
]


@pytest.mark.parametrize("name", ADDRESSES)
def test_queries_do_not_grow_with_rows(client, reviewer, owner, lead, held, pillars, name):
    args = {"meeting-detail": [held.pk], "recommendation-export": ["csv"]}.get(name, [])
    address = reverse(f"reports:{name}", args=args)
    client.force_login(lead if name == "follow-up-list" else reviewer)

    def more(count):
        for number in range(count):
            made = recommendation(
                reviewer, owner, "2026-03-31", meeting=held, pillar=pillars[number % 4 + 1], area=held.area
            )
            answer(made, lead)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(address)
            assert response.status_code == 200
            if response.streaming:
                list(response.streaming_content)
        return len(captured)

    more(3)
    queries()
    few = queries()
    more(12)
    assert queries() == few
    assert few <= 25


def test_the_menu_asks_once_and_only_those_it_concerns(client, reviewer, lead, province_reader):
    address = reverse("reports:counting")
    asked = {}
    for person in (reviewer, lead, province_reader):
        client.force_login(person)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        asked[person] = sum("reports_recommendation" in query["sql"] for query in captured)

    assert asked == {reviewer: 1, lead: 1, province_reader: 0}


def test_what_the_owner_calls_finished_is_called_so_and_waits_for_the_reviewer(
    reviewer, owner, lead, held, as_reviewer
):
    """One truth: the word for what stands is the decision's; the answer only says what was reported."""
    row = recommendation(reviewer, owner, meeting=held)
    answer(row, lead, status="done", percent=100)
    page = as_reviewer.get(row.get_absolute_url()).content.decode()
    assert "Awaiting the reviewer" in page
    assert "Reported as finished" in page
    assert "100%, as stated by the owner" in page
    for decided in ("Being followed up", "Followed up as recommended", "Carried out"):
        assert decided not in page
