"""`/`: the page each role comes for; the public page for those who are not signed in."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from desmigratif.accounts import workers
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from desmigratif.ui.kept import waiting_forms
from desmigratif.ui.paging import page_of
from pillars.indicators.services.report_periods import ReportPeriod, progress
from pillars.models import Activity, PillarLead
from pillars.people.services.transfers import pending_transfers
from pillars.reference import all_pillars
from pillars.registers import home_lines
from pillars.services.periods import closed_fact
from villages.choices import Level
from villages.models import Area, Village
from villages.services.area_decisions import changes_for

from ..figures import home as figures
from ..figures.dormancy import Dormancy
from ..figures.recommendations import judged
from ..forms.periods import QuarterForm
from ..models import Recommendation
from .public import landing

WAITING_SHOWN = 5
SENT_SHOWN = 5
OWED_SHOWN = 5
#: Up to so many villages stand side by side; more stand below each other.
COLUMNS = 8
ROWS_PER_PAGE = 8


@login_not_required
def home(request):
    """Leads everybody to their own first page; shows that of officers."""
    if not request.user.is_authenticated:
        return landing(request)
    place = _place_of(request.user)
    return redirect(*place) if place else officer_home(request)


def _place_of(user):
    """Name and arguments, or address, of the page the role starts from; None: here."""
    if user.role == Role.ADMIN:
        return ("reports:administration",)
    if user.role == Role.PROVINCE:
        return _province_of(user)
    if user.role == Role.PILLAR_LEAD:
        lead = PillarLead.objects.on(clock.today()).filter(organisation=user.organisation_id)
        first = lead.select_related("pillar").order_by("pillar__number").first()
        return ("reports:pillar-detail", first.pillar.slug) if first else ("reports:follow-up-list",)
    if user.role == Role.CONTRIBUTOR and user.organisation_id:
        return (f"{reverse('reports:programme-list')}?organisation={user.organisation_id}",)
    return ("reports:dashboard",) if user.is_national else None


def _province_of(user):
    """The page of the assigned province; without an assignment, the sentence that says what to do."""
    seen = Village.objects.visible_to(user).order_by().values("province")
    province = Area.objects.filter(level=Level.PROVINCE, pk__in=seen).first()
    return ("reports:province-detail", province.code) if province else None


def officer_home(request):
    """What waits, which parts of the quarter are complete, and the own regency in short."""
    user, today = request.user, clock.today()
    form = QuarterForm.read(request.GET)
    period = form.chosen or figures.period_to_report(today)
    pillars = all_pillars()
    before = figures.period_before(period)
    report, *earlier = figures.quarter_reports(user, [period, *([before] if before else [])], pillars)
    waiting, seen = figures.waiting_activities(user), Village.objects.visible_to(user)
    counts = figures.counted_together(
        transfers=pending_transfers(user),
        villages=seen,
        dormant=Dormancy(seen).villages,
        waiting=Activity.objects.waiting_for(user),
        with_others=Activity.objects.waiting_for_others(user),
    )
    regencies = figures.own_regencies(user, period.year, min(period.ends_on, today))
    owed = judged(Recommendation.objects.answerable_by(user).for_list(), clock.today())
    context = {
        "form": form,
        "kept_forms": waiting_forms(user),
        "today": today,
        "transfers": counts["transfers"],
        "hour": timezone.localtime().hour,
        "area_changes": changes_for(user, today),
        "has_villages": bool(counts["villages"]),
        "may_enter": user.has_perm("pillars.add_activity"),
        "lists_wait": user.has_perm("villages.import_lists") and workers.is_missing(),
        "report": report,
        "closed_note": closed_fact(period) if period.is_closed else "",
        "days_left": (period.due_on - today).days if period.due_on else None,
        "rows": page_of(request, report.rows, ROWS_PER_PAGE),
        "by_village": len(report.rows) > COLUMNS,
        "before": next(iter(earlier), None),
        "after": figures.period_after(period, today),
        "dormant": counts["dormant"],
        "waiting": waiting[:WAITING_SHOWN],
        "waiting_count": counts["waiting"],
        "with_others": counts["with_others"],
        "regencies": regencies,
        "owed": owed[:OWED_SHOWN],
        "owed_count": len(owed),
        "lines": home_lines(user, today),
        "indicators": _indicators(user, period, [regency.area for regency in regencies]),
        "last_sent": figures.last_sent(user)[:SENT_SHOWN],
    }
    return render(request, "reports/home/officer.html", context)


def _indicators(user, period, regencies):
    """`[(regency, key of the period, reported, due)]` of the indicator values asked for the quarter."""
    if not user.has_perm("pillars.report_indicator"):
        return []
    asked = ReportPeriod(period.year, period.quarter)
    rows = [(regency, *progress(user, regency, [asked])[0]) for regency in regencies]
    return [(regency, asked.key, reported, due) for regency, _period, reported, due in rows if due]
