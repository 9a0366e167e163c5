"""Every address x every role: the table that says who gets what.

`ok` answers 200 or redirects after a POST; `403` wrong role; `404` out of area; `in` leads to the sign-in.
An address that is not in the table fails the suite. Objects belong to Tulungagung (35.04), so `stranger`,
an officer of the other province, must find nothing there.
"""

import datetime
from pathlib import Path

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from desmigratif.accounts.preparing import make
from desmigratif.accounts.services import ask_for_file
from pillars.choices import AttachmentKind
from pillars.desk.services import VisitData, record_visit
from pillars.imports.services import KINDS
from pillars.models import PillarLead, ReportingPeriod
from pillars.people.services.beneficiaries import ask_transfer, merge_beneficiaries
from pillars.services import save_activity, send_activity, verify_activity
from pillars.services.attachments import add_attachment
from pillars.services.files import check_file
from pillars.services.period_exceptions import ask_exception
from pillars.services.periods import close_period
from reports.evaluation.services.assessments import draft_assessment, sign_assessment, write_assessment
from reports.evaluation.services.first_criteria import load_criteria, read_criteria
from reports.evaluation.services.meetings import FindingData, add_finding, add_meeting_file
from reports.models import AssessmentGrade
from tests import factories
from tests.reports import mapped, recommending
from villages.lists.services.imports import open_batch
from villages.people.services.ends import record_end
from villages.people.services.stages import record_stage, tie_family
from villages.services.indexes import record_index

CASES = Path(__file__).parent / "cases"

PEOPLE = (
    "anonymous",
    "officer",
    "village_officer",
    "stranger",
    "province_reader",
    "reviewer",
    "pillar_lead",
    "contributor",
    "admin",
)


def everyone(code="ok", **others):
    return {person: others.get(person, code) for person in PEOPLE}


def signed_in(code="ok", **others):
    return everyone(code, **{"anonymous": "in", **others})


def only(*people, code="ok", other="403", **others):
    return signed_in(other, **dict.fromkeys(people, code), **others)


MANAGERS = only("admin")
ENTERING = only("officer", "village_officer", "stranger", "admin")
IN_AREA = signed_in(stranger="404")
#: Enter in Tunggangri: wrong role 403 before out of area 404.
ENTERING_HERE = only("officer", "village_officer", "admin", stranger="404")
#: Personal data: those who enter people, and the reviewer, who reads them.
PEOPLE_READERS = only("officer", "village_officer", "stranger", "reviewer", "admin")
PEOPLE_HERE = only("officer", "village_officer", "reviewer", "admin", stranger="404")
#: National readers and the officers of the place; drafts are nobody else's.
REVIEWING = only("reviewer")
#: The own office's lists; whoever serves only one village of the regency is another office.
IMPORTING = only("officer", "admin", village_officer="404", stranger="404")

#: PIC and contributors; of one programme only the organisation that it belongs to.
MAPPING = only("pillar_lead", "contributor")
MAPPING_HERE = only("pillar_lead")
#: Meetings are written down by those who evaluate; only organisations answer, each for itself.
HOLDING = only("reviewer", "admin")
ANSWERING = only("officer", "stranger", "pillar_lead", "contributor")
ANSWERING_HERE = only("pillar_lead", officer="404", stranger="404", contributor="404")

