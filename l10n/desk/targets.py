"""Where the relative addresses of an article lead: to another article, to a file, to nothing."""

import posixpath
import re
from collections.abc import Callable, Iterator
from enum import Enum
from urllib.parse import quote, unquote, urlsplit

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.messages import N_, Message, message
from l10n.model.article import Article, Problem, line_at, line_starts
from l10n.model.layout import Layout
from l10n.regex import regex
from l10n.store.inside import leads_out
from l10n.store.workspace import Workspace, fault_of_name


class Lead(Enum):
    """What stands where an address leads."""

    ELSEWHERE = "elsewhere"
    """Nothing that could be looked for: another site, its root, a place in the same page."""
    ARTICLE = "article"
    PAGE = "page"
    """A page among the articles: it belongs to one, and is no file that others take along."""
    FILE = "file"
    FOLDER = "folder"
    OUTSIDE = "outside"
    """Something that does not lie in `articles/`."""
    NOTHING = "nothing"
    OPEN = "open"
    """No file, but what a site generator may put there: it names no file (`../about/`)."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads."""

    lead: Lead
    path: str = ""
    """In the workspace."""
    name: str = ""
    """ARTICLE, PAGE and FILE: its name under `articles/`."""


_ELSEWHERE = Target(Lead.ELSEWHERE)
_PAGES = (".md", ".markdown", ".mdx", ".html", ".htm")
_SOURCES = (".md", ".markdown", ".mdx")
_INDEXES = ("index", "_index", "README")


def path_of(url: str, article: str) -> str | None:
    """The path in the workspace that a relative address of an article leads to; None for others.

    `article` is the article's own path in the workspace. What the address leads to need not
    exist, and may begin with `..`.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    folder = posixpath.dirname(article)
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path)))


class Finder:
    """Finds what addresses lead to, each once."""

    def __init__(
        self,
        workspace: Workspace,
        claims: Callable[[str], bool] = lambda name: True,
        coming: Callable[[str], bool] = lambda path: False,
    ) -> None:
        """Begin with nothing looked for; `claims` tells which names workflows take for articles.

        A text or a page of HTML that no workflow takes is a file like a picture. Markdown never is:
        a reader cannot open it. `coming` tells of a path whether it counts as there already.
        """
        self._workspace = workspace
        self._claims = claims
        self._coming = coming
        self._files: dict[str, list[str]] | None = None
        """All names under `articles/` by their last part, once that is asked."""

    @property
    def layout(self) -> Layout:
        """Where articles are and pages go."""
        return self._workspace.layout

    def of(self, url: str, name: str) -> Target:
        """Where an address of an article leads; raises FileError where nobody can tell."""
        layout = self._workspace.layout
        path = path_of(url, layout.article(name))
        if path is None:
            return _ELSEWHERE
        inside = layout.name(path)
        named = "." in posixpath.basename(path) and not urlsplit(url).path.endswith("/")
        if inside is None:
            there = self._coming(path) or (
                not self._strange(path) and self._workspace.root.joinpath(path).exists()
            )
            if there or path.startswith(".."):
                return Target(Lead.OUTSIDE, path)
            # A page often has a folder of its own, from which an address goes a step further up.
            return Target(Lead.NOTHING if named else Lead.OPEN, path)
        if fault_of_name(inside) is not None:
            return Target(Lead.NOTHING, path)
        if self._is_file(path):
            return self._file(path, inside)
        # Only where pages may be among the articles are there folders of theirs.
        coming = bool(layout.pages) and self._coming(path)
        if coming or self._workspace.root.joinpath(path).is_dir():
            return Target(Lead.FOLDER, path)
        page = self._page(path)
        if page is not None:
            name = layout.name(page) or ""
            return Target(Lead.PAGE if self._is_page(name) else Lead.ARTICLE, page, name)
        return Target(Lead.NOTHING if named else Lead.OPEN, path)

    def embedded(self, page: str, name: str) -> Target:
        """Where an embed of a note leads: a file beside it, else one of that name anywhere.

        Obsidian's help, "Embed files" and "Settings: New link format, shortest path when possible".
        """
        found = self.of(quote(page), name)
        if found.lead not in (Lead.NOTHING, Lead.OPEN):
            return found
        wanted = posixpath.normpath(page).lstrip("/")
        if self._files is None:
            self._files = {}
            for each in self._workspace.article_names():
                self._files.setdefault(posixpath.basename(each), []).append(each)
        alike = self._files.get(posixpath.basename(wanted), [])
        fitting = [each for each in alike if f"/{each}".endswith(f"/{wanted}")]
        if not fitting:
            return found
        nearest = min(fitting, key=lambda each: (each.count("/"), each))
        return self.of(quote(f"{posixpath.relpath(nearest, posixpath.dirname(name) or '.')}"), name)

    def _file(self, path: str, inside: str) -> Target:
        if self._is_page(inside):
            return Target(Lead.PAGE, path, inside)
        if self._is_article(inside):
            return Target(Lead.ARTICLE, path, inside)
        return Target(Lead.FILE if self._is_inside(path) else Lead.OUTSIDE, path, inside)

    def _page(self, path: str) -> str | None:
        """The article that a generator makes a page of that name from."""
        stem = re.sub(r"\.html?\Z", "", path)
        candidates = [f"{stem}{suffix}" for suffix in _PAGES]
        candidates += [f"{stem}/{index}{suffix}" for index in _INDEXES for suffix in _PAGES]
        return next((each for each in candidates if self._is_file(each)), None)

    def _is_article(self, name: str) -> bool:
        if not plugins.is_read(name):
            return False
        return name.endswith(_SOURCES) or self._claims(name)

    def _is_page(self, name: str) -> bool:
        """True for what an article's page looks like; a picture in the same folder is none."""
        return self._workspace.layout.is_page(name) and plugins.is_read(name)

    def _is_inside(self, path: str) -> bool:
        """True for a file that lies in `articles/` once symbolic links are followed.

        What a repository brings must not lead a workflow, a catalog or passwords into a page.
        """
        root = self._workspace.root
        return not leads_out(root / path, self._workspace.articles_folder)

    def _is_file(self, path: str) -> bool:
        inside = self._workspace.layout.name(path)
        # A page that is there may be one that goes, so that is asked first.
        if inside is not None and self._is_page(inside) and self._coming(path):
            return True
        return self._workspace.is_file(self._workspace.root / path)

    @staticmethod
    def _strange(path: str) -> bool:
        return "\0" in path or any("\ud800" <= char <= "\udfff" for char in path)


