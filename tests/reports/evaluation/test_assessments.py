"""Assessments: figures stay frozen, corrections show as a difference, what is signed nobody changes."""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from desmigratif.ui.formatting import NOTHING
from desmigratif.ui.refusals import Refused
from pillars.choices import Progress
from pillars.models import PillarLead, ReportingPeriod
from pillars.services import reopen_activity
from reports.evaluation.services.assessments import (
    discard_assessment,
    draft_assessment,
    refresh_figures,
    sign_assessment,
    write_assessment,
)
from reports.figures.assessments import compare, figure_text, figures_of
from reports.models import Assessment, AssessmentFigure, AssessmentGrade
from tests import factories
from tests.reports import made

LIST = "/evaluasi/penilaian/"


@pytest.fixture
def period(db):
    return ReportingPeriod.objects.create(
        year=2025,
        quarter=3,
        starts_on=datetime.date(2025, 7, 1),
        ends_on=datetime.date(2025, 9, 30),
        due_on=datetime.date(2025, 10, 10),
    )


@pytest.fixture
def grade(db):
    return AssessmentGrade.objects.create(
        value=3, name="Baik", name_en="Good", meaning="Sebagian besar sesuai jalur.", meaning_en="Mostly."
    )


@pytest.fixture
def regency(places):
    for name in ("tunggangri", "betak", "pagersari"):
        factories.MembershipFactory(village=places[name])
    return places["betak"].regency


@pytest.fixture
def work(officer, pillars, places, regency):
    """Pillar I in 2025: 2 of 3 completed by September, Rp 160 of 700 planned; pillar II has one more."""
    tunggangri, betak = places["tunggangri"], places["betak"]
    made.activity(officer, pillars[1], [tunggangri, betak], start="2025-07-02", lines=[(100, 60)])
    made.activity(officer, pillars[1], [betak], start="2025-08-04", lines=[(500, 100)])
    made.activity(officer, pillars[1], [betak], start="2025-11-04", status=Progress.PLANNED)
    made.activity(officer, pillars[2], [betak], start="2025-08-20", lines=[(900, 900)])


@pytest.fixture
def draft(work, pillars, regency, period, reviewer):
    return draft_assessment(pillar=pillars[1], regency=regency, period=period, by=reviewer)


@pytest.fixture
def signed(draft, grade, reviewer):
    write_assessment(assessment=draft, grade=grade, narrative="Pilar berjalan.", by=reviewer)
    return sign_assessment(assessment=draft, by=reviewer)


def values(figures):
    return {figure.key: figure.value for figure in figures}


def test_frozen_figures_are_those_of_pillar_regency_and_budget_year_to_the_quarter(draft):
    frozen = values(draft.figures.all())
    assert frozen["done"] == 2
    assert frozen["planned"] == 3
    assert frozen["completion"] == Decimal("0.666667")
    assert (frozen["plan"], frozen["actual"]) == (700, 160)
    assert frozen["absorption"] == Decimal("0.228571")
    # 5 men and 7 women in each village: two villages in July, one in August.
    assert frozen["attendances"] == 36
    assert frozen["people"] == 0
    # Betak and Tunggangri have activities in the quarter, Pagersari has none.
    assert (frozen["reported"], frozen["members"]) == (2, 3)


def test_words_are_frozen_too_and_say_their_source(work, draft, pillars, regency, period):
    figures = {figure.key: figure for figure in draft.figures.all()}
    assert figures["standing"].text_en == "Needs attention"
    assert figures["standing"].value is None
    assert figures["lead"].text == ""
    assert all(figure.source_en and figure.data_as_of for figure in figures.values())
    ministry = factories.OrganisationFactory(name="Kementerian Uji")
    PillarLead.objects.create(pillar=pillars[1], organisation=ministry, decree="uji")

    lead = figures_of(pillars[1], regency, period)[0]

    assert (lead.key, lead.text) == ("lead", "Kementerian Uji")


def test_indicators_are_frozen_with_unit_and_definition(
    client, defined, reported, pillars, regency, period, reviewer
):
    visits, other = defined("I-1"), defined("II-1", pillar=2)
    reported(visits, "tunggangri", 2025, 3, 7)
    reported(other, "tunggangri", 2025, 3, 50)
    draft = draft_assessment(pillar=pillars[1], regency=regency, period=period, by=reviewer)
    reported(visits, "betak", 2025, 2, 5)
    reported(visits, "betak", 2025, 4, 100)

    pairs = client_pairs(client, reviewer, draft)

    assert (pairs["actual:I-1"].before_text, pairs["actual:I-1"].after_text) == ("7", "12")
    assert pairs["actual:I-1"].difference_text == "+5"
    assert (pairs["actual:I-1"].label, pairs["actual:I-1"].unit) == ("Indicator I-1", "people")
    # No target, no percentage.
    assert pairs["achievement:I-1"].before_text == NOTHING
    assert "actual:II-1" not in pairs


