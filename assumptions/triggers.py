"""Database triggers under which a published book cannot change, whoever sends the statement.

SQLite drops a table's triggers when Django rebuilds the table: a migration that alters one of these tables
ends with `install` again (the tests that send raw SQL fail otherwise).
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FINAL = "a published book cannot change"
HISTORY = "the history of current books cannot change"

_PUBLISHED_ROW = "(SELECT status FROM assumptions_book WHERE id = {row}.book_id) = 'published'"

# INSERT OR REPLACE and UPDATE OR REPLACE delete rows without firing delete triggers: hence the EXISTS parts.
_REPLACES_BOOK = """EXISTS (
    SELECT 1 FROM assumptions_book AS other
    WHERE other.status = 'published' AND other.id IS NOT {old_id} AND (
        other.id = NEW.id OR other.number = NEW.number OR (
            other.origin = 'shipped' AND NEW.origin = 'shipped'
            AND other.shipped_number = NEW.shipped_number AND other.revision = NEW.revision)))"""
_REPLACES_ROW = """EXISTS (
    SELECT 1 FROM assumptions_bookrow AS other JOIN assumptions_book ON assumptions_book.id = other.book_id
    WHERE other.id = NEW.id AND assumptions_book.status = 'published')"""

# What SQLite refuses, by table and kind of statement.
_SQLITE = {
    ("book", "INSERT"): (f"NEW.status = 'published' OR {_REPLACES_BOOK.format(old_id='NULL')}", FINAL),
    ("book", "UPDATE"): (f"OLD.status = 'published' OR {_REPLACES_BOOK.format(old_id='OLD.id')}", FINAL),
    ("book", "DELETE"): ("OLD.status = 'published'", FINAL),
    ("bookrow", "INSERT"): (f"{_PUBLISHED_ROW.format(row='NEW')} OR {_REPLACES_ROW}", FINAL),
    ("bookrow", "UPDATE"): (
        f"{_PUBLISHED_ROW.format(row='OLD')} OR {_PUBLISHED_ROW.format(row='NEW')} OR {_REPLACES_ROW}",
        FINAL,
    ),
    ("bookrow", "DELETE"): (_PUBLISHED_ROW.format(row="OLD"), FINAL),
    ("currentbook", "INSERT"): ("EXISTS (SELECT 1 FROM assumptions_currentbook WHERE id = NEW.id)", HISTORY),
    ("currentbook", "UPDATE"): ("1", HISTORY),
    ("currentbook", "DELETE"): ("1", HISTORY),
}

_STOP = "RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation';"
_STOP_FINAL = _STOP.format(why=FINAL)
# FOR SHARE: a row that changes while its book is being published waits for the end of that, and then stops.
_STOP_IF_BOOK_PUBLISHED = f"""
    SELECT status INTO state FROM assumptions_book WHERE id = {{row}}.book_id FOR SHARE;
    IF state = 'published' THEN {_STOP_FINAL} END IF;"""  # noqa: S608
_POSTGRESQL = {
    "book": f"""
        IF TG_OP = 'INSERT' THEN
            IF NEW.status = 'published' THEN {_STOP_FINAL} END IF;
        ELSIF OLD.status = 'published' THEN {_STOP_FINAL}
        END IF;""",
    "bookrow": f"""
        IF TG_OP <> 'INSERT' THEN {_STOP_IF_BOOK_PUBLISHED.format(row="OLD")} END IF;
        IF TG_OP <> 'DELETE' THEN {_STOP_IF_BOOK_PUBLISHED.format(row="NEW")} END IF;""",
    "currentbook": f"IF TG_OP <> 'INSERT' THEN {_STOP.format(why=HISTORY)} END IF;",
}


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create every trigger anew; signature of a migration's RunPython."""
    remove(apps, schema_editor)
    vendor = schema_editor.connection.vendor
    for statement in _postgresql_triggers() if vendor == "postgresql" else _sqlite_triggers():
        schema_editor.execute(statement, params=None)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop every trigger; signature of a migration's RunPython."""
    if schema_editor.connection.vendor == "postgresql":
        names = [f"DROP FUNCTION IF EXISTS assumptions_keep_{name} CASCADE" for name in (*_POSTGRESQL, "all")]
    else:
        names = [f"DROP TRIGGER IF EXISTS assumptions_{table}_{kind.lower()}" for table, kind in _SQLITE]
    for statement in names:
        schema_editor.execute(statement, params=None)


def _sqlite_triggers() -> list[str]:
    return [
        f"CREATE TRIGGER assumptions_{table}_{kind.lower()} BEFORE {kind} ON assumptions_{table} "
        f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        for (table, kind), (condition, why) in _SQLITE.items()
    ]


def _postgresql_triggers() -> list[str]:
    statements = [
        f"""CREATE FUNCTION assumptions_keep_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF EXISTS (SELECT 1 FROM assumptions_book WHERE status = 'published') THEN {_STOP_FINAL} END IF;
            RETURN NULL; END $$"""  # noqa: S608
    ]
    for table, body in _POSTGRESQL.items():
        statements += [
            f"""CREATE FUNCTION assumptions_keep_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE state text; BEGIN {body}
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$""",
            f"""CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON assumptions_{table}
            FOR EACH ROW EXECUTE FUNCTION assumptions_keep_{table}()""",
            f"""CREATE TRIGGER keep_all BEFORE TRUNCATE ON assumptions_{table}
            FOR EACH STATEMENT EXECUTE FUNCTION assumptions_keep_all()""",
        ]
    return statements
