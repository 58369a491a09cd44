"""Align articles with their translations, and write what comes of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePath

from l10n.alignment.aligned import align
from l10n.alignment.anchors import Anchors
from l10n.alignment.sides import Side
from l10n.alignment.units import Origin, aligned_units, distinct
from l10n.alignment.verdict import Fault, are_strangers, language_fault, sure
from l10n.desk.desk import Desk, Progress
from l10n.desk.memories import Memories
from l10n.desk.terms import read_glossary, used_by
from l10n.desk.whole import Catalogs
from l10n.errors import ArticleError, L10nError, RefusedError, UsageError
from l10n.glossary.terms import Glossary
from l10n.jobs.align.catalogs import Filler
from l10n.jobs.align.pairs import Pair, Pairs
from l10n.jobs.align.reading import Text, read
from l10n.jobs.align.report import AcceptReport, AlignedArticle, AlignReport, FilledCatalog
from l10n.jobs.align.review import Decision, Row, dump_rows, load_rows, merged
from l10n.jobs.align.sheet import sheet
from l10n.jobs.align.writing import Entry, memory_text, put_memory
from l10n.language.inflection import language_of
from l10n.memory import Grade, Query
from l10n.memory.text import normal
from l10n.messages import _
from l10n.model.workflow import Workflow, matches
from l10n.preview.alignment import MARK, page
from l10n.store.document import read_document
from l10n.store.report_files import write_report
from l10n.store.workspace import Workspace

_KNOWN = 8.0
"""What a pair of texts scores besides that a memory has it letter for letter."""
ROOM = "alignments"
"""The folder of the pages and tables that a person looks at."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of `l10n align`."""

    pairs: Pairs
    source: str = ""
    """The locale of the articles, where it is named."""
    target: str = ""
    """That of their translations, likewise."""
    name: str = ""
    """By which the files go that are written, if another is wanted."""
    catalogs: bool = False
    write: bool = True

    @property
    def file_name(self) -> str:
        """The name of the files that are written."""
        return self.name or self.pairs.name


def align_articles(
    desk: Desk, wish: Wish, now: datetime, progress: Progress = lambda done, total: None
) -> AlignReport:
    """Align all pairs; what cannot be aligned is an error, and the others go on.

    Raises UsageError for a name that no file can have, and L10nError for a glossary or a memory
    that cannot be read.
    """
    _check_name(wish.file_name)
    aligner = _Aligner(desk, wish)
    articles: list[AlignedArticle] = []
    errors: list[L10nError] = list(wish.pairs.problems)
    try:
        pairs = wish.pairs.pairs
        for number, pair in enumerate(pairs):
            progress(number, len(pairs))
            try:
                articles.append(_of_one_pair(aligner.align(pair), articles))
            except L10nError as error:
                errors.append(aligner.named(error))
        progress(len(pairs), len(pairs))
    finally:
        aligner.close()
    errors += aligner.problems
    report = AlignReport(tuple(articles), errors=tuple(errors), written=wish.write)
    return _Writer(desk, wish, now).write(report) if articles else report


def _of_one_pair(article: AlignedArticle, others: list[AlignedArticle]) -> AlignedArticle:
    """The article; raises UsageError where it is of other languages than those before it."""
    if others and [s.locale for s in article.sides] != [s.locale for s in others[0].sides]:
        raise UsageError(
            _("is in {source} and {target}, unlike the articles before it").format(
                source=article.sides[0].locale, target=article.sides[1].locale
            ),
            code="ALN-019",
            path=article.source_name,
            remedy=_("align the articles of each pair of languages by themselves"),
        )
    return article


def _check_name(name: str) -> None:
    if PurePath(name).name != name or name.startswith("."):
        raise UsageError(
            _("“{name}” cannot be the name of a file here").format(name=name),
            code="ALN-010",
            remedy=_("give the files another name with --name"),
        )


