"""The rules of the office, loaded from their folder."""

from pipeline.rulebook.load import load

__all__ = ["load"]
