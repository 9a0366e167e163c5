"""Which programmes against the problems a person may see or write, and which reach an area."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from desmigratif.ui import clock
from pillars.choices import COUNTED
from pillars.models import FundingLine, PillarLead
from villages import codes
from villages.choices import Level
from villages.codes import NATION_CODE
from villages.models import Area

from ...choices import MAPPED


class ProblemProgrammeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for national roles; else the programmes that reach a place in which the user sees a village."""
        if user.is_anonymous or not user.has_perm("reports.view_map"):
            return self.none()
        if user.is_national:
            return self
        seen = Q(area__in=Area.objects.visible_to(user).values("pk")) | Q(area=NATION_CODE)
        places = self.model.areas.through.objects.filter(seen)
        return self.filter(pk__in=places.values("problemprogramme"))

    def editable_by(self, user):
        """The own organisation's programmes, and for a PIC every programme of the pillars it leads today."""
        if user.is_anonymous or not user.has_perm("reports.map_programme") or not user.organisation_id:
            return self.none()
        own = Q(organisation=user.organisation_id)
        if user.has_perm("reports.map_pillar"):
            leads = PillarLead.objects.on(clock.today()).filter(organisation=user.organisation_id)
            own |= Q(pillar__in=leads.values("pillar"))
        return self.visible_to(user).filter(own)

    def mapped(self):
        """Programmes that the problem map counts: all but the stopped ones."""
        return self.filter(status__in=MAPPED)

    def reaching(self, area):
        """Programmes for the area, for one that holds it, or for one within it."""
        if area.level == Level.NATION:
            return self
        places = self.model.areas.through.objects.filter(
            Q(area__in=[*codes.above(area.pk), area.pk]) | Q(area__code__startswith=f"{area.pk}.")
        )
        return self.filter(pk__in=places.values("problemprogramme"))

    def with_spending(self):
        """Adds `spent` (rupiah, None where nothing is known) and `from_activities`, where it comes from them.

        What the organisation's own funding lines in the linked activities that count say; where they hold no
        spending of it, what was typed.
        """
        from ...models import ProgrammeActivity

        counted = ProgrammeActivity.objects.counted().filter(programme=OuterRef(OuterRef("pk")))
        lines = FundingLine.objects.filter(
            organisation=OuterRef("organisation"), activity__in=counted.values("activity")
        )
        sums = lines.order_by().values("organisation").annotate(total=Sum("actual")).values("total")
        return self.annotate(from_activities=Subquery(sums, output_field=models.BigIntegerField())).annotate(
            spent=Coalesce("from_activities", "actual")
        )

    def for_list(self):
        """Loads problem, pillar, organisation and places: no query per row."""
        return self.select_related("problem", "pillar", "organisation").prefetch_related("areas")


class ProgrammeActivityQuerySet(models.QuerySet):
    def counted(self):
        """Links that give people and spending: the activity is sent or verified, and still belongs to the
        pillar and budget year of the programme, whatever was corrected after it was linked."""
        return self.filter(
            activity__state__in=COUNTED,
            activity__pillar=models.F("programme__pillar"),
            activity__budget_year=models.F("programme__budget_year"),
        )
