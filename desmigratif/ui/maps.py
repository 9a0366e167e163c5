"""Dots on an outline of Indonesia, drawn on the server; attributes as in charts.py.

A drawing shows the part of the outline where its dots are. It stands in its natural size, so that a label of
12 is 12 pixels; phones get the dots alone, the table below has the names.
"""

import math
from dataclasses import dataclass

from .charts import TEXT, at
from .lettering import shortened, width_of

#: The box of the outline in components/_land.html, and how far a drawing comes closer at most.
LAND_WIDTH, LAND_HEIGHT = 940, 360
CLOSEST = 2.2
#: What stays free around the outermost dots, in units of the outline.
MARGIN = 45
LINE = TEXT + 5
#: More labels than this are no help on a map; the table has them all.
MOST_LABELS = 24
LONGEST_LABEL = 240
#: The part of a drawing that labels may cover together: what is longer then ends in an ellipsis.
MOST_COVERED = 0.35
SHAPES = {
    "ok": "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
    "warn": "M0-1.1l1.15 2h-2.3z",
    "bad": "M0-1.25l1.25 1.25-1.25 1.25-1.25-1.25z",
    "none": "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0",
    "info": "M-.9-.9h1.8v1.8h-1.8z",
}


@dataclass(frozen=True)
class DotPoint:
    """One place: its size says how many, its tone and `status` how well, `value_text` the figure."""

    name: str
    lon: float
    lat: float
    size: float
    tone: str
    value_text: str
    url: str = ""
    status: str = ""

    @property
    def shape(self):
        """The tone that is drawn; one without a shape is as if nothing were known."""
        return self.tone if self.tone in SHAPES else "none"


@dataclass(frozen=True)
class DotMap:
    """Places on an outline of Indonesia; `finding` is the sentence for screen readers.

    `is_wide` adds a drawing as wide as a page, for maps that stand alone and have many neighbours.
    """

    finding: str
    points: list[DotPoint]
    key: str = "map"
    is_wide: bool = False

    @property
    def drawings(self):
        """The map in each size that a page may need, for the classes chart-l, chart-m and chart-s."""
        sizes = [("l", 1120, 1)] if self.is_wide else []
        sizes += [("m", 640, 1), ("s", 320, 0)]
        return [MapDrawing.of(self.points, size, width, labels) for size, width, labels in sizes]

    @property
    def legend(self):
        """(tone, word) of what is drawn, best first."""
        words = {point.shape: point.status for point in self.points if point.status}
        return [(tone, words[tone]) for tone in SHAPES if tone in words]


@dataclass(frozen=True)
class MapDrawing:
    """One size of a map, its numbers as texts."""

    size: str
    width: str
    height: str
    land: str
    dots: list

    @classmethod
    def of(cls, points, size, width, has_labels):
        left, top, scale = _window([project(point.lon, point.lat) for point in points], width)
        height = round(width * LAND_HEIGHT / LAND_WIDTH)
        # Biggest first, so that no small dot is hidden below it.
        ordered = sorted(points, key=lambda point: -point.size)
        biggest = max((point.size for point in points), default=1) or 1
        placed = []
        for point in ordered:
            x, y = project(point.lon, point.lat)
            radius = 5 + 4 * math.sqrt(point.size / biggest)
            placed.append((point, (x - left) * scale, (y - top) * scale, radius))
        taken = [(x - r * 1.3, y - r * 1.3, x + r * 1.3, y + r * 1.3) for _point, x, y, r in placed]
        labels = _labels(placed, width, height, taken) if has_labels else {}
        dots = [
            {
                "tone": point.shape,
                "shape": SHAPES[point.shape],
                "place": f"translate({at(x)} {at(y)}) scale({at(radius)})",
                "label": labels.get(number),
            }
            for number, (point, x, y, radius) in enumerate(placed)
        ]
        land = f"translate({at(-left * scale)} {at(-top * scale)}) scale({scale:.4f})"
        return cls(size, str(width), str(height), land, dots)


def project(lon, lat):
    """Degrees to the box of the outline in components/_land.html."""
    return (float(lon) - 94.6) * 20.0855, (6.4 - float(lat)) * 20.2247


def _window(places, width):
    """Left, top and scale of the part of the outline that a drawing of `width` shows."""
    xs, ys = [x for x, _y in places] or [0, LAND_WIDTH], [y for _x, y in places] or [0, LAND_HEIGHT]
    shape = LAND_WIDTH / LAND_HEIGHT
    wanted = max(
        max(xs) - min(xs) + 2 * MARGIN, (max(ys) - min(ys) + 2 * MARGIN) * shape, LAND_WIDTH / CLOSEST
    )
    seen = min(wanted, LAND_WIDTH)
    left = min(max((min(xs) + max(xs) - seen) / 2, 0), LAND_WIDTH - seen)
    top = min(max((min(ys) + max(ys) - seen / shape) / 2, 0), LAND_HEIGHT - seen / shape)
    return left, top, width / seen


def _labels(placed, width, height, taken):
    """By number of the dot: where its label touches nothing. From outside in, as leaders cross least."""
    middle = sum(x for _point, x, _y, _r in placed) / max(len(placed), 1)
    numbers = range(min(len(placed), MOST_LABELS))
    numbers = sorted(numbers, key=lambda number: -abs(placed[number][1] - middle))
    longest = min(LONGEST_LABEL, MOST_COVERED * width * height / (max(len(numbers), 1) * LINE))
    labels = {}
    for number in numbers:
        point, x, y, radius = placed[number]
        value = f" {point.value_text}".rstrip()
        text = shortened(point.name, TEXT, longest - width_of(value, TEXT)) + value
        found = _place_label(text, (x, y, radius), (width, height), taken)
        if found:
            labels[number] = found
    return labels


def _place_label(text, dot, size, taken):
    """The nearest place around the dot where the label touches nothing, or None: the table has it anyway."""
    x, y, radius = dot
    wide, high = width_of(text, TEXT), LINE
    for left, top in _candidates(x, y, radius, wide, high, max(size)):
        box = (left, top, left + wide, top + high)
        if left < 2 or top < 2 or box[2] > size[0] - 2 or box[3] > size[1] - 2:
            continue
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        anchor = "start" if left > x else "end" if box[2] < x else "middle"
        return {
            "text": text,
            "anchor": anchor,
            "x": at(left + wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]),
            "y": at(top + TEXT),
            "lead": _lead(x, y, radius, box),
        }
    return None


def _candidates(x, y, radius, wide, high, farthest):
    """Left upper corners of boxes around a dot: beside it first, then on rings further and further off."""
    near = radius + 4
    yield x + near, y - high / 2
    yield x - near - wide, y - high / 2
    for distance in range(0, int(farthest), 8):
        for sign in (1, -1):
            top = y + near + distance if sign > 0 else y - near - distance - high
            for shift in (0.5, 0, 1):
                yield x - wide * shift, top
            for aside in range(20, 4 * distance + 1, 20):
                yield x + aside, top
                yield x - aside - wide, top


def _lead(x, y, radius, box):
    """A thin line from the dot to a label that stands further off."""
    to_y = box[1] + 1 if box[1] > y else box[3] - 1 if box[3] < y else (box[1] + box[3]) / 2
    is_beside = box[1] <= y <= box[3]
    to_x = min(max(x, box[0] + (not is_beside) * 6), box[2] - (not is_beside) * 6)
    if math.hypot(to_x - x, to_y - y) < radius + 7:
        return ""
    return f"M{at(x)} {at(y)}L{at(to_x)} {at(to_y)}"
