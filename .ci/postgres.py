"""Start a PostgreSQL server of its own in a temporary folder, run a command with its address, and stop it.

    python .ci/postgres.py COMMAND ...

The command finds the address in ANNUAL_REVIEW_TEST_DATABASE. Exit status: that of the command; 3 where no server is
installed (on Debian: the package postgresql).
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SETTINGS = ("-c listen_addresses=", "-c fsync=off", "-c full_page_writes=off", "-c synchronous_commit=off")
MEMORY = ("-c shared_buffers=1GB", "-c work_mem=64MB", "-c max_parallel_workers_per_gather=2", "-c jit=off")


def main() -> int:
    """Run the command beside a server."""
    programs = server_programs()
    if programs is None:
        print("PostgreSQL is not installed; its tests are not run", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        place.chmod(0o755)
        user = as_nobody(place)
        data, sockets = place / "data", place / "sockets"
        for one in (data, sockets):
            one.mkdir()
            own(one, user)
        run(user, programs / "initdb", "-D", data, "-U", "register", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = " ".join((*SETTINGS, *MEMORY, f"-c unix_socket_directories={sockets}"))
        run(user, programs / "pg_ctl", "-D", data, "-w", "-l", place / "data" / "log", "-o", options, "start")
        try:
            address = f"postgresql://register@/postgres?host={sockets}"
            return subprocess.run(sys.argv[1:], env={**os.environ, "ANNUAL_REVIEW_TEST_DATABASE": address}).returncode
        finally:
            run(user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def server_programs() -> Path | None:
    """Find the folder of the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def as_nobody(place: Path) -> str:
    """Give the user that the server runs as: root may not, so then it is postgres."""
    return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def own(path: Path, user: str) -> None:
    """Give *path* to the server's user."""
    if os.geteuid() == 0:
        shutil.chown(path, user, user)
    path.chmod(0o700 if path.name == "data" else 0o755)


def run(user: str, program: Path, *arguments: object) -> None:
    """Run a program of the server, quietly unless it fails."""
    command = [str(program), *map(str, arguments)]
    as_user = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", *command]
    done = subprocess.run(as_user if os.geteuid() == 0 else command, capture_output=True, text=True, cwd="/")
    if done.returncode:
        sys.exit(f"{program.name}: {done.stderr or done.stdout}")


if __name__ == "__main__":
    sys.exit(main())
