"""Whatever one file does, the others come through."""

import os
import socket
import tempfile
import time
from pathlib import Path

import pytest

from pipeline.domain.members import Protection, SetAside
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme
from pipeline.sandbox import LARGEST_RESULT, Sandbox

LOCKED = Protection(Scheme.ZIP_AES, ProtectionStatus.NOT_OPENED)


class _Panic(BaseException):
    pass


def read(item: str) -> str:
    if item == "slow":
        time.sleep(60)
    if item == "dies":
        os._exit(9)
    if item == "busy":
        while True:
            pass
    if item == "writes":
        Path(tempfile.gettempdir(), "left-by-a-child.txt").write_text("x" * 10)
    if item == "calls":
        with socket.create_connection(("127.0.0.1", int(os.environ["PORT_OF_THE_TEST"]))):
            return "reached"
    if item == "floods":
        return "x" * (LARGEST_RESULT + 1)
    if item == "greedy":
        return str(len(bytearray(4 * 1024**3)))
    if item == "panics":
        raise _Panic
    if item == "deep":
        return read(item)
    if item == "locked":
        raise SetAside(Disposition.NOT_OPENED, "password_not_standard", "locked", format="zip", protection=LOCKED)
    return item.upper()


def test_each_bad_file_is_set_aside_with_a_reason_and_the_others_are_read() -> None:
    items = ["a", "slow", "dies", "b", "greedy", "panics", "deep", "locked", "c"]
    with Sandbox(2, 2.0, 1500) as sandbox:
        results = sandbox.map(read, items)
        again = sandbox.map(read, ["d"])
    by_item = dict(zip(items, results, strict=True))
    assert [by_item[name] for name in "abc"] == ["A", "B", "C"]
    assert again == ["D"]
    for name, word in (("slow", "seconds"), ("dies", "stop"), ("greedy", "memory"), ("panics", "_Panic")):
        refused = by_item[name]
        assert isinstance(refused, SetAside) and word in refused.reason, name
        assert (refused.disposition, refused.code) == (Disposition.UNREADABLE, "unreadable_document")
    assert isinstance(by_item["deep"], SetAside)


def test_a_reason_keeps_every_fact_on_its_way_out_of_a_child() -> None:
    with Sandbox(1, 20.0, 1500) as sandbox:
        (refused,) = sandbox.map(read, ["locked"])
    assert isinstance(refused, SetAside)
    assert (refused.code, refused.reason, refused.format) == ("password_not_standard", "locked", "zip")
    assert refused.protection == LOCKED


def test_no_items_give_no_results() -> None:
    with Sandbox(1, 5.0, 1500) as sandbox:
        assert sandbox.map(read, []) == []


@pytest.mark.parametrize("count", [100])
def test_results_keep_the_order_of_the_items(count: int) -> None:
    items = [f"n{number}" for number in range(count)]
    with Sandbox(2, 20.0, 1500) as sandbox:
        assert sandbox.map(read, items) == [item.upper() for item in items]


def test_a_child_that_computes_without_end_is_stopped_and_named() -> None:
    with Sandbox(1, 2.0, 1500) as sandbox:
        busy, after = sandbox.map(read, ["busy", "a"])
    assert isinstance(busy, SetAside)
    assert after == "A"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the files that a process writes")
def test_a_child_writes_no_file() -> None:
    with Sandbox(1, 10.0, 1500) as sandbox:
        (refused,) = sandbox.map(read, ["writes"])
    assert isinstance(refused, SetAside)
    left = Path(tempfile.gettempdir(), "left-by-a-child.txt")
    assert not left.exists() or left.stat().st_size == 0


def test_a_child_reaches_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("PORT_OF_THE_TEST", str(server.getsockname()[1]))
        with Sandbox(1, 10.0, 1500) as sandbox:
            (refused,) = sandbox.map(read, ["calls"])
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()
    assert isinstance(refused, SetAside)


def test_a_file_out_of_which_too_much_comes_is_set_aside() -> None:
    with Sandbox(1, 60.0, 3000) as sandbox:
        (refused,) = sandbox.map(read, ["floods"])
    assert isinstance(refused, SetAside)
    assert "MB came out" in refused.reason
