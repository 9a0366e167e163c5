"""Indexes by which PostgreSQL finds words within folded texts; made by hand-written migrations.

They need the extension `pg_trgm`. Where it is not to be had, and on SQLite, searches read the whole column.
"""

from django.db import DatabaseError, transaction


def add_index(schema_editor, table, column):
    """An index named `<table>_<column>_words`; without the extension none, and nothing else changes."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return
    schema_editor.execute(f"CREATE INDEX {table}_{column}_words ON {table} USING gin ({column} gin_trgm_ops)")


def remove_index(schema_editor, table, column):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {table}_{column}_words")
