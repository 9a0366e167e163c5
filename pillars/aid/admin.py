"""Aid in the admin: read here, written on the pages."""

from django.contrib import admin

from desmigratif.accounts.admin.read_only import ReadOnly

from .models import AidCheck, AidPackage


class AidCheckInline(ReadOnly, admin.TabularInline):
    model = AidCheck
    extra = 0


@admin.register(AidPackage)
class AidPackageAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["item", "village", "handed_on", "source", "total"]
    list_filter = ["source"]
    list_select_related = ["village__area"]
    exclude = ["person", "business"]
    inlines = [AidCheckInline]

    def view_on_site(self, package):
        return package.get_absolute_url()
