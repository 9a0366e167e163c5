"""Lists of co-operatives: one row is one co-operative of a village, with its accounts of one year."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Fault
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import ACCEPT, Judged, Remark
from villages.models import ImportBatch, Village

from ..services.import_named import NamedList
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
from .sheets import ACCOUNTS, SCHEMA, CooperativeReader, kind_in_name


class CooperativeList(NamedList):
    """Co-operatives; the figures of a row are its accounts."""

    key = "cooperatives"
    label = gettext_lazy("Co-operatives")
    hint = gettext_lazy(
        "One row per co-operative or BUMDes: village, name, legal form, accounts of one year."
    )
    permission = "pillars.record_cooperative"
    schema = SCHEMA
    shown = ("village", "name", "kind", "year", "assets")
    for_all = ("name", "year")
    reader = CooperativeReader
    model, year_model, owner = Cooperative, CooperativeYear, "cooperative"
    facts = ("kind", "legal_number", "legal_on", "founded_on", "units", "services")
    figures = ACCOUNTS
    needed = ("kind",)

    def added(self, count: int) -> str:
        return ngettext("%s co-operative added", "%s co-operatives added", count) % formatting.number(count)

    def text_of(self, key: str, value: Any) -> str:
        if key == "kind" and value:
            return str(CooperativeKind(value).label)
        if key == "assets" and value is not None:
            return formatting.rupiah(value)
        return super().text_of(key, value)

    def check(self, judged: Judged, cells: dict[str, Cell], reader: FieldReader) -> None:
        if "kind" not in judged.values and (kind := kind_in_name(judged.values.get("name", ""))):
            judged.values["kind"] = kind.value
            text = _("By its name the legal form is %s.") % kind.label
            judged.add("name", "", judged.values["name"], Remark(ACCEPT, "kind_by_name", text))
        super().check(judged, cells, reader)

    def is_guessed(self, judged: Judged, key: str) -> bool:
        return key == "kind" and any(note.kind == "kind_by_name" for note in judged.notes)

    def faults(self, values: dict[str, Any]) -> Iterator[Fault]:
        return faults_of(values)

    def faults_of_year(self, values: dict[str, Any], year: int) -> Iterator[Fault]:
        return faults_of_year(values, year)

    def doubts(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        return [("assets", text) for text in doubts_of(_accounts(values))]

    def hold(self, village: Village, by: User) -> None:
        hold_villages({village.pk}, by)

    def add(self, village: Village, values: dict[str, Any], batch: ImportBatch) -> Cooperative:
        said = {key: values[key] for key in ("name", *self.facts) if values.get(key)}
        return record_cooperative(data=CooperativeData(village=village, **said), by=batch.stored_by)

    def state(self, thing: Cooperative, values: dict[str, Any], batch: ImportBatch) -> None:
        state_year(cooperative=thing, year=values["year"], data=_accounts(values), by=batch.stored_by)

    def withdraw(self, stated: CooperativeYear, by: User) -> None:
        withdraw_year(stated=stated, by=by)

    def remove(self, thing: Cooperative, reason: str, by: User) -> None:
        remove_cooperative(cooperative=thing, reason=reason, by=by)

    def rows_known(self, things: Any) -> Any:
        own = {"cooperative": OuterRef("pk")}
        return things.annotate(
            has_members=Exists(CooperativeMember.objects.filter(**own)),
            has_board=Exists(BoardTerm.objects.filter(**own)),
        )

    def went_on(self, thing: Cooperative, values: dict[str, Any], is_new: bool) -> str:
        if thing.has_members or thing.has_board:
            return _("members or a board have since been recorded.")
        return ""


def _accounts(values):
    return YearData(**{key: values.get(key) for key in ACCOUNTS}, source=values.get("source", ""))
