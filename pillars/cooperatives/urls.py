"""Addresses of the co-operatives, below those of the pillars."""

from django.urls import path

from . import views

urlpatterns = [
    path("koperasi/", views.cooperative_list, name="cooperative-list"),
    path("koperasi/catat/", views.cooperative_create, name="cooperative-create"),
    path("koperasi/unduh.<str:file_format>", views.cooperative_export, name="cooperative-export"),
    path("koperasi/<int:pk>/", views.cooperative_detail, name="cooperative-detail"),
    path("koperasi/<int:pk>/ubah/", views.cooperative_edit, name="cooperative-edit"),
    path("koperasi/<int:pk>/hapus/", views.cooperative_remove, name="cooperative-remove"),
    path("koperasi/<int:pk>/tahun/<int:year>/", views.year_edit, name="cooperative-year"),
    path("koperasi/<int:pk>/tahun/<int:year>/tarik/", views.year_withdraw, name="cooperative-year-withdraw"),
    path("koperasi/<int:pk>/anggota/", views.member_list, name="cooperative-members"),
    path("koperasi/<int:pk>/anggota/catat/", views.member_create, name="cooperative-member-create"),
    path("koperasi/anggota/<int:pk>/keluar/", views.member_leave, name="cooperative-member-leave"),
    path("koperasi/anggota/<int:pk>/batal/", views.member_remove, name="cooperative-member-remove"),
    path("koperasi/<int:pk>/pengurus/", views.term_create, name="cooperative-term-create"),
    path("koperasi/pengurus/<int:pk>/selesai/", views.term_end, name="cooperative-term-end"),
    path("koperasi/pengurus/<int:pk>/batal/", views.term_remove, name="cooperative-term-remove"),
]
