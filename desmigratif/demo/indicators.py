"""Invented targets of the demo's regencies and what their offices reported: believable, uneven on purpose."""

import datetime
import random
from decimal import Decimal

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from desmigratif.accounts.models import User
from desmigratif.accounts.roles import Role
from desmigratif.ui import clock
from pillars.choices import Aggregation
from pillars.models import IndicatorValue, IndicatorVersion, Target
from pillars.registers import modules
from villages.choices import Level
from villages.codes import NATION_CODE

from .people import PEOPLE

#: Target of one village (of one regency, where its office reports) in a year, and where it stood before.
AIMS = {
    "I-4": (60, None),
    "I-9": (1, 0),
    "II-5": (2_500_000, 1_600_000),
    "III-4": (40, None),
    "K-1": (1, 1),
    "K-2": (50_000_000, None),
    "K-3": (200_000_000, None),
}
#: Target of one regency for what the portal counts itself.
COUNTED_AIMS = {
    "I-1": 28,
    "I-3": 3,
    "I-5": 90,
    "I-6": 2,
    "I-7": 95,
    "II-1": 28,
    "II-7": 3,
    "III-1": 24,
    "IV-1": 20,
    "K-4": 90,
    "K-5": 100,
    "K-6": 50,
    **{code: aim for demo in modules("demo") for code, aim in demo.AIMS.items()},
}
#: Shares that grow from 0 over the year; the others are asked for from its first day.
GROWING = {"K-4", "K-5"}
EVIDENCE = (
    "Buku register desa",
    "Laporan petugas Desmigratif",
    "Berita acara pemeriksaan Disnaker",
    "Rekap koperasi dan BUMDes",
)


def make_indicators(regencies, officers, quarters, villages_of):
    """Targets and reported values; what is there already stays. Returns how many of both were added.

    `regencies`: pace by code; `quarters`: of the demo, the running one last; `villages_of`: of a code.
    """
    today = clock.today()
    admin = User.objects.get(email=next(person.email for person in PEOPLE if person.role == Role.ADMIN))
    places = {code: villages_of(code) for code in regencies}
    targets, values = [], []
    for year in sorted({quarter.year for quarter in quarters}):
        versions = list(IndicatorVersion.objects.in_year(year))
        targets += _targets(versions, year, places, admin)
        reported = [version for version in versions if version.indicator.code in AIMS]
        for code, pace in regencies.items():
            for version in reported:
                periods = [
                    quarter for quarter in quarters if quarter.year == year and quarter.ends_on < today
                ]
                if version.is_yearly:
                    # The running year is reported by those who are ahead.
                    periods = periods[-1:] if year < today.year or pace >= 0.9 else []
                areas = _areas(version, code, places)
                for period in periods:
                    for area in areas:
                        if not _is_silent(area, areas, pace, period, today):
                            values.append(_value(version, area, period, pace, officers[code]))
    return _add(Target, targets) + _add(IndicatorValue, values)


def _targets(versions, year, places, admin):
    """Of each village and regency; the country has theirs together, or the same where it is a share."""
    found = []
    moment = timezone.make_aware(datetime.datetime(year, 1, 15, 10))
    for version in versions:
        whole, baseline_whole = Decimal(0), None
        for code, villages in places.items():
            aim, baseline, times = _aim_of(version, len(villages))
            if aim is None:
                continue
            if version.reported_for == Level.VILLAGE:
                found += [
                    _target(version, village.area_id, year, aim, baseline, admin, moment)
                    for village in villages
                ]
            regency = aim * times
            regency_baseline = None if baseline is None else baseline * times
            found.append(_target(version, code, year, regency, regency_baseline, admin, moment))
            whole = whole + regency if version.adds_up else regency
            if regency_baseline is not None:
                added = (baseline_whole or 0) + regency_baseline
                baseline_whole = added if version.adds_up else regency_baseline
        if whole:
            found.append(_target(version, NATION_CODE, year, whole, baseline_whole, admin, moment))
    return found


def _aim_of(version, villages):
    """Target and baseline of one reporting area, and how many of them make a regency."""
    code = version.indicator.code
    if code in COUNTED_AIMS:
        return COUNTED_AIMS[code], 0 if code in GROWING else None, 1
    aim, baseline = AIMS.get(code, (None, None))
    return aim, baseline, villages if version.reported_for == Level.VILLAGE and version.adds_up else 1


def _target(version, area, year, value, baseline, admin, moment):
    return Target(
        indicator=version.indicator,
        area_id=area,
        year=year,
        value=Decimal(value),
        baseline=None if baseline is None else Decimal(baseline),
        set_by=admin,
        set_at=moment,
    )


def _areas(version, code, places):
    if version.reported_for == Level.REGENCY:
        return [code]
    return [village.area_id for village in places[code]]


def _is_silent(area, areas, pace, period, today):
    """Slow regencies leave out their last village in the newest quarters."""
    return pace < 0.75 and area == areas[-1] and (today - period.ends_on).days < 200


def _value(version, area, period, pace, officer):
    quarter = None if version.is_yearly else period.number
    rng = random.Random(f"{version.indicator.code} {area} {period.year} {quarter}")
    said = datetime.datetime.combine(period.ends_on + datetime.timedelta(days=6), datetime.time(9, 30))
    return IndicatorValue(
        indicator=version.indicator,
        area_id=area,
        year=period.year,
        quarter=quarter,
        evidence=f"{rng.choice(EVIDENCE)} (data contoh)",
        reported_by=officer,
        reported_at=min(timezone.make_aware(said), timezone.now()),
        **_numbers(rng, version, quarter or 4, pace * rng.uniform(0.85, 1.15)),
    )


def _numbers(rng, version, quarter, pace):
    """What is reported of one area; `pace` near 1 meets the target."""
    aim, baseline = AIMS[version.indicator.code]
    if version.is_ratio:
        whole = rng.randrange(6, 18)
        return {
            "numerator": Decimal(min(whole, round(whole * aim * pace / 100))),
            "denominator": Decimal(whole),
        }
    if version.aggregation == Aggregation.SUM:
        value = aim * pace if version.is_yearly else aim * pace / 4
    elif version.aggregation == Aggregation.AVERAGE:
        value = aim * pace
    else:
        value = baseline + (aim - baseline) * pace * quarter / 4
    value = max(0, round(value, -4 if aim > 100_000 else 0))
    if not version.by_sex:
        return {"value": Decimal(value)}
    female = round(value * rng.uniform(0.5, 0.8))
    return {"value": Decimal(value), "male": value - female, "female": female, "unknown": 0}


def _add(model, rows):
    """Stores those that are not there yet, each with the first line of its history."""
    key = ("indicator_id", "area_id", "year", "quarter")
    there = set(model.objects.values_list(*key))
    new = [row for row in rows if tuple(getattr(row, name) for name in key) not in there]
    bulk_create_with_history(new, model, batch_size=500, default_change_reason="data contoh")
    return len(new)
