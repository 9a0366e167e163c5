"""Scales in the admin: a new one is added and old ones stay, so that what was judged by them stays true."""

from django import forms
from django.contrib import admin

from desmigratif.accounts.admin.read_only import NeverDeleted, NeverDeletedLines

from ...models import AchievementBand, AchievementScale, Scale
from ..models.scales import ONE_LOWEST


@admin.register(Scale)
class ScaleAdmin(NeverDeleted, admin.ModelAdmin):
    """Thresholds of the status words; the newest row counts."""

    list_display = ["on_track_from", "attention_from", "note"]

    def has_change_permission(self, request, obj=None):
        return False


class AchievementBandFormSet(forms.BaseInlineFormSet):
    def clean(self):
        """Two lowest bands in one post: the database knows neither of them yet."""
        super().clean()
        lowest = [
            form
            for form in self.forms
            if form.has_changed() and not form.errors and form.cleaned_data.get("from_percent") is None
        ]
        for form in lowest[1:]:
            form.add_error("from_percent", ONE_LOWEST)


class AchievementBandInline(NeverDeletedLines, admin.TabularInline):
    """Bands come with their scale and are not moved afterwards."""

    model = AchievementBand
    formset = AchievementBandFormSet
    extra = 5

    def has_add_permission(self, request, obj=None):
        return obj is None

    def has_change_permission(self, request, obj=None):
        return obj is None


@admin.register(AchievementScale)
class AchievementScaleAdmin(NeverDeleted, admin.ModelAdmin):
    """Words for an achievement; each indicator says which scale it has."""

    list_display = ["name", "source", "is_verified"]
    inlines = [AchievementBandInline]
