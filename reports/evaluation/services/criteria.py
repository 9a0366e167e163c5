"""What assessors say about the maturity of villages and the readiness of regencies."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.refusals import Refused
from villages.models import Area

from ...choices import Fulfilment
from ...figures.criteria import assessed_areas
from ...models import Criterion, CriterionAnswer


@transaction.atomic
def answer_criterion(
    *, criterion: Criterion, area: Area, level: str, evidence: str, answered_on: date, by: User
) -> CriterionAnswer:
    """Records what was found about one criterion in one area; earlier answers stay beside it.

    `area`: a village for the rubric of maturity, a regency for that of readiness.
    """
    if not by.has_perm("reports.assess"):
        raise Refused(_("Only a reviewer assesses."))
    if not assessed_areas(criterion.area_level, by).filter(pk=area.pk).exists():
        raise Refused(_("You may assess only villages and regencies of your own area."))
    if criterion.is_measured or not criterion.is_active:
        raise Refused(
            _("“%(criterion)s” is counted by the portal or no longer in force; nobody answers it.")
            % {"criterion": criterion}
        )
    if answered_on > clock.today():
        raise Refused(
            _("Found on: %(day)s is in the future. Write today's date or an earlier one.")
            % {"day": long_date(answered_on)},
            "answered_on",
        )
    evidence = evidence.strip()
    if level != Fulfilment.UNKNOWN and not evidence:
        raise Refused(
            _("Evidence: write what shows it, for example number and date of the rule, or who saw it when."),
            "evidence",
        )
    return CriterionAnswer.objects.create(
        criterion=criterion, area=area, level=level, evidence=evidence, answered_on=answered_on, by=by
    )
