"""Open the register: one SQLite file under the data folder, or a PostgreSQL server by one setting."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pipeline.domain.errors import PipelineError
from pipeline.register.place import refuse_network_drive

FILE = "register.db"
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000;"


def open_register(data: Path, url: str | None = None) -> None:
    """Open the register of the data folder *data*, or of the server *url*, and bring its tables up to date.

    Raises PipelineError where the folder is on a network drive or the server cannot be reached.
    """
    database = _server(url) if url else _file(data)
    _configure(database)
    _upgrade()


def _file(data: Path) -> dict[str, Any]:
    data.mkdir(parents=True, exist_ok=True)
    refuse_network_drive(data)
    options = {"init_command": _PRAGMAS, "transaction_mode": "IMMEDIATE", "timeout": 30}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(data / FILE), "OPTIONS": options}


def _server(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise PipelineError("ANNUAL_REVIEW_DATABASE must begin with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
    }


def prepare() -> None:
    """Make the tables known to Python without opening any register; what opens one later decides where it is."""
    _configure({"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"})


def _configure(database: dict[str, Any]) -> None:
    import django
    from django.conf import settings
    from django.db import connections

    if not settings.configured:
        settings.configure(
            INSTALLED_APPS=["pipeline.register.apps.RegisterConfig"],
            DATABASES={"default": database},
            USE_TZ=True,
            TIME_ZONE="Europe/London",
            LANGUAGE_CODE="en-gb",
        )
        django.setup()
        return
    connections["default"].close()
    del connections["default"]
    connections.settings["default"] = connections.configure_settings({"default": database})["default"]


def _upgrade() -> None:
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise PipelineError("the register's database could not be opened; is the server running?") from error


def close_register() -> None:
    """Close the connection of this process."""
    from django.db import connections

    connections.close_all()
