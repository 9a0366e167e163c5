"""Who leads a pillar from when: only starts are written down, so no gap and no overlap can be."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import Organisation, User
from desmigratif.ui.refusals import Refused
from villages.services.traces import save_traced

from ..models import Pillar, PillarLead


@transaction.atomic
def appoint_lead(
    *, pillar: Pillar, organisation: Organisation, valid_from: date, decree: str, by: User
) -> PillarLead:
    """The organisation leads the pillar from a day on; the lead before it ends on the day before."""
    lead = PillarLead(pillar=pillar, organisation=organisation, valid_from=valid_from, decree=decree)
    return _save(lead, by=by, reason=gettext_noop("lead appointed"))


@transaction.atomic
def change_lead(
    *, lead: PillarLead, organisation: Organisation, valid_from: date, decree: str, by: User
) -> PillarLead:
    """Corrects one lead; reports of its days print what is written now."""
    lead.organisation = organisation
    lead.valid_from = valid_from
    lead.decree = decree
    return _save(lead, by=by, reason=gettext_noop("lead corrected"))


@transaction.atomic
def remove_lead(*, lead: PillarLead, by: User) -> None:
    """Takes back a lead that was written down by mistake; the one before it leads on. Its history stays."""
    hold_pillar(lead)
    if not PillarLead.objects.filter(pillar=lead.pillar_id).exclude(pk=lead.pk).exists():
        raise Refused(
            _("%(organisation)s is the only lead of pillar %(pillar)s. Correct it instead of removing it.")
            % {"organisation": lead.organisation, "pillar": lead.pillar.code}
        )
    lead._history_user = by
    lead._change_reason = gettext_noop("lead removed")
    lead.delete()


def hold_pillar(lead: PillarLead) -> None:
    """Locks the pillar before its leads: two administrators appointing at once queue here."""
    Pillar.objects.select_for_update().get(pk=lead.pillar_id)


def check_lead(lead: PillarLead) -> None:
    """What must hold for any stored lead; forms ask before they store."""
    _refuse_missing_organisation(lead)
    _refuse_same_day(lead)


def _save(lead, *, by, reason):
    hold_pillar(lead)
    check_lead(lead)
    try:
        with transaction.atomic():
            save_traced(lead, by=by, reason=reason)
    except IntegrityError:
        raise Refused(_("This lead was recorded a moment ago. Reload the page."), "valid_from") from None
    return lead


def _refuse_missing_organisation(lead):
    organisation, day = lead.organisation, lead.valid_from
    if day is None:
        return
    if organisation.has_ended(day):
        raise Refused(
            _("%(organisation)s ended on %(end)s and cannot lead from %(start)s. Choose its successor.")
            % {"organisation": organisation.name, "end": _day(organisation.valid_to), "start": _day(day)},
            "organisation",
        )
    if organisation.valid_from and day < organisation.valid_from:
        raise Refused(
            _("%(organisation)s exists only since %(begin)s. Choose that day or a later one.")
            % {"organisation": organisation.name, "begin": _day(organisation.valid_from)},
            "valid_from",
        )


def _refuse_same_day(lead):
    others = PillarLead.objects.filter(pillar=lead.pillar_id).exclude(pk=lead.pk)
    named = {"pillar": lead.pillar.code}
    if lead.valid_from is None:
        if other := others.filter(valid_from__isnull=True).first():
            raise Refused(
                _("%(organisation)s is the lead of pillar %(pillar)s with an unknown start. Write a date.")
                % {**named, "organisation": other.organisation.name},
                "valid_from",
            )
        return
    if other := others.filter(valid_from=lead.valid_from).first():
        raise Refused(
            _(
                "%(organisation)s leads pillar %(pillar)s from %(start)s already. Choose another day, or "
                "correct that lead."
            )
            % {**named, "organisation": other.organisation.name, "start": _day(lead.valid_from)},
            "valid_from",
        )


def _day(date):
    return date_format(date, "j F Y")
