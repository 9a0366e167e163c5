"""Which areas and villages a person may see or write: the one place that knows the rule."""

import datetime
from calendar import monthrange
from collections import Counter

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate

from desmigratif.accounts.assigned import assigned_codes, assignments_today, once
from desmigratif.ui.search import holding, words_of

from . import codes
from .choices import FORMED, TAKING_PART, Level, Programme, TieKind
from .people import nik
from .people.children import ADULT_AT

#: Later than any year of a batch.
NEVER = 10_000


class AreaQuerySet(models.QuerySet):
    def current_on(self, date):
        """Areas that exist on `date`; unknown bounds are open."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=date),
            Q(valid_to__isnull=True) | Q(valid_to__gte=date),
        )

    def official_villages(self):
        return self.filter(level=Level.VILLAGE)

    def search(self, text):
        """Areas whose code begins so, with or without points, or whose name holds every word."""
        if not words_of(text):
            return self.none()
        if code := codes.from_text(text):
            return self.filter(code__startswith=code)
        return self.filter(holding(text, "search_key"))

    def visible_to(self, user, *levels):
        """Areas in which the user sees at least one programme village, with the levels above them.

        `levels`: of these alone, which is asked of fewer columns.
        """
        from .models import Village

        seen = Village.objects.visible_to(user).order_by()
        columns = [codes.VILLAGE_COLUMNS[level] for level in levels or codes.VILLAGE_COLUMNS]
        first, *others = (seen.values(column) for column in columns)
        # Put together: four conditions would be held against every area of the country.
        return self.filter(pk__in=first.union(*others) if others else first)

    def reportable_by(self, user):
        """Areas for which the user reports figures: the own villages, and regencies served as a whole."""
        from .models import Village

        if user.is_anonymous or not user.has_perm("pillars.report_indicator"):
            return self.none()
        villages = Village.objects.editable_by(user)
        regencies = self.filter(pk__in=villages.values("regency"))
        if not user.is_national:
            served = assigned_codes(user)
            regencies = regencies.filter(Q(pk__in=served) | Q(parent__in=served))
        return self.filter(Q(pk__in=villages.values("area")) | Q(pk__in=regencies.values("pk")))


def _in_assigned(user):
    assigned, wanted = assigned_codes(user), Q(pk__in=())
    for level, column in codes.VILLAGE_COLUMNS.items():
        if of_level := [code for code in assigned if codes.level_of(code) == level]:
            wanted |= Q(**{f"{column}__in": of_level})
    return wanted


def _moved_out(user):
    """Codes of areas that had one of an assigned area when it was assigned, and one of another today."""
    assigned = assignments_today(user)
    return once(user, "moved_out", assigned, lambda: _new_codes(assigned)) if assigned else ()


def _new_codes(assigned):
    from .models import AreaChange

    left = Q(pk__in=())
    for code, since in assigned:
        left |= Q(Q(old__parent=code) | Q(old__parent__parent=code), effective_on__gt=since)
    return tuple(AreaChange.objects.filter(left, kind=AreaChange.Kind.RECODED).values_list("new", flat=True))


def holding_codes(user):
    """Codes of the assigned areas where these hold all villages that the user sees; else None."""
    return None if _moved_out(user) else assigned_codes(user)


class VillageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Villages the user may read: all for national roles, else those in areas assigned today.

        Also those that lay in them when they were assigned and got a code of another area since (case O29).
        """
        if user.is_anonymous or not user.has_perm("villages.view_village"):
            return self.none()
        if user.is_national:
            return self
        return self.filter(_in_assigned(user) | Q(area__in=_moved_out(user)))

    def editable_by(self, user):
        """Villages for which the user may enter activities: admins all, officers their assigned areas."""
        if user.is_anonymous or not user.has_perm("pillars.add_activity"):
            return self.none()
        if user.is_national:
            return self
        return self.in_assigned_areas(user)

    def in_assigned_areas(self, user):
        """Villages in an area of any level that is assigned today."""
        return self.filter(_in_assigned(user))

    def search(self, text):
        """Villages whose code begins so, or whose name with district and regency holds every word."""
        if code := codes.from_text(text):
            return self.filter(area__code__startswith=code)
        return self.filter(holding(text, "area__search_key", "district__search_key", "regency__search_key"))

    def existing_on(self, date):
        """Villages whose area exists on a day; unknown bounds are open."""
        return self.filter(
            Q(area__valid_from__isnull=True) | Q(area__valid_from__lte=date),
            Q(area__valid_to__isnull=True) | Q(area__valid_to__gte=date),
        )

    def in_area(self, area):
        """Programme villages within one area of any level."""
        if area.level == Level.NATION:
            return self
        return self.filter(**{codes.village_column(area.level): area})

    def in_group(self, group):
        """Programme villages in the regencies of an area group."""
        return self.filter(regency__in=group.areas.values("pk"))

    def in_programme_on(self, date):
        """Villages that take part in a programme on a day: they owe reports and are the "of so many".

        One that ended takes no part, although nobody has ended its standing yet.
        """
        from .models import Membership

        standings = Membership.objects.taking_part_on(date).filter(village=models.OuterRef("pk"))
        goes_on = Q(area__valid_to__isnull=True) | Q(area__valid_to__gte=date)
        return self.filter(goes_on, Exists(standings))

    def for_list(self):
        """Loads the names of village, district, regency and province."""
        return self.select_related("area", "district", "regency", "province")


