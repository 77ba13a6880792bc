"""The full-text table beside the entries, in each database's own way; a row goes with its entry."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE search_fts USING fts5(
        title, summary, headings, body, tokenize = "unicode61 remove_diacritics 0 tokenchars '='", prefix = '4 5'
    )""",
    """CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
        DELETE FROM search_fts WHERE rowid = old.page_id;
    END""",
]
POSTGRESQL = [
    "CREATE TABLE search_fts (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)",
    "CREATE INDEX search_fts_vector ON search_fts USING gin (vector)",
    """CREATE FUNCTION search_entry_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        DELETE FROM search_fts WHERE rowid = OLD.page_id; RETURN NULL;
    END $$""",
    """CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry
        FOR EACH ROW EXECUTE FUNCTION search_entry_gone()""",
]
UNDONE = {
    "sqlite": ["DROP TRIGGER search_entry_gone", "DROP TABLE search_fts"],
    "postgresql": [
        "DROP TRIGGER search_entry_gone ON search_entry",
        "DROP FUNCTION search_entry_gone",
        "DROP TABLE search_fts",
    ],
}
STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def create(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in UNDONE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index_and_words")]
    operations = [migrations.RunPython(create, drop)]
