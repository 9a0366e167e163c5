"""Users in the admin: read here, looked after on the pages of the portal."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.search import SearchedAdmin

from ..models import User
from .read_only import ReadOnly, TracedAdmin


@admin.register(User)
class UserAdmin(SearchedAdmin, ReadOnly, TracedAdmin):
    """The page of the portal changes an account and mails the link to set a password; nobody types one."""

    list_display = ["full_name", "email", "role", "organisation", "is_active", "last_login"]
    list_filter = ["role", "is_active"]
    list_select_related = ["organisation"]
    search_fields = ["search_key"]
    fields = [
        "look_after",
        "full_name",
        "email",
        "role",
        "organisation",
        "time_zone",
        "is_active",
        "date_joined",
        "last_login",
    ]
    readonly_fields = fields

    @admin.display(description=_("change, password, areas"))
    def look_after(self, user):
        url = reverse("accounts:user-edit", args=[user.pk])
        return format_html('<a href="{}">{}</a>', url, gettext("Open the page of this user"))
