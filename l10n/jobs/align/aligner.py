"""Align one article with its translation: in which languages, by which terms and which memory."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from l10n.alignment.aligned import align
from l10n.alignment.anchors import Anchors
from l10n.alignment.sides import Side
from l10n.alignment.units import Origin, aligned_units
from l10n.alignment.verdict import Fault, are_strangers, language_fault, sure
from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.memories import Memories
from l10n.desk.terms import read_glossary, used_by
from l10n.errors import ArticleError, L10nError, RefusedError, UsageError
from l10n.glossary.terms import Glossary
from l10n.jobs.align.pairs import Pair, Pairs
from l10n.jobs.align.reading import Text, read
from l10n.jobs.align.report import AlignedArticle
from l10n.language.inflection import language_of
from l10n.memory import Grade, Query
from l10n.memory.text import normal
from l10n.messages import _
from l10n.model.workflow import Workflow
from l10n.store.workspace import Workspace

_KNOWN = 8.0
"""What a pair of texts scores besides that a memory has it letter for letter."""


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


class Aligner:
    """Reads and aligns pairs for one command."""

    def __init__(self, desk: Desk, wish: Wish) -> None:
        """Open the memory of a desk; whoever made it closes it."""
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
