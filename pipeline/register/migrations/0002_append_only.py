"""Let nothing change or take away an event or a decision: the database itself refuses."""

from typing import Any

from django.db import migrations

TABLES = ("register_event", "register_decision", "register_steptaken")


def refuse(_apps: Any, editor: Any) -> None:
    """Set a trigger on each table that is only added to."""
    vendor = editor.connection.vendor
    if vendor == "postgresql":
        editor.execute(
            "CREATE OR REPLACE FUNCTION register_append_only() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION 'history is only added to'; END $$ LANGUAGE plpgsql"
        )
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            name = f"{table}_no_{verb.lower()}"
            body = (
                f"BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION register_append_only()"
                if vendor == "postgresql"
                else f"BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'history is only added to'); END"
            )
            editor.execute(f"CREATE TRIGGER {name} {body}")


def allow(_apps: Any, editor: Any) -> None:
    """Take the triggers away again."""
    on = (lambda table: f" ON {table}") if editor.connection.vendor == "postgresql" else (lambda table: "")
    for table in TABLES:
        for verb in ("update", "delete"):
            editor.execute(f"DROP TRIGGER {table}_no_{verb}{on(table)}")


class Migration(migrations.Migration):
    """Append-only tables."""

    dependencies = [("register", "0001_tables")]
    operations = [migrations.RunPython(refuse, allow)]
