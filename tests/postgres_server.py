"""A PostgreSQL server on loopback, made for a test and taken down with it."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "a word of the test"


def programs() -> Path | None:
    """Where the server's programs are; None where it is not installed."""
    found = shutil.which("postgres")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return versions[-1].parent if versions else None


@dataclass(frozen=True)
class Server:
    """A server with a database of its own."""

    folder: Path
    port: int

    def url(self, user: str = "postgres", database: str = "postgres", options: str = "") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}{options}"

    def sql(self, statement: str, user: str = "postgres") -> str:
        """What psql answers."""
        found = programs()
        assert found is not None
        done = subprocess.run(
            [found / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", self.url(user)],
            input=statement,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PGPASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"},
        )
        return done.stdout.strip()

    def stop(self) -> None:
        """End it at once, as an outage does."""
        run(self.folder, ["pg_ctl", "-s", "-D", "data", "-m", "immediate", "stop"])

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            " -c fsync=off -c full_page_writes=off -c max_connections=40"
        )
        run(
            self.folder,
            ["pg_ctl", "-s", "-w", "-t", "60", "-D", "data", "-l", "log", "-o", options, "start"],
        )


def run(folder: Path, command: Sequence[str]) -> None:
    """Run a program of the server; it does not run as root."""
    found = programs()
    assert found is not None
    words = [str(found / command[0]), *command[1:]]
    if os.geteuid() == 0:
        words = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]
    done = subprocess.run(
        words,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C"},
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def postgres() -> Iterator[Server]:
    """A server whose locale is C, the narrowest that a newsroom may have; `postgres` may all."""
    folder = Path(tempfile.mkdtemp(prefix="l10n-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        kind = ["--auth=trust", "--encoding=UTF8", "--locale=C"]
        run(folder, ["initdb", "-D", "data", "--no-sync", "-U", "postgres", *kind])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = Server(folder, port)
        server.start()
        try:
            yield server
        finally:
            if (folder / "data" / "postmaster.pid").exists():
                server.stop()
    finally:
        for _try in range(20):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            time.sleep(0.1)
