"""Which definition of an indicator holds when, and values up to a quarter."""

from django.db import models
from django.db.models import OuterRef, Q


class IndicatorQuerySet(models.QuerySet):
    def with_versions(self):
        """Loads pillar, definitions and their scales: `version_in` then costs no query."""
        return self.select_related("pillar").prefetch_related("versions__scale__bands")


class IndicatorVersionQuerySet(models.QuerySet):
    def in_year(self, year):
        """The definition of each indicator in a budget year, in the order of the indicators."""
        newest = (
            self.model.objects.filter(indicator=OuterRef("indicator"), valid_from__lte=year)
            .order_by("-valid_from")
            .values("pk")[:1]
        )
        return (
            self.filter(pk=models.Subquery(newest))
            .filter(Q(indicator__ended_from__isnull=True) | Q(indicator__ended_from__gt=year))
            .select_related("indicator__pillar", "scale")
            .prefetch_related("scale__bands")
            .order_by(
                models.F("indicator__pillar__number").asc(nulls_last=True),
                "indicator__position",
                "indicator__code",
            )
        )

    def reported(self):
        """Those that offices report, not those that the portal counts."""
        return self.filter(source="reported")


class IndicatorValueQuerySet(models.QuerySet):
    def to_quarter(self, year, quarter):
        """Values of the quarters of a budget year up to one of them, and of the year as a whole."""
        return self.filter(Q(quarter__isnull=True) | Q(quarter__lte=quarter), year=year)
