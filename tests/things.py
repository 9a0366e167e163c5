"""One object of each kind, as the table of access asks for it: every address has something to be about."""

import datetime
from pathlib import Path

import pytest

from desmigratif.accounts.preparing import make
from desmigratif.accounts.services import ask_for_file
from pillars.imports.services import KINDS
from pillars.models import PillarLead, ReportingPeriod
from pillars.people.services.beneficiaries import ask_transfer, merge_beneficiaries
from pillars.services import save_activity, send_activity, verify_activity
from pillars.services.attachments import add_attachment
from pillars.services.period_exceptions import ask_exception
from pillars.services.periods import close_period
from reports.evaluation.services.assessments import draft_assessment, sign_assessment, write_assessment
from reports.evaluation.services.first_criteria import load_criteria, read_criteria
from reports.evaluation.services.meetings import FindingData, add_finding, add_meeting_file
from reports.models import AssessmentGrade
from tests import factories, personal
from tests.files import photo
from tests.pillars.registers import called
from tests.reports import mapped, recommending
from villages.lists.services.imports import open_batch
from villages.people.services.ends import record_end
from villages.people.services.stages import record_stage, tie_family
from villages.services.indexes import record_index

CASES = Path(__file__).parent / "cases"


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
        **called("things", places, register, officer),
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
    file, _is_new = ask_for_file(
        user=by, address="/desa/angka.csv", name="angka.csv", what="angka", rows=0, names_people=False
    )
    make(file)
    return file


def attach(activity, by):
    return add_attachment(activity=activity, checked=photo(), by=by)


@pytest.fixture
def filled_in(things, officer):
    """`things`, with every field of the people filled."""
    personal.write_down(officer)
    return things
