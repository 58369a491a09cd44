"""Fetch over HTTP with bounds: on the way, on the size, and on the time.

The answer is received in a thread of its own, so that no server can hold up the command, wherever
in its answer it dawdles. A thread that was given up ends with its next block, or with the command.
"""

import hashlib
import http.client
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from l10n import __version__
from l10n.errors import ModelError
from l10n.messages import _
from l10n.net.deadline import OutOfTimeError, received

Progress = Callable[[int, int | None], None]
"""Told the bytes done and the bytes in all, None where the server does not say."""

TIMEOUT = 30.0
"""Seconds without a byte after which a server counts as gone."""
WITHIN = 60.0
"""Seconds that a document may take as a whole, and a file until its pace counts."""
PACE = 10_000
"""Bytes a second, on the average, below which a file is given up."""
MAX_REDIRECTS = 5
_BLOCK = 1 << 16
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MAX_REDIRECTS
    max_repeats = 2

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if req.full_url.startswith("https:") and not newurl.startswith("https:"):
            raise _unsafe(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(
    url: str, *, most: int, progress: Progress | None = None, timeout: float = TIMEOUT
) -> bytes:
    """Fetch a small document whole, within WITHIN; raises ModelError, as `download`."""
    return b"".join(_blocks(url, most, progress, timeout, None))


def download(
    url: str,
    target: Path,
    *,
    most: int,
    progress: Progress | None = None,
    timeout: float = TIMEOUT,
) -> str:
    """Fetch a file to a path and give its SHA-256, hexadecimal.

    `most` is the largest size in bytes, `timeout` the seconds without a byte. Raises ModelError
    where the address is wrong, the server does not answer as it should or falls below PACE, or
    the file cannot be written; what was written so far then stays for the caller to throw away.
    """
    digest = hashlib.sha256()
    with writing(target), target.open("wb") as stream:
        for block in _blocks(url, most, progress, timeout, PACE):
            digest.update(block)
            stream.write(block)
    return digest.hexdigest()


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Put what the system says against writing to a place into a ModelError."""
    try:
        yield
    except OSError as error:
        place = error.filename or path
        if error.errno in (ENOSPC, EDQUOT):
            raise ModelError(
                _("the disk is full"), path=place, remedy=_("make room and try again")
            ) from error
        if error.errno in (EACCES, EPERM, EROFS):
            raise ModelError(
                _("you may not write here"),
                path=place,
                remedy=_("set ARGOS_PACKAGES_DIR to a folder that you may write to"),
            ) from error
        raise ModelError(
            _("cannot be written: {why}").format(why=error.strerror or error), path=place
        ) from error


@dataclass(frozen=True, slots=True)
class _Block:
    data: bytes
    done: int
    """Bytes up to its end."""
    total: int | None


def _blocks(
    url: str, most: int, progress: Progress | None, timeout: float, pace: int | None
) -> Iterator[bytes]:
    """Give what a thread receives; give it up where it falls behind `pace` (bytes a second)."""
    start, done = time.monotonic(), 0

    def left() -> float:
        return start + WITHIN + (done / pace if pace else 0) - time.monotonic()

    try:
        for found in received(lambda: _received(url, most, timeout), left):
            done = found.done
            if progress:
                progress(done, found.total)
            yield found.data
    except OutOfTimeError:
        raise _too_slow(url, done, time.monotonic() - start) from None


def _received(url: str, most: int, timeout: float) -> Iterator[_Block]:
    with _answers(url), closing(_opened(url, timeout)) as answer:
        total = _length(answer, url)
        if total is not None and total > most:
            raise _too_large(url, most)
        done = 0
        # What is there, not a whole block: that could take for ever.
        while data := answer.read1(_BLOCK):
            done += len(data)
            if done > most:
                raise _too_large(url, most)
            yield _Block(data, done, total)
        if total is not None and done != total:
            raise ModelError(
                _("{url} broke off after {done} of {total} bytes").format(
                    url=url, done=done, total=total
                ),
                remedy=_("try again"),
            )


def _opened(url: str, timeout: float) -> http.client.HTTPResponse:
    if urlsplit(url).scheme not in ("http", "https"):
        raise ModelError(
            _("{url} is not an address that can be fetched from").format(url=url),
            remedy=_("only http:// and https:// are"),
        )
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    request = urllib.request.Request(
        url, headers={"User-Agent": f"l10n/{__version__}", "Accept-Encoding": "identity"}
    )
    answer = opener.open(request, timeout=timeout)
    if not isinstance(answer, http.client.HTTPResponse):
        raise ModelError(_("{url} gives no answer").format(url=url))
    return answer


def _length(answer: http.client.HTTPResponse, url: str) -> int | None:
    value = answer.headers.get("Content-Length")
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 20):
        raise ModelError(_("the server of {url} gives no proper length").format(url=url))
    return int(value)


@contextmanager
def _answers(url: str) -> Iterator[None]:
    """Put what can go wrong between here and a server into a ModelError."""
    try:
        yield
    except urllib.error.HTTPError as error:
        error.close()
        location = error.headers.get("Location") if error.code in range(300, 400) else None
        if location and _OTHER_SCHEME.match(location):
            raise _unsafe(location) from error
        if location:
            raise ModelError(_("{url} redirects too often").format(url=url)) from error
        remedy = _("check the address") if error.code in range(400, 500) else _("try again later")
        raise ModelError(
            _("the server answered {code} for {url}").format(code=error.code, url=url),
            remedy=remedy,
        ) from error
    except urllib.error.URLError as error:
        raise _unreachable(url, error.reason) from error
    except OSError as error:
        raise _unreachable(url, error) from error
    except http.client.IncompleteRead as error:
        raise ModelError(_("{url} broke off").format(url=url), remedy=_("try again")) from error
    except (http.client.HTTPException, UnicodeError, ValueError) as error:
        raise ModelError(
            _("{url} cannot be fetched: {why}").format(url=url, why=error),
            remedy=_("check the address"),
        ) from error


def _unreachable(url: str, why: object) -> ModelError:
    if isinstance(why, TimeoutError):
        return ModelError(
            _("the server of {url} does not answer").format(url=url), remedy=_("try again later")
        )
    said = (why.strerror or str(why)) if isinstance(why, OSError) else str(why)
    return ModelError(
        _("{url} cannot be reached: {why}").format(url=url, why=said),
        remedy=_("check the network and the address"),
    )


def _unsafe(url: str) -> ModelError:
    return ModelError(
        _("the server redirects to {url}, which is not safe to follow").format(url=url)
    )


def _too_slow(url: str, done: int, seconds: float) -> ModelError:
    return ModelError(
        _("{url} comes too slowly: {done} bytes in {seconds} seconds").format(
            url=url, done=done, seconds=round(seconds)
        ),
        remedy=_("try again later"),
    )


def _too_large(url: str, most: int) -> ModelError:
    return ModelError(
        _("{url} is larger than the {limit} MB that are allowed").format(
            url=url, limit=most // 1_000_000
        )
    )
