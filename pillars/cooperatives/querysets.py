"""Which co-operatives a person may see or write, and the filters that have a name."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

from villages.models import Village


def legal_by(date):
    """Legal entities at the end of a day; where its day is not known, since ever."""
    return ~Q(legal_number="") & (Q(legal_on__isnull=True) | Q(legal_on__lte=date))


def owing_for(year):
    """Those that owe the accounts of a year, and the meeting about it: the one rule of it.

    Founded by the end of the year, or nobody knows when, in a village that took part in a programme on its
    last day.
    """
    members = Village.objects.in_programme_on(datetime.date(year, 12, 31)).order_by()
    founded = Q(founded_on__isnull=True) | Q(founded_on__year__lte=year)
    return founded & Q(village__in=members.values("pk"))


class OfCooperativeQuerySet(models.QuerySet):
    """Rows below a co-operative, as `scope` says where its village stands."""

    scope = "cooperative__village"

    def visible_to(self, user):
        if user.is_anonymous or not user.has_perm("pillars.view_cooperative"):
            return self.none()
        return self.filter(**{f"{self.scope}__in": Village.objects.visible_to(user)})

    def editable_by(self, user):
        if user.is_anonymous or not user.has_perm("pillars.record_cooperative"):
            return self.none()
        return self.filter(**{f"{self.scope}__in": Village.objects.editable_by(user)})


class CooperativeQuerySet(OfCooperativeQuerySet):
    """Co-operatives in villages the user sees."""

    scope = "village"

    def in_area(self, area):
        """Co-operatives of villages within one area of any level."""
        return self.filter(village__in=Village.objects.in_area(area))

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

    def for_list(self):
        """Loads the names of places; no query per row."""
        return self.select_related("village__area", "village__district", "village__regency")


class MemberQuerySet(OfCooperativeQuerySet):
    def visible_to(self, user):
        """Members are people: only roles that deal with people see them."""
        if not user.has_perm("villages.view_beneficiary"):
            return self.none()
        return super().visible_to(user).select_related("cooperative")

    def on(self, date):
        """Memberships that ran at the end of a day."""
        return self.filter(joined_on__lte=date).filter(Q(left_on__isnull=True) | Q(left_on__gt=date))
