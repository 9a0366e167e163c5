"""Addresses of the service desk, below those of the pillars."""

from django.urls import path, register_converter

from . import views


class MonthConverter:
    """A month as `2026-03`."""

    regex = r"20\d{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(MonthConverter, "month")

urlpatterns = [
    path("meja-layanan/", views.visit_list, name="desk-visit-list"),
    path("meja-layanan/catat/", views.visit_create, name="desk-visit-create"),
    path("meja-layanan/unduh.<str:file_format>", views.visit_export, name="desk-visit-export"),
    path("meja-layanan/bulan/<month:month>/", views.month_detail, name="desk-month"),
    path("meja-layanan/<int:pk>/", views.visit_detail, name="desk-visit-detail"),
    path("meja-layanan/<int:pk>/ubah/", views.visit_edit, name="desk-visit-edit"),
    path("meja-layanan/<int:pk>/hapus/", views.visit_remove, name="desk-visit-remove"),
    path("meja-layanan/<int:pk>/langkah/", views.step_create, name="desk-step-create"),
    path("meja-layanan/<int:pk>/langkah/batal/", views.step_take_back, name="desk-step-take-back"),
    path("meja-layanan/nihil/<str:code>/<month:month>/", views.nil_create, name="desk-nil-create"),
    path("meja-layanan/nihil/<str:code>/<month:month>/tarik/", views.nil_withdraw, name="desk-nil-withdraw"),
]
