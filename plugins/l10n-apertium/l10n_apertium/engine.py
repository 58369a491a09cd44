"""The engine that drafts with Apertium: rules and dictionaries, for the pairs that it has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from l10n.engines import Draft, Request
from l10n.errors import EngineError
from l10n.messages import _
from l10n.model.engine_settings import Whole, read
from l10n.model.markup import Tagged
from l10n_apertium.drafts import draft_of, unchanged
from l10n_apertium.modes import (
    Mode,
    Pipeline,
    chosen,
    debian_package,
    modes,
    pipeline,
)
from l10n_apertium.names import STAND_INS, SourceText, names, stand_in
from l10n_apertium.process import Patience, Program, answers, installed, own_version, versions
from l10n_apertium.stream import answered, bare, marked, runs, source_of, with_signs, words
from l10n_apertium.words import Rendering, StandIns, rendered

_TEXTS = 500
_CHARACTERS = 200_000
"""Most texts, and most characters unless one text has more, that go through one process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `[engine.apertium]` may hold."""

    timeout: Annotated[int, Whole(1, 3600)] = 120
    """Seconds for up to 500 texts, which go through one process."""


@dataclass(frozen=True, slots=True)
class _Direction:
    """All that is needed to run one mode."""

    mode: Mode
    pipeline: Pipeline
    translate: tuple[str, ...]
    analyse: tuple[str, ...]
    """Empty where the mode has another way to find words."""
    label: str


class Apertium:
    """Drafts with the Apertium that is installed, and the language data beside it.

    Words keep their origin on the way through (word-bound blanks), so tags stand around what became
    of the words that they held. A draft is doubtful where a word is not in the dictionaries and is
    no name, where a name was perhaps translated, and where a tag was. Its confidence is the share
    of the words, names left out, that the dictionaries know.
    """

    name = "apertium"
    settings = Settings

    def __init__(
        self, settings: Mapping[str, object] | None = None, *, name: str = "apertium"
    ) -> None:
        """`settings` and `name` are those of the engine's table in a workflow.

        Raises EngineError for a mistake.
        """
        self._patience = Patience(read(Settings, settings or {}, name).timeout, name)
        self._found: tuple[Program, tuple[Mode, ...]] | None = None
        self._directions: dict[str, _Direction] = {}

    def close(self) -> None:
        """Look for Apertium and its data anew next time."""
        self._found = None
        self._directions.clear()

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs of locales that the installed data are for.

        Raises EngineError if Apertium is not installed.
        """
        _program, there = self._installed()
        return frozenset((mode.source, mode.target) for mode in there)

    def models(self) -> tuple[str, ...]:
        """Name the installed modes with the versions of their data.

        Raises EngineError if Apertium is not installed.
        """
        program, there = self._installed()
        lines = {mode.name: pipeline(program.mode_file(mode.name)) for mode in there}
        return _labels(program, lines)

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterator[Draft]:
        """Draft all texts, one draft for each, in order, some hundred at a time.

        Raises EngineError if Apertium or the pair is not installed, or if it does not work.
        """
        if not requests:
            return
        direction = self._direction(source, target)
        for group in _groups(requests):
            done = self._drafts(direction, group)
            yield from (done[request.text] for request in group)

    def _installed(self, package: str | None = None) -> tuple[Program, tuple[Mode, ...]]:
        if self._found is None:
            program = installed()
            if program is None:
                raise EngineError(
                    _("the program apertium is not installed"),
                    code="APERTIUM-001",
                    remedy=_install("apertium", package or "apertium-eng-spa"),
                )
            self._found = program, modes(program.modes)
        return self._found

    def _direction(self, source: str, target: str) -> _Direction:
        package = debian_package(source, target)
        program, there = self._installed(package)
        mode = chosen(there, source, target)
        if mode is None:
            raise EngineError(
                _("Apertium has no data that translate from {source} to {target}").format(
                    source=source, target=target
                ),
                code="APERTIUM-002",
                remedy=_install(package)
                if package
                else _("Debian has no package for this pair; choose another engine"),
            )
        if mode.name not in self._directions:
            line = pipeline(program.mode_file(mode.name))
            lexical = program.tool("lt-proc") if line.analysis else None
            self._directions[mode.name] = _Direction(
                mode,
                line,
                (str(program.path), "-z", "-f", "none", mode.name),
                (lexical, "-z", "-w", *line.analysis) if lexical else (),
                *_labels(program, {mode.name: line}),
            )
        return self._directions[mode.name]

    def _drafts(self, direction: _Direction, group: Sequence[Request]) -> dict[Tagged, Draft]:
        """Draft the distinct texts of a group."""
        done: dict[Tagged, Draft] = {}
        articles: dict[Tagged, Request] = {}
        for request in group:
            draft = unchanged(request.text, direction.label)
            if draft:
                done[request.text] = draft
            else:
                articles.setdefault(request.text, request)
        if not articles:
            return done
        texts, divided, alias = self._divided(direction, list(articles))
        known = _names(list(articles.values()), texts) if alias else [frozenset()] * len(texts)
        made = self._renderings(direction, texts, divided, known, alias)
        for text, exact, mine, result in zip(texts, divided, known, made, strict=True):
            tagged = text.source.tagged
            done[tagged] = draft_of(text, result, mine, direction.label, divided=exact)
        return done

    def _divided(
        self, direction: _Direction, given: Sequence[Tagged]
    ) -> tuple[list[SourceText], list[bool], str]:
        """Divide texts into words; give the name that may stand in for others, if there is one."""
        sources = [source_of(text) for text in given]
        if not direction.analyse:
            whole = [SourceText.of(source, runs(source)) for source in sources]
            return whole, [False] * len(sources), ""
        lines = [", ".join(STAND_INS), *(bare(source) for source in sources)]
        answered_lines = answers(direction.analyse, lines, self._patience)
        texts: list[SourceText] = []
        divided: list[bool] = []
        for source, line in zip(sources, answered_lines[1:], strict=True):
            found = words(source, line) if line is not None else None
            texts.append(SourceText.of(source, runs(source) if found is None else found))
            divided.append(found is not None)
        tried = source_of(Tagged(lines[0]))
        readings = {
            tried.plain[word.start : word.end]: word.readings
            for word in words(tried, answered_lines[0] or "") or ()
        }
        return texts, divided, stand_in(readings) or ""

    def _renderings(
        self,
        direction: _Direction,
        texts: Sequence[SourceText],
        divided: Sequence[bool],
        known: Sequence[frozenset[str]],
        alias: str,
    ) -> list[Rendering | None]:
        """Translate: with names and currency signs taken out, then in, then without marks on words.

        Each time only what did not come back whole the time before.
        """
        made: list[Rendering | None] = [None] * len(texts)
        for attempt in ("names", "words", "text"):
            todo = [number for number, result in enumerate(made) if result is None]
            if not todo:
                break
            replaced = {
                number: _replaced(texts[number], known[number])
                if attempt == "names" and alias and divided[number]
                else {}
                for number in todo
            }
            sources = {
                number: texts[number].source
                if attempt == "names"
                else with_signs(texts[number].source)
                for number in todo
            }
            lines = [
                bare(sources[number])
                if attempt == "text"
                else marked(
                    sources[number], texts[number].words, dict.fromkeys(replaced[number], alias)
                )
                for number in todo
            ]
            try:
                answered_lines = answers(direction.translate, lines, self._patience)
            except EngineError:
                # What works for other texts is not broken; these are more than it can bear.
                if not any(made):
                    raise
                continue
            for number, line in zip(todo, answered_lines, strict=True):
                if line is not None:
                    made[number] = rendered(
                        sources[number],
                        texts[number].words,
                        answered(line),
                        stand_ins=StandIns(replaced[number], alias),
                        divided=divided[number],
                    )
        return made


