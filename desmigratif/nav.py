"""What every page shows around its content: the menu of the role, and the demo strip."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desmigratif.demo import people


@dataclass(frozen=True)
class NavItem:
    """One entry of the main menu; shown when the user has the permission."""

    label: str
    url_name: str
    prefixes: tuple[str, ...]
    permission: str

    @property
    def url(self):
        return reverse(self.url_name)


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
            if user.has_perm(item.permission):
                current = any(
                    path == prefix if prefix == "/" else path.startswith(prefix) for prefix in item.prefixes
                )
                items.append({"label": item.label, "url": item.url, "current": current})
    return {
        "nav_items": items,
        "demo_mode": settings.DEMO_MODE,
        "demo_sign_ins": people.sign_ins() if settings.DEMO_MODE else [],
        "support_email": settings.SUPPORT_EMAIL,
    }
