"""The trend and the map of a dashboard as what the chart components draw."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from desmigratif.ui.charts import LineChart, Series
from desmigratif.ui.formatting import language, percent
from desmigratif.ui.maps import DotMap, DotPoint

from .dashboards import Dashboard, PillarProgress

#: Longitude and latitude of about the middle of each province, by official code.
PLACES = {
    "11": (96.9, 4.2),
    "12": (99.2, 2.2),
    "13": (100.6, -0.8),
    "14": (101.8, 0.5),
    "15": (102.7, -1.7),
    "16": (104.2, -3.2),
    "17": (102.4, -3.7),
    "18": (105.1, -4.9),
    "19": (106.6, -2.5),
    "21": (104.5, 1.0),
    "31": (106.8, -6.2),
    "32": (107.6, -6.9),
    "33": (110.2, -7.2),
    "34": (110.4, -7.9),
    "35": (112.6, -7.8),
    "36": (106.1, -6.5),
    "51": (115.1, -8.4),
    "52": (117.5, -8.6),
    "53": (122.5, -9.0),
    "61": (111.1, 0.0),
    "62": (113.4, -1.6),
    "63": (115.4, -3.0),
    "64": (116.4, 0.5),
    "65": (116.5, 3.0),
    "71": (124.6, 1.2),
    "72": (121.0, -1.0),
    "73": (120.0, -3.9),
    "74": (122.2, -4.1),
    "75": (122.4, 0.6),
    "76": (119.3, -2.5),
    "81": (129.5, -3.2),
    "82": (127.9, 0.8),
    "91": (139.5, -2.7),
    "92": (133.5, -2.3),
    "93": (139.5, -7.3),
    "94": (136.3, -3.6),
    "95": (138.9, -4.1),
    "96": (131.6, -1.1),
}


def trend_chart(board: Dashboard, rows: Collection[PillarProgress]) -> LineChart:
    """Completed share of the year's activities by month, one line per pillar of `rows`, with the path."""
    series = [Series(str(row.pillar), row.pillar.number, board.months_of(row)) for row in rows]
    title = _("Cumulative completion, %(year)s") % {"year": board.selection.budget_year}
    return LineChart(
        title=title,
        finding=f"{title}. {_trend_finding(board, rows)}",
        unit="%",
        labels=list(language().months_short),
        series=series,
        path=[month / 12 for month in range(1, 13)],
    )


def _trend_finding(board, rows):
    known = sorted((row for row in rows if row.completion is not None), key=lambda row: row.completion)
    if not known:
        return _("No data yet")
    words = {
        "highest": known[-1].pillar.code,
        "most": percent(known[-1].completion),
        "lowest": known[0].pillar.code,
        "least": percent(known[0].completion),
        "path": percent(board.path),
    }
    if len(known) == 1:
        return _("Pillar %(lowest)s reaches %(least)s, the path is %(path)s.") % words
    return (
        _(
            "Pillar %(highest)s is highest with %(most)s, pillar %(lowest)s lowest with %(least)s, "
            "the path is %(path)s."
        )
        % words
    )


def province_map(board: Dashboard) -> DotMap:
    """One dot per province: its size says how many villages, shape and colour how completion stands."""
    points = [
        DotPoint(
            row.area.label,
            *PLACES[row.area.code],
            size=row.reported.members,
            tone=row.standing.tone,
            status=row.standing.label,
            value_text=percent(row.completion),
        )
        for row in board.provinces
        if row.area.code in PLACES
    ]
    return DotMap(finding=_map_finding(board), points=points)


def _map_finding(board):
    words = {"count": len(board.provinces)}
    text = _("%(count)s provinces by completion.") % words
    behind = [row.area.label for row in board.provinces if row.standing.tone == "bad"]
    if behind:
        # Not within the braces of an f-string, where the collector of texts does not look.
        names = _("Behind: %s.") % ", ".join(behind)
        text = f"{text} {names}"
    return text