class AssignmentQuerySet(models.QuerySet):
    def active_on(self, date):
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=date), valid_from__lte=date)


class MembershipQuerySet(models.QuerySet):
    def current_on(self, date):
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=date)).filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=date)
        )

    def taking_part_on(self, date):
        """Standings of that day in which the village takes part: the one rule of who is a member."""
        return self.current_on(date).filter(status__in=TAKING_PART)

    def formed_per_year(self):
        """Different villages designated as Desmigratif by batch year, None where the year is not known."""
        formed = self.filter(programme=Programme.DESMIGRATIF, status__in=FORMED).order_by()
        # The first of each village, an unknown year last: counted by the database, for there are many.
        rows = formed.alias(turn=Coalesce("batch_year", NEVER))
        own = Coalesce(OuterRef("batch_year"), NEVER)
        before = rows.filter(
            Q(turn__lt=own) | Q(turn=own, pk__lt=OuterRef("pk")), village=OuterRef("village")
        )
        years = formed.filter(~Exists(before)).values_list("batch_year")
        return Counter(dict(years.annotate(number=models.Count("pk"))))


class BeneficiaryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People in villages the user sees, for roles that deal with people at all; merged ones nowhere."""
        from .models import Village

        if user.is_anonymous or not user.has_perm("villages.view_beneficiary"):
            return self.none()
        found = self.filter(merged_into__isnull=True)
        if user.is_national and user.has_perm("villages.view_village"):
            return found
        return found.filter(village__in=Village.objects.visible_to(user))

    def editable_by(self, user):
        from .models import Village

        if user.is_anonymous or not user.has_perm("villages.change_beneficiary"):
            return self.none()
        return self.filter(village__in=Village.objects.editable_by(user), merged_into__isnull=True)

    def listed(self):
        """Without restricted people (UU 27/2022): hidden from lists and exports, kept in counts."""
        return self.filter(is_restricted=False)

    def search(self, text):
        """People whose name holds every word, whatever its marks, accents and case."""
        return self.filter(holding(text, "name_key"))

    def with_nik(self, digits):
        return self.filter(nik_index=nik.blind_index(digits))

    def with_stage_on(self, date):
        """Adds `stage` and `stage_since`: where each person stood on `date`, by the day of the event.

        After an end nobody stands anywhere; `end_kind` and `ended_on` say so (`with_end_on`).
        """
        from .models import End, Stage

        ended = End.objects.holding_on(date).filter(beneficiary=OuterRef("beneficiary"))
        latest = Stage.objects.filter(~Exists(ended), beneficiary=OuterRef("pk"))
        latest = latest.standing_on(date).order_by("-event_on")
        return self.with_end_on(date).annotate(
            stage=models.Subquery(latest.values("kind")[:1]),
            stage_since=models.Subquery(latest.values("event_on")[:1]),
            stage_country=models.Subquery(latest.values("country")[:1]),
        )

    def with_end_on(self, date):
        """Adds `end_kind` and `ended_on` of people who are no longer counted on `date`, else None."""
        from .models import End

        ends = End.objects.holding_on(date).filter(beneficiary=OuterRef("pk"))
        return self.annotate(
            end_kind=models.Subquery(ends.values("kind")[:1]),
            ended_on=models.Subquery(ends.values("ended_on")[:1]),
        )

    def with_is_child(self, date):
        """Adds `is_child`: under 18 on `date`. By the year alone, whoever may still be a child counts as one;
        without a birth, whoever is registered as somebody's child."""
        from .models import FamilyTie

        year = date.year - ADULT_AT
        of_age = datetime.date(year, date.month, min(date.day, monthrange(year, date.month)[1]))
        ties = FamilyTie.objects.filter(relative=models.OuterRef("pk"), kind=TieKind.CHILD)
        child = (
            Q(birth_date__gt=of_age)
            | Q(birth_date__isnull=True, birth_year__gte=year)
            # The columns first: the ties are asked for of those alone whose birth nobody knows.
            | (Q(birth_date__isnull=True, birth_year__isnull=True) & Q(Exists(ties)))
        )
        return self.annotate(is_child=models.Case(models.When(child, then=True), default=False))

    def with_is_relative(self, date):
        """Adds `is_relative`: family of a migrant worker, because it is said so, or as spouse, child or
        parent of somebody who had entered a stage of migration by `date`."""
        from .models import FamilyTie, Stage

        workers = Stage.objects.standing_on(date).values("beneficiary")
        ties = FamilyTie.objects.filter(relative=models.OuterRef("pk"), person__in=workers)
        ties = ties.exclude(kind=TieKind.CARER)
        relative = Q(is_family=True) | Q(Exists(ties))
        return self.annotate(is_relative=models.Case(models.When(relative, then=True), default=False))

    def in_area(self, area):
        """People who live within one area of any level."""
        from .models import Village

        return self.filter(village__in=Village.objects.in_area(area))

    def for_list(self):
        """Loads the names of village, district and regency."""
        return self.select_related("village__area", "village__district", "village__regency")


