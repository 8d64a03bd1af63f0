"""The door to child processes: whatever a received file does to its reader, only that file is lost."""

import os
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self, TypeVar

from pipeline.domain.members import SetAside
from pipeline.domain.words import Disposition

Item = TypeVar("Item")
Result = TypeVar("Result")

_MEGABYTE = 1024 * 1024
_TASKS_PER_CHILD = 200  # readers leak; a new child costs some milliseconds
# Loaded once before the children are forked; what is missing is passed over.
_PRELOADED = (
    "pipeline.stages.read",
    "pipeline.stages.unlock",
    "pipeline.stages.unpack",
    "pipeline.word.reader",
    "pikepdf",
    "pypdfium2",
    "msoffcrypto",
    "olefile",
    "pyzipper",
    "lxml.etree",
    "openpyxl",
)


class Sandbox:
    """A pool of *workers* children; each item has *seconds* of wall time and each child *megabytes* of memory.

    Keep one for many packs: the children live on. Memory is limited where the system can (not on Windows).
    """

    def __init__(self, workers: int, seconds: float, megabytes: int) -> None:
        self._workers = workers
        self._seconds = seconds
        self._megabytes = megabytes
        self._pool: Any = None

    def __enter__(self) -> Self:
        from pebble import ProcessPool

        self._pool = ProcessPool(
            max_workers=self._workers,
            max_tasks=_TASKS_PER_CHILD,
            initializer=_limit,
            initargs=[self._megabytes],
            context=_context(),
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> list[Result | SetAside]:
        """Call *function* on each item in a child; in the items' order its result, or why that item is set aside."""
        call = partial(_guarded, function)
        futures = [self._pool.schedule(call, args=[item], timeout=self._seconds) for item in items]
        return [self._outcome(future) for future in futures]

    def _outcome(self, future: "Future[Result | SetAside]") -> Result | SetAside:
        from pebble import ProcessExpired

        try:
            return future.result()
        except TimeoutError:
            return _unreadable(f"The file could not be read within {self._seconds:g} seconds.")
        except ProcessExpired:
            return _unreadable("The file made its reader stop: it is damaged or made to do harm.")
        except MemoryError:
            return _unreadable("The file needs more memory to be read than any document should.")
        except Exception as error:  # noqa: BLE001 - a result that cannot travel between processes
            return _unreadable(f"What was read from the file could not be handed over ({type(error).__name__}).")


def _context() -> Any:
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    return context


def _limit(megabytes: int) -> None:
    """Keep a child from taking the machine's memory and from writing a child's facts into a core file."""
    _silence()
    if sys.platform == "win32":
        return
    import resource

    limit = megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)


def _silence() -> None:
    """Send what libraries print about a broken file to nowhere: it may quote the file, and it helps nobody."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _guarded(function: Callable[[Item], Result], item: Item) -> Result | SetAside:
    try:
        return function(item)
    except SetAside as refused:
        refused.__cause__ = refused.__context__ = None
        return refused
    except (KeyboardInterrupt, SystemExit):
        raise
    except MemoryError:
        return _unreadable("The file needs more memory to be read than any document should.")
    except RecursionError:
        return _unreadable("The file is nested deeper than any document should be.")
    except BaseException as error:  # noqa: BLE001 - a library's panic is no Exception; the file alone is to blame
        return _unreadable(f"The file could not be read ({type(error).__name__}).")


def _unreadable(reason: str) -> SetAside:
    return SetAside(Disposition.UNREADABLE, "unreadable_document", reason)
