"""Addresses of the pillars app."""

from django.urls import path, re_path, register_converter

from .imports import upload_views as uploads
from .imports import views as imports
from .imports.health import health
from .imports.pages import BatchNumber
from .indicators.views import indicator_values, indicators, targets
from .people.views import beneficiaries, ends, families, merges, stages, transfers
from .registers import modules
from .views import (
    activities,
    attachments,
    attendances,
    entries,
    exports,
    leads,
    nil_reports,
    period_exceptions,
    periods,
    queue,
    together,
    workflow,
)

register_converter(BatchNumber, "import")

app_name = "pillars"
urlpatterns = [
    path("kegiatan/", activities.activity_list, name="activity-list"),
    path("kegiatan/catat/", entries.activity_create, name="activity-create"),
    path("kegiatan/unduh.<str:file_format>", exports.activity_export, name="activity-export"),
    path("kegiatan/<int:pk>/", activities.activity_detail, name="activity-detail"),
    path("kegiatan/<int:pk>/ubah/", entries.activity_edit, name="activity-edit"),
    path("kegiatan/<int:pk>/periksa/", entries.activity_check, name="activity-check"),
    path("kegiatan/<int:pk>/buang/", activities.activity_discard, name="activity-discard"),
    path("kegiatan/<int:pk>/kirim/", workflow.activity_send, name="activity-send"),
    path("kegiatan/<int:pk>/tarik/", workflow.activity_recall, name="activity-recall"),
    path("kegiatan/<int:pk>/kembalikan/", workflow.activity_return, name="activity-return"),
    path("kegiatan/<int:pk>/verifikasi/", workflow.activity_verify, name="activity-verify"),
    path("verifikasi/bersama/", together.activities_together, name="activities-together"),
    path("kegiatan/<int:pk>/buka-kembali/", workflow.activity_reopen, name="activity-reopen"),
    path("kegiatan/<int:pk>/peserta/", attendances.attendance_list, name="attendance-list"),
    path("kegiatan/<int:pk>/peserta/cocokkan/", attendances.attendance_match, name="attendance-match"),
    path("kegiatan/<int:pk>/peserta/tambah/", attendances.attendance_add, name="attendance-add"),
    path("kegiatan/<int:pk>/peserta/kategori/", attendances.attendance_change, name="attendance-change"),
    path("kegiatan/<int:pk>/peserta/keluarkan/", attendances.attendance_remove, name="attendance-remove"),
    path("sehat/", health, name="health"),
    path("impor/", uploads.import_list, name="import-list"),
    path("impor/templat/<str:kind>.xlsx", uploads.import_template, name="import-template"),
    path("impor/<import:number>/", imports.import_detail, name="import-detail"),
    path("impor/<import:number>/kolom/", uploads.import_mapping, name="import-mapping"),
    path("impor/<import:number>/baris/", imports.import_rows, name="import-rows"),
    path("impor/<import:number>/putuskan/", imports.import_decide, name="import-decide"),
    path("impor/<import:number>/simpan/", imports.import_store, name="import-store"),
    path("impor/<import:number>/lanjutkan/", imports.import_resume, name="import-resume"),
    path("impor/<import:number>/perbaiki.xlsx", imports.import_faults, name="import-faults"),
    path("impor/<import:number>/urungkan/", imports.import_undo, name="import-undo"),
    path("impor/<import:number>/kirim/", imports.import_send, name="import-send"),
    path("impor/<import:number>/lupakan/", imports.import_discard, name="import-discard"),
    path("verifikasi/", queue.activity_queue, name="activity-queue"),
    path("periode/<int:year>/<int:quarter>/tutup/", periods.period_close, name="period-close"),
    path("periode/<int:year>/<int:quarter>/buka/", periods.period_reopen, name="period-reopen"),
    path(
        "periode/<int:year>/<int:quarter>/pengecualian/ajukan/",
        period_exceptions.exception_ask,
        name="exception-ask",
    ),
    path(
        "periode/<int:year>/<int:quarter>/pengecualian/beri/",
        period_exceptions.exception_open,
        name="exception-open",
    ),
    path("periode/pengecualian/<int:pk>/jawab/", period_exceptions.exception_decide, name="exception-decide"),
    path(
        "periode/<int:year>/<int:quarter>/nihil/<str:code>/<slug:slug>/",
        nil_reports.nil_create,
        name="nil-create",
    ),
    path(
        "periode/<int:year>/<int:quarter>/nihil/<str:code>/<slug:slug>/tarik/",
        nil_reports.nil_withdraw,
        name="nil-withdraw",
    ),
    path("lampiran/<uuid:pk>/", attachments.attachment_download, name="attachment-download"),
    path("lampiran/<uuid:pk>/kecil/", attachments.attachment_thumbnail, name="attachment-thumbnail"),
    path("lampiran/<uuid:pk>/hapus/", attachments.attachment_remove, name="attachment-remove"),
    path("penerima/", beneficiaries.beneficiary_list, name="beneficiary-list"),
    path("penerima/catat/", beneficiaries.beneficiary_create, name="beneficiary-create"),
    path("penerima/cari-nik/", beneficiaries.beneficiary_find, name="beneficiary-find"),
    path("penerima/unduh.<str:file_format>", exports.beneficiary_export, name="beneficiary-export"),
    path("penerima/permintaan/", transfers.transfer_list, name="transfer-list"),
    path("penerima/permintaan/ajukan/", transfers.transfer_create, name="transfer-create"),
    path("penerima/permintaan/<int:pk>/jawab/", transfers.transfer_decide, name="transfer-decide"),
    path("penerima/gabungan/<int:pk>/batal/", merges.merge_undo, name="merge-undo"),
    path("penerima/<uuid:number>/", beneficiaries.beneficiary_detail, name="beneficiary-detail"),
    path("penerima/<uuid:number>/ubah/", beneficiaries.beneficiary_edit, name="beneficiary-edit"),
    path("penerima/<uuid:number>/nik/", beneficiaries.beneficiary_reveal, name="beneficiary-reveal"),
    path("penerima/<uuid:number>/pindah/", beneficiaries.beneficiary_move, name="beneficiary-move"),
    path("penerima/<uuid:number>/batasi/", beneficiaries.beneficiary_restrict, name="beneficiary-restrict"),
    path("penerima/<uuid:number>/gabung/<uuid:other>/", merges.merge_create, name="merge-create"),
    path("penerima/<uuid:number>/bukan/<uuid:other>/", merges.merge_dismiss, name="merge-dismiss"),
    path(
        "penerima/<uuid:number>/bukan/<uuid:other>/batal/", merges.merge_reconsider, name="merge-reconsider"
    ),
    path("penerima/<uuid:number>/tahap/catat/", stages.stage_create, name="stage-create"),
    path("penerima/<uuid:number>/tahap/<int:pk>/", stages.stage_edit, name="stage-edit"),
    path("penerima/<uuid:number>/tahap/<int:pk>/hapus/", stages.stage_remove, name="stage-remove"),
    path("penerima/<uuid:number>/akhir/catat/", ends.end_create, name="end-create"),
    path("penerima/<uuid:number>/akhir/<int:pk>/batal/", ends.end_take_back, name="end-take-back"),
    path("penerima/<uuid:number>/akhir/<int:pk>/kembali/", ends.end_resume, name="end-resume"),
    path("penerima/<uuid:number>/keluarga/catat/", families.tie_create, name="tie-create"),
    path("penerima/<uuid:number>/keluarga/<int:pk>/hapus/", families.tie_remove, name="tie-remove"),
    path("indikator/", indicators.indicator_list, name="indicator-list"),
    path("indikator/tambah/", indicators.indicator_create, name="indicator-create"),
    path("indikator/target/", targets.target_list, name="target-list"),
    path("indikator/target/<str:code>/<int:year>/", targets.target_edit, name="target-edit"),
    path("indikator/isi/", indicator_values.report_list, name="indicator-report-list"),
    re_path(
        r"^indikator/isi/(?P<code>[\d.]+)/(?P<period>\d{4}(?:-[1-4])?)/$",
        indicator_values.report_edit,
        name="indicator-report",
    ),
    re_path(
        r"^indikator/isi/(?P<code>[\d.]+)/(?P<period>\d{4}(?:-[1-4])?)/(?P<section>I|II|III|IV|umum)/$",
        indicator_values.report_section,
        name="indicator-report-section",
    ),
    path("indikator/<str:code>/ubah/", indicators.indicator_edit, name="indicator-edit"),
    path("indikator/<str:code>/tempat/", indicators.indicator_place, name="indicator-place"),
    path("administrasi/pic/", leads.lead_list, name="lead-list"),
    path("administrasi/pic/tambah/", leads.lead_create, name="lead-create"),
    path("administrasi/pic/<int:pk>/", leads.lead_edit, name="lead-edit"),
    path("administrasi/pic/<int:pk>/hapus/", leads.lead_remove, name="lead-remove"),
    *(address for urls in modules("urls") for address in urls.urlpatterns),
]
