"""Django's `flush`, which tests use between them: empties the access log, too.

Nothing else removes a row of the log: a trigger refuses it. PostgreSQL empties tables past that trigger
(TRUNCATE, for the owner of the table only); on SQLite it is lifted for the moment.
"""

from django.core.management.commands import flush
from django.db import connections, transaction


class Command(flush.Command):
    def handle(self, **options):
        connection = connections[options["database"]]
        if connection.vendor != "sqlite":
            return super().handle(**options)
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
                ["%only_added_delete"],
            )
            lifted = cursor.fetchall()
            for name, _sql in lifted:
                cursor.execute(f"DROP TRIGGER {name}")
            super().handle(**options)
            for _name, sql in lifted:
                cursor.execute(sql)
        return None
