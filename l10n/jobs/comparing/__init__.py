"""Compare: the same texts through several engines, beside what others made of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.desk.desk import Desk, Job, Wanted
from l10n.desk.reading import Source, read_catalog, read_source
from l10n.errors import L10nError, UsageError
from l10n.jobs.comparing.asking import Asked, Given, given
from l10n.jobs.comparing.files import translation_blocks
from l10n.jobs.comparing.scoring import Bleu, bleu
from l10n.messages import _
from l10n.model.catalog import Entry, key_digest
from l10n.model.segment import Key
from l10n.steps.comparing import (
    Blocks,
    Output,
    Passage,
    Scores,
    blocks,
    finished,
    output,
    passages,
    scored,
    scores,
)
from l10n.store.machine_drafts import load_machine_drafts
from l10n.store.workflow_values import listed, near

Progress = Callable[[str, int, int], None]
"""Told the engine at work, its texts that are done and in all."""

__all__ = ["CompareReport", "System", "Wish", "compare"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to have compared."""

    engines: tuple[str, ...] = ()
    """Names of engines; none stands for those of the workflows."""
    files: tuple[tuple[str, Path], ...] = ()
    """By the name of a system, the translation of the one article that it made."""
    reference: Path | None = None
    """A finished translation of the one article; else those of its catalog count."""


@dataclass(frozen=True, slots=True)
class System:
    """One engine or file, and how it did."""

    name: str
    file: Path | None
    """None for an engine."""
    outputs: tuple[Output, ...] = ()
    """One for each passage of the report; none where the engine failed."""
    models: tuple[str, ...] = ()
    seconds: float | None = None
    """From the making of the engine to its last draft, the loading of models included."""
    memory: int | None = None
    """Bytes, at most, of the process that held the engine and nothing else; None if unknown."""
    scores: Scores | None = None
    bleu: Bleu | None = None
    """None without references or without sacrebleu."""
    began: int = 0
    """References that began as its own drafts, and speak for it."""
    error: L10nError | None = None

    @property
    def drafted(self) -> int:
        """Passages that it made something of."""
        return sum(bool(each.text) for each in self.outputs)

    @property
    def doubtful(self) -> int:
        """Of these, those that hold a doubtful draft."""
        return sum(bool(each.text and each.doubts) for each in self.outputs)

    @property
    def empty(self) -> int:
        """Passages that it made nothing of."""
        return len(self.outputs) - self.drafted


@dataclass(frozen=True, slots=True)
class CompareReport:
    """Passages, and what each system made of them."""

    pair: tuple[str, str]
    passages: tuple[Passage, ...]
    systems: tuple[System, ...]
    errors: tuple[L10nError, ...] = ()
    """Articles that could not be read."""

    @property
    def references(self) -> int:
        """Passages with a finished translation."""
        return sum(bool(each.reference) for each in self.passages)


def compare(desk: Desk, wanted: Wanted, wish: Wish, progress: Progress) -> CompareReport:
    """Ask all engines for the texts of the wanted articles; nothing is written.

    Each engine works in a process of its own, one after the other, so that neither time nor memory
    is another's. Raises UsageError where there is more than one pair of locales, more than one
    article and a file, an engine that nobody has, or no article to be translated; ArticleError for
    a file that is no translation of the article.
    """
    agenda = desk.agenda(wanted)
    errors = list(agenda.errors)
    read: list[tuple[Job, Source]] = []
    for job in agenda.jobs:
        try:
            source = read_source(desk.workspace, job.name, job.workflow)
        except L10nError as error:
            errors.append(error.kept())
            continue
        if source.article.locale != job.locale:
            read.append((job, source))
    if agenda.jobs and not read and not errors:
        raise UsageError(
            _("there is nothing to draft: what is named is in {locale} already").format(
                locale=agenda.jobs[0].locale
            ),
            code="CMP-007",
            remedy=_("name an article in the language of the originals"),
        )
    pair = _one_pair(read)
    if read or not errors:
        _one_article(read, wish)
    names = wish.engines or tuple(
        dict.fromkeys(name for job, _source in read for name in job.workflow.engines)
    )
    if read and not names and not wish.files:
        raise UsageError(
            _("there is no engine to compare"),
            code="CMP-001",
            remedy=_("name one with --engine, or in `engines` of the workflow"),
        )
    _require_known(wish.engines, read)
    found, texts, drafted_by = _laid_out(desk, read, wish, errors)
    systems = [_of_engine(name, desk, read, found, progress) for name in names]
    systems += [
        System(name, path, tuple(Output(each[place]) for each in texts))
        for place, (name, path) in enumerate(wish.files)
    ]
    judged = tuple(_judged(system, found, pair[1], drafted_by) for system in systems)
    return CompareReport(pair, found, judged, tuple(errors))


