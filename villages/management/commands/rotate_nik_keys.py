"""Seals every NIK, KK number, row of an import and waiting file anew under the newest key."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from desmigratif.accounts.models import PreparedFile
from villages.models import Beneficiary, Household, ImportBatch, ImportRow

from ...people import nik

FIELDS = ((Beneficiary, "nik_sealed"), (Household, "sealed"), (ImportRow, "sealed"))
FILES = (ImportBatch, PreparedFile)
CHUNK = 500


class Command(BaseCommand):
    help = "Seal all NIK and KK numbers under the first key of NIK_KEYS; then older keys may be dropped."

    def handle(self, **options):
        newest = next(iter(settings.NIK_KEYS))
        for model, field in FIELDS:
            done = 0
            while rows := self.under_older_keys(model, field, newest):
                with transaction.atomic():
                    for row in model.objects.select_for_update().filter(pk__in=rows).order_by("pk"):
                        setattr(row, field, nik.encrypt(nik.decrypt(getattr(row, field))))
                        row.save(update_fields=[field])
                done += len(rows)
            self.stdout.write(f"{model._meta.label}: {done} sealed again under {newest}.")
        for model in FILES:
            storage = model._meta.get_field("file").storage
            done = sum(storage.seal_anew(name) for name in storage.names())
            self.stdout.write(f"Files of {model._meta.label}: {done} sealed again under {newest}.")

    def under_older_keys(self, model, field, newest):
        older = model.objects.exclude(**{field: ""}).exclude(**{f"{field}__startswith": f"{newest}:"})
        return list(older.order_by("pk").values_list("pk", flat=True)[:CHUNK])
