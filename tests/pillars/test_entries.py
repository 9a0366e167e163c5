"""Entering an activity: drafts, errors, copies, two people at once, and the end of a session."""

import datetime
import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.models import Organisation
from desmigratif.ui import forms
from desmigratif.ui.parsing import ParseError, parse_rupiah
from pillars.choices import Category, Progress, Review
from pillars.models import Activity, ActivityType, HeadCount
from pillars.services import FundingData, return_activity, save_activity
from tests import factories
from tests.sheets import read_rows

CREATE = reverse("pillars:activity-create")
CASES = Path(__file__).parent.parent / "cases"


def edit_url(activity):
    return reverse("pillars:activity-edit", args=[activity.pk])


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def stored():
    return Activity.objects.with_totals().get()


# Storing


def test_everything_typed_is_stored(signed_in, typed, officer, places):
    response = signed_in.post(CREATE, typed())
    activity = stored()
    assert response["Location"] == edit_url(activity)
    assert activity.state == Review.DRAFT
    assert (activity.pillar.code, activity.title) == ("II", "Pelatihan olahan pangan")
    assert (activity.start_on, activity.end_on) == (datetime.date(2026, 3, 5), datetime.date(2026, 3, 6))
    assert (activity.male, activity.female, activity.unknown) == (4, 1022, 3)
    assert (activity.plan, activity.actual) == (18_000_000, 17_850_000)
    assert activity.result == "Tiga kelompok\nmulai berproduksi"
    assert activity.created_by == officer
    assert [place.village for place in activity.activity_villages.all()] == [places["betak"]]


def test_the_least_for_a_draft(signed_in, typed):
    signed_in.post(
        CREATE, typed(type="", start_on="", end_on="", result="", **{"dana-0-plan": "", "dana-0-actual": ""})
    )
    assert stored().title == "Pelatihan olahan pangan"
    # A source that was chosen, or stood there from the last activity, is kept until its amounts follow.
    line = stored().funding_lines.get()
    assert (line.source, line.plan, line.actual) == ("apbn", None, None)
    assert signed_in.get(edit_url(stored())).context["entry"].lines.forms[0]["source"].value() == "apbn"


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("title", "Enter the activity name"),
        ("pillar", "Choose the pillar"),
        ("villages", "Tick at least one village"),
    ],
)
def test_without_the_least_nothing_is_stored_and_all_is_kept(field, message, signed_in, typed):
    response = signed_in.post(CREATE, typed(**{field: "" if field == "title" else None}))
    text = response.content.decode()
    assert not Activity.objects.exists()
    assert text.count(message) == 2, "once in the summary, once at the control"
    assert "Nothing on this page is stored yet." in text
    for value in ('value="1.022"', 'value="18.000.000"', 'value="5/3/2026"', "mulai berproduksi"):
        assert value in text


def test_the_readable_part_is_kept_as_a_draft(signed_in, typed):
    response = signed_in.post(CREATE, typed(start_on="31/02/2026"))
    text = response.content.decode()
    activity = stored()
    assert activity.start_on is None
    assert (activity.end_on, activity.male) == (datetime.date(2026, 3, 6), 4)
    assert "The rest is stored as a draft." in text
    assert f'action="{edit_url(activity)}"' in text
    assert 'value="31/02/2026"' in text
    assert text.count("31/02/2026” does not exist") == 2


def test_what_cannot_be_read_leaves_what_was_stored(signed_in, saved, typed, places):
    activity = saved(pillar=2, villages={"betak": (7, 8)})
    pk = places["betak"].pk
    changes = {
        "start_on": "kemarin",
        "title": "Judul baru",
        f"v{pk}-returned_male": "2x",
        "dana-0-plan": "banyak",
        "version": activity.version,
    }
    response = signed_in.post(edit_url(activity), typed(**changes))
    assert len(response.context["entry"].errors) == 3
    now = stored()
    assert (now.title, now.start_on, now.male, now.plan) == (
        "Judul baru",
        datetime.date(2026, 3, 5),
        7,
        10_000_000,
    )


