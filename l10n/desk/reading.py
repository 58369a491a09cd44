"""Reading what a command works on: an article taken apart, its catalog."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Generic, TypeVar

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.desk.heading_words import by_words
from l10n.desk.leads import leads_of
from l10n.desk.page_addresses import says_address
from l10n.desk.spellings import has_bylines, with_glossary
from l10n.desk.targets import Finder, dead_fragments, dead_targets, outside
from l10n.desk.terms import read_glossary, used_by
from l10n.errors import ArticleError, FileError, L10nError
from l10n.exchange.po import file as po
from l10n.formats import Format
from l10n.formats.frontmatter import matter as frontmatter
from l10n.formats.html.problems import ADDRESS, LINKED
from l10n.language import locales
from l10n.language.inflection import language_of
from l10n.messages import _
from l10n.model.article import Article, Problem
from l10n.model.catalog import Catalog
from l10n.model.segment import Key, Segment
from l10n.model.workflow import Workflow
from l10n.steps.extract import extract
from l10n.steps.figures import to_translate
from l10n.steps.visible import visible_problems
from l10n.steps.works import moves_address
from l10n.store.document import Document
from l10n.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Source:
    """An article as read, taken apart."""

    document: Document
    article: Article
    format: Format
    segments: tuple[Segment, ...]
    problems: tuple[Problem, ...]
    """Parts of the article that could not be taken in."""
    links: tuple[Problem, ...] = ()
    """Links that lead to nothing."""
    leads: tuple[tuple[str, str], ...] = ()
    """Its addresses, each with what stands where it leads (`desk.leads`)."""

    def into(self, locale: str) -> "Source":
        """The same with those segments alone that there is something to translate of in a locale.

        Figures that it writes as they stand are left out, and problems that are none in its page.
        """
        pair = (self.article.locale, locale)
        return replace(
            self,
            segments=tuple(to_translate(self.segments, pair)),
            problems=tuple(each for each in self.problems if _concerns(each, locale)),
        )

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of its texts in their order, each once."""
        return tuple(dict.fromkeys(segment.key for segment in self.segments))

    @property
    def untranslated(self) -> int:
        """How many parts of the article stay in its language, whatever translators do."""
        return sum(problem.untranslated for problem in self.problems)

    @property
    def remarks(self) -> tuple[Problem, ...]:
        """All that a person is told of the article."""
        return (*self.problems, *self.links)


def _concerns(problem: Problem, locale: str) -> bool:
    if problem.locales and locale not in problem.locales:
        return False
    return not problem.language or language_of(problem.language) != language_of(locale)


KEPT = 256
"""Articles, and catalogs with what was found in them, that a command keeps in memory."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """What a command has made last, at most KEPT of it, so that it is not made again."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made now if it is not there."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        value = self._kept[key] = make()
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return value


class Reader:
    """Reads articles for one command; each is taken apart once for all of its locales."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin with nothing read."""
        self.workspace = workspace
        self.coming: Callable[[str], bool] = _nothing
        """True for the path of a page that counts as there, as links go."""
        self._sources: Recent[str, Source] = Recent()

    def source(self, name: str, workflow: Workflow) -> Source:
        """An article as `read_source` gives it."""

        def read() -> Source:
            document = self.workspace.read(self.workspace.article_path(name))
            return take_apart(self.workspace, name, workflow, document, coming=self.coming)

        return self._sources.get(name, read)


def _nothing(_path: str) -> bool:
    return False


def read_source(workspace: Workspace, name: str, workflow: Workflow) -> Source:
    """Read an article and take it apart; raises FileError or ArticleError."""
    return take_apart(workspace, name, workflow, workspace.read(workspace.article_path(name)))


def take_apart(
    workspace: Workspace,
    name: str,
    workflow: Workflow,
    document: Document,
    coming: Callable[[str], bool] = _nothing,
) -> Source:
    """Take an article apart as it stands in a document; raises FileError or ArticleError.

    Links to what is `coming` lead there already.
    """
    shown = workspace.reference(name)
    format = plugins.format_for(name, replace(workflow.conventions, language=workflow.source))
    if format is None:
        raise ArticleError(_("no format reads this suffix"), code="ART-001", path=shown)
    try:
        source = document.text()
        parsed = format.parse(source, workflow.fields)
    except FileError as error:
        raise error.at(path=shown) from error
    locale = workflow.source
    if parsed.locale:
        try:
            locale = locales.normal(parsed.locale)
        except L10nError as error:
            raise ArticleError(
                error.message, code="ART-002", path=shown, remedy=error.remedy
            ) from None
    article = Article(name, locale, format=format.name, source=source, parsed=parsed)
    extraction = extract(article, workflow.split)
    untold = _unsaid(workspace, article, workflow)
    problems = (*_pressing(article, workflow), *extraction.problems, *untold)
    finder = Finder(workspace, coming=coming)
    links = tuple(_of_links(finder, article, workflow))
    leads = leads_of(finder, name, (link.url for link in article.parsed.links))
    return Source(
        document,
        article,
        format=format,
        segments=extraction.segments,
        problems=problems,
        links=links,
        leads=tuple(leads.items()),
    )


def _unsaid(workspace: Workspace, article: Article, workflow: Workflow) -> tuple[Problem, ...]:
    """What no table says of dates, bylines and sections; the glossary knows names, too."""
    metadata, targets = workflow.metadata, workflow.targets
    found = tuple(visible_problems(article, metadata, targets))
    if not found or not has_bylines(article):
        return found
    glossary = used_by(workflow, read_glossary(workspace))
    metadata = with_glossary(metadata, glossary, article.locale, targets)
    return tuple(visible_problems(article, metadata, targets))


def _pressing(article: Article, workflow: Workflow) -> Iterator[Problem]:
    """What could not be taken in, without addresses of a page that a version says for itself."""
    site, said = workflow.site, set[object]()
    if site.url and site.hreflang and frontmatter.find(article.source, loose=True) is None:
        said |= {*LINKED}
    original = ""
    if site.url and says_address(workflow, article.name, article.source) is None:
        original = site.original_url(article.name, workflow.source)
    if workflow.metadata.linked_data and moves_address(article.parsed.works, original):
        said.add("mainEntityOfPage")
    for each in article.parsed.problems:
        own = each.message.template == ADDRESS
        if not own or dict(each.message.arguments).get("name") not in said:
            yield each


def _of_links(finder: Finder, article: Article, workflow: Workflow) -> Iterator[Problem]:
    yield from dead_targets(finder, article)
    yield from dead_fragments(article)
    yield from by_words(article)
    untold = says_address(workflow, article.name, article.source)
    if untold is not None:
        yield untold
    if workflow.publish.links == "keep":
        yield from outside(finder, article)


def read_catalog(workspace: Workspace, path: Path) -> tuple[Document | None, Catalog | None]:
    """Read a catalog together with the bytes it was read from; both None where there is none."""
    document = workspace.read_if_there(path)
    return document, None if document is None else parse_catalog(workspace, document)


def parse_catalog(workspace: Workspace, document: Document) -> Catalog:
    """A catalog from the bytes that it was read from; raises CatalogError."""
    try:
        return po.parse_bytes(document.data, document.path)
    except FileError as error:
        raise error.at(path=workspace.shown(document.path)) from error
