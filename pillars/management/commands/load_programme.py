"""Loads the programme and the villages that public sources name; again and again without harm."""

import csv

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from desmigratif.ui import clock
from pillars.services.programme import load_programme, read_programme
from villages.models import Area
from villages.services.area_lists import DATA
from villages.services.named_villages import (
    load_area_groups,
    load_desmigratif_villages,
    load_emas_villages,
    load_formed_checks,
)

from ...indicators.services.first_indicators import load_indicators, read_indicators


class Command(BaseCommand):
    help = (
        "Load pillars, leads, contributors, periods, indicators, area groups and the villages that public "
        "sources name."
    )

    @transaction.atomic
    def handle(self, **options):
        if not Area.objects.exists():
            raise CommandError("No areas are stored. Run load_areas first.")
        programme = read_programme()
        added = load_programme(programme, today=clock.today())
        added += load_indicators(read_indicators())
        counts = ", ".join(f"{number} {name}" for name, number in added.items() if number)
        self.stdout.write(f"Added: {counts or 'nothing, all was there'}.")
        load_formed_checks(programme["villages_formed"])
        notices = load_area_groups(programme["area_groups"])
        for title, load in (
            (
                "Desmigratif",
                load_desmigratif_villages(
                    _rows("desmigratif_villages.csv"), _rows("desmigratif_village_codes.csv")
                ),
            ),
            ("Desa Migran EMAS", load_emas_villages(_rows("desa_migran_emas.csv"))),
        ):
            self.stdout.write(
                f"{title}: {load.added} villages added, {load.already} there already, "
                f"{len(load.notices)} left open."
            )
            notices += load.notices
        for notice in notices:
            self.stdout.write(f"Left open: {notice}")


def _rows(name):
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