def _install(*packages: str) -> str:
    return _("install it: {command}").format(command=" ".join(["apt-get install", *packages]))


def _labels(program: Program, lines: Mapping[str, Pipeline]) -> tuple[str, ...]:
    """Name modes with the versions of their data, or of Apertium where that is not known."""
    known = versions(line.package for line in lines.values())
    missing = any(line.package not in known for line in lines.values())
    other = f"({own_version(program)})" if missing else ""
    return tuple(f"{name} {known.get(line.package, other)}" for name, line in lines.items())


def _groups(requests: Sequence[Request]) -> Iterator[Sequence[Request]]:
    """Cut requests into groups that go through one process each."""
    start = size = 0
    for place, request in enumerate(requests):
        length = len(request.text.text)
        if place > start and (size + length > _CHARACTERS or place - start >= _TEXTS):
            yield requests[start:place]
            start, size = place, 0
        size += length
    yield requests[start:]


def _names(requests: Sequence[Request], texts: Sequence[SourceText]) -> list[frozenset[str]]:
    """Find the names in each text, looking at all texts of its article."""
    articles: dict[object, list[int]] = {}
    for number, request in enumerate(requests):
        articles.setdefault(request.title or number, []).append(number)
    found: list[frozenset[str]] = [frozenset()] * len(texts)
    for numbers in articles.values():
        around = [
            more
            for number in numbers
            for more in (requests[number].title, requests[number].before, requests[number].after)
        ]
        mine = names((texts[number] for number in numbers), dict.fromkeys(around))
        for number in numbers:
            found[number] = mine
    return found


def _replaced(text: SourceText, known: frozenset[str]) -> dict[int, str]:
    """The words of a text that are names, by number."""
    return {
        number: text.written(number)
        for number in range(len(text.words))
        if text.written(number) in known and not _is_name(text, number)
    }


def _is_name(text: SourceText, number: int) -> bool:
    """True if the dictionary has a word as a name too, so that it may be left to it."""
    return any("<np>" in reading for reading in text.words[number].readings)
