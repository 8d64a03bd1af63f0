"""Open every protected file whose MANIFEST.csv gives a password or says that none is needed; list each exception.

    python .ci/protected.py ../shared/corpus/protected

Exit status 0 where all of them open, every scheme is named rightly, none hangs, and the rest are `not_opened`.
"""

import csv
import os
import sys
from functools import partial
from pathlib import Path

from pipeline.domain.documents import Document
from pipeline.domain.members import Member, Protection, SetAside
from pipeline.domain.passwords import Candidate
from pipeline.handling import MEGABYTES_A_CHILD, SECONDS_A_FILE
from pipeline.opening import open_one
from pipeline.sandbox import Sandbox
from pipeline.stages.unlock import unlock

# The manifest's name of a scheme, by its beginning, and the contract's.
SCHEMES = (
    ("7z-aes256", "7z-aes"),
    ("doc-rc4-97", "office-rc4"),
    ("doc-rc4-cryptoapi", "office-rc4-cryptoapi"),
    ("odf-", "odf"),
    ("ooxml-agile", "ooxml-agile"),
    ("ooxml-standard", "ooxml-standard"),
    ("pdf-aes-128", "pdf-aes-128"),
    ("pdf-aes-256", "pdf-aes-256"),
    ("pdf-rc4-128", "pdf-rc4-128"),
    ("pdf-rc4-40", "pdf-rc4-40"),
    ("pdf-pubkey", "unknown"),
    ("pdf-odd-keylength", "pdf-rc4-40"),
    ("ppt-cryptoapi", "office-rc4-cryptoapi"),
    ("xls-rc4-97", "office-rc4"),
    ("xls-rc4-cryptoapi", "office-rc4-cryptoapi"),
    ("xls-xor", "office-xor"),
    ("zip-aes", "zip-aes"),
    ("zip-zipcrypto", "zip-zipcrypto"),
)


def main() -> int:
    """Open them all and print what differs from the manifest."""
    folder = Path(sys.argv[1])
    with (folder / "MANIFEST.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    wrong = []
    counts = {"opened with the password": 0, "opened without": 0, "not opened, as expected": 0}
    with Sandbox(os.cpu_count() or 1, SECONDS_A_FILE, MEGABYTES_A_CHILD) as sandbox:
        for row in rows:
            member = Member(row["file"], (folder / row["file"]).read_bytes())
            (told,) = sandbox.map(partial(tried, keys=keys(row["password"])), [member])
            verdict, protections, reason = told if not isinstance(told, SetAside) else ("stopped", (), told.reason)
            wrong += [
                f"{row['file']} ({row['scheme']}): {fault}" for fault in faults(row, verdict, protections, reason)
            ]
            counts["opened with the password"] += row["expected"].startswith("open:pw") and verdict == "open"
            counts["opened without"] += row["expected"].startswith(("open:nopw", "open:default")) and verdict == "open"
            counts["not opened, as expected"] += row["expected"].startswith("report") and verdict == "not_opened"
    print(f"{len(rows)} files: " + ", ".join(f"{name} {number}" for name, number in counts.items()))
    for line in wrong:
        print(f"  exception: {line}")
    return 1 if wrong else 0


def keys(password: str) -> tuple[Candidate, ...]:
    """Give what the manifest says, behind a wrong password, so that refusing one is tried as well."""
    known = password.split(" (only")[0]
    unknown = known.startswith("(") or known in ("UNKNOWN", "")
    secrets = [] if unknown else [known, *known.split(" | ")]
    return (Candidate("wrong", "not the password"), *(Candidate("line", secret) for secret in secrets))


def tried(member: Member, keys: tuple[Candidate, ...]) -> tuple[str, tuple[Protection, ...], str]:
    """Open *member* as the program does; where it opens and cannot be read, it did open."""
    try:
        result = open_one(member, keys)
    except SetAside as aside:
        try:
            return "open", (unlock(member, keys).protection,), aside.reason
        except SetAside as locked:
            return str(locked.disposition), (locked.protection,), locked.reason
    if isinstance(result, Document):
        return "open", (result.opened.protection,), ""
    still = [one for one in result.kept if one.disposition == "not_opened"]
    protections = (*result.opened.values(), *(one.protection for one in still))
    return ("not_opened" if still else "open"), protections, "; ".join(one.reason for one in still)


def faults(row: dict[str, str], verdict: str, protections: tuple[Protection, ...], reason: str) -> list[str]:
    """Say in what the result differs from the manifest."""
    wanted = "open" if row["expected"].startswith("open") else "not_opened"
    found = [] if verdict == wanted or " or report" in row["expected"] else [f"{verdict}, not {wanted}. {reason}"]
    named = row["scheme"].replace(" ", "")
    scheme = next((ours for theirs, ours in SCHEMES if named.startswith(theirs)), None)
    owner = "owner" in row["scheme"] and row["expected"].startswith("open:nopw")
    said = {str(one.scheme) for one in protections}
    if scheme and said and not said & ({"pdf-owner-only", scheme} if owner else {scheme}):
        found.append(f"named {', '.join(sorted(said))}, not {scheme}")
    if not scheme and said - {"none"}:
        found.append(f"named {', '.join(sorted(said))}, and is only restricted")
    return found


if __name__ == "__main__":
    sys.exit(main())
