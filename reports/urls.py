"""Home, dashboards, profiles, administration."""

from django.urls import path, re_path

from .views.administration import administration
from .views.counting import counting
from .views.dashboards import dashboard, dashboard_export, province_detail, regency_detail
from .views.follow_ups import (
    follow_up_file,
    follow_up_list,
    recommendation_answer,
    recommendation_deadline,
    recommendation_decide,
)
from .views.home import home
from .views.meetings import (
    finding_create,
    finding_edit,
    finding_remove,
    meeting_create,
    meeting_detail,
    meeting_edit,
    meeting_file,
    meeting_file_remove,
    meeting_list,
)
from .views.indicators import indicator_detail, indicator_export
from .views.pillars import pillar_detail, pillar_list
from .views.public import open_data
from .views.recommendations import (
    recommendation_detail,
    recommendation_edit,
    recommendation_export,
    recommendation_list,
    recommendation_new,
)
from .views.stated_figures import stated_figure_export
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
    path("evaluasi/", meeting_list, name="meeting-list"),
    path("evaluasi/rapat/tambah/", meeting_create, name="meeting-create"),
    path("evaluasi/rapat/<int:pk>/", meeting_detail, name="meeting-detail"),
    path("evaluasi/rapat/<int:pk>/ubah/", meeting_edit, name="meeting-edit"),
    path("evaluasi/rapat/<int:pk>/temuan/", finding_create, name="finding-create"),
    path("evaluasi/temuan/<int:pk>/", finding_edit, name="finding-edit"),
    path("evaluasi/temuan/<int:pk>/hapus/", finding_remove, name="finding-remove"),
    path("evaluasi/lampiran/<uuid:pk>/", meeting_file, name="meeting-file"),
    path("evaluasi/lampiran/<uuid:pk>/hapus/", meeting_file_remove, name="meeting-file-remove"),
    path("rekomendasi/", recommendation_list, name="recommendation-list"),
    path("rekomendasi/tambah/", recommendation_new, name="recommendation-new"),
    path("rekomendasi/daftar.<str:file_format>", recommendation_export, name="recommendation-export"),
    path("rekomendasi/bukti/<uuid:pk>/", follow_up_file, name="follow-up-file"),
    path("rekomendasi/<slug:number>/", recommendation_detail, name="recommendation-detail"),
    path("rekomendasi/<slug:number>/ubah/", recommendation_edit, name="recommendation-edit"),
    path("rekomendasi/<slug:number>/jawab/", recommendation_answer, name="recommendation-answer"),
    path("rekomendasi/<slug:number>/tenggat/", recommendation_deadline, name="recommendation-deadline"),
    path("rekomendasi/<slug:number>/putuskan/", recommendation_decide, name="recommendation-decide"),
    path("tindak-lanjut/", follow_up_list, name="follow-up-list"),
    path("administrasi/", administration, name="administration"),
    path("cara-menghitung/", counting, name="counting"),
    path("desa/angka.<str:file_format>", stated_figure_export, name="stated-figure-export"),
    # Only codes, so that /desa/tambah/ stays the villages app's.
    re_path(r"^desa/(?P<code>\d\d\.\d\d\.\d\d\.\d{4})/$", village_detail, name="village-detail"),
]
