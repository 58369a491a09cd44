"""Ask a translation server over HTTP: JSON in, JSON out, with bounds and retries.

What is sent goes to one origin; no redirect is followed. An answer has a bound on its bytes and on
its seconds, from the first byte sent to the last one received.
"""

import json
import time
from collections.abc import Callable, Mapping
from urllib.parse import urljoin

from l10n.dataclass import dataclass
from l10n.errors import EngineError
from l10n.messages import _
from l10n.net.answers import json_value, server_words, shown_words
from l10n.net.connections import proxy_account
from l10n.net.deadline import OutOfTimeError
from l10n.net.keys import Key
from l10n.net.origin import origin
from l10n.net.secrets import Secrets
from l10n.net.transport import (
    NO_HEADERS,
    REDIRECTS,
    HttpRequest,
    Transport,
    TransportError,
    Trouble,
)
from l10n.net.waiting import LONGEST_ASKED, asked, pause

MOST = 16 << 20
"""Bytes that an answer may have."""
_AGAIN = frozenset((429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class RequestLimits:
    """How long a server is waited for, and how much of an answer is taken."""

    timeout: float
    """Seconds, from the first byte sent to the last one received."""
    retries: int
    """Attempts after the first."""
    most: int = MOST
    """Bytes of an answer."""


@dataclass(frozen=True, slots=True)
class Client:
    """The engine that asks a server."""

    engine: str
    """Its own name, by which its keys go."""
    table: str
    """What the workflow calls it, for remedies that name its settings."""


class AnswerError(EngineError):
    """The server answered, but not as asked: another status than 200, or no JSON."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        server_words: str,
        code: str,
        remedy: str | None = None,
    ) -> None:
        """`status` is that of HTTP, `server_words` what the server wrote, shortened to one line."""
        super().__init__(message, code=code, remedy=remedy)
        self.status = status
        self.server_words = server_words


class BrokenOffError(EngineError):
    """The server took a request and dropped the connection; what it was sent may be why."""


class _AgainError(Exception):
    """One attempt failed, and another may not."""

    def __init__(
        self, error: EngineError, wait: float | None = None, *, slow: bool = False
    ) -> None:
        super().__init__()
        self.error = error
        self.wait = wait
        """Seconds that the server asked for."""
        self.slow = slow


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Question:
    method: str
    path: str
    body: bytes | None
    headers: Mapping[str, str]


class Server:
    """One server, by its address; keeps its connection open between requests."""

    def __init__(
        self,
        client: Client,
        url: str,
        limits: RequestLimits,
        *,
        key: Key | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`url` is where its paths begin.

        `key` is what callers send: it has to be of the server's origin, and is taken out of all
        that the server says, whatever way it is written there.
        """
        self.url = url.rstrip("/")
        self.origin = origin(url)
        if key is not None and key.origin != self.origin:
            raise ValueError("a key of another origin")
        self.client = client
        self._limits = limits
        self._secrets = Secrets([] if key is None else [key.secret()]) + proxy_account(self.url)
        self._sleep = sleep
        self._transport = Transport(self.url, idle=limits.timeout)

    def get(
        self,
        path: str,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        retries: int | None = None,
        timeout: float | None = None,
    ) -> object:
        """Ask for the JSON at a path; as `post`. `timeout` replaces the server's, if it is less."""
        seconds = self._limits.timeout if timeout is None else min(timeout, self._limits.timeout)
        return self._ask(_Question("GET", path, None, headers), retries, seconds)

    def said(self, text: str) -> str:
        """Words of the server as they may be shown: one short line, without the key."""
        return shown_words(text, self._secrets)

    def post(
        self,
        path: str,
        value: object,
        *,
        headers: Mapping[str, str] = NO_HEADERS,
        retries: int | None = None,
    ) -> object:
        """Post JSON to a path, and read the JSON that comes back; `retries` replaces the server's.

        Tried again, with growing pauses, where the server cannot be reached, breaks off, takes too
        long (once), or answers 429, 500, 502, 503 or 504. Raises EngineError when it stays out of
        reach, BrokenOffError when it keeps breaking off, AnswerError when it answers with anything
        but 200 and JSON.
        """
        body = json.dumps(value, ensure_ascii=False).encode()
        sent = {"Content-Type": "application/json", **headers}
        return self._ask(_Question("POST", path, body, sent), retries, self._limits.timeout)

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def _ask(self, question: _Question, retries: int | None, seconds: float) -> object:
        most = self._limits.retries if retries is None else retries
        slow, waited = 0, 0.0
        for attempt in range(most + 1):
            try:
                return self._once(question, seconds)
            except _AgainError as again:
                slow += again.slow
                waited += again.wait or 0
                # What took too long twice takes too long, and the server may still be at it.
                if attempt == most or slow == 2 or waited > LONGEST_ASKED:
                    raise again.error from None
                busy = isinstance(again.error, AnswerError) and again.error.status == 429
                self._sleep(pause(attempt, again.wait, busy=busy))
        raise AssertionError

    def _once(self, question: _Question, seconds: float) -> object:
        path = question.path
        answer = self._answer(question, seconds)
        if answer.status in REDIRECTS:
            raise self._redirect(answer, path)
        if answer.status in _AGAIN:
            raise _AgainError(self._refusal(answer, path), asked(answer.headers.get("retry-after")))
        if answer.status != 200:
            raise self._refusal(answer, path)
        return self._value(answer, path)

    def _answer(self, question: _Question, seconds: float) -> _Answer:
        end = time.monotonic() + seconds
        url = f"{self.url}/{question.path.lstrip('/')}"
        headers = {"Accept": "application/json", **question.headers}
        try:
            head, blocks = self._transport.ask(
                HttpRequest(question.method, url, headers, question.body),
                most=self._limits.most,
                left=lambda: end - time.monotonic(),
            )
            # One by one small blocks would take many times their size.
            body = bytearray()
            for block in blocks:
                body += block
            return _Answer(head.status, head.headers, bytes(body))
        except OutOfTimeError:
            raise _AgainError(self._too_slow(seconds), slow=True) from None
        except TransportError as error:
            raise self._failure(error) from None

    def _value(self, answer: _Answer, path: str) -> object:
        try:
            return json_value(answer.body, self._secrets)
        except (ValueError, RecursionError):
            words = server_words(answer.body, self._secrets)
            raise AnswerError(
                _("{server} did not answer {path} with JSON: {said}").format(
                    server=self.origin, path=path, said=words or "–"
                ),
                code="NET-001",
                status=answer.status,
                server_words=words,
                remedy=self._check(),
            ) from None

    def _failure(self, error: TransportError) -> Exception:
        """What went wrong on the way, and whether another attempt may help."""
        match error.trouble:
            case Trouble.NO_PROOF:
                return EngineError(
                    _("{server} cannot prove that it is that server: {why}").format(
                        server=self.origin, why=error.why
                    ),
                    code="NET-002",
                    remedy=_(
                        "check the certificate; SSL_CERT_FILE names those of your own authority"
                    ),
                )
            case Trouble.PROXY:
                return EngineError(
                    _("the proxy for {server} cannot be used").format(server=self.origin),
                    code="NET-003",
                    remedy=_("correct or unset {name}").format(name=error.why),
                )
            case Trouble.NO_ADDRESS:
                return EngineError(
                    _("{server} is not an address that can be reached").format(server=self.origin),
                    code="NET-004",
                    remedy=self._check(),
                )
            case Trouble.TOO_LARGE:
                return EngineError(
                    _("{server} sent more than {limit} MB").format(
                        server=self.origin, limit=self._limits.most >> 20
                    ),
                    code="NET-005",
                    remedy=self._check(),
                )
            case Trouble.SILENT:
                return _AgainError(self._too_slow(self._limits.timeout), slow=True)
            case Trouble.UNREACHABLE:
                return _AgainError(
                    EngineError(
                        _("{server} cannot be reached: {why}").format(
                            server=self.origin, why=error.why
                        ),
                        code="NET-006",
                        remedy=_("start the server, or correct url in [engine.{name}]").format(
                            name=self.client.table
                        ),
                    )
                )
            case Trouble.BROKE_OFF | Trouble.NO_HTTP | Trouble.NO_LENGTH:
                return _AgainError(
                    BrokenOffError(
                        _("{server} broke off").format(server=self.origin),
                        code="NET-007",
                        remedy=_("see what the server says, and run the command again"),
                    )
                )

    def _too_slow(self, seconds: float) -> EngineError:
        return EngineError(
            _("{server} did not answer within {seconds} seconds").format(
                server=self.origin, seconds=f"{seconds:g}"
            ),
            code="NET-008",
            remedy=_("raise timeout in [engine.{name}], or lower max_texts").format(
                name=self.client.table
            ),
        )

    def _redirect(self, answer: _Answer, path: str) -> EngineError:
        place = answer.headers.get("location", "")
        try:
            target = self.said(origin(urljoin(f"{self.url}/{path.lstrip('/')}", place)))
        except ValueError:
            target = "?"
        return AnswerError(
            _("{server} redirects {path} to {target}, and nothing is sent there").format(
                server=self.origin, path=path, target=target
            ),
            code="NET-009",
            status=answer.status,
            server_words="",
            remedy=self._check(),
        )

    def _refusal(self, answer: _Answer, path: str) -> AnswerError:
        words = server_words(answer.body, self._secrets)
        if answer.status in (401, 403):
            remedy = _("check the key for {server}, in L10N_{name}_KEY or the file of keys").format(
                server=self.origin, name=self.client.engine.upper()
            )
        elif answer.status in (404, 405):
            remedy = self._check()
        else:
            remedy = _("see what the server says, and run the command again")
        return AnswerError(
            _("{server} answered {status} to {path}: {said}").format(
                server=self.origin, status=answer.status, path=path, said=words or "–"
            ),
            code="NET-010",
            status=answer.status,
            server_words=words,
            remedy=remedy,
        )

    def _check(self) -> str:
        return _("check url in [engine.{name}]").format(name=self.client.table)
