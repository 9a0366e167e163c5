"""What tests of figures and of their pages share."""

import csv

import pytest

from tests.sheets import CASES
from villages.models import Area


@pytest.fixture
def case_o18(defined, reported, aimed, places):
    """Targets and actuals of the file, for the country; I-6 is marked "lower is better"."""
    rows = csv.DictReader((CASES / "O18_target_realisasi.csv").read_text().splitlines(), delimiter=";")
    for position, line in enumerate(rows):
        indicator = defined(
            line["kode"],
            position=position,
            direction="lower" if "turun" in line["indikator"] else "higher",
            name=line["indikator"],
            unit=line["satuan"],
        )
        for place in ("00", "35.04"):
            aimed(indicator, Area.objects.get(pk=place), 2025, line["target"])
        if line["realisasi"]:
            reported(indicator, "tunggangri", 2025, 1, line["realisasi"])
