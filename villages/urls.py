"""Addresses of the villages app."""

from django.urls import path

from .views import assignments, indexes, memberships, villages

app_name = "villages"
urlpatterns = [
    path("desa/", villages.village_list, name="village-list"),
    path("desa/tambah/", villages.village_create, name="village-create"),
    path("desa/<str:code>/ubah/", villages.village_edit, name="village-edit"),
    path("desa/<str:code>/angka/tambah/", villages.figure_create, name="figure-create"),
    path("desa/<str:code>/indeks/tambah/", indexes.index_create, name="index-create"),
    path("desa/<str:code>/indeks/<int:pk>/", indexes.index_edit, name="index-edit"),
    path("desa/<str:code>/keanggotaan/tambah/", memberships.membership_create, name="membership-create"),
    path("desa/<str:code>/keanggotaan/<int:pk>/", memberships.membership_edit, name="membership-edit"),
    path(
        "administrasi/pengguna/<int:pk>/wilayah/tambah/",
        assignments.assignment_create,
        name="assignment-create",
    ),
    path("administrasi/penugasan/<int:pk>/akhiri/", assignments.assignment_end, name="assignment-end"),
    path("administrasi/penugasan/<int:pk>/hapus/", assignments.assignment_remove, name="assignment-remove"),
]
