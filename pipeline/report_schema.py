"""Write docs/report.schema.json, the JSON Schema of report.json, from the types: `python -m pipeline.report_schema`."""

import json
from pathlib import Path

from pipeline.report_json import schema

SCHEMA_FILE = Path("docs/report.schema.json")


def main() -> None:
    """Write the schema to the project in the working folder."""
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")


def schema_text() -> str:
    """Give the schema as it stands in the file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
