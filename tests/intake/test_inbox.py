"""The inbox and its ledger: nothing is lost, doubled or half done, whatever happens and whenever."""

import datetime as dt
from pathlib import Path

import pytest

from pipeline.domain.errors import PipelineError
from pipeline.intake.inbox import Inbox, claim, only_one, recover
from pipeline.intake.ledger import Ledger, reconcile

NOW = dt.datetime(2026, 3, 4, 9, 30)


@pytest.fixture
def box(tmp_path: Path) -> Inbox:
    (tmp_path / "inbox").mkdir()
    return Inbox(tmp_path / "inbox", tmp_path / "var")


def drop(box: Inbox, name: str, text: str = "papers") -> Path:
    path = box.folder / name
    path.mkdir()
    (path / "AR1.txt").write_text(text)
    return path


def test_what_still_grows_is_left_alone(box: Inbox) -> None:
    path = drop(box, "Ash")
    assert box.settled() == []
    (path / "AR1.txt").write_text("more papers")
    assert box.settled() == []
    assert box.settled() == [path]


def test_an_unfinished_download_is_not_a_pack(box: Inbox) -> None:
    drop(box, "Ash.zip.part")
    drop(box, ".hidden")
    box.settled()
    assert box.settled() == []


def test_a_claim_moves_the_pack_out_of_the_inbox_unchanged(box: Inbox) -> None:
    ledger = Ledger(box.data)
    number = claim(drop(box, "Ash"), box, ledger, NOW)
    assert number == 1
    assert list(box.folder.iterdir()) == []
    assert (box.place(1) / "original" / "Ash" / "AR1.txt").read_text() == "papers"


def test_a_pack_claimed_by_somebody_else_leaves_no_trace_in_the_ledger(box: Inbox) -> None:
    ledger = Ledger(box.data)
    assert claim(box.folder / "gone", box, ledger, NOW) is None
    assert ledger.entries() == ()


def test_a_kill_before_the_rename_leaves_the_pack_in_the_inbox_and_the_ledger_clean(box: Inbox) -> None:
    ledger = Ledger(box.data)
    path = drop(box, "Ash")
    ledger.arrive("Ash", NOW)
    assert recover(box, ledger) == []
    assert path.exists()
    assert ledger.entries() == ()


def test_a_kill_after_the_rename_is_taken_up_again(box: Inbox) -> None:
    ledger = Ledger(box.data)
    number = claim(drop(box, "Ash"), box, ledger, NOW)
    assert recover(box, ledger) == [number]
    ledger.take_in_hand(1, NOW)
    assert recover(box, ledger) == [number]


def test_a_kill_in_the_middle_of_a_copy_across_disks_is_finished(box: Inbox) -> None:
    ledger = Ledger(box.data)
    number = ledger.arrive("Ash", NOW)
    home = box.place(number) / "original"
    home.mkdir(parents=True)
    (home / "Ash.partial").mkdir()
    drop(box, f".claimed.{number:06d}.Ash")
    assert recover(box, ledger) == [number]
    assert (home / "Ash" / "AR1.txt").read_text() == "papers"
    assert list(box.folder.iterdir()) == []


def test_a_pack_whose_original_vanished_shows_in_the_difference(box: Inbox) -> None:
    ledger = Ledger(box.data)
    claim(drop(box, "Ash"), box, ledger, NOW)
    ledger.close(1, "filed", NOW)
    assert reconcile(ledger.entries(), box.originals())["difference"] == 0
    assert reconcile(ledger.entries(), frozenset())["difference"] == -1
    assert reconcile((), box.originals())["difference"] == 1


def test_two_programs_never_work_on_one_data_folder(box: Inbox) -> None:
    with only_one(box.data), pytest.raises(PipelineError, match="another annual-review"), only_one(box.data):
        pass
