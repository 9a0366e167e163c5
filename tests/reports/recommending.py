"""Meetings and recommendations made through the services, with the least they need."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from desmigratif.accounts.roles import Role
from pillars.choices import AttachmentKind
from pillars.services.files import check_file
from reports.evaluation.services.meetings import MeetingData, hold_meeting
from reports.evaluation.services.recommendations import (
    AnswerData,
    RecommendationData,
    answer_recommendation,
    make_recommendation,
)
from reports.models import MeetingKind
from tests import factories

PDF = b"%PDF-1.4\nisi\n%%EOF\n"


def day(text):
    return datetime.date.fromisoformat(text)


def kind():
    return MeetingKind.objects.get_or_create(name="Rapat koordinasi", name_en="Co-ordination meeting")[0]


def meeting(by, held_on="2026-01-15", **data):
    data = {"title": f"Rapat {held_on}", "place": "Jakarta", **data}
    return hold_meeting(data=MeetingData(kind=kind(), held_on=day(held_on), **data), by=by)


def recommendation(by, owner, due_on=None, **data):
    """One recommendation; `meeting` and `finding` go to the service, everything else into the data."""
    rests_on = {name: data.pop(name) for name in ("meeting", "finding") if name in data}
    data = {"title": "Susun modul pendampingan", "budget_year": 2026, **data}
    return make_recommendation(
        data=RecommendationData(owner=owner, **data),
        due_on=due_on and day(due_on),
        by=by,
        **rests_on,
    )


def proof(name="bukti.pdf"):
    return check_file(SimpleUploadedFile(name, PDF), AttachmentKind.DOCUMENT)


def answer(row, by, status="running", percent=40, **data):
    """One answer; an end is proved by a link unless something else is given."""
    link = "https://contoh.example/laporan.pdf" if status == "done" else ""
    data = {"done_on": row.given_on, "text": "Modul disusun.", "link": link, **data}
    return answer_recommendation(
        recommendation=row, data=AnswerData(status=status, percent=percent, **data), by=by
    )


def speaker(organisation, role=Role.PILLAR_LEAD, **fields):
    """A person who answers for an organisation."""
    return factories.UserFactory(role=role, organisation=organisation, **fields)
