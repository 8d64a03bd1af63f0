"""The door to child processes: whatever a received file does to its reader, only that file is lost."""

import io
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from multiprocessing import get_context
from types import TracebackType
from typing import Any, NoReturn, Self, TypeVar

from pipeline.domain.members import SetAside
from pipeline.domain.words import Disposition

Item = TypeVar("Item")
Result = TypeVar("Result")

_MEGABYTE = 1024 * 1024
LARGEST_RESULT = 360 * _MEGABYTE  # what came in, what it holds unlocked, and its text
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER and CLONE_NEWNET, unshare(2)
_seconds = 60.0
_TASKS_PER_CHILD = 200  # readers leak; a new child costs some milliseconds
# Loaded once before the children are forked; what is missing is passed over.
_PRELOADED = (
    "pipeline.stages.read",
    "pipeline.stages.unlock",
    "pipeline.stages.unpack",
    "pipeline.formats.ocr",
    "pipeline.formats.pdf",
    "pypdf",
    "python_calamine",
    "tesserocr",
    "pipeline.word.reader",
    "pikepdf",
    "pypdfium2",
    "msoffcrypto",
    "olefile",
    "pyzipper",
    "lxml.etree",
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
            initargs=[self._megabytes, self._seconds],
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


def _limit(megabytes: int, seconds: float) -> None:
    """Take from a child what no parser needs: memory and time without end, the network, files to write to.

    Where the system has no such limits (Windows), the wall time and the size of what comes back remain.
    """
    global _seconds
    _seconds = seconds
    os.environ["OMP_THREAD_LIMIT"] = "1"
    _silence()
    _cut_off()
    if sys.platform == "win32":
        return
    import resource

    limit = megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold a child's papers
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    os.umask(0o077)


def _in_memory(*_: object, **__: object) -> io.BytesIO:
    """Stand in for a temporary file: a decrypted paper never touches the disk."""
    return io.BytesIO()


def _cut_off() -> None:
    """Leave the network and the disk: by the system where it lets us, and in Python in any case."""
    import socket
    import tempfile

    tempfile.TemporaryFile = _in_memory  # type: ignore[assignment]

    if sys.platform == "linux":
        import ctypes

        # Refused where user namespaces are switched off; the lines below hold for Python's own sockets.
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("a child process has no network")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        setattr(socket.socket, name, refuse)
    socket.getaddrinfo = refuse


def _start_clock() -> None:
    """Give the task its processor time: what the child has used so far, and the limit on top."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + _seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _silence() -> None:
    """Send what libraries print about a broken file to nowhere: it may quote the file, and it helps nobody."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _guarded(function: Callable[[Item], Result], item: Item) -> Result | SetAside:
    _start_clock()
    try:
        return _bounded(function(item))
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


def _bounded(result: Result) -> Result | SetAside:
    """Let *result* pass where it is not larger than anything a document gives."""
    measure = _Measure()
    pickle.Pickler(measure, protocol=pickle.HIGHEST_PROTOCOL).dump(result)
    if measure.size > LARGEST_RESULT:
        return _unreadable(f"More than {LARGEST_RESULT // _MEGABYTE} MB came out of the file.")
    return result


class _Measure:
    """Counts what would be written, and keeps nothing of it."""

    size = 0

    def write(self, piece: bytes | memoryview) -> int:
        """Count *piece*."""
        length = len(memoryview(piece))
        self.size += length
        return length


def _unreadable(reason: str) -> SetAside:
    return SetAside(Disposition.UNREADABLE, "unreadable_document", reason)
