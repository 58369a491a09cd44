"""Requests over HTTP with bounds, for all that asks a server: engines and downloads alike.

One request is one request: no redirect is followed, nothing is unpacked, nothing is tried again, no
key or cookie is added. Whoever asks decides on that, and says in its own words what went wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from l10n import __version__
from l10n.dataclass import dataclass
from l10n.net.connections import Lines, ProxyUnusableError, pool, system_words
from l10n.net.deadline import OutOfTimeError, received
from l10n.regex import regex

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

REDIRECTS = frozenset((301, 302, 303, 307, 308))
T = TypeVar("T")
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_BLOCK = 1 << 16
_LENGTH = regex("[0-9]{1,19}")


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """What is sent."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS)
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class ResponseHead:
    """What comes before the body of an answer."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case."""
    length: int | None
    """Bytes of the body, where the server says so."""


class Trouble(Enum):
    """What can go wrong between here and a whole answer."""

    NO_ADDRESS = "no address"
    PROXY = "the proxy cannot be used"
    UNREACHABLE = "no connection"
    NO_PROOF = "the certificate does not hold"
    NO_HTTP = "another protocol"
    SILENT = "no byte for too long"
    BROKE_OFF = "cut off"
    TOO_LARGE = "more bytes than are allowed"
    NO_LENGTH = "a length that is no number"


class TransportError(Exception):
    """No whole answer came; `why` is the system's word for it."""

    def __init__(self, trouble: Trouble, why: str = "") -> None:
        """`why` may be empty; for a proxy it is the variable that names it."""
        super().__init__(trouble.value, why)
        self.trouble = trouble
        self.why = why


class Transport:
    """The connections to one server; kept open between requests."""

    def __init__(self, url: str, *, idle: float) -> None:
        """`idle` is the seconds without a byte after which the server counts as gone."""
        self._url = url
        self._idle = idle
        self._pool: PoolManager | None = None
        self._lines = Lines()

    def ask(
        self, request: HttpRequest, *, most: int, left: Callable[[], float]
    ) -> tuple[ResponseHead, Iterator[bytes]]:
        """Send a request; the body comes in blocks, of `most` bytes in all.

        The answer is received in a thread of its own, so that no server can hold up the command,
        wherever in its answer it dawdles: `left` gives, before each block, the seconds that may
        pass until it is there. Raises OutOfTimeError then, when the connection is cut;
        TransportError for everything else, here and between blocks.
        """
        connections = self._connected()
        items = self._in_time(received(lambda: _items(connections, request, most), left))
        head = next(items)
        assert isinstance(head, ResponseHead)
        return head, (item for item in items if isinstance(item, bytes))

    def close(self) -> None:
        """Close the connections."""
        old, self._pool = self._pool, None
        self._lines.cut()
        self._lines = Lines()
        if old is not None:
            old.clear()

    def _in_time(self, items: Iterator[T]) -> Iterator[T]:
        try:
            yield from items
        except OutOfTimeError:
            # The thread that still listens there would go on as long as the server does.
            self.close()
            raise

    def _connected(self) -> "PoolManager":
        try:
            if self._pool is None:
                self._pool = pool(self._url, self._idle, self._lines)
        except ProxyUnusableError as error:
            raise TransportError(Trouble.PROXY, error.variable) from None
        except ValueError as error:
            raise _trouble(error) from None
        return self._pool


def _items(
    connections: "PoolManager", request: HttpRequest, most: int
) -> Iterator[ResponseHead | bytes]:
    try:
        response = connections.request(
            request.method,
            request.url,
            body=request.body,
            headers={
                "Accept-Encoding": "identity",
                "User-Agent": f"l10n/{__version__}",
                **request.headers,
            },
            redirect=False,
            retries=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            yield from _answer(response, most)
        except BaseException:
            response.close()
            raise
        response.release_conn()
    except TransportError:
        raise
    except Exception as error:
        # Of any kind: what reads the answer meets what nobody has thought of.
        raise _trouble(error) from None


def _answer(response: "BaseHTTPResponse", most: int) -> Iterator[ResponseHead | bytes]:
    headers = {name.lower(): value for name, value in response.headers.items()}
    given = headers.get("content-length")
    if given is not None and not _LENGTH.fullmatch(given):
        raise TransportError(Trouble.NO_LENGTH)
    length = None if given is None else int(given)
    yield ResponseHead(response.status, headers, length)
    if length is not None and length > most:
        raise TransportError(Trouble.TOO_LARGE)
    done = 0
    # What is there, not a whole block, so that a thread that was given up comes to its end.
    while block := response.read1(_BLOCK, decode_content=False):
        done += len(block)
        if done > most:
            raise TransportError(Trouble.TOO_LARGE)
        yield block


def _trouble(error: Exception) -> TransportError:
    from http.client import BadStatusLine, RemoteDisconnected

    from urllib3 import exceptions

    if isinstance(error, exceptions.SSLError):
        return TransportError(Trouble.NO_PROOF, system_words(error))
    if isinstance(error, exceptions.LocationValueError | exceptions.URLSchemeUnknown | ValueError):
        return TransportError(Trouble.NO_ADDRESS)
    # A connection that never stood is a time-out to urllib3, and an error to anyone else.
    if isinstance(error, exceptions.ReadTimeoutError | TimeoutError):
        return TransportError(Trouble.SILENT)
    if isinstance(error, exceptions.ProtocolError | exceptions.IncompleteRead):
        inner = error.args[-1] if error.args else None
        if isinstance(inner, BadStatusLine) and not isinstance(inner, RemoteDisconnected):
            return TransportError(Trouble.NO_HTTP)
        return TransportError(Trouble.BROKE_OFF)
    if not isinstance(error, exceptions.HTTPError | OSError):
        return TransportError(Trouble.NO_HTTP)
    return TransportError(Trouble.UNREACHABLE, system_words(error))
