"""What every page shows around its content: the menu of the role, and the demo strip."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desmigratif.demo import people
from reports.figures.recommendations import overdue_count


@dataclass(frozen=True)
class NavItem:
    """One entry of the main menu; shown when the user has the permission, and lacks `without`.

    `badge`: what counts the overdue things behind it, asked for those with the permission `counted_for`.
    """

    label: str
    url_name: str
    prefixes: tuple[str, ...]
    permission: str
    without: str = ""
    badge: Callable | None = None
    counted_for: str = ""

    @property
    def url(self):
        return reverse(self.url_name)

    def is_for(self, user):
        return user.has_perm(self.permission) and not (self.without and user.has_perm(self.without))

    def count(self, user):
        """Overdue things, 0 for those to whom they do not matter; at most one query."""
        return self.badge(user) if self.badge and user.has_perm(self.counted_for) else 0


MENU = (
    NavItem(_("Home"), "reports:home", ("/",), "pillars.add_activity"),
    NavItem(_("Dashboard"), "reports:dashboard", ("/dasbor/",), "reports.view_dashboard"),
    NavItem(_("Pillars"), "reports:pillar-list", ("/pilar/",), "reports.view_dashboard"),
    NavItem(_("Villages"), "villages:village-list", ("/desa/",), "villages.view_village"),
    NavItem(_("Activities"), "pillars:activity-list", ("/kegiatan/",), "pillars.view_activity"),
    NavItem(_("Indicators"), "pillars:indicator-list", ("/indikator/",), "reports.view_dashboard"),
    NavItem(_("Beneficiaries"), "pillars:beneficiary-list", ("/penerima/",), "villages.view_beneficiary"),
    NavItem(_("Import from Excel"), "pillars:import-list", ("/impor/",), "villages.import_lists"),
    NavItem(_("Verification"), "pillars:activity-queue", ("/verifikasi/",), "pillars.verify_activity"),
    NavItem(_("Problem map"), "reports:problem-map", ("/pemetaan/",), "reports.view_map"),
    NavItem(
        _("Follow-up"),
        "reports:follow-up-list",
        ("/tindak-lanjut/", "/rekomendasi/", "/evaluasi/"),
        "reports.answer_recommendation",
        badge=overdue_count,
        counted_for="reports.answer_recommendation",
    ),
    NavItem(
        _("Evaluation"),
        "reports:meeting-list",
        ("/evaluasi/", "/rekomendasi/"),
        "reports.view_meeting",
        without="reports.answer_recommendation",
        badge=overdue_count,
        counted_for="reports.hold_meeting",
    ),
    NavItem(_("Readiness"), "reports:readiness-list", ("/kesiapan/",), "reports.view_assessment"),
    NavItem(_("Periods"), "reports:period-list", ("/periode/",), "pillars.close_period"),
    NavItem(
        _("Administration"), "reports:administration", ("/administrasi/",), "reports.view_administration"
    ),
)


def portal(request):
    """Context of base.html: `nav_items` of the signed-in user, `demo_mode`, `support_email`."""
    user = getattr(request, "user", None)
    path = request.path
    items = []
    if user is not None and user.is_authenticated:
        for item in MENU:
            if item.is_for(user):
                current = any(
                    path == prefix if prefix == "/" else path.startswith(prefix) for prefix in item.prefixes
                )
                items.append(
                    {"label": item.label, "url": item.url, "current": current, "badge": item.count(user)}
                )
    return {
        "nav_items": items,
        "demo_mode": settings.DEMO_MODE,
        "demo_sign_ins": people.sign_ins() if settings.DEMO_MODE else [],
        "support_email": settings.SUPPORT_EMAIL,
    }
