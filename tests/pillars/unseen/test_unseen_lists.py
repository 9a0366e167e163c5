"""Lists of offices that nobody fitted the reading to: read as the columns page proposes, row by row.

A row is right when its fate is one that is allowed and its values are those of the list; a row that the
list does not have is wrong too. The files were written before the reading was tried on them.
"""

import datetime

import pytest

from desmigratif.accounts.backends import RoleBackend
from desmigratif.accounts.roles import Role
from pillars.imports.services import KINDS
from pillars.imports.upload_views import columns_form
from pillars.indicators.services.indicators import add_indicator
from tests import factories
from tests.importing import HOLDS_ON, REASON
from tests.pillars.test_lists_at_first_sight import known_before
from villages.choices import Level
from villages.lists.services.known_places import suggested_columns
from villages.lists.sheets.reading import open_workbook
from villages.models import ImportBatch

from . import (  # noqa: F401 (each file adds its lists to those of `making`)
    exports,
    further_lists,
    making,
    office_lists,
    officers_eighth,
    officers_fifth,
    officers_first,
    officers_fourth,
    officers_ninth,
    officers_second,
    officers_seventh,
    officers_sixth,
    officers_tenth,
    officers_third,
    other_lists,
    strangers,
    village_lists,
)


def as_proposed(case, sheet, by):
    """The judged rows of a sheet, by number; an `AssertionError` where the columns page asks for more."""
    kind = KINDS[case.kind]
    table = kind.schema.laid_out(open_workbook(case.content, case.file).table(sheet))
    mapping = suggested_columns(table, kind.schema, by)
    batch = ImportBatch(
        kind=kind.key, uploaded_by=by, holds_on=HOLDS_ON, number="IMP-2026-0001", reason=REASON
    )
    form = columns_form(None, batch=batch, table=table, kind=kind, mapping=mapping.columns, user=by)
    data = {name: written(form[name].value()) for name in form.fields if form[name].value()}
    data |= {f"ask_{key}": answer for key, answer in case.answers.items()}
    form = columns_form(data, batch=batch, table=table, kind=kind, mapping=mapping.columns, user=by)
    assert form.is_valid(), form.errors.as_text()
    batch.village, batch.for_all = form.cleaned_data.get("village"), form.said_for_all
    batch.mapping = mapping.columns
    found = list(kind.judge(table, batch))
    if kind.key in FIND_STORED:
        kind.records_of([judged for judged in found if judged.fate not in ("refuse", "ignore")], batch)
    return {judged.number: judged for judged in found}


#: Lists whose rows name what is stored: an activity by its code or name, an indicator.
FIND_STORED = ("participants", "head_counts", "indicator_values")
OF_VILLAGES = {"reported_for": Level.VILLAGE, "period_kind": "quarter"}
#: Code -> name, and what is not as with the others.
INDICATORS = {
    "I-1": ("CPMI diedukasi", {}),
    "I-2": ("Kelompok usaha", {}),
    "A-1": ("Jumlah CPMI yang dilayani", OF_VILLAGES),
    "A-2": ("Purna yang berusaha", {}),
    "A-3": ("Peserta pelatihan", OF_VILLAGES | {"by_sex": True}),
    "A-4": ("Persentase anak yang dibina", OF_VILLAGES | {"aggregation": "ratio"}),
}


def define_indicators(pillars, by):
    for position, (code, (name, other)) in enumerate(INDICATORS.items(), start=1):
        said = {
            "name": name,
            "name_en": name,
            "definition": "uji",
            "definition_en": "test",
            "unit": "orang",
            "unit_en": "people",
            "aggregation": "sum",
            "source": "reported",
            "reported_for": Level.REGENCY,
            "period_kind": "year",
        }
        add_indicator(
            code=code, pillar=pillars[1], position=position, valid_from=2024, by=by, **{**said, **other}
        )


def written(value):
    if isinstance(value, datetime.date):
        return value.strftime("%d/%m/%Y")
    return getattr(value, "pk", value)


def wrong(expected, judged):
    """What is not right about a row; an empty text when all is."""
    fates, values = expected
    if judged.fate not in fates:
        return f"{judged.fate} {[note.kind for note in judged.notes]}"
    said = {key: judged.values.get(key) for key in values}
    said = {key: list(value) if isinstance(value, tuple) else value for key, value in said.items()}
    if "counts" in said:
        said["counts"] = {key: list(value) for key, value in said["counts"].items()}
    differing = {key for key in values if (said[key] or None) != (values[key] or None)}
    is_refused = judged.fate == "refuse"
    return "" if is_refused else ", ".join(f"{key} is {said[key]!r}" for key in sorted(differing))


def faults_of(case, by):
    for sheet, rows in case.rows.items():
        found = as_proposed(case, sheet or open_workbook(case.content, case.file).sheets[0].name, by)
        for number, expected in rows.items():
            judged = found.pop(number, None)
            said = wrong(expected, judged) if judged else "not in the list"
            yield f"{case.name} {sheet} {number}: {said}" if said else ""
        yield from (f"{case.name} {sheet} {number}: no row of the list" for number in found)


@pytest.mark.parametrize("kind", sorted({case.kind for case in making.CASES}))
def test_every_row_is_right_as_the_page_proposes(kind, tulungagung, pillars):
    is_of_officers = KINDS[kind].is_about_own_villages or kind == "indicator_values"
    by = tulungagung if is_of_officers else factories.UserFactory(role=Role.ADMIN)
    known_before({"needs": "K-01"}, tulungagung)
    if kind in ("targets", "indicator_values"):
        define_indicators(pillars, factories.UserFactory(role=Role.ADMIN))
    cases = [case for case in making.CASES if case.kind == kind]
    for case in sorted(cases, key=lambda one: one.needs):
        if case.needs.endswith(".csv"):
            known_before({"loaded_before": case.needs}, tulungagung)
        # As a request loads them.
        faults = list(filter(None, faults_of(case, RoleBackend().get_user(by.pk))))
        assert not faults, "\n".join(faults)
