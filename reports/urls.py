"""Home, dashboards, profiles, administration."""

from django.urls import path, re_path

from .evaluation.views.assessments import (
    assessment_compare,
    assessment_create,
    assessment_detail,
    assessment_discard,
    assessment_edit,
    assessment_export,
    assessment_list,
    assessment_refresh,
)
from .evaluation.views.follow_ups import (
    follow_up_file,
    follow_up_file_thumbnail,
    follow_up_list,
    recommendation_answer,
    recommendation_deadline,
    recommendation_decide,
)
from .evaluation.views.maturity import maturity_answer, maturity_detail, maturity_export, maturity_list
from .evaluation.views.meetings import (
    finding_create,
    finding_edit,
    finding_remove,
    meeting_create,
    meeting_detail,
    meeting_edit,
    meeting_file,
    meeting_file_remove,
    meeting_file_thumbnail,
    meeting_list,
)
from .evaluation.views.problems import (
    problem_map,
    problem_map_export,
    problem_report_close,
    problem_report_create,
    problem_report_detail,
    problem_report_edit,
    problem_report_list,
)
from .evaluation.views.programmes import (
    programme_activities,
    programme_create,
    programme_detail,
    programme_edit,
    programme_export,
    programme_list,
    programme_stop,
)
from .evaluation.views.readiness import readiness_answer, readiness_detail, readiness_export, readiness_list
from .evaluation.views.recommendations import (
    recommendation_detail,
    recommendation_edit,
    recommendation_export,
    recommendation_list,
    recommendation_new,
)
from .views.access import access_list
from .views.administration import administration
from .views.counting import counting
from .views.dashboards import dashboard, dashboard_export, province_detail, regency_detail
from .views.dormancy import dormant_export, dormant_list
from .views.home import home
from .views.indicators import indicator_detail, indicator_export
from .views.periods import period_detail, period_list, period_missing
from .views.pillars import pillar_detail, pillar_list
from .views.public import open_data
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
    path("pemetaan/", problem_map, name="problem-map"),
    path("pemetaan/matriks.<str:file_format>", problem_map_export, name="problem-map-export"),
    path("pemetaan/masalah/", problem_report_list, name="problem-report-list"),
    path("pemetaan/masalah/tambah/", problem_report_create, name="problem-report-create"),
    path("pemetaan/masalah/<int:pk>/", problem_report_detail, name="problem-report-detail"),
    path("pemetaan/masalah/<int:pk>/ubah/", problem_report_edit, name="problem-report-edit"),
    path("pemetaan/masalah/<int:pk>/tutup/", problem_report_close, name="problem-report-close"),
    path("pemetaan/program/", programme_list, name="programme-list"),
    path("pemetaan/program/daftar.<str:file_format>", programme_export, name="programme-export"),
    path("pemetaan/program/tambah/", programme_create, name="programme-create"),
    path("pemetaan/program/<int:pk>/", programme_detail, name="programme-detail"),
    path("pemetaan/program/<int:pk>/ubah/", programme_edit, name="programme-edit"),
    path("pemetaan/program/<int:pk>/hentikan/", programme_stop, name="programme-stop"),
    path("pemetaan/program/<int:pk>/kegiatan/", programme_activities, name="programme-activities"),
    path("indikator/unduh.<str:file_format>", indicator_export, name="indicator-export"),
    # Codes are in capitals, so that /indikator/target/ stays the pillars app's.
    re_path(r"^indikator/(?P<code>[A-Z0-9-]+)/$", indicator_detail, name="indicator-detail"),
    path("periode/", period_list, name="period-list"),
    path("periode/<int:year>/<int:quarter>/", period_detail, name="period-detail"),
    path("periode/<int:year>/<int:quarter>/kurang/", period_missing, name="period-missing"),
    path("data-terbuka/provinsi-pilar.csv", open_data, name="open-data"),
    path("evaluasi/", meeting_list, name="meeting-list"),
    path("evaluasi/rapat/tambah/", meeting_create, name="meeting-create"),
    path("evaluasi/rapat/<int:pk>/", meeting_detail, name="meeting-detail"),
    path("evaluasi/rapat/<int:pk>/ubah/", meeting_edit, name="meeting-edit"),
    path("evaluasi/rapat/<int:pk>/temuan/", finding_create, name="finding-create"),
    path("evaluasi/temuan/<int:pk>/", finding_edit, name="finding-edit"),
    path("evaluasi/temuan/<int:pk>/hapus/", finding_remove, name="finding-remove"),
    path("evaluasi/lampiran/<uuid:pk>/", meeting_file, name="meeting-file"),
    path("evaluasi/lampiran/<uuid:pk>/kecil/", meeting_file_thumbnail, name="meeting-file-thumbnail"),
    path("evaluasi/lampiran/<uuid:pk>/hapus/", meeting_file_remove, name="meeting-file-remove"),
    path("evaluasi/penilaian/", assessment_list, name="assessment-list"),
    path("evaluasi/penilaian/daftar.<str:file_format>", assessment_export, name="assessment-export"),
    path("evaluasi/penilaian/tambah/", assessment_create, name="assessment-create"),
    path("evaluasi/penilaian/banding/", assessment_compare, name="assessment-compare"),
    path("evaluasi/penilaian/<int:pk>/", assessment_detail, name="assessment-detail"),
    path("evaluasi/penilaian/<int:pk>/ubah/", assessment_edit, name="assessment-edit"),
    path("evaluasi/penilaian/<int:pk>/angka/", assessment_refresh, name="assessment-refresh"),
    path("evaluasi/penilaian/<int:pk>/buang/", assessment_discard, name="assessment-discard"),
    path("kesiapan/", readiness_list, name="readiness-list"),
    path("kesiapan/daftar.<str:file_format>", readiness_export, name="readiness-export"),
    path("kesiapan/desa/", maturity_list, name="maturity-list"),
    path("kesiapan/desa/daftar.<str:file_format>", maturity_export, name="maturity-export"),
    path("kesiapan/desa-pasif/", dormant_list, name="dormant-list"),
    path("kesiapan/desa-pasif/daftar.<str:file_format>", dormant_export, name="dormant-export"),
    path("kesiapan/<str:code>/", readiness_detail, name="readiness-detail"),
    path("kesiapan/<str:code>/<slug:criterion>/", readiness_answer, name="readiness-answer"),
    path("rekomendasi/", recommendation_list, name="recommendation-list"),
    path("rekomendasi/tambah/", recommendation_new, name="recommendation-new"),
    path("rekomendasi/daftar.<str:file_format>", recommendation_export, name="recommendation-export"),
    path("rekomendasi/bukti/<uuid:pk>/", follow_up_file, name="follow-up-file"),
    path("rekomendasi/bukti/<uuid:pk>/kecil/", follow_up_file_thumbnail, name="follow-up-file-thumbnail"),
    path("rekomendasi/<slug:number>/", recommendation_detail, name="recommendation-detail"),
    path("rekomendasi/<slug:number>/ubah/", recommendation_edit, name="recommendation-edit"),
    path("rekomendasi/<slug:number>/jawab/", recommendation_answer, name="recommendation-answer"),
    path("rekomendasi/<slug:number>/tenggat/", recommendation_deadline, name="recommendation-deadline"),
    path("rekomendasi/<slug:number>/putuskan/", recommendation_decide, name="recommendation-decide"),
    path("tindak-lanjut/", follow_up_list, name="follow-up-list"),
    path("administrasi/", administration, name="administration"),
    path("administrasi/akses/", access_list, name="access-list"),
    path("cara-menghitung/", counting, name="counting"),
    path("desa/angka.<str:file_format>", stated_figure_export, name="stated-figure-export"),
    # Only codes, so that /desa/tambah/ stays the villages app's.
    re_path(r"^desa/(?P<code>\d\d\.\d\d\.\d\d\.\d{4})/$", village_detail, name="village-detail"),
    path("desa/<str:code>/kematangan/", maturity_detail, name="maturity-detail"),
    path("desa/<str:code>/kematangan/<slug:criterion>/", maturity_answer, name="maturity-answer"),
]
