"""Shorthands for indicators: defined, given targets and reported through the services."""

from decimal import Decimal

import pytest

from pillars.indicators.services.indicator_values import Report, report_values
from pillars.indicators.services.indicators import add_indicator
from pillars.indicators.services.targets import set_target
from pillars.models import Indicator
from villages.choices import Level


@pytest.fixture
def defined(pillars, admin):
    """Adds an indicator of villages: `defined("I-1", aggregation="last", unit="unit")`."""

    def make(code="I-1", *, pillar=1, position=1, valid_from=2024, **definition):
        definition = {
            "name": f"Indikator {code}",
            "name_en": f"Indicator {code}",
            "definition": "uji",
            "definition_en": "test",
            "unit": "orang",
            "unit_en": "people",
            "aggregation": "sum",
            "source": "reported",
            "reported_for": Level.VILLAGE,
            **definition,
        }
        return add_indicator(
            code=code,
            pillar=pillars[pillar] if pillar else None,
            position=position,
            valid_from=valid_from,
            by=admin,
            **definition,
        )

    return make


@pytest.fixture
def reported(places, officer):
    """Reports a value: `reported(indicator, "betak", 2025, 1, 40)`, a ratio as `(3, 4)`."""

    def make(indicator, place, year, quarter, value, by=None, **said):
        area = places[place].area if place in places else place
        if isinstance(value, tuple):
            said |= dict(zip(("numerator", "denominator"), map(Decimal, value), strict=True))
        elif value is not None:
            said["value"] = Decimal(value)
        report = Report(
            # Read anew: a definition may have been added since.
            indicator=Indicator.objects.get(pk=indicator.pk),
            area=area,
            year=year,
            quarter=quarter,
            evidence=said.pop("evidence", "buku register desa"),
            **said,
        )
        return report_values(reports=[report], by=by or officer)

    return make


@pytest.fixture
def aimed(admin):
    """Sets a target: `aimed(indicator, area, 2025, 100, quarter=1, baseline=20)`."""

    def make(indicator, area, year, value, **fields):
        if fields.get("baseline") is not None:
            fields["baseline"] = Decimal(fields["baseline"])
        return set_target(
            indicator=indicator, area=area, year=year, value=Decimal(value), by=admin, **fields
        )[0]

    return make
