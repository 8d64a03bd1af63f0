"""Where the rules, the letter templates, the inbox and the data stand: the only reader of the environment."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.domain.errors import PipelineError

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Settings:
    """The folders of one installation."""

    rules: Path
    templates: Path
    inbox: Path
    data: Path
    database: str | None = field(default=None, repr=False)  # may hold a password


def read_settings() -> Settings:
    """Read the settings from the environment: ANNUAL_REVIEW_RULES, _TEMPLATES, _INBOX and _DATA name folders.

    ANNUAL_REVIEW_DATABASE is a server, postgresql://user@host/name; without it the register is a file.
    """
    return Settings(
        rules=_folder("ANNUAL_REVIEW_RULES", "rules"),
        templates=_folder("ANNUAL_REVIEW_TEMPLATES", "letter_templates"),
        inbox=Path(os.environ.get("ANNUAL_REVIEW_INBOX", "inbox")),
        data=Path(os.environ.get("ANNUAL_REVIEW_DATA", "var")),
        database=os.environ.get("ANNUAL_REVIEW_DATABASE") or None,
    )


def _folder(variable: str, name: str) -> Path:
    """Find a folder of the installation: named by *variable*, else beside the package, else shipped inside it."""
    named = os.environ.get(variable)
    places = [Path(named)] if named else [_HERE.parent / name, _HERE / "_shipped" / name]
    for place in places:
        if place.is_dir():
            return place
    raise PipelineError(f"the folder {name}/ was not found at {places[0]}; set {variable} to where it stands")