#: name -> (method, key of the object in `things`, expectation)
TABLE = {
    "reports:home": ("get", None, everyone()),
    "reports:counting": ("get", None, everyone()),
    "reports:open-data": ("get", None, everyone()),
    "pillars:health": ("get", None, everyone()),
    "reports:dashboard": ("get", None, signed_in()),
    "reports:dashboard-export": ("get", "format", signed_in()),
    "reports:province-detail": ("get", "province", IN_AREA),
    "reports:regency-detail": ("get", "regency", IN_AREA),
    "reports:pillar-list": ("get", None, signed_in()),
    "reports:pillar-detail": ("get", "pillar", signed_in()),
    "reports:village-detail": ("get", "village", IN_AREA),
    "reports:stated-figure-export": ("get", "format", signed_in()),
    "reports:administration": ("get", None, MANAGERS),
    "reports:problem-map": ("get", None, signed_in()),
    "reports:problem-map-export": ("get", "format", signed_in()),
    "reports:problem-report-list": ("get", None, signed_in()),
    "reports:problem-report-create": ("get", None, ENTERING),
    "reports:problem-report-detail": ("get", "problem_report", IN_AREA),
    "reports:problem-report-edit": ("get", "problem_report", ENTERING_HERE),
    "reports:problem-report-close": ("get", "problem_report", ENTERING_HERE),
    "reports:programme-list": ("get", None, signed_in()),
    "reports:programme-export": ("get", "format", signed_in()),
    "reports:programme-create": ("get", None, MAPPING),
    "reports:programme-detail": ("get", "programme", IN_AREA),
    "reports:programme-edit": ("get", "programme", MAPPING_HERE),
    "reports:programme-stop": ("post", "programme", MAPPING_HERE),
    "reports:programme-activities": ("get", "programme", MAPPING_HERE),
    "reports:meeting-list": ("get", None, signed_in()),
    "reports:meeting-create": ("get", None, HOLDING),
    "reports:meeting-detail": ("get", "meeting", IN_AREA),
    "reports:meeting-edit": ("get", "meeting", HOLDING),
    "reports:meeting-file": ("get", "meeting_file", IN_AREA),
    "reports:meeting-file-thumbnail": ("get", "meeting_file", IN_AREA),
    "reports:meeting-file-remove": ("get", "meeting_file", HOLDING),
    "reports:finding-create": ("get", "meeting", HOLDING),
    "reports:finding-edit": ("get", "finding", HOLDING),
    "reports:finding-remove": ("post", "finding", HOLDING),
    "reports:recommendation-list": ("get", None, signed_in()),
    "reports:recommendation-export": ("get", "format", signed_in()),
    "reports:recommendation-new": ("get", None, REVIEWING),
    "reports:recommendation-detail": ("get", "recommendation", IN_AREA),
    "reports:recommendation-edit": ("get", "recommendation", REVIEWING),
    "reports:recommendation-answer": ("get", "recommendation", ANSWERING_HERE),
    "reports:recommendation-deadline": ("get", "recommendation", REVIEWING),
    "reports:recommendation-decide": ("get", "recommendation", REVIEWING),
    "reports:follow-up-list": ("get", None, ANSWERING),
    "reports:follow-up-file": ("get", "follow_up_file", IN_AREA),
    "reports:follow-up-file-thumbnail": ("get", "follow_up_file", IN_AREA),
    "reports:assessment-list": ("get", None, signed_in()),
    "reports:assessment-export": ("get", "format", signed_in()),
    "reports:assessment-compare": ("get", None, signed_in()),
    "reports:assessment-create": ("get", None, REVIEWING),
    "reports:assessment-detail": ("get", "signed_assessment", IN_AREA),
    "reports:assessment-edit": ("get", "assessment", REVIEWING),
    "reports:assessment-refresh": ("post", "assessment", REVIEWING),
    "reports:assessment-discard": ("post", "assessment", REVIEWING),
    "reports:readiness-list": ("get", None, signed_in()),
    "reports:readiness-export": ("get", "format", signed_in()),
    "reports:readiness-detail": ("get", "regency", IN_AREA),
    "reports:readiness-answer": ("get", "readiness_criterion", REVIEWING),
    "reports:maturity-list": ("get", None, signed_in()),
    "reports:maturity-export": ("get", "format", signed_in()),
    "reports:maturity-detail": ("get", "village", IN_AREA),
    "reports:maturity-answer": ("get", "maturity_criterion", REVIEWING),
    "reports:dormant-list": ("get", None, signed_in()),
    "reports:dormant-export": ("get", "format", signed_in()),
    "villages:index-create": ("get", "village", MANAGERS),
    "villages:index-edit": ("get", "index", MANAGERS),
    "villages:village-list": ("get", None, signed_in()),
    "villages:village-create": ("get", None, MANAGERS),
    "villages:village-edit": ("get", "village", MANAGERS),
    "villages:figure-create": ("get", "village", ENTERING_HERE),
    "villages:membership-create": ("get", "village", MANAGERS),
    "villages:membership-edit": ("get", "membership", MANAGERS),
    "villages:assignment-create": ("get", "user", MANAGERS),
    "villages:assignment-end": ("get", "assignment", MANAGERS),
    "villages:assignment-remove": ("post", "assignment", MANAGERS),
    "reports:access-list": ("get", None, MANAGERS),
    "accounts:user-complete-email": ("post", "user", MANAGERS),
    "accounts:user-stop-email": ("post", "user", MANAGERS),
    "accounts:user-list": ("get", None, MANAGERS),
    "accounts:user-create": ("get", None, MANAGERS),
    "accounts:user-edit": ("get", "user", MANAGERS),
    "accounts:user-deactivate": ("post", "user", MANAGERS),
    "accounts:user-reactivate": ("post", "user", MANAGERS),
    "accounts:user-send-mail": ("post", "user", MANAGERS),
    "pillars:lead-list": ("get", None, signed_in()),
    "pillars:lead-create": ("get", None, MANAGERS),
    "pillars:lead-edit": ("get", "lead", MANAGERS),
    "pillars:lead-remove": ("post", "lead", MANAGERS),
    "reports:indicator-detail": ("get", "indicator", signed_in()),
    "reports:indicator-export": ("get", "format", signed_in()),
    "pillars:indicator-list": ("get", None, signed_in()),
    "pillars:indicator-create": ("get", None, MANAGERS),
    "pillars:indicator-edit": ("get", "indicator", MANAGERS),
    "pillars:indicator-place": ("post", "indicator", MANAGERS),
    "pillars:indicator-report-list": ("get", None, ENTERING),
    "pillars:indicator-report": ("get", "report", ENTERING_HERE),
    "pillars:indicator-report-section": ("get", "report_section", ENTERING_HERE),
    "pillars:target-list": ("get", None, MANAGERS),
    "pillars:target-edit": ("get", "target", MANAGERS),
    "pillars:activity-list": ("get", None, signed_in()),
    "pillars:activity-export": ("get", "format", signed_in()),
    "pillars:activity-create": ("get", None, ENTERING),
    "pillars:activity-detail": ("get", "sent", IN_AREA),
    "pillars:activity-edit": ("get", "draft", ENTERING_HERE),
    "pillars:activity-check": ("get", "draft", ENTERING_HERE),
    "pillars:activity-discard": ("post", "draft", ENTERING_HERE),
    "pillars:activity-send": ("post", "draft", ENTERING_HERE),
    "pillars:activity-recall": ("post", "sent", ENTERING_HERE),
    "pillars:activity-return": ("post", "sent", REVIEWING),
    "pillars:activity-verify": ("post", "sent", REVIEWING),
    "pillars:activity-reopen": ("post", "verified", REVIEWING),
    "pillars:attendance-list": ("get", "sent", PEOPLE_HERE),
    "pillars:attendance-match": ("post", "draft", ENTERING_HERE),
    "pillars:attendance-add": ("post", "draft", ENTERING_HERE),
    "pillars:attendance-change": ("post", "draft", ENTERING_HERE),
    "pillars:attendance-remove": ("post", "draft", ENTERING_HERE),
    "pillars:activity-queue": ("get", None, REVIEWING),
    "pillars:activities-together": ("get", None, REVIEWING),
    "reports:period-list": ("get", None, signed_in()),
    "reports:period-detail": ("get", "period", signed_in()),
    "reports:period-missing": ("get", "period", signed_in()),
    "pillars:period-close": ("get", "period", REVIEWING),
    "pillars:period-reopen": ("get", "period", REVIEWING),
    "pillars:exception-ask": ("get", "period", ENTERING),
    "pillars:exception-open": ("get", "period", REVIEWING),
    "pillars:exception-decide": ("get", "exception", REVIEWING),
    "pillars:nil-create": ("post", "part", ENTERING_HERE),
    "pillars:nil-withdraw": ("post", "part", ENTERING_HERE),
    "pillars:attachment-download": ("get", "attachment", IN_AREA),
    "pillars:attachment-thumbnail": ("get", "attachment", IN_AREA),
    "pillars:attachment-remove": ("get", "draft_attachment", ENTERING_HERE),
    "pillars:beneficiary-list": ("get", None, PEOPLE_READERS),
    "pillars:beneficiary-find": ("post", None, PEOPLE_READERS),
    "pillars:beneficiary-export": ("get", "format", ENTERING),
    "pillars:beneficiary-create": ("get", None, ENTERING),
    "pillars:beneficiary-detail": ("get", "beneficiary", PEOPLE_HERE),
    "pillars:beneficiary-edit": ("get", "beneficiary", ENTERING_HERE),
    "pillars:beneficiary-reveal": ("post", "beneficiary", PEOPLE_HERE),
    "pillars:beneficiary-move": ("post", "beneficiary", ENTERING_HERE),
    "pillars:beneficiary-restrict": ("post", "beneficiary", ENTERING_HERE),
    "pillars:merge-create": ("get", "two_beneficiaries", ENTERING_HERE),
    "pillars:merge-undo": ("post", "merge", ENTERING_HERE),
    "pillars:merge-dismiss": ("post", "two_beneficiaries", ENTERING_HERE),
    "pillars:merge-reconsider": ("post", "two_beneficiaries", ENTERING_HERE),
    "pillars:end-create": ("get", "beneficiary", ENTERING_HERE),
    "pillars:end-take-back": ("post", "end", ENTERING_HERE),
    "pillars:end-resume": ("post", "end", ENTERING_HERE),
    "pillars:stage-create": ("get", "beneficiary", ENTERING_HERE),
    "pillars:stage-edit": ("get", "stage", ENTERING_HERE),
    "pillars:stage-remove": ("post", "stage", ENTERING_HERE),
    "pillars:tie-create": ("get", "beneficiary", ENTERING_HERE),
    "pillars:tie-remove": ("post", "tie", ENTERING_HERE),
    "pillars:transfer-list": ("get", None, ENTERING),
    "pillars:transfer-create": ("get", None, ENTERING),
    "pillars:transfer-decide": ("post", "transfer", ENTERING_HERE),
    "pillars:desk-visit-list": ("get", None, PEOPLE_READERS),
    "pillars:desk-visit-export": ("get", "format", PEOPLE_READERS),
    "pillars:desk-visit-create": ("get", None, ENTERING),
    "pillars:desk-month": ("get", "month", ENTERING),
    "pillars:desk-visit-detail": ("get", "desk_visit", PEOPLE_HERE),
    "pillars:desk-visit-edit": ("get", "desk_visit", ENTERING_HERE),
    "pillars:desk-visit-remove": ("get", "desk_visit", ENTERING_HERE),
    "pillars:desk-step-create": ("post", "desk_visit", ENTERING_HERE),
    "pillars:desk-step-take-back": ("post", "desk_visit", ENTERING_HERE),
    "pillars:desk-nil-create": ("post", "desk_month", ENTERING_HERE),
    "pillars:desk-nil-withdraw": ("post", "desk_month", ENTERING_HERE),
    "pillars:import-list": ("get", None, ENTERING),
    "pillars:import-template": ("get", "kind_of_list", ENTERING),
    "pillars:import-detail": ("get", "import", IMPORTING),
    "pillars:import-mapping": ("get", "import", IMPORTING),
    "pillars:import-rows": ("get", "import", IMPORTING),
    "pillars:import-faults": ("get", "import", IMPORTING),
    "pillars:import-decide": ("post", "import", IMPORTING),
    "pillars:import-store": ("post", "import", IMPORTING),
    "pillars:import-resume": ("post", "import", IMPORTING),
    "pillars:import-undo": ("post", "import", IMPORTING),
    "pillars:import-send": ("get", "import", IMPORTING),
    "pillars:import-discard": ("post", "import", IMPORTING),
    "set_language": ("post", None, everyone()),
    "account": ("get", None, signed_in()),
    "account_end_sessions": ("post", None, signed_in()),
    "account_keep_email": ("post", None, signed_in()),
    "prepared-file-list": ("get", None, signed_in()),
    "prepared-file": ("get", "prepared", signed_in("404", officer="ok")),
    "account_login": ("get", None, everyone()),
    "account_logout": ("get", None, everyone()),
    "account_signup": ("get", None, everyone()),
    "account_inactive": ("get", None, everyone()),
    "account_change_password": ("get", None, signed_in()),
    "account_set_password": ("get", None, signed_in()),
    "account_reset_password": ("get", None, everyone()),
    "account_reset_password_done": ("get", None, everyone()),
    "account_reset_password_from_key": ("get", "reset", everyone()),
    "account_reset_password_from_key_done": ("get", None, everyone()),
}


