"""Make an environment from the pinned, hashed requirements and run one thing in it; needs only Python.

python3 .ci/env.py demo [OPTIONS]      the main job on sample packs
python3 .ci/env.py test [OPTIONS]      the tests
python3 .ci/env.py check               lint, format, types, import contracts, and what the tests covered
python3 .ci/env.py run COMMAND ...     any annual-review command
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("coverage", "report", "--skip-covered", "--skip-empty", "--precision=0"),
)


def main() -> int:
    """Run what the first argument names, and give its exit status."""
    asked, *rest = sys.argv[1:] or ["help"]
    os.chdir(ROOT)
    if asked == "demo":
        return call(environment(".venv", "requirements.lock"), "annual-review", "demo", *rest)
    if asked == "run":
        return call(environment(".venv", "requirements.lock"), "annual-review", *rest)
    if asked == "test":
        return call(environment(".venv-dev", "requirements-dev.lock"), "pytest", *rest)
    if asked == "check":
        place = environment(".venv-dev", "requirements-dev.lock")
        return max([call(place, *command) for command in CHECKS])
    print(__doc__)
    return 2


def environment(name: str, pins: str) -> Path:
    """Make the environment *name* from the file *pins*, or take it as it is where both are unchanged."""
    place = ROOT / name
    stamp = place / "made-from"
    wanted = hashlib.sha256((ROOT / pins).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"Making {name} from {pins} ...", file=sys.stderr, flush=True)
        venv.create(place, with_pip=True, clear=place.exists())
        install(place, "--require-hashes", "-r", pins)
        install(place, "--no-deps", "--no-build-isolation", "-e", ".")
        stamp.write_text(wanted)
    return place / ("Scripts" if os.name == "nt" else "bin")


def install(place: Path, *what: str) -> None:
    """Install *what* with the environment's own pip; stops where that fails."""
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
    if subprocess.run(pip, check=False).returncode:
        sys.exit("The packages could not be installed: is the package index reachable from this machine?")


def call(place: Path, program: str, *arguments: str) -> int:
    """Run *program* of the environment and give its exit status."""
    return subprocess.run([str(place / program), *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
