"""Defines indicators: a definition that has been used is not rewritten, a later year gets a new one."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui.refusals import Refused
from villages.services.traces import save_traced

from ...choices import Aggregation, Measure, ValueSource
from ...models import Indicator, IndicatorValue, IndicatorVersion, Pillar, Target

#: What decides how values are counted and judged; the rest is wording, which may be mended at any time.
COUNTING = (
    "direction",
    "aggregation",
    "areas_add_up",
    "per",
    "decimals",
    "by_sex",
    "cap",
    "scale",
    "period_kind",
    "source",
    "measure",
    "reported_for",
)


@transaction.atomic
def add_indicator(
    *, code: str, pillar: Pillar | None, position: int, valid_from: int, by: User, **definition: Any
) -> Indicator:
    """A new indicator with its first definition, from a budget year on."""
    if Indicator.objects.filter(code=code).exists():
        raise Refused(
            _("There is an indicator %(code)s already. Choose another code.") % {"code": code}, "code"
        )
    indicator = Indicator(code=code, pillar=pillar, position=position)
    save_traced(indicator, by=by, reason=gettext_noop("indicator added"))
    _save(IndicatorVersion(indicator=indicator, valid_from=valid_from), definition, by=by)
    return indicator


@transaction.atomic
def define_indicator(
    *, indicator: Indicator, valid_from: int, by: User, **definition: Any
) -> IndicatorVersion:
    """What the indicator means from a budget year on: a new definition, or that year's put in order.

    Refused where it would change how values or targets that are there are counted (Refused).
    """
    # The indicator's row is the lock: two administrators defining at once queue here.
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    versions = list(indicator.versions.order_by("valid_from"))
    version = next((row for row in versions if row.valid_from == valid_from), None)
    governing = max(
        (row for row in versions if row.valid_from <= valid_from),
        key=lambda row: row.valid_from,
        default=None,
    )
    changed = IndicatorVersion(indicator=indicator, valid_from=valid_from)
    _fill(changed, definition)
    if governing is not None and any(getattr(changed, name) != getattr(governing, name) for name in COUNTING):
        following = min((row.valid_from for row in versions if row.valid_from > valid_from), default=None)
        _refuse_used(indicator, valid_from, following)
    return _save(version or IndicatorVersion(indicator=indicator, valid_from=valid_from), definition, by=by)


@transaction.atomic
def place_indicator(*, indicator: Indicator, position: int, ended_from: int | None, by: User) -> None:
    """Where the indicator stands in lists, and from which budget year on it is not asked for any more."""
    used = _last_used(indicator)
    if ended_from is not None and used is not None and used >= ended_from:
        raise Refused(
            _("%(code)s has values or targets for %(year)s. It can end with budget year %(next)s or later.")
            % {"code": indicator.code, "year": used, "next": used + 1},
            "ended_from",
        )
    if (indicator.position, indicator.ended_from) == (position, ended_from):
        return
    indicator.position, indicator.ended_from = position, ended_from
    save_traced(indicator, by=by, reason=gettext_noop("indicator changed"))


def check_definition(version: IndicatorVersion) -> None:
    """What must hold for any stored definition; forms ask before they store."""
    if version.source == ValueSource.MEASURED and not version.measure:
        raise Refused(_("Choose what the portal counts for this indicator."), "measure")
    if version.source == ValueSource.REPORTED and version.reported_for is None:
        raise Refused(_("Choose whether it is reported for villages or for regencies."), "reported_for")
    if version.source == ValueSource.REPORTED and version.aggregation == Aggregation.PEOPLE:
        raise Refused(
            _("Different people can only be counted by the portal, by name. Choose another aggregation."),
            "aggregation",
        )
    if version.by_sex and not (
        version.aggregation in (Aggregation.SUM, Aggregation.LAST)
        and version.areas_add_up
        and version.decimals == 0
    ):
        raise Refused(
            _("Men and women add up only where values are whole numbers that add up. Switch “by sex” off."),
            "by_sex",
        )


def _save(version, definition, *, by):
    is_new = version.pk is None
    _fill(version, definition)
    check_definition(version)
    reason = gettext_noop("definition added") if is_new else gettext_noop("definition corrected")
    save_traced(version, by=by, reason=reason)
    return version


def _fill(version, definition):
    """What follows from a choice is set, not asked: a count has its aggregation, a report no measure."""
    for name, value in definition.items():
        setattr(version, name, value)
    if version.source == ValueSource.MEASURED:
        version.reported_for, version.by_sex = None, False
        if version.measure:
            version.aggregation = Measure(version.measure).aggregation
    else:
        version.measure = ""


def _refuse_used(indicator, first, following):
    """`following`: the year in which the next definition begins, None where nothing follows."""
    used = _last_used(indicator, before=following)
    if used is None or used < first:
        return
    raise Refused(
        _(
            "%(code)s has values or targets for %(year)s, which would be counted differently. Let the new "
            "definition begin with budget year %(next)s, or change its wording only."
        )
        % {"code": indicator.code, "year": used, "next": used + 1},
        "valid_from",
    )


def _last_used(indicator, before=None):
    """The last budget year with a value or a target; None without any."""
    years = []
    for model in (IndicatorValue, Target):
        rows = model.objects.filter(indicator=indicator)
        if before is not None:
            rows = rows.filter(year__lt=before)
        years.append(rows.aggregate(last=Max("year"))["last"])
    return max((year for year in years if year is not None), default=None)
