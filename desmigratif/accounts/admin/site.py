"""What the Django admin is called here, and what of other packages it does not offer."""

import allauth.account.admin  # noqa: F401
import axes.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from desmigratif.ui.search import SearchedAdmin

from .read_only import ReadOnly

admin.site.site_header = _("Desmigratif Portal: reference data")
admin.site.site_title = _("Reference data")
admin.site.index_title = _("Lists that change seldom")

# Rights follow from roles.py, the e-mail address is a field of the user, sign-ins are access events:
# these lists would say something else.
admin.site.unregister([Group, EmailAddress, AccessLog, AccessFailureLog])
admin.site.unregister(AccessAttempt)


@admin.register(AccessAttempt)
class AccessAttemptAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    """Who is locked out after wrong passwords; removing the line lets the person try again."""

    list_display = ["attempt_time", "username", "ip_address", "failures_since_start"]
    fields = list_display
    search_fields = ["username"]
    search_lookup = "icontains"

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
