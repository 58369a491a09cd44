"""Work that several processes do at once, each a fork of the test's own process."""

import json
import os
import signal
import traceback
from collections.abc import Callable, Sequence
from typing import Any

LIMIT = 600
"""Seconds after which a process is taken for one that hangs."""


def at_once(works: Sequence[Callable[[], object]]) -> list[Any]:
    """What each work gives, as JSON has it; all are begun before any is waited for."""
    begun = [_begun(work) for work in works]
    texts = []
    for process, reading in begun:
        with os.fdopen(reading) as told:
            texts.append(told.read())
        _process, status = os.waitpid(process, 0)
        assert os.waitstatus_to_exitcode(status) == 0, texts[-1] or "a process hangs"
    return [json.loads(text) for text in texts]


def _begun(work: Callable[[], object]) -> tuple[int, int]:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        os.close(reading)
        signal.alarm(LIMIT)
        code, text = 0, json.dumps(work())
    except BaseException:
        code, text = 1, traceback.format_exc()
    with os.fdopen(writing, "w") as out:
        out.write(text)
    os._exit(code)
