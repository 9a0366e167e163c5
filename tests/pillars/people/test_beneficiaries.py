"""The pages of the register: who sees whom, numbers unseen, nothing typed is lost."""

import csv
import datetime
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts.models import AccessEvent
from desmigratif.ui.identity_numbers import RECORD_NUMBER
from pillars.models import ActivityType
from pillars.people.services.beneficiaries import merge_beneficiaries, move_beneficiary, undo_merge
from pillars.people.services.transfers import pending_transfers
from pillars.services import send_activity
from pillars.services.attendances import add_people
from tests.sheets import read_rows
from tests.ui.pages import entries_of
from villages.choices import StageKind, TieKind
from villages.models import Beneficiary, Merge, Transfer
from villages.people import nik
from villages.people.services.beneficiaries import restrict_beneficiary
from villages.people.services.stages import record_stage, tie_family

NIK = "3504145703859801"
CARD = "3504141201109123"
LIST = reverse("pillars:beneficiary-list")
CREATE = reverse("pillars:beneficiary-create")
TRANSFERS = reverse("pillars:transfer-list")


def address(name, *args):
    return reverse(f"pillars:{name}", args=args)


@pytest.fixture
def look(client):
    """The page at an address, as a person sees it."""

    def get(url, by, status=200):
        client.force_login(by)
        response = client.get(url)
        assert response.status_code == status
        return response.content.decode()

    return get


@pytest.fixture
def send(client):
    """What comes back when a person posts a form."""

    def post(url, by, **data):
        client.force_login(by)
        return client.post(url, data)

    return post


@pytest.fixture
def sulastri(registered):
    return registered(
        "SULASTRI",
        nik=NIK,
        sex="female",
        household=CARD,
        birth_date=datetime.date(1985, 3, 17),
        phone_raw="0812 3456 7890",
    )


@pytest.fixture
def dewi(registered, sulastri, officer):
    """Her child, eight years old."""
    today = timezone.localdate()
    child = registered(
        "DEWI", household=CARD, sex="female", birth_date=today.replace(year=today.year - 8, day=1)
    )
    tie_family(person=sulastri, relative=child, kind=TieKind.CHILD, by=officer)
    return child


def stage(person, by, kind, date, **details):
    return record_stage(beneficiary=person, by=by, kind=kind, event_on=date, reported_on=date, **details)


def typed(**fields):
    """A form of registration, filled in."""
    return {
        "full_name": "Slamet",
        "sex": "male",
        "is_without_nik": "on",
        "village": "35.04.14.2011",
        "education": "unknown",
        "nik_source": "KTP",
        **fields,
    }


def shown(page):
    return page.count('<th scope="row">')


# Scope and masks


def test_list_holds_the_own_area_only(look, sulastri, stranger, officer, village_officer, registered):
    registered("SUMINAH", "betak")
    assert shown(look(LIST, officer)) == 2
    assert shown(look(LIST, village_officer)) == 1
    assert shown(look(LIST, stranger)) == 0


def test_foreign_values_find_nobody(look, sulastri, stranger):
    for query in ("?village=35.04.14.2011", "?regency=35.04", "?stage=x", "?on=32/13/2025", "?country=XX"):
        assert "SULASTRI" not in look(f"{LIST}{query}", stranger)


def test_no_digit_of_a_nik_or_kk_is_on_a_page(look, sulastri, dewi, officer, reviewer):
    pages = [LIST, sulastri.get_absolute_url()]
    for url in pages:
        for by in (officer, reviewer):
            # The record's own number is drawn by lot, and may have such digits.
            page = RECORD_NUMBER.sub("", look(url, by))
            assert NIK not in page
            assert CARD not in page
            assert NIK[6:12] not in page
            assert NIK[-4:] not in page
            assert CARD[-4:] not in page
            assert "on file" in page
    for name in ("beneficiary-edit", "stage-create", "tie-create"):
        page = look(address(name, sulastri.number), officer)
        assert NIK not in page
        assert CARD not in page


def test_nik_is_shown_once_for_a_reason_that_is_kept(look, send, sulastri, reviewer):
    url = address("beneficiary-reveal", sulastri.number)
    for nothing in ("", "...", "xxx", "123"):
        assert NIK not in send(url, reviewer, **{"reveal-reason": nothing}).content.decode()

    response = send(url, reviewer, **{"reveal-reason": "Pendaftaran BPJS"})

    assert NIK in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    event = AccessEvent.objects.get(kind=AccessEvent.Kind.REVEALED)
    assert (event.about, event.reason, event.user) == (sulastri.number, "Pendaftaran BPJS", reviewer)
    assert NIK not in look(sulastri.get_absolute_url(), reviewer)


