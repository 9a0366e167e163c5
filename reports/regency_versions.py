"""The version of the data of a regency: a number that is another one after whatever is counted of its
villages was stored (docs/decisions/0022).

Triggers of the database count, like those of `desmigratif.ui.versions`: no way of writing is forgotten, one
transaction counts once in a regency, and no writer waits for another. What concerns every regency counts for
the country.
"""

from collections.abc import Iterator

from villages.codes import NATION_CODE

VILLAGE = "SELECT v.regency_id AS code FROM villages_village v WHERE v.id = {key}"
ACTIVITY = (
    "SELECT v.regency_id AS code FROM pillars_activityvillage av "
    "JOIN villages_village v ON v.id = av.village_id WHERE av.activity_id = {key}"
)
AREA = "SELECT v.regency_id AS code FROM villages_village v WHERE v.area_id = {key}"
#: Table -> the column that tells whose row it is, and the query of the regencies whose row it is.
OF_REGENCIES = {
    "villages_area": ("code", AREA),
    "villages_village": ("regency_id", "SELECT {key} AS code"),
    "villages_membership": ("village_id", VILLAGE),
    "villages_profilefigure": ("village_id", VILLAGE),
    "pillars_activityvillage": ("village_id", VILLAGE),
    "pillars_nilreport": ("village_id", VILLAGE),
    "pillars_activity": ("id", ACTIVITY),
    "pillars_activityevent": ("activity_id", ACTIVITY),
    "pillars_fundingline": ("activity_id", ACTIVITY),
    "reports_criterionanswer": ("area_id", AREA),
}
#: Tables of which any change concerns the country -> the columns whose change does; all of them: "".
OF_COUNTRY = {
    "accounts_organisation": "",
    "accounts_user": "role, is_active",
    "pillars_pillar": "",
    "pillars_reportingperiod": "",
    "reports_criterion": "",
    "villages_assignment": "",
}
#: Event -> the rows before and after it.
CHANGED = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
#: Another count of the regency than those whose transactions are under way, or a new one; once a transaction.
COUNT = """
CREATE FUNCTION count_regency(code text) RETURNS void AS $$
DECLARE
    own text := pg_current_xact_id()::text || ' ';
    told text := COALESCE(current_setting('portal.regencies', true), '');
    free bigint;
BEGIN
    IF left(told, length(own)) <> own THEN told := own; END IF;
    IF position(' ' || code || ' ' IN told) > 0 THEN RETURN; END IF;
    SELECT id INTO free FROM reports_regencyversion WHERE regency = code LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF free IS NULL THEN
        INSERT INTO reports_regencyversion (regency, number) VALUES (code, 1);
    ELSE
        UPDATE reports_regencyversion SET number = number + 1 WHERE id = free;
    END IF;
    PERFORM set_config('portal.regencies', told || code || ' ', true);
END;
$$ LANGUAGE plpgsql;
"""
FUNCTION = """
CREATE FUNCTION regencies_of_{table}() RETURNS trigger AS $$
DECLARE
    changed text;
BEGIN
    FOR changed IN SELECT DISTINCT o.code FROM changed_rows r, LATERAL ({regencies}) o LOOP
        PERFORM count_regency(changed);
    END LOOP;
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;
"""
TRIGGER = """
CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {row} TABLE AS changed_rows
FOR EACH STATEMENT EXECUTE FUNCTION regencies_of_{table}()
"""
COUNTRY_FUNCTION = """
CREATE FUNCTION country_changed() RETURNS trigger AS $$
BEGIN
    PERFORM count_regency('{country}');
    RETURN NULL;
END;
$$ LANGUAGE plpgsql;
"""
COUNTRY_TRIGGER = """
CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION country_changed()
"""
#: SQLite has one writer at a time: one count of each regency is enough.
SQLITE = """
CREATE TRIGGER {name} AFTER {event} ON {table}
BEGIN
    INSERT INTO reports_regencyversion (regency, number) SELECT DISTINCT o.code, 0 FROM ({regencies}) o
    WHERE NOT EXISTS (SELECT 1 FROM reports_regencyversion w WHERE w.regency = o.code);
    UPDATE reports_regencyversion SET number = number + 1
    WHERE regency IN (SELECT o.code FROM ({regencies}) o);
END
"""


def watched_tables() -> set[str]:
    """The tables whose changes count; what is kept by these versions may be made of no others."""
    return {*OF_REGENCIES, *OF_COUNTRY}


def watch(apps, schema_editor):
    """Has the changes counted, and begins with the regencies that there are; for the migration."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(COUNT)
        schema_editor.execute(COUNTRY_FUNCTION.format(country=NATION_CODE))
        for table, (column, regencies) in OF_REGENCIES.items():
            schema_editor.execute(FUNCTION.format(table=table, regencies=regencies.format(key=f"r.{column}")))
    for _table, _name, trigger in triggers(vendor):
        schema_editor.execute(trigger)
    codes = apps.get_model("villages", "Village").objects.order_by().values_list("regency", flat=True)
    version = apps.get_model("reports", "RegencyVersion")
    version.objects.bulk_create(version(regency=code) for code in codes.distinct())


def unwatch(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table, name, _trigger in triggers(vendor):
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if vendor == "postgresql" else ""))
    if vendor == "postgresql":
        functions = [f"regencies_of_{table}()" for table in OF_REGENCIES]
        for function in (*functions, "country_changed()", "count_regency(text)"):
            schema_editor.execute(f"DROP FUNCTION {function}")


def triggers(vendor: str) -> Iterator[tuple[str, str, str]]:
    """`(table, name, statement)` of every trigger."""
    for table, (column, regencies) in OF_REGENCIES.items():
        for event, rows in CHANGED.items():
            for row in rows:
                name = f"regency_changed_{table}_{event}_{row}".lower()
                words = {"name": name, "event": event, "table": table, "row": row}
                if vendor == "postgresql":
                    yield table, name, TRIGGER.format(**words)
                else:
                    yield (
                        table,
                        name,
                        SQLITE.format(**words, regencies=regencies.format(key=f"{row}.{column}")),
                    )
    for table, columns in OF_COUNTRY.items():
        update = f"UPDATE OF {columns}" if columns else "UPDATE"
        for event in ("INSERT", update, "DELETE"):
            name = f"country_changed_{table}_{event[:6]}".lower()
            words = {"name": name, "event": event, "table": table}
            if vendor == "postgresql":
                yield table, name, COUNTRY_TRIGGER.format(**words)
            else:
                yield table, name, SQLITE.format(**words, regencies=f"SELECT '{NATION_CODE}' AS code")
