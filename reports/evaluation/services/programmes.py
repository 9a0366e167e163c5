"""Mapping programmes against the problems, stopping them, and linking the activities that carry them out."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import Organisation, User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.reasons import is_reason
from desmigratif.ui.refusals import Refused
from pillars.choices import Progress
from pillars.models import Activity, ActivityVillage, Pillar, PillarContributor, PillarLead
from villages.codes import NATION_CODE, above
from villages.models import Area
from villages.services.traces import save_traced

from ...choices import ProgrammeStatus
from ...models import Problem, ProblemProgramme, ProgrammeActivity, ProgrammeFunding


@dataclass
class ProgrammeData:
    """Everything a ministry enters about one programme.

    `funding`: source -> ceiling in rupiah. `actual` (rupiah, with the day `actual_on`) counts only while the
    linked activities hold no spending of the organisation.
    """

    problem: Problem
    pillar: Pillar
    organisation: Organisation
    title: str
    what: str
    budget_year: int
    areas: list[Area]
    status: str = ProgrammeStatus.PLANNED
    funding: dict[str, int] = field(default_factory=dict)
    actual: int | None = None
    actual_on: datetime.date | None = None
    people_target: int | None = None


#: What no two programmes have alike.
ONCE = ("problem", "pillar", "organisation", "budget_year", "title")
FIELDS = (
    "problem",
    "pillar",
    "organisation",
    "title",
    "what",
    "budget_year",
    "status",
    "actual",
    "actual_on",
    "people_target",
)


def led_pillars(user: User) -> QuerySet[Pillar]:
    """The pillars that the user's organisation leads today, for whoever maps a whole pillar."""
    if not user.has_perm("reports.map_pillar"):
        return Pillar.objects.none()
    leads = PillarLead.objects.on(clock.today()).filter(organisation=user.organisation_id)
    return Pillar.objects.filter(pk__in=leads.values("pillar"))


def mappable_pillars(user: User) -> QuerySet[Pillar]:
    """The pillars under which the user may map: those led today, those the organisation contributes to."""
    if not user.has_perm("reports.map_programme"):
        return Pillar.objects.none()
    contributions = PillarContributor.objects.filter(organisation=user.organisation_id)
    if contributions.filter(pillar__isnull=True).exists():
        return Pillar.objects.all()
    return led_pillars(user) | Pillar.objects.filter(pk__in=contributions.values("pillar"))


def mappable_organisations(user: User) -> QuerySet[Organisation]:
    """For whom the user may map: the own organisation, and for a PIC the contributors to its pillars."""
    contributors = PillarContributor.objects.filter(
        Q(pillar__in=led_pillars(user).values("pk")) | Q(pillar__isnull=True)
    )
    chosen = Q(pk=user.organisation_id)
    if led_pillars(user).exists():
        chosen |= Q(pk__in=contributors.values("organisation"))
    return Organisation.objects.filter(chosen).current_on(clock.today())


@transaction.atomic
def save_programme(
    *, data: ProgrammeData, by: User, programme: ProblemProgramme | None = None
) -> ProblemProgramme:
    """Maps a new programme, or changes one that `by` may still change. Its organisation stays the same."""
    if not by.has_perm("reports.map_programme"):
        raise Refused(_("Your role cannot map programmes."))
    noted = gettext_noop("programme mapped") if programme is None else gettext_noop("programme changed")
    if programme is None:
        programme = ProblemProgramme(created_by=by, is_demo=by.is_demo)
    else:
        programme = _editable(programme, by)
        if programme.status == ProgrammeStatus.STOPPED:
            raise Refused(_("The programme is stopped. Resume it before you change it."))
        if programme.organisation_id != data.organisation.pk:
            raise Refused(
                _("The programme belongs to %(organisation)s. Map another one for %(other)s.")
                % {"organisation": programme.organisation, "other": data.organisation},
                "organisation",
            )
    _check(data, by)
    for name in FIELDS:
        setattr(programme, name, getattr(data, name))
    programme.ceiling = sum(data.funding.values()) if data.funding else None
    programme.changed_by, programme.changed_at = by, timezone.now()
    try:
        with transaction.atomic():
            save_traced(programme, by=by, reason=noted)
    except IntegrityError:
        raise Refused(
            _("%(organisation)s has mapped “%(title)s” for this problem, pillar and year already.")
            % {"organisation": data.organisation, "title": data.title},
            "title",
            see=ProblemProgramme.objects.visible_to(by)
            .filter(**{name: getattr(programme, name) for name in ONCE})
            .first(),
        ) from None
    programme.areas.set(data.areas)
    programme.funding.all().delete()
    ProgrammeFunding.objects.bulk_create(
        ProgrammeFunding(programme=programme, source=source, ceiling=ceiling)
        for source, ceiling in data.funding.items()
    )
    return programme


@transaction.atomic
def stop_programme(*, programme: ProblemProgramme, reason: str, by: User) -> ProblemProgramme:
    """Ends a programme before its time: it leaves the problem map and stays to be read."""
    programme = _editable(programme, by)
    if programme.status == ProgrammeStatus.STOPPED:
        raise Refused(_("The programme is stopped already, since %s.") % long_date(programme.stopped_on))
    if not is_reason(reason):
        raise Refused(_("Write why the programme is stopped."), "reason")
    programme.status, programme.stopped_on = ProgrammeStatus.STOPPED, clock.today()
    programme.stop_reason = reason
    return _moved(programme, by, gettext_noop("programme stopped"))


