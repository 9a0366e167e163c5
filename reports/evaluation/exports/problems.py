"""The problem map and the list of programmes as files."""

from django.utils.translation import gettext as _

from desmigratif.ui.spreadsheets import ExportColumn

from ...choices import ProgrammeStatus
from ...figures.problems import Columns
from ...figures.programmes import PeopleReached


class MapExport:
    """One line per problem, one for the total; for each column of the map its programmes, money and people.

    Everything that depends on the reader's language is read at once: a streamed file is written later.
    """

    def __init__(self, found):
        self.title = _("Problem map")
        heads = [
            f"{column.code} {column}" if found.by == Columns.PILLAR else str(column)
            for column in found.columns
        ]
        self.columns = [
            ExportColumn(_("Number"), 8, "number"),
            ExportColumn(_("Problem"), 46),
            ExportColumn(_("Regencies that report it"), 12, "number"),
            ExportColumn(_("Regencies"), 12, "number"),
            ExportColumn(_("Gap"), 8),
            *(column for head in [*heads, _("All")] for column in self._columns_of(head)),
        ]
        self._rows = [
            [
                row.problem.number,
                str(row.problem),
                len(row.regencies),
                found.regencies,
                _("yes") if row.is_gap else "",
                *(value for cell in [*row.cells, row.total] for value in self._values(cell)),
            ]
            for row in found.rows
        ]
        totals = [value for cell in [*found.totals, found.total] for value in self._values(cell)]
        self._rows.append([None, _("Total"), None, None, "", *totals])

    def rows(self):
        return iter(self._rows)

    @staticmethod
    def _columns_of(head):
        return [
            ExportColumn(_("%s: programmes") % head, 12, "number"),
            ExportColumn(_("%s: ceiling (Rp)") % head, 18, "money"),
            ExportColumn(_("%s: spent (Rp)") % head, 18, "money"),
            ExportColumn(_("%s: different people") % head, 12, "number"),
        ]

    @staticmethod
    def _values(cell):
        people = cell.reached.people if cell.reached else None
        return [len(cell.programmes), cell.ceiling, cell.spent, people]


class ProgrammeExport:
    """One line per programme of the list."""

    def __init__(self, programmes, user):
        self.title = _("Programmes")
        self.programmes = list(programmes)
        self.reached = PeopleReached(self.programmes, user).by("pk")
        statuses = {status.value: str(status.label) for status in ProgrammeStatus}
        self.columns = [
            ExportColumn(_("Number"), 9, "number"),
            ExportColumn(_("Budget year"), 8, "number"),
            ExportColumn(_("Problem number"), 8, "number"),
            ExportColumn(_("Problem"), 40),
            ExportColumn(_("Pillar"), 7),
            ExportColumn(_("Ministry or agency"), 36),
            ExportColumn(_("Programme"), 46),
            ExportColumn(_("What is done"), 60),
            ExportColumn(_("Where"), 40),
            ExportColumn(_("Area codes"), 20),
            ExportColumn(_("Status"), 14),
            ExportColumn(_("Budget ceiling (Rp)"), 18, "money"),
            ExportColumn(_("Actual spending (Rp)"), 18, "money"),
            ExportColumn(_("People targeted"), 12, "number"),
            ExportColumn(_("Different people reached"), 12, "number"),
            ExportColumn(_("Attendances"), 12, "number"),
        ]
        self._rows = [self._row(programme, statuses) for programme in self.programmes]

    def rows(self):
        return iter(self._rows)

    def _row(self, programme, statuses):
        reached = self.reached.get((programme.pk,))
        areas = sorted(programme.areas.all(), key=lambda area: area.pk)
        return [
            programme.pk,
            programme.budget_year,
            programme.problem.number,
            str(programme.problem),
            programme.pillar.code,
            programme.organisation.name,
            programme.title,
            programme.what,
            "; ".join(area.label for area in areas),
            "; ".join(area.pk for area in areas),
            statuses[programme.status],
            programme.ceiling,
            programme.spent,
            programme.people_target,
            reached.people if reached else None,
            reached.attendances if reached else None,
        ]
