"""Loads the first set of indicators and the achievement scales from a file, all of them marked as proposed.

What is missing is added; what is stored already stays as administrators left it.
"""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from ...models import AchievementBand, AchievementScale, Indicator, IndicatorVersion, Pillar

INDICATORS = Path(__file__).resolve().parent.parent / "data" / "indicators.json"


def read_indicators(path: Path | str = INDICATORS) -> dict[str, Any]:
    return json.loads(Path(path).read_text(encoding="utf-8"))


@transaction.atomic
def load_indicators(found: Mapping[str, Any]) -> Counter[str]:
    """Adds the scales and indicators that are missing; returns how many rows of each kind were added."""
    added = Counter()
    scales = {entry["name"]: _scale(entry, added) for entry in found["scales"]}
    pillars = {pillar.code: pillar for pillar in Pillar.objects.all()}
    for position, entry in enumerate(found["indicators"], start=1):
        definition = dict(entry)
        code, pillar = definition.pop("code"), definition.pop("pillar")
        indicator, is_new = Indicator.objects.get_or_create(
            code=code, defaults={"pillar": pillars[pillar] if pillar else None, "position": position}
        )
        if not is_new:
            continue
        added["Indicator"] += 1
        IndicatorVersion.objects.create(
            indicator=indicator,
            valid_from=found["valid_from"],
            reference=found["reference"],
            **definition | {"scale": scales[definition["scale"]]},
        )
    return added


def _scale(entry, added):
    scale, is_new = AchievementScale.objects.get_or_create(
        name=entry["name"], defaults={key: entry[key] for key in ("name_en", "source", "is_verified")}
    )
    if is_new:
        added["AchievementScale"] += 1
        AchievementBand.objects.bulk_create(AchievementBand(scale=scale, **band) for band in entry["bands"])
    return scale
