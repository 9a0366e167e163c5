"""What every page shows around its content: the menu of the role, and the demo strip."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desmigratif.demo import people
from pillars.registers import registers
from reports.figures.recommendations import overdue_count


@dataclass(frozen=True)
class NavItem:
    """One entry of the menu or of a section; shown to those with the permission who lack `without`.

    `badge`: what counts the overdue things behind it, asked for those with the permission `counted_for`.
    `section`: the entries of the second line on every page below it.
    """

    label: str
    url_name: str
    prefixes: tuple[str, ...]
    permission: str
    without: str = ""
    badge: Callable | None = None
    counted_for: str = ""
    section: tuple = ()

    @cached_property
    def url(self):
        return reverse(self.url_name)

    def is_for(self, user):
        return user.has_perm(self.permission) and not (self.without and user.has_perm(self.without))

    def fits(self, path):
        """How much of the address belongs to this entry, 0 for none of it."""
        fitting = (len(prefix) for prefix in self.prefixes if path.startswith(prefix))
        return max(fitting, default=0) if "/" not in self.prefixes else int(path == "/")

    def count(self, user):
        """Overdue things, 0 for those to whom they do not matter; at most one query."""
        return self.badge(user) if self.badge and user.has_perm(self.counted_for) else 0


PILLARS = (
    NavItem(_("Pillars"), "reports:pillar-list", ("/pilar/",), "reports.view_dashboard"),
    NavItem(_("Indicators"), "pillars:indicator-list", ("/indikator/",), "reports.view_dashboard"),
    *(
        NavItem(register.label, register.url_name, (register.prefix,), register.permission)
        for register in registers()
    ),
)
EVALUATION = (
    NavItem(_("Follow-up"), "reports:follow-up-list", ("/tindak-lanjut/",), "reports.answer_recommendation"),
    NavItem(_("Meetings"), "reports:meeting-list", ("/evaluasi/",), "reports.view_meeting"),
    NavItem(_("Recommendations"), "reports:recommendation-list", ("/rekomendasi/",), "reports.view_meeting"),
    NavItem(
        _("Assessments"), "reports:assessment-list", ("/evaluasi/penilaian/",), "reports.view_assessment"
    ),
    NavItem(_("Readiness"), "reports:readiness-list", ("/kesiapan/",), "reports.view_assessment"),
    NavItem(
        _("Maturity of villages"), "reports:maturity-list", ("/kesiapan/desa/",), "reports.view_assessment"
    ),
    NavItem(
        _("Dormant villages"), "reports:dormant-list", ("/kesiapan/desa-pasif/",), "reports.view_assessment"
    ),
    NavItem(_("Periods"), "reports:period-list", ("/periode/",), "pillars.close_period"),
)
BELOW_EVALUATION = ("/evaluasi/", "/rekomendasi/", "/tindak-lanjut/", "/kesiapan/", "/periode/")
MENU = (
    NavItem(_("Home"), "reports:home", ("/",), "pillars.add_activity"),
    NavItem(_("Dashboard"), "reports:dashboard", ("/dasbor/",), "reports.view_dashboard"),
    NavItem(
        _("Pillars"),
        "reports:pillar-list",
        tuple(prefix for item in PILLARS for prefix in item.prefixes),
        "reports.view_dashboard",
        section=PILLARS,
    ),
    NavItem(_("Villages"), "villages:village-list", ("/desa/",), "villages.view_village"),
    NavItem(_("Activities"), "pillars:activity-list", ("/kegiatan/",), "pillars.view_activity"),
    NavItem(_("Beneficiaries"), "pillars:beneficiary-list", ("/penerima/",), "villages.view_beneficiary"),
    NavItem(_("Import from Excel"), "pillars:import-list", ("/impor/",), "villages.import_lists"),
    NavItem(_("Verification"), "pillars:activity-queue", ("/verifikasi/",), "pillars.verify_activity"),
    NavItem(_("Problem map"), "reports:problem-map", ("/pemetaan/",), "reports.view_map"),
    NavItem(
        _("Follow-up"),
        "reports:follow-up-list",
        BELOW_EVALUATION,
        "reports.answer_recommendation",
        badge=overdue_count,
        counted_for="reports.answer_recommendation",
        section=EVALUATION,
    ),
    NavItem(
        _("Evaluation"),
        "reports:meeting-list",
        BELOW_EVALUATION,
        "reports.view_meeting",
        without="reports.answer_recommendation",
        badge=overdue_count,
        counted_for="reports.hold_meeting",
        section=EVALUATION,
    ),
    NavItem(
        _("Administration"), "reports:administration", ("/administrasi/",), "reports.view_administration"
    ),
)


def portal(request):
    """Context of base.html: `nav_items` and `section_items` of the signed-in user, `demo_mode`, and so on."""
    user = getattr(request, "user", None)
    items, section = [], []
    if user is not None and user.is_authenticated:
        items = _entries(MENU, user, request.path)
        below = (item["section"] for item in items if item["current"])
        section = _entries(next(below, ()), user, request.path)
    return {
        "nav_items": items,
        "section_items": section,
        "demo_mode": settings.DEMO_MODE,
        "demo_sign_ins": people.sign_ins() if settings.DEMO_MODE else [],
        "support_email": settings.SUPPORT_EMAIL,
    }


def _entries(menu, user, path):
    """The entries that the user may open; the one that fits the address best is where the user is."""
    shown = [item for item in menu if item.is_for(user)]
    best = max((item.fits(path) for item in shown), default=0)
    return [
        {
            "label": item.label,
            "url": item.url,
            "current": bool(best) and item.fits(path) == best,
            "badge": item.count(user),
            "section": item.section,
        }
        for item in shown
    ]
