"""A process that forks `l10n` commands and kills each before its n-th change to a file.

Importing the tool takes longer than most commands, so it is imported once, and each command is a
fork of this process. It reads one JSON object a line and answers each with one; what the command
printed goes to the file that the request names.
"""

import itertools
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from tests.forked import warm_up

CHANGES = frozenset(
    (
        *("os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir"),
        *("os.truncate", "os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr"),
    )
)
"""Audit events of the interpreter that change a file; `os.replace` is one of `os.rename`."""
LOOKUP = "ctypes.dlsym"
"""Comes before each call that Python does not have: the exchange of two files."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CALLS = ("write", "writev", "fsync", "fdatasync", "ftruncate", "sendfile", "copy_file_range")
"""Calls of `os` that change a file and are no audit events."""


def watch(change: Callable[[str], None]) -> None:
    """Have `change` called just before each change that this process makes to a file."""
    busy = False

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal busy
        if busy:
            return
        if _changes(event, arguments):
            busy = True
            try:
                change(f"{event} {arguments[-1 if event == LOOKUP else 0]}")
            finally:
                busy = False

    def before(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*arguments: Any, **named: Any) -> Any:
            change(f"os.{name}")
            return call(*arguments, **named)

        return changed

    for name in CALLS:
        if hasattr(os, name):
            setattr(os, name, before(name, getattr(os, name)))
    sys.addaudithook(hook)


def _changes(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == LOOKUP:
        return str(arguments[1]).startswith("rename")
    return event in CHANGES or (event == "open" and _writes(arguments))


def _writes(arguments: tuple[Any, ...]) -> bool:
    """True for an `open` that may change a file; a device is none."""
    path, mode, flags = arguments
    if str(path).startswith("/dev/"):
        return False
    if isinstance(mode, str) and not set(mode) & set("wax+"):
        return False
    return isinstance(flags, int) and bool(flags & WRITING)


def run(request: dict[str, Any]) -> None:
    """Be the command; never returns."""
    output = os.open(request["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.update(request["environment"])
    counted = itertools.count(1)
    events = os.open(request["events"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    write = os.write
    last = request["kill_at"]

    def change(what: str) -> None:
        number = next(counted)
        if number == last:
            os.kill(os.getpid(), signal.SIGKILL)
        write(events, f"{what}\n".encode("utf-8", "backslashreplace"))

    from l10n.cli import main

    code = 1
    try:
        watch(change)
        if request["kill_after"]:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, request["kill_after"])
        main(["-C", request["folder"], *request["arguments"]])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 99
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def serve() -> None:
    """Fork a command for each request."""
    for module in sys.argv[1:]:
        __import__(module)
    tempfile.gettempdir()
    warm_up()
    for line in sys.stdin:
        request = json.loads(line)
        process = os.fork()
        if process == 0:
            run(request)
        _process, status = os.waitpid(process, 0)
        print(json.dumps(os.waitstatus_to_exitcode(status)), flush=True)


if __name__ == "__main__":
    serve()
