"""Dots on an outline of Indonesia, drawn on the server; attributes as in charts.py."""

import math
from dataclasses import dataclass

from .charts import at

MAP_WIDTH, MAP_HEIGHT = 940, 360
# Read off the widest bold sans serif of the font stack at 17 units, so that two labels never touch.
LETTER = 11.5
SHAPES = {
    "ok": "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
    "warn": "M0-1.1l1.15 2h-2.3z",
    "bad": "M0-1.25l1.25 1.25-1.25 1.25-1.25-1.25z",
    "none": "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
    "info": "M-.9-.9h1.8v1.8h-1.8z",
}


@dataclass(frozen=True)
class DotPoint:
    """One place on the map: its size says how many, its tone how well, `value_text` the figure."""

    name: str
    lon: float
    lat: float
    size: float
    tone: str
    value_text: str
    url: str = ""


@dataclass(frozen=True)
class DotMap:
    """Places on an outline of Indonesia; `finding` is the sentence for screen readers."""

    finding: str
    points: list[DotPoint]
    key: str = "map"

    @property
    def dots(self):
        """Biggest first, so that no small dot is hidden below it; labels that touch nothing."""
        biggest = max((point.size for point in self.points), default=1) or 1
        placed = []
        for point in sorted(self.points, key=lambda point: -point.size):
            x, y = project(point.lon, point.lat)
            placed.append((point, x, y, 6 + 6 * math.sqrt(point.size / biggest)))
        taken = [(x - r, y - r, x + r, y + r) for _point, x, y, r in placed]
        dots = []
        for point, x, y, radius in placed:
            tone = point.tone if point.tone in SHAPES else "none"
            dots.append(
                {
                    "tone": tone,
                    "shape": SHAPES[tone],
                    "place": f"translate({at(x)} {at(y)}) scale({at(radius)})",
                    "place_narrow": f"translate({at(x)} {at(y)}) scale({at(radius * 1.7)})",
                    "name": point.name,
                    "value": point.value_text,
                    "label": _place_label(f"{point.name} {point.value_text}".strip(), x, y, radius, taken),
                }
            )
        return dots


def project(lon, lat):
    """Degrees to the box of the outline in components/_land.html."""
    return (float(lon) - 94.6) * 20.0855, (6.4 - float(lat)) * 20.2247


def _place_label(text, x, y, radius, taken):
    """The first place around the dot where the label touches nothing, or None: the table has it anyway."""
    width, height = len(text) * LETTER, 18
    near = radius + 6
    candidates = [("start", x + near, y + 6), ("end", x - near, y + 6)]
    for distance in (near, near + 16, near + 32, near + 50):
        candidates += [("middle", x, y + distance + 14), ("middle", x, y - distance - 2)]
        candidates += [("start", x + 8, y + distance + 14), ("end", x - 8, y + distance + 14)]
        candidates += [("start", x + 8, y - distance - 2), ("end", x - 8, y - distance - 2)]
    for anchor, text_x, text_y in candidates:
        left = text_x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        box = (left, text_y - height + 3, left + width, text_y + 3)
        if box[0] < 4 or box[2] > MAP_WIDTH - 4 or box[1] < 2 or box[3] > MAP_HEIGHT - 2:
            continue
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        return {"anchor": anchor, "x": at(text_x), "y": at(text_y), "lead": _lead(x, y, radius, box)}
    return None


def _lead(x, y, radius, box):
    """A thin line from the dot to a label that stands further off."""
    if box[1] - (y + radius) > 8:
        return f"M{at(x)} {at(y + radius + 1)}L{at(min(max(x, box[0] + 6), box[2] - 6))} {at(box[1] + 2)}"
    if (y - radius) - box[3] > 8:
        return f"M{at(x)} {at(y - radius - 1)}L{at(min(max(x, box[0] + 6), box[2] - 6))} {at(box[3] - 1)}"
    return ""
