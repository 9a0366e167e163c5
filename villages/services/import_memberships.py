"""Lists of villages in the programmes: one row is one standing of one official village."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.ui import formatting

from ..choices import MembershipStatus, Programme
from ..models import Area, ImportRow, Membership, Village
from ..sheets import memberships_schema
from ..sheets.declared import DeclaredReader
from ..sheets.judging import IGNORE, REFUSE, REVIEW, Remark, shown
from ..sheets.places import DOTTED, dotted
from ..sheets.rows import NOTHING
from .errors import ChangeRefused
from .import_kinds import Context, DeclaredKind, Stored
from .memberships import check_membership, overlap, remove_membership
from .official_villages import OfficialVillages
from .villages import check_area, entries_about, remove_village, take_village_into_programme

#: What a row may say of a standing, besides the village.
SAID = ("programme", "status", "batch_year", "decree", "source", "valid_from", "valid_to")


class MembershipReader(DeclaredReader):
    """Reads rows whose village may be any official one; a name needs its district or regency beside it."""

    def __init__(self, *args):
        super().__init__(*args)
        self.official = OfficialVillages()

    def read_village(self, judged, cells):
        said = {
            key: cells[key].text if key in cells else "" for key in ("village_code", "district", "regency")
        }
        code, _kind = dotted(said["village_code"])
        if DOTTED.fullmatch(code) and code[9] in "123" and not self.official.has(code):
            text = _("“%s” is no code in the official list of villages. Check the code.")
            remark = Remark(REFUSE, "village_unknown", text % shown(said["village_code"]))
            self.add(judged, "village_code", cells["village_code"], remark)
            return
        named = "village" in cells and not NOTHING.fullmatch(cells["village"].text)
        if named and not (said["village_code"] or said["district"] or said["regency"]):
            text = _("“%s”: many villages share a name. Write the village code, or the district beside it.")
            remark = Remark(REFUSE, "village_ambiguous", text % shown(cells["village"].text))
            self.add(judged, "village", cells["village"], remark)
            return
        self.places = self.official.near(said["village_code"], said["district"], said["regency"])
        super().read_village(judged, cells)


class MembershipList(DeclaredKind):
    """Standings of villages; a village that is new to the portal is taken in, and `record` says so.

    `record` is the number of the membership, followed by `+` where the row took the village in.
    """

    key = "memberships"
    label = gettext_lazy("Villages and programmes")
    hint = gettext_lazy(
        "Which village is in which programme since when. Without a column for the programme: Desmigratif."
    )
    permission = "villages.manage_villages"
    schema = memberships_schema.SCHEMA
    shown = ("village", *SAID)
    reader = MembershipReader
    is_about_own_villages = False

    def added(self, count):
        return ngettext("%s membership added", "%s memberships added", count) % formatting.number(count)

    def context(self, batch):
        return Context(villages=[], today=timezone.localdate(), for_all=batch.for_all)

    def check(self, judged, cells, reader):
        if "programme" not in judged.values and not any(note.key == "programme" for note in judged.notes):
            judged.values["programme"] = Programme.DESMIGRATIF

    def mark_repeats(self, rows, reader):
        """Two rows about one village and programme: the same is passed over, another time is none of it."""
        earlier = {}
        for judged in rows:
            if judged.fate == REFUSE or "village" not in judged.values:
                continue
            known = earlier.setdefault((judged.values["village"], judged.values["programme"]), [])
            same = next((one for one in known if one.values == judged.values), None)
            if same:
                text = _("The row says the same as row %s and is counted once.") % same.number
                judged.add("", "", "", Remark(IGNORE, "duplicate_row_same_content", text))
                continue
            for one in known:
                if overlap(*_period(one), *_period(judged)):
                    _ask_which(one, judged)
            known.append(judged)

    def compare(self, judged, batch):
        area = _area(judged.values["village"]) if "village" in judged.values else None
        if area is None:
            return ""
        village = Village.objects.filter(area=area).first()
        said = {key: judged.values[key] for key in SAID if key in judged.values}
        if village and Membership.objects.filter(village=village, **said).exists():
            judged.add(
                "", "", "", Remark(IGNORE, "known_already", _("The portal has this membership already."))
            )
            return ""
        try:
            check_area(area)
            check_membership(Membership(village=village or Village(area=area), **said))
        except ChangeRefused as refused:
            judged.hold("", "membership_refused", refused.message)
        return ""

    def store_row(self, values, record, batch):
        area = _area(values["village"])
        is_new = not Village.objects.filter(area=area).exists()
        said = {key: values[key] for key in SAID if values.get(key) is not None}
        said.setdefault("source", f"{batch.original_name}, {batch.number}")
        membership = take_village_into_programme(area=area, by=batch.stored_by, **said)
        return Stored(ImportRow.Outcome.CREATED, f"{membership.pk}{'+' if is_new else ''}")

    def row_against(self, row):
        membership = _membership(row)
        if membership is None:
            return _("the membership is gone.")
        if membership.history.count() > 1:
            return _("the membership of %s was changed since.") % membership.village.label
        if not row.record.endswith("+"):
            return ""
        entries = entries_about(membership.village, besides=(Membership,))
        others = membership.village.memberships.exclude(pk__in=_memberships(row.batch))
        if others.exists():
            entries.append(str(Membership._meta.verbose_name_plural))
        if not entries:
            return ""
        said = {"village": membership.village.label, "entries": ", ".join(entries)}
        return _("%(village)s has entries by now: %(entries)s.") % said

    def undo_row(self, row, before, by):
        membership = _membership(row)
        village = membership.village
        remove_membership(membership=membership, by=by)
        if row.record.endswith("+"):
            remove_village(village=village, by=by)

    def links(self, rows, user):
        by_pk = {row.record.rstrip("+"): row.record for row in rows if row.record}
        memberships = Membership.objects.filter(
            pk__in=by_pk, village__in=Village.objects.visible_to(user)
        ).select_related("village")
        return {by_pk[str(one.pk)]: one.village.get_absolute_url() for one in memberships}

    def text_of(self, key, value):
        choices = {"programme": Programme, "status": MembershipStatus}
        return str(choices[key](value).label) if key in choices and value else super().text_of(key, value)


def _area(code):
    return Area.objects.select_related("parent__parent__parent").filter(pk=code).first()


def _period(judged):
    return judged.values.get("valid_from"), judged.values.get("valid_to")


def _ask_which(first, later):
    text = _("Row %s says something else of this village and programme at the same time. Keep the right one.")
    later.add("programme", "", "", Remark(REFUSE, "membership_twice_in_file", text % first.number))
    text = _("Row %s says something else of the same time. Take this row only if it is the right one.")
    first.add("programme", "", "", Remark(REVIEW, "membership_twice_in_file", text % later.number))


def _membership(row):
    found = Membership.objects.filter(pk=row.record.rstrip("+"))
    return found.select_related("village__area", "village__district").first()


def _memberships(batch):
    """Numbers of the memberships that a batch added."""
    records = batch.rows.exclude(record="").values_list("record", flat=True)
    return [record.rstrip("+") for record in records]
