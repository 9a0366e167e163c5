"""A signed assessment and its figures are never changed, by whatever way: triggers on both databases.

Deleting is refused by a trigger on PostgreSQL only: on SQLite tests empty tables by deleting their rows, and
there the figures, which protect their assessment, must do. A later migration that rebuilds one of the tables
on SQLite drops its triggers: tests/reports/test_assessments.py would fail.
"""

from django.db import migrations

from desmigratif.ui import versions

POSTGRESQL = """
CREATE FUNCTION assessment_signed_stays() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'assessment_signed_stays' USING ERRCODE = 'check_violation';
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER assessment_signed_stays BEFORE UPDATE OR DELETE ON reports_assessment
FOR EACH ROW WHEN (OLD.signed_on IS NOT NULL) EXECUTE FUNCTION assessment_signed_stays();

CREATE FUNCTION assessmentfigure_signed_stays() RETURNS trigger AS $$
DECLARE
    touched bigint[];
BEGIN
    IF TG_OP <> 'DELETE' THEN touched := touched || NEW.assessment_id; END IF;
    IF TG_OP <> 'INSERT' THEN touched := touched || OLD.assessment_id; END IF;
    IF EXISTS (SELECT 1 FROM reports_assessment WHERE id = ANY (touched) AND signed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'assessment_signed_stays' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER assessmentfigure_signed_stays BEFORE INSERT OR UPDATE OR DELETE ON reports_assessmentfigure
FOR EACH ROW EXECUTE FUNCTION assessmentfigure_signed_stays();
"""
POSTGRESQL_BACK = """
DROP TRIGGER assessmentfigure_signed_stays ON reports_assessmentfigure;
DROP FUNCTION assessmentfigure_signed_stays();
DROP TRIGGER assessment_signed_stays ON reports_assessment;
DROP FUNCTION assessment_signed_stays();
"""

SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table}
WHEN {condition}
BEGIN
    SELECT RAISE(ABORT, 'assessment_signed_stays');
END;
"""
SIGNED = "EXISTS (SELECT 1 FROM reports_assessment WHERE signed_on IS NOT NULL AND id {which})"
#: Name, event, table and when it refuses.
SQLITE_TRIGGERS = [
    ("assessment_signed_stays", "UPDATE", "reports_assessment", "OLD.signed_on IS NOT NULL"),
    (
        "assessmentfigure_signed_stays_insert",
        "INSERT",
        "reports_assessmentfigure",
        SIGNED.format(which="= NEW.assessment_id"),
    ),
    (
        "assessmentfigure_signed_stays_update",
        "UPDATE",
        "reports_assessmentfigure",
        SIGNED.format(which="IN (OLD.assessment_id, NEW.assessment_id)"),
    ),
]


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for name, event, table, condition in SQLITE_TRIGGERS:
        schema_editor.execute(SQLITE.format(name=name, event=event, table=table, condition=condition))


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK)
        return
    for name, _event, _table, _condition in SQLITE_TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("ui", "0002_by_hand")]
    operations = [
        migrations.RunPython(forwards, backwards),
        migrations.RunPython(
            lambda apps, editor: versions.watch(apps, editor, "reports"),
            lambda apps, editor: versions.unwatch(apps, editor, "reports"),
        ),
    ]
