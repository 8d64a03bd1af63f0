"""The folder of real files that tests read where it lies beside the checkout."""

from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"


def corpus_folder(name: str) -> Path:
    """Give the corpus folder *name*; skips the test, saying why, where it is not there."""
    folder = CORPUS / name
    if not folder.is_dir():
        pytest.skip("the corpus of real files is not beside this checkout")
    return folder
