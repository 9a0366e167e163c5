"""The figures of one pillar in one regency to the end of a quarter: to freeze, and to compare later."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from desmigratif.ui.formatting import NOTHING, long_date, number, percent, rupiah
from pillars.models import IndicatorVersion, Pillar, ReportingPeriod
from villages.models import Area

from ..choices import FigureKind
from ..models import AssessmentFigure
from .dashboards import Dashboard
from .indicators import IndicatorFigures
from .tallies import Selection

SIX_PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class CountedFigure:
    """One figure in both languages, with the names of the fields of `AssessmentFigure`.

    `value` None and `text` empty: no data.
    """

    key: str
    kind: str
    label: str
    label_en: str
    source: str
    source_en: str
    data_as_of: datetime.datetime
    value: Decimal | None = None
    text: str = ""
    text_en: str = ""
    unit: str = ""
    unit_en: str = ""
    decimals: int = 0


def figures_of(pillar: Pillar, regency: Area, period: ReportingPeriod) -> list[CountedFigure]:
    """The figures of the budget year to the last day of the quarter as they stand now, in the order shown."""
    through = period.ends_on
    board = Dashboard(Selection.area(regency, through.year, through))
    row = next(row for row in board.pillars if row.pillar == pillar)
    now = timezone.now()
    as_of = row.sums.changed_at or now
    counted = _in_both(
        lambda: (
            _("Portal: sent and verified activities, budget year %(year)s to %(day)s")
            % {"year": through.year, "day": long_date(through)}
        )
    )
    reports = _in_both(lambda: _("Portal: villages with a report for %(period)s") % {"period": period})
    leads = _in_both(lambda: _("Portal: leads of the pillar on %(day)s") % {"day": long_date(through)})
    sums, reported = row.sums, board.reported.total
    found = [
        _words("lead", gettext_lazy("Lead ministry (PIC)"), _names(row.leads), leads, now),
        _figure("done", gettext_lazy("Activities completed"), sums.done, counted, as_of),
        _figure(
            "planned", gettext_lazy("Activities planned for the year"), sums.planned_total, counted, as_of
        ),
        _figure("completion", gettext_lazy("Completion"), sums.completion, counted, as_of, FigureKind.SHARE),
        _words("standing", gettext_lazy("Status"), _in_both(lambda: row.standing.label), counted, as_of),
        _figure("plan", gettext_lazy("Budget plan"), sums.plan, counted, as_of, FigureKind.RUPIAH),
        _figure("actual", gettext_lazy("Actual spending"), sums.actual, counted, as_of, FigureKind.RUPIAH),
        _figure(
            "absorption",
            gettext_lazy("Budget absorption"),
            sums.absorption,
            counted,
            as_of,
            FigureKind.SHARE,
        ),
        _figure("people", gettext_lazy("Different people"), row.people.total, counted, as_of),
        _figure("attendances", gettext_lazy("Attendances"), sums.head_count, counted, as_of),
        _figure(
            "reported", gettext_lazy("Villages that reported in the quarter"), reported.reported, reports, now
        ),
        _figure("members", gettext_lazy("Villages in the programme"), reported.members, reports, now),
    ]
    return found + _indicators(pillar, board, through, now)


def _indicators(pillar, board, through, now):
    """Actual and achievement of each indicator of the pillar, under the definition of the budget year."""
    versions = IndicatorVersion.objects.in_year(through.year).filter(indicator__pillar=pillar)
    found = []
    for row in IndicatorFigures(board, versions).rows:
        version, code = row.version, row.version.indicator.code
        source = _in_both(
            lambda code=code, version=version: (
                _("Indicator %(code)s, definition of %(year)s: %(values)s")
                % {"code": code, "year": version.valid_from, "values": version.get_source_display()}
            )
        )
        shared = {"source": source[0], "source_en": source[1], "data_as_of": now}
        found.append(
            CountedFigure(
                key=f"actual:{code}",
                kind=FigureKind.NUMBER,
                label=version.name,
                label_en=version.name_en,
                value=_exact(row.actual),
                unit=version.unit,
                unit_en=version.unit_en,
                decimals=version.decimals,
                **shared,
            )
        )
        label = _in_both(lambda code=code: _("Achievement of %(code)s against the target") % {"code": code})
        found.append(
            CountedFigure(
                key=f"achievement:{code}",
                kind=FigureKind.SHARE,
                label=label[0],
                label_en=label[1],
                value=_exact(row.achieved_share),
                **shared,
            )
        )
    return found


def _figure(key, label, value, source, as_of, kind=FigureKind.NUMBER):
    label = _in_both(lambda: str(label))
    return CountedFigure(key, kind, *label, *source, as_of, value=_exact(value))


def _words(key, label, words, source, as_of):
    label = _in_both(lambda: str(label))
    return CountedFigure(
        key, FigureKind.TEXT, *label, *source, as_of, text=words[0][:250], text_en=words[1][:250]
    )


def _names(leads):
    names = ", ".join(str(lead.organisation) for lead in leads)
    return names, names


def _exact(value):
    return None if value is None else Decimal(str(value)).quantize(SIX_PLACES)


def _in_both(words):
    """What `words()` says in Indonesian and in English."""
    found = []
    for language in ("id", "en"):
        with override(language):
            found.append(str(words()))
    return tuple(found)


@dataclass(frozen=True)
class ComparedFigure:
    """One figure beside another of the same name: the frozen one and today's, or those of two assessments.

    Either may be None: not frozen then, or not counted any more.
    """

    before: CountedFigure | AssessmentFigure | None
    after: CountedFigure | AssessmentFigure | None

    @property
    def named(self) -> CountedFigure | AssessmentFigure:
        """Whose label, unit and source stand in the line."""
        return self.before or self.after

    @property
    def label(self) -> str:
        return _in_own_language(self.named, "label")

    @property
    def unit(self) -> str:
        return _in_own_language(self.named, "unit")

    @property
    def source(self) -> str:
        return _in_own_language(self.named, "source")

    @property
    def before_text(self) -> str:
        return figure_text(self.before)

    @property
    def after_text(self) -> str:
        return figure_text(self.after)

    @property
    def is_different(self) -> bool:
        return _content(self.before) != _content(self.after)

    @property
    def difference(self) -> Decimal | None:
        """After minus before; None for words and where one of the two is not known."""
        if self.before is None or self.after is None or self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def difference_text(self) -> str:
        """`+3`, `−1,2 poin` or `−Rp 500`; words that differ read "different", what is equal "none"."""
        if not self.is_different:
            return _("none")
        if self.difference is None:
            return _("different")
        sign, size = "+" if self.difference > 0 else "−", abs(self.difference)
        if self.named.kind == FigureKind.SHARE:
            return _("%(points)s points") % {"points": f"{sign}{number(size * 100, 1)}"}
        return f"{sign}{_value_text(self.named, size)}"


def compare(
    before: Iterable[CountedFigure | AssessmentFigure], after: Collection[CountedFigure | AssessmentFigure]
) -> list[ComparedFigure]:
    """Pairs by key, in the order of `before`, then what only `after` has."""
    later = {figure.key: figure for figure in after}
    pairs = [ComparedFigure(figure, later.pop(figure.key, None)) for figure in before]
    return pairs + [ComparedFigure(None, figure) for figure in after if figure.key in later]


def figure_text(figure: CountedFigure | AssessmentFigure | None) -> str:
    """A figure as a reader knows it; no data is a dash and not a zero."""
    if figure is None:
        return NOTHING
    if figure.kind == FigureKind.TEXT:
        return _in_own_language(figure, "text") or NOTHING
    return _value_text(figure, figure.value)


def _value_text(figure, value):
    if figure.kind == FigureKind.SHARE:
        return percent(value)
    if figure.kind == FigureKind.RUPIAH:
        return rupiah(value)
    return number(value, figure.decimals)


def _content(figure):
    """What a figure says; one that is not there says as much as one without data."""
    return (None, "") if figure is None else (figure.value, figure.text)


def _in_own_language(figure, name):
    return getattr(figure, f"{name}_en" if get_language() == "en" else name)
