"""Fetching documents and files: bounds on the way, on the size, and on the time.

No cookie goes along, and a key to its own origin alone. A redirect is followed a few times, never
from https to http, and never from elsewhere to this machine.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

from l10n.dataclass import dataclass
from l10n.errors import ModelError
from l10n.messages import _
from l10n.net.answers import shown_words
from l10n.net.deadline import OutOfTimeError
from l10n.net.keys import Key
from l10n.net.origin import loopback, origin, public_address
from l10n.net.secrets import Secrets, secrets_of
from l10n.net.transport import (
    REDIRECTS,
    HttpRequest,
    ResponseHead,
    Transport,
    TransportError,
    Trouble,
)
from l10n.net.waiting import asked
from l10n.regex import regex

MAX_REDIRECTS = 5
_STRONG = regex(r'"[\x21\x23-\x7e]{1,256}"')
"""An ETag that stands for these very bytes."""
_RANGE = regex(r"bytes ([0-9]{1,19})-[0-9]{1,19}/([0-9]{1,19}|\*)")

Progress = Callable[[int, int | None], None]
"""Told the bytes done and the bytes in all, None where the server does not say."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download may take."""

    idle: float = 30.0
    """Seconds without a byte after which a server counts as gone."""
    within: float = 60.0
    """Seconds that a document may take as a whole, and a file until its pace counts."""
    pace: int | None = 10_000
    """Bytes a second, on the average, below which a file is given up; None for a document."""
    clock: Callable[[], float] = time.monotonic
    """Where `within` and `pace` read the seconds."""


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is fetched, as a whole or from where an earlier attempt was cut off."""

    url: str
    most: int
    """Bytes of it, at most."""
    key: Key | None = None
    """Sent to its own origin, wherever the address leads; None for files that anyone may have."""
    start: int = 0
    """Bytes of it that are here."""
    validator: str = ""
    """What the server called the file that they are of (ETag, RFC 9110, section 8.8.3)."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a server says before the bytes of a file."""

    start: int
    """Where its bytes begin: at the wanted place, or at 0 where it begins anew."""
    total: int | None
    """Bytes of the whole file, where the server says so."""
    validator: str
    """What the server calls this very file; empty where it has no name for it that is exact."""


class StatusError(ModelError):
    """A server answered with another status than was hoped for."""

    def __init__(
        self, message: str, *, code: str, remedy: str, status: int, retry_after: float | None
    ) -> None:
        """`status` is that of HTTP; `retry_after` the seconds that the server asks to wait."""
        super().__init__(message, code=code, remedy=remedy)
        self.status = status
        self.retry_after = retry_after


@dataclass(slots=True)
class _Course:
    """How far a download has come."""

    wanted: Wanted
    patience: Patience
    began: float
    done: int = 0
    total: int | None = None

    def left(self) -> float:
        """The seconds within which the next bytes have to be there."""
        patience = self.patience
        more = self.done / patience.pace if patience.pace else 0
        return self.began + patience.within + more - patience.clock()


def fetched(
    url: str,
    *,
    most: int,
    patience: Patience = PATIENCE,
    progress: Progress = lambda done, total: None,
) -> Iterator[bytes]:
    """The bytes at an address, in blocks, `most` in all.

    Raises ModelError where the address is wrong, the server does not answer as it should, or falls
    below its pace.
    """
    _begun, blocks = opened(Wanted(url, most), patience=patience, progress=progress)
    yield from blocks


def opened(
    wanted: Wanted,
    *,
    patience: Patience = PATIENCE,
    progress: Progress = lambda done, total: None,
) -> tuple[Begun, Iterator[bytes]]:
    """Ask for a file: what the server says of it, and its bytes in blocks, from there on.

    Only if the server still has the very file that the bytes here are of, it sends the rest
    (If-Range, RFC 9110, section 13.1.5). Raises ModelError as `fetched`, StatusError among them.
    """
    course = _Course(wanted, patience, patience.clock())
    with _told(course):
        head, blocks = _answer(wanted, patience.idle, course.left)
        begun = _begun(wanted, head)
        course.total = head.length
    return begun, _blocks(course, blocks, begun, progress)


def _blocks(
    course: _Course, blocks: Iterator[bytes], begun: Begun, progress: Progress
) -> Iterator[bytes]:
    with _told(course):
        for block in blocks:
            course.done += len(block)
            progress(begun.start + course.done, begun.total)
            yield block


@contextmanager
def _told(course: _Course) -> Iterator[None]:
    """What goes wrong on the way becomes a ModelError."""
    url, patience = public_address(course.wanted.url), course.patience
    try:
        yield
    except OutOfTimeError:
        raise ModelError(
            _("{url} comes too slowly: {done} bytes in {seconds} seconds").format(
                url=url, done=course.done, seconds=round(patience.clock() - course.began)
            ),
            code="NET-011",
            remedy=_("try again later"),
        ) from None
    except TransportError as error:
        if error.trouble is Trouble.BROKE_OFF and course.total is not None:
            raise ModelError(
                _("{url} broke off after {done} of {total} bytes").format(
                    url=url, done=course.done, total=course.total
                ),
                code="NET-012",
                remedy=_("try again"),
            ) from None
        raise _failure(url, error, course.wanted.most) from None


