"""Commands in processes of their own that need not import the tool: forks of one that has.

Importing takes longer than most commands. A server is started once for all tests of a process and
works a little, so that rules and tables are read. Each command is a fork of it, with the folder,
the environment, the files and the packages that `python -m l10n` would have there. It ends as a
Python process ends. What a start itself does is tested with real starts.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import select
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parent.parent
MOST = 1 << 20
"""A request in bytes, at most."""


class Forked:
    """A command at work; what tests use of `subprocess.Popen`."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line.makefile("rb")
        line.close()
        self.pid = int(self._line.readline())
        self.returncode: int | None = None

    def fileno(self) -> int:
        """Ready to be read as soon as it has ended."""
        return self._line.fileno()

    def wait(self) -> int:
        """Its exit code; of what a signal ended, the signal's number below zero."""
        if self.returncode is None:
            self.returncode = int(self._line.readline())
            self._line.close()
        return self.returncode

    def poll(self) -> int | None:
        """Its exit code, or None while it is at work."""
        if self.returncode is None and not select.select([self], [], [], 0)[0]:
            return None
        return self.wait()

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)


@dataclass(frozen=True)
class Files:
    """Where a command reads and writes."""

    out: IO[bytes]
    err: IO[bytes]


def start(
    arguments: Sequence[str], files: Files, *, at: Path, environment: Mapping[str, str]
) -> Forked:
    """Start `l10n` in a folder; packages are looked for as `PYTHONPATH` says."""
    line = socket.socket(socket.AF_UNIX)
    line.connect(_server())
    request = {"arguments": list(arguments), "at": str(at), "environment": dict(environment)}
    data = json.dumps(request).encode()
    assert len(data) < MOST
    with open(os.devnull, "rb") as nothing:
        socket.send_fds(line, [data], [nothing.fileno(), files.out.fileno(), files.err.fileno()])
    line.shutdown(socket.SHUT_WR)
    return Forked(line)


def run(
    arguments: Sequence[str], *, at: Path, environment: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run `l10n` in a folder to its end."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        code = start(arguments, Files(out, err), at=at, environment=environment).wait()
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode("utf-8").replace("\r\n", "\n"))
    return subprocess.CompletedProcess(arguments, code, *said)


@cache
def _server() -> str:
    """Start the server of this process; its address. It ends with this process."""
    # An abstract name: it takes no place in a folder, and a path may be too long for a socket.
    address = f"\0l10n-tests-{os.getpid()}-{os.urandom(8).hex()}"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen(64)
        alive, kept = os.pipe()
        subprocess.Popen(
            [sys.executable, "-m", "tests.forked", str(listening.fileno()), str(alive)],
            cwd=ROOT,
            # Nothing of the test that happens to need it first.
            env={"PATH": os.environ["PATH"], "HOME": os.devnull, "LC_ALL": "C.UTF-8"},
            pass_fds=(listening.fileno(), alive),
            stdin=subprocess.DEVNULL,
        )
        os.close(alive)
        os.set_inheritable(kept, False)
    return address


NEWS = "# Новина\n\nРада ухвалила бюджет.\n"
WORKFLOW = 'source = "uk"\ntargets = ["en"]\narticles = ["**"]\nengines = ["pseudo"]\n'
WORKFLOW += '[publish]\nrequire = "draft"\n'


def warm_up() -> None:
    """Work once, so that rules and tables are read before the forks, and not in each of them."""
    from l10n.cli import main
    from l10n.language.inflection import lemma

    for word, language in (("новина", "uk"), ("news", "en")):
        lemma(word, language)
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as nowhere:
        # No workflow that asks an engine of models: where those are is told to each fork.
        for name, text in (("articles/a.md", NEWS), ("workflows/news.toml", WORKFLOW)):
            path = Path(folder, name)
            path.parent.mkdir()
            path.write_text(text, "utf-8")
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            for command in ("sync", "publish", "status"):
                with contextlib.suppress(SystemExit):
                    main(["-C", folder, command])


def _forget() -> None:
    """Which packages are installed each fork looks for itself; faces it loads in its language."""
    from l10n import plugins

    for name in [name for name in sys.modules if name.startswith("l10n.cli")]:
        del sys.modules[name]
    for each in vars(plugins).values():
        if hasattr(each, "cache_clear"):
            each.cache_clear()
    importlib.invalidate_caches()


def _received(line: socket.socket) -> tuple[dict[str, Any], list[int]]:
    data, files, _flags, _address = socket.recv_fds(line, MOST, 3)
    while more := line.recv(MOST):
        data += more
    return json.loads(data), list(files)


def _serve(listening: socket.socket, alive: int) -> list[str] | None:
    """Fork a command for each request; in a fork, return its arguments, at the end None."""
    at_work: dict[int, tuple[int, socket.socket]] = {}
    with selectors.DefaultSelector() as ready:
        ready.register(listening, selectors.EVENT_READ)
        ready.register(alive, selectors.EVENT_READ)
        while True:
            for key, _events in ready.select():
                if key.fd == alive:
                    return None
                if key.fd != listening.fileno():
                    ready.unregister(key.fd)
                    process, line = at_work.pop(key.fd)
                    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
                    os.close(key.fd)
                    with contextlib.suppress(OSError):
                        line.sendall(f"{status}\n".encode())
                    line.close()
                    continue
                line, _address = listening.accept()
                request, files = _received(line)
                process = os.fork()
                if process == 0:
                    for each in (line, listening, *(other for _pid, other in at_work.values())):
                        each.close()
                    os.close(alive)
                    return _become(request, files)
                for each in files:
                    os.close(each)
                ended = os.pidfd_open(process)
                at_work[ended] = (process, line)
                ready.register(ended, selectors.EVENT_READ)
                line.sendall(f"{process}\n".encode())


def _stream(number: int, errors: str, *, by_line: bool) -> io.TextIOWrapper:
    file = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
    return io.TextIOWrapper(file, encoding="utf-8", errors=errors, line_buffering=by_line)


def _become(request: Mapping[str, Any], files: Sequence[int]) -> list[str]:
    """Be a process of its own: its folder, environment, files and packages."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(request["at"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.stdout = _stream(1, "strict", by_line=os.isatty(1))
    sys.stderr = _stream(2, "backslashreplace", by_line=True)
    places = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:0] = [place for place in places if place and place != str(ROOT)]
    importlib.invalidate_caches()
    sys.modules.pop("sitecustomize", None)
    with contextlib.suppress(ModuleNotFoundError):
        importlib.import_module("sitecustomize")
    return list(request["arguments"])


def main() -> None:
    listening, alive = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    warm_up()
    _forget()
    gc.collect()
    gc.freeze()
    arguments = _serve(listening, alive)
    if arguments is not None:
        from l10n.cli import main as command

        sys.argv = ["l10n", *arguments]
        command(arguments)


if __name__ == "__main__":
    main()