def test_find_by_nik_opens_the_own_person_and_tells_nothing_of_others(send, sulastri, officer, stranger):
    found = send(address("beneficiary-find"), officer, nik="3504.1457.0385.9801")
    assert found["Location"] == sulastri.get_absolute_url()
    nobody = send(address("beneficiary-find"), stranger, nik=NIK)
    unknown = send(address("beneficiary-find"), stranger, nik=NIK.replace("9801", "9802"))
    sentence = "Nobody in your area has this NIK"
    assert sentence in nobody.content.decode()
    assert sentence in unknown.content.decode()


def test_a_nik_is_not_searched_in_the_address(look, sulastri, officer):
    page = look(f"{LIST}?q={NIK}", officer)
    assert "Find by NIK" in page
    assert "SULASTRI" not in page
    # The box says why; nothing else says that nobody was found, or repeats the number.
    assert "Nothing was looked for" in page
    assert "Nobody matches" not in page
    assert "Nobody has been registered" not in page
    assert page.count(f'value="{NIK}"') == 1
    assert NIK not in re.sub(r"<[^>]*>", "", page)


def test_opening_is_written_down_and_shown_to_the_office(look, sulastri, officer, reviewer):
    look(sulastri.get_absolute_url(), reviewer)
    assert AccessEvent.objects.get(kind=AccessEvent.Kind.OPENED).about == sulastri.number
    page = look(sulastri.get_absolute_url(), officer)
    assert "Opened a person&#x27;s record" in page
    assert "Rina Wulandari" in page
    assert "Access log" not in look(sulastri.get_absolute_url(), reviewer)


def test_children_are_masked_without_the_permission(look, sulastri, dewi, reviewer, officer):
    for url in (LIST, sulastri.get_absolute_url(), dewi.get_absolute_url(), f"{LIST}?sort=-name"):
        page = look(url, reviewer)
        assert "DEWI" not in page
        assert "Child, 8" in page
    assert shown(look(f"{LIST}?q=dewi", reviewer)) == 0
    assert shown(look(f"{LIST}?q=dewi", officer)) == 1
    assert "DEWI" in look(sulastri.get_absolute_url(), officer)
    assert "SULASTRI" not in look(dewi.get_absolute_url(), reviewer)


def test_a_child_of_unknown_age_is_a_child_where_it_is_tied_as_one(
    look, registered, sulastri, officer, reviewer
):
    child = registered("BUDI KECIL")
    tie_family(person=sulastri, relative=child, kind=TieKind.CHILD, by=officer)
    assert "BUDI KECIL" not in look(LIST, reviewer)
    assert "BUDI KECIL" not in look(sulastri.get_absolute_url(), reviewer)


def test_nik_of_a_child_is_not_revealed_without_the_permission(send, registered, reviewer, officer):
    child = registered("RARA", nik="3504145703159801", birth_date=datetime.date(2015, 3, 17))
    url = address("beneficiary-reveal", child.number)
    assert send(url, reviewer, **{"reveal-reason": "Ingin tahu"}).status_code == 404
    assert send(url, officer, **{"reveal-reason": "Pendaftaran BPJS"}).status_code == 200


def test_restricted_people_open_only_directly(look, send, sulastri, officer, reviewer):
    url = address("beneficiary-restrict", sulastri.number)
    assert send(url, officer, **{"restrict-reason": "Diminta oleh yang bersangkutan"}).status_code == 302
    assert shown(look(LIST, officer)) == shown(look(LIST, reviewer)) == 0
    # The figures count one more than the list names, and the list says why; a searched name is not told so.
    why = "1 more person is counted in the figures but not listed"
    assert why in look(LIST, officer)
    assert why not in look(f"{LIST}?sex=male", officer)
    assert why not in look(f"{LIST}?q=sulastri", officer)
    assert "restricted: hidden" in look(sulastri.get_absolute_url(), officer)
    send(url, officer, **{"restrict-reason": "Dicabut", "unrestrict": "1"})
    assert shown(look(LIST, officer)) == 1


# Filters, export, cost


def test_stage_on_a_date(look, sulastri, officer):
    stage(sulastri, officer, StageKind.PROSPECTIVE, datetime.date(2023, 1, 5))
    stage(sulastri, officer, StageKind.ABROAD, datetime.date(2023, 6, 1), country="HK")
    assert shown(look(f"{LIST}?stage=pmi", officer)) == 1
    assert shown(look(f"{LIST}?stage=pmi&on=31/05/2023", officer)) == 0
    assert shown(look(f"{LIST}?stage=cpmi&on=31/05/2023", officer)) == 1
    assert shown(look(f"{LIST}?stage=none&on=01/01/2023", officer)) == 1
    assert shown(look(f"{LIST}?country=HK", officer)) == 1
    assert shown(look(f"{LIST}?country=TW", officer)) == 0
    assert "Hong Kong" in look(LIST, officer)


