"""The ranking of a dashboard as rows of a file."""

from django.utils.translation import gettext as _

from desmigratif.ui.formatting import number, time_stamp
from desmigratif.ui.spreadsheets import ExportColumn


def selection_in_words(selection):
    """What a selection of figures chooses, in words."""
    states = _("Verified activities only.") if selection.verified_only else _("Sent and verified activities.")
    words = {"year": selection.budget_year, "through": f"{selection.as_of:%d/%m/%Y}"}
    return [
        _("Scope: %s") % selection.label,
        _("Budget year %(year)s, cumulative to %(through)s") % words,
        states,
    ]


class RankingExport:
    """One line per regency: the figures of the ranking, in its order."""

    def __init__(self, board, rows):
        self.title = _("Ranking")
        self.columns = _columns(board)
        self._rows = [_cells(row) for row in rows]
        self.count = len(self._rows)
        people = _("Recorded by name, each once; rows may add up to more than the scope: %s.")
        self.about = [(_("Different people"), people % number(board.people.total))]
        if board.is_in_fives:
            self.about.append(
                (_("Rounded"), _("People and attendances where you do not work: down to fives."))
            )
        if changed_at := board.total.sums.changed_at:
            self.about.append((_("Data as of"), time_stamp(changed_at)))

    def rows(self):
        return iter(self._rows)


def _columns(board):
    return [
        ExportColumn(_("Area code"), 9),
        ExportColumn(_("Regency/city"), 26),
        ExportColumn(_("Province"), 26),
        ExportColumn(_("Completion"), 14, "share"),
        ExportColumn(_("Status"), 16),
        *(ExportColumn(_("Completion of pillar %s") % row.pillar.code, 12, "share") for row in board.pillars),
        ExportColumn(_("Activities planned"), 14, "number"),
        ExportColumn(_("Activities completed"), 14, "number"),
        ExportColumn(_("Budget plan (Rp)"), 14, "money"),
        ExportColumn(_("Actual spending (Rp)"), 14, "money"),
        ExportColumn(_("Budget absorption"), 14, "share"),
        ExportColumn(_("Different people"), 14, "number"),
        ExportColumn(_("Different people, male"), 14, "number"),
        ExportColumn(_("Different people, female"), 14, "number"),
        ExportColumn(_("Different people, sex unknown"), 14, "number"),
        ExportColumn(_("Attendances, male"), 14, "number"),
        ExportColumn(_("Attendances, female"), 14, "number"),
        ExportColumn(_("Attendances, sex unknown"), 14, "number"),
        ExportColumn(_("Attendances"), 14, "number"),
        ExportColumn(_("Villages"), 14, "number"),
        ExportColumn(_("Villages that reported, %s") % board.period, 14, "number"),
    ]


def _cells(row):
    """Shares are floats, everything that is counted is an int, what does not exist stays empty."""
    sums, people = row.sums, row.people
    return [
        row.area.code,
        row.area.label,
        row.area.parent.label,
        sums.completion,
        str(row.standing.label),
        *(cell.completion for cell in row.pillars),
        sums.planned_total,
        sums.done,
        sums.plan,
        sums.actual,
        sums.absorption,
        *(people.total, people.male, people.female, people.unknown),
        *(sums.male, sums.female, sums.unknown, sums.head_count),
        row.reported.members,
        row.reported.reported,
    ]
