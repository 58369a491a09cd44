"""Who answers at the address of a scheduler, found out before Dask's own client speaks to it.

Whatever listens there may be silent, may be a web server, or may say that gigabytes follow: Dask
would wait, try again, or make room for them.
"""

import contextlib
import socket
import ssl
import struct
from collections.abc import Iterator
from time import monotonic

from l10n.engines.cluster.settings import host_and_port
from l10n.errors import EngineError
from l10n.messages import _, ngettext

PATIENCE = 10
"""Seconds that a scheduler may take to answer."""
_GREETING = range(16, 1 << 16)
"""Bytes of the message with which each side of Dask's protocol begins."""
_MOST_FRAMES = 64


def greet(address: str, context: ssl.SSLContext | None, patience: float = PATIENCE) -> None:
    """Raise EngineError, with a remedy, unless a scheduler of Dask answers at an address."""
    place, end = host_and_port(address), monotonic() + patience
    try:
        with _timed(address, patience), socket.create_connection(place, patience) as plain:
            if context is None:
                _listen(plain, address, end)
            else:
                with context.wrap_socket(plain) as secured:
                    _listen(secured, address, end)
    except ssl.SSLError as error:
        raise EngineError(
            _("the scheduler at {address} refuses a connection over TLS: {why}").format(
                address=address, why=error.reason or error
            ),
            code="CLU-013",
            remedy=_(
                "look whether it was started with TLS, and whether both certificates are of the "
                "authority in `ca`"
            ),
        ) from None
    except OSError as error:
        raise EngineError(
            _("no scheduler can be reached at {address}: {why}").format(
                address=address, why=error.strerror or error
            ),
            code="CLU-010",
            remedy=_("start one there (`dask scheduler`), or correct the address"),
        ) from None


@contextlib.contextmanager
def _timed(address: str, patience: float) -> Iterator[None]:
    """Make an error of a wait that was too long."""
    try:
        yield
    except TimeoutError:
        raise silent(address, patience) from None


def silent(address: str, patience: float) -> EngineError:
    """The error of an address that takes a connection and says nothing."""
    return EngineError(
        ngettext(
            "{address} has not answered within {n} second",
            "{address} has not answered within {n} seconds",
            round(patience),
        ).format(address=address, n=round(patience)),
        code="CLU-012",
        remedy=_(
            "look whether a scheduler runs there, and whether the address has to begin with "
            "tls:// or with tcp://"
        ),
    )


def _listen(connection: socket.socket, address: str, end: float) -> None:
    head = b""
    while len(head) < 16:
        left = end - monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        more = connection.recv(16 - len(head))
        if not more:
            raise _stranger(address)
        head += more
        length, frames = struct.unpack("<QQ", head.ljust(16, b"\0"))
        if len(head) >= 8 and length not in _GREETING:
            raise _stranger(address)
    if not 0 < frames <= _MOST_FRAMES:
        raise _stranger(address)


def _stranger(address: str) -> EngineError:
    return EngineError(
        _("what answers at {address} is no scheduler of Dask").format(address=address),
        code="CLU-011",
        remedy=_(
            "correct the address: `dask scheduler` says its own when it starts, with tls:// or tcp://"
        ),
    )
