"""Line charts over the months of a year, drawn on the server.

SVG attributes are texts with a plain point (`x="38.5"`), whatever the language; words inside the drawing
follow the language. A chart is a picture with one sentence (its finding); its numbers stand in a table below.
"""

import math
from dataclasses import dataclass, field

from . import formatting
from .lettering import shortened, width_of

ROMAN = ("", "I", "II", "III", "IV")
QUARTER_ENDS = (2, 5, 8, 11)
#: Size of the labels, as .lbl in app.css: drawings stand in their natural size, so 12 is 12 pixels.
TEXT = 12
#: The room before the label of a line, with a leader line or without; the most that a name takes.
LEAD = {True: 22, False: 9}
LONGEST_NAME = 170
LONGEST_VALUE = 70
#: Two labels below each other: as high as a line of text in any font of the stack.
LABEL_HEIGHT = 18


def at(value):
    """A coordinate as an SVG attribute."""
    return f"{value:.1f}"


# Lines over a year


@dataclass(frozen=True)
class Series:
    """One line: the values of a pillar by month; None where nothing is known breaks the line."""

    name: str
    pillar_number: int
    values: list

    @property
    def roman(self):
        return ROMAN[self.pillar_number]

    @property
    def last(self):
        """Index of the last known month, or None."""
        return max((i for i, value in enumerate(self.values) if value is not None), default=None)


@dataclass(frozen=True)
class LineChart:
    """Up to four lines over the months of a year, with a dashed line for where they should be.

    `finding` is the sentence that a screen reader gets; `unit` is "%" (values are ratios) or a word;
    `key` makes the ids of the drawing, when a page has several.
    """

    title: str
    finding: str
    unit: str
    labels: list
    series: list[Series]
    path: list = field(default_factory=list)
    key: str = "trend"

    @property
    def is_empty(self):
        return all(line.last is None for line in self.series)

    def text(self, value):
        return formatting.percent(value) if self.unit == "%" else formatting.number(value)

    @property
    def wide(self):
        return _drawing(self, 640, 320, names=True)

    @property
    def narrow(self):
        return _drawing(self, 256, 240, names=False)

    @property
    def table(self):
        """One row per month that has a value or a target: label, texts of the series, text of the path."""
        rows = []
        for month, label in enumerate(self.labels):
            known = [line.values[month] if month < len(line.values) else None for line in self.series]
            target = self.path[month] if month < len(self.path) else None
            if any(value is not None for value in known):
                rows.append((label, [self.text(value) for value in known], self.text(target)))
        return rows


@dataclass(frozen=True)
class Frame:
    """The size of a drawing and what is left free of the plot for words."""

    width: int
    height: int
    left: float
    right: float
    bottom: int = 30
    top: int = 14

    def x(self, month, months):
        return self.left + (self.width - self.left - self.right) * month / max(months - 1, 1)

    def y(self, value, top_value):
        return self.height - self.bottom - (self.height - self.top - self.bottom) * value / top_value


def _scale(values, percent):
    """Where the axis ends and its steps: from 0; percent to 100, on in 25s for who is beyond."""
    highest = max(values, default=0)
    if percent:
        step = 0.25 if highest <= 2 else 0.5 if highest <= 4 else _round_step(highest)
        end = max(1, math.ceil(round(highest / step, 6)) * step)
    else:
        step = _round_step(highest)
        end = max(step, math.ceil(round(highest / step, 6)) * step)
    return end, [step * i for i in range(round(end / step) + 1)]


def _round_step(highest):
    """A step of 1, 2 or 5 times a power of ten that divides the axis into about five; at least 1."""
    rough = max(float(highest) / 5, 1)
    power = 10 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def full_scale(highest):
    """Where bars on one scale are full: 1, 2 or 5 times a power of ten, at least `highest`; 1 for none."""
    power = 10 ** math.floor(math.log10(max(float(highest), 1)))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= highest)


def _frame(chart, size, axis_texts, names):
    """The plot is as wide as the words around it leave it: much at the line ends while the year is young."""
    width, height = size
    left = max(width_of(text, TEXT) for text in axis_texts) + 8
    right = TEXT * 2
    for line in chart.series:
        if line.last:
            words = width_of(_label(chart, line, names), TEXT) + LEAD[names]
            reached = line.last / max(len(chart.labels) - 1, 1)
            right = max(right, width - left - (width - left - words) / reached)
    return Frame(width=width, height=height, left=left, right=right)


