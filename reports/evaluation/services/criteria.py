"""What assessors say about the maturity of villages and the readiness of regencies."""

from django.db import transaction
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.formatting import long_date
from desmigratif.ui.refusals import Refused
from villages.models import Village

from ...choices import Fulfilment
from ...figures.readiness import regencies_of
from ...models import MaturityAnswer, ReadinessAnswer


@transaction.atomic
def answer_maturity(*, criterion, village, level, evidence, answered_on, by):
    """Records what was found about one criterion in one village; earlier answers stay beside it."""
    if not Village.objects.visible_to(by).filter(pk=village.pk).exists():
        raise Refused(_("You may assess only villages of your own area."))
    row = MaturityAnswer(criterion=criterion, village=village)
    return _write(row, level, evidence, answered_on, by)


@transaction.atomic
def answer_readiness(*, criterion, regency, level, evidence, answered_on, by):
    """Records what was found about one criterion in one regency; earlier answers stay beside it."""
    if not regencies_of(by).filter(pk=regency.pk).exists():
        raise Refused(_("You may assess only regencies of your own area."))
    row = ReadinessAnswer(criterion=criterion, regency=regency)
    return _write(row, level, evidence, answered_on, by)


def _write(row, level, evidence, answered_on, by):
    if not by.has_perm("reports.assess"):
        raise Refused(_("Only a reviewer assesses."))
    if row.criterion.is_measured or not row.criterion.is_active:
        raise Refused(
            _("“%(criterion)s” is counted by the portal or no longer in force; nobody answers it.")
            % {"criterion": row.criterion}
        )
    if answered_on > clock.today():
        raise Refused(
            _("Found on: %(day)s has not come yet. Write today's date or an earlier one.")
            % {"day": long_date(answered_on)},
            "answered_on",
        )
    row.evidence = evidence.strip()
    if level != Fulfilment.UNKNOWN and not row.evidence:
        raise Refused(
            _("Evidence: write what shows it, for example number and date of the rule, or who saw it when."),
            "evidence",
        )
    row.level, row.answered_on, row.by = level, answered_on, by
    row.save()
    return row
