"""The demo's indicators: targets and reports as the services would take them; a second run adds nothing."""

import pytest
from django.utils import timezone

from desmigratif.demo import seed
from desmigratif.demo.indicators import AIMS, COUNTED_AIMS, make_indicators
from pillars.indicators.services.first_indicators import load_indicators, read_indicators
from pillars.indicators.services.indicator_values import Report, check_report
from pillars.indicators.services.targets import check_target
from pillars.models import Indicator, IndicatorValue, IndicatorVersion, Target
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(pillars, places, officer, stranger):
    load_indicators(read_indicators())
    factories.UserFactory(role="admin", email="admin@demo.example")
    officers = {"35.04": officer, "52.03": stranger}
    quarters = seed.quarters_until(timezone.localdate())
    return lambda: make_indicators({"35.04": 1.0, "52.03": 0.4}, officers, quarters, seed._served_villages)


def test_every_indicator_of_the_first_set_has_an_aim(pillars):
    load_indicators(read_indicators())

    assert set(Indicator.objects.values_list("code", flat=True)) == {*AIMS, *COUNTED_AIMS}
    measured = IndicatorVersion.objects.exclude(measure="").values_list("indicator__code", flat=True)
    assert set(measured) == set(COUNTED_AIMS)


def test_made_once_and_as_the_services_would_take_it(made):
    added = made()

    assert added == Target.objects.count() + IndicatorValue.objects.count() > 100
    assert made() == 0
    indicators = {indicator.pk: indicator for indicator in Indicator.objects.with_versions()}
    for row in Target.objects.select_related("area"):
        check_target(
            indicator=indicators[row.indicator_id],
            area=row.area,
            year=row.year,
            quarter=row.quarter,
            value=row.value,
            baseline=row.baseline,
        )
    for row in IndicatorValue.objects.select_related("area"):
        indicator = indicators[row.indicator_id]
        by_sex = indicator.version_in(row.year).by_sex
        check_report(
            Report(
                indicator=indicator,
                area=row.area,
                year=row.year,
                quarter=row.quarter,
                evidence=row.evidence,
                value=None if by_sex else row.value,
                numerator=row.numerator,
                denominator=row.denominator,
                male=row.male,
                female=row.female,
            )
        )
    assert {row.history.count() for row in IndicatorValue.objects.all()[:20]} == {1}