def test_a_sent_plan_is_not_half_changed(signed_in, sent, typed):
    activity = sent(status=Progress.PLANNED, start_on=datetime.date(2026, 12, 1))
    data = typed(title="Baru", status="planned", start_on="besok", version=activity.version)
    text = signed_in.post(edit_url(activity), data).content.decode()
    assert stored().title == "Sosialisasi migrasi aman"
    assert "What was stored before stays as it was." in text


def test_check_button_goes_to_the_check_page(signed_in, typed):
    response = signed_in.post(CREATE, typed(check="1", save=None))
    assert response["Location"] == reverse("pillars:activity-check", args=[stored().pk])


def test_message_tells_number_and_time(signed_in, typed):
    text = signed_in.post(CREATE, typed(), follow=True).content.decode()
    assert f"no. {stored().pk}" in text
    assert "WIB" in text


# Doing it twice


def test_double_post_stores_once(signed_in, typed):
    data = typed()
    first, second = signed_in.post(CREATE, data), signed_in.post(CREATE, data)
    assert first["Location"] == second["Location"]
    assert stored().version == 1


def test_back_button_and_other_entries_change_the_same_draft(signed_in, typed):
    data = typed()
    signed_in.post(CREATE, data)
    signed_in.post(CREATE, {**data, "title": "Nama lain"})
    assert stored().title == "Nama lain"


def test_same_change_posted_twice_is_no_conflict(signed_in, saved, typed):
    activity = saved()
    data = typed(version=activity.version)
    for _ in range(2):
        assert signed_in.post(edit_url(activity), data).status_code == 302


def test_same_file_posted_twice_is_stored_once(signed_in, typed):
    data = typed()
    for _ in range(2):
        signed_in.post(CREATE, {**data, "documents": SimpleUploadedFile("a.pdf", b"%PDF-1.4 %%EOF")})
    assert stored().attachments.count() == 1


# Errors


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("start_on", "31/02/2026", "does not exist"),
        ("start_on", "2026", "only a year"),
        ("start_on", "08/17/2026", "Did you mean 17/08/2026?"),
        ("start_on", "5/3/2206", "is in the year"),
        ("start_on", "5/3/1999", "is outside 2016 to"),
        ("end_on", "4/3/2026", "is before the start date 05/03/2026"),
        ("type", "no such", "What was chosen for “Activity type” is not in the list."),
        ("organiser", "0", "What was chosen for “Organiser” is not in the list."),
        ("status", "no such", "What was chosen for “Progress” is not in the list."),
        ("status", "", "Choose progress."),
        ("budget_year", "1800", "What was chosen for “Budget year” is not in the list."),
        ("budget_year", "", "Choose budget year."),
        ("result", "a" * 5001, "“Short outcome” has 5001 characters; at most 5000 fit."),
        ("dana-0-source", "no such", "“no such” is no longer in this list."),
        ("dana-0-plan", "seratus ribu", "“seratus ribu” is not an amount"),
        ("dana-0-plan", "(500.000)", "below zero"),
        ("dana-0-actual", "1,500", "two ways"),
        ("dana-0-source", "", "Choose the source of the money in this row"),
        ("dana-1-source", "csr", ""),
        ("dana-1-plan", "5000", "Choose the source of the money in this row"),
        ("dana-0-village", "35.04.14.2017", "Pagersari is not ticked"),
    ],
)
def test_error_stands_at_its_control_and_in_the_summary(name, value, message, signed_in, typed):
    response = signed_in.post(CREATE, typed(**{name: value}))
    if not message:
        assert response.status_code == 302
        return
    text = response.content.decode()
    errors = response.context["entry"].error_links
    assert len(errors) == 1
    assert message in errors[0].text
    shown = errors[0].text.replace('"', "&quot;").replace("'", "&#x27;")
    assert text.count(str(shown)) == 2
    assert f'id="{errors[0].target}"' in text
    assert f'href="#{errors[0].target}"' in text
    assert "Error:" in re.search("<title>.*</title>", text)[0]


