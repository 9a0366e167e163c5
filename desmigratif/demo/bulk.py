"""Writes rows by the hundred thousand: plain values, by COPY where the database can."""

import io
from itertools import islice

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

#: Rows that are text at once.
SLICE = 20_000


class BulkTable:
    """Rows of one model on their way into the database: `names` are the columns that each row says, in order.

    All others say the `same` in every row, or what the field says where nothing is said.
    """

    def __init__(self, model, *names, **same):
        self.model, fields = model, {field.column: field for field in model._meta.concrete_fields}
        if unknown := {*names, *same} - fields.keys():
            raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}.")
        rest = [name for name in fields if name not in names]
        said = {name: same.get(name, fields[name].get_default()) for name in rest}
        self.columns = [*names, *rest]
        self.rest = [fields[name].get_db_prep_save(said[name], connection) for name in rest]

    def insert(self, rows):
        """Writes the rows and returns how many there are."""
        write = self._copy if connection.vendor == "postgresql" else self._insert
        rows, written = iter(rows), 0
        with connection.cursor() as cursor:
            while part := list(islice(rows, SLICE)):
                write(cursor, part)
                written += len(part)
            for statement in connection.ops.sequence_reset_sql(no_style(), [self.model]) if written else ():
                cursor.execute(statement)
        return written

    def _copy(self, cursor, rows):
        same = "".join(f"\t{_copied(value)}" for value in self.rest)
        lines = "".join("\t".join(map(_copied, row)) + f"{same}\n" for row in rows)
        cursor.copy_expert(
            f"COPY {self.model._meta.db_table} ({', '.join(self.columns)}) FROM STDIN", io.StringIO(lines)
        )

    def _insert(self, cursor, rows):
        fields = [self.model._meta.get_field(name) for name in self.columns[: len(rows[0])]]
        marks = ", ".join(["%s"] * len(self.columns))
        cursor.executemany(
            f"INSERT INTO {self.model._meta.db_table} ({', '.join(self.columns)}) VALUES ({marks})",
            [
                [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
                + self.rest
                for row in rows
            ],
        )


def next_id(model):
    """A key that no row has, nor any above it."""
    return (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def _copied(value):
    if value is None:
        return r"\N"
    text = str(value)
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        text = text.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n").replace("\r", r"\r")
    return text
