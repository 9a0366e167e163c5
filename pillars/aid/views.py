"""Pages of the aid: the list, one package with its checks and papers, and their forms."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from desmigratif.accounts.downloads import Download
from desmigratif.ui import clock
from desmigratif.ui.components import Crumb
from desmigratif.ui.formatting import long_date
from desmigratif.ui.forms import begun_with, change, create, form_page, press, step
from desmigratif.ui.lists import ListPage

from ..forms.files import keep_files, take_files
from ..people.forms.joining import RemoveForm
from ..people.forms.named_people import person_asked_for
from ..views.files import handed_out, thumbnail_of
from ..views.registers import form_page_of, placed
from ..views.rights import own_row
from . import services
from .choices import FileAbout
from .exports import AidExport
from .figures import counted
from .filters import AidFilter
from .forms import AidFilesForm, AidForm, CheckForm, RecipientKind
from .models import AidFile, AidPackage
from .querysets import year_before
from .recipients import show_recipients

#: So many checks stand on the page of a package, the newest first.
CHECKS_SHOWN = 10


@permission_required("pillars.view_aid", raise_exception=True)
def aid_list(request):
    chosen = _chosen(request)
    listed = ListPage(request, chosen, chosen.matching.for_list(), export="pillars:aid-export")
    show_recipients(listed.page, request.user)
    rows = AidPackage.objects.filter(pk__in=chosen.matching.order_by().values("pk"))
    context = {
        **listed.context,
        "counted": counted(rows, chosen.day.year, chosen.day),
        "day": chosen.day,
        "is_past": chosen.day != clock.today(),
    }
    return render(request, "pillars/aid/list.html", context)


@require_safe
@permission_required("pillars.view_aid", raise_exception=True)
def aid_export(request, file_format):
    chosen = _chosen(request)
    return Download(
        request,
        "bantuan",
        AidExport(chosen.matching, user=request.user, day=chosen.day),
        what=_("Aid packages of the villages that you may see, one row each."),
        rows=(_("Aid packages"), chosen.matching.count()),
        filters=chosen.in_words,
        about=[
            (_("Money"), _("Whole rupiah. An empty cell is not known; it is not 0.")),
            (_("Condition"), _("By the last check of the twelve months before %s.") % long_date(chosen.day)),
        ],
        names_people=request.user.has_perm("villages.view_beneficiary"),
    ).answer(file_format, back=reverse("pillars:aid-list"))


@permission_required("pillars.record_aid", raise_exception=True)
def aid_create(request):
    initial = begun_with(request, "village") | {"received_by": RecipientKind.VILLAGE}
    if person := person_asked_for(request):
        initial |= {"recipient": person.full_name, "person": str(person.number)}
        initial |= {"village": person.village.code, "received_by": RecipientKind.PERSON}
    form = AidForm(request.POST or None, user=request.user, initial=initial)
    answer = create(
        request,
        form,
        lambda: services.record_aid(data=form.data_of_aid(), by=request.user),
        message=_("The aid is recorded. Add its papers and checks below."),
    )
    return answer or form_page(
        request,
        form,
        title=_("Record aid"),
        lead=_("One item that was handed over to a person, a business, a group or the village."),
        submit=_("Record the aid"),
        cancel=reverse("pillars:aid-list"),
        crumbs=[_root(), Crumb(_("Record aid"))],
    )


@permission_required("pillars.view_aid", raise_exception=True)
def aid_detail(request, pk):
    today = clock.today()
    rows = AidPackage.objects.visible_to(request.user).for_list().with_condition_on(today)
    package = get_object_or_404(rows, pk=pk)
    _show(request, package)
    checks = list(package.checks.select_related("recorded_by").prefetch_related("photos")[: CHECKS_SHOWN + 1])
    context = {
        "package": package,
        "checks": checks[:CHECKS_SHOWN],
        "more_checks": len(checks) > CHECKS_SHOWN,
        "papers": package.files.exclude(kind=FileAbout.CHECK),
        "owes_check": not package.is_final and package.last_seen <= year_before(today),
        "is_late": package.report_on is None and package.last_report_day < today,
        "doubt": services.doubt_of_total(vars(package)),
        "may_change": AidPackage.objects.editable_by(request.user).filter(pk=pk).exists(),
        "changes": package.history.select_related("history_user"),
        "crumbs": [_root(), Crumb(str(package))],
    }
    return render(request, "pillars/aid/detail.html", context)


@permission_required("pillars.record_aid", raise_exception=True)
def aid_edit(request, pk):
    package = _own(request, pk)
    _show(request, package)
    if package.business_id:
        # The form shows the name as far as the reader may be told it.
        package.business = package.shown_business or package.business
    form = AidForm(request.POST or None, user=request.user, package=package)
    answer = change(
        request,
        form,
        lambda: services.change_aid(package=package, data=form.data_of_aid(), by=request.user),
        row=package,
        hold=lambda: services.hold_for(form.data_of_aid(), request.user, package),
        message=_("The aid is corrected."),
        to=package,
    )
    words = {"lead": _("What it said before stays in its history."), "submit": _("Save the correction")}
    return answer or _form_page(request, package, form, title=_("Correct the aid"), **words)


@permission_required("pillars.record_aid", raise_exception=True)
def aid_remove(request, pk):
    package = _own(request, pk)
    form = RemoveForm(request.POST or None)
    answer = step(
        request,
        form,
        lambda: services.remove_aid(package=package, by=request.user, **form.cleaned_data),
        message=_("The aid is removed."),
        to=reverse("pillars:aid-list"),
    )
    only = _("Only for aid that was recorded by mistake. Of what was lost or sold, record a check.")
    words = {"lead": f"{placed(package)} {only}", "submit": _("Remove the aid")}
    return answer or _form_page(request, package, form, title=_("Remove the aid"), **words)


@permission_required("pillars.record_aid", raise_exception=True)
def check_create(request, pk):
    package = _own(request, pk)
    form = CheckForm(
        request.POST or None, request.FILES or None, user=request.user, initial={"on": clock.today()}
    )

    def store():
        said = {name: form.cleaned_data[name] for name in ("on", "condition", "note")}
        return services.record_check(package=package, photos=take_files(form), by=request.user, **said)

    answer = create(request, form, store, message=_("The check is recorded."), to=package)
    words = {"lead": placed(package), "submit": _("Record the check")}
    return answer or _files_page(request, package, form, title=_("Record a check"), **words)


@require_POST
@permission_required("pillars.record_aid", raise_exception=True)
def check_take_back(request, pk):
    package = _own(request, pk)
    return press(
        request,
        lambda: services.take_check_back(package=package, by=request.user),
        message=_("The last check is taken back."),
        to=package,
        once=True,
    )


@permission_required("pillars.record_aid", raise_exception=True)
def file_create(request, pk):
    package = _own(request, pk)
    form = AidFilesForm(request.POST or None, request.FILES or None, user=request.user)
    answer = create(
        request,
        form,
        lambda: services.add_files(
            package=package, kind=form.cleaned_data["kind"], files=take_files(form), by=request.user
        ),
        message=_("The files are stored."),
        to=package,
    )
    words = {"lead": placed(package), "submit": _("Store the files")}
    return answer or _files_page(request, package, form, title=_("Add papers"), **words)


@require_safe
@permission_required("pillars.view_aid", raise_exception=True)
def file_download(request, pk):
    file = _file(request, pk)
    return handed_out(request, file, about=f"aid {file.package_id}")


@require_safe
@permission_required("pillars.view_aid", raise_exception=True)
def file_thumbnail(request, pk):
    return thumbnail_of(_file(request, pk))


@require_http_methods(["GET", "POST"])
@permission_required("pillars.record_aid", raise_exception=True)
def file_remove(request, pk):
    """Asks first: a removed file does not come back."""
    file = _file(request, pk)
    package = _own(request, file.package_id)
    if request.method != "POST":
        address = package.get_absolute_url()
        crumbs = [_root(), Crumb(str(package), address), Crumb(_("Remove a file"))]
        return render(request, "pillars/files/remove.html", {"file": file, "back": address, "crumbs": crumbs})
    return press(
        request,
        lambda: services.remove_file(file=file, by=request.user),
        message=_("“%s” was removed.") % file.original_name,
        to=package,
    )


def _chosen(request):
    return AidFilter(request.GET, queryset=AidPackage.objects.visible_to(request.user), request=request)


def _own(request, pk):
    return own_row(AidPackage.objects.visible_to(request.user).for_list(), request.user, pk=pk)


def _file(request, pk):
    """A file of a package that the user sees; its papers and photos may name and show people."""
    packages = AidPackage.objects.visible_to(request.user)
    return get_object_or_404(AidFile.objects.filter(package__in=packages).select_related("package"), pk=pk)


def _show(request, package):
    """Who received it, as far as the reader may be told; who is named on the page was looked at."""
    show_recipients([package], request.user)
    if package.shown:
        request.shown_people.add(package.shown.number)


def _form_page(request, package, form, **words):
    """The page of a form about one package."""
    return form_page_of(request, package, form, _root(), **words)


def _files_page(request, package, form, **words):
    """The same of a form with files: the good ones wait for the next time."""
    keep_files(form, by=request.user)
    return _form_page(request, package, form, **words)


def _root():
    return Crumb(_("Aid"), reverse("pillars:aid-list"))
