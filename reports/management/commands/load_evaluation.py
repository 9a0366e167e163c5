"""Loads what the evaluation of the programme starts from; again and again without harm."""

from django.core.management.base import BaseCommand
from django.db import transaction

from pillars.services.programme import read_programme
from reports.services.problems import load_problems


class Command(BaseCommand):
    help = "Load the problems that the evaluation meeting of 10 November 2023 named."

    @transaction.atomic
    def handle(self, **options):
        added = load_problems(read_programme())
        self.stdout.write(f"Added: {added} problems.")