def test_other_filters(look, sulastri, dewi, registered, officer):
    registered("MUHAMMAD MA'RUF", "betak", sex="male", birth_year=1960)
    for query, count in {
        "q=maruf": 1,
        "q=Ma’ruf": 1,
        "sex=male": 1,
        "sex=female": 2,
        "age=0-17": 1,
        "age=60-": 1,
        "age=unknown": 0,
        "nik=none": 2,
        "nik=known": 1,
        "village=35.04.14.2016": 1,
        "regency=35.04": 3,
        "province=35": 3,
        "sort=age": 3,
        "sort=-village": 3,
    }.items():
        assert shown(look(f"{LIST}?{query}", officer)) == count, query


def test_reached_by_pillar_and_year(look, saved, sulastri, registered, officer):
    registered("SUMINAH")
    activity = saved(pillar=2)
    add_people(activity=activity, people=[sulastri], by=officer)
    assert shown(look(f"{LIST}?pillar=II", officer)) == 0
    send_activity(activity=activity, by=officer, confirmed=True)
    assert shown(look(f"{LIST}?pillar=II", officer)) == 1
    assert shown(look(f"{LIST}?pillar=II&year=2026", officer)) == 1
    assert shown(look(f"{LIST}?year=2025", officer)) == 0
    assert shown(look(f"{LIST}?pillar=I", officer)) == 0


def test_export_holds_the_rows_of_the_list(client, look, sulastri, dewi, registered, officer):
    registered("=HYPERLINK(1)", "betak")
    hidden = registered("DIBATASI")
    restrict_beneficiary(beneficiary=hidden, is_restricted=True, reason="diminta", by=officer)
    for query in ("", "?q=dewi", "?nik=known", "?village=35.04.14.2016"):
        page = look(f"{LIST}{query}", officer)
        data = b"".join(client.get(f"{address('beneficiary-export', 'csv')}{query}").streaming_content)
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert len(rows) == shown(page)
        assert all(row["Person number"] in page for row in rows)
        assert NIK not in data.decode()
        book = b"".join(client.get(f"{address('beneficiary-export', 'xlsx')}{query}").streaming_content)
        assert len(read_rows(io.BytesIO(book))) == len(rows) + 1
    assert rows[0]["Full name"] == "'=HYPERLINK(1)"
    events = AccessEvent.objects.filter(kind=AccessEvent.Kind.EXPORT)
    assert events.count() == 8
    assert events.order_by("pk").first().rows == 3


def test_costs_the_same_for_3_and_30_people(client, registered, sulastri, officer, reviewer):
    def cost(url, by):
        client.force_login(by)
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(url)
        return len(queries)

    def fill(count):
        for number in range(count):
            person = registered(f"WARGA {chr(65 + number)}", household=CARD, birth_year=1980 + number)
            tie_family(person=sulastri, relative=person, kind=TieKind.CARER, by=officer)

    fill(2)
    pages = [(url, by) for url in (LIST, sulastri.get_absolute_url()) for by in (officer, reviewer)]
    before = [cost(url, by) for url, by in pages]
    fill(25)
    after = [cost(url, by) for url, by in pages]
    # One query less where the adults fill the page and no child is looked for.
    assert all(now <= then for now, then in zip(after, before, strict=True)), (before, after)


# Entering


def test_registers_somebody(send, officer):
    response = send(
        CREATE, officer, **typed(is_without_nik="", nik="'3504 1457 0385 9801", birth_date="17/3/1985")
    )
    person = Beneficiary.objects.get()
    assert response["Location"] == person.get_absolute_url()
    assert nik.decrypt(person.nik_sealed) == NIK
    assert person.birth_date == datetime.date(1985, 3, 17)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"full_name": "12"}, "has no letters"),
        ({"is_without_nik": ""}, "Type the NIK, or tick"),
        ({"nik": NIK}, "remove this tick"),
        ({"nik": "35041457", "is_without_nik": ""}, "has 8 digits"),
        ({"nik": "3.50414E+15", "is_without_nik": ""}, "shortened by a spreadsheet"),
        ({"household": "123"}, "is not a KK number"),
        ({"birth_year": "85"}, "is not a year from 1900"),
        ({"birth_date": "17/03/1985", "birth_year": "1986"}, "Correct one of the two"),
        ({"birth_date": "17/03/2099"}, "Birth date: 17/03/2099 is in the future"),
        ({"village": "52.03.01.2001"}, "Village"),
        ({"sex": ""}, "Choose sex."),
    ],
)
def test_faults_are_named_and_nothing_typed_is_lost(send, officer, fields, sentence):
    page = send(CREATE, officer, **typed(address="Jalan Melati 7", **fields)).content.decode()
    assert sentence in page
    assert "Jalan Melati 7" in page
    assert not Beneficiary.objects.exists()


