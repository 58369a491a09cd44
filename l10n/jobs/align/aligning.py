"""Align articles with their translations, and write what comes of it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath

from l10n.alignment.units import distinct
from l10n.desk.desk import Desk, Progress
from l10n.desk.whole import Catalogs
from l10n.errors import L10nError, UsageError
from l10n.jobs.align.aligner import Aligner, Wish
from l10n.jobs.align.catalogs import Filler
from l10n.jobs.align.report import AcceptReport, AlignedArticle, AlignReport, FilledCatalog
from l10n.jobs.align.review import Decision, Row, dump_rows, load_rows, merged
from l10n.jobs.align.sheet import sheet
from l10n.jobs.align.writing import Entry, memory_text, put_memory
from l10n.lines import printable
from l10n.messages import _
from l10n.model.workflow import matches
from l10n.preview.alignment import MARK, page
from l10n.preview.frame import start
from l10n.store.document import read_document
from l10n.store.report_files import write_report
from l10n.store.workspace import fault_of_name

ROOM = "alignments"
"""The folder of the pages and tables that a person looks at."""


def align_articles(
    desk: Desk, wish: Wish, now: datetime, progress: Progress = lambda done, total: None
) -> AlignReport:
    """Align all pairs; what cannot be aligned is an error, and the others go on.

    Raises UsageError for a name that no file can have, and L10nError for a glossary or a memory
    that cannot be read.
    """
    _check_name(wish.file_name)
    aligner = Aligner(desk, wish)
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
    # A name goes into lines, tables and files of git, where nothing in it may steer a terminal.
    is_plain = PurePath(name).name == name == printable(name)
    if not is_plain or fault_of_name(name) is not None:
        raise UsageError(
            _("“{name}” cannot be the name of a file here").format(name=name),
            code="ALN-010",
            remedy=_("give the files another name with --name"),
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
                errors.append(error.kept())
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
                put_memory(self._workspace, path, text, [each.article for each in report.articles])
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
        write_report(html, page(sheet(report.articles, shown, made)), (start(MARK),))
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
                    errors.append(error.kept())

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