class _Aligner:
    """Reads and aligns pairs for one command."""

    def __init__(self, desk: Desk, wish: Wish) -> None:
        self._desk = desk
        self._workspace = desk.workspace
        self._wish = wish
        self._memories = Memories(desk)
        self._anchors: dict[tuple[str, str, str], tuple[Anchors, Anchors]] = {}

    @property
    def problems(self) -> tuple[L10nError, ...]:
        """What a person has to know of the memory."""
        return self._memories.problems

    def close(self) -> None:
        """Close the memory."""
        self._memories.close()

    @cached_property
    def _glossary(self) -> Glossary:
        return read_glossary(self._workspace)

    def named(self, error: L10nError) -> L10nError:
        """An error with its file as a person in the workspace would call it."""
        path = error.path
        return error.at(path=self._workspace.shown(path)) if isinstance(path, Path) else error

    def align(self, pair: Pair) -> AlignedArticle:
        """Align one article with its translation; raises L10nError."""
        article = self._article(pair.source)
        workflow = self._workflow(article)
        names = (self._workspace.shown(pair.source), self._workspace.shown(pair.target))
        ours = read(pair.source, workflow, self._wish.source or workflow.source)
        locale = self._wish.source or ours.said or workflow.source
        theirs = read(pair.target, workflow, self._wish.target or _only(workflow))
        other = self._wish.target or theirs.said or _only(workflow)
        if not other:
            raise UsageError(
                _("it is not said in which language this is"),
                code="ALN-011",
                path=pair.target,
                remedy=_("name it with --to; the desk has {locales}").format(
                    locales=", ".join(workflow.targets)
                ),
            )
        if language_of(locale) == language_of(other):
            # One of the two says its language, and it is not that which the other goes by.
            locale, other = workflow.source, _only(workflow) or other
        source, target = self._sides(workflow, (ours, locale), (theirs, other))
        fault = language_fault(source, target)
        if fault is not None:
            raise _fault(fault, names, source, target)
        beads = align(source, target, self._known(source, target, workflow))
        if are_strangers(source, target, beads):
            raise _fault(Fault.STRANGERS, names, source, target)
        origin = Origin(article or names[0], workflow.name, ours.date)
        return AlignedArticle(
            source_name=names[0],
            target_name=names[1],
            article=origin.article,
            sides=(source, target),
            beads=beads,
            units=tuple(aligned_units(source, target, beads, origin)),
            sure=sure(source, target),
        )

    def _article(self, path: Path) -> str:
        """The name of an article that lies in the workspace; empty for one from elsewhere."""
        folder = self._workspace.articles_folder.absolute()
        whole = path.absolute()
        return whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else ""

    def _workflow(self, article: str) -> Workflow:
        """The desk whose article it is; that which translates so, or the first, for others."""
        if article:
            found = self._desk.workflow_of(article)
            if found is not None:
                return found
        wish = self._wish
        fitting = [
            each
            for each in self._desk.workflows
            if wish.source in ("", each.source) and (not wish.target or wish.target in each.targets)
        ]
        return (fitting or self._desk.workflows)[0]

    def _sides(
        self, workflow: Workflow, ours: tuple[Text, str], theirs: tuple[Text, str]
    ) -> tuple[Side, Side]:
        (one, locale), (two, other) = ours, theirs
        mine, rendered = self._terms(workflow, locale, other)
        return (
            Side(one.segments, locale, other, mine),
            Side(two.segments, other, locale, rendered),
        )

    def _terms(self, workflow: Workflow, locale: str, other: str) -> tuple[Anchors, Anchors]:
        """What finds the terms of a pair of locales in the source, and in the target."""
        key = (workflow.name, locale, other)
        if key not in self._anchors:
            terms = used_by(workflow, self._glossary).for_pair(locale, other)
            numbered = [(str(number), term) for number, term in enumerate(terms)]
            self._anchors[key] = (
                Anchors(((name, n) for n, term in numbered for name in term.names), locale),
                Anchors(((name, n) for n, term in numbered for name in term.renderings), other),
            )
        return self._anchors[key]

    def _known(
        self, source: Side, target: Side, workflow: Workflow
    ) -> Mapping[tuple[int, int], float]:
        """The pairs of texts that a memory has, without what an earlier run put into it."""
        memory = self._memories.of(workflow)
        if memory is None:
            return {}
        queries = [
            Query(each.tagged, source.locale, target.locale, least=100) for each in source.segments
        ]
        there: dict[str, list[int]] = {}
        for at, each in enumerate(target.segments):
            there.setdefault(normal(each.tagged.plain()), []).append(at)
        own = f"{memory_folder_name(self._workspace)}/{self._wish.file_name}.tmx"
        found: dict[tuple[int, int], float] = {}
        for at, matches_ in enumerate(memory.search(queries)):
            for match in matches_:
                if match.grade >= Grade.NORMALIZED and match.place.name != own:
                    for other in there.get(normal(match.unit.target), ())[:4]:
                        found[at, other] = _KNOWN
        return found


def memory_folder_name(workspace: Workspace) -> str:
    """The folder of the memory's files, by its way from the root."""
    return workspace.shown(workspace.memory_folder)


def _only(workflow: Workflow) -> str:
    return workflow.targets[0] if len(workflow.targets) == 1 else ""


def _fault(fault: Fault, names: tuple[str, str], source: Side, target: Side) -> L10nError:
    """Why two articles are not aligned, with what helps."""
    languages = {"source": source.locale, "target": target.locale}
    if fault is Fault.EMPTY:
        return ArticleError(
            _("there is no text in it, or in {other}").format(other=names[1]),
            code="ALN-012",
            path=names[0],
            remedy=_("see whether these are the right files"),
        )
    if fault is Fault.SWAPPED:
        return RefusedError(
            _("this is not in {source}, and {other} not in {target}: they seem swapped").format(
                other=names[1], **languages
            ),
            code="ALN-013",
            path=names[0],
            remedy=_("name the original first, or say the languages with --from and --to"),
        )
    if fault is Fault.SAME_LANGUAGE:
        return RefusedError(
            _("this and {other} are in one language, or the same text").format(other=names[1]),
            code="ALN-014",
            path=names[0],
            remedy=_("name the translation, or say the languages with --from and --to"),
        )
    return RefusedError(
        _("{other} is no translation of it: nearly nothing of one is in the other").format(
            other=names[1]
        ),
        code="ALN-015",
        path=names[0],
        remedy=_("see whether these are the right files"),
    )


