"""Two people changed one activity: what differs, and the merger of what was chosen line by line."""

from dataclasses import replace

from django.utils.translation import gettext as _

from desmigratif.ui.conflicts import Disagreement
from desmigratif.ui.formatting import long_date, number, rupiah
from villages.choices import Sex

from ..choices import Category, FundingSource, Progress
from ..services.activity_data import FIELDS
from .activities import ActivityForm

LINES = "lines"


def differences(saved, own, choices=None):
    """What differs between two `ActivityData`, in the order of the form, with what was chosen so far."""
    choices = choices or {}
    return [replace(row, choice=choices.get(f"keep-{row.name}", "")) for row in _differences(saved, own)]


def merged(saved, own, kept):
    """The `own` data with every line whose name is in `kept` taken from `saved`."""
    fields = {name: getattr(saved, name) for name in FIELDS if name in kept}
    before, after = _by_code(saved), _by_code(own)
    chosen = {
        code: (before if f"village-{code}" in kept else after).get(code) for code in {**before, **after}
    }
    villages = [chosen[code] for code in sorted(chosen) if chosen[code] is not None]
    return replace(own, **fields, villages=villages, lines=saved.lines if LINES in kept else own.lines)


def _differences(saved, own):
    for name in FIELDS:
        before, after = getattr(saved, name), getattr(own, name)
        if before != after:
            label = str(ActivityForm.base_fields[name].label)
            yield Disagreement(name, label, _shown(name, before), _shown(name, after))
    before, after = _by_code(saved), _by_code(own)
    for code in sorted({**before, **after}):
        if before.get(code) != after.get(code):
            village = (before.get(code) or after.get(code)).village
            label = _("Participants of %s") % village
            yield Disagreement(
                f"village-{code}", label, _counts_shown(before.get(code)), _counts_shown(after.get(code))
            )
    if saved.lines != own.lines:
        yield Disagreement(LINES, _("Funding lines"), _lines_shown(saved.lines), _lines_shown(own.lines))


def _by_code(data):
    return {row.village.area_id: row for row in data.villages}


def _shown(name, value):
    if value in (None, ""):
        return _("not filled in")
    if name == "status":
        return str(Progress(value).label)
    if name in ("start_on", "end_on"):
        return long_date(value)
    return str(value)


def _counts_shown(row):
    if row is None:
        return _("village not ticked")
    if row.is_nil:
        return _("nobody took part")
    said = [
        f"{Category(category).label}: {_numbers_shown(numbers)}" for category, numbers in row.counts.items()
    ]
    return "; ".join(said) or _("not filled in")


def _numbers_shown(numbers):
    """`7 male, 12 female`; what was not filled in is left out."""
    cells = zip(Sex, numbers, strict=True)
    return ", ".join(f"{number(count)} {sex.label.lower()}" for sex, count in cells if count is not None)


def _source(line):
    return FundingSource(line.source).label if line.source else _("source not given yet")


def _lines_shown(lines):
    said = [
        _("%(source)s: plan %(plan)s, actual %(actual)s")
        % {
            "source": " · ".join(
                str(part) for part in (_source(line), line.organisation, line.village) if part
            ),
            "plan": rupiah(line.plan),
            "actual": rupiah(line.actual),
        }
        for line in lines
    ]
    return "; ".join(said) or _("none")
