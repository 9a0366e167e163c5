"""Sends the mails that wait, those again that a server refused; meant to run every five minutes."""

from django.core.management.base import BaseCommand

from desmigratif.accounts.models import Mail
from desmigratif.accounts.services import deliver_mails, forget_sent_mails


class Command(BaseCommand):
    help = "Send waiting mails, each on its own; names those that were refused, which are tried again."

    def handle(self, **options):
        sent, failed = deliver_mails()
        self.stdout.write(f"{len(sent)} mails sent, {len(failed)} not.")
        for mail in failed:
            then = f"next try {mail.next_try_at:%Y-%m-%d %H:%M} UTC" if mail.next_try_at else "given up"
            self.stderr.write(f"{mail.to}: {mail.error} ({then})")
        if given_up := Mail.objects.given_up().count():
            self.stderr.write(
                f"{given_up} mails were given up after two days; see Mails in the Django admin."
            )
        forget_sent_mails()
