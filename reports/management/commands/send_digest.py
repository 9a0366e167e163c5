"""Mails what is overdue or due soon to those who owe it; meant to run once every morning."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from desmigratif.ui import clock

from ...evaluation.services.digests import queue_digests


class Command(BaseCommand):
    help = "Mail overdue and soon due recommendations to the people of their owners; once a day at most."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=7, help="also what falls due within so many days")

    def handle(self, days, **options):
        if days < 0:
            raise CommandError(f"--days {days} is below zero. Write 0 or more, for example 7.")
        if not settings.PORTAL_URL:
            raise CommandError(
                "PORTAL_URL is not set, so the mails would contain no links. Put the address of the portal "
                "into the environment, for example PORTAL_URL=https://desmigratif.example."
            )
        queued = queue_digests(day=clock.today(), days=days)
        self.stdout.write(f"{queued} reminders written.")
        call_command("send_mails", stdout=self.stdout, stderr=self.stderr)