def test_near_duplicate_is_asked_about_first(send, sulastri, officer):
    said = typed(full_name="Sulastri", birth_date="17/03/1985", sex="female")
    page = send(CREATE, officer, **said).content.decode()
    assert "Is it one of these people?" in page
    assert sulastri.get_absolute_url() in page
    assert Beneficiary.objects.count() == 1
    send(CREATE, officer, **said, is_another="on")
    assert Beneficiary.objects.count() == 2


def test_similar_people_are_told_apart_once_and_for_all(send, look, sulastri, officer):
    send(CREATE, officer, **typed(full_name="Sulastri", birth_date="17/03/1985"), is_another="on")
    new = Beneficiary.objects.get(full_name="Sulastri")
    for person in (sulastri, new):
        page = look(person.get_absolute_url(), officer)
        assert "Perhaps registered twice" not in page
        assert "is a different person, according to Siti Aminah" in page
    send(address("merge-reconsider", new.number, sulastri.number), officer)
    page = look(sulastri.get_absolute_url(), officer)
    assert "Perhaps registered twice" in page
    assert "is another person" not in page
    send(address("merge-dismiss", sulastri.number, new.number), officer)
    page = look(new.get_absolute_url(), officer)
    assert "Perhaps registered twice" not in page
    assert "Recorded as a different person from a similar one" in page


def version_in(page):
    """The mark of what a form was opened with."""
    return re.search(r'name="version" value="([^"]+)"', page)[1]


def test_family_is_entered_shown_found_and_traced(send, look, client, officer):
    send(CREATE, officer, **typed(is_family="on"))
    person = Beneficiary.objects.get()
    assert person.is_family
    word = "Family of a migrant worker"
    for page in (look(person.get_absolute_url(), officer), look(f"{LIST}?stage=family", officer)):
        assert page.count(word) > page.count(f'value="family">{word}') + page.count(f">{word}</option>")
    assert shown(look(f"{LIST}?stage=family", officer)) == shown(look(f"{LIST}?stage=none", officer)) == 1
    assert shown(look(f"{LIST}?stage=family,pmi", officer)) == 1
    assert shown(look(f"{LIST}?stage=pmi", officer)) == 0
    form = look(address("beneficiary-edit", person.number), officer)
    said = {"full_name": "Slamet", "sex": "male", "education": "unknown", "version": version_in(form)}
    assert re.search(r'name="is_family"[^>]* checked', form)
    send(address("beneficiary-edit", person.number), officer, **said)
    person.refresh_from_db()
    assert not person.is_family
    assert "family of a migrant worker: yes" in " ".join(look(person.get_absolute_url(), officer).split())


def test_known_nik_leads_to_the_record(send, sulastri, officer):
    page = send(CREATE, officer, **typed(full_name="Orang Lain", is_without_nik="", nik=NIK)).content.decode()
    assert "registered already" in page
    assert f'href="{sulastri.get_absolute_url()}"' in page


def test_edit_keeps_the_nik_that_is_not_typed_anew(send, look, sulastri, officer):
    url = address("beneficiary-edit", sulastri.number)
    page = look(url, officer)
    assert "17/03/1985" in page
    send(
        url,
        officer,
        full_name="Hj. Sulastri",
        sex="female",
        education="sd",
        version=version_in(page),
        birth_date="17/03/1985",
    )
    sulastri.refresh_from_db()
    assert sulastri.full_name == "Hj. Sulastri"
    assert nik.decrypt(sulastri.nik_sealed) == NIK
    assert sulastri.household is not None


def test_two_people_change_one_record(send, look, sulastri, officer, colleague):
    url = address("beneficiary-edit", sulastri.number)
    said = {"sex": "female", "education": "unknown", "version": version_in(look(url, officer))}
    said["birth_date"] = "17/03/1985"
    send(url, colleague, full_name="Sulastri Rahayu", **said)

    page = send(url, officer, full_name="Sulastri Utami", **said)

    text = page.content.decode()
    assert "Changed by two people" in text
    assert "Sulastri Rahayu" in text
    assert "Birth date" not in text
    entries = entries_of(page)
    assert entries["full_name"] == "Sulastri Utami"
    send(url, officer, **entries, **{"keep-full_name": "own"})
    sulastri.refresh_from_db()
    assert sulastri.full_name == "Sulastri Utami"


