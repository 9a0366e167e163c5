"""What Django and other packages say on the pages of the admin without Indonesian words of their own.

The catalogue of the portal is asked before theirs: named here, `make messages` finds what it has to hold.
"""

from django.contrib.admin.templatetags import admin_list
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_noop, pgettext_lazy

FOREIGN = (
    # Django
    gettext_noop("Breadcrumbs"),
    gettext_noop("Filter"),
    gettext_noop("Sidebar"),
    gettext_noop("Select %s to view"),
    gettext_noop("Model name"),
    gettext_noop("Add link"),
    gettext_noop("Change or view list link"),
    gettext_noop("Filter navigation items"),
    # axes
    gettext_noop("access attempt"),
    gettext_noop("access attempts"),
    gettext_noop("Attempt Time"),
    gettext_noop("Failed Logins"),
    gettext_noop("Username"),
    gettext_noop("IP Address"),
    # django-tasks
    gettext_noop("args kwargs"),
    gettext_noop("enqueued at"),
    gettext_noop("exception class path"),
    gettext_noop("finished at"),
    gettext_noop("started at"),
    gettext_noop("task path"),
    gettext_noop("traceback"),
    pgettext_lazy("Task", "Failed"),
    pgettext_lazy("Task", "Ready"),
    pgettext_lazy("Task", "Running"),
    pgettext_lazy("Task", "Successful"),
)


def _yes_or_no(value):
    """The icon of a tick, whose text Django writes as Python does: True."""
    name, said = {True: ("yes", "yes"), False: ("no", "no"), None: ("unknown", "unknown")}[value]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), gettext(said))


admin_list._boolean_icon = _yes_or_no
