"""What waits for an administrator today; every figure opens the page where it is corrected."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from desmigratif.accounts.models import Organisation, User
from desmigratif.accounts.roles import Role
from pillars.models import PillarLead
from villages.models import Area, AreaGroup, Assignment, Village


@dataclass(frozen=True)
class LeadToReplace:
    """A pillar whose lead has ended or handed its function on, and who followed it."""

    lead: PillarLead
    since: date
    successors: tuple[Organisation, ...]
    source: str = ""


def leads_to_replace(today: date) -> list[LeadToReplace]:
    """Leads of today whose organisation, after they were appointed, ended or handed its function on."""
    leads = PillarLead.objects.on(today).select_related("pillar", "organisation").order_by("pillar__number")
    found = []
    for lead in leads.prefetch_related("organisation__changes__successors"):
        changes = [
            change
            for change in lead.organisation.changes.all()
            if change.effective_on < today
            and (lead.valid_from is None or lead.valid_from <= change.effective_on)
        ]
        if changes:
            successors = {row.pk: row for change in changes for row in change.successors.all()}
            last = max(changes, key=lambda change: change.effective_on)
            found.append(LeadToReplace(lead, last.effective_on, tuple(successors.values()), last.source))
        elif lead.organisation.has_ended(today):
            found.append(LeadToReplace(lead, lead.organisation.valid_to, ()))
    return found


def ended_organisations_with_users(today: date) -> QuerySet[Organisation]:
    """Organisations that have ended and for which active users still work; `active_users` each."""
    users = Count("users", filter=Q(users__is_active=True))
    return (
        Organisation.objects.filter(valid_to__lt=today)
        .annotate(active_users=users)
        .filter(active_users__gt=0)
    )


def users_without_area(today: date) -> QuerySet[User]:
    """Active users whose role needs an area and who serve none: they see nothing."""
    return User.objects.active().without_area_on(today).select_related("organisation")


def villages_without_officer(today: date) -> QuerySet[Area]:
    """Regencies with programme villages that no active officer serves; `villages` each, the most first."""
    served = (
        Assignment.objects.active_on(today)
        .filter(user__is_active=True, user__role__in=[Role.OFFICER, Role.VILLAGE_OFFICER])
        .values("area")
    )
    unserved = Village.objects.in_programme_on(today).exclude(
        Q(area__in=served) | Q(district__in=served) | Q(regency__in=served) | Q(province__in=served)
    )
    regencies = Area.objects.filter(regency_villages__in=unserved)
    return regencies.annotate(villages=Count("regency_villages")).order_by("-villages", "code")


def empty_groups() -> QuerySet[AreaGroup]:
    """Area groups without a regency: a dashboard of them shows nothing."""
    return AreaGroup.objects.filter(areas__isnull=True)


def users_never_signed_in() -> QuerySet[User]:
    """Active users who have not signed in yet, the longest waiting first."""
    return User.objects.active().never_signed_in().select_related("organisation").order_by("date_joined")
