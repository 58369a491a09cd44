"""How many cores there are to work with."""

import os


def cores() -> int:
    """The cores that this process may use, which may be fewer than the machine has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        # Of the systems that Python knows, Linux alone has the call.
        return os.cpu_count() or 1
