"""Which groups and children a person may see or write, and who is a child of a migrant worker."""

from django.db.models import Exists, OuterRef, Q, Subquery

from villages.choices import StageKind, TieKind
from villages.models import End, FamilyTie, Stage

from ..choices import COUNTED, Progress
from ..querysets import JoinedQuerySet, OfVillagesQuerySet
from .choices import GroupRole

#: What is recorded of children is for those who look after them in their own area, and for nobody else.
KEEPS_CHILDREN = "pillars.keep_children"
#: The pillar whose activities are meetings of groups.
PILLAR = 3


class ParentingGroupQuerySet(OfVillagesQuerySet):
    """Groups in villages the user sees."""

    sees, enters = "pillars.view_parenting", "pillars.record_parenting"

    def existing_on(self, date):
        """Founded by the end of a day, or nobody knows when, and not ended by then."""
        return self.filter(there_on(date))


def there_on(date, prefix=""):
    """Groups that are there at the end of a day, seen from rows that reach them by `prefix`."""
    begun = Q(**{f"{prefix}founded_on__isnull": True}) | Q(**{f"{prefix}founded_on__lte": date})
    return begun & (Q(**{f"{prefix}ended_on__isnull": True}) | Q(**{f"{prefix}ended_on__gt": date}))


class GroupMemberQuerySet(JoinedQuerySet):
    """Children, carers and facilitators of groups; the children only for those who keep them."""

    scope = "group__village"
    sees, enters = ParentingGroupQuerySet.sees, ParentingGroupQuerySet.enters

    def visible_to(self, user):
        return self._kept_by(user, super().visible_to(user)).select_related("group")

    def editable_by(self, user):
        return self._kept_by(user, super().editable_by(user))

    @staticmethod
    def _kept_by(user, rows):
        return rows if user.has_perm(KEEPS_CHILDREN) else rows.exclude(role=GroupRole.CHILD)

    def running_on(self, date):
        """Those who belonged at the end of a day to a group that was there."""
        return self.on(date).filter(there_on(date, "group__"))


class SessionQuerySet(OfVillagesQuerySet):
    """Activities that groups name as their meetings."""

    scope = "group__village"
    sees, enters = ParentingGroupQuerySet.sees, ParentingGroupQuerySet.enters

    def held(self):
        """Completed activities of the pillar that enter the figures."""
        return self.filter(
            activity__pillar__number=PILLAR,
            activity__status=Progress.DONE,
            activity__state__in=COUNTED,
        )

    def between(self, start, end):
        """Meetings that began on a day between the two, both included."""
        return self.filter(activity__start_on__gte=start, activity__start_on__lte=end)


class OfChildQuerySet(OfVillagesQuerySet):
    """What is recorded of one child, where the child lives."""

    scope = "person__village"
    sees = enters = KEEPS_CHILDREN


def abroad_on(date):
    """Ids of people who stood abroad at the end of a day."""
    ended = End.objects.holding_on(date).filter(beneficiary=OuterRef("beneficiary"))
    stages = Stage.objects.standing_on(date)
    later = stages.filter(beneficiary=OuterRef("beneficiary"), event_on__gt=OuterRef("event_on"))
    last = stages.filter(~Exists(later), ~Exists(ended), kind=StageKind.ABROAD)
    return last.order_by().values("beneficiary")


def children_on(people, date):
    """Those of the people who were children of migrant workers at the end of a day.

    Under 18, and child of somebody who stood abroad or in a group. Adds `is_left` and `in_group`, which say
    which, and `school`, `level` and `school_on`: the last that was recorded of school by then, else None.
    """
    from .models import GroupMember, SchoolStatus

    ties = FamilyTie.objects.filter(kind=TieKind.CHILD, person__in=abroad_on(date))
    left = ties.order_by().values("relative")
    grouped = GroupMember.objects.running_on(date).filter(role=GroupRole.CHILD)
    grouped = grouped.order_by().values("person")
    ended = End.objects.holding_on(date).filter(beneficiary=OuterRef("pk"))
    last = SchoolStatus.objects.filter(person=OuterRef("pk"), on__lte=date).order_by("-on", "-pk")
    return (
        people.with_is_child(date)
        .filter(Q(pk__in=left) | Q(pk__in=grouped), ~Exists(ended), is_child=True)
        .annotate(
            is_left=Exists(ties.filter(relative=OuterRef("pk"))),
            in_group=Exists(
                GroupMember.objects.running_on(date).filter(role=GroupRole.CHILD, person=OuterRef("pk"))
            ),
            **{name: Subquery(last.values(column)[:1]) for name, column in SCHOOL.items()},
        )
    )


SCHOOL = {"school": "state", "level": "level", "school_on": "on"}
