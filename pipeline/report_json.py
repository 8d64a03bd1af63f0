"""report.json: the report as the public contract writes it, and its JSON Schema, both from the types."""

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from pipeline.domain.report import SCHEMA, Report

_NAMES = {"return_": "return"}


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def as_json(report: Report) -> str:
    """Write *report* as indented JSON in UTF-8 text, `schema` first; dates are ISO 8601."""
    told = _renamed(_adapter().dump_python(report, mode="json"))
    return json.dumps({"schema": told.pop("schema"), **told}, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Report:
    """Read a report back; raises ValueError where *text* is none."""
    told = json.loads(text)
    outputs = told.get("outputs") or {}
    if "return" in outputs:
        outputs["return_"] = outputs.pop("return")
    return _adapter().validate_python(told)


def schema() -> dict[str, Any]:
    """Give the JSON Schema of report.json (draft 2020-12)."""
    made: dict[str, Any] = _renamed(_adapter().json_schema(mode="serialization"))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **made}


def _renamed(value: Any) -> Any:
    """Give back the names that Python keeps for itself."""
    if isinstance(value, dict):
        return {_NAMES.get(key, key): _renamed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item) for item in value]
    return _NAMES.get(value, value) if isinstance(value, str) else value
