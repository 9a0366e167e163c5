"""How the admin keeps to the rule that nothing is changed past the services or without a trace."""

from django.core.exceptions import PermissionDenied
from django.db.models import URLField
from simple_history.admin import SimpleHistoryAdmin


class ReadOnly:
    """What services, loaders or the portal itself write is shown, never edited here."""

    #: Its form is made all the same, and Django asks which scheme an address without one has.
    formfield_overrides = {URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request, obj=None):
        # Django makes a form even of what nobody may change, and breaks at a field that no form can have.
        fixed = {field.name for field in self.opts.get_fields() if not getattr(field, "editable", True)}
        return [
            *super().get_readonly_fields(request, obj),
            *(name for name in self.fields or () if name in fixed),
        ]

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class NeverDeleted:
    """What others refer to is ended or switched off, not deleted."""

    def has_delete_permission(self, request, obj=None):
        return False


class NeverDeletedLines(NeverDeleted):
    """Lines on the page of another row; a post is read for so many, however many it claims to hold."""

    most = 400

    def get_formset(self, request, obj=None, **kwargs):
        bounds = {"max_num": self.most, "absolute_max": self.most}
        return super().get_formset(request, obj, **{**bounds, **kwargs})


class TracedAdmin(NeverDeleted, SimpleHistoryAdmin):
    """Shows what a row said before. Going back to it is a change like any other, made in the form."""

    def revert_disabled(self, request, obj=None):
        return True

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        # The package would store a posted version whatever the user may change.
        if request.method == "POST":
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)