def test_type_of_another_pillar(signed_in, typed, pillars):
    kind = ActivityType.objects.get(pillar=pillars[1])
    response = signed_in.post(CREATE, typed(type=kind.pk))
    assert "is not a type of pillar II" in response.content.decode()


@pytest.mark.parametrize(
    ("value", "told"), [("2x", "2x"), ("1.2", "whole number"), ("-3", "below zero"), ("1,5", "1,5")]
)
def test_head_count_that_is_none(value, told, signed_in, typed, places):
    response = signed_in.post(CREATE, typed(**{f"v{places['betak'].pk}-returned_male": value}))
    (error,) = response.context["entry"].errors
    assert error.section == 2
    assert told in error.text
    assert "Betak, Returned migrant workers, male" in error.text
    assert f'value="{value}"' in response.content.decode()


def test_numbers_of_an_unticked_village_are_an_error_that_names_it(signed_in, typed, places):
    response = signed_in.post(CREATE, typed(**{f"v{places['pagersari'].pk}-cpmi_male": "5"}))
    (error,) = response.context["entry"].errors
    assert error.text.startswith("Pagersari has numbers but is not ticked")
    assert HeadCount.objects.filter(activity_village__village=places["pagersari"]).count() == 0


def test_nobody_took_part_against_numbers(signed_in, typed, places):
    response = signed_in.post(CREATE, typed(**{f"v{places['betak'].pk}-is_nil": "on"}))
    assert "“nobody took part” is ticked, but numbers are filled in" in response.content.decode()


def test_nobody_took_part_is_stored(signed_in, typed, places):
    pk = places["betak"].pk
    empty = {f"v{pk}-returned_male": "", f"v{pk}-returned_female": "", f"v{pk}-family_unknown": ""}
    signed_in.post(CREATE, typed(**empty, **{f"v{pk}-is_nil": "on"}))
    place = stored().activity_villages.get()
    assert place.is_nil
    assert not place.counts.exists()


def test_zero_and_empty_are_told_apart(signed_in, typed, places):
    pk = places["betak"].pk
    signed_in.post(CREATE, typed(**{f"v{pk}-returned_male": "0", f"v{pk}-returned_female": ""}))
    count = HeadCount.objects.get(category=Category.RETURNED)
    assert (count.male, count.female) == (0, None)


def test_villages_of_two_regencies(client, typed, admin, places):
    client.force_login(admin)
    response = client.post(CREATE, typed(villages=["35.04.14.2016", "52.03.01.2001"]))
    assert "different regencies" in response.content.decode()


def test_more_funding_rows_than_fit(signed_in, typed):
    response = signed_in.post(CREATE, typed(**{"dana-TOTAL_FORMS": "31"}))
    assert "At most 30 funding rows fit." in response.text


def test_village_of_another_area_is_not_taken(signed_in, typed):
    response = signed_in.post(CREATE, typed(villages=["52.03.01.2001"]))
    assert "What was chosen for “Villages” is not in the list." in response.text
    assert not Activity.objects.exists()


def rupiah_rows():
    expected = json.loads((CASES / "O13_rupiah.expect.json").read_text())["rows"]
    cells = read_rows(CASES / "O13_rupiah.xlsx")
    return [(cells[row["row"] - 1].get("F", ""), row) for row in expected]


