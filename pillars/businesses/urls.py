"""Addresses of the businesses, below those of the pillars."""

from django.urls import path

from . import views

urlpatterns = [
    path("usaha/", views.business_list, name="business-list"),
    path("usaha/catat/", views.business_create, name="business-create"),
    path("usaha/unduh.<str:file_format>", views.business_export, name="business-export"),
    path("usaha/<int:pk>/", views.business_detail, name="business-detail"),
    path("usaha/<int:pk>/ubah/", views.business_edit, name="business-edit"),
    path("usaha/<int:pk>/hapus/", views.business_remove, name="business-remove"),
    path("usaha/<int:pk>/status/", views.status_create, name="business-status-create"),
    path("usaha/<int:pk>/status/batal/", views.status_take_back, name="business-status-take-back"),
    path("usaha/<int:pk>/tahun/<int:year>/", views.year_edit, name="business-year"),
    path("usaha/<int:pk>/tahun/<int:year>/tarik/", views.year_withdraw, name="business-year-withdraw"),
    path("usaha/<int:pk>/izin/", views.permit_create, name="business-permit-create"),
    path("usaha/izin/<int:pk>/batal/", views.permit_remove, name="business-permit-remove"),
    path("usaha/<int:pk>/anggota/", views.member_create, name="business-member-create"),
    path("usaha/anggota/<int:pk>/keluar/", views.member_leave, name="business-member-leave"),
    path("usaha/anggota/<int:pk>/batal/", views.member_remove, name="business-member-remove"),
]
