"""Addresses of the pillars app."""

from django.urls import path

from .views import activities, attachments, entries, exports, leads, queue, workflow

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
    path("kegiatan/<int:pk>/buka-kembali/", workflow.activity_reopen, name="activity-reopen"),
    path("verifikasi/", queue.activity_queue, name="activity-queue"),
    path("lampiran/<uuid:pk>/", attachments.attachment_download, name="attachment-download"),
    path("lampiran/<uuid:pk>/hapus/", attachments.attachment_remove, name="attachment-remove"),
    path("administrasi/pic/", leads.lead_list, name="lead-list"),
    path("administrasi/pic/tambah/", leads.lead_create, name="lead-create"),
    path("administrasi/pic/<int:pk>/", leads.lead_edit, name="lead-edit"),
    path("administrasi/pic/<int:pk>/hapus/", leads.lead_remove, name="lead-remove"),
]
