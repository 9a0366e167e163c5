"""Lists of aid: one row is one package; who received it is looked for among businesses and people."""

from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import formatting
from desmigratif.ui.refusals import Refused, in_future
from desmigratif.ui.search import fold
from villages.lists.services import import_rows
from villages.lists.services.import_kinds import ListKind, StoredRow
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import IGNORE, REFUSE, REVIEW, Judged, Remark
from villages.models import Beneficiary, ImportBatch, ImportRow, Village

from ..businesses.models import Business
from ..choices import FundingSource
from ..people.named import people_by_name, person_meant
from .choices import Condition
from .models import AidPackage
from .services import (
    AidData,
    doubt_of_total,
    faults_of,
    hold_villages,
    record_aid,
    record_check,
    remove_aid,
    take_check_back,
)
from .sheets import SCHEMA, VILLAGE, AidReader

#: By what of a row a package is known again.
KNOWN_BY = ("volume", "total", "bast_number", "person", "business")
SAID = (
    *("item", "volume", "unit", "unit_value", "total", "source", "giver", "handed_on"),
    *("bast_number", "report_on"),
)


class AidList(ListKind):
    """Aid; a recipient is a business of the village or somebody of the register, by the name alone."""

    key = "aid"
    label = gettext_lazy("Aid packages")
    hint = gettext_lazy(
        "One row per package: village, item, volume, value, source, handover, condition. Recipients are "
        "looked for among the businesses and people of the village."
    )
    permission = "pillars.record_aid"
    schema = SCHEMA
    reader = AidReader
    shown = ("village", "item", "volume", "total", "handed_on", "recipient")
    titled = 2

    def added(self, count: int) -> str:
        return ngettext("%s aid package added", "%s aid packages added", count) % formatting.number(count)

    def text_of(self, key: str, value: Any) -> str:
        if key == "total" and value is not None:
            return formatting.rupiah(value)
        if key == "volume" and value is not None:
            # As text where the row was kept.
            volume = Decimal(value)
            return formatting.number(volume, 0 if volume == int(volume) else 2)
        if key == "source" and value:
            return str(FundingSource(value).label)
        return super().text_of(key, value)

    def check(self, judged: Judged, cells: dict[str, Cell], reader: FieldReader) -> None:
        values = judged.values
        reader.refuse(judged, cells, faults_of(values))
        reader.refuse(judged, cells, in_future(values, "checked_on"))
        if text := doubt_of_total(values):
            judged.add("total", "", "", Remark(REVIEW, "total_differs", text))
        if values.get("condition") and not values.get("checked_on"):
            text = _("Write on which day the condition was “%s”; accepted as it is, no check is recorded.")
            text %= Condition(values["condition"]).label
            judged.add("checked_on", "", "", Remark(REVIEW, "value_missing", text))
        handed, checked = values.get("handed_on"), values.get("checked_on")
        if handed and checked and checked < handed:
            text = _("It was handed over on %s. Write that day or a later one.")
            text %= formatting.long_date(handed)
            judged.add("checked_on", "", "", Remark(REFUSE, "date_before_start", text))

    def mark_repeats(self, rows: list[Judged], reader: FieldReader) -> None:
        """Rows that say the same to the letter are counted once."""
        seen: list[Judged] = []
        for judged in rows:
            if judged.fate == REFUSE:
                continue
            first = next((one for one in seen if one.values == judged.values), None)
            if first:
                judged.count_once(first, "item")
            else:
                seen.append(judged)

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        user, said = batch.uploaded_by, [judged.values for judged in rows]
        businesses = _businesses(said, user)
        people = people_by_name(said, "recipient", user)
        for judged in rows:
            self._receive(judged, businesses, people)
        known = _known(said, user)
        for judged in rows:
            if _key(judged.values) in known:
                text = _("The portal has this aid already.")
                judged.add("", "", "", Remark(IGNORE, "known_already", text))
        return {}

    @staticmethod
    def _receive(judged, businesses, people):
        """Puts in who received it; a name that nobody bears waits."""
        values = judged.values
        named = values.get("recipient")
        if not named or VILLAGE.fullmatch(named):
            return
        if business := businesses.get((values.get("village"), fold(named))):
            values["business"] = business
            return
        words = {
            "several": _(
                "Several people in this village have this name. Accepted as it is, the village received it."
            ),
            "nobody": _(
                "The village has no business and nobody registered with this name. Record it first and "
                "upload the row again; accepted as it is, the village received it."
            ),
        }
        if person := person_meant(judged, "recipient", people, **words):
            values["person"] = person.pk

    def store_row(self, values: dict[str, Any], record: str, batch: ImportBatch) -> StoredRow:
        by = batch.stored_by
        # As text where the row was kept.
        values = values | {"volume": Decimal(values["volume"])}
        village = Village.objects.editable_by(by).filter(area=values["village"]).first()
        if village is None:
            raise Refused(_("This village is no longer in your area."))
        hold_villages({village.pk}, by)
        person = _still(Beneficiary.objects.visible_to(by), values.get("person"))
        business = _still(Business.objects.visible_to(by), values.get("business"))
        data = AidData(
            village=village,
            person=person,
            business=business,
            **{"unit": "unit"} | {key: values[key] for key in SAID if values.get(key) is not None},
        )
        if _key(values) in _known([values], by):
            raise Refused(_("Somebody else has recorded this aid since. Upload the row again to compare."))
        package = record_aid(data=data, by=by)
        if values.get("condition") and values.get("checked_on"):
            record_check(
                package=package,
                on=values["checked_on"],
                condition=values["condition"],
                note=_("As a list of the office says."),
                by=by,
            )
        return StoredRow(ImportRow.Outcome.CREATED, str(package.pk), package.version)

    def used(self, rows: list[ImportRow], batch: ImportBatch, by: User) -> dict[ImportRow, str]:
        packages = AidPackage.objects.editable_by(by).annotate(
            check_count=Count("checks", distinct=True), file_count=Count("files", distinct=True)
        )
        packages = packages.in_bulk([int(row.record) for row in rows])
        reasons = {}
        for row in rows:
            package = packages.get(int(row.record))
            if package is None:
                reasons[row] = _("it has been removed.")
            elif package.version != row.result_version:
                reasons[row] = _("it has since been changed.")
            elif package.file_count or package.check_count > _brings_check(row):
                reasons[row] = _("checks or files have since been recorded.")
        return reasons

    def undo_row(self, row: ImportRow, before: dict[str, Any] | None, by: User) -> None:
        package = AidPackage.objects.get(pk=row.record)
        if package.checks.exists():
            take_check_back(package=package, by=by)
        remove_aid(package=package, reason=gettext_noop("list taken back"), by=by)

    def links(self, rows: list[ImportRow], user: User) -> dict[str, str]:
        found = AidPackage.objects.visible_to(user).filter(pk__in=[row.record for row in rows if row.record])
        return {str(package.pk): package.get_absolute_url() for package in found}


