"""Where regencies and cities lie, for dots on a map."""

import csv
from functools import cache
from pathlib import Path

PLACES = Path(__file__).resolve().parent.parent / "data" / "regency_places.csv"


@cache
def regency_places() -> dict[str, tuple[float, float]]:
    """`{regency code: (longitude, latitude)}` of about the middle of each; origin: reports/data/README.md."""
    with PLACES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)}