@pytest.mark.parametrize(("cell", "expected"), rupiah_rows())
def test_amounts_of_the_case(cell, expected, signed_in, typed):
    """Case O13: stored exactly or asked back, never guessed; the check page shows how it was read."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    signed_in.post(CREATE, typed(**{"dana-0-plan": text, "dana-0-actual": "0"}))
    line = stored().funding_lines.first()
    plan = line.plan if line else None
    allowed = {expected["outcome"], *expected.get("also_allowed", [])}
    if "." in str(expected.get("canonical", {}).get("anggaran", "")):
        # The form asks for whole rupiah, naming the rounded amount; only a file import rounds by itself.
        allowed.add("refuse")
    if plan is not None:
        assert allowed & {"accept", "accept_corrected"}, f"{text!r} was stored as {plan}"
        assert plan == expected["canonical"]["anggaran"]
    else:
        assert allowed & {"refuse", "review", "incomplete"}, f"{text!r} was not stored"
    with_error = plan is None and text.strip()
    assert bool(with_error) == _is_refused(text)


def _is_refused(text):
    try:
        parse_rupiah(text)
    except ParseError:
        return True
    return False


def date_rows():
    expected = json.loads((CASES / "O04_tanggal.expect.json").read_text())["rows"]
    cells = read_rows(CASES / "O04_tanggal.xlsx")
    pairs = [(cells[row["row"] - 1].get("E", ""), row) for row in expected]
    return [(cell, row) for cell, row in pairs if isinstance(cell, str)]


@pytest.mark.parametrize(("cell", "expected"), date_rows())
def test_dates_of_the_case(cell, expected, signed_in, typed):
    """Case O04: day first, nothing guessed, empty stays empty. Years before 2016 are asked back here."""
    moved = re.sub(r"19[89]\d", "2024", cell)
    response = signed_in.post(CREATE, typed(start_on=moved, end_on=""))
    allowed = {expected["outcome"], *expected.get("also_allowed", [])}
    day = stored().start_on
    if day is not None:
        assert allowed & {"accept", "accept_corrected"}
        assert f"{day:%m-%d}" == expected["canonical"]["tanggal_lahir"][5:]
    elif moved.strip():
        assert allowed & {"refuse", "review", "incomplete"}
        assert moved in response.content.decode()


# The page


def test_defaults_are_what_was_entered_last(signed_in, saved):
    saved(pillar=3, lines=[FundingData(source="csr", plan=1, actual=1)])
    form = signed_in.get(CREATE).context["entry"]
    assert form.form["pillar"].value() == "III"
    assert form.lines.forms[0]["source"].value() == "csr"
    assert len(form.lines.forms) == 1


def test_address_of_the_grid_opens_village_and_pillar(signed_in, places):
    form = signed_in.get(f"{CREATE}?village=35.04.14.2016&pillar=IV").context["entry"].form
    assert (form["villages"].value(), form["pillar"].value()) == (["35.04.14.2016"], "IV")


def test_the_only_village_is_ticked(client, village_officer, pillars):
    client.force_login(village_officer)
    assert client.get(CREATE).context["entry"].form["villages"].value() == ["35.04.14.2011"]


def test_copy_takes_what_is_the_same_and_leaves_the_rest(signed_in, saved):
    activity = saved(pillar=2, title="Pelatihan keripik", plan=5_000_000)
    text = signed_in.get(f"{CREATE}?salin={activity.pk}").content.decode()
    assert 'value="Pelatihan keripik"' in text
    assert 'value="5.000.000"' in text
    assert "9.000.000" not in text
    assert "Peserta paham" not in text
    assert "05/03/2026" not in text


def test_copy_of_what_one_may_not_see(client, saved, stranger):
    activity = saved()
    client.force_login(stranger)
    assert client.get(f"{CREATE}?salin={activity.pk}").status_code in (200, 404)
    assert "Sosialisasi" not in client.get(f"{CREATE}?salin={activity.pk}").content.decode()
    client.force_login(stranger)
    assert client.get(f"{CREATE}?salin=x").status_code == 404


def test_edit_page_says_what_is_stored_without_blank_rows(signed_in, saved):
    activity = saved(pillar=2, villages={"betak": (7, None)})
    text = signed_in.get(edit_url(activity)).content.decode()
    assert 'value="05/03/2026"' in text
    assert 'value="7"' in text
    assert 'value="10.000.000"' in text
    assert text.count('class="money-row"') == 1
    assert f'name="version" value="{activity.version}"' in text


def test_totals_are_there_without_javascript(signed_in, saved):
    text = signed_in.get(edit_url(saved(villages={"betak": (7, 5, 2)}))).content.decode()
    assert '<output data-o="all">14</output>' in text


@pytest.mark.parametrize("button", ["add_row", "show_tables"])
def test_redrawing_keeps_everything_and_stores_nothing(button, signed_in, typed, places):
    pk = places["betak"].pk
    data = typed(
        **{
            button: "1",
            "save": None,
            "start_on": "31/02/2026",
            f"v{pk}-cpmi_male": "2x",
            "dana-1-plan": "aneka",
        }
    )
    response = signed_in.post(CREATE, data)
    text = response.content.decode()
    assert not Activity.objects.exists()
    for value in (
        "31/02/2026",
        "2x",
        "aneka",
        "18.000.000",
        "1.022",
        "Pelatihan olahan pangan",
        data["token"],
    ):
        assert f'value="{value}"' in text
    assert "errsum" not in text
    assert text.count('class="money-row"') == (3 if button == "add_row" else 2)


def test_redrawing_does_not_hide_a_change_of_somebody_else(signed_in, conflict):
    activity, data = conflict
    text = signed_in.post(edit_url(activity), {**data, "add_row": "1"}).content.decode()
    assert 'name="version" value="1"' in text


def test_sent_plan_is_saved_without_a_check_page(signed_in, sent):
    activity = sent(status=Progress.PLANNED, villages={"betak": (None, None)})
    text = signed_in.get(edit_url(activity)).content.decode()
    assert 'name="check"' not in text
    assert ">Save</button>" in text


def test_files_are_received(signed_in, typed):
    photo = SimpleUploadedFile("foto.jpg", (CASES / "O24_foto_gps.jpg").read_bytes())
    sheet = SimpleUploadedFile("hadir.xlsx", (CASES / "O13_rupiah.xlsx").read_bytes())
    signed_in.post(CREATE, {**typed(), "photos": photo, "documents": sheet})
    assert [(row.kind, row.original_name) for row in stored().attachments.all()] == [
        ("photo", "foto.jpg"),
        ("document", "hadir.xlsx"),
    ]


def test_file_of_another_kind_is_an_error_at_its_input(signed_in, typed):
    file = SimpleUploadedFile("surat.pdf", (CASES / "O24_html_bernama.pdf").read_bytes())
    response = signed_in.post(CREATE, {**typed(), "documents": file})
    (error,) = response.context["entry"].errors
    assert (error.section, error.anchor) == (4, "id_documents")
    assert "“surat.pdf” is not one of: PDF, XLSX" in error.text
    assert stored().attachments.count() == 0


def test_funding_line_of_one_village(signed_in, typed, places):
    signed_in.post(CREATE, typed(**{"dana-0-village": "35.04.14.2016"}))
    assert stored().funding_lines.get().village == places["betak"]


def test_ended_organisation_is_not_offered_but_stays_where_it_was_used(signed_in, saved):
    ended = factories.OrganisationFactory(name="Lama", valid_to=datetime.date(2024, 1, 1))
    assert "Lama" not in signed_in.get(CREATE).content.decode()
    activity = saved(organiser=ended)
    assert "Lama" in signed_in.get(edit_url(activity)).content.decode()


def test_no_inline_code_or_style(signed_in, saved):
    for url in (CREATE, edit_url(saved())):
        text = signed_in.get(url).content.decode()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script>", text)


# Many villages


@pytest.fixture
def many(places):
    """Fifteen villages in Tulungagung besides the three, and the one in Lombok Timur."""
    return [factories.village(f"35.04.14.20{30 + number}", f"Desa {number}") for number in range(15)]


def test_admin_chooses_the_regency_first(client, admin, many, pillars):
    client.force_login(admin)
    text = client.get(CREATE).content.decode()
    assert 'name="regency"' in text
    assert "Kabupaten Lombok Timur" in text
    page = client.get(f"{CREATE}?regency=52.03")
    assert list(page.context["entry"].offer.villages) == ["52.03.01.2001"]
    assert '<input type="hidden" name="regency" value="52.03">' in page.content.decode()


def test_admin_stores_in_the_chosen_regency(client, admin, many, typed, places):
    client.force_login(admin)
    far = {f"v{places['far'].pk}-cpmi_male": "3", "villages": ["52.03.01.2001"], "regency": "52.03"}
    client.post(CREATE, typed(**far))
    assert stored().regency_id == "52.03"


def test_tables_are_drawn_for_ticked_villages_only(signed_in, many, typed):
    assert len(signed_in.get(CREATE).context["entry"].tables) == 0
    page = signed_in.post(CREATE, typed(show_tables="1", villages=["35.04.14.2030"]))
    assert [str(table.village) for table in page.context["entry"].tables] == ["Desa 0"]


def test_officer_without_area_is_told(client, places, pillars):
    client.force_login(factories.UserFactory())
    assert "No village is assigned to you today" in client.get(CREATE).content.decode()


# Two people


@pytest.fixture
def conflict(signed_in, saved, colleague, entry, typed):
    """An officer posts with version 1 what a colleague changed meanwhile: the activity, the posted data."""
    activity = saved(pillar=2, title="Awal", villages={"betak": (1, 2)})
    save_activity(
        data=entry(pillar=2, title="Rekan", villages={"betak": (5, 2)}, obstacle="Hujan"),
        by=colleague,
        activity=activity,
    )
    return activity, typed(title="Saya", version=1, result="Hasil saya")


def test_conflict_shows_both_values_and_keeps_everything(signed_in, conflict, colleague):
    activity, data = conflict
    text = signed_in.post(edit_url(activity), data).content.decode()
    assert stored().title == "Rekan"
    for said in ("Changed by two people", colleague.full_name, "Rekan", "Saya", "Hujan", "Hasil saya"):
        assert said in text
    assert 'name="keep-title" value="saved"' in text
    assert '<input type="hidden" name="dana-0-plan" value="18.000.000">' in text
    assert '<input type="hidden" name="version" value="2">' in text


def resolved(data, activity, **choices):
    names = ["title", "start_on", "end_on", "type", "result", "obstacle", "village-35.04.14.2016", "lines"]
    keep = {f"keep-{name}": choices.get(name, "own") for name in names}
    return {**data, **keep, "resolve": "1", "version": activity.version + 1}


def test_conflict_is_solved_line_by_line(signed_in, conflict):
    activity, data = conflict
    choices = {"title": "saved", "obstacle": "saved", "village-35.04.14.2016": "saved"}
    response = signed_in.post(edit_url(activity), resolved(data, activity, **choices))
    assert response.status_code == 302
    now = stored()
    assert (now.title, now.obstacle, now.result, now.male) == ("Rekan", "Hujan", "Hasil saya", 5)
    assert now.plan == 18_000_000
    assert now.version == 3


def test_conflict_needs_a_choice_for_every_line(signed_in, conflict):
    activity, data = conflict
    data = resolved(data, activity)
    del data["keep-title"]
    text = signed_in.post(edit_url(activity), data).content.decode()
    assert stored().title == "Rekan"
    assert "Choose what to store for “Activity name”." in text
    assert 'name="keep-result" value="own" id="keep-result-own" checked' in text


def test_third_change_meanwhile_asks_again(signed_in, conflict, colleague, entry):
    activity, data = conflict
    save_activity(data=entry(pillar=2, title="Lagi"), by=colleague, activity=activity)
    text = signed_in.post(edit_url(activity), resolved(data, activity)).content.decode()
    assert "Changed by two people" in text
    assert stored().title == "Lagi"


def test_a_change_at_the_same_moment_stores_nothing_and_is_compared_next(
    signed_in, saved, colleague, entry, typed, monkeypatch
):
    activity = saved(pillar=2, title="Awal")

    def meanwhile(*_args):
        save_activity(data=entry(pillar=2, title="Rekan"), by=colleague, activity=activity)

    monkeypatch.setattr(forms, "conflict_page", meanwhile)
    data = typed(title="Saya", version=activity.version)
    text = signed_in.post(edit_url(activity), data).content.decode()
    assert "saved this at the same moment" in text
    assert 'value="Saya"' in text
    monkeypatch.undo()
    assert 'name="keep-title"' in signed_in.post(edit_url(activity), data).content.decode()
    activity.refresh_from_db()
    assert activity.title == "Rekan"


def test_files_of_a_conflict_are_stored_at_once(signed_in, conflict):
    activity, data = conflict
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.4 %%EOF")
    signed_in.post(edit_url(activity), {**data, "documents": file})
    assert stored().attachments.count() == 1


# Who and when


@pytest.mark.parametrize("who", ["reviewer", "province_reader", "pillar_lead", "contributor"])
def test_wrong_role_is_forbidden(who, request, client, sent):
    activity = sent()
    client.force_login(request.getfixturevalue(who))
    for url in (CREATE, edit_url(activity)):
        assert client.get(url).status_code == 403
        assert client.post(url).status_code == 403


def test_other_area_does_not_exist(client, saved, stranger):
    client.force_login(stranger)
    activity = saved()
    assert client.get(edit_url(activity)).status_code == 404
    assert client.post(edit_url(activity)).status_code == 404


def test_what_is_closed_leads_to_its_page_with_the_reason(signed_in, sent):
    activity = sent()
    response = signed_in.get(edit_url(activity), follow=True)
    assert response.redirect_chain[0][0] == activity.get_absolute_url()
    assert "cannot be changed by you now: its status is “Sent”" in response.content.decode()


def test_completing_a_sent_plan_makes_it_a_draft_to_be_checked(signed_in, sent, typed):
    activity = sent(pillar=2, status=Progress.PLANNED, villages={"betak": (None, None)}, actual=None)
    response = signed_in.post(edit_url(activity), typed(version=activity.version), follow=True)
    assert stored().state == Review.DRAFT
    assert "check the entries and send it again" in response.content.decode()


def test_returned_activity_can_be_mended(signed_in, sent, reviewer, typed):
    activity = return_activity(activity=sent(pillar=2), by=reviewer, reason="Judul kurang jelas")
    signed_in.post(edit_url(activity), typed(version=activity.version, title="Lebih jelas"))
    assert stored().title == "Lebih jelas"
    assert stored().state == Review.RETURNED


# The end of a session


def posted_page(client, url):
    text = client.get(url).content.decode()
    return re.search('name="who" value="([^"]+)"', text)[1]


def test_what_was_posted_signed_out_is_shown_again_after_signing_in(signed_in, typed, officer):
    data = typed(who=posted_page(signed_in, CREATE))
    signed_in.logout()
    response = signed_in.post(CREATE, data)
    assert response["Location"].endswith("?next=/kegiatan/catat/")
    assert not Activity.objects.exists()
    response = signed_in.post(
        response["Location"], {"login": officer.email, "password": factories.PASSWORD}, follow=True
    )
    text = response.content.decode()
    assert "You were signed out in the meantime" in text
    for value in ("Pelatihan olahan pangan", "1.022", "18.000.000", data["token"]):
        assert f'value="{value}"' in text
    assert "You were signed out in the meantime" not in signed_in.get(CREATE).content.decode()


def test_it_is_shown_to_nobody_else(signed_in, typed, colleague):
    data = typed(who=posted_page(signed_in, CREATE))
    signed_in.logout()
    signed_in.post(CREATE, data)
    signed_in.post(reverse("account_login"), {"login": colleague.email, "password": factories.PASSWORD})
    assert "Pelatihan olahan pangan" not in signed_in.get(CREATE).content.decode()


def test_nothing_is_kept_of_a_post_without_the_stamp(typed):
    client = Client()
    client.post(CREATE, typed(who="x"))
    client.post(CREATE, typed())
    assert "sessionid" not in client.cookies


def test_edit_is_kept_too(signed_in, saved, typed, officer):
    activity = saved(pillar=2)
    data = typed(who=posted_page(signed_in, edit_url(activity)), version=activity.version, title="Diubah")
    signed_in.logout()
    signed_in.post(edit_url(activity), data)
    signed_in.post(reverse("account_login"), {"login": officer.email, "password": factories.PASSWORD})
    text = signed_in.get(edit_url(activity)).content.decode()
    assert 'value="Diubah"' in text


def test_year_of_the_budget_is_this_year(signed_in, pillars):
    form = signed_in.get(CREATE).context["entry"].form
    assert form["budget_year"].value() == timezone.localdate().year


def test_questions_of_a_village_with_absurd_numbers_come_on_the_check_page(signed_in, typed, places):
    signed_in.post(CREATE, typed(**{f"v{places['betak'].pk}-returned_male": "99999"}))
    text = signed_in.get(reverse("pillars:activity-check", args=[stored().pk])).content.decode()
    assert "Are the numbers right?" in text


def test_agencies_stand_in_order_without_foreign_offices(client, officer, colleague, stranger, saved):
    """Own office, governments of the region (by whom they employ, else by name), ministries, others."""
    kind = Organisation.Kind

    def office(name, kind, *people):
        row = factories.OrganisationFactory(name=name, short_name="", kind=kind)
        for person in people:
            person.organisation = row
            person.save()
        return row

    office("Zz Disnaker Tulungagung", kind.REGENCY, officer)
    far = office("Aa Disnaker Lombok Timur", kind.REGENCY, stranger)
    office("Bappeda Kabupaten Tulungagung", kind.REGENCY)
    office("Disnaker Kabupaten Sumbawa", kind.REGENCY)
    neighbour = factories.UserFactory()
    factories.AssignmentFactory(user=neighbour, area=factories.area("35.05", "Kabupaten Blitar"))
    office("Aa Disnaker Blitar", kind.REGENCY, neighbour)
    factories.OrganisationFactory(name="Zz Kementerian", short_name="Aa Kementerian", kind=kind.MINISTRY)
    office("Disnaker Provinsi Jawa Timur", kind.PROVINCE)
    office("Disnaker Provinsi NTB", kind.PROVINCE)
    office("Kantor Bersama", kind.REGENCY, colleague)
    office("Kementerian Contoh", kind.MINISTRY)
    office("Yayasan Contoh", kind.OTHER)
    client.force_login(officer)

    def offered(address):
        form = client.get(address).context["entry"].form
        return [str(row) for _title, rows in form.fields["organiser"].choices[1:] for _key, row in rows], form

    names, form = offered(CREATE)
    mine = [name for name in names if name in set(Organisation.objects.values_list("name", flat=True))]
    assert mine[0] == "Zz Disnaker Tulungagung"
    near = ["Bappeda Kabupaten Tulungagung", "Disnaker Provinsi Jawa Timur", "Kantor Bersama"]
    assert mine[1:4] == near
    assert mine.index("Kementerian Contoh") < mine.index("Yayasan Contoh")
    # In the order of what is read, which is the short name where there is one.
    assert names.index("Aa Kementerian") < names.index("Kementerian Contoh")
    for foreign in (
        "Aa Disnaker Lombok Timur",
        "Aa Disnaker Blitar",
        "Disnaker Kabupaten Sumbawa",
        "Disnaker Provinsi NTB",
    ):
        assert foreign not in mine
    # What is stored stays, wherever it lies.
    assert "Aa Disnaker Lombok Timur" in offered(edit_url(saved(organiser=far)))[0]


def test_one_day_needs_no_end_date(signed_in, typed):
    signed_in.post(CREATE, typed(end_on=""))
    assert stored().end_on == stored().start_on == datetime.date(2026, 3, 5)
