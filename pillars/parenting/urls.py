"""Addresses of community parenting, below those of the pillars."""

from django.urls import path

from .views import children, groups

urlpatterns = [
    path("pengasuhan/", groups.group_list, name="parenting-group-list"),
    path("pengasuhan/catat/", groups.group_create, name="parenting-group-create"),
    path("pengasuhan/unduh.<str:file_format>", groups.group_export, name="parenting-group-export"),
    path("pengasuhan/<int:pk>/", groups.group_detail, name="parenting-group-detail"),
    path("pengasuhan/<int:pk>/ubah/", groups.group_edit, name="parenting-group-edit"),
    path("pengasuhan/<int:pk>/hapus/", groups.group_remove, name="parenting-group-remove"),
    path("pengasuhan/<int:pk>/anggota/", groups.member_list, name="parenting-members"),
    path("pengasuhan/<int:pk>/anggota/catat/", groups.member_create, name="parenting-member-create"),
    path("pengasuhan/anggota/<int:pk>/keluar/", groups.member_leave, name="parenting-member-leave"),
    path("pengasuhan/anggota/<int:pk>/batal/", groups.member_remove, name="parenting-member-remove"),
    path("pengasuhan/<int:pk>/pertemuan/", groups.session_create, name="parenting-session-create"),
    path("pengasuhan/pertemuan/<int:pk>/batal/", groups.session_remove, name="parenting-session-remove"),
    path("pengasuhan/anak/", children.child_list, name="parenting-child-list"),
    path("pengasuhan/anak/unduh.<str:file_format>", children.child_export, name="parenting-child-export"),
    path("pengasuhan/anak/<uuid:number>/", children.child_detail, name="parenting-child-detail"),
    path("pengasuhan/anak/<uuid:number>/sekolah/", children.school_create, name="parenting-school-create"),
    path("pengasuhan/anak/<uuid:number>/modul/", children.module_create, name="parenting-module-create"),
    path(
        "pengasuhan/anak/<uuid:number>/rujukan/", children.referral_create, name="parenting-referral-create"
    ),
    path("pengasuhan/rujukan/<int:pk>/tutup/", children.referral_close, name="parenting-referral-close"),
    path("pengasuhan/rujukan/<int:pk>/batal/", children.referral_remove, name="parenting-referral-remove"),
    path("pengasuhan/sekolah/<int:pk>/batal/", children.school_remove, name="parenting-school-remove"),
    path("pengasuhan/modul/<int:pk>/batal/", children.module_remove, name="parenting-module-remove"),
]
