"""Terms of other tools come into the glossary, and those of the glossary go out."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.terms import read_glossary
from l10n.errors import ConflictError, GlossaryError, L10nError, UsageError
from l10n.exchange.tbx.names import Edition
from l10n.exchange.tbx.reading import of_file
from l10n.exchange.tbx.writing import Languages, write_terms
from l10n.glossary.columns import short
from l10n.glossary.file import lines_of, load_glossary
from l10n.glossary.joining import Joining
from l10n.glossary.terms import Glossary, Term
from l10n.glossary.writing import glossary_csv
from l10n.jobs.glossary.new_file import put_text
from l10n.messages import _
from l10n.store.text_file import read_bytes
from l10n.store.workspace import fault_of_name

_CSV = ".csv"
_TBX = (".tbx", ".xml")
_SAME = 100
"""Entries of one term and pair: each is held against all others."""
_Pair = tuple[str, str]
_Key = tuple[str, _Pair | None]


@dataclass(slots=True)
class ImportReport:
    """What became of the terms of a file."""

    file: str = ""
    """The new file of the glossary; empty where there was nothing new."""
    added: int = 0
    known: int = 0
    """Terms that the glossary has already, and says the same of."""
    problems: list[L10nError] = field(default_factory=list)
    """What was left out, and why."""
    more: int = 0
    """How many more there were."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What went out."""

    file: str
    terms: int


def bring(desk: Desk, path: Path, pairs: Sequence[_Pair], name: str | None) -> ImportReport:
    """Make a file of the glossary from one of another tool: TBX, or CSV as ours.

    Of TBX the pairs that are asked for are taken, else all from the source of a workflow, else all.
    A term that contradicts the glossary, or that no line of it could say, is left out and told.
    Raises GlossaryError where the file cannot be read, UsageError or ConflictError where the new
    file has no place.
    """
    workspace = desk.workspace
    report = ImportReport()
    candidates = _candidates(desk, path, pairs, report)
    wanted = name or f"{path.stem}{_CSV}"
    place = workspace.glossaries_folder / _checked(wanted)
    with workspace.locked():
        accepted = list(_accepted(read_glossary(workspace), candidates, report))
        report.added = len(accepted)
        if not accepted:
            return report
        if not workspace.is_gone(place):
            raise ConflictError(
                _("the glossary has a file of that name, which is left as it is"),
                code="GLO-030",
                path=workspace.shown(place),
                remedy=_("name another with --as"),
            )
        workspace.write(place, glossary_csv(accepted), None)
    report.file = workspace.shown(place)
    return report


def give(
    desk: Desk, place: Path, pairs: Sequence[_Pair], edition: Edition = Edition.MARTIF
) -> ExportReport:
    """Write the glossary into a new file: TBX or CSV by its suffix.

    Of the pairs that are asked for go their terms, and those that are for every pair. Raises
    GlossaryError for a glossary with mistakes, UsageError for a file that is there already.
    """
    terms = tuple(
        term
        for term in read_glossary(desk.workspace).terms
        if not pairs or any(term.serves(*pair) or _within(term, pair) for pair in pairs)
    )
    if not terms:
        raise UsageError(
            _("there is no term to write"),
            code="GLO-034",
            path=desk.workspace.shown(desk.workspace.glossary_path),
        )
    suffix = place.suffix.lower()
    if suffix == _CSV:
        text = glossary_csv(terms)
    elif suffix in _TBX:
        made = io.StringIO(newline="")
        write_terms(made, terms, _languages(desk, pairs), edition)
        text = made.getvalue()
    else:
        raise UsageError(
            _("a glossary is written as .tbx or .csv"),
            code="GLO-031",
            path=place,
            remedy=_("give the file one of these suffixes"),
        )
    put_text(place, text)
    return ExportReport(str(place), len(terms))


def _candidates(
    desk: Desk, path: Path, pairs: Sequence[_Pair], report: ImportReport
) -> tuple[Term, ...]:
    data = read_bytes(path, error=GlossaryError)
    if path.suffix.lower() not in _TBX and not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return load_glossary(path, data).terms
    reading = of_file(io.BytesIO(data), path, pairs)
    terms = tuple(reading.terms())
    report.problems += reading.problems
    report.more += reading.more
    sources = {workflow.source for workflow in desk.workflows}
    from_ours = tuple(term for term in terms if term.pair is None or term.pair[0] in sources)
    return terms if pairs else from_ours or terms


def _accepted(
    glossary: Glossary, candidates: Iterable[Term], report: ImportReport
) -> Iterator[Term]:
    """Those terms that can stand beside the glossary and beside one another."""
    groups: dict[_Key, list[Term]] = {}
    for term in glossary.terms:
        groups.setdefault((term.term, term.pair), []).append(term)
    for candidate in candidates:
        group = groups.setdefault((candidate.term, candidate.pair), [])
        if candidate in group:
            report.known += 1
            continue
        try:
            if len(group) >= _SAME:
                raise _too_often(candidate)
            _check(candidate, group)
        except GlossaryError as error:
            report.problems.append(error.kept())
            continue
        group.append(candidate)
        yield candidate


def _check(candidate: Term, group: Sequence[Term]) -> None:
    """Raise GlossaryError if no lines could say what a term says, or if others contradict it."""
    written = candidate.written
    path = Path(written.file if written else "")
    try:
        for line in lines_of(path, glossary_csv([candidate]).encode("utf-8")):
            joining = Joining()
            for other in group:
                joining.add(other)
            joining.add(replace(line, written=written))
    except GlossaryError as error:
        raise error.at(path=path, line=written.line if written else None) from None


def _too_often(term: Term) -> GlossaryError:
    return GlossaryError(
        _("“{term}” stands more than {limit} times").format(term=short(term.term), limit=_SAME),
        code="GLO-035",
        path=term.written.file if term.written else None,
        line=term.written.line if term.written else None,
    )


def _checked(name: str) -> str:
    """The name of a new file of the glossary; raises UsageError for one that leads elsewhere."""
    whole = name if name.lower().endswith(_CSV) else f"{name}{_CSV}"
    fault = fault_of_name(whole)
    if fault is not None or "/" in whole:
        raise UsageError(
            fault or _("the name of a file in glossary/ holds no “/”"),
            code="GLO-033",
            path=name,
            remedy=_("name another with --as"),
        )
    return whole


def _within(term: Term, pair: _Pair) -> bool:
    """True for a term of a part of a pair: `uk>en-GB` belongs to `uk>en`."""
    from l10n.language.locales import covers

    return term.pair is not None and all(map(covers, pair, term.pair))


def _languages(desk: Desk, pairs: Sequence[_Pair]) -> Languages:
    """The locales of terms that are for every pair: those that are asked for, or the desk's."""
    if pairs:
        return Languages(pairs[0][0], tuple(dict.fromkeys(pair[1] for pair in pairs)))
    if not desk.workflows:
        raise UsageError(
            _("no workflow says which locales the terms are for"),
            code="GLO-036",
            remedy=_("name them: --pair uk>en"),
        )
    source = desk.workflows[0].source
    return Languages(source, tuple(each for each in desk.targets if each != source))
