"""The API of LibreTranslate: what a server has, and batches that fit into its limits."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import urlsplit

from l10n.dataclass import dataclass
from l10n.engines.libretranslate.settings import LibreTranslateSettings
from l10n.errors import EngineError
from l10n.messages import N_, Message, _, message
from l10n.net.http import AnswerError, BrokenOffError, Server
from l10n.net.keys import Key
from l10n.regex import regex

_MODEL_CODES = {"pt-br": "pb", "zh-hans": "zh", "zh-hant": "zt"}
"""LibreTranslate 1.7 and later give these three languages out under codes of BCP 47."""
_LIMIT = regex(r"\((\d+)\)\D+\((\d+)\)")
"""What it sent back: `request (60) exceeds text limit (50)`; of texts, or of characters."""
_OF_TEXTS = (200, 500, 504)
"""Statuses that one text, or too many at once, may bring about; 200 comes with a wrong answer."""
_QUICK = 5.0
"""Seconds for an answer that others can do without."""
_PATIENCE = 3
"""Lone texts in a row that the server fails at before it is given up."""
MOST_LANGUAGES = 500
"""Languages of one server; the largest model of all knows some 450."""
_CODE = regex(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
"""The code of a language; what is none is left aside."""


@dataclass(frozen=True, slots=True)
class Languages:
    """What a server translates from and into, by its own codes."""

    version: str
    """Empty where the server does not say."""
    codes: tuple[tuple[str, str], ...]
    """The code of the model (`pb`) and the code that the server uses for it (`pt-BR`)."""
    targets: Mapping[str, frozenset[str]]
    """By the code of a source language, the codes of its targets, with detours; of the models."""

    def code(self, model: str) -> str | None:
        """The server's own code for the code of a model; None where it lacks the language."""
        return dict(self.codes).get(model)

    def translates(self, source: str, target: str) -> bool:
        """True for a pair that the server translates, by codes of models."""
        return source != target and target in self.targets.get(source, ())


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """What the server made of one text."""

    text: str = ""
    alternatives: tuple[str, ...] = ()
    reason: Message | None = None
    """Why there is no text."""
    transient: bool = False
    """The reason may pass."""


