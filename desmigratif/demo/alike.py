"""Tells of further villages and regencies the same as of those of the demo, copied by the database itself.

What hangs on a place of the demo (figures, values, answers, reports, visits, co-operatives) is there of
each further place as well; recommendations and programmes are there once more for each regency. Assessments
are not: figures that somebody signed are written once.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

from pillars.models import ActivityVillage, NilReport
from pillars.services.nil_reports import contradicted
from villages.models import ProfileFigure, Village

#: Pairs of a place of the demo and a further one, numbered; `{old}` and `{new}` as the columns of `pair`.
PAIRS = "CREATE TEMPORARY TABLE alike (number bigint, old {kind}, new {kind})"
OF_NEW_VILLAGE = "(SELECT regency_id FROM villages_village WHERE id = pair.new)"


@dataclass(frozen=True)
class Copied:
    """Rows of a model that are copied for each pair; those that name a person are not.

    `place`: the column that names the place, empty for what names none and is there once more for each.
    `changes`: column -> what it is in the copy; `following`: column -> model of which a copy is named.
    """

    model: str
    place: str = ""
    changes: dict[str, str] = field(default_factory=dict)
    following: dict[str, str] = field(default_factory=dict)
    where: str = "true"


OF_VILLAGES = (
    Copied("villages.ProfileFigure", "village_id"),
    Copied("villages.VillageIndex", "village_id"),
    Copied("pillars.NilReport", "village_id"),
    Copied("pillars.DeskVisit", "village_id", where="one.person_id IS NULL"),
    Copied("pillars.DeskStep", following={"visit_id": "pillars.DeskVisit"}),
    Copied("pillars.DeskNil", "village_id"),
    Copied("pillars.Cooperative", "village_id"),
    Copied("pillars.CooperativeYear", following={"cooperative_id": "pillars.Cooperative"}),
    Copied("pillars.BoardTerm", following={"cooperative_id": "pillars.Cooperative"}),
    Copied("reports.ProblemReport", "village_id", {"regency_id": OF_NEW_VILLAGE}),
)
OF_AREAS = (
    Copied("pillars.IndicatorValue", "area_id"),
    Copied("pillars.Target", "area_id"),
    Copied("reports.CriterionAnswer", "area_id"),
)
OF_REGENCIES = (
    *OF_AREAS,
    Copied("reports.ProblemReport", "regency_id", where="one.village_id IS NULL"),
    Copied("reports.Recommendation", changes={"number": "'S-' || ({id})", "area_id": "pair.new"}),
    Copied("reports.FollowUp", following={"recommendation_id": "reports.Recommendation"}),
    Copied(
        "reports.RecommendationEvent",
        following={"recommendation_id": "reports.Recommendation", "follow_up_id": "reports.FollowUp"},
    ),
    Copied("reports.ProblemProgramme", changes={"title": "one.title || ' ' || pair.number"}),
    Copied("reports.ProgrammeFunding", following={"programme_id": "reports.ProblemProgramme"}),
)


def make_alike(villages: list[Village]) -> int:
    """Tells of these new villages, and of regencies that are new with them, like of those of the demo."""
    known = list(Village.objects.filter(pk__in=ProfileFigure.objects.values("village")).order_by("pk"))
    if not known or not villages:
        return 0
    there = sorted({village.regency_id for village in known})
    new = sorted({village.regency_id for village in villages} - set(there))
    rows = _copy(OF_VILLAGES, "bigint", _paired([one.pk for one in known], [one.pk for one in villages]))
    codes = [one.area_id for one in known], [one.area_id for one in villages]
    rows += _copy(OF_AREAS, "varchar(13)", _paired(*codes))
    rows += _copy(OF_REGENCIES, "varchar(13)", _paired(there, new))
    return rows


def drop_contradicted() -> None:
    """An activity that was added since stands against a copied report that there was none."""
    NilReport.objects.filter(pk__in=contradicted(ActivityVillage.objects.all()).values("pk")).delete()


def _paired(old, new):
    return [(number, old[number % len(old)], place) for number, place in enumerate(new, 1)]


def _copy(copied, kind, pairs):
    """Copies the rows of each model for all pairs; returns how many there are."""
    if not pairs:
        return 0
    rows, spans, parents = 0, {}, {one.model: one for one in copied}
    with connection.cursor() as cursor:
        cursor.execute(PAIRS.format(kind=kind))
        cursor.executemany("INSERT INTO alike (number, old, new) VALUES (%s, %s, %s)", pairs)
        for one in copied:
            model = apps.get_model(one.model)
            # The copies of a row lie one span apart: so a row that follows another finds its own.
            last = model.objects.aggregate(last=Max("pk"))["last"] or 0
            spans[one.model] = (last, f"one.{{}} + pair.number * {last}")
            cursor.execute(_sql(model, one, parents, spans))
            rows += cursor.rowcount
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)
        cursor.execute("DROP TABLE alike")
    return rows


def _sql(model, copied, parents, spans):
    new_id = spans[copied.model][1].format("id")
    said = {field.column: f'one."{field.column}"' for field in model._meta.concrete_fields}
    said |= {column: change.format(id=new_id) for column, change in copied.changes.items()}
    said |= {column: spans[parent][1].format(column) for column, parent in copied.following.items()}
    said["id"] = new_id
    table = model._meta.db_table
    source, which = f"{table} one", f"one.id <= {spans[copied.model][0]} AND {copied.where}"
    if copied.place:
        said[copied.place], on = "pair.new", f"pair.old = one.{copied.place}"
    elif copied.following:
        column, parent = next(iter(copied.following.items()))
        above, place = apps.get_model(parent)._meta.db_table, parents[parent].place
        source += f" JOIN {above} above ON above.id = one.{column}"
        on = f"pair.old = above.{place}" if place else "true"
        which += f" AND EXISTS (SELECT 1 FROM {above} made WHERE made.id = {said[column]})"
    else:
        on = "true"
    columns, sources = ", ".join(map(connection.ops.quote_name, said)), ", ".join(said.values())
    rows = f"SELECT {sources} FROM {source} JOIN alike pair ON {on} WHERE {which}"
    return f"INSERT INTO {table} ({columns}) {rows}"
