"""The problem map: reported problems against the programmes that work on them, in `figures/programmes.py`."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from desmigratif.accounts.models import Organisation, User
from desmigratif.ui.charts import full_scale
from desmigratif.ui.formatting import number
from pillars.models import Pillar, PillarLead
from villages.codes import NATION_CODE
from villages.models import Village

from ..choices import Severity
from ..models import Problem, ProblemProgramme, ProblemReport
from .programmes import MapChoice, MatrixCell, MatrixMeasure, PeopleReached, mapped_programmes

MILLION = 1_000_000


class Columns(models.TextChoices):
    PILLAR = "pillar", _("Pillar")
    ORGANISATION = "organisation", _("Ministry/agency")


def standing_reports(choice: MapChoice, user: User) -> QuerySet[ProblemReport]:
    """The reports that stand on the day of the choice, of places the user sees."""
    found = ProblemReport.objects.visible_to(user).standing_on(choice.day)
    return found.in_area(choice.area) if choice.area else found


@dataclass
class ProblemRow:
    """One problem: where it is reported, its cells by column, and all of them together."""

    problem: Problem
    cells: list[MatrixCell]
    total: MatrixCell
    #: Programmes of every ministry, whatever was chosen: a gap is a gap for all.
    programmes: list[ProblemProgramme]
    reports: list[ProblemReport] = field(default_factory=list)
    reports_url: str = ""

    @cached_property
    def regencies(self) -> set[str]:
        """Codes of the regencies that report the problem, themselves or one of their villages."""
        return {report.regency_id for report in self.reports}

    @property
    def is_gap(self) -> bool:
        """Reported somewhere, and no programme of anybody works on it."""
        return bool(self.reports) and not self.programmes

    @cached_property
    def unreached(self) -> set[str]:
        """Codes of the reporting regencies that no programme against the problem reaches."""
        places = {area.pk for programme in self.programmes for area in programme.areas.all()}
        return {code for code in self.regencies if not _reaches(places, code)}

    @property
    def since(self) -> date | None:
        return min((report.reported_on for report in self.reports), default=None)

    @property
    def severity(self) -> Severity | None:
        """The heaviest that anybody reports."""
        return Severity(max(report.severity for report in self.reports)) if self.reports else None


def _reaches(places, regency):
    if places & {NATION_CODE, regency.partition(".")[0], regency}:
        return True
    return any(code.startswith(f"{regency}.") for code in places)


class ProblemMap:
    """Problem x pillar (or ministry) for one choice, as one user sees it."""

    def __init__(
        self,
        choice: MapChoice,
        user: User,
        *,
        columns: str = Columns.PILLAR,
        measure: str = MatrixMeasure.CEILING,
    ) -> None:
        self.choice, self.user = choice, user
        self.by, self.measure = Columns(columns), MatrixMeasure(measure)

    @cached_property
    def _of_everybody(self):
        everybody = MapChoice(self.choice.budget_year, self.choice.area)
        return list(mapped_programmes(everybody, self.user).with_spending().for_list())

    @cached_property
    def programmes(self) -> list[ProblemProgramme]:
        chosen = self.choice.organisation
        return [row for row in self._of_everybody if not chosen or row.organisation_id == chosen.pk]

    @cached_property
    def columns(self) -> list[Pillar | Organisation]:
        """The four pillars, or the ministries with programmes, in the order of their names."""
        if self.by == Columns.PILLAR:
            return list(Pillar.objects.with_leads())
        found = {row.organisation_id: row.organisation for row in self.programmes}
        return sorted(found.values(), key=str)

    @cached_property
    def heads(self) -> list[tuple[Pillar | Organisation, list[PillarLead], MatrixCell]]:
        """Each column with its leads on the day shown, and what it adds up to."""
        day = self.choice.day
        leads = [
            column.leads_between(day, day) if self.by == Columns.PILLAR else [] for column in self.columns
        ]
        return list(zip(self.columns, leads, self.totals, strict=True))

    @cached_property
    def regencies(self) -> int:
        """How many regencies with programme villages there are to report from."""
        villages = Village.objects.visible_to(self.user)
        if self.choice.area:
            villages = villages.in_area(self.choice.area)
        return villages.order_by().values("regency").distinct().count()

    @cached_property
    def rows(self) -> list[ProblemRow]:
        """One row per problem that is offered, reported or worked on."""
        reports, programmes = defaultdict(list), defaultdict(list)
        for report in standing_reports(self.choice, self.user):
            reports[report.problem_id].append(report)
        for programme in self._of_everybody:
            programmes[programme.problem_id].append(programme)
        return [
            ProblemRow(
                problem,
                [self._cell(problem, column) for column in self.columns],
                self._cell(problem, None),
                programmes[problem.pk],
                reports[problem.pk],
                self.choice.reports_url(problem),
            )
            for problem in Problem.objects.all()
            if problem.always_shown or reports[problem.pk] or programmes[problem.pk]
        ]

    @cached_property
    def totals(self) -> list[MatrixCell]:
        return [self._cell(None, column) for column in self.columns]

    @cached_property
    def total(self) -> MatrixCell:
        return self._cell(None, None)

    @property
    def gaps(self) -> list[ProblemRow]:
        return [row for row in self.rows if row.is_gap]

    @property
    def part_gaps(self) -> list[ProblemRow]:
        """Problems on which somebody works, but not everywhere where they are reported."""
        return [row for row in self.rows if row.unreached and not row.is_gap]

    @cached_property
    def decimals(self) -> int:
        """Decimals of money in millions: none while all programmes are planned in whole millions."""
        amounts = (
            [getattr(row, str(self.measure)) for row in self.programmes] if self.measure.is_money else []
        )
        return 1 if any(amount and amount % MILLION for amount in amounts) else 0

    def text(self, cell: MatrixCell) -> str:
        """The value of a cell as it is read: money in millions of rupiah."""
        value = cell.value(self.measure)
        if value is not None and self.measure.is_money:
            return number(value / MILLION, self.decimals)
        return number(value)

    @cached_property
    def scale(self) -> int:
        """The value at which the bars of all cells are full."""
        values = [cell.value(self.measure) or 0 for row in self.rows for cell in row.cells]
        return full_scale(max(values, default=0))

    def share(self, cell: MatrixCell) -> float:
        """How far the bar of a cell goes."""
        return (cell.value(self.measure) or 0) / self.scale

    def part(self, cell: MatrixCell) -> float | None:
        """The share of a row in the whole; None where parts do not add up."""
        whole = self.total.value(self.measure)
        value = cell.value(self.measure)
        return value / whole if self.measure.adds_up and whole and value is not None else None

    def _cell(self, problem, column):
        pillar = column if self.by == Columns.PILLAR else None
        organisation = column if self.by == Columns.ORGANISATION else None
        key = (problem and problem.pk, column and column.pk)
        url = self.choice.list_url(problem=problem, pillar=pillar, organisation=organisation)
        return MatrixCell(self._grouped.get(key, []), self._reached.get(key), url)

    @cached_property
    def _grouped(self):
        """Programmes by problem and column; None stands for all of them."""
        found = defaultdict(list)
        for row in self.programmes:
            column = row.pillar_id if self.by == Columns.PILLAR else row.organisation_id
            for key in ((row.problem_id, column), (row.problem_id, None), (None, column), (None, None)):
                found[key].append(row)
        return found

    @cached_property
    def _reached(self):
        by = str(self.by)
        groupings = ("problem", by), ("problem",), (by,), ()
        reached = PeopleReached(self.programmes, self.user).by_each(*groupings)
        cells, rows, columns, whole = (reached[keys] for keys in groupings)
        found = cells | {(problem, None): value for (problem,), value in rows.items()}
        found |= {(None, column): value for (column,), value in columns.items()}
        return found | {(None, None): whole.get(())}


@dataclass(frozen=True)
class PillarMap:
    """One column of the map for the page of its pillar: problems with programmes, their cells, the total."""

    choice: MapChoice
    rows: list[tuple[Problem, MatrixCell]]
    total: MatrixCell


def pillar_map(pillar: Pillar, choice: MapChoice, user: User) -> PillarMap:
    """The problems against which something is done under the pillar; five queries."""
    programmes = mapped_programmes(choice, user).filter(pillar=pillar)
    programmes = list(programmes.with_spending().select_related("problem", "pillar", "organisation"))
    reached = PeopleReached(programmes, user)
    by_problem = reached.by("problem")
    rows = [
        (
            problem,
            MatrixCell(
                list(found), by_problem.get((problem.pk,)), choice.list_url(problem=problem, pillar=pillar)
            ),
        )
        for problem, found in groupby(programmes, lambda row: row.problem)
    ]
    return PillarMap(
        choice, rows, MatrixCell(programmes, reached.by().get(()), choice.list_url(pillar=pillar))
    )


@dataclass(frozen=True)
class VillageProblem:
    """One problem as one village meets it: what it or its regency reports, and who works on it there."""

    problem: Problem
    reports: list[ProblemReport]
    programmes: list[ProblemProgramme]

    @property
    def is_gap(self) -> bool:
        return bool(self.reports) and not self.programmes

    @property
    def by_pillar(self) -> list[tuple[Pillar, list[ProblemProgramme]]]:
        """The programmes below their pillars: `[(Pillar, programmes)]`; they come in that order."""
        return [(pillar, list(rows)) for pillar, rows in groupby(self.programmes, lambda row: row.pillar)]


def village_problems(village: Village, budget_year: int, user: User) -> list[VillageProblem]:
    """Every problem that is offered, with the reports and programmes that concern the village."""
    choice = MapChoice(budget_year, village.area)
    reports, programmes = defaultdict(list), defaultdict(list)
    for report in standing_reports(choice, user):
        reports[report.problem_id].append(report)
    for programme in mapped_programmes(choice, user).select_related("pillar", "organisation"):
        programmes[programme.problem_id].append(programme)
    return [
        VillageProblem(problem, reports[problem.pk], programmes[problem.pk])
        for problem in Problem.objects.filter(is_active=True)
        if problem.always_shown or reports[problem.pk] or programmes[problem.pk]
    ]