@transaction.atomic
def resume_programme(*, programme: ProblemProgramme, by: User) -> ProblemProgramme:
    """Takes a stopped programme up again, as planned."""
    programme = _editable(programme, by)
    if programme.status != ProgrammeStatus.STOPPED:
        raise Refused(_("The programme is not stopped."))
    programme.status, programme.stopped_on, programme.stop_reason = ProgrammeStatus.PLANNED, None, ""
    return _moved(programme, by, gettext_noop("programme resumed"))


def linkable_activities(programme: ProblemProgramme, user: User) -> QuerySet[Activity]:
    """Sent and verified activities that may carry out the programme: of its pillar, budget year and places,
    not cancelled, and under no programme of its organisation yet."""
    found = Activity.objects.visible_to(user).counted().exclude(status=Progress.CANCELLED)
    found = found.filter(pillar=programme.pillar_id, budget_year=programme.budget_year)
    taken = ProgrammeActivity.objects.filter(organisation=programme.organisation_id)
    found = found.exclude(pk__in=taken.values("activity"))
    codes = [area.pk for area in programme.areas.all()]
    if NATION_CODE in codes:
        return found
    places = ActivityVillage.objects.filter(
        Q(village__area__in=codes)
        | Q(village__district__in=codes)
        | Q(village__regency__in=codes)
        | Q(village__province__in=codes)
    )
    return found.filter(pk__in=places.values("activity"))


@transaction.atomic
def link_activities(
    *, programme: ProblemProgramme, activities: Collection[Activity], by: User
) -> ProblemProgramme:
    """These activities carry out the programme: its people and spending come from them from now on."""
    programme = _editable(programme, by)
    if programme.status == ProgrammeStatus.STOPPED:
        raise Refused(_("The programme is stopped. Resume it before you link activities."))
    allowed = set(
        linkable_activities(programme, by)
        .filter(pk__in=[row.pk for row in activities])
        .values_list("pk", flat=True)
    )
    for activity in activities:
        if activity.pk not in allowed:
            raise Refused(
                _(
                    "“%(activity)s” cannot be linked: it belongs to another pillar, budget year or "
                    "place, is not sent yet, or carries out another programme of %(organisation)s."
                )
                % {"activity": activity, "organisation": programme.organisation}
            )
    ProgrammeActivity.objects.bulk_create(
        ProgrammeActivity(
            programme=programme, activity=activity, organisation_id=programme.organisation_id, linked_by=by
        )
        for activity in activities
    )
    return _moved(programme, by, gettext_noop("activities linked"))


@transaction.atomic
def unlink_activity(*, programme: ProblemProgramme, activity: Activity, by: User) -> ProblemProgramme:
    """The activity carries out the programme no more."""
    programme = _editable(programme, by)
    programme.links.filter(activity=activity).delete()
    return _moved(programme, by, gettext_noop("activity unlinked"))


def takes_part(organisation: Organisation, pillar: Pillar, year: int) -> bool:
    """Whether the organisation leads the pillar on a day of the year, or contributes to it."""
    start, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if any(lead.organisation_id == organisation.pk for lead in pillar.leads_between(start, end)):
        return True
    contributions = PillarContributor.objects.filter(organisation=organisation)
    return contributions.filter(Q(pillar=pillar) | Q(pillar__isnull=True)).exists()


def _editable(programme, by):
    """The programme, locked; refused where `by` may not write it."""
    programme = ProblemProgramme.objects.select_for_update().get(pk=programme.pk)
    if not ProblemProgramme.objects.editable_by(by).filter(pk=programme.pk).exists():
        raise Refused(_("You may change only your organisation's programmes and those of your pillar."))
    return programme


def _moved(programme, by, noted):
    programme.changed_by, programme.changed_at = by, timezone.now()
    save_traced(programme, by=by, reason=noted)
    return programme


def _check(data, by):
    """What must hold for any mapped programme, whoever calls."""
    _check_who(data, by)
    _check_where(data.areas)
    if data.status == ProgrammeStatus.STOPPED:
        raise Refused(_("A programme is stopped on its page, with a reason."), "status")
    if (data.actual is None) != (data.actual_on is None):
        raise Refused(
            _("Write both the spending and the day to which it applies, or neither."),
            "actual_on" if data.actual_on is None else "actual",
        )
    if data.actual_on and data.actual_on > clock.today():
        raise Refused(
            _("Spending as of: %(day)s is in the future. Write today's date or an earlier one.")
            % {"day": long_date(data.actual_on)},
            "actual_on",
        )


def _check_who(data, by):
    named = {"organisation": data.organisation.name, "pillar": data.pillar.code, "year": data.budget_year}
    if data.organisation.pk != by.organisation_id and not led_pillars(by).filter(pk=data.pillar.pk).exists():
        raise Refused(
            _(
                "You map for your own organisation. Only the PIC of pillar %(pillar)s maps for "
                "%(organisation)s."
            )
            % named,
            "organisation",
        )
    if data.organisation.has_ended(datetime.date(data.budget_year, 1, 1)):
        raise Refused(
            _("%(organisation)s ended before the budget year %(year)s. Choose its successor.") % named,
            "organisation",
        )
    if not takes_part(data.organisation, data.pillar, data.budget_year):
        raise Refused(
            _(
                "%(organisation)s neither leads pillar %(pillar)s in %(year)s nor contributes to it. "
                "Choose another pillar."
            )
            % named,
            "pillar",
        )


def _check_where(areas):
    if not areas:
        raise Refused(_("Choose where the programme operates: all of Indonesia, or at least one place."))
    by_code = {area.pk: area for area in areas}
    for code, area in by_code.items():
        if wider := next((by_code[wide] for wide in above(code) if wide in by_code), None):
            raise Refused(
                _("%(area)s is in %(wider)s, which is chosen too. Leave one of the two out.")
                % {"area": area.label, "wider": wider.label}
            )
