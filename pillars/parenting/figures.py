"""What the groups of community parenting and their children add up to, by these rules:

1. A child of a migrant worker is somebody of the register who is under 18 on the day and is the child of
   somebody who stands abroad, or is a child in a group. Whoever died or moved away is no longer counted.
2. A child is in a group while a group that exists has it as a child. Two groups make one child.
3. The school status is the last that was recorded by the day; without any it is not known, and counts as
   neither at school nor out of school. From the year in which a child turns seven it is asked for, and again
   once it is older than twelve months, until school is finished.
4. Children count where they live today, carers and meetings where the group is. All are different people.
5. A carer is active who came, by name, to a meeting of the own group in the quarter of the day. A meeting is
   a completed activity of pillar III that was sent or verified and that the group names; it counts by its
   first day, once for each group.
6. The register is no report of a quarter: what is recorded later changes the answer of an earlier day.
   Signed assessments keep theirs.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from django.db.models import CharField, Count, F, Q, QuerySet, Value

from villages.choices import Sex
from villages.codes import code_beginning
from villages.models import Beneficiary, Village
from villages.people.small_counts import told

from ..models import Attendance
from .choices import GroupRole, SchoolState
from .models import GroupMember, GroupSession, ParentingGroup
from .querysets import children_on

#: So many quarters stand on the page of a group, the running one first.
QUARTERS_SHOWN = 4
#: From the year in which a child gets so old its school status is asked for.
SCHOOL_AGE = 7
#: What a list of groups says of each, in this order by name.
GROUP_WORDS = ("name", "kind", "rhythm", "name_key")
#: What counts people, and is told in fives to those who do not see them.
PEOPLE = (
    *(
        "children",
        "grouped",
        "ungrouped",
        "grouped_at_school",
        "at_school",
        "dropped_out",
        "finished",
        "unknown",
    ),
    *("carers", "facilitators", "active"),
    *(f"{name}_{sex}" for name in ("grouped", "dropped_out", "active") for sex in ("male", "female")),
)


@dataclass(frozen=True)
class ParentingCounts:
    """Groups, children and carers of a place at the end of a day; meetings of its year up to it.

    Of the `children`, `grouped` are in a group, `ungrouped` in none, and `grouped_at_school` of the first at
    school. `at_school`, `dropped_out`, `finished` and `unknown` are of all children; the rest is not yet at
    school. `active` are carers who came to a meeting in the quarter of the day. By sex those of known sex.
    """

    children: int = 0
    grouped: int = 0
    ungrouped: int = 0
    grouped_male: int = 0
    grouped_female: int = 0
    grouped_at_school: int = 0
    at_school: int = 0
    dropped_out: int = 0
    dropped_out_male: int = 0
    dropped_out_female: int = 0
    finished: int = 0
    unknown: int = 0
    groups: int = 0
    houses: int = 0
    carers: int = 0
    facilitators: int = 0
    active: int = 0
    active_male: int = 0
    active_female: int = 0
    sessions: int = 0

    def beside(self, own: "ParentingCounts") -> "ParentingCounts":
        """These counts as told to somebody who sees the rows of `own`; groups and meetings are open."""
        return replace(self, **{name: told(getattr(self, name), getattr(own, name)) for name in PEOPLE})

    @property
    def way(self) -> list[tuple[str, int]]:
        """`(step, children)` of the way from the register into a group and to school."""
        return [
            ("recorded", self.children),
            ("grouped", self.grouped),
            ("school", self.grouped_at_school),
        ]


def counted(villages: QuerySet[Village], date: datetime.date) -> ParentingCounts:
    """`ParentingCounts` of villages at the end of a day: five queries."""
    return counted_by_area(villages, date, 0).get("", ParentingCounts())


def counted_by_area(
    villages: QuerySet[Village], date: datetime.date, length: int
) -> dict[str, ParentingCounts]:
    """The same by the first `length` characters of the codes of the villages: five queries."""
    there = villages.order_by().values("pk")
    people = Beneficiary.objects.filter(village__in=there, merged_into__isnull=True)
    groups = ParentingGroup.objects.filter(village__in=there).existing_on(date)
    members = GroupMember.objects.filter(group__village__in=there).running_on(date)
    sessions = GroupSession.objects.filter(group__village__in=there).held()
    counts = (
        (children_on(people, date), "village__area_id", _of_children()),
        (groups, "village__area_id", {"groups": Count("pk"), "houses": Count("pk", filter=Q(kind="house"))}),
        (members, "group__village__area_id", _of_members()),
        (
            sessions.between(date.replace(month=1, day=1), date),
            "group__village__area_id",
            {"sessions": Count("pk")},
        ),
        (_active(members, sessions, date), "group__village__area_id", _by_sex("active", "person", Q())),
    )
    found: dict[str, dict[str, int]] = {}
    for rows, code, sums in counts:
        by_area = rows.order_by().values(within=code_beginning(code, length))
        for row in by_area.annotate(**sums):
            found.setdefault(row.pop("within"), {}).update(row)
    return {place: ParentingCounts(**row) for place, row in found.items()}


def counted_children(children: QuerySet[Beneficiary]) -> ParentingCounts:
    """What `ParentingCounts` says of children, of a query of `children_on`."""
    return ParentingCounts(**children.order_by().aggregate(**_of_children()))


def _of_children():
    grouped, out = Q(in_group=True), Q(school=SchoolState.DROPPED_OUT)
    at_school = Q(school=SchoolState.AT_SCHOOL)
    return {
        "children": Count("pk"),
        **_by_sex("grouped", "pk", grouped, ""),
        "ungrouped": Count("pk", filter=~grouped),
        "grouped_at_school": Count("pk", filter=grouped & at_school),
        "at_school": Count("pk", filter=at_school),
        **_by_sex("dropped_out", "pk", out, ""),
        "finished": Count("pk", filter=Q(school=SchoolState.FINISHED)),
        "unknown": Count("pk", filter=Q(school__isnull=True)),
    }


def _of_members():
    return {
        name: Count("person", distinct=True, filter=Q(role=role))
        for name, role in {"carers": GroupRole.CARER, "facilitators": GroupRole.FACILITATOR}.items()
    }


def _by_sex(name, counted_field, condition, person="person__"):
    """Different people of all, of men and of women, who fulfil a condition."""

    def number(*more):
        return Count(counted_field, distinct=True, filter=condition & Q(*more) or None)

    sexes = {sex: Q(**{f"{person}sex": sex}) for sex in (Sex.MALE, Sex.FEMALE)}
    return {name: number(), **{f"{name}_{sex.value}": number(is_of) for sex, is_of in sexes.items()}}


def _active(members, sessions, date):
    """Carers who came to a meeting of their own group in the quarter of a day, up to it."""
    since = quarter_start(date)
    came = Attendance.objects.filter(
        activity__parenting_sessions__in=sessions.between(since, date).order_by().values("pk"),
        activity__parenting_sessions__group=F("beneficiary__groupmember_rows__group"),
        beneficiary__groupmember_rows__role=GroupRole.CARER,
    )
    return members.filter(role=GroupRole.CARER, person__in=came.order_by().values("beneficiary"))


def quarter_start(date: datetime.date) -> datetime.date:
    """The first day of the quarter of a day."""
    return datetime.date(date.year, date.month - (date.month - 1) % 3, 1)


def together(counts: Iterable[ParentingCounts]) -> ParentingCounts:
    """The counts of several areas as one; only carers of groups in two of them are in it twice."""
    rows = list(counts)
    return ParentingCounts(
        **{one.name: sum(getattr(row, one.name) for row in rows) for one in fields(ParentingCounts)}
    )


def of_village(
    village: Village, date: datetime.date, most: int
) -> tuple[ParentingCounts, list[ParentingGroup]]:
    """What is counted of the children of a village, and its newest groups, at most so many: one query."""
    people = Beneficiary.objects.filter(village=village, merged_into__isnull=True)
    sums = {name: _of_children()[name] for name in ("children", "grouped", "at_school", "dropped_out")}
    counts = children_on(people, date).order_by().values(group=Value(0)).annotate(**sums)
    there = ParentingGroup.objects.filter(village=village).existing_on(date)
    newest = there.order_by("-founded_on", "-pk").values("pk")[:most]
    nothing = [Value(0)] * len(sums)
    groups = ParentingGroup.objects.filter(pk__in=newest).order_by()
    words = [Value("", output_field=CharField())] * len(GROUP_WORDS)
    rows = counts.values_list("group", *sums, *words)
    rows = rows.union(groups.values_list("pk", *nothing, *GROUP_WORDS), all=True)
    found, listed = ParentingCounts(), []
    for pk, *told_of in rows:
        if pk:
            said = dict(zip(GROUP_WORDS, told_of[len(sums) :], strict=True))
            listed.append(ParentingGroup(pk=pk, **said))
        else:
            found = ParentingCounts(**dict(zip(sums, told_of, strict=False)))
    return found, sorted(listed, key=lambda group: group.name_key)


def told_counts(
    villages: QuerySet[Village], own: QuerySet[Village] | None, date: datetime.date
) -> ParentingCounts:
    """`ParentingCounts` as told to a reader who sees the people of the villages `own`, None for all."""
    counts = counted(villages, date)
    return counts if own is None else counts.beside(counted(own, date))


def old_before(date: datetime.date) -> datetime.date:
    """The last day of a school status that is too old by a day: twelve months before it."""
    return date.replace(year=date.year - 1, day=min(date.day, 28) if date.month == 2 else date.day)


def to_be_updated(date: datetime.date) -> Q:
    """Children of `children_on` whose school status is older than twelve months, or not known."""
    is_old = Q(school_on__lte=old_before(date)) & ~Q(school=SchoolState.FINISHED)
    of_age = Q(birth_year__isnull=True) | Q(birth_year__lte=date.year - SCHOOL_AGE)
    return of_age & (Q(school_on__isnull=True) | is_old)


def members_by_role(groups: Iterable[ParentingGroup], date: datetime.date) -> dict[int, dict[str, int]]:
    """`{group id: {role: different people on a day}}`, in one query."""
    rows = GroupMember.objects.filter(group__in=groups).running_on(date).order_by()
    found: dict[int, dict[str, int]] = {}
    for row in rows.values("group", "role").annotate(number=Count("person", distinct=True)):
        found.setdefault(row["group"], {})[row["role"]] = row["number"]
    return found


@dataclass(frozen=True)
class GroupQuarter:
    """How often a group met in one quarter."""

    year: int
    number: int
    sessions: int


def quarters_of(group: ParentingGroup, today: datetime.date) -> list[GroupQuarter]:
    """The last quarters of a group, the running one first: one query."""
    starts = [quarter_start(today)]
    while len(starts) < QUARTERS_SHOWN:
        starts.append(quarter_start(starts[-1] - datetime.timedelta(days=1)))
    days = list(group.sessions.held().between(starts[-1], today).values_list("activity__start_on", flat=True))
    met = [quarter_start(day) for day in days]
    return [GroupQuarter(start.year, (start.month + 2) // 3, met.count(start)) for start in starts]


def came(sessions: Iterable[GroupSession]) -> dict[int, int]:
    """`{meeting id: members of its group who came to it, by name}`, in one query."""
    rows = GroupSession.objects.filter(pk__in=[session.pk for session in sessions]).order_by()
    joined = Q(activity__attendances__beneficiary=F("group__members__person"))
    there = joined & Q(group__members__joined_on__lte=F("activity__start_on"))
    there &= Q(group__members__left_on__isnull=True) | Q(group__members__left_on__gt=F("activity__start_on"))
    people = Count("activity__attendances__beneficiary", distinct=True, filter=there)
    return dict(rows.values_list("pk").annotate(people=people))
