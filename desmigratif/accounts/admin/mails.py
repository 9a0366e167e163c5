"""The queue of mails in the admin: what waits, what was given up and why; read, never written."""

from django.contrib import admin

from desmigratif.ui.search import SearchedAdmin

from ..models import Mail
from .read_only import ReadOnly


@admin.register(Mail)
class MailAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    list_display = ["made_at", "to", "subject", "sent_at", "tries", "next_try_at", "error"]
    list_filter = [("sent_at", admin.EmptyFieldListFilter), ("next_try_at", admin.EmptyFieldListFilter)]
    search_fields = ["to", "subject"]
    search_lookup = "icontains"