def test_doubts_warn_without_telling_the_nik(look, registered, officer):
    person = registered("JOKO", nik=NIK, sex="male", birth_date=datetime.date(1990, 1, 1))
    page = look(person.get_absolute_url(), officer)
    assert "Compare with the KTP" in page
    assert "does not fit the sex" in page
    assert "17/03/85" not in page


def test_a_label_says_optional_only_where_empty_is_taken(look, sulastri, officer):
    """A NIK may be missing, and then the form wants to be told so."""
    labels = {}
    for name, url in (
        ("new", CREATE),
        ("edit", address("beneficiary-edit", sulastri.number)),
        ("transfer", address("transfer-create")),
    ):
        [label] = re.findall(r'<label for="id_nik".*?</label>', look(url, officer), re.S)
        labels[name] = "(optional)" in label
    assert labels == {"new": False, "edit": True, "transfer": False}


# Stages, family, merging, moving, transfers


def test_stage_is_recorded_corrected_and_removed(send, look, sulastri, officer):
    said = {
        "kind": "pmi",
        "event_on": "12/03/2023",
        "country": "HK",
        "placement": "p3mi",
        "route": "procedural",
    }
    assert send(address("stage-create", sulastri.number), officer, **said).status_code == 302
    first = sulastri.stages.get()
    said |= {"event_on": "14/03/2023", "is_insured": "yes"}
    assert send(address("stage-edit", sulastri.number, first.pk), officer, **said).status_code == 302
    page = look(sulastri.get_absolute_url(), officer)
    assert "corrected on" in page
    assert "Hong Kong" in page
    assert "BPJS: insured" in page
    stale = send(address("stage-edit", sulastri.number, first.pk), officer, **said)
    assert "This stage was corrected already." in stale.content.decode()
    assert 'value="14/03/2023"' in stale.content.decode()
    look(address("stage-edit", sulastri.number, first.pk), officer, status=404)
    second = sulastri.stages.get(replaced_at=None)
    url = address("stage-remove", sulastri.number, second.pk)
    assert send(url, officer, **{"remove-reason": ""}).status_code == 200
    send(url, officer, **{"remove-reason": "Salah orang"})
    assert not sulastri.stages.filter(replaced_at=None).exists()


def test_refused_stage_keeps_what_was_typed(send, sulastri, officer):
    url = address("stage-create", sulastri.number)
    said = {"kind": "pmi", "event_on": "12/03/2099", "placement": "unknown", "route": "unknown"}
    page = send(url, officer, **said, sector="Perawat").content.decode()
    assert "is in the future" in page
    assert 'value="Perawat"' in page


def test_family_tie_is_found_by_name_added_and_removed(send, look, sulastri, registered, officer):
    husband = registered("SLAMET RIYADI", "betak")
    url = address("tie-create", sulastri.number)
    assert str(husband.number) in look(f"{url}?q=slamet", officer)
    assert send(f"{url}?q=slamet", officer, relative="", kind="spouse").status_code == 200
    send(url, officer, relative=husband.number, kind="spouse")
    assert husband.ties.get().kind == TieKind.SPOUSE
    send(address("tie-remove", sulastri.number, sulastri.ties.get().pk), officer)
    assert not husband.ties.exists()


def test_relative_of_another_area_is_not_named(look, sulastri, registered, stranger, officer, admin):
    far = registered("ORANG JAUH", "far", by=stranger)
    tie_family(person=sulastri, relative=far, kind=TieKind.SPOUSE, by=admin)
    assert "ORANG JAUH" not in look(sulastri.get_absolute_url(), officer)
    assert "ORANG JAUH" in look(sulastri.get_absolute_url(), admin)


def test_attended_activities_are_linked_where_they_are_seen(look, sent, saved, sulastri, officer, reviewer):
    draft = saved(title="Masih draf")
    add_people(activity=draft, people=[sulastri], by=officer)
    page = look(sulastri.get_absolute_url(), officer)
    assert "Masih draf" in page
    assert draft.get_absolute_url() in page
    assert "Masih draf" not in look(sulastri.get_absolute_url(), reviewer)


def test_merging_says_what_goes_over_and_is_undone(send, look, sulastri, registered, officer):
    twin = registered("Sulastri", birth_year=1985)
    stage(twin, officer, StageKind.ABROAD, datetime.date(2023, 6, 1))
    url = address("merge-create", sulastri.number, twin.number)
    assert url in look(sulastri.get_absolute_url(), officer)
    assert "What moves to" in look(url, officer)
    send(url, officer)
    assert sulastri.stages.count() == 1
    merged = send(twin.get_absolute_url(), officer)
    assert merged.status_code == 302
    assert merged["Location"] == sulastri.get_absolute_url()
    assert "Undo the merging" in look(sulastri.get_absolute_url(), officer)
    send(address("merge-undo", Merge.objects.get().pk), officer)
    assert twin.stages.count() == 1


