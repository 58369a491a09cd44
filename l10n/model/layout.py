"""The layout of a workspace: where all of its articles are, and where the page of each goes.

It is made of what the workflows say (`[paths]`), and every command asks it alone.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from l10n.dataclass import dataclass
from l10n.model.paths import PLAIN, Paths, meet
from l10n.model.workflow import Workflow, names
from l10n.regex import regex

_TAG = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Rule:
    """Where the pages of one workflow's articles go."""

    articles: tuple[str, ...]
    """The patterns of names that the workflow claims."""
    paths: Paths = PLAIN
    source: str = ""
    """The language of its articles."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where articles are and pages go."""

    articles: str = PLAIN.articles
    """The folder of the articles."""
    rules: tuple[Rule, ...] = (Rule(()),)
    """In the order of the workflows; the first is for articles that none claims, too."""
    pages: tuple[re.Pattern[str], ...] = field(default=(), repr=False)
    """What the paths of pages look like that are below the folder of the articles."""

    def article(self, name: str) -> str:
        """The path of an article."""
        return f"{self.articles}/{name}"

    def page(self, locale: str, name: str) -> str:
        """The path of an article's page in a locale.

        Records of a repository may be of any locale. Where a pattern would make the article itself
        of it, or a folder of the tool, what is there is no page: then it is the plain place.
        """
        rule = self._rule(name)
        path = rule.paths.page(locale, name, rule.source)
        plain = path == self.article(name) or not _TAG.match(locale)
        return PLAIN.page(locale, name) if plain else path

    def is_own_page(self, locale: str, name: str) -> bool:
        """True where the pattern makes the article itself of its page: `a.uk.md` into Ukrainian."""
        rule = self._rule(name)
        return rule.paths.page(locale, name, rule.source) == self.article(name)

    def export(self, locale: str, name: str) -> str:
        """The path of the exports of an article's page, without their suffixes."""
        rule = self._rule(name)
        return Paths(pages=rule.paths.exports).page(locale, name, rule.source)

    def page_folder(self, locale: str, name: str) -> str:
        """The folder below which the pages of the article's workflow in a locale are."""
        return self._rule(name).paths.root(locale)

    def page_folders(self, locales: Iterable[str]) -> tuple[str, ...]:
        """The folders below which pages in some locales are, sorted."""
        tags = tuple(locales)
        found = {rule.paths.root(locale) for rule in self.rules for locale in tags}
        return tuple(sorted(found))

    def beside(self, locale: str, article: str, file: str) -> str:
        """The path that the page of an article has a file at, as the article has it in `articles/`.

        The way from page to file is that from article to file, so that addresses may stay. Empty
        where it would lead out of the folder of the pages.
        """
        page = posixpath.dirname(self.page(locale, article))
        way = posixpath.relpath(file, posixpath.dirname(article) or ".")
        place = posixpath.normpath(posixpath.join(page, way))
        root = self.page_folder(locale, article)
        return place if place.startswith(f"{root}/") else ""

    def is_page(self, name: str) -> bool:
        """True for a name below the folder of the articles that a page has, and no article."""
        path = self.article(name)
        return any(pattern.match(path) for pattern in self.pages)

    def crowded(self, articles: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
        """Of articles, with the locales that each is published in, those without a page of its own.

        With each another one whose page, or whose own place, it would take.
        """
        if not self.may_crowd:
            return {}
        some = tuple(articles)
        held = {self.article(name): name for name, _locales in some}
        found: dict[str, str] = {}
        for name, locales in some:
            for locale in locales:
                other = held.setdefault(self.page(locale, name), name)
                if other != name:
                    found |= {name: other, other: name}
        return found

    @property
    def may_crowd(self) -> bool:
        """True if an article's page may be in the place of another article, or of its page."""
        return bool(self.pages) or self._lossy

    @property
    def _lossy(self) -> bool:
        """True if two articles may have one page."""
        patterns = {rule.paths for rule in self.rules}
        return len(patterns) > 1 or any(each.lossy for each in patterns)

    def name(self, path: str) -> str | None:
        """The name of what stands at a path below the folder of the articles; None elsewhere."""
        inside = path.removeprefix(f"{self.articles}/")
        return None if inside == path else inside

    def _rule(self, name: str) -> Rule:
        if len(self.rules) == 1:
            return self.rules[0]
        claiming = (rule for rule in self.rules if names(rule.articles, name))
        return next(claiming, self.rules[0])


STANDARD = Layout()
"""Where articles are and pages go, where no workflow says anything else."""


def layout_of(workflows: Iterable[Workflow]) -> Layout:
    """The layout that some workflows make together; all have their articles in one folder."""
    some = tuple(workflows)
    rules = tuple(Rule(each.articles, each.paths, each.source) for each in some)
    folder = some[0].paths.articles
    return Layout(folder, rules, tuple(dict.fromkeys(_patterns(some, folder))))


def _patterns(workflows: Iterable[Workflow], folder: str) -> Iterable[re.Pattern[str]]:
    """What pages look like, of the workflows that may have some among the articles."""
    for each in workflows:
        others = tuple(target for target in each.targets if target != each.source)
        roots = (each.paths.root(target) for target in each.targets)
        if any(meet(root, folder) for root in roots):
            yield each.paths.page_pattern(others)
