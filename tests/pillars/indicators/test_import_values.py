"""Lists of reported values: what an office types on the pages, brought as a list, and taken back."""

import pytest
from django.urls import reverse

from pillars.imports.services import undo_batch
from pillars.models import IndicatorValue
from tests.importing import checked, fates, kinds_of_notes, stored

KIND = "indicator_values"
HEADER = "Kode Indikator;Desa;Tahun;Triwulan;Nilai;Pembilang;Penyebut;Laki-laki;Perempuan;Sumber"


@pytest.fixture
def listed(defined, places, officer):
    """`I-1` per village and quarter, `I-2` per regency and year, a ratio per village, one by sex."""
    defined("I-1")
    defined("I-2", reported_for=2, period_kind="year", aggregation="last", decimals=2)
    defined("II-3", aggregation="ratio", decimals=1)
    defined("I-4", by_sex=True)
    defined("I-9", source="measured", measure="activities_done", reported_for=None)

    def make(*lines, by=officer, **fields):
        return checked(KIND, "\n".join([HEADER, *lines]), by, **fields)

    return make


def values():
    return {
        (row.indicator.code, row.area_id, row.year, row.quarter): (
            row.value,
            row.numerator,
            row.denominator,
            row.male,
            row.female,
            row.unknown,
        )
        for row in IndicatorValue.objects.select_related("indicator")
    }


GOOD = (
    "I-1;Tunggangri;2025;III;12;;;;;register desa",
    "I-1;35.04.14.2016;2025;3;0;;;;;register desa",
    "I-2;35.04;2025;;7,25;;;;;",
    "II-3;Betak;2025;1;;3;4;;;",
    "I-4;Betak;2025;TW II;;;;5;8;",
)


def test_every_shape_of_value_is_stored_as_the_pages_store_it(listed, officer):
    batch = stored(listed(*GOOD), officer)
    assert values() == {
        ("I-1", "35.04.14.2011", 2025, 3): (12, None, None, None, None, None),
        ("I-1", "35.04.14.2016", 2025, 3): (0, None, None, None, None, None),
        ("I-2", "35.04", 2025, None): (pytest.approx(7.25), None, None, None, None, None),
        ("II-3", "35.04.14.2016", 2025, 1): (None, 3, 4, None, None, None),
        ("I-4", "35.04.14.2016", 2025, 2): (13, None, None, 5, 8, 0),
    }
    assert {row.reported_by for row in IndicatorValue.objects.all()} == {officer}
    assert set(IndicatorValue.objects.values_list("evidence", flat=True)) == {
        "register desa",
        f"daftar.csv, {batch.number}",
    }
    undo_batch(batch=batch, by=officer)
    assert values() == {}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("I-1;52.03.01.2001;2025;1;5;;;;;", "You do not report for"),
        ("I-1;35.04.14.2011;2025;;5;;;;;", "is reported per quarter"),
        ("I-9;35.04.14.2011;2025;1;5;;;;;", "counted by the portal"),
        ("II-3;35.04.14.2011;2025;1;;3;;;;", "write both numbers"),
        ("I-4;35.04.14.2011;2025;1;;;;1,5;2;", "more decimals"),
        ("X-1;35.04.14.2011;2025;1;5;;;;;", "not an indicator of the portal"),
    ],
)
def test_what_the_service_would_refuse_is_said_before(listed, line, said):
    batch = listed(line)
    [row] = batch.rows.exclude(number=1)
    assert not batch.rows.storable().exists()
    assert said in str(row.notes), row.notes


def test_what_is_stored_already_is_skipped_and_what_differs_is_asked(listed, officer):
    stored(listed(*GOOD), officer)
    again = listed(
        "I-1;Tunggangri;2025;III;12;;;;;register desa", "I-1;Betak;2025;3;4;;;;;", "I-1;Betak;2024;1;;;;;;"
    )
    assert list(fates(again).values())[1:] == ["ignore", "review", "ignore"]
    assert "value_differs" in kinds_of_notes(again, 3)
    stored(again, officer, taking=[3])
    assert values()["I-1", "35.04.14.2016", 2025, 3][0] == 4
    undo_batch(batch=again, by=officer)
    assert values()["I-1", "35.04.14.2016", 2025, 3][0] == 0


def test_the_page_of_values_leads_to_the_import(listed, officer, client):
    client.force_login(officer)
    assert (
        f"{reverse('pillars:import-list')}?kind={KIND}"
        in client.get(reverse("pillars:indicator-report-list")).content.decode()
    )