def dead_targets(finder: Finder, article: Article) -> Iterator[Problem]:
    """Name the links of an article that lead to no file."""
    starts: tuple[int, ...] = ()
    for link in article.parsed.links:
        target = finder.of(link.url, article.name)
        if target.lead is Lead.NOTHING:
            starts = starts or line_starts(article.source)
            yield Problem(
                line_at(starts, link.span.start),
                not_there(target.path),
            )


def not_there(path: str) -> Message:
    """What is told of a link to a file that is missing."""
    return message(N_("a link leads to {path}, which is not there"), path=path)


def outside(finder: Finder, article: Article) -> Iterator[Problem]:
    """Name the links that lead out of the articles' folder: nothing there is copied."""
    starts = line_starts(article.source)
    for link in article.parsed.links:
        target = finder.of(link.url, article.name)
        if target.lead is Lead.OUTSIDE:
            text = N_("a link leads to {path}, outside {folder}/; no copy stands beside the page")
            line = line_at(starts, link.span.start)
            path = posixpath.normpath(target.path)
            yield Problem(line, message(text, path=path, folder=finder.layout.articles))


def dead_fragments(article: Article) -> Iterator[Problem]:
    """Name the links within a page that no heading's id answers, or that a translation breaks."""
    # Whoever looks up alone where an address leads needs nothing that knows headings.
    from l10n.formats.dialects.headings import RULES
    from l10n.steps.anchors import anchors, fragments

    parsed = article.parsed
    asked = [(*each, False) for each in fragments(article, in_code=False)]
    # No link in code can follow a heading: it has to be able to keep its id.
    asked += [(*each, True) for each in fragments(article, in_code=True)]
    if not asked or not parsed.headings:
        return
    known = RULES.get(parsed.ids)
    ids = frozenset(anchors(article, (), {}, known or RULES[""]).source)
    said: frozenset[str] | None = None
    starts = line_starts(article.source)
    for fragment, offset, in_code in asked:
        line = line_at(starts, offset)
        if fragment in ids:
            if known is None or (in_code and not known.written):
                text = N_("the link to #{id} depends on the text of a heading, which changes")
                yield Problem(line, message(text, id=fragment))
        elif known and parsed.ids and not in_code and not _GENERATED.match(fragment):
            said = said_in(article.source) if said is None else said
            if fragment in said:
                continue
            text = N_("a link leads to #{id}, and no heading has this id")
            yield Problem(line, message(text, id=fragment))


_GENERATED = regex(r"fn[\w:-]*\d|fnref|footnote|top\Z|toc\b|cite|:~:", re.IGNORECASE)
"""What begins a fragment that pages have without any heading: of footnotes, lists of contents."""


_SAID = (
    regex(r"\b(?:id|name)\s*=\s*[\"']?([^\s\"'>}]++)"),
    regex(r"\(([^\s()]++)\)="),
    regex(r"\^([^\s^]++)"),
)
_BRACES = regex(r"\{[^{}\n]*+")
_HASHED = regex(r"#([^\s#]++)")


def said_in(source: str) -> frozenset[str]:
    """The ids that a source says beside its headings: of elements, attributes, labels, notes."""
    found = {each[1] for way in _SAID for each in way.finditer(source)}
    for braces in _BRACES.finditer(source):
        found.update(each[1] for each in _HASHED.finditer(braces[0]))
    return frozenset(found)