class Api:
    """One server, and what it has been found to take."""

    def __init__(self, server: Server, key: Key | None, settings: LibreTranslateSettings) -> None:
        """`key` is what the server wants, if any; of the settings, the bounds are kept to."""
        self.host = urlsplit(server.url).netloc
        self._server = server
        self._key = key
        self._max_texts = settings.max_texts
        self._max_characters = settings.max_characters
        self._longest = settings.max_characters
        """Characters of one text that the server takes."""
        self._failures = 0
        """Lone texts that the server failed at since it last translated one."""
        self._alternatives = settings.alternatives

    def languages(self, *, at_once: bool = False) -> Languages:
        """What the server translates, and in which version; raises EngineError.

        `at_once` is for those who can do without: one attempt, and a few seconds.
        """
        codes: dict[str, str] = {}
        listed: dict[str, list[object]] = {}
        listing = self._get("languages", at_once)
        if not isinstance(listing, list) or len(listing) > MOST_LANGUAGES:
            raise self._strange("languages")
        for entry in listing:
            if not isinstance(entry, dict) or not isinstance(entry.get("code"), str):
                raise self._strange("languages")
            code = entry["code"]
            if not _CODE.fullmatch(code):
                continue
            codes[_model(code)] = code
            known = entry.get("targets")
            if isinstance(known, list):
                listed[_model(code)] = known
        every = frozenset(codes)
        # Servers before 1.3.9 do not say, and translate any language into any other.
        targets = dict.fromkeys(codes, every)
        for code, known in listed.items():
            targets[code] = every & {_model(each) for each in known if isinstance(each, str)}
        self._limits(at_once)
        return Languages(self._version(at_once), tuple(codes.items()), MappingProxyType(targets))

    def fits(self, texts: int, characters: int) -> bool:
        """True if that is no more than the server takes in one batch, as far as is known."""
        return texts <= self._max_texts and characters <= self._max_characters

    def batches(self, texts: Sequence[str]) -> list[list[str]]:
        """Part texts into batches that the server takes, as far as is known."""
        found: list[list[str]] = []
        size = 0
        for text in texts:
            if not found or not self.fits(len(found[-1]) + 1, size + len(text)):
                found.append([])
                size = 0
            found[-1].append(text)
            size += len(text)
        return found

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[ServerAnswer]:
        """Translate texts by the server's codes; each is answered, if only with a reason.

        A batch that is too large, or that the server fails at, goes in halves. Raises EngineError.
        """
        answers: list[ServerAnswer] = []
        for batch in self.batches(texts):
            answers += self._whole(batch, (source, target))
        return answers

    def _whole(
        self, batch: list[str], pair: tuple[str, str], *, retries: int | None = None
    ) -> list[ServerAnswer]:
        """Translate a batch, in smaller parts where it fails; `retries` as in `Server.post`."""
        limit = self._longest
        fitting = [text for text in batch if len(text) <= limit]
        if len(fitting) < len(batch):
            found = iter(self._whole(fitting, pair, retries=retries))
            return [next(found) if len(text) <= limit else _too_long(text, limit) for text in batch]
        if not batch:
            return []
        try:
            answers = self._once(batch, pair, retries)
        except AnswerError as error:
            if self._fewer_alternatives(error):
                return self._whole(batch, pair)
            too_large = self._too_large(error, batch)
            if not too_large and error.status not in _OF_TEXTS:
                raise self._of_key(error) from None
            if len(batch) == 1:
                return [self._lone(batch[0], error, too_large=too_large)]
            # The server has been waited for once; what is asked now is which text it fails at.
            again = None if too_large else 0
        except BrokenOffError as error:
            if len(batch) == 1:
                return [self._lone(batch[0], error)]
            # It may have to start again after each text that ends it.
            again = 1
        else:
            self._failures = 0
            return answers
        half = -(-len(batch) // 2)
        answers = []
        for part in (batch[:half], batch[half:]):
            for each in self.batches(part):
                answers += self._whole(each, pair, retries=again)
        return answers

    def _once(
        self, batch: list[str], pair: tuple[str, str], retries: int | None
    ) -> list[ServerAnswer]:
        asked: dict[str, object] = {"q": batch, "source": pair[0], "target": pair[1]}
        asked["format"] = "text"
        if self._alternatives:
            asked["alternatives"] = self._alternatives
        if self._key is not None:
            asked["api_key"] = self._key.secret()
        value = self._server.post("translate", asked, retries=retries)
        texts = value.get("translatedText") if isinstance(value, dict) else None
        if (
            not isinstance(value, dict)
            or not isinstance(texts, list)
            or len(texts) != len(batch)
            or not all(isinstance(text, str) for text in texts)
        ):
            raise self._strange("translate")
        others = value.get("alternatives")
        if not isinstance(others, list) or len(others) != len(batch):
            others = [[]] * len(batch)
        return [
            ServerAnswer(text, self._others(more)) for text, more in zip(texts, others, strict=True)
        ]

    def _others(self, more: object) -> tuple[str, ...]:
        """The alternatives of one text, no more than were asked for."""
        asked = more[: self._alternatives] if isinstance(more, list) else ()
        return tuple(other for other in asked if isinstance(other, str))

    def _fewer_alternatives(self, error: AnswerError) -> bool:
        """Learn how many alternatives the server gives, if that is what it refused for."""
        if (
            not self._alternatives
            or error.status != 400
            or "alternatives" not in error.server_words
        ):
            return False
        number = re.search(r"\d+", error.server_words)
        limit = int(number[0]) if number else 0
        self._alternatives = limit if limit < self._alternatives else 0
        return True

    def _too_large(self, error: AnswerError, batch: list[str]) -> bool:
        """True if a batch was refused for its size; the limit is kept to from then on."""
        if error.status == 413:
            self._max_characters = max(1, min(self._max_characters, sum(map(len, batch)) // 2))
            return True
        limit = _LIMIT.search(error.server_words) if error.status == 400 else None
        if limit is None:
            return False
        size, most = int(limit[1]), int(limit[2])
        if len(batch) > 1 and size == len(batch):
            self._max_texts = max(1, min(self._max_texts, most))
        else:
            self._longest = min(self._longest, most)
        return True

    def _lone(
        self, text: str, error: AnswerError | BrokenOffError, *, too_large: bool = False
    ) -> ServerAnswer:
        """Give up one text, and the server where it fails at one after another."""
        words = error.server_words if isinstance(error, AnswerError) else error.message
        if too_large:
            if len(text) > self._longest:
                return _too_long(text, self._longest)
            return ServerAnswer(
                reason=message(N_("it is too long for the server: {text}"), text=words)
            )
        self._failures += 1
        nonsense = isinstance(error, AnswerError) and error.status == 200
        if self._failures == _PATIENCE or nonsense:
            raise error
        failure = message(N_("the server failed at the text: {text}"), text=words)
        return ServerAnswer(reason=failure, transient=True)

    def _of_key(self, error: AnswerError) -> EngineError:
        if error.status == 400 and self._key is None and "API key" in error.server_words:
            return self._no_key()
        return error

    def _no_key(self) -> EngineError:
        return EngineError(
            _("{server} wants a key").format(server=self._server.origin),
            code="LT-001",
            remedy=_("put one into L10N_{name}_KEY or the file of keys").format(
                name="LIBRETRANSLATE"
            ),
        )

    def _get(self, path: str, at_once: bool) -> object:
        if at_once:
            return self._server.get(path, retries=0, timeout=_QUICK)
        return self._server.get(path)

    def _limits(self, at_once: bool) -> None:
        """Ask for the limit of a text, and whether a key is needed; other servers do not say."""
        try:
            settings = self._get("frontend/settings", at_once)
        except AnswerError:
            return
        if not isinstance(settings, dict) or self._key is not None:
            # A key may have limits of its own, above or below.
            return
        if settings.get("keyRequired") is True:
            raise self._no_key()
        limit = settings.get("charLimit")
        if type(limit) is int and limit > 0:
            self._longest = min(self._longest, limit)

    def _version(self, at_once: bool) -> str:
        try:
            spec = self._get("spec", at_once)
        except AnswerError:
            return ""
        about = spec.get("info") if isinstance(spec, dict) else None
        version = about.get("version") if isinstance(about, dict) else None
        said = self._server.said(version) if isinstance(version, str) else ""
        return said if re.fullmatch(r"[0-9][0-9A-Za-z.+-]{0,30}", said) else ""

    def _strange(self, path: str) -> AnswerError:
        return AnswerError(
            _("{server} does not answer {path} as LibreTranslate does").format(
                server=self._server.origin, path=f"/{path}"
            ),
            code="LT-002",
            status=200,
            server_words="",
            remedy=_("check url in [engine.{name}]").format(name=self._server.client.table),
        )


def _too_long(text: str, limit: int) -> ServerAnswer:
    return ServerAnswer(
        reason=message(
            N_("it has {number} characters, and the server takes {limit}"),
            number=len(text),
            limit=limit,
        )
    )


def _model(code: str) -> str:
    """The code of the model for a code of the server."""
    low = code.lower()
    return _MODEL_CODES.get(low, low)