def _begun(wanted: Wanted, head: ResponseHead) -> Begun:
    """What the head of a good answer says; raises ModelError where it is of another part."""
    # One that is weak (W/…) may stand for other bytes that mean the same.
    given = head.headers.get("etag", "")
    validator = given if _STRONG.fullmatch(given) else ""
    if head.status == 200:
        return Begun(0, head.length, validator)
    part = _RANGE.fullmatch(head.headers.get("content-range", ""))
    if part is None or int(part[1]) != wanted.start:
        raise ModelError(
            _("the server of {url} sends another part than was asked for").format(
                url=public_address(wanted.url)
            ),
            code="NET-023",
            remedy=_("try again later"),
        )
    total = None if part[2] == "*" else int(part[2])
    return Begun(wanted.start, total, validator or wanted.validator)


def _answer(
    wanted: Wanted, idle: float, left: Callable[[], float]
) -> tuple[ResponseHead, Iterator[bytes]]:
    """The good answer of an address, or of what it redirects to."""
    url, key = wanted.url, wanted.key
    secrets = secrets_of(url) + Secrets([] if key is None else [key.secret()])
    place = url
    for _hop in range(MAX_REDIRECTS + 1):
        try:
            there = origin(place)
        except ValueError:
            raise TransportError(Trouble.NO_ADDRESS) from None
        headers = _part(wanted)
        if key is not None and key.origin == there:
            headers["Authorization"] = f"Bearer {key.secret()}"
        transport = Transport(place, idle=idle)
        asked_for = HttpRequest("GET", place, headers)
        head, blocks = transport.ask(asked_for, most=wanted.most, left=left)
        if head.status == 200 or (head.status == 206 and wanted.start):
            return head, blocks
        transport.close()
        location = head.headers.get("location")
        if head.status not in REDIRECTS or location is None:
            raise StatusError(
                _("the server answered {code} for {url}").format(
                    code=head.status, url=public_address(url)
                ),
                code="NET-013",
                remedy=_("check the address")
                if head.status in range(400, 500) and head.status not in (408, 429)
                else _("try again later"),
                status=head.status,
                retry_after=asked(head.headers.get("retry-after")),
            )
        place = _followed(place, location, secrets)
    raise ModelError(_("{url} redirects too often").format(url=public_address(url)), code="NET-014")


def _part(wanted: Wanted) -> dict[str, str]:
    """The headers that ask for the rest of a file."""
    if not wanted.start:
        return {}
    only = {"If-Range": wanted.validator} if wanted.validator else {}
    return {"Range": f"bytes={wanted.start}-", **only}


def _followed(place: str, there: str, secrets: Secrets) -> str:
    """Where a redirect leads; raises ModelError where that is not safe to follow."""
    try:
        target = urljoin(place, there)
        origin(target)
    except ValueError:
        safe = False
    else:
        secure = urlsplit(place).scheme == "http" or urlsplit(target).scheme == "https"
        safe = secure and (loopback(place) or not loopback(target))
        # Looked up in the DNS and logged, it would be told to more than that server.
        host = urlsplit(target).netloc
        safe = safe and secrets.hidden_in_message(host) == host
    if not safe:
        raise ModelError(
            _("the server redirects to {url}, which is not safe to follow").format(
                url=shown_words(public_address(there), secrets)
            ),
            code="NET-015",
        )
    return target


def _failure(url: str, error: TransportError, most: int) -> ModelError:
    match error.trouble:
        case Trouble.NO_ADDRESS:
            return ModelError(
                _("{url} is not an address that can be fetched from").format(url=url),
                code="NET-016",
                remedy=_("write one that begins with http:// or https://"),
            )
        case Trouble.PROXY:
            return ModelError(
                _("the proxy for {server} cannot be used").format(server=url),
                code="NET-003",
                remedy=_("correct or unset {name}").format(name=error.why),
            )
        case Trouble.UNREACHABLE:
            return ModelError(
                _("{url} cannot be reached: {why}").format(url=url, why=error.why),
                code="NET-017",
                remedy=_("check the network and the address"),
            )
        case Trouble.NO_PROOF:
            return ModelError(
                _("{server} cannot prove that it is that server: {why}").format(
                    server=url, why=error.why
                ),
                code="NET-002",
                remedy=_("check the certificate; SSL_CERT_FILE names those of your own authority"),
            )
        case Trouble.NO_HTTP:
            return ModelError(
                _("{url} cannot be fetched: what answers there is no web server").format(url=url),
                code="NET-018",
                remedy=_("check the address"),
            )
        case Trouble.NO_LENGTH:
            return ModelError(
                _("the server of {url} gives a wrong length").format(url=url), code="NET-019"
            )
        case Trouble.SILENT:
            return ModelError(
                _("the server of {url} does not answer").format(url=url),
                code="NET-020",
                remedy=_("try again later"),
            )
        case Trouble.BROKE_OFF:
            return ModelError(
                _("{url} broke off").format(url=url), code="NET-021", remedy=_("try again")
            )
        case Trouble.TOO_LARGE:
            return ModelError(
                _("{url} is larger than the {limit} MB that are allowed").format(
                    url=url, limit=most // 1_000_000
                ),
                code="NET-022",
            )
