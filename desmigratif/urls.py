"""The sitemap. Addresses are Indonesian, names English (architecture 8)."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from desmigratif.accounts.views.language import choose_language

# One way in, so that one lock guards it (case O25).
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("villages.urls")),
    path("", include("pillars.urls")),
    path("administrasi/", include("desmigratif.accounts.urls")),
    path("akun/", include("desmigratif.accounts.sign_in_urls")),
    path("bahasa/", choose_language, name="set_language"),
    path("admin/", admin.site.urls),
]
