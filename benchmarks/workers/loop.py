"""The loop of a worker: one request a line on standard input, one answer a line on standard output.

Workers are started as scripts by the interpreter of their own environment, so this module knows
neither the tool nor the other parts of the benchmark.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Mapping

Handler = Callable[..., Mapping[str, object]]


def serve(handlers: Mapping[str, Handler]) -> None:
    """Answer requests until the input ends; what is printed meanwhile goes to standard error."""
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        request = json.loads(line)
        answer = handlers[request.pop("do")](**request)
        channel.write(json.dumps(answer) + "\n")
        channel.flush()


def timed(work: Callable[[], object]) -> float:
    """The seconds that a piece of work takes, after a collection of garbage."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def worked(work: Callable[[], object]) -> float:
    """The seconds of a processor that a piece of work takes, whatever else the machine does."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start
