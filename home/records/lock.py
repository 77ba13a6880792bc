"""What keeps the log append-only inside the database: triggers, on SQLite and PostgreSQL, that refuse to change a
line or to delete one that the chain does not call removed.

`migrate` lifts them when it has something to do, and puts them back: a migration may rewrite these tables. Whoever
owns the tables can lift them too; on PostgreSQL the portal works under a role that does not (`grant`).
"""

from typing import Any

from django.db import connection
from wagtail.models import ModelLogEntry

from home.records.models import LogLink, ReadEntry

LINKS = LogLink._meta.db_table
TABLES = (LINKS, ReadEntry._meta.db_table, ModelLogEntry._meta.db_table)
REFUSE, FORGET = "records_refuse", "records_forget"

SQLITE = {
    "update": "CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END",
    "delete": (
        "CREATE TRIGGER {name} BEFORE DELETE ON {table} WHEN '{table}' = '{links}' OR NOT EXISTS (SELECT 1 FROM {links}"
        " WHERE kind = 'removed' AND \"table\" = '{table}' AND line = OLD.{key})"
        " BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END"
    ),
}
POSTGRESQL = {
    "update": "CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {refuse}()",
    "delete": "CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {refuse}()",
    "truncate": "CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {refuse}()",
}
# The search path is pinned: a role could else put a table of its own in the place of the links
FUNCTIONS = """
CREATE OR REPLACE FUNCTION {refuse}() RETURNS trigger LANGUAGE plpgsql
SET search_path = {schema}, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME <> '{links}' THEN
        IF EXISTS (SELECT 1 FROM {links} WHERE kind = 'removed' AND "table" = TG_TABLE_NAME AND line = OLD.id) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION '%: append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION {forget}(log text, keys bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = {schema}, pg_temp AS $$
BEGIN
    IF log NOT IN ({logs}) THEN
        RAISE EXCEPTION '% is no log', log;
    END IF;
    EXECUTE format('DELETE FROM %I WHERE id = ANY($1)', log) USING keys;
END $$;
REVOKE ALL ON FUNCTION {forget}(text, bigint[]) FROM PUBLIC
"""
GRANTS = """
GRANT USAGE ON SCHEMA {schema} TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role};
REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM {role};
GRANT EXECUTE ON FUNCTION {forget}(text, bigint[]) TO {role}
"""


def install() -> list[str]:
    """Make the triggers that are missing; return their names. Takes the owner of the tables, if any is missing."""
    missing = {name: statement for name, statement in wanted().items() if name not in present()}
    if missing:
        if connection.vendor == "postgresql":
            run(functions())
        run(*missing.values())
    return list(missing)


def lift() -> None:
    """For migrations only, and for tests that empty the tables."""
    names = present()
    on = " ON {}".format if connection.vendor == "postgresql" else "".format
    run(*(f"DROP TRIGGER IF EXISTS {name}{on(table)}" for name, (table, _verb) in names_of().items() if name in names))


def grant(role: str) -> None:
    """Let this PostgreSQL role work the portal, without any right to change or delete what is in the log."""
    name = connection.ops.quote_name(role)
    run(GRANTS.format(schema=quoted_schema(), role=name, tables=", ".join(TABLES), forget=FORGET))


def functions() -> str:
    logs = ", ".join(f"'{table}'" for table in TABLES if table != LINKS)
    return FUNCTIONS.format(schema=quoted_schema(), refuse=REFUSE, forget=FORGET, links=LINKS, logs=logs)


def quoted_schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return cursor.fetchone()[0]


def wanted() -> dict[str, str]:
    """The statement of each trigger, by its name, for the tables that there are."""
    statements = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    key = {LINKS: "position"}
    made = set(connection.introspection.table_names())
    return {
        name: statements[verb].format(name=name, table=table, links=LINKS, key=key.get(table, "id"), refuse=REFUSE)
        for name, (table, verb) in names_of().items()
        if made >= {table, LINKS}
    }


def names_of() -> dict[str, tuple[str, str]]:
    verbs = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    return {f"{table}_no_{verb}": (table, verb) for table in TABLES for verb in verbs}


def present() -> set[str]:
    """Those of our triggers that the database has, switched on."""
    catalogues = {
        "postgresql": "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE relnamespace = current_schema()::regnamespace AND tgenabled <> 'D'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogues[connection.vendor])
        return {name for (name,) in cursor.fetchall()} & set(names_of())


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def before_migrating(plan: list[Any], **kwargs: Any) -> None:
    if plan:
        lift()


def after_migrating(**kwargs: Any) -> None:
    install()
