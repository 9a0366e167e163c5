"""Where an office reports indicators: the periods of its regencies, and the sections of one of them."""

from dataclasses import dataclass

from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.conflicts import version_of
from desmigratif.ui.formatting import number
from desmigratif.ui.forms import carry_out, change
from villages.choices import Level
from villages.models import Area

from ...models import IndicatorValue, Pillar, ReportingPeriod
from ...services.periods import closed_fact
from ..forms.indicator_values import ReportSheet
from ..services.indicator_values import report_values, withdraw_values
from ..services.report_periods import (
    ReportPeriod,
    areas_reported,
    due_dates,
    last_values,
    periods_begun,
    progress,
    versions_asked,
)
from .indicators import crumbs

#: In addresses: the section of the indicators that belong to no pillar.
GENERAL = "umum"


@permission_required("pillars.report_indicator", raise_exception=True)
def report_list(request):
    """The regencies and periods of the office, and how much of each has been reported."""
    regencies = _regencies(request.user)
    if "regency" in request.GET:
        shown = [get_object_or_404(regencies, pk=request.GET["regency"])]
    else:
        shown = [] if request.user.is_national else list(regencies)
    periods = periods_begun()
    days = due_dates(periods)
    tables = [
        (regency, [(*row, days.get(row[0])) for row in progress(request.user, regency, periods)])
        for regency in shown
    ]
    context = {
        "tables": tables,
        "regencies": [] if tables else regencies.select_related("parent"),
        "crumbs": crumbs(Crumb(_("Report values"))),
    }
    return render(request, "pillars/indicator_values/list.html", context)


@dataclass(frozen=True)
class PartOfSheet:
    """One pillar of the sheet, or the programme as a whole, as the list of sections shows it."""

    key: str
    pillar: Pillar | None
    reported: int
    due: int


class Sheet:
    """What one user reports of one regency and period, cut into sections."""

    def __init__(self, user, code, period):
        self.regency = get_object_or_404(_regencies(user), pk=code)
        self.period = ReportPeriod.read(period)
        if self.period is None:
            raise Http404
        self.areas = list(areas_reported(user, self.regency))
        self.versions = [row for row in versions_asked(self.period) if self._areas_of(row)]
        closed = ReportingPeriod.objects.filter(year=self.period.year, quarter=self.period.quarter or 4)
        self.closed = closed.closed_to(self.regency.pk, clock.today()).first()

    def _areas_of(self, version):
        return [area for area in self.areas if area.level == version.reported_for]

    def of_section(self, key):
        return [version for version in self.versions if _key(version) == key]

    @cached_property
    def stored(self):
        rows = IndicatorValue.objects.filter(
            area__in=self.areas, year=self.period.year, quarter=self.period.quarter
        ).select_related("reported_by", "indicator", "area")
        return {(row.indicator_id, row.area_id): row for row in rows}

    def parts(self):
        """The sections in the order of the pillars, with how much of each is reported."""
        stored = self.stored
        found = []
        for key in dict.fromkeys(map(_key, self.versions)):
            versions = self.of_section(key)
            cells = [(row.indicator_id, area.code) for row in versions for area in self._areas_of(row)]
            reported = sum(cell in stored for cell in cells)
            found.append(PartOfSheet(key, versions[0].indicator.pillar, reported, len(cells)))
        return found

    def address(self, section=None):
        parts = {"code": self.regency.pk, "period": self.period.key}
        if section is None:
            return reverse("pillars:indicator-report", kwargs=parts)
        return reverse("pillars:indicator-report-section", kwargs={**parts, "section": section})

    def context(self):
        due_on = due_dates([self.period]).get(self.period)
        return {
            "sheet": self,
            "regency": self.regency,
            "period": self.period,
            "parts": self.parts(),
            "due_on": due_on,
            "days_left": (due_on - clock.today()).days if due_on else None,
            "closed": self.closed,
            "closed_note": closed_fact(self.closed) if self.closed else "",
        }


@permission_required("pillars.report_indicator", raise_exception=True)
def report_edit(request, code, period):
    """The sections of one regency and period."""
    sheet = Sheet(request.user, code, period)
    context = {**sheet.context(), "crumbs": _crumbs(Crumb(f"{sheet.regency.label}, {sheet.period}"))}
    return render(request, "pillars/indicator_values/sections.html", context)


@permission_required("pillars.report_indicator", raise_exception=True)
def report_section(request, code, period, section):
    """The indicators of one section; what can be read is stored although something else cannot."""
    sheet = Sheet(request.user, code, period)
    versions = sheet.of_section(section)
    if not versions:
        raise Http404
    form = _form(request, sheet, versions)
    answer = change(
        request,
        form,
        lambda: _write(form, request.user),
        row=sheet.regency,
        message=_("%(period)s of %(area)s is stored.")
        % {"period": sheet.period, "area": sheet.regency.label},
        to=sheet.address(),
    )
    if answer:
        return answer
    stored = _stored_although(request, form)
    version = ""
    if stored:
        # What was stored is what the page now stands on; what was not stays typed, with its reason.
        del sheet.stored
        form = _form(request, sheet, versions)
        version = version_of(form)
    context = {
        **sheet.context(),
        "form": form,
        "section": section,
        "version": version,
        "stored_although": stored,
        "crumbs": _crumbs(
            Crumb(f"{sheet.regency.label}, {sheet.period}", sheet.address()),
            Crumb(str(versions[0].indicator.pillar or _("Sustainability and the programme as a whole"))),
        ),
    }
    return render(request, "pillars/indicator_values/edit.html", context)


def _form(request, sheet, versions):
    return ReportSheet(
        request.POST or None,
        versions=versions,
        areas=sheet.areas,
        stored=sheet.stored,
        last=last_values(sheet.areas, sheet.period),
        year=sheet.period.year,
        quarter=sheet.period.quarter,
        closed=sheet.closed is not None,
    )


def _stored_although(request, form):
    """The sentence that says how many values are stored although others are wrong; empty where none is."""
    count = len(form.reports) + len(form.withdrawn) if form.is_bound and form.errors else 0
    if not count or request.POST.get("version", "") not in ("", version_of(form)):
        return ""
    if carry_out(form, lambda: _write(form, request.user)) is None:
        return ""
    message = ngettext("%s value is stored.", "%s values are stored.", count) % number(count)
    return message + " " + _("What you see here is not stored yet:")


@transaction.atomic
def _write(form, user):
    report_values(reports=form.reports, by=user)
    withdraw_values(values=form.withdrawn, by=user)
    return len(form.reports) + len(form.withdrawn)


def _regencies(user):
    """Regencies in which the user reports for something."""
    areas = Area.objects.reportable_by(user)
    return Area.objects.filter(level=Level.REGENCY, regency_villages__area__in=areas).distinct()


def _key(version):
    return version.indicator.pillar.code if version.indicator.pillar else GENERAL


def _crumbs(*more):
    return crumbs(Crumb(_("Report values"), reverse("pillars:indicator-report-list")), *more)
