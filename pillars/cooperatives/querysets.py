"""Which co-operatives a person may see or write, and the filters that have a name."""

import datetime

from django.db.models import Exists, OuterRef, Q, Subquery

from villages.models import Village

from ..querysets import JoinedQuerySet, OfVillagesQuerySet


def legal_by(date):
    """Legal entities at the end of a day; where its day is not known, since ever."""
    return ~Q(legal_number="") & (Q(legal_on__isnull=True) | Q(legal_on__lte=date))


def owing_for(year):
    """Those that owe the accounts of a year, and the meeting about it: the one rule of it.

    Founded by the end of the year, or nobody knows when, in a village that took part in a programme on its
    last day.
    """
    # Asked of the village of each: there are fewer co-operatives than villages.
    members = Village.objects.in_programme_on(datetime.date(year, 12, 31)).filter(pk=OuterRef("village"))
    founded = Q(founded_on__isnull=True) | Q(founded_on__year__lte=year)
    return founded & Q(Exists(members))


class CooperativeQuerySet(OfVillagesQuerySet):
    """Co-operatives in villages the user sees."""

    sees, enters = "pillars.view_cooperative", "pillars.record_cooperative"

    def existing_on(self, date):
        """Founded by the end of a day, or nobody knows when, and not ended by then."""
        begun = Q(founded_on__isnull=True) | Q(founded_on__lte=date)
        return self.filter(begun).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=date))

    def legal_on(self, date):
        return self.filter(legal_by(date))

    def owing_accounts_of(self, year):
        """Those that owe the accounts of a year and have not stated them."""
        from .models import CooperativeYear

        stated = CooperativeYear.objects.filter(cooperative=OuterRef("pk"), year=year)
        return self.filter(owing_for(year), ~Exists(stated))

    def with_last_accounts(self, until):
        """Adds `year` and `met_on` of the newest accounts up to a year, None where none are stated."""
        from .models import CooperativeYear

        stated = CooperativeYear.objects.filter(cooperative=OuterRef("pk"), year__lte=until).order_by("-year")
        return self.annotate(
            year=Subquery(stated.values("year")[:1]), met_on=Subquery(stated.values("met_on")[:1])
        )


class OfCooperativeQuerySet(OfVillagesQuerySet):
    """Rows below a co-operative."""

    scope = "cooperative__village"
    sees, enters = CooperativeQuerySet.sees, CooperativeQuerySet.enters


class MemberQuerySet(JoinedQuerySet, OfCooperativeQuerySet):
    """Members of co-operatives."""

    def visible_to(self, user):
        return super().visible_to(user).select_related("cooperative")
