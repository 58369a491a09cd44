"""Lines of one or several files, joined to terms; lines that contradict each other are named."""

from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import product
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.glossary.columns import At, short
from l10n.glossary.terms import Glossary, Part, Status, Term, Written, by_part, united
from l10n.messages import _

_ANY = "\0"
"""Stands for any pair, or any domain."""
_Use = tuple[tuple[str, str] | str | None, str]
"""A pair of locales and a domain, for which something is said."""
_Key = tuple[str, tuple[str, str] | None]
"""A term and its pair of locales."""


class Joining:
    """Takes what lines say, each as a Term of its own, and joins what belongs together."""

    def __init__(self) -> None:
        """Begin with no line."""
        self._said: dict[tuple[_Key, str], dict[Part | None, _Said]] = {}
        """By one domain each (empty for everybody's) and part of speech."""
        self._lines: dict[_Key, list[Term]] = {}

    def add(self, line: Term) -> None:
        """Take a line; raises GlossaryError if it contradicts an earlier one."""
        key = line.term, line.pair
        for domain in _domains(line):
            said = self._said.setdefault((key, domain), {})
            for part, others in said.items():
                # A line that names no part of speech is about every part.
                if line.part is None or part is None or part is line.part:
                    others.check(line)
            said.setdefault(line.part, _Said()).add(line)
        self._lines.setdefault(key, []).append(line)

    def glossary(self) -> Glossary:
        """All terms, in the order of their first lines.

        Raises GlossaryError if one prefers what another, which has it as another name, forbids.
        """
        terms = tuple(term for lines in self._lines.values() for term in _terms(lines))
        _check_aliases(terms)
        return Glossary(terms)


def _check_aliases(terms: Sequence[Term]) -> None:
    own = {term.term for term in terms}
    refused: dict[tuple[str, str, _Use], Term] = {}
    for term in terms:
        for name in own.intersection(term.names[1:]) - {term.term}:
            for use in product((term.pair, _ANY), (*_domains(term), _ANY)):
                for rendering in term.forbidden:
                    refused.setdefault((name, rendering, use), term)
    for term in terms if refused else ():
        pairs = (_ANY,) if term.pair is None else (term.pair, None)
        domains = (*_domains(term), "") if term.domains else (_ANY,)
        for use in product(pairs, domains):
            other = refused.get((term.term, term.translation, use))
            if other is not None:
                first, last = sorted((term, other), key=lambda each: _order(each.written))
                _refuse(last, term.translation, {term.translation: first.written})


def _domains(term: Term) -> tuple[str, ...]:
    """Those of a term; the empty one for everybody's."""
    return tuple(each.casefold() for each in term.domains) or ("",)


def _order(written: Written | None) -> tuple[int, str, int]:
    """Where a line stands among all, as files are read."""
    if written is None:
        return 0, "", 0
    return len(Path(written.file).parts), written.file, written.line


def _terms(lines: list[Term]) -> Iterator[Term]:
    """The terms of one name and pair: one for each set of domains and part of speech."""
    groups: dict[tuple[str, ...], list[Term]] = {}
    for line in lines:
        groups.setdefault(_domains(line), []).append(line)
    for own in groups.values():
        for same in by_part(own):
            yield united(same)


@dataclass(slots=True)
class _Said:
    """What lines of one term, pair, domain and part of speech have said so far, and where."""

    wanted: Term | None = None
    """The first line with a translation."""
    renderings: dict[str, Written | None] = field(default_factory=dict)
    forbidden: dict[str, Written | None] = field(default_factory=dict)
    once: dict[str, tuple[str, Written | None]] = field(default_factory=dict)
    """What a term has one of, by column."""

    def add(self, line: Term) -> None:
        if line.translation:
            self.wanted = self.wanted or line
            self.renderings.setdefault(line.translation, line.written)
        for rendering in line.allowed:
            self.renderings.setdefault(rendering, line.written)
        for rendering in line.forbidden:
            self.forbidden.setdefault(rendering, line.written)
        for column, value in _once(line):
            self.once.setdefault(column, (value, line.written))

    def check(self, line: Term) -> None:
        """Raise GlossaryError if a line contradicts what was said."""
        other = self.wanted
        if other is not None and line.translation not in ("", other.translation):
            raise _at(line).error(
                _("“{term}” is “{translation}” here and “{other}” in {place}").format(
                    term=short(line.term),
                    translation=short(line.translation),
                    other=short(other.translation),
                    place=_place(other.written, line.written),
                ),
                _("keep one of the two lines, or give each its domain or part of speech"),
                code="GLO-001",
            )
        for rendering in (line.translation, *line.allowed):
            _refuse(line, rendering, self.forbidden)
        for rendering in line.forbidden:
            _refuse(line, rendering, self.renderings)
        for column, value in _once(line):
            said, written = self.once.get(column, (value, None))
            if said != value:
                raise _at(line).error(
                    _("the {column} of “{term}” is “{value}” here and “{other}” in {place}").format(
                        term=short(line.term),
                        value=short(value),
                        column=column,
                        other=short(said),
                        place=_place(written, line.written),
                    ),
                    _("keep one of the two"),
                    code="GLO-018",
                )


def _refuse(line: Term, rendering: str, others: dict[str, Written | None]) -> None:
    if rendering and rendering in others:
        raise _at(line).error(
            _("“{value}” is a rendering of “{term}” and forbidden at once: see {place}").format(
                value=short(rendering),
                term=short(line.term),
                place=_place(others[rendering], line.written),
            ),
            _("delete one of the two"),
            code="GLO-017",
        )


def _once(line: Term) -> Iterator[tuple[str, str]]:
    """What a term has one of, by column."""
    found = {
        "status": "" if line.status is Status.PREFERRED else line.status.value,
        "kind": line.kind.value if line.kind else "",
        "later mention": line.later,
        "expansion": line.expansion,
        "expansion translation": line.expansion_translation,
    }
    return ((column, value) for column, value in found.items() if value)


def _at(line: Term) -> At:
    if line.written is None:
        return At(Path("glossary.csv"), None)
    return At(Path(line.written.file), line.written.line)


def _place(written: Written | None, here: Written | None) -> str:
    """Where another line stands, as seen from this one."""
    if written is None:
        return "?"
    if here is not None and written.file == here.file:
        return _("line {number}").format(number=written.line)
    return f"{written.file}:{written.line}"
