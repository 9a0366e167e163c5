"""Which organisations an officer is offered as organiser and funder, and in which order."""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation
from desmigratif.ui import clock
from villages.codes import parent_of
from villages.models import Area, Assignment

Kind = Organisation.Kind
GROUPS = {
    "own": _("Your office"),
    "near": _("Governments of your region"),
    Kind.MINISTRY: _("Ministries and agencies"),
    Kind.OTHER: _("Other"),
}
LOCAL = (Kind.PROVINCE, Kind.REGENCY, Kind.VILLAGE)


def offered_organisations(user, *, regencies, used):
    """`{group: [organisation]}`: the own office, governments of these regencies, ministries, others.

    An office serves the areas that its people are assigned to; one without accounts, the area in its name.
    `used`: ids that stay although they are far or ended, because they are stored.
    """
    today = clock.today()
    served = defaultdict(set)
    pairs = Assignment.objects.active_on(today).values_list("user__organisation", "area")
    for organisation, area in pairs.distinct():
        served[organisation].add(area)
    region = _region(regencies)
    found = {title: [] for title in GROUPS.values()}
    current = Organisation.objects.current_on(today) | Organisation.objects.filter(pk__in=used)
    # In the order of the names that are shown: the short ones where there are any.
    for row in sorted(current, key=lambda row: str(row).casefold()):
        near = _is_near(row, served[row.pk], region)
        if row.pk == user.organisation_id:
            found[GROUPS["own"]].append(row)
        elif near or row.pk in used:
            found[GROUPS["near" if row.kind in LOCAL else row.kind]].append(row)
    return {title: rows for title, rows in found.items() if rows}


def _region(regencies):
    """`{code: short name}` of the regencies and their provinces."""
    codes = {*regencies, *map(parent_of, regencies)}
    names = Area.objects.filter(pk__in=codes).values_list("pk", "name")
    return {code: name.removeprefix("Kabupaten ").removeprefix("Kota ") for code, name in names}


def _is_near(row, served, region):
    if row.kind == Kind.MINISTRY:
        return True
    if served:
        # A province's own office is near, the offices of its other regencies are not.
        below = tuple(f"{code}." for code in region if "." in code)
        return any(code in region or code.startswith(below) for code in served)
    if row.kind not in LOCAL:
        return True
    level = 0 if row.kind == Kind.PROVINCE else 1
    return any(name in row.name for code, name in region.items() if code.count(".") == level)