@pytest.fixture
def assessed(pillars, places, reviewer, admin):
    """A draft and a signed assessment of Tulungagung, criteria to answer, an index value of Tunggangri."""
    load_criteria(read_criteria())
    period = ReportingPeriod.objects.create(
        year=2023,
        quarter=1,
        starts_on=datetime.date(2023, 1, 1),
        ends_on=datetime.date(2023, 3, 31),
        due_on=datetime.date(2023, 4, 10),
    )
    where = {"regency": places["betak"].regency, "period": period, "by": reviewer}
    draft = draft_assessment(pillar=pillars[1], **where)
    signed = draft_assessment(pillar=pillars[2], **where)
    grade = AssessmentGrade.objects.first()
    write_assessment(assessment=signed, grade=grade, narrative="uji", by=reviewer)
    sign_assessment(assessment=signed, by=reviewer)
    said = {"name": "idm", "year": 2023, "score": None, "status": "maju", "source": "uji"}
    index = record_index(village=places["tunggangri"], by=admin, **said)
    return {
        "assessment": [draft.pk],
        "signed_assessment": [signed.pk],
        "readiness_criterion": ["35.04", "tim-koordinasi"],
        "maturity_criterion": ["35.04.14.2011", "perdes"],
        "index": ["35.04.14.2011", index.pk],
    }


