"""What the Django admin is called here, what it does not offer, and its answer to values that cannot be."""

from functools import wraps

import allauth.account.admin  # noqa: F401
import axes.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
import django_tasks_db.admin  # noqa: F401
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from desmigratif.ui.paging import ListPaginator
from desmigratif.ui.search import SearchedAdmin

from .forms import AdminForm
from .read_only import ReadOnly

admin.site.site_header = _("Desmigratif Portal: reference data")
admin.site.site_title = _("Reference data")
admin.site.index_title = _("Lists that rarely change")


def _within_bounds(view):
    """A number that no column can hold finds nothing; Django's admin leaves it to the database to break."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            with transaction.atomic():
                response = view(request, *args, **kwargs)
                return response.render() if hasattr(response, "render") else response
        except (OverflowError, DataError):
            raise Http404 from None
        except ValueError:
            if _is_no_id(view, kwargs.get("object_id")):
                raise Http404 from None
            raise
        except IntegrityError:
            # What the forms let pass: two saved at the same moment, or a line posted as if it were new.
            messages.error(
                request, _("Somebody else saved the same at this moment. Nothing was stored here.")
            )
            return redirect(request.path)

    return answered


def _is_no_id(view, text):
    """Whether the address of a page of one row names what no row of its model can be called."""
    page = getattr(view, "__self__", None)
    if text is None or not isinstance(page, admin.ModelAdmin):
        return False
    try:
        page.model._meta.pk.to_python(unquote(text))
    except ValidationError:
        return True
    return False


# Pages and lines alike, those without a form of their own too.
BaseModelAdmin.form = AdminForm

# As long as the country: counted to a bound, and fetched by the ids of a page.
admin.ModelAdmin.paginator = ListPaginator
admin.ModelAdmin.list_per_page = 50
admin.ModelAdmin.show_full_result_count = False

_admin_view = admin.site.admin_view
admin.site.admin_view = lambda view, cacheable=False: _admin_view(_within_bounds(view), cacheable)

# What may be removed is removed on its own page; Django's action breaks at an id that cannot be.
admin.site.disable_action("delete_selected")

# Rights follow from roles.py, the e-mail address is a field of the user, sign-ins are access events:
# these lists would say something else.
admin.site.unregister([Group, EmailAddress, AccessLog, AccessFailureLog])
admin.site.unregister([AccessAttempt, DBTaskResult])


@admin.register(AccessAttempt)
class AccessAttemptAdmin(SearchedAdmin, ReadOnly, admin.ModelAdmin):
    """Who is locked out after wrong passwords; removing the line lets the person try again."""

    list_display = ["attempt_time", "username", "ip_address", "failures_since_start"]
    fields = list_display
    search_fields = ["username"]
    search_lookup = "icontains"

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(DBTaskResult)
class TaskAdmin(ReadOnly, admin.ModelAdmin):
    """What the worker did and has yet to do, as stored: no function of a task needs to be there still."""

    list_display = ["task_path", "status", "enqueued_at", "started_at", "finished_at"]
    list_filter = ["status"]
    ordering = ["-enqueued_at"]
    fields = [*list_display, "args_kwargs", "exception_class_path", "traceback"]