def test_nothing_recorded_is_no_data_and_not_zero_percent(pillars, regency, period, reviewer):
    draft = draft_assessment(pillar=pillars[3], regency=regency, period=period, by=reviewer)
    figures = {figure.key: figure for figure in draft.figures.all()}
    assert (figures["done"].value, figures["planned"].value) == (0, 0)
    assert figures["completion"].value is None
    assert figures["absorption"].value is None
    assert figure_text(figures["completion"]) == NOTHING


def test_later_work_leaves_the_frozen_figures_and_shows_as_difference(
    client, signed, officer, reviewer, pillars, places
):
    before = values(signed.figures.all())
    made.activity(officer, pillars[1], [places["pagersari"]], start="2025-09-01", lines=[(300, 40)])

    pairs = client_pairs(client, reviewer, signed)

    assert values(signed.figures.all()) == before
    assert (pairs["done"].before.value, pairs["done"].after.value) == (2, 3)
    assert pairs["done"].difference_text == "+1"
    assert pairs["completion"].difference_text == "+8.3 points"
    assert pairs["actual"].difference_text == "+Rp\u00a040"
    assert pairs["reported"].difference_text == "+1"
    assert pairs["standing"].difference_text == "different"
    assert pairs["people"].difference_text == "none"


def test_work_taken_back_shows_as_less(client, reviewer, officer, grade, pillars, places, regency, period):
    activity = made.activity(
        officer, pillars[1], [places["betak"]], start="2025-08-04", lines=[(500, 100)], verifier=reviewer
    )
    draft = draft_assessment(pillar=pillars[1], regency=regency, period=period, by=reviewer)
    reopen_activity(activity=activity, by=reviewer, reason="salah")

    pairs = client_pairs(client, reviewer, draft)

    assert pairs["done"].difference_text == "−1"
    assert pairs["actual"].difference_text == "−Rp\u00a0100"
    assert pairs["completion"].after_text == NOTHING
    assert pairs["completion"].difference_text == "different"


def client_pairs(client, user, assessment):
    client.force_login(user)
    response = client.get(assessment.get_absolute_url())
    return {pair.named.key: pair for pair in response.context["pairs"]}


def test_a_figure_that_only_one_side_has_stays_in_the_table(draft):
    figures = list(draft.figures.all())
    pairs = compare(figures[:2], figures[1:])
    assert [pair.before is None for pair in pairs[:3]] == [False, False, True]
    assert pairs[0].after_text == NOTHING
    assert len(pairs) == len(figures)


def test_an_indicator_that_came_later_without_data_is_no_difference(
    client, draft, defined, reported, reviewer
):
    later = defined("I-9")
    pair = client_pairs(client, reviewer, draft)["actual:I-9"]
    assert (pair.before, pair.is_different) == (None, False)
    reported(later, "tunggangri", 2025, 3, 7)
    pair = client_pairs(client, reviewer, draft)["actual:I-9"]
    assert (pair.before_text, pair.after_text, pair.difference_text) == (NOTHING, "7", "different")


def test_figures_of_a_draft_can_be_taken_anew(draft, officer, reviewer, pillars, places):
    made.activity(officer, pillars[1], [places["pagersari"]], start="2025-09-01")
    refresh_figures(assessment=draft, by=reviewer)
    assert values(draft.figures.all())["done"] == 3


def test_signing_needs_score_and_text(draft, grade, reviewer):
    with pytest.raises(Refused, match="score") as refused:
        sign_assessment(assessment=draft, by=reviewer)
    assert refused.value.field == "grade"
    write_assessment(assessment=draft, grade=grade, narrative="  ", by=reviewer)
    with pytest.raises(Refused, match="Write the assessment") as refused:
        sign_assessment(assessment=draft, by=reviewer)
    assert refused.value.field == "narrative"


def test_a_running_quarter_is_not_signed(pillars, regency, reviewer, grade, it_is):
    today = timezone.localdate()
    running = ReportingPeriod.objects.create(
        year=2090,
        quarter=1,
        starts_on=today - datetime.timedelta(days=10),
        ends_on=today + datetime.timedelta(days=80),
        due_on=today + datetime.timedelta(days=90),
    )
    draft = draft_assessment(pillar=pillars[1], regency=regency, period=running, by=reviewer)
    write_assessment(assessment=draft, grade=grade, narrative="Sementara.", by=reviewer)
    with pytest.raises(Refused, match="lasts until"):
        sign_assessment(assessment=draft, by=reviewer)

    it_is(today + datetime.timedelta(days=81))
    with pytest.raises(Refused, match="before the quarter ended"):
        sign_assessment(assessment=draft, by=reviewer)


