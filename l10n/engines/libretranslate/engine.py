"""The engine that asks a LibreTranslate server, the newsroom's own or a provider's."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.engines import Draft, Request
from l10n.engines.codes import argos_codes, locale_of
from l10n.engines.libretranslate.api import Api, Languages, ServerAnswer
from l10n.engines.libretranslate.entities import undecoded
from l10n.engines.libretranslate.settings import LibreTranslateSettings
from l10n.engines.reasons.size import out_of_proportion
from l10n.errors import EngineError
from l10n.language.protected import only_kept, restored
from l10n.messages import N_, _, message
from l10n.model.engine_settings import read
from l10n.model.markup import Tagged, TokenKind, faults
from l10n.net.http import MOST, Client, RequestLimits, Server
from l10n.net.keys import key_for
from l10n.net.origin import origin
from l10n.regex import regex
from l10n.tags.place import Evidence, place
from l10n.tags.units import spaced

_LETTER = regex(r"[^\W\d_]")
_BREAK = regex(r"\s*[\r\n\u2028\u2029]+\s*")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair of locales, and how the server names it."""

    source: str
    target: str
    own_source: str
    own_target: str
    label: str


class LibreTranslate:
    """Drafts with a LibreTranslate server, a batch of texts at a time.

    Nothing is sent but texts, without their tags, and what each pair of tags holds, which tells
    where the pair belongs in the translation. The server's own way with tags (`format=html`)
    translates every stretch between two tags without the sentence around it, and is not used:
    docs/engines.md has the figures. What the server decodes or mangles is put right where that
    can be done, or else the text is left empty with the reason.
    """

    name = "libretranslate"
    settings = LibreTranslateSettings

    def __init__(
        self,
        settings: Mapping[str, object] | None = None,
        *,
        name: str = name,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`settings` and `name` are those of the engine's table in a workflow.

        `sleep` waits for some seconds, before a request is tried again. Raises EngineError for a
        mistake in the settings.
        """
        self._settings = read(LibreTranslateSettings, settings or {}, name)
        self._table = name
        self._sleep = sleep
        self._server: Server | None = None
        self._api: Api | None = None
        self._languages: Languages | None = None

    def close(self) -> None:
        """Close the connections, and ask anew next time what the server has."""
        if self._server is not None:
            self._server.close()
        self._server = self._api = self._languages = None

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs that the server translates, with its detours; raises EngineError."""
        return frozenset(
            (locale_of(source), locale_of(target))
            for source, targets in self._known(at_once=True).targets.items()
            for target in targets
            if target != source
        )

    def models(self) -> tuple[str, ...]:
        """The server's version and languages: it does not tell its models apart.

        Raises EngineError at the first attempt that fails, or takes more than a few seconds.
        """
        known = self._known(at_once=True)
        codes = " ".join(sorted(own for _code, own in known.codes))
        return (f"{_named(known)}, {self._connected().host}: {codes}",)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        """Draft all texts, one draft for each, in order, given as soon as a batch is done.

        Raises EngineError if the server stays out of reach, refuses, or lacks the pair.
        """
        if not requests:
            return
        pair = self._pair(source, target)
        api = self._connected()
        done = 0
        while done < len(requests):
            last, texts = self._batch(requests, done)
            made = api.translate(texts, pair.own_source, pair.own_target)
            answers = dict(zip(texts, made, strict=True))
            for request in requests[done:last]:
                yield self._draft(request, answers, pair)
            done = last

    def _batch(self, requests: Sequence[Request], first: int) -> tuple[int, list[str]]:
        """Where the batch that begins with a request ends, and the distinct texts to ask for."""
        api = self._connected()
        texts: dict[str, None] = {}
        characters = 0
        for number in range(first, len(requests)):
            asked = _asked(requests[number].text, self._settings.max_characters)
            more = [text for text in dict.fromkeys(asked) if text not in texts]
            characters += sum(map(len, more))
            if number > first and not api.fits(len(texts) + len(more), characters):
                return number, list(texts)
            texts |= dict.fromkeys(more)
        return len(requests), list(texts)

    def _draft(self, request: Request, answers: Mapping[str, ServerAnswer], pair: _Pair) -> Draft:
        text = request.text
        plain = _plain(text)
        if not plain:
            return Draft("", pair.label, message(N_("there is nothing to translate")))
        if only_kept(plain):
            return Draft(text.text, pair.label)
        answer = answers.get(plain)
        if answer is None:
            return Draft(
                "",
                pair.label,
                message(
                    N_("it has {number} characters, and max_characters is {limit}"),
                    number=len(plain),
                    limit=self._settings.max_characters,
                ),
            )
        if answer.reason is not None:
            return Draft("", pair.label, answer.reason, transient=answer.transient)
        evidence = Evidence(
            MappingProxyType(
                {
                    name: answers[held].text
                    for name, held in _held(text).items()
                    if held in answers and answers[held].text
                }
            ),
            request.terms,
            source=pair.source,
            target=pair.target,
        )
        made = _made(text, answer.text, evidence, pair.label)
        if not made.text:
            return made
        others = [_made(text, other, evidence, pair.label).text for other in answer.alternatives]
        others = [other for other in dict.fromkeys(others) if other and other != made.text]
        return Draft(
            made.text,
            made.model,
            made.reason,
            made.doubtful,
            alternatives=tuple(others[: self._settings.alternatives]),
        )

    def _pair(self, source: str, target: str) -> _Pair:
        known = self._known()
        for one in argos_codes(source):
            for other in argos_codes(target):
                own_source, own_target = known.code(one), known.code(other)
                if own_source and own_target and known.translates(one, other):
                    label = f"{_named(known)} {own_source}→{own_target}, {self._connected().host}"
                    return _Pair(
                        source, target, own_source=own_source, own_target=own_target, label=label
                    )
        raise EngineError(
            _("{server} does not translate from {source} to {target}").format(
                server=origin(self._settings.url), source=source, target=target
            ),
            code="LT-003",
            remedy=_("install the language there, or put another engine into `engines`"),
        )

    def _known(self, *, at_once: bool = False) -> Languages:
        if self._languages is None:
            self._languages = self._connected().languages(at_once=at_once)
        return self._languages

    def _most(self) -> int:
        """Bytes of an answer: a list of languages, or translations with each character escaped."""
        texts = self._settings.max_characters * (1 + self._settings.alternatives)
        return min(MOST, (4 << 20) + 32 * texts)

    def _connected(self) -> Api:
        """The server with its key, which is looked for only now that it is needed."""
        if self._api is None:
            key = key_for(self.name, self._settings.url)
            self._server = Server(
                Client(self.name, self._table),
                self._settings.url,
                RequestLimits(self._settings.timeout, self._settings.retries, self._most()),
                key=key,
                sleep=self._sleep,
            )
            self._api = Api(self._server, key, self._settings)
        return self._api


def _named(known: Languages) -> str:
    return f"LibreTranslate {known.version}".rstrip()


def _plain(text: Tagged) -> str:
    """A text without its tags; a line break between two words is a space."""
    pieces = [token.text for token in spaced(text.tokens()) if token.kind is TokenKind.TEXT]
    return "".join(pieces).strip()


def _asked(text: Tagged, longest: int) -> Iterator[str]:
    """What the server is asked for: the text, and what its pairs of tags hold."""
    plain = _plain(text)
    if plain and not only_kept(plain) and len(plain) <= longest:
        yield plain
        yield from _held(text).values()


def _held(text: Tagged) -> dict[str, str]:
    """What each pair of tags holds, where it is words and not all of them."""
    if not text.pairs or faults(text, text.text):
        return {}
    whole = _plain(text)
    open_: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for token in spaced(text.tokens()):
        if token.kind is TokenKind.OPEN:
            open_[token.text] = []
        elif token.kind is TokenKind.CLOSE:
            found[token.text] = "".join(open_.pop(token.text)).strip()
        elif token.kind is TokenKind.TEXT:
            for pieces in open_.values():
                pieces.append(token.text)
    return {name: held for name, held in found.items() if held != whole and _LETTER.search(held)}


def _made(text: Tagged, answer: str, evidence: Evidence, label: str) -> Draft:
    """Make a draft of what the server gave for a text: without its mangling, with the tags."""
    source = _plain(text)
    if out_of_proportion(source, answer):
        # Nor is it gone through, to find places for tags in it.
        return Draft("", label, message(N_("it is far too long for its source")))
    target = answer.strip()
    if not _BREAK.search(source):
        target = _BREAK.sub(" ", target)
    if not target:
        return Draft("", label)
    decoded = undecoded(source, target)
    if decoded is None:
        reason = message(N_("the server decoded what reads as HTML, such as {text}"), text="&amp;")
        return Draft("", label, reason)
    placed = place(text, restored(source, decoded) or decoded, evidence)
    return Draft(placed.text, label, placed.reason, placed.reason is not None)
