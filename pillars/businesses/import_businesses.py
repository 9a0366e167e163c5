"""Lists of businesses: one row is one business of a village, with its owner and its figures of one year."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desmigratif.accounts.models import User
from desmigratif.ui import clock, formatting
from desmigratif.ui.refusals import Fault, Refused, in_future
from villages.lists.sheets.cells import Cell
from villages.lists.sheets.field_reader import FieldReader
from villages.lists.sheets.judging import ACCEPT_CORRECTED, REFUSE, Judged, Remark
from villages.models import Beneficiary, ImportBatch, Village

from ..people.named import people_by_name, person_meant
from ..services.import_named import NamedList
from .choices import BusinessKind, BusinessStatus, Market, Sector
from .models import Business, BusinessMember, BusinessPermit, BusinessYear
from .services import (
    BusinessData,
    FiguresData,
    PermitData,
    doubts_of,
    faults_of,
    faults_of_year,
    hold_villages,
    record_business,
    remove_business,
    remove_permit,
    state_year,
    take_step,
    take_step_back,
    withdraw_year,
)
from .sheets import FIGURES, PERMITS, SCHEMA, BusinessReader

WORDS = {"kind": BusinessKind, "status": BusinessStatus, "market": Market, "sector": Sector}
#: What a row says of the business itself.
SAID = ("kind", "sector", "product", "market", "channels", "started_on")
#: A figure of a month, and that of the year, which is twelve times as much.
MONTHLY = {"monthly_turnover": "turnover", "monthly_profit": "profit"}
CHANGED = (BusinessStatus.PAUSED, BusinessStatus.CLOSED)


class BusinessList(NamedList):
    """Businesses; an owner whose name the village has once is that person, `person` in the values."""

    key = "businesses"
    label = gettext_lazy("Businesses")
    hint = gettext_lazy(
        "One row per business: village, name, owner, product, permits, figures of one year. Owners are "
        "looked for in the register."
    )
    permission = "pillars.record_business"
    schema = SCHEMA
    shown = ("village", "name", "owner", "product", "year", "turnover")
    reader = BusinessReader
    model, year_model, owner = Business, BusinessYear, "business"
    facts = (*SAID, "owner", "status", "status_on", *PERMITS)
    figures = FIGURES

    def added(self, count: int) -> str:
        return ngettext("%s business added", "%s businesses added", count) % formatting.number(count)

    def text_of(self, key: str, value: Any) -> str:
        if key in WORDS and value:
            return str(WORDS[key](value).label)
        if key in ("turnover", "profit") and value is not None:
            return formatting.rupiah(value)
        return super().text_of(key, value)

    def check(self, judged: Judged, cells: dict[str, Cell], reader: FieldReader) -> None:
        values = judged.values
        if not values.get("name"):
            self._name_by_product(judged)
        for monthly, yearly in MONTHLY.items():
            amount = values.pop(monthly, None)
            if amount is None or values.get(yearly) is not None:
                continue
            values[yearly] = 12 * amount
            text = _("%(amount)s a month was read as %(year)s a year.")
            text %= {"amount": formatting.rupiah(amount), "year": formatting.rupiah(12 * amount)}
            reader.add(judged, monthly, cells[monthly], Remark(ACCEPT_CORRECTED, "amount_a_month", text))
        super().check(judged, cells, reader)

    @staticmethod
    def _name_by_product(judged):
        """A list that names no business calls it by its product and owner."""
        parts = [judged.values[key] for key in ("product", "owner") if judged.values.get(key)]
        if parts:
            judged.values["name"] = ", ".join(parts)[:120]
        elif not judged.is_faulty(("name", "owner", "product")):
            text = _("“%s” is not given. Fill in the cell.") % SCHEMA.field("name").label
            judged.add("name", "", "", Remark(REFUSE, "value_missing", text))

    def faults(self, values: dict[str, Any]) -> Iterator[Fault]:
        yield from faults_of(values)
        yield from in_future(values, "status_on")
        if values.get("status") in CHANGED and not values.get("status_on"):
            text = _("Write since when it is “%s”.") % BusinessStatus(values["status"]).label
            yield Fault("value_missing", "status_on", text)
        started, changed = values.get("started_on"), values.get("status_on")
        if started and changed and changed <= started:
            text = _("It started on %s. Write a later day.") % formatting.long_date(started)
            yield Fault("date_before_start", "status_on", text)

    def faults_of_year(self, values: dict[str, Any], year: int) -> Iterator[Fault]:
        business = Business(started_on=values.get("started_on"))
        return faults_of_year(business, year)

    def doubts(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        return [("profit", text) for text in doubts_of(_figures(values))]

    def records_of(self, rows: list[Judged], batch: ImportBatch) -> dict[int, str]:
        people = people_by_name([judged.values for judged in rows], "owner", batch.uploaded_by)
        words = {
            "several": _(
                "Several people in this village have this name. Accepted as it is, the business has no owner."
            ),
            "nobody": _(
                "Nobody with this name is registered in the village. Register the person first and upload "
                "the row again; accepted as it is, the business has no owner."
            ),
        }
        for judged in rows:
            if not judged.values.get("owner"):
                continue
            if person := person_meant(judged, "owner", people, **words):
                judged.values |= {"person": person.pk, "owner": person.full_name}
        return super().records_of(rows, batch)

    def hold(self, village: Village, by: User) -> None:
        hold_villages({village.pk}, by)

    def add(self, village: Village, values: dict[str, Any], batch: ImportBatch) -> Business:
        by, person = batch.stored_by, None
        if values.get("person"):
            person = Beneficiary.objects.visible_to(by).filter(pk=values["person"]).first()
            if person is None:
                raise Refused(_("The record of this person is no longer there. Upload the row again."))
        said = {key: values[key] for key in ("name", *SAID) if values.get(key)}
        permits = [PermitData(kind, values[kind]) for kind in PERMITS if values.get(kind)]
        data = BusinessData(village=village, **said)
        business = record_business(data=data, owner=person, permits=permits, by=by)
        if values.get("status") in CHANGED:
            why = values.get("why") or _("As a list of the office says.")
            take_step(business=business, status=values["status"], on=values["status_on"], why=why, by=by)
        return business

    def state(self, thing: Business, values: dict[str, Any], batch: ImportBatch) -> None:
        state_year(business=thing, year=values["year"], data=_figures(values), by=batch.stored_by)

    def withdraw(self, stated: BusinessYear, by: User) -> None:
        withdraw_year(stated=stated, by=by)

    def remove(self, thing: Business, reason: str, by: User) -> None:
        for permit in thing.permits.all():
            remove_permit(permit=permit, by=by)
        if thing.steps.exists():
            take_step_back(business=thing, by=by)
        remove_business(business=thing, reason=reason, by=by)

    def rows_known(self, things: Any) -> Any:
        today = clock.today()
        owners = BusinessMember.objects.on(today).filter(business=OuterRef("pk"), person__is_restricted=False)
        permits = BusinessPermit.objects.filter(business=OuterRef("pk")).newest_last().reverse()
        counts = {f"{name}_count": Count(name, distinct=True) for name in ("members", "permits", "steps")}
        return things.with_status_on(today).annotate(
            owner=Subquery(owners.values("person__full_name")[:1]),
            **{kind: Subquery(permits.filter(kind=kind).values("number")[:1]) for kind in PERMITS},
            **counts,
        )

    def known(self, thing: Business, key: str) -> Any:
        if key == "status_on":
            return thing.status_since
        return getattr(thing, key)

    def went_on(self, thing: Business, values: dict[str, Any], is_new: bool) -> str:
        brought = {
            "members": bool(values.get("person")),
            "permits": sum(bool(values.get(kind)) for kind in PERMITS),
            "steps": values.get("status") in CHANGED,
        }
        if is_new and any(getattr(thing, f"{name}_count") > number for name, number in brought.items()):
            return _("members, permits or a status have since been recorded.")
        return ""


def _figures(values):
    return FiguresData(**{key: values.get(key) for key in FIGURES}, source=values.get("source", ""))