def test_time_line_holds_stages_homes_ties_and_activities(
    look, saved, sulastri, dewi, registered, stranger, officer, reviewer, admin, places
):
    stage(sulastri, officer, StageKind.ABROAD, datetime.date(2023, 6, 1), country="HK")
    move_beneficiary(
        beneficiary=sulastri, village=places["betak"], moved_on=datetime.date(2025, 2, 1), by=officer
    )
    far = registered("ORANG JAUH", "far", by=stranger)
    tie_family(person=sulastri, relative=far, kind=TieKind.SPOUSE, by=admin)
    activity = saved(villages={"betak": ()}, title="Pelatihan keripik")
    add_people(activity=activity, people=[sulastri], by=officer)

    def lines(by):
        return look(sulastri.get_absolute_url(), by).split('id="time-line"')[1].split("</ol>")[0]

    own = lines(officer)
    titles = re.findall(r"<b>(?:<a[^>]*>)?(.*?)(?:</a>)?</b>", own)
    assert titles[2:] == ["Pelatihan keripik", "Moved to Betak, Kec. Kalidawir", "Migrant worker abroad"]
    assert set(titles[:2]) == {"Family tie: DEWI", "Family tie: Spouse"}
    assert "Family tie: Child, 8" in lines(reviewer)
    assert "DEWI" not in lines(reviewer)
    assert "Family tie: ORANG JAUH" in lines(admin)


def test_time_line_tells_aid_from_other_activities(look, saved, sulastri, officer):
    activity = saved(villages={"tunggangri": ()}, title="Mesin jahit")
    add_people(activity=activity, people=[sulastri], by=officer)
    assert "Aid received" not in look(sulastri.get_absolute_url(), officer)

    ActivityType.objects.filter(pk=activity.type_id).update(is_aid=True)
    assert "Aid received: Mesin jahit" in look(sulastri.get_absolute_url(), officer)


def test_what_was_done_with_a_merged_record_stays_in_the_trail(
    look, sulastri, registered, officer, colleague
):
    twin = registered("Sulastri", by=colleague)
    look(twin.get_absolute_url(), colleague)
    merge = merge_beneficiaries(kept=sulastri, dropped=twin, by=officer)
    trail = look(sulastri.get_absolute_url(), officer).split('id="trail"')[1]
    assert trail.count("<b>Registered</b>") == 2
    assert "Joko Susilo" in trail
    undo_merge(merge=merge, by=officer)
    trail = look(sulastri.get_absolute_url(), officer).split('id="trail"')[1]
    assert "Joko Susilo" not in trail


def test_a_restricted_person_is_not_named_as_a_near_one(send, look, registered, sulastri, officer):
    hidden = registered("SULASTRI", birth_date=datetime.date(1985, 3, 17))
    restrict_beneficiary(beneficiary=hidden, is_restricted=True, reason="diminta", by=officer)
    page = look(sulastri.get_absolute_url(), officer)
    assert "somebody whose record is restricted" in page
    said = typed(full_name="Sulastri", birth_date="17/03/1985")
    near = send(CREATE, officer, **said).content.decode().split('id="near"')[1].split("</ul>")[0]
    assert near.count("SULASTRI") == 1
    assert hidden.get_absolute_url() in near


def test_move_within_the_own_area(send, sulastri, officer, places):
    url = address("beneficiary-move", sulastri.number)
    refused = send(url, officer, **{"move-village": "52.03.01.2001", "move-moved_on": "01/02/2025"})
    assert refused.status_code == 200
    send(url, officer, **{"move-village": "35.04.14.2016", "move-moved_on": "01/02/2025"})
    sulastri.refresh_from_db()
    assert sulastri.village == places["betak"]


def test_who_looks_after_one_village_alone_is_told_how_people_move(look, sulastri, officer, village_officer):
    pages = [look(sulastri.get_absolute_url(), reader) for reader in (officer, village_officer)]
    assert ['name="move-village"' in page for page in pages] == [True, False]
    assert ["You look after this village alone" in page for page in pages] == [False, True]


