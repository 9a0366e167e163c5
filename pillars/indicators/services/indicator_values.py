"""Stores what offices report of indicators: all of a page or nothing, and every earlier value is kept."""

import datetime
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from desmigratif.accounts.models import User
from desmigratif.ui import clock
from desmigratif.ui.refusals import Refused
from villages.models import Area
from villages.services.traces import change_traced, create_traced

from ...models import Indicator, IndicatorValue
from ...services.periods import REGENCY_CODE, refuse_closed_quarter

SEXES = ("male", "female", "unknown")
NUMBERS = ("value", "numerator", "denominator", *SEXES)


@dataclass(frozen=True)
class Report:
    """What an office says of one indicator, area and period; `quarter` None: of the year as a whole.

    A ratio has numerator and denominator; by sex the total is computed; everything else has `value`.
    """

    indicator: Indicator
    area: Area
    year: int
    quarter: int | None
    evidence: str
    link: str = ""
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    male: int | None = None
    female: int | None = None
    unknown: int | None = None

    @property
    def numbers(self) -> dict[str, Decimal | int | None]:
        """The columns of the stored value."""
        found = {name: getattr(self, name) for name in NUMBERS}
        if self.indicator.version_in(self.year).by_sex:
            found["unknown"] = self.unknown or 0
            found["value"] = Decimal(self.male + self.female + found["unknown"])
        return found


@transaction.atomic
def report_values(*, reports: Collection[Report], by: User) -> Counter[str]:
    """Stores reported values; a row that says the same already is left alone.

    Returns how many were added, changed and left. Raises Refused or, for a quarter that is closed to the
    office, PeriodClosed; then nothing is stored.
    """
    for report in reports:
        check_report(report)
    # The indicators' rows are the lock, always in the same order.
    list(
        Indicator.objects.select_for_update(no_key=True)
        .filter(pk__in={row.indicator.pk for row in reports})
        .order_by("pk")
    )
    stored = {_key(row): row for row in _stored(reports)}
    new = [report for report in reports if _key(report) not in stored]
    known = [report for report in reports if _key(report) in stored]
    changed = [report for report in known if _differs(report, stored[_key(report)])]
    _refuse_closed([*new, *changed])
    made = [
        IndicatorValue(indicator=report.indicator, area=report.area, year=report.year, quarter=report.quarter)
        for report in new
    ]
    corrected = [stored[_key(report)] for report in changed]
    for report, row in zip((*new, *changed), (*made, *corrected), strict=True):
        for name, content in _content_of(report).items():
            setattr(row, name, content)
        row.reported_by, row.reported_at = by, timezone.now()
    create_traced(made, by=by, reason=gettext_noop("value reported"))
    fields = [*NUMBERS, "evidence", "link", "reported_by", "reported_at"]
    change_traced(corrected, fields=fields, by=by, reason=gettext_noop("value corrected"))
    return Counter(added=len(new), changed=len(changed), left=len(known) - len(changed))


@transaction.atomic
def withdraw_values(*, values: Collection[IndicatorValue], by: User) -> None:
    """Takes back values that were reported by mistake: not reported again; the history keeps them."""
    _refuse_closed(values)
    for value in values:
        value._history_user = by
        value._change_reason = gettext_noop("value taken back")
        value.delete()


def check_report(report: Report) -> None:
    """What must hold for any stored value; forms and imports ask before they store."""
    version = report.indicator.version_in(report.year)
    named = {"code": report.indicator.code, "year": report.year}
    if version is None:
        raise Refused(_("Indicator %(code)s is not asked for in budget year %(year)s.") % named)
    if version.is_measured:
        raise Refused(_("Indicator %(code)s is counted by the portal and not typed.") % named)
    if report.area.level != version.reported_for:
        raise Refused(
            _("%(area)s is not reported for %(code)s; it is reported per %(level)s.")
            % {**named, "area": report.area.label, "level": version.get_reported_for_display().lower()}
        )
    _refuse_period(report, version, named)
    _refuse_numbers(report, version, named)
    if not report.evidence.strip():
        raise Refused(
            _("Write where the value of %(code)s for %(area)s is from, for example the village register.")
            % {**named, "area": report.area.label},
            "evidence",
        )


def _refuse_period(report, version, named):
    if version.is_yearly != (report.quarter is None):
        if version.is_yearly:
            text = _("Indicator %(code)s is reported once a year, not per quarter.")
        else:
            text = _("Indicator %(code)s is reported per quarter, not once a year.")
        raise Refused(text % named)
    first_month = 3 * (report.quarter or 1) - 2
    if datetime.date(report.year, first_month, 1) > clock.today():
        raise Refused(_("The period has not begun yet. Report %(code)s once it has.") % named)


def _refuse_numbers(report, version, named):
    named = {**named, "area": report.area.label}
    if version.is_ratio:
        if report.numerator is None or report.denominator is None:
            missing = "numerator" if report.numerator is None else "denominator"
            raise Refused(
                _("%(code)s, %(area)s: write both numbers, even where one of them is 0.") % named, missing
            )
    elif version.by_sex:
        missing = next((name for name in ("male", "female") if getattr(report, name) is None), None)
        if missing:
            raise Refused(
                _("%(code)s, %(area)s: write men and women, even where one of them is 0.") % named, missing
            )
    elif report.value is None:
        raise Refused(_("%(code)s, %(area)s: write the value.") % named, "value")
    for name in NUMBERS:
        number = getattr(report, name)
        if number is None:
            continue
        if number < 0:
            raise Refused(
                _("%(code)s, %(area)s: %(number)s is below 0. Write 0 or more.")
                % {**named, "number": number},
                name,
            )
        if not version.is_ratio and number != round(number, version.decimals):
            raise Refused(
                _("%(code)s, %(area)s: %(number)s has more decimals than the indicator allows. Round it.")
                % {**named, "number": number},
                name,
            )


def _refuse_closed(rows):
    """One question per office and period, whatever the number of rows."""
    for year, quarter, regency in {(row.year, row.quarter, row.area.code[:REGENCY_CODE]) for row in rows}:
        refuse_closed_quarter(year=year, quarter=quarter, area=regency)


def _content_of(report):
    return {**report.numbers, "evidence": report.evidence, "link": report.link}


def _differs(report, row):
    return any(getattr(row, name) != content for name, content in _content_of(report).items())


def _key(row):
    return row.indicator.pk, row.area.pk, row.year, row.quarter


def _stored(reports):
    return IndicatorValue.objects.filter(
        indicator__in={row.indicator.pk for row in reports},
        area__in={row.area.pk for row in reports},
        year__in={row.year for row in reports},
    ).select_related("indicator", "area")