@pytest.fixture
def things(
    pillars,
    places,
    entry,
    officer,
    reviewer,
    colleague,
    register,
    mapped_things,
    recommended,
    assessed,
    defined,
    reported,
):
    """Arguments of the addresses: one object of each kind, all of them in Tunggangri."""
    organisation = factories.OrganisationFactory()
    PillarLead.objects.create(pillar=pillars[1], organisation=organisation, decree="uji")
    later_lead = PillarLead.objects.create(
        pillar=pillars[1], organisation=organisation, decree="uji", valid_from=datetime.date(2024, 1, 1)
    )
    draft = save_activity(data=entry(), by=officer)
    draft_attachment = attach(draft, officer)
    sent = save_activity(data=entry(), by=officer)
    attachment = attach(sent, officer)
    send_activity(activity=sent, by=officer, confirmed=True)
    verified = save_activity(data=entry(), by=officer)
    send_activity(activity=verified, by=officer, confirmed=True)
    verify_activity(activity=verified, by=reviewer)
    membership = factories.MembershipFactory(village=places["tunggangri"])
    batch = open_batch(
        content=b"NIK;Nama;Kode Desa\n1;SITI;35.04.14.2011\n",
        name="daftar.csv",
        by=officer,
        kind=KINDS["beneficiaries"],
    )
    indicator = defined("II-3", pillar=2)
    reported(indicator, "tunggangri", 2025, 1, 4)
    return {
        None: [],
        "province": ["35"],
        "regency": ["35.04"],
        "pillar": ["layanan-migrasi"],
        "village": ["35.04.14.2011"],
        "membership": ["35.04.14.2011", membership.pk],
        "user": [colleague.pk],
        "assignment": [colleague.assignments.get().pk],
        "lead": [later_lead.pk],
        "format": ["csv"],
        **closed_quarter(places["betak"].regency, officer, reviewer),
        "draft": [draft.pk],
        "sent": [sent.pk],
        "verified": [verified.pk],
        "attachment": [attachment.pk],
        "draft_attachment": [draft_attachment.pk],
        "import": [batch.number],
        "kind_of_list": ["beneficiaries"],
        "indicator": [indicator.code],
        "report": ["35.04", "2025-1"],
        "report_section": ["35.04", "2025-1", "II"],
        "target": ["35.04", 2026],
        "desk_visit": [record_visit(data=desk_visit(places["tunggangri"]), by=officer).pk],
        "desk_month": ["35.04.14.2011", "2025-11"],
        "month": ["2025-11"],
        "reset": ["1", "tidak-ada"],
        "prepared": [prepared(officer).number],
        **register,
        **assessed,
        **recommended,
        **mapped_things,
    }


