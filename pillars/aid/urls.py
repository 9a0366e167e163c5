"""Addresses of the aid, below those of the pillars."""

from django.urls import path

from . import views

urlpatterns = [
    path("bantuan/", views.aid_list, name="aid-list"),
    path("bantuan/catat/", views.aid_create, name="aid-create"),
    path("bantuan/unduh.<str:file_format>", views.aid_export, name="aid-export"),
    path("bantuan/<int:pk>/", views.aid_detail, name="aid-detail"),
    path("bantuan/<int:pk>/ubah/", views.aid_edit, name="aid-edit"),
    path("bantuan/<int:pk>/hapus/", views.aid_remove, name="aid-remove"),
    path("bantuan/<int:pk>/periksa/", views.check_create, name="aid-check-create"),
    path("bantuan/<int:pk>/periksa/batal/", views.check_take_back, name="aid-check-take-back"),
    path("bantuan/<int:pk>/berkas/", views.file_create, name="aid-file-create"),
    path("bantuan/berkas/<uuid:pk>/", views.file_download, name="aid-file"),
    path("bantuan/berkas/<uuid:pk>/kecil/", views.file_thumbnail, name="aid-file-thumbnail"),
    path("bantuan/berkas/<uuid:pk>/hapus/", views.file_remove, name="aid-file-remove"),
]
