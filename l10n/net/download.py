"""Fetching documents and files: bounds on the way, on the size, and on the time.

No key and no cookie goes along. A redirect is followed a few times, never from https to http, and
never from elsewhere to this machine.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from l10n.errors import ModelError
from l10n.messages import _
from l10n.net.answers import shown_words
from l10n.net.deadline import OutOfTimeError
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

MAX_REDIRECTS = 5

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
    start, done, total = patience.clock(), 0, None

    def left() -> float:
        more = done / patience.pace if patience.pace else 0
        return start + patience.within + more - patience.clock()

    try:
        head, blocks = _answer(url, most, patience.idle, left)
        total = head.length
        for block in blocks:
            done += len(block)
            progress(done, total)
            yield block
    except OutOfTimeError:
        raise ModelError(
            _("{url} comes too slowly: {done} bytes in {seconds} seconds").format(
                url=public_address(url), done=done, seconds=round(patience.clock() - start)
            ),
            code="NET-011",
            remedy=_("try again later"),
        ) from None
    except TransportError as error:
        if error.trouble is Trouble.BROKE_OFF and total is not None:
            raise ModelError(
                _("{url} broke off after {done} of {total} bytes").format(
                    url=public_address(url), done=done, total=total
                ),
                code="NET-012",
                remedy=_("try again"),
            ) from None
        raise _failure(public_address(url), error, most) from None


def _answer(
    url: str, most: int, idle: float, left: Callable[[], float]
) -> tuple[ResponseHead, Iterator[bytes]]:
    """The answer with status 200 of an address, or of what it redirects to."""
    place = url
    for _hop in range(MAX_REDIRECTS + 1):
        try:
            origin(place)
        except ValueError:
            raise TransportError(Trouble.NO_ADDRESS) from None
        transport = Transport(place, idle=idle)
        head, blocks = transport.ask(HttpRequest("GET", place), most=most, left=left)
        if head.status == 200:
            return head, blocks
        transport.close()
        there = head.headers.get("location")
        if head.status not in REDIRECTS or there is None:
            raise ModelError(
                _("the server answered {code} for {url}").format(
                    code=head.status, url=public_address(url)
                ),
                code="NET-013",
                remedy=_("check the address")
                if head.status in range(400, 500)
                else _("try again later"),
            )
        place = _followed(place, there, secrets_of(url))
    raise ModelError(_("{url} redirects too often").format(url=public_address(url)), code="NET-014")


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
