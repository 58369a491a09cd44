"""Ask a server that speaks the OpenAI chat API, and learn what of it this server takes."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.engines.openai.prompt import SCHEMA
from l10n.engines.openai.reply import Reply, read_reply
from l10n.engines.openai.settings import OpenAISettings
from l10n.engines.reasons.form import shown
from l10n.errors import EngineError
from l10n.messages import _
from l10n.net.http import AnswerError, Client, RequestLimits, Server
from l10n.net.keys import key_for
from l10n.regex import regex

_PATH = "chat/completions"
_FORMATS: tuple[Mapping[str, object] | None, ...] = (
    MappingProxyType(
        {
            "type": "json_schema",
            "json_schema": {"name": "translations", "strict": True, "schema": SCHEMA},
        }
    ),
    MappingProxyType({"type": "json_object"}),
    None,
)
"""Ways to ask for JSON, the strictest first."""
_REFUSED = (400, 422)
_MAY_REFUSE = (*_REFUSED, 500, 501)
_OF_FORMAT = regex(r"response_?format|json_?(?:schema|object)|schema|grammar|structured|guided")
_OF_SYSTEM = regex(r"system.{0,20}role|role.{0,20}system|roles must alternate")
_OF_SIZE = regex(
    r"context.{0,20}(?:length|window|size|limit)|(?:length|window) of context|n_ctx|max_model_len"
    r"|too (?:long|large|many tokens)|exceeds.{0,40}(?:context|tokens|length)"
)
_OF_CONTENT = regex(r"content.?(?:filter|management|policy)|moderation|safety|flagged")


class SlowError(EngineError):
    """The model took longer than it may; what is asked for in one request may be too much."""


MOST_BYTES = 4 << 20
"""Bytes of an answer: some hundred times what a model writes at once, and looked through for keys
in a second or two."""


@dataclass(frozen=True, slots=True)
class _Way:
    """What of the API is used with a server; less of it where the server refuses more."""

    format: int = 0
    logprobs: bool = True
    temperature: bool = True
    system: bool = True
    limit: str = "max_tokens"


class Chat:
    """One model on one server."""

    def __init__(
        self,
        client: Client,
        settings: OpenAISettings,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`sleep` waits for some seconds, before a request is tried again.

        Raises EngineError for a key that may not be sent.
        """
        self._key = key_for(client.engine, settings.url)
        self._server = Server(
            client,
            settings.url,
            RequestLimits(settings.timeout, settings.retries, MOST_BYTES),
            key=self._key,
            sleep=self._wait,
        )
        self._settings = settings
        self._sleep = sleep
        self._began = 0.0
        self._way = _Way()
        self._proven = False

    def close(self) -> None:
        """Close the connections."""
        self._server.close()

    def ask(self, messages: Sequence[Mapping[str, str]]) -> Reply:
        """Send messages and read the reply; raises as `Server.post`, and SlowError.

        What the server refuses of the API is left out from then on: the form of the answer, the
        probabilities, the temperature. Where it refuses without a word on why, and has never
        answered yet, these are tried in turn.
        """
        secret = self._key.secret() if self._key is not None else ""
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        while True:
            self._began = time.monotonic()
            try:
                value = self._server.post(_PATH, self._body(messages), headers=headers)
                self._refuse_error(value)
            except AnswerError as error:
                less = _less(self._way, error, known=self._proven)
                if less is None:
                    raise
                self._way = less
                continue
            except EngineError as error:
                if isinstance(error, SlowError) or not self._is_late():
                    raise
                raise self._slow() from None
            reply = read_reply(value, self._server.said)
            self._proven = self._proven or reply.trouble is None
            return reply

    def _wait(self, seconds: float) -> None:
        """Wait before a request is tried again, but not one that took all of its time."""
        if self._is_late():
            raise self._slow()
        self._sleep(seconds)
        self._began = time.monotonic()

    def _slow(self) -> SlowError:
        return SlowError(
            _("{server} did not answer within {seconds} seconds").format(
                server=self._server.origin, seconds=f"{self._settings.timeout}"
            ),
            code="NET-008",
            remedy=_("raise timeout in [engine.{name}], or lower max_texts").format(
                name=self._server.client.table
            ),
        )

    def _is_late(self) -> bool:
        # What waits for the answer may wake a little early.
        return time.monotonic() - self._began >= 0.95 * self._settings.timeout

    def _refuse_error(self, value: object) -> None:
        """Raise AnswerError for an error that a server sent as if it were an answer."""
        error = value.get("error") if isinstance(value, dict) else None
        if not error or (isinstance(value, dict) and value.get("choices")):
            return
        code = error.get("code") if isinstance(error, dict) else None
        text = error.get("message") if isinstance(error, dict) else error
        words = shown(self._server.said(text)) if isinstance(text, str) else ""
        raise AnswerError(
            _("{server} refused: {text}").format(server=self._server.origin, text=words or "–"),
            code="OAI-001",
            status=code if type(code) is int and 400 <= code < 600 else _REFUSED[0],
            server_words=words,
        )

    def _body(self, messages: Sequence[Mapping[str, str]]) -> dict[str, object]:
        way = self._way
        if not way.system:
            whole = "\n\n".join(each["content"] for each in messages)
            messages = [{"role": "user", "content": whole}]
        body: dict[str, object] = {"model": self._settings.model, "messages": list(messages)}
        if way.temperature:
            body["temperature"] = self._settings.temperature
        if self._settings.max_tokens:
            body[way.limit] = self._settings.max_tokens
        form = _FORMATS[way.format]
        if form is not None:
            body["response_format"] = dict(form)
        if way.logprobs:
            body["logprobs"] = True
        return body


def too_large(error: AnswerError) -> bool:
    """True if a server refused a request for its size."""
    return error.status == 413 or (
        error.status in _MAY_REFUSE and bool(_OF_SIZE.search(error.server_words.casefold()))
    )


def of_content(error: AnswerError) -> bool:
    """True if a server refused a request for what the text says."""
    return error.status in (*_REFUSED, 451) and bool(
        _OF_CONTENT.search(error.server_words.casefold())
    )


def _less(way: _Way, error: AnswerError, *, known: bool) -> _Way | None:
    """Leave out what a server refused; None where it refused something else."""
    if error.status not in _MAY_REFUSE:
        return None
    words = error.server_words.casefold()
    if "logprob" in words and way.logprobs:
        return replace(way, logprobs=False)
    if "temperature" in words and way.temperature:
        return replace(way, temperature=False)
    if "max_completion_tokens" in words and way.limit == "max_tokens":
        return replace(way, limit="max_completion_tokens")
    if _OF_SYSTEM.search(words) and way.system:
        return replace(way, system=False)
    narrower = way.format + 1 < len(_FORMATS)
    if _OF_FORMAT.search(words) and narrower:
        return replace(way, format=way.format + 1)
    if known or error.status not in _REFUSED or too_large(error) or of_content(error):
        return None
    if way.logprobs:
        return replace(way, logprobs=False)
    return replace(way, format=way.format + 1) if narrower else None