def _label(chart, line, names):
    """What stands at the end of a line; on phones no name, and no value that leaves no plot."""
    value = chart.text(line.values[line.last])
    if names:
        return f"{line.roman} {shortened(line.name, TEXT, LONGEST_NAME)} {value}"
    return f"{line.roman} {value}" if width_of(value, TEXT) <= LONGEST_VALUE else line.roman


def _drawing(chart, width, height, names):
    """Everything that the template prints, as texts; `names` also says that the drawing is the wide one."""
    months = len(chart.labels)
    known = [
        float(v)
        for row in [*(line.values for line in chart.series), chart.path]
        for v in row
        if v is not None
    ]
    end, steps = _scale(known, chart.unit == "%")
    axis_text = formatting.percent if chart.unit == "%" else formatting.number
    frame = _frame(chart, (width, height), [axis_text(step, 0) for step in steps], names)
    x = [frame.x(month, months) for month in range(months)]
    left, right, floor = x[0], x[-1], frame.y(0, end)
    lines = [_line(chart, line, frame, x, end, names) for line in chart.series if line.last is not None]
    _spread([line["label"] for line in lines], frame.top + 4, floor - 4)
    latest = max((line.last for line in chart.series if line.last is not None), default=None)
    return {
        "width": str(frame.width),
        "height": str(frame.height),
        "left": at(left),
        "right": at(right),
        "top": at(frame.top),
        "floor": at(floor),
        "steps": [
            {
                "y": at(frame.y(step, end)),
                "text_y": at(frame.y(step, end) + 4),
                "text": axis_text(step, 0),
                "is_zero": step == 0,
            }
            for step in steps
        ],
        "axis_x": at(left - 6),
        "months": [
            {"x": at(x[month]), "text": label}
            for month, label in enumerate(chart.labels)
            if names or month in QUARTER_ENDS
        ],
        "months_y": at(frame.height - 7),
        "latest": at(x[latest]) if latest is not None else "",
        "path": _path_data(
            [(x[i], frame.y(float(v), end)) if v is not None else None for i, v in enumerate(chart.path)]
        ),
        "lines": [_finished(line) for line in lines],
    }


def _line(chart, line, frame, x, end, names):
    """One series: its path, its markers, and the label at its end (its height still a number)."""
    points = [
        (x[month], frame.y(float(value), end)) if value is not None else None
        for month, value in enumerate(line.values)
    ]
    marked = [
        point
        for month, point in enumerate(points)
        if point and (month in QUARTER_ENDS or month == line.last or _alone(points, month))
    ]
    end_x, end_y = points[line.last]
    return {
        "number": line.pillar_number,
        "path": _path_data(points),
        "markers": [_marker(line.pillar_number, *point) for point in marked],
        "end": (end_x, end_y),
        "label": {"y": end_y},
        "text": _label(chart, line, names),
        "lead": names,
    }


def _finished(line):
    """The texts of a line, after its label has found its height."""
    (end_x, end_y), label_y = line["end"], line["label"]["y"]
    return {
        "number": line["number"],
        "path": line["path"],
        "markers": line["markers"],
        "text": line["text"],
        "text_x": at(end_x + LEAD[line["lead"]]),
        "text_y": at(label_y + 4),
        "lead": f"M{at(end_x + 7)} {at(end_y)}L{at(end_x + 18)} {at(label_y)}" if line["lead"] else "",
    }


def _alone(points, month):
    """A point with a gap on both sides would be no line at all."""
    before = points[month - 1] if month else None
    after = points[month + 1] if month + 1 < len(points) else None
    return before is None and after is None


def _path_data(points):
    """The d of a path; a gap starts it anew."""
    parts, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        parts.append(f"{pen}{at(point[0])} {at(point[1])}")
        pen = "L"
    return "".join(parts)


MARKERS = {
    1: "M{x} {y}m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
    2: "M{x} {y}m-4-4h8v8h-8z",
    3: "M{x} {y}m0-5l5 9h-10z",
    4: "M{x} {y}m0-5.5l5.5 5.5-5.5 5.5-5.5-5.5z",
}


def _marker(number, x, y):
    """Circle, square, triangle, diamond for the pillars I to IV."""
    return MARKERS[number].format(x=at(x), y=at(y))


def _spread(labels, top, floor, gap=LABEL_HEIGHT):
    """Moves the labels apart that would lie on each other, then up if they fell below the floor."""
    ordered = sorted(labels, key=lambda label: label["y"])
    for above, below in zip(ordered, ordered[1:], strict=False):
        below["y"] = max(below["y"], above["y"] + gap)
    limit = floor
    for label in reversed(ordered):
        label["y"] = max(min(label["y"], limit), top)
        limit = label["y"] - gap
