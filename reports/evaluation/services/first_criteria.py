"""Loads the proposed grades of assessments, the two rubrics, and the rules with numbers in them."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from pillars.models import Pillar

from ...choices import RubricLevel
from ...models import AssessmentGrade, Criterion, DormancyRule, ReadinessScale

CRITERIA = Path(__file__).resolve().parent.parent / "data" / "criteria.json"


def read_criteria(path: Path | str = CRITERIA) -> dict[str, Any]:
    return json.loads(Path(path).read_text(encoding="utf-8"))


@transaction.atomic
def load_criteria(proposed: Mapping[str, Any]) -> Counter[str]:
    """Adds what is missing, leaves what is stored as it is; returns how many rows of each kind were added.

    `proposed`: as read by `read_criteria`. The pillars have to be loaded before.
    """
    added = Counter()
    if not AssessmentGrade.objects.exists():
        AssessmentGrade.objects.bulk_create(AssessmentGrade(**row) for row in proposed["grades"])
        added["AssessmentGrade"] = len(proposed["grades"])
    pillars = {pillar.code: pillar for pillar in Pillar.objects.all()}
    for area_level, rows in (
        (RubricLevel.VILLAGE, proposed["maturity"]),
        (RubricLevel.REGENCY, proposed["readiness"]),
    ):
        for position, row in enumerate(rows, start=1):
            values = {**row, "position": position}
            if "pillar" in row:
                values["pillar"] = pillars[row["pillar"]]
            code = values.pop("code")
            made = Criterion.objects.get_or_create(area_level=area_level, code=code, defaults=values)[1]
            added["Criterion"] += made
    for model, values in (
        (ReadinessScale, proposed["readiness_scale"]),
        (DormancyRule, proposed["dormancy"]),
    ):
        if not model.objects.exists():
            model.objects.create(**values)
            added[model.__name__] += 1
    return added
