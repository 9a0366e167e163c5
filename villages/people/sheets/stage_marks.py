"""Stages that are ticked: one column each for CPMI, PMI and Purna below a common heading, or side by side."""

import re

from ...choices import StageKind

KEYS = {
    "marked_cpmi": StageKind.PROSPECTIVE,
    "marked_pmi": StageKind.ABROAD,
    "marked_purna": StageKind.RETURNED,
}
MARKED = re.compile(r"[v✓✔√x1*•]|ya", re.I)


def columns_of(columns, _table):
    """`{field key: column index}` where at least two columns are titled with a stage and nothing else."""
    found = {}
    for column in columns:
        title = re.sub(r"[^\w/ ]", " ", column.parts[-1]).strip() if column.parts else ""
        for key, stage in KEYS.items():
            if title.casefold() in TITLES[stage] and key not in found:
                found[key] = column.index
    return found if len(found) > 1 else {}


TITLES = {
    StageKind.PROSPECTIVE: ("cpmi", "calon pmi", "ctki", "calon tki"),
    StageKind.ABROAD: ("pmi", "pmi aktif", "tki", "tkw", "tki/tkw"),
    StageKind.RETURNED: ("purna", "purna pmi", "pmi purna", "eks pmi", "eks tki", "mantan pmi", "mantan tki"),
}


def stage_of(cells):
    """The one stage that is ticked in a row, or an empty text; the keys of the ticked columns."""
    ticked = [key for key in KEYS if key in cells and MARKED.fullmatch(cells[key].text.strip())]
    return (KEYS[ticked[0]].value if len(ticked) == 1 else ""), ticked
