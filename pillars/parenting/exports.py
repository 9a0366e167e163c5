"""Groups and children of a list as files, one row each; the file of children can be read in again."""

from django.utils.translation import gettext as _

from desmigratif.ui import clock
from desmigratif.ui.spreadsheets import ExportColumn, chunks
from villages.choices import Sex
from villages.people.children import age_on

from .choices import GroupKind, GroupRole, Rhythm, SchoolLevel, SchoolState
from .models import GroupMember


def _place_columns():
    return [
        ExportColumn(_("Village code"), 16),
        ExportColumn(_("Village"), 22),
        ExportColumn(_("District"), 22),
        ExportColumn(_("Regency/city"), 26),
    ]


def _place_of(row):
    village = row.village
    return [village.code, village.area.name, village.district.name, village.regency.label]


def _words(*choices):
    return {choice.value: str(choice.label) for one in choices for choice in one}


class GroupExport:
    """Groups of a list; no people."""

    def __init__(self, groups):
        self.groups = groups.for_list()
        self.title = _("Parenting groups")
        self.words = _words(GroupKind, Rhythm)
        self.columns = [
            *_place_columns(),
            ExportColumn(_("Name"), 34),
            ExportColumn(_("Kind"), 26),
            ExportColumn(_("Founded on"), 12, "date"),
            ExportColumn(_("Meeting place"), 30),
            ExportColumn(_("Meets"), 20),
            ExportColumn(_("Ended on"), 12, "date"),
            ExportColumn(_("Why it ended"), 40),
        ]

    def rows(self):
        for groups in chunks(self.groups):
            for group in groups:
                yield [
                    *_place_of(group),
                    group.name,
                    self.words[group.kind],
                    group.founded_on,
                    group.place,
                    self.words.get(group.rhythm, ""),
                    group.ended_on,
                    group.ended_because,
                ]


class ChildExport:
    """Children by name, for those who keep them: group and school today. No restricted children, no NIK."""

    def __init__(self, children):
        self.children = children.for_list()
        self.title = _("Children of migrant workers")
        self.words = _words(Sex, SchoolLevel, SchoolState)
        self.today = clock.today()
        self.columns = [
            *_place_columns(),
            ExportColumn(_("Full name"), 34),
            ExportColumn(_("Sex"), 12),
            ExportColumn(_("Age"), 8, "number"),
            ExportColumn(_("Group"), 34),
            ExportColumn(_("Member since"), 12, "date"),
            ExportColumn(_("School status"), 22),
            ExportColumn(_("Level"), 30),
            ExportColumn(_("Status as of"), 12, "date"),
        ]

    def rows(self):
        for children in chunks(self.children):
            groups = groups_of(children, self.today)
            for child in children:
                member = groups.get(child.pk)
                yield [
                    *_place_of(child),
                    child.full_name,
                    self.words[child.sex],
                    age_on(child, self.today),
                    member.group.name if member else "",
                    member and member.joined_on,
                    self.words.get(child.school, ""),
                    self.words.get(child.level, ""),
                    child.school_on,
                ]


def groups_of(children, date):
    """`{child id: the newest membership in a group that is there on a day}`, in one query."""
    rows = GroupMember.objects.running_on(date).filter(person__in=[child.pk for child in children])
    rows = rows.filter(role=GroupRole.CHILD).select_related("group__village").order_by("joined_on", "pk")
    return {row.person_id: row for row in rows}
