"""Addresses of users and organisations."""

from django.urls import path

from .views import users

app_name = "accounts"
urlpatterns = [
    path("pengguna/", users.user_list, name="user-list"),
    path("pengguna/tambah/", users.user_create, name="user-create"),
    path("pengguna/<int:pk>/", users.user_edit, name="user-edit"),
    path("pengguna/<int:pk>/tutup/", users.user_deactivate, name="user-deactivate"),
    path("pengguna/<int:pk>/buka/", users.user_reactivate, name="user-reactivate"),
    path("pengguna/<int:pk>/peran/selesai/", users.user_complete_role, name="user-complete-role"),
    path("pengguna/<int:pk>/peran/batal/", users.user_stop_role, name="user-stop-role"),
    path("pengguna/<int:pk>/surel/selesai/", users.user_complete_email, name="user-complete-email"),
    path("pengguna/<int:pk>/surel/batal/", users.user_stop_email, name="user-stop-email"),
    path("pengguna/<int:pk>/kirim-surel/", users.user_send_mail, name="user-send-mail"),
]
