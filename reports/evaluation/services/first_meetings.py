"""Loads the meetings that public sources tell of: what was directed, who came, what was found."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from desmigratif.accounts.models import Organisation
from pillars.models import Pillar, PillarLead
from villages.models import Area

from ...choices import RecommendationStep
from ...models import Direction, EvaluationMeeting, Finding, MeetingKind, Problem, Recommendation
from .recommendations import record, save_numbered

MEETINGS = Path(__file__).resolve().parent.parent / "data" / "meetings.json"


def read_meetings(path: Path | str = MEETINGS) -> dict[str, Any]:
    return json.loads(Path(path).read_text(encoding="utf-8"))


@transaction.atomic
def load_meetings(told: Mapping[str, Any], programme: Mapping[str, Any]) -> Counter[str]:
    """Adds the kinds of meetings and the meetings that are missing; returns how many rows of each kind.

    `told`: as read by `read_meetings`; `programme`: as read by `pillars.services.programme.read_programme`,
    whose organisations, leads and problems have to be loaded before. What is stored stays as it is.
    """
    added = Counter()
    for position, (name, name_en) in enumerate(told["kinds"], start=1):
        texts = {"name_en": name_en, "position": position}
        added["MeetingKind"] += MeetingKind.objects.get_or_create(name=name, defaults=texts)[1]
    for entry in told["meetings"]:
        if not EvaluationMeeting.objects.filter(title=entry["title"], held_on=entry["held_on"]).exists():
            _load(entry, programme, added)
    return added


def _load(entry, programme, added):
    disnaker, _made = Organisation.objects.get_or_create(
        name=entry["stated_by"]["name"],
        defaults={"short_name": entry["stated_by"]["short_name"], "kind": Organisation.Kind.REGENCY},
    )
    meeting = EvaluationMeeting(
        kind=MeetingKind.objects.get(name=entry["kind"]),
        title=entry["title"],
        held_on=entry["held_on"],
        place=entry["place"],
        area=Area.objects.get(pk=entry["area"]),
        agenda=entry["agenda"],
        source=programme["source"],
    )
    meeting.save()
    meeting.refresh_from_db()
    leads = [pillar["lead_on_2023_11_10"] for pillar in programme["pillars"]]
    present = Organisation.objects.filter(name__in=[*leads, *programme["contributors"]])
    meeting.organisations.set([*present, disnaker])
    for number, text in enumerate(entry["directions"], start=1):
        Direction.objects.create(meeting=meeting, number=number, text=text)
    for problem in _problems_named(programme):
        Finding.objects.create(
            meeting=meeting,
            number=problem.number,
            text=problem.name,
            stated_by=disnaker,
            problem=problem,
            area=meeting.area,
        )
    _recommend(meeting, entry["for_each_lead"], programme["source"])
    added["EvaluationMeeting"] += 1


def _problems_named(programme):
    names = [name for name, _name_en in programme["problems_reported_by_disnaker_tulungagung"]]
    return Problem.objects.filter(number__lte=len(names))


def _recommend(meeting, texts, source):
    """What was asked of every PIC, one recommendation for each; no source names a deadline."""
    leads = {lead.pillar_id: lead.organisation for lead in PillarLead.objects.on(meeting.held_on)}
    for pillar in Pillar.objects.filter(pk__in=leads):
        row = Recommendation(
            meeting=meeting,
            title=texts["title"].format(pillar=f"pilar {pillar.code}"),
            text=texts["text"],
            owner=leads[pillar.pk],
            pillar=pillar,
            area=meeting.area,
            budget_year=texts["budget_year"],
            given_on=meeting.held_on,
            source=source,
        )
        save_numbered(row)
        record(row, RecommendationStep.MADE, None)