def test_a_quarter_to_come_is_not_assessed(pillars, regency, reviewer):
    to_come = ReportingPeriod.objects.create(
        year=2091,
        quarter=1,
        starts_on=datetime.date(2091, 1, 1),
        ends_on=datetime.date(2091, 3, 31),
        due_on=datetime.date(2091, 4, 10),
    )
    with pytest.raises(Refused, match="has not begun yet"):
        draft_assessment(pillar=pillars[1], regency=regency, period=to_come, by=reviewer)


def test_one_per_pillar_regency_and_quarter(draft, pillars, regency, period, reviewer):
    with pytest.raises(Refused, match="assessed for Quarter III 2025 already") as refused:
        draft_assessment(pillar=pillars[1], regency=regency, period=period, by=reviewer)
    assert refused.value.see == draft


@pytest.mark.parametrize("person", ["officer", "admin", "pillar_lead", "province_reader"])
def test_only_reviewers_assess(person, request, draft, grade, pillars, regency, period):
    user = request.getfixturevalue(person)
    with pytest.raises(Refused, match="Only a reviewer assesses"):
        draft_assessment(pillar=pillars[2], regency=regency, period=period, by=user)
    with pytest.raises(Refused, match="Only a reviewer assesses"):
        write_assessment(assessment=draft, grade=grade, narrative="x", by=user)
    with pytest.raises(Refused, match="Only a reviewer assesses"):
        sign_assessment(assessment=draft, by=user)


def test_what_is_signed_no_service_changes(signed, grade, reviewer):
    for change in (
        lambda: write_assessment(assessment=signed, grade=grade, narrative="lain", by=reviewer),
        lambda: refresh_figures(assessment=signed, by=reviewer),
        lambda: sign_assessment(assessment=signed, by=reviewer),
        lambda: discard_assessment(assessment=signed, by=reviewer),
    ):
        with pytest.raises(Refused, match="It stays as it is"):
            change()
    assert Assessment.objects.get().narrative == "Pilar berjalan."


def test_what_is_signed_the_database_does_not_change(signed):
    figure = signed.figures.first()
    rows = AssessmentFigure.objects.filter(pk=figure.pk)
    changes = [
        lambda: Assessment.objects.filter(pk=signed.pk).update(narrative="lain"),
        lambda: Assessment.objects.filter(pk=signed.pk).update(signed_on=None, signed_by=None),
        lambda: rows.update(value=99),
        lambda: AssessmentFigure.objects.create(
            assessment=signed,
            position=99,
            key="baru",
            kind="number",
            label="x",
            label_en="x",
            source="x",
            source_en="x",
            data_as_of=timezone.now(),
        ),
    ]
    if connection.vendor == "postgresql":
        changes += [
            lambda: rows.delete(),
            lambda: Assessment.objects.filter(pk=signed.pk)._raw_delete(using="default"),
        ]
    for change in changes:
        with pytest.raises(IntegrityError, match="assessment_signed_stays"), transaction.atomic():
            change()
    with pytest.raises(ProtectedError):
        signed.delete()


def test_a_figure_does_not_move_into_a_signed_assessment(signed, pillars, regency, period, reviewer):
    other = draft_assessment(pillar=pillars[2], regency=regency, period=period, by=reviewer)
    with pytest.raises(IntegrityError, match="assessment_signed_stays"), transaction.atomic():
        other.figures.filter(key="done").update(assessment=signed, key="lain")


def test_a_draft_may_go(draft, reviewer):
    discard_assessment(assessment=draft, by=reviewer)
    assert not Assessment.objects.exists()
    assert not AssessmentFigure.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"signed_on": datetime.date(2026, 1, 1)},
        {"signed_on": datetime.date(2026, 1, 1), "signed_by": True, "narrative": "x"},
        {"signed_on": datetime.date(2026, 1, 1), "signed_by": True, "grade": True},
    ],
)
def test_signed_means_when_by_whom_and_complete(fields, draft, grade, reviewer):
    found = {"signed_by": reviewer, "grade": grade}
    fields = {name: found[name] if value is True else value for name, value in fields.items()}
    with pytest.raises(IntegrityError, match="assessment_signed_on_by_and_complete"), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(**fields)


def test_a_figure_holds_a_value_or_words(draft):
    with pytest.raises(IntegrityError, match="assessmentfigure_value_or_text"), transaction.atomic():
        draft.figures.filter(key="standing").update(value=1)
    with pytest.raises(IntegrityError, match="assessmentfigure_value_or_text"), transaction.atomic():
        draft.figures.filter(key="done").update(text="dua")