def test_forms_answer_alike_until_the_question_has_a_reason(send, sulastri, stranger, reviewer):
    """No form tells whether a NIK is registered elsewhere before it knows why somebody asks."""
    unknown = NIK.replace("9801", "9802")
    said = typed(is_without_nik="", village="52.03.01.2001", nik_source="")
    asked = {"ask": "1", "village": "52.03.01.2001", "reason": " "}
    tries = [
        (CREATE, stranger, said, "Choose what the NIK was read from."),
        (address("transfer-create"), stranger, asked, "Reason"),
        (address("beneficiary-find"), reviewer, {}, "Reason"),
    ]
    for url, by, data, sentence in tries:
        pages = [send(url, by, **data, nik=digits).content.decode() for digits in (NIK, unknown)]
        assert sentence in pages[0]
        plain = [
            re.sub(r'(csrfmiddlewaretoken|token|who)" value="[^"]+"|nonce="[^"]+"', "", page)
            for page in pages
        ]
        assert plain[0].replace(NIK, "N") == plain[1].replace(unknown, "N")
    assert not AccessEvent.objects.filter(kind=AccessEvent.Kind.ASKED).exists()

    send(CREATE, stranger, **{**said, "nik_source": "KTP"}, nik=NIK)
    assert AccessEvent.objects.get(kind=AccessEvent.Kind.ASKED).hits == 1


def test_transfer_tells_nothing_until_it_is_agreed(send, look, sulastri, stranger, officer, places):
    said = typed(full_name="Lastri", is_without_nik="", nik=NIK, village="52.03.01.2001")
    page = send(CREATE, stranger, **said).content.decode()
    assert "Ask for a transfer" in page
    assert "SULASTRI" not in page
    assert "Tunggangri" not in page
    page = send(address("transfer-create"), stranger, **said).content.decode()
    assert f'value="{NIK}"' in page
    send(
        address("transfer-create"),
        stranger,
        ask="1",
        nik=NIK,
        village="52.03.01.2001",
        reason="Pindah ke sini",
    )
    transfer = Transfer.objects.get()
    assert list(pending_transfers(officer)) == [transfer]
    assert not pending_transfers(stranger)
    page = look(TRANSFERS, stranger)
    assert "SULASTRI" not in page
    assert "Pindah ke sini" in page
    assert "SULASTRI" in look(TRANSFERS, officer)

    url = address("transfer-decide", transfer.pk)
    assert "Lives there since" in send(url, officer, agree="1").content.decode()
    send(url, officer, agree="1", **{f"t{transfer.pk}-moved_on": "01/02/2025"})

    sulastri.refresh_from_db()
    assert sulastri.village == places["far"]
    assert "SULASTRI" in look(sulastri.get_absolute_url(), stranger)
    look(sulastri.get_absolute_url(), officer, status=404)


def test_transfer_is_refused_without_a_date(send, sulastri, stranger, officer, places):
    send(address("transfer-create"), stranger, ask="1", nik=NIK, village="52.03.01.2001", reason="Pindah")
    transfer = Transfer.objects.get()
    send(address("transfer-decide", transfer.pk), officer, refuse="1")
    transfer.refresh_from_db()
    assert transfer.state == Transfer.State.REFUSED


def test_transfer_of_somebody_who_lives_there_by_now_is_answered_in_words(
    send, look, sulastri, stranger, officer, admin, places
):
    ask = {"ask": "1", "nik": NIK, "village": "52.03.01.2001", "reason": "Pindah"}
    send(address("transfer-create"), stranger, **ask)
    transfer = Transfer.objects.get()
    move_beneficiary(
        beneficiary=sulastri, village=places["far"], moved_on=datetime.date(2025, 1, 1), by=admin
    )
    url = address("transfer-decide", transfer.pk)
    moved_on = {f"t{transfer.pk}-moved_on": "01/02/2025"}
    page = send(url, admin, agree="1", **moved_on).content.decode()
    assert "now lives in that village" in page
    transfer.refresh_from_db()
    assert transfer.state == Transfer.State.ASKED
    # The office that had the person has nothing to answer any more.
    assert send(url, officer, agree="1", **moved_on).status_code == 404
    assert send(url, admin, refuse="1").status_code == 302
    assert "decided already" in send(url, admin, agree="1", **moved_on).content.decode()
    move_beneficiary(
        beneficiary=sulastri, village=places["betak"], moved_on=datetime.date(2025, 3, 1), by=admin
    )
    send(address("transfer-create"), stranger, **ask)
    url = address("transfer-decide", Transfer.objects.get(state="asked").pk)
    name = f"t{Transfer.objects.get(state='asked').pk}-moved_on"
    assert (
        "A later move on 01/03/2025" in send(url, officer, agree="1", **{name: "01/02/2025"}).content.decode()
    )


# What can hardly be is asked about


