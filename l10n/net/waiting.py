"""How long to wait before a server is asked again."""

import random
import time
from email.utils import parsedate_to_datetime

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds before the first retry, doubled for each one that follows, and at most."""
BUSY_WAIT = 10.0
"""Seconds before the first retry where there were too many requests: limits are by the minute."""
LONGEST_ASKED = 120.0
"""Seconds that a server may ask to be left alone (Retry-After) before it is given up; in all, for
one request."""
_LONGEST_DATE = 64
"""Characters of a date in a header, at most."""


def pause(attempt: int, asked: float | None, *, busy: bool = False) -> float:
    """Seconds to wait after so many retries: as asked for, or twice as long each time.

    Drawn from the upper half, so that clients that failed together do not come back together.
    """
    first = BUSY_WAIT if busy else FIRST_WAIT
    own = min(LONGEST_WAIT, first * 2.0**attempt) * random.uniform(0.5, 1)
    return own if asked is None else max(asked, own)


def asked(value: str | None) -> float | None:
    """Read Retry-After, seconds or a date (RFC 9110, section 10.2.3)."""
    if not value or len(value) > _LONGEST_DATE:
        return None
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, LookupError, OverflowError, OSError):
        return None
