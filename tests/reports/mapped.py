"""Programmes and reports made through the services, by users whose organisations may map."""

import datetime

from pillars.models import PillarContributor, PillarLead
from reports.evaluation.services.problems import report_problem
from reports.evaluation.services.programmes import ProgrammeData, save_programme
from reports.models import Problem
from tests import factories


def problems(count=8):
    """The first problems by number."""
    return {
        number: Problem.objects.get_or_create(
            number=number,
            defaults={"name": f"Masalah {number}", "name_en": f"Problem {number}", "source": "uji"},
        )[0]
        for number in range(1, count + 1)
    }


def leading(user, pillar, since=None):
    """The user, at an organisation that leads the pillar."""
    if user.organisation is None:
        user.organisation = factories.OrganisationFactory(name=f"PIC {pillar.code}", short_name="")
        user.save()
    PillarLead.objects.create(pillar=pillar, organisation=user.organisation, valid_from=since, decree="uji")
    return user


def contributing(user, pillar=None):
    """The user, at an organisation that contributes to the pillar, or to the whole programme."""
    if user.organisation is None:
        user.organisation = factories.OrganisationFactory(name="Kontributor")
        user.save()
    PillarContributor.objects.create(pillar=pillar, organisation=user.organisation)
    return user


def programme(by, problem, pillar, areas, ceiling=None, *, stored=None, **fields):
    """One programme of the user's organisation; `ceiling` in rupiah, all of it from APBN."""
    fields.setdefault("organisation", by.organisation)
    fields.setdefault("budget_year", datetime.date.today().year)
    fields.setdefault("title", f"Program {problem.number}/{pillar.code} {ceiling}")
    if ceiling is not None:
        fields.setdefault("funding", {"apbn": ceiling})
    data = ProgrammeData(problem=problem, pillar=pillar, areas=list(areas), what="uji", **fields)
    return save_programme(data=data, by=by, programme=stored)


def report(by, problem, place, *, severity=2, on=None):
    """A report of a regency (an area) or of a village."""
    is_village = hasattr(place, "area_id")
    return report_problem(
        problem=problem,
        regency=place.regency if is_village else place,
        village=place if is_village else None,
        severity=severity,
        reported_on=on or datetime.date(datetime.date.today().year, 1, 2),
        evidence="uji",
        by=by,
    )