def test_a_stage_that_can_hardly_be_is_asked_about(send, registered, officer):
    young = registered("RARA", birth_date=datetime.date(2008, 1, 6))
    url = address("stage-create", young.number)
    said = {"kind": "pmi", "event_on": "05/01/2026", "placement": "unknown", "route": "unknown"}
    page = send(url, officer, **said).content.decode()
    assert "17 years old when leaving on 05/01/2026" in page
    assert "It is right as written" in page
    assert not young.stages.exists()
    assert send(url, officer, **said, is_right="on").status_code == 302
    assert young.stages.get().kind == "pmi"
    # What was said to be right is not asked again with the next stage; a new doubt is.
    said |= {"kind": "purna", "event_on": "05/03/2026"}
    assert send(url, officer, **said).status_code == 302
    assert "before the departure" in send(url, officer, **said | {"event_on": "05/01/2025"}).content.decode()


def test_a_birth_that_changes_asks_about_stages_and_relatives(send, look, registered, officer):
    mother = registered("SUNARTI", birth_date=datetime.date(1986, 3, 4))
    child = registered("RAFI", birth_date=datetime.date(2014, 5, 12))
    url = address("tie-create", mother.number)
    assert send(f"{url}?q=rafi", officer, relative=child.number, kind="child").status_code == 302
    stage(mother, officer, "pmi", datetime.date(2010, 5, 1))
    edit = address("beneficiary-edit", mother.number)
    said = {"full_name": "SUNARTI", "sex": "female", "education": "unknown"}
    said["version"] = version_in(look(edit, officer))
    page = send(edit, officer, **said, birth_date="12/05/2014").content.decode()
    assert "Born 12/05/2014, after" in page
    assert "is not younger than the parent" in page
    mother.refresh_from_db()
    assert mother.birth_date.year == 1986
    assert send(edit, officer, **said, birth_date="12/05/2014", is_right="on").status_code == 302
    mother.refresh_from_db()
    assert mother.birth_date.year == 2014


def test_a_child_older_than_its_parent_is_asked_about(send, registered, officer):
    mother = registered("SUNARSIH", birth_date=datetime.date(2014, 5, 12))
    child = registered("BAGUS", birth_date=datetime.date(1986, 3, 4))
    url = f"{address('tie-create', mother.number)}?q=bagus"
    page = send(url, officer, relative=child.number, kind="child").content.decode()
    assert "is not younger than the parent" in page
    assert "of SUNARSIH" in page
    assert not mother.ties.exists()
    assert send(url, officer, relative=child.number, kind="child", is_right="on").status_code == 302
    assert send(CREATE, officer, **typed(birth_year="1900")).status_code == 200


def test_two_stages_of_one_day_are_asked_about(send, registered, officer):
    """Case O33: the afternoon's stage corrects the morning's, or began on another day."""
    person = registered("YULI ASTUTIK", birth_year=1990)
    first = stage(person, officer, "cpmi", datetime.date(2026, 3, 1))
    url = address("stage-create", person.number)
    said = {"kind": "pmi", "event_on": "01/03/2026", "placement": "unknown", "route": "unknown"}
    page = send(url, officer, **said).content.decode()
    assert "Tick that this corrects it" in page
    assert "It corrects the stage recorded on that day" in page
    assert send(url, officer, **said, mends="on").status_code == 302
    first.refresh_from_db()
    assert first.replaced_at
    assert person.stages.get(replaced_at=None).kind == "pmi"
    assert send(url, officer, **said | {"kind": "purna", "event_on": "02/03/2026"}).status_code == 302
    assert person.stages.filter(replaced_at=None).count() == 2


def test_enter_in_a_request_for_transfer_decides_nothing(send, sulastri, stranger, officer):
    ask = {"ask": "1", "nik": NIK, "village": "52.03.01.2001", "reason": "Pindah"}
    send(address("transfer-create"), stranger, **ask)
    transfer = Transfer.objects.get()
    page = send(
        address("transfer-decide", transfer.pk), officer, **{f"t{transfer.pk}-moved_on": "01/02/2025"}
    )
    assert "Nothing is decided yet" in page.content.decode()
    assert 'value="01/02/2025"' in page.content.decode()
    transfer.refresh_from_db()
    assert transfer.state == Transfer.State.ASKED


def test_a_request_that_is_none_leads_on(send, sulastri, officer):
    """Who says "open the record" or "register the person" says where."""
    ask = {"ask": "1", "village": "35.04.14.2011", "reason": "Pindah ke sini sejak Maret"}
    page = send(address("transfer-create"), officer, nik=NIK, **ask).content.decode()
    assert "lives in your area" in page
    assert f'href="{sulastri.get_absolute_url()}"' in page
    page = send(address("transfer-create"), officer, nik=NIK.replace("9801", "9802"), **ask).content.decode()
    assert "Nobody has this NIK" in page
    assert f'href="{address("beneficiary-create")}"' in page