@pytest.fixture
def mapped_things(pillars, places, officer, pillar_lead):
    """A problem reported by Tunggangri, and a programme of the PIC of pillar II against it."""
    problem = mapped.problems(1)[1]
    pic = mapped.leading(pillar_lead, pillars[2])
    return {
        "problem_report": [mapped.report(officer, problem, places["tunggangri"]).pk],
        "programme": [mapped.programme(pic, problem, pillars[2], [places["tunggangri"].regency], 100).pk],
    }


def desk_visit(village):
    """A complaint at the service desk, which is followed."""
    return VisitData(village, datetime.date(2025, 10, 7), "complaint", "pending", sex="female")


def closed_quarter(regency, officer, reviewer):
    """A quarter closed before anything of the other objects began, and a request for an exception from it."""
    days = [datetime.date(2024, 10, 1), datetime.date(2024, 12, 31), datetime.date(2025, 1, 10)]
    period = ReportingPeriod.objects.create(
        year=2024, quarter=4, **dict(zip(("starts_on", "ends_on", "due_on"), days, strict=True))
    )
    period = close_period(period=period, by=reviewer)
    request = ask_exception(period=period, regency=regency, reason="terlambat", by=officer)
    return {
        "period": [2024, 4],
        "part": [2024, 4, "35.04.14.2011", "layanan-migrasi"],
        "exception": [request.pk],
    }


