"""Addresses of sign-in and password, out of allauth's.

Its pages for changing one's own e-mail address are left out: administrators look after accounts.
"""

from allauth.account import views
from django.urls import path, re_path

from .views import account, prepared_files

urlpatterns = [
    path("", account.own_account, name="account"),
    path("perangkat/keluar/", account.end_sessions, name="account_end_sessions"),
    path("berkas/", prepared_files.prepared_file_list, name="prepared-file-list"),
    path("berkas/<uuid:number>/", prepared_files.prepared_file, name="prepared-file"),
    path("surel/batal/", account.keep_email, name="account_keep_email"),
    path("masuk/", views.login, name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("daftar/", views.signup, name="account_signup"),
    path("ditutup/", views.account_inactive, name="account_inactive"),
    path("kata-sandi/ubah/", views.password_change, name="account_change_password"),
    path("kata-sandi/buat/", views.password_set, name="account_set_password"),
    path("kata-sandi/lupa/", views.password_reset, name="account_reset_password"),
    path("kata-sandi/lupa/terkirim/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^kata-sandi/baru/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "kata-sandi/baru/selesai/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
