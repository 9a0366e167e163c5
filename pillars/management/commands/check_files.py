"""Compares the files on the disk with the rows that stand for them."""

import datetime
import posixpath

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pillars.models import WaitingFile
from pillars.services.files import forget, kinds_of_files

FOLDER = "attachments"
#: A file this young may belong to a form that is being stored at this moment.
YOUNG = datetime.timedelta(hours=1)
#: How long a file waits for its form.
WAITS = datetime.timedelta(days=1)


class Command(BaseCommand):
    help = (
        "Print every stored file that the disk lost and every file that no row stands for; "
        "end with an error if there is one. Files that waited a day for their form are removed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="remove the files that no row stands for")

    def handle(self, *, remove, **options):
        for row in WaitingFile.objects.filter(added_at__lt=timezone.now() - WAITS):
            forget(row)
        known, lost, strange = set(), 0, 0
        for model in kinds_of_files():
            for row in model.objects.order_by("added_at").iterator():
                known.add(row.file.name)
                if row.is_lost:
                    lost += 1
                    self.stdout.write(f"Lost: {row.file.name} ({model._meta.label} {row.pk}, {row})")
        for name in sorted(set(files_in(FOLDER)) - known):
            if timezone.now() - default_storage.get_modified_time(name) < YOUNG:
                continue
            if remove:
                default_storage.delete(name)
            strange += not remove
            self.stdout.write(f"{'Removed' if remove else 'No row'}: {name}")
        if lost or strange:
            raise CommandError(
                f"{lost} lost files: restore them from a backup, or send them again. "
                f"{strange} files without a row: manage.py check_files --remove"
            )
        self.stdout.write("Files and rows agree.")


def files_in(folder):
    """Names of all files of the storage under a folder."""
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    for name in names:
        yield posixpath.join(folder, name)
    for inner in folders:
        yield from files_in(posixpath.join(folder, inner))
