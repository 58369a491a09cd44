"""Commands in a child process that no permission is waived for, whoever runs the tests.

As root nothing is ever forbidden, so the child of root gives up the two powers that do that.
"""

import ctypes
import json
import os
import signal
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.conftest import Answer, Run

LIMIT = 300
"""Seconds after which a child is taken for one that hangs."""
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2
_VERSION = 0x20080522


def answers(run: Run, root: Path, commands: Sequence[Sequence[object]]) -> list[Answer]:
    """What each command says and how it ends, one after the other in one process."""

    def all_of_them() -> list[list[object]]:
        done = (run(*command, at=root) for command in commands)
        return [[each.code, each.out, each.err] for each in done]

    return [Answer(*each) for each in in_child(all_of_them)]


def in_child(work: Callable[[], object], prepare: Callable[[], None] | None = None) -> list[list]:  # type: ignore[type-arg]
    """What some work gives, as JSON has it, in a forked process without the powers of root."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reading)
            signal.alarm(LIMIT)
            (prepare or give_up_powers)()
            with os.fdopen(writing, "w") as out:
                json.dump(work(), out)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as told:
        text = told.read()
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "the child failed, or hangs"
    made: list[list] = json.loads(text)  # type: ignore[type-arg]
    return made


def give_up_powers() -> None:
    """Let permissions count for root too (`capset(2)`)."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    powers = (ctypes.c_uint32 * 6)()
    libc.capget(header, powers)
    powers[0] &= ~(1 << _DAC_OVERRIDE | 1 << _DAC_READ_SEARCH)
    if libc.capset(header, powers):
        raise OSError(ctypes.get_errno(), "root cannot give up its powers")
