"""Sets and removes targets; what cannot be one is refused with a sentence that says how to correct it."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui.formatting import within
from desmigratif.ui.refusals import Refused
from villages.choices import Level
from villages.models import Area
from villages.services.traces import change_traced, create_traced

from ...models import Indicator, Target

LEVELS = (Level.NATION, Level.PROVINCE, Level.REGENCY, Level.VILLAGE)
#: The last quarter is the year itself.
QUARTERS = (1, 2, 3)
MOST = Decimal("9999999999999999.99")


class TargetData(NamedTuple):
    """What is said of one target: whole numbers or Decimals; `quarter` None for that of the year."""

    indicator: Indicator
    area: Area
    year: int
    value: Decimal | int
    quarter: int | None = None
    baseline: Decimal | int | None = None


@transaction.atomic
def set_target(
    *,
    indicator: Indicator,
    area: Area,
    year: int,
    value: Decimal | int,
    by: User,
    quarter: int | None = None,
    baseline: Decimal | int | None = None,
) -> tuple[Target, bool]:
    """Sets or changes the target of an indicator for an area and budget year, or to the end of a quarter.

    `value` and `baseline`: whole numbers or Decimals of 0 or more; an empty baseline is one not known.
    Returns the target and whether anything changed. Raises Refused.
    """
    said = TargetData(indicator, area, year, value, quarter, baseline)
    return set_targets(rows=[said], by=by)[0]


@transaction.atomic
def set_targets(*, rows: Sequence[TargetData], by: User) -> list[tuple[Target, bool]]:
    """The same for many, each of another target: all of them or none, in the order given."""
    # The indicators' rows are the lock: two imports at once queue here instead of colliding.
    held = Indicator.objects.select_for_update().filter(pk__in={row.indicator.pk for row in rows})
    list(held.order_by("pk").values_list("pk"))
    stored = _stored(rows)
    found = [_become(row, stored[row.indicator.pk, row.area.pk, row.year], by) for row in rows]
    new = [target for target, changed in found if changed and target.pk is None]
    changed = [target for target, changed in found if changed and target.pk is not None]
    create_traced(new, by=by, reason=gettext_noop("target set"))
    fields = ["value", "baseline", "set_by", "set_at"]
    change_traced(changed, fields=fields, by=by, reason=gettext_noop("target changed"))
    return found


def _stored(rows):
    """`{(indicator, area, year): {quarter: target}}` of what is there of the rows."""
    found = defaultdict(dict)
    for target in Target.objects.filter(
        indicator__in={row.indicator.pk for row in rows},
        area__in={row.area.pk for row in rows},
        year__in={row.year for row in rows},
    ):
        found[target.indicator_id, target.area_id, target.year][target.quarter] = target
    return found


def _become(row, of_year, by):
    """The target of a row among those of its year, filled in, and whether anything changed."""
    value = _number(row.value, "value")
    baseline = None if row.baseline is None else _number(row.baseline, "baseline")
    indicator, area, year, quarter = row.indicator, row.area, row.year, row.quarter
    check_target(indicator=indicator, area=area, year=year, quarter=quarter, value=value, baseline=baseline)
    _refuse_out_of_order(indicator, year, quarter, value, of_year)
    target = of_year.get(quarter) or Target(indicator=indicator, area=area, year=year, quarter=quarter)
    if target.pk is not None and (target.value, target.baseline) == (value, baseline):
        return target, False
    target.value, target.baseline = value, baseline
    target.set_by, target.set_at = by, timezone.now()
    of_year[quarter] = target
    return target, True


@transaction.atomic
def remove_target(*, target: Target, by: User) -> None:
    """Takes back a target: the area then has none. With that of the year go those of its quarters."""
    gone = Target.objects.filter(indicator=target.indicator, area=target.area, year=target.year)
    if target.quarter is not None:
        gone = gone.filter(quarter=target.quarter)
    for row in gone:
        row._history_user = by
        row._change_reason = gettext_noop("target removed")
        row.delete()


def check_target(
    *,
    indicator: Indicator,
    area: Area,
    year: int,
    quarter: int | None,
    value: Decimal | int,
    baseline: Decimal | int | None = None,
) -> None:
    """What must hold for any target alone; forms and imports ask before they store."""
    version = indicator.version_in(year)
    if version is None:
        raise Refused(
            _("Indicator %(code)s is not asked for in budget year %(year)s. Choose another year.")
            % {"code": indicator.code, "year": year},
            "year",
        )
    if area.level not in LEVELS:
        raise Refused(
            _("%(area)s is a district. Set the target for a village, a regency, a province or the country.")
            % {"area": area.label},
            "area",
        )
    if version.reported_for is not None and area.level > version.reported_for:
        raise Refused(
            _("Indicator %(code)s is reported for regencies, not for villages. Set its target for a regency.")
            % {"code": indicator.code},
            "area",
        )
    if quarter is not None and quarter not in QUARTERS:
        raise Refused(
            _(
                "“%(quarter)s” is not a quarter with a target of its own. Write 1, 2 or 3; the target to "
                "the end of quarter IV is that of the year."
            )
            % {"quarter": quarter},
            "quarter",
        )
    _refuse_number(version, value, "value", _("Target"))
    if baseline is not None:
        _refuse_number(version, baseline, "baseline", _("Baseline"))


def _number(value, field):
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Refused(
            _("“%(value)s” is not a number. Write figures, for example 120.") % {"value": value}, field
        )
    return Decimal(value)


def _refuse_number(version, value, field, name):
    said = {
        "name": within(name),
        "value": value,
        "code": version.indicator.code,
        "decimals": version.decimals,
    }
    if value < 0:
        raise Refused(_("The %(name)s %(value)s of %(code)s is below 0. Write 0 or more.") % said, field)
    if value > MOST:
        raise Refused(
            _("The %(name)s %(value)s of %(code)s is too large. Check the number of zeros.") % said, field
        )
    if value != round(value, version.decimals):
        if version.decimals:
            text = _("The %(name)s %(value)s of %(code)s has too many decimals; at most %(decimals)s fit.")
        else:
            text = _("The %(name)s %(value)s of %(code)s is not a whole number. Round it.")
        raise Refused(text % said, field)


def _refuse_out_of_order(indicator, year, quarter, value, stored):
    """A quarter needs the target of the year; what adds up over the year cannot be above it before."""
    of_year = stored.get(None)
    if quarter is not None and of_year is None:
        raise Refused(
            _("%(code)s has no target for %(year)s yet. Set the target of the year first.")
            % {"code": indicator.code, "year": year},
            "value",
        )
    if not indicator.version_in(year).accumulates:
        return
    most = value if quarter is None else of_year.value
    quarters = {number: row.value for number, row in stored.items() if number is not None}
    if quarter is not None:
        quarters[quarter] = value
    above = next((number for number in QUARTERS if quarters.get(number, 0) > most), None)
    if above:
        raise Refused(
            _(
                "To the end of quarter %(quarter)s the target of %(code)s would be %(value)s, more than the "
                "%(most)s of the whole year. Change one of the two."
            )
            % {"quarter": above, "code": indicator.code, "value": quarters[above], "most": most},
            "value",
        )