def _brings_check(row):
    """Whether a stored row brought a check; of one whose values are no longer kept it is not assumed."""
    values = import_rows.unsealed(row).get("values", {})
    return bool(values.get("condition") and values.get("checked_on"))


def _key(said):
    """By what a package is known again: place, item and day, and what it was worth to whom."""
    rest = tuple(said.get(name) or None for name in KNOWN_BY)
    return said.get("village"), fold(said.get("item", "")), said.get("handed_on"), rest


def _known(values, user):
    """The keys of the packages that the portal has on the days and in the villages of some rows."""
    days = {said.get("handed_on") for said in values} - {None}
    villages = {said.get("village") for said in values} - {None}
    packages = AidPackage.objects.visible_to(user).filter(handed_on__in=days, village__area__in=villages)
    names = ("village__area", "item", "handed_on", *KNOWN_BY)
    return {_key({**row, "village": row["village__area"]}) for row in packages.values(*names)}


def _businesses(values, user):
    """`{(village code, folded name): business id}` of the villages of some rows."""
    villages = {said.get("village") for said in values} - {None}
    rows = Business.objects.visible_to(user).filter(village__area__in=villages)
    return {(code, key): pk for code, key, pk in rows.values_list("village__area", "name_key", "pk")}


def _still(rows, pk):
    """The person or business of a row, None for none; refused where the record is gone."""
    if not pk:
        return None
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("Who received it is no longer there. Upload the row again."))
    return found