def test_one_grade_per_score_is_offered(grade):
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentGrade.objects.create(value=3, name="B", name_en="B", meaning="x", meaning_en="x")
    AssessmentGrade.objects.create(
        value=3, name="B", name_en="B", meaning="x", meaning_en="x", is_active=False
    )


# Who reads what


def test_drafts_are_the_assessors_alone(client, draft, officer, admin, province_reader):
    for user in (officer, admin, province_reader):
        client.force_login(user)
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert client.get(LIST).context["page"].paginator.count == 0


def test_signed_ones_are_read_where_the_reader_sees_a_village(client, signed, officer, stranger, pillar_lead):
    for user, count in ((officer, 1), (pillar_lead, 1), (stranger, 0)):
        client.force_login(user)
        assert client.get(LIST).context["page"].paginator.count == count
        assert client.get(signed.get_absolute_url()).status_code == (200 if count else 404)
        lines = b"".join(client.get(f"{LIST}daftar.csv").streaming_content).decode().splitlines()
        assert len(lines) == 1 + count


def test_compare_offers_only_regencies_of_the_reader(client, signed, stranger, places):
    client.force_login(stranger)
    response = client.get(f"{LIST}banding/", {"regency": "35.04"})
    assert "regency" in response.context["form"].errors
    assert "sides" not in response.context


# Pages


def test_the_reviewer_writes_and_signs_on_the_pages(client, work, reviewer, pillars, period, grade):
    client.force_login(reviewer)
    response = client.post(
        f"{LIST}tambah/", {"pillar": "I", "regency": "35.04", "period": period.pk}, follow=True
    )
    made_here = Assessment.objects.get()
    assert response.redirect_chain[-1][0] == reverse("reports:assessment-edit", args=[made_here.pk])
    edit = response.redirect_chain[-1][0]

    response = client.post(edit, {"grade": "", "narrative": "Ditulis dulu.", "sign": "1"})
    assert "Choose the score before you sign." in response.content.decode()
    assert "Ditulis dulu." in response.content.decode()

    client.post(edit, {"grade": grade.pk, "narrative": "Ditulis dulu.", "sign": "1"})
    made_here.refresh_from_db()
    assert (made_here.signed_by, made_here.signed_on) == (reviewer, timezone.localdate())
    assert client.get(edit).status_code == 302
    assert client.post(reverse("reports:assessment-discard", args=[made_here.pk])).status_code == 302
    assert Assessment.objects.filter(pk=made_here.pk).exists()


def test_compare_puts_frozen_figures_beside_those_of_today(client, signed, reviewer, period, places):
    client.force_login(reviewer)
    query = {
        "pillar": "I",
        "regency": "35.04",
        "period": period.pk,
        "other_regency": "52.03",
        "other_period": period.pk,
    }
    response = client.get(f"{LIST}banding/", query)
    pairs = {pair.named.key: pair for pair in response.context["pairs"]}
    assert (pairs["done"].before_text, pairs["done"].after_text) == ("2", "0")
    assert pairs["done"].difference_text == "−2"
    assert [side["assessment"] for side in response.context["sides"]] == [signed, None]
    assert "Not assessed." in response.content.decode()


def test_filters_and_wrong_values(client, signed, reviewer):
    client.force_login(reviewer)
    for query, count in (
        ({"pillar": "I"}, 1),
        ({"pillar": "II"}, 0),
        ({"regency": "35.04", "status": "signed"}, 1),
        ({"status": "draft"}, 0),
        ({"province": "52"}, 0),
        ({"grade": "x"}, 0),
    ):
        assert client.get(LIST, query).context["page"].paginator.count == count, query


def test_the_file_holds_the_frozen_figures(client, signed, reviewer, officer, pillars, places):
    made.activity(officer, pillars[1], [places["pagersari"]], start="2025-09-01")
    client.force_login(reviewer)
    text = b"".join(client.get(f"{LIST}daftar.csv").streaming_content).decode("utf-8-sig")
    head, line = text.splitlines()[:2]
    cells = dict(zip(head.split(","), line.split(","), strict=False))
    assert (cells["Pillar"], cells["Activities completed"], cells["Activities planned"]) == ("I", "2", "3")
    assert client.get(f"{LIST}daftar.xlsx")["Content-Type"].endswith("spreadsheetml.sheet")
    assert client.get(f"{LIST}daftar.pdf").status_code == 404


def test_list_takes_the_same_queries_for_more_rows(
    client, signed, reviewer, pillars, regency, period, django_assert_max_num_queries
):
    client.force_login(reviewer)
    with django_assert_max_num_queries(25) as few:
        client.get(LIST)
    for number in (2, 3, 4):
        draft_assessment(pillar=pillars[number], regency=regency, period=period, by=reviewer)
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)
