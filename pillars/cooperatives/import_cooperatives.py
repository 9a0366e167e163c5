"""Lists of co-operatives: one row is one co-operative of a village, with its accounts of one year."""

from collections import Counter
from typing import Any

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused
from desmigratif.ui.search import fold
from villages.lists.services import import_rows
from villages.lists.services.import_kinds import ListKind, StoredRow
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import ACCEPT, IGNORE, REFUSE, REVIEW, Judged, Remark
from villages.lists.sheets.layout import Table
from villages.models import ImportBatch, ImportRow, Village

from .choices import CooperativeKind
from .models import BoardTerm, Cooperative, CooperativeMember, CooperativeYear
from .services import (
    CooperativeData,
    YearData,
    doubts_of,
    faults_of,
    faults_of_year,
    hold_villages,
    record_cooperative,
    remove_cooperative,
    state_year,
    withdraw_year,
)
from .sheets import ACCOUNTS, SCHEMA, CooperativeReader, kind_in_name, year_of_titles

#: What is compared with a co-operative that the portal has; a list may leave any of it empty.
FACTS = ("kind", "legal_number", "legal_on", "founded_on", "units", "services")


class CooperativeList(ListKind):
    """A co-operative is known by village and name. What the portal has stays: other facts are asked about.

    `record` is its number; accounts that a row brings are those of `year` in its values.
    """

    key = "cooperatives"
    label = gettext_lazy("Co-operatives")
    hint = gettext_lazy(
        "One row per co-operative or BUMDes: village, name, legal form, accounts of one year."
    )
    permission = "pillars.record_cooperative"
    schema = SCHEMA
    shown = ("village", "name", "kind", "year", "assets")
    titled = 2
    for_all = ("year",)
    reader = CooperativeReader

    def added(self, count: int) -> str:
        return ngettext("%s co-operative added", "%s co-operatives added", count) % formatting.number(count)

    def text_of(self, key: str, value: Any) -> str:
        if key == "kind" and value:
            return str(CooperativeKind(value).label)
        if key == "assets" and value is not None:
            return formatting.rupiah(value)
        return super().text_of(key, value)

    def said_above(self, table: Table, user: User) -> dict[str, str]:
        """Also the year in the titles of the accounts: `Aset 2024`."""
        year = year_of_titles(table.titles)
        return ({"year": year} if year else {}) | super().said_above(table, user)

    def check(self, judged: Judged, cells: dict[str, Cell], reader: FieldReader) -> None:
        if "kind" not in judged.values and (kind := kind_in_name(judged.values.get("name", ""))):
            judged.values["kind"] = kind.value
            text = _("By its name the legal form is %s.") % kind.label
            judged.add("name", "", judged.values["name"], Remark(ACCEPT, "kind_by_name", text))
        reader.refuse(judged, cells, faults_of(judged.values))
        if _has_accounts(judged.values):
            self._check_accounts(judged, cells, reader)

    @staticmethod
    def _check_accounts(judged, cells, reader):
        values = judged.values
        if not values.get("year"):
            text = _("The row states accounts and not their year. Fill in “%s”.") % SCHEMA.field("year").label
            judged.add("year", "", "", Remark(REFUSE, "value_missing", text))
            return
        reader.refuse(judged, cells, faults_of_year(values, values["year"]))
        for text in doubts_of(_accounts(values)):
            judged.add("assets", "", "", Remark(REVIEW, "balance_doubtful", text))

    def mark_repeats(self, rows: list[Judged], reader: FieldReader) -> None:
        """One co-operative and year twice: the same is counted once, another is not decided by its order.

        Of several years one row makes a new co-operative, and the others join it.
        """
        seen: dict[tuple[Any, ...], Judged] = {}
        years: dict[tuple[Any, ...], list[Judged]] = {}
        for judged in rows:
            if judged.fate == REFUSE or not {"village", "name"} <= judged.values.keys():
                continue
            key = judged.values["village"], fold(judged.values["name"]), judged.values.get("year")
            first = seen.setdefault(key, judged)
            if first is judged:
                years.setdefault(key[:2], []).append(judged)
                continue
            if first.values == judged.values:
                judged.count_once(first, "name")
                continue
            text = (
                _("Row %s also gives this co-operative, with different data. Keep the right one.")
                % first.number
            )
            judged.add("name", "", judged.values["name"], Remark(REFUSE, "twice_in_file", text))
        for judged in (one for several in years.values() if len(several) > 1 for one in several):
            judged.values["has_other_years"] = True

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        known, years = _known([judged.values for judged in rows], batch.uploaded_by)
        records = {}
        for judged in rows:
            values = judged.values
            stored = known.get((values.get("village"), fold(values.get("name", ""))))
            if stored:
                stated = years.get((stored.pk, values.get("year")))
                self._compare(judged, stored, stated)
                records[judged.number] = str(stored.pk)
            elif not values.get("kind"):
                text = _("The portal has no co-operative with this name in the village. Fill in “%s”.")
                text %= SCHEMA.field("kind").label
                judged.add("kind", "", "", Remark(REFUSE, "value_missing", text))
        return records

    def _compare(self, judged, stored, stated):
        """What the portal has stays as it is; a row with nothing new is passed over."""
        by_name = any(note.kind == "kind_by_name" for note in judged.notes)
        for key, said, known in _differing(judged.values, stored, stated):
            if key == "kind" and by_name:
                continue
            text = _(
                "The portal has “%(known)s”. Change it on the page of the co-operative if the list is right."
            )
            text %= {"known": self.text_of(key, known) or "–"}
            judged.add(key, "", self.text_of(key, said), Remark(REVIEW, "differs", text))
            judged.is_takeable = False
        if judged.is_takeable and (stated or not _has_accounts(judged.values)):
            text = _("The portal has this co-operative and these accounts already.")
            judged.add("", "", "", Remark(IGNORE, "known_already", text))

    def store_row(self, values: dict[str, Any], record: str, batch: ImportBatch) -> StoredRow:
        """Adds the co-operative or, where the portal has it, the accounts of the row's year."""
        by = batch.stored_by
        village = Village.objects.editable_by(by).filter(area=values["village"]).first()
        if village is None:
            raise Refused(_("This village is no longer in your area."))
        hold_villages({village.pk}, by)
        stored = Cooperative.objects.filter(village=village, name_key=fold(values["name"])).first()
        is_joined = stored is not None and not record and _may_join(values, stored)
        if (stored is None) == bool(record) and not is_joined:
            raise Refused(_("This co-operative is no longer as the list found it. Upload the row again."))
        outcome, before = ImportRow.Outcome.UPDATED, {"year": values.get("year")}
        if stored is None:
            said = {key: values[key] for key in ("name", *FACTS) if values.get(key)}
            stored = record_cooperative(data=CooperativeData(village=village, **said), by=by)
            outcome, before = ImportRow.Outcome.CREATED, None
        if _has_accounts(values):
            data = _accounts(values | {"source": values.get("source") or f"{batch.number}"})
            state_year(cooperative=stored, year=values["year"], data=data, by=by)
        return StoredRow(outcome, str(stored.pk), stored.version, before)

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        own = {"cooperative": OuterRef("pk")}
        stored = Cooperative.objects.editable_by(by).annotate(
            has_members=Exists(CooperativeMember.objects.filter(**own)),
            has_board=Exists(BoardTerm.objects.filter(**own)),
            has_corrections=Exists(CooperativeYear.objects.filter(**own, version__gt=1)),
            years_stated=Count("years"),
        )
        stored = stored.in_bulk([int(row.record) for row in rows])
        brought = Counter(row.record for row in rows if _brought_accounts(row))
        reasons = {}
        for row in rows:
            cooperative = stored.get(int(row.record))
            if cooperative is None:
                reasons[row] = _("the co-operative has been removed.")
            elif cooperative.version != row.result_version:
                reasons[row] = _("the co-operative has since been changed.")
            elif cooperative.has_members or cooperative.has_board:
                reasons[row] = _("members or a board have since been recorded.")
            elif cooperative.has_corrections or (
                # A co-operative that a row made goes with its accounts, and has none of others then.
                row.outcome == ImportRow.Outcome.CREATED and cooperative.years_stated > brought[row.record]
            ):
                reasons[row] = _("its accounts have since been corrected.")
        return reasons

    def undo_row(self, row: ImportRow, before: dict[str, Any] | None, by: User) -> None:
        cooperative = Cooperative.objects.filter(pk=row.record).first()
        if cooperative is None:
            # Gone with the row of this list that made it.
            return
        years = cooperative.years.all() if before is None else cooperative.years.filter(year=before["year"])
        for stated in years:
            withdraw_year(stated=stated, by=by)
        if before is None:
            remove_cooperative(cooperative=cooperative, reason=gettext_noop("list taken back"), by=by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        ids = [row.record for row in rows if row.record]
        stored = Cooperative.objects.visible_to(user).filter(pk__in=ids)
        return {str(cooperative.pk): cooperative.get_absolute_url() for cooperative in stored}


def _brought_accounts(row):
    """Whether a stored row brought accounts; of one whose values are no longer kept it is assumed."""
    return _has_accounts(import_rows.unsealed(row).get("values", {})) if row.sealed else True


def _may_join(values, stored):
    """Whether a row tells of another year of a co-operative that a row beside it made."""
    is_stated = stored.years.filter(year=values.get("year")).exists()
    differs = is_stated or list(_differing(values, stored, None))
    return bool(values.get("has_other_years")) and not differs


def _has_accounts(values):
    return any(values.get(key) is not None for key in ACCOUNTS)


def _accounts(values):
    return YearData(**{key: values.get(key) for key in ACCOUNTS}, source=values.get("source", ""))


def _known(values, user):
    """`({(village code, folded name): co-operative}, {(co-operative id, year): accounts})` of the rows."""
    villages = {said["village"] for said in values if said.get("village")}
    rows = Cooperative.objects.visible_to(user).filter(village__area__in=villages).select_related("village")
    known = {(one.village.area_id, one.name_key): one for one in rows}
    return known, _years([one.pk for one in known.values()])


def _years(ids):
    rows = CooperativeYear.objects.filter(cooperative__in=ids)
    return {(stated.cooperative_id, stated.year): stated for stated in rows}


def _differing(values, stored, stated):
    """`(key, what the row says, what the portal has)` of all in which they differ."""
    pairs = [(key, stored) for key in FACTS] + ([(key, stated) for key in ACCOUNTS] if stated else [])
    for key, row in pairs:
        said, known = values.get(key), getattr(row, key)
        if said not in (None, "") and said != known:
            yield key, said, known
