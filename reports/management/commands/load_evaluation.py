"""Loads what the evaluation of the programme starts from; again and again without harm."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from pillars.models import Pillar
from pillars.services.programme import read_programme

from ...evaluation.services.first_criteria import load_criteria, read_criteria
from ...evaluation.services.first_meetings import load_meetings, read_meetings
from ...evaluation.services.problems import load_problems


class Command(BaseCommand):
    help = "Load the evaluation meeting of 10 November 2023: problems, directions, recommendations."

    @transaction.atomic
    def handle(self, **options):
        if not Pillar.objects.exists():
            raise CommandError("No pillars are stored. Run load_areas and load_programme first.")
        programme = read_programme()
        problems = load_problems(programme)
        added = load_meetings(read_meetings(), programme)
        added += load_criteria(read_criteria())
        counted = [problems, added["EvaluationMeeting"], added["Criterion"]]
        self.stdout.write("Added: {} problems, {} meetings, {} criteria.".format(*counted))
