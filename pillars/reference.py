"""The few rows that many parts of a page ask for: the pillars, who leads them, and the quarters."""

import datetime

from django.db.models import Prefetch, prefetch_related_objects

from desmigratif.ui.asked_once import asked_once

from .models import PeriodException, Pillar, PillarLead, ReportingPeriod


@asked_once
def all_pillars() -> list[Pillar]:
    """The pillars in their order."""
    return list(Pillar.objects.all())


@asked_once
def pillars_with_leads() -> list[Pillar]:
    """The same, each with who leads it from when on."""
    found = all_pillars()
    prefetch_related_objects(found, Prefetch("leads", PillarLead.objects.select_related("organisation")))
    return found


@asked_once
def quarters() -> list[ReportingPeriod]:
    """Every stored quarter, the oldest first."""
    return list(ReportingPeriod.objects.order_by("starts_on"))


@asked_once
def exceptions_on(date: datetime.date) -> list[tuple[str, int]]:
    """Every regency and the closed quarter into which it may write on a day all the same."""
    return list(PeriodException.objects.in_force(date).values_list("regency", "period"))
