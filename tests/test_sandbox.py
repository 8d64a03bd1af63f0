"""Whatever one file does, the others come through."""

import os
import time

import pytest

from pipeline.domain.members import Protection, SetAside
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme
from pipeline.sandbox import Sandbox

LOCKED = Protection(Scheme.ZIP_AES, ProtectionStatus.NOT_OPENED)


class _Panic(BaseException):
    pass


def read(item: str) -> str:
    if item == "slow":
        time.sleep(60)
    if item == "dies":
        os._exit(9)
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
