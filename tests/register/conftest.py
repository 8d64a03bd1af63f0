"""A register of its own for each test: a file, and where a server runs, PostgreSQL too."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.register.opening import close_register, open_register, prepare

prepare()
SERVER = os.environ.get("ANNUAL_REVIEW_TEST_DATABASE", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """Open an empty register; the folder is its data folder."""
    if request.param == "sqlite":
        open_register(tmp_path)
        yield tmp_path
        close_register()
        return
    if not SERVER:
        pytest.skip("no PostgreSQL server: ANNUAL_REVIEW_TEST_DATABASE is not set (.ci/run starts one)")
    with fresh_database(SERVER) as url:
        open_register(tmp_path, url)
        yield tmp_path
        close_register()


class fresh_database:  # noqa: N801 - used as a function
    """Make an empty database on the server of *url* and drop it afterwards."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._name = f"register_{os.getpid()}_{int(dt.datetime.now().timestamp() * 1e6)}"

    def __enter__(self) -> str:
        self._run(f'CREATE DATABASE "{self._name}"')
        base, _, query = self._url.partition("?")
        return f"{base.rsplit('/', 1)[0]}/{self._name}{'?' + query if query else ''}"

    def __exit__(self, *_: object) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)')

    def _run(self, command: str) -> None:
        import psycopg

        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(command)  # type: ignore[call-overload]
