"""Writes down what an index says of a village, and corrects what was typed wrong."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.formatting import number
from desmigratif.ui.refusals import Refused

from ..choices import IndexName
from ..models import Village, VillageIndex
from .traces import save_traced

#: The year of the first IDM; an index value of an earlier year is a slip.
FIRST_YEAR = 2015
HIGHEST = {IndexName.IDM: 1, IndexName.INDEKS_DESA: 100}
FIELDS = ("name", "year", "score", "status", "source")


@transaction.atomic
def record_index(*, village: Village, by: User, **values: Any) -> VillageIndex:
    """Adds the value of one index and year; `values`: name, year, score, status, source."""
    return _write(VillageIndex(village=village), values, by, gettext_noop("index value added"))


@transaction.atomic
def correct_index(*, row: VillageIndex, by: User, **values: Any) -> VillageIndex:
    """Corrects a value that was typed wrong; what it said before stays in its history."""
    row = VillageIndex.objects.select_for_update().get(pk=row.pk)
    return _write(row, values, by, gettext_noop("index value corrected"))


def _write(row, values, by, reason):
    for name in FIELDS:
        setattr(row, name, values[name])
    check_index(row)
    try:
        with transaction.atomic():
            save_traced(row, by=by, reason=reason)
    except IntegrityError:
        raise _recorded_already(row) from None
    return row


def check_index(row: VillageIndex) -> None:
    """Refuses a year that cannot be, a score off the scale, nothing said, and a second value of a year."""
    this_year = clock.today().year
    if not FIRST_YEAR <= row.year <= this_year:
        raise Refused(
            _("Year: %(year)s is not possible. Write a year from %(first)s to %(last)s.")
            % {"year": row.year, "first": FIRST_YEAR, "last": this_year},
            "year",
        )
    if row.score is None and not row.status:
        raise Refused(_("Write the score, the status or both, as the index publishes them."), "score")
    highest = HIGHEST[IndexName(row.name)]
    if row.score is not None and not 0 <= row.score <= highest:
        raise Refused(
            _("Score: %(score)s is not on the scale of %(index)s, which runs from 0 to %(highest)s.")
            % {"score": number(row.score, 4), "index": row.get_name_display(), "highest": highest},
            "score",
        )
    same = VillageIndex.objects.filter(village=row.village, name=row.name, year=row.year)
    if same.exclude(pk=row.pk).exists():
        raise _recorded_already(row)


def _recorded_already(row):
    return Refused(
        _("%(index)s %(year)s of %(village)s is recorded already. Correct that value instead.")
        % {"index": row.get_name_display(), "year": row.year, "village": row.village},
        "year",
        see=row.village,
    )