class EndQuerySet(models.QuerySet):
    def holding_on(self, date):
        """Ends of people who are no longer counted on a day; the day of the event still counts."""
        return self.filter(
            Q(back_on__isnull=True) | Q(back_on__gt=date), taken_back_at__isnull=True, ended_on__lt=date
        )

    def standing(self):
        """Ends that were neither taken back nor followed by a return: at most one of each person."""
        return self.filter(taken_back_at__isnull=True, back_on__isnull=True)


class NotSameQuerySet(models.QuerySet):
    def of(self, person):
        """The pairs in which a person stands."""
        return self.filter(Q(one=person) | Q(other=person))

    def apart_from(self, person):
        """Ids of everybody who was said to be somebody else than the person."""
        pairs = self.of(person).values_list("one", "other")
        return {pk for pair in pairs for pk in pair} - {person.pk}


class StageQuerySet(models.QuerySet):
    def standing_on(self, date, known_at=None):
        """Stages that had begun by `date`; with `known_at`, as the register knew them at that moment."""
        found = self.filter(event_on__lte=date)
        if known_at is None:
            return found.filter(replaced_at__isnull=True)
        return found.filter(
            Q(replaced_at__isnull=True) | Q(replaced_at__gt=known_at), recorded_at__lte=known_at
        )


def office_of(user):
    """Whose lists a user brings: the organisation, whatever areas it serves; else the user alone."""
    return f"organisation-{user.organisation_id}" if user.organisation_id else f"user-{user.pk}"


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Imports of the own office; administrators see all. Whoever serves no area sees none."""
        if user.is_anonymous or not user.has_perm("villages.import_lists"):
            return self.none()
        return self if user.is_national else self.of_office(user)

    def of_office(self, user):
        """Own imports, and those of colleagues whose areas the user serves today as well.

        Colleagues are people of the same organisation; among those without one, whoever serves the areas.
        """
        office = Q(office=office_of(user)) if user.organisation_id else Q(office__startswith="user-")
        if user.is_national:
            return self.filter(office, uploaded_by__role=user.role)
        served = assigned_codes(user)
        if not served:
            return self.none()
        dated = self.alias(uploaded_day=TruncDate("uploaded_at"))
        return dated.filter(Q(uploaded_by=user) | (office & dated._within(served)))

    @staticmethod
    def _within(served):
        """Whether all that the uploader served on the day of the upload lies in the areas `served`."""
        from .models import Assignment

        day = OuterRef("uploaded_day")
        theirs = Assignment.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day), user=OuterRef("uploaded_by"), valid_from__lte=day
        )
        beyond = theirs
        for above in ("", "__parent", "__parent__parent", "__parent__parent__parent"):
            beyond = beyond.exclude(**{f"area{above}__in": served})
        return Exists(theirs) & ~Exists(beyond)

    def running(self):
        """Batches whose check or storing is under way."""
        return self.filter(state__in=["checking", "storing"])

    def being_stored(self, *kinds):
        """Batches of these kinds whose rows come in right now, with who brought them."""
        return self.filter(state="storing", kind__in=kinds).select_related("uploaded_by__organisation")


class ImportRowQuerySet(models.QuerySet):
    def storable(self):
        """Rows that will be stored: the good ones, and held ones that somebody took."""
        return self.filter(
            Q(fate__in=["accept", "accept_corrected", "incomplete"]) | Q(fate="review", decision="take")
        )

    def stored(self):
        """Rows whose record stands: stored, and not taken back."""
        return self.filter(outcome__in=["created", "updated"])

    def to_decide(self):
        """Held rows on which somebody decides; the others of them wait for what is outside the list."""
        return self.filter(fate="review").exclude(is_takeable=False, decision="")

    def blocked(self):
        """Held rows that nobody may take as they are."""
        return self.filter(fate="review", is_takeable=False, decision="")

    def open_faults(self):
        """Rows to correct and send again: refused ones, and held ones on which nobody decided."""
        return self.filter(Q(fate="refuse") | Q(fate="review", decision=""))