def _require_known(names: Sequence[str], read: Sequence[tuple[Job, Source]]) -> None:
    """Refuse a name that stands for no engine, before others have drafted for nothing."""
    installed = plugins.names(plugins.ENGINES) if names else ()
    for name in names:
        for workflow in dict.fromkeys(job.workflow for job, _source in read):
            plugin = workflow.plugin(name)
            if plugin in installed:
                # One that cannot be loaded leaves the others to work.
                continue
            own = (each for each in workflow.engines if workflow.plugin(each) in installed)
            known = tuple(dict.fromkeys((*own, *installed)))
            raise UsageError(
                _("there is no engine named {name}").format(name=plugin),
                code="CMP-006",
                remedy=near(name, known) or _("known are: {names}").format(names=listed(known)),
            )


def _one_pair(read: Sequence[tuple[Job, Source]]) -> tuple[str, str]:
    pairs = sorted({(source.article.locale, job.locale) for job, source in read})
    if len(pairs) > 1:
        raise UsageError(
            _("engines are compared for one pair of locales at a time, not for {pairs}").format(
                pairs=", ".join(f"{source}>{target}" for source, target in pairs)
            ),
            code="CMP-002",
            remedy=_("name a target with --locale, and articles in one language"),
        )
    return pairs[0] if pairs else ("", "")


def _one_article(read: Sequence[tuple[Job, Source]], wish: Wish) -> None:
    if len(read) != 1 and (wish.files or wish.reference):
        raise UsageError(
            _("a file is the translation of one article, and {n} are named").format(n=len(read)),
            code="CMP-003",
            remedy=_("name one article, or leave the files out"),
        )


def _laid_out(
    desk: Desk, read: Sequence[tuple[Job, Source]], wish: Wish, errors: list[L10nError]
) -> tuple[tuple[Passage, ...], tuple[tuple[str, ...], ...], Mapping[Passage, frozenset[str]]]:
    """All passages, what files make of each, and the engines that their references began with."""
    found: list[Passage] = []
    texts: list[tuple[str, ...]] = []
    drafted_by: dict[Passage, frozenset[str]] = {}
    paths = [path for _name, path in wish.files]
    paths += [] if wish.reference is None else [wish.reference]
    for job, source in read:
        asked = frozenset(source.into(job.locale).keys)
        ours = blocks(source.segments)
        files: list[Blocks] = [translation_blocks(path, job, source, ours) for path in paths]
        entries: Mapping[Key, Entry] = {}
        engines: Mapping[Key, frozenset[str]] = {}
        if wish.reference is None:
            try:
                entries, engines = _translated(desk, job)
            except L10nError as error:
                errors.append(error.kept())
        for passage, given_texts in passages(job.name, ours, files, asked):
            whole = given_texts[-1] if wish.reference else finished(passage, entries)
            new = replace(passage, reference=whole)
            found.append(new)
            texts.append(given_texts)
            if whole:
                of = (engines.get(part.key, frozenset()) for part in passage.segments)
                drafted_by[new] = frozenset[str]().union(*of)
    return tuple(found), tuple(texts), drafted_by


def _translated(desk: Desk, job: Job) -> tuple[Mapping[Key, Entry], Mapping[Key, frozenset[str]]]:
    """The entries of a catalog, and which engines drafted each of them once."""
    workspace = desk.workspace
    _document, catalog = read_catalog(workspace, workspace.catalog_path(job.locale, job.name))
    if catalog is None:
        return {}, {}
    _file, made = load_machine_drafts(workspace, workspace.machine_path(job.locale, job.name))
    engines: dict[str, set[str]] = {}
    for each in made:
        engines.setdefault(each.key, set()).add(each.engine)
    entries = {entry.key: entry for entry in catalog.active()}
    return entries, {key: frozenset(engines.get(key_digest(key), ())) for key in entries}


def _of_engine(
    name: str,
    desk: Desk,
    read: Sequence[tuple[Job, Source]],
    found: tuple[Passage, ...],
    progress: Progress,
) -> System:
    jobs = tuple((job.name, job.locale) for job, _source in read)
    asked = Asked(desk.workspace.root, name, jobs)
    answer: Given = given(asked, lambda done, total: progress(name, done, total))
    if answer.error is not None:
        return System(name, None, models=answer.models, error=answer.error)
    return System(
        name,
        None,
        tuple(output(passage, answer.outcomes[passage.article]) for passage in found),
        models=answer.models,
        seconds=answer.seconds,
        memory=answer.memory,
    )


def _judged(
    system: System,
    found: tuple[Passage, ...],
    locale: str,
    drafted_by: Mapping[Passage, frozenset[str]],
) -> System:
    if system.error is not None:
        return system
    began = 0
    if system.file is None:
        began = Counter(name for each in drafted_by.values() for name in each)[system.name]
    return replace(
        system,
        scores=scores(found, system.outputs),
        bleu=bleu(scored(found, system.outputs), locale),
        began=began,
    )
