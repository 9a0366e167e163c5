"""Where an office reports its indicators: the periods of the own regencies, and the sheet of one of them."""

from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.forms import change
from villages.choices import Level
from villages.models import Area

from ...choices import PeriodKind
from ...models import IndicatorValue, IndicatorVersion, ReportingPeriod
from ...models.periods import ROMAN
from ...services.periods import closed_sentence
from ..forms.indicator_values import ReportSheet
from ..services.indicator_values import report_values, withdraw_values
from .indicators import crumbs

YEARS_SHOWN = 2


@dataclass(frozen=True)
class ReportPeriod:
    """A quarter, or a year as a whole, for which an office reports; in addresses `2026-3` or `2026`."""

    year: int
    quarter: int | None

    @classmethod
    def read(cls, text):
        """The period of an address; 404 where it names none that has begun."""
        year, _dash, quarter = text.partition("-")
        found = cls(int(year), int(quarter) if quarter else None)
        if found not in periods_begun(clock.today(), years=clock.today().year - 2015):
            raise Http404
        return found

    @property
    def key(self):
        return f"{self.year}-{self.quarter}" if self.quarter else str(self.year)

    @property
    def kind(self):
        return PeriodKind.QUARTER if self.quarter else PeriodKind.YEAR

    def __str__(self):
        if self.quarter is None:
            return _("Year %s") % self.year
        return _("Quarter %(quarter)s %(year)s") % {"quarter": ROMAN[self.quarter - 1], "year": self.year}


def periods_begun(today, years=YEARS_SHOWN):
    """The last budget years with their quarters, as far as they have begun; the newest first."""
    found = []
    for year in range(today.year, today.year - years, -1):
        begun = (today.month - 1) // 3 + 1 if year == today.year else 4
        found += [ReportPeriod(year, quarter) for quarter in range(begun, 0, -1)]
        found.append(ReportPeriod(year, None))
    return found


@permission_required("pillars.report_indicator", raise_exception=True)
def report_list(request):
    """The regencies and periods of the office, and how much of each has been reported."""
    regencies = _regencies(request.user)
    if "regency" in request.GET:
        shown = [get_object_or_404(regencies, pk=request.GET["regency"])]
    else:
        shown = [] if request.user.is_national else list(regencies)
    tables = [(regency, _progress(request.user, regency)) for regency in shown]
    context = {
        "tables": tables,
        "regencies": [] if tables else regencies.select_related("parent"),
        "crumbs": crumbs(Crumb(_("Report values"))),
    }
    return render(request, "pillars/indicator_values/list.html", context)


@permission_required("pillars.report_indicator", raise_exception=True)
def report_edit(request, code, period):
    """All reported indicators of one regency and period, for the areas that the user reports for."""
    regency = get_object_or_404(_regencies(request.user), pk=code)
    period = ReportPeriod.read(period)
    areas = list(_areas(request.user, regency))
    versions = _versions(period)
    closed = ReportingPeriod.objects.filter(year=period.year, quarter=period.quarter or 4)
    closed = closed.closed_to(regency.pk, clock.today()).first()
    form = ReportSheet(
        request.POST or None,
        versions=versions,
        areas=areas,
        stored=_stored(areas, period),
        year=period.year,
        quarter=period.quarter,
        closed=closed is not None,
    )
    answer = change(
        request,
        form,
        lambda: _write(form, request.user),
        row=regency,
        said=_("%(period)s of %(area)s is stored.") % {"period": period, "area": regency.label},
        to=reverse("pillars:indicator-report", kwargs={"code": code, "period": period.key}),
    )
    if answer:
        return answer
    context = {
        "form": form,
        "regency": regency,
        "period": period,
        "closed": closed,
        "closed_note": closed_sentence(closed) if closed else "",
        "crumbs": crumbs(
            Crumb(_("Report values"), reverse("pillars:indicator-report-list")),
            Crumb(f"{regency.label}, {period}"),
        ),
    }
    return render(request, "pillars/indicator_values/edit.html", context)


def _write(form, user):
    """All of the sheet or nothing."""
    report_values(reports=form.reports, by=user)
    withdraw_values(values=form.withdrawn, by=user)


def _regencies(user):
    """Regencies in which the user reports for something."""
    areas = Area.objects.reportable_by(user)
    return Area.objects.filter(level=Level.REGENCY, regency_villages__area__in=areas).distinct()


def _areas(user, regency):
    """The regency, where the user serves it as a whole, and its villages, as far as they are the user's."""
    areas = Area.objects.reportable_by(user)
    return areas.filter(pk=regency.pk) | areas.filter(village__regency=regency)


def _versions(period):
    return list(
        IndicatorVersion.objects.in_year(period.year)
        .reported()
        .filter(period_kind=period.kind)
        .prefetch_related("indicator__versions")
    )


def _stored(areas, period):
    rows = IndicatorValue.objects.filter(area__in=areas, year=period.year, quarter=period.quarter)
    rows = rows.select_related("reported_by", "indicator", "area")
    return {(row.indicator_id, row.area_id): row for row in rows}


def _progress(user, regency):
    """`[(period, reported, due)]`: how many values there are of how many the user is asked for."""
    areas = list(_areas(user, regency))
    levels = {level: sum(area.level == level for area in areas) for level in (Level.VILLAGE, Level.REGENCY)}
    periods = periods_begun(clock.today())
    asked = {}
    for year in {period.year for period in periods}:
        asked[year] = list(IndicatorVersion.objects.in_year(year).reported())
    rows = IndicatorValue.objects.filter(area__in=areas, year__in=asked)
    counts = {
        (row["year"], row["quarter"]): row["values"]
        for row in rows.order_by().values("year", "quarter").annotate(values=Count("pk"))
    }
    return [
        (
            period,
            counts.get((period.year, period.quarter), 0),
            sum(
                levels[version.reported_for]
                for version in asked[period.year]
                if version.period_kind == period.kind
            ),
        )
        for period in periods
    ]
