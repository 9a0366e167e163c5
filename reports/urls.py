"""Home, dashboards, profiles, administration."""

from django.urls import path, re_path

from .views.administration import administration
from .views.counting import counting
from .views.dashboards import dashboard, dashboard_export, province_detail, regency_detail
from .views.home import home
from .views.indicators import indicator_detail, indicator_export
from .views.pillars import pillar_detail, pillar_list
from .views.public import open_data
from .views.villages import village_detail

app_name = "reports"
urlpatterns = [
    path("", home, name="home"),
    path("dasbor/", dashboard, name="dashboard"),
    path("dasbor/peringkat.<str:file_format>", dashboard_export, name="dashboard-export"),
    path("dasbor/provinsi/<str:code>/", province_detail, name="province-detail"),
    path("dasbor/kabupaten/<str:code>/", regency_detail, name="regency-detail"),
    path("pilar/", pillar_list, name="pillar-list"),
    path("pilar/<slug:slug>/", pillar_detail, name="pillar-detail"),
    path("indikator/unduh.<str:file_format>", indicator_export, name="indicator-export"),
    # Codes are in capitals, so that /indikator/target/ stays the pillars app's.
    re_path(r"^indikator/(?P<code>[A-Z0-9-]+)/$", indicator_detail, name="indicator-detail"),
    path("data-terbuka/provinsi-pilar.csv", open_data, name="open-data"),
    path("administrasi/", administration, name="administration"),
    path("cara-menghitung/", counting, name="counting"),
    # Only codes, so that /desa/tambah/ stays the villages app's.
    re_path(r"^desa/(?P<code>\d\d\.\d\d\.\d\d\.\d{4})/$", village_detail, name="village-detail"),
]