@pytest.fixture
def recommended(places, reviewer, pillar_lead):
    """A meeting about Tulungagung with a paper, a finding, and an answered recommendation to the PIC."""
    if pillar_lead.organisation is None:
        pillar_lead.organisation = factories.OrganisationFactory()
        pillar_lead.save()
    meeting = recommending.meeting(reviewer, area=places["betak"].regency)
    paper = add_meeting_file(meeting=meeting, checked=photo(), by=reviewer)
    finding = add_finding(meeting=meeting, data=FindingData(text="Modul belum ada"), by=reviewer)
    row = recommending.recommendation(reviewer, pillar_lead.organisation, meeting=meeting)
    answer = recommending.answer(row, pillar_lead, files=[photo()])
    return {
        "meeting": [meeting.pk],
        "meeting_file": [paper.pk],
        "finding": [finding.pk],
        "recommendation": [row.number],
        "follow_up_file": [answer.files.get().pk],
    }


@pytest.fixture
def register(registered, places, officer, stranger):
    """People of Tunggangri: one with NIK, stage, child, second record and a request of the other province."""
    person = registered("SULASTRI", nik="3504145703859801")
    twin, child, other = registered("SULASTRI B"), registered("DEWI"), registered("SULASTRI C")
    day = datetime.date(2025, 3, 1)
    stage = record_stage(beneficiary=person, by=officer, kind="pmi", event_on=day, reported_on=day)
    tie_family(person=person, relative=child, kind="child", by=officer)
    end = record_end(beneficiary=child, by=officer, kind="abroad", ended_on=day, source="surat desa")
    transfer = ask_transfer(digits="3504145703859801", village=places["far"], reason="pindah", by=stranger)
    return {
        "beneficiary": [person.number],
        "two_beneficiaries": [person.number, other.number],
        "end": [child.number, end.pk],
        "merge": [merge_beneficiaries(kept=person, dropped=twin, by=officer).pk],
        "stage": [person.number, stage.pk],
        "tie": [person.number, person.ties.get().pk],
        "transfer": [transfer.pk],
    }


def prepared(by):
    """A file that the worker made of the list of villages' figures."""
    file, _is_new = ask_for_file(user=by, address="/desa/angka.csv", name="angka.csv", what="angka", rows=0)
    make(file)
    return file


def attach(activity, by):
    return add_attachment(activity=activity, checked=photo(), by=by)


def photo():
    """A file that has a small picture too."""
    upload = SimpleUploadedFile("hadir.jpg", (CASES / "O24_foto_gps.jpg").read_bytes())
    return check_file(upload, AttachmentKind.DOCUMENT)


def named_addresses(resolver=None, namespace=""):
    """Every name in the sitemap except the Django admin's, which has a test of its own."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "admin":
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from named_addresses(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def test_every_address_is_in_the_table():
    assert sorted(set(named_addresses())) == sorted(TABLE)


def outcome(response):
    if response.status_code in (403, 404):
        return str(response.status_code)
    if response.status_code == 302 and "/akun/masuk/" in response["Location"]:
        return "in" if "next=" in response["Location"] else "ok"
    return "ok" if response.status_code in (200, 302) else str(response.status_code)


def app(name):
    """Addresses of one app are tried together, so that the objects are made once for all of them."""
    return name.rpartition(":")[0]


@pytest.mark.parametrize("group", sorted({app(name) for name in TABLE}))
def test_access(group, client, things, request):
    users = {person: request.getfixturevalue(person) for person in PEOPLE if person != "anonymous"}
    rows = {name: row for name, row in TABLE.items() if app(name) == group}
    found = {}
    for name, (method, key, _expected) in rows.items():
        address = reverse(name, args=things[key])
        found[name] = {}
        for person in PEOPLE:
            # What one of them changes is undone before the next one knocks.
            with transaction.atomic():
                client.logout()
                if person != "anonymous":
                    client.force_login(users[person])
                found[name][person] = outcome(getattr(client, method)(address))
                transaction.set_rollback(True)

    assert found == {name: expected for name, (_method, _key, expected) in rows.items()}


def test_admin_site_is_for_admins(client, things, request):
    open_to = {}
    for person in PEOPLE:
        client.logout()
        if person != "anonymous":
            client.force_login(request.getfixturevalue(person))
        open_to[person] = {
            model
            for model in admin.site._registry
            if client.get(
                reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            ).status_code
            == 200
        }
    assert open_to == {person: set(admin.site._registry) if person == "admin" else set() for person in PEOPLE}
