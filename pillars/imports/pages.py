"""What the pages of an import share: whose import it is, its steps, the way its files are handed out."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls.converters import StringConverter
from django.utils.translation import gettext as _

from desmigratif.ui.components import Crumb
from villages.models import ImportBatch

from .services import kind_of


class BatchNumber(StringConverter):
    """Number of an import in an address."""

    regex = "IMP-[0-9]{4}-[0-9]{4,9}"


brings_lists = permission_required("villages.import_lists", raise_exception=True)


def batch_of(request, number):
    """The import of the own office; another kind of role than its lists need is refused."""
    batch = get_object_or_404(ImportBatch.objects.visible_to(request.user), number=number)
    if not request.user.has_perm(kind_of(batch).permission):
        raise PermissionDenied
    return batch


def import_page(request, batch, name, **context):
    context |= {"batch": batch, "kind": kind_of(batch), "steps": steps(), "crumbs": crumbs(batch)}
    return render(request, f"pillars/imports/{name}.html", context)


def steps():
    return [_("Upload"), _("Columns"), _("Check"), _("Done")]


def crumbs(batch):
    return [Crumb(_("Import from Excel"), "/impor/"), Crumb(batch.number)]