class _Writer:
    """Writes what came of aligning."""

    def __init__(self, desk: Desk, wish: Wish, now: datetime) -> None:
        self._desk = desk
        self._workspace = desk.workspace
        self._wish = wish
        self._now = now

    def write(self, report: AlignReport) -> AlignReport:
        """Write memory, page, table and catalogs; only say what would be written if so wished."""
        errors = list(report.errors)
        for step in (self._with_memory, self._with_review):
            try:
                report = step(report)
            except L10nError as error:
                errors.append(error)
        catalogs: list[FilledCatalog] = []
        if self._wish.catalogs:
            catalogs = [*self._catalogs(report, errors)]
        return replace(report, catalogs=tuple(catalogs), errors=tuple(errors))

    def _with_memory(self, report: AlignReport) -> AlignReport:
        safe = [*distinct([each for article in report.articles for each in article.safe])]
        path = self._workspace.memory_folder / f"{self._wish.file_name}.tmx"
        entries = [
            Entry(
                each.unit, each.bead.confidence, each.bead.kind + ("m" if each.bead.moved else "")
            )
            for each in safe
        ]
        if not entries:
            return report
        text, number = memory_text(entries, self._now)
        if self._wish.write:
            with self._workspace.locked():
                put_memory(self._workspace, path, text)
        return replace(report, memory=path, units=number)

    def _with_review(self, report: AlignReport) -> AlignReport:
        folder = self._workspace.root / ROOM
        table, html = (folder / f"{self._wish.file_name}{end}" for end in (".csv", ".html"))
        first = report.articles[0].sides
        pair = first[0].locale, first[1].locale
        rows = [
            Row(each.unit, each.bead.confidence, each.bead.kind)
            for article in report.articles
            for each in article.doubtful
        ]
        with self._workspace.locked():
            there = self._workspace.read_if_there(table)
            if there is not None:
                old = load_rows(there, self._workspace.shown(table), to_write=True)
                rows = [*merged(rows, old)]
            if not self._wish.write:
                return replace(report, page=html, table=table if rows else None)
            if rows or there is not None:
                self._workspace.write(table, dump_rows(rows, pair), there)
        self._workspace.guard(html)
        made = f"{self._now:%Y-%m-%d %H:%M} UTC"
        shown = self._workspace.shown(table) if rows else ""
        write_report(html, page(sheet(report.articles, shown, made)), (_START,))
        return replace(report, page=html, table=table if rows else None)

    def _catalogs(self, report: AlignReport, errors: list[L10nError]) -> Iterator[FilledCatalog]:
        """Fill the catalogs of those articles that are in the workspace."""
        names = set(self._workspace.article_names())
        with Catalogs(self._desk) as catalogs:
            filler = Filler(self._workspace, catalogs, self._now)
            for article in report.articles:
                try:
                    self._check_article(article, names)
                    yield filler.fill(article, write=self._wish.write)
                except L10nError as error:
                    errors.append(error)

    def _check_article(self, article: AlignedArticle, names: Iterable[str]) -> None:
        """Raise UsageError for one that no desk translates so."""
        locale = article.sides[1].locale
        claimed = any(
            matches(each, article.article) and locale in each.targets
            for each in self._desk.workflows
        )
        if article.article not in names or not claimed:
            raise UsageError(
                _("no desk translates this into {locale}, so it has no catalog").format(
                    locale=locale
                ),
                code="ALN-016",
                path=article.source_name,
                remedy=_("copy it into the workspace with `l10n add`, or leave out --catalogs"),
            )


_START = f"<!doctype html><!-- {MARK} -->"


def accept(desk: Desk, table: Path, now: datetime, *, write: bool = True) -> AcceptReport:
    """Take the pairs that a person has accepted in a table into the memory.

    They go into a file of their own, which is made anew of all that the table accepts. Raises
    FileError for a table that cannot be read, ConflictError where the file is not ours any more.
    """
    rows = load_rows(read_document(table), table)
    chosen = [row for row in rows if row.decision is Decision.YES]
    path = desk.workspace.memory_folder / f"{table.stem}.accepted.tmx"
    entries = [Entry(replace(row.unit, desk=_desk_of(desk, row)), 1.0, row.kind) for row in chosen]
    if write and (entries or desk.workspace.is_file(path)):
        text, _number = memory_text(entries, now)
        with desk.workspace.locked():
            put_memory(desk.workspace, path, text)
    return AcceptReport(
        path,
        accepted=len(chosen),
        refused=sum(row.decision is Decision.NO for row in rows),
        open=sum(row.decision is Decision.OPEN for row in rows),
        written=write,
    )


def _desk_of(desk: Desk, row: Row) -> str:
    found = [each.name for each in desk.workflows if matches(each, row.unit.article)]
    return found[0] if found else ""
