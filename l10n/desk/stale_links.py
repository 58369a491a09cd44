"""Links that a rename leads astray, also in code of a template language."""

import os
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from l10n import plugins
from l10n.dataclass import dataclass
from l10n.desk.desk import Desk
from l10n.desk.reading import read_source
from l10n.desk.targets import path_of
from l10n.errors import L10nError
from l10n.model.article import Article, line_at, line_starts
from l10n.model.layout import Layout
from l10n.regex import regex

_IN_CODE = regex(r"[^\s\"'`<>()|{}=,\[\]]++")
"""What may name an article in code: `{{< ref "news/a.md#b" >}}`, `{% link _posts/a.md %}`."""
_DATED = regex(r"\d{4}-\d\d?-\d\d?-")
"""How the name of a post begins, which `{% post_url %}` names without its suffix."""


@dataclass(frozen=True, slots=True)
class StaleLink:
    """A relative link that does not lead to what it led to before the rename."""

    article: str
    line: int
    url: str
    wanted: str
    """Where it led, by its path in the workspace now."""


def stale_links(desk: Desk, names: Mapping[str, str]) -> tuple[list[StaleLink], list[L10nError]]:
    """Links in all articles that the rename leads astray; `names` has the new names by old ones."""
    workspace = desk.workspace
    former = {new: old for old, new in names.items()}
    bare = {PurePosixPath(old).name for old in names}
    bare |= {PurePosixPath(name).stem for name in bare if _DATED.match(name)}
    wanted = tuple(form.encode() for name in bare for form in (name, quote(name)))
    links: list[StaleLink] = []
    articles = workspace.article_names()
    errors = [*articles.problems]
    for article in articles:
        try:
            workflow = desk.workflow_of(article)
            if workflow is None or not plugins.is_read(article):
                continue
            data = workspace.read(workspace.article_path(article)).data
            if article not in former and not any(form in data for form in wanted):
                continue
            source = read_source(workspace, article, workflow)
        except L10nError as error:
            errors.append(error.kept())
            continue
        old_name = former.get(article, article)
        for link in source.article.parsed.links:
            before = path_of(link.url, workspace.reference(old_name))
            if before is None:
                continue
            target = _renamed(before, names, workspace.layout)
            exists = os.path.exists(workspace.root / target)
            if exists and path_of(link.url, workspace.reference(article)) != target:
                line = source.article.source.count("\n", 0, link.span.start) + 1
                links.append(StaleLink(article, line, link.url, target))
        links += _in_code(source.article, old_name, names, workspace.layout)
    return links, errors


def _renamed(path: str, names: Mapping[str, str], layout: Layout) -> str:
    inside = layout.name(path)
    return path if inside is None or inside not in names else layout.article(names[inside])


def _in_code(
    article: Article, name: str, names: Mapping[str, str], layout: Layout
) -> Iterator[StaleLink]:
    """What code of an article, by its former name, calls by an old name.

    Generators look for a page beside the article, from the root, or by its bare name anywhere.
    """
    starts = line_starts(article.source)
    olds = {form: old for old in names for form in _forms(old)}
    for code in article.parsed.code:
        for found in _IN_CODE.finditer(article.source, code.span.start, code.span.end):
            said = found[0].split("#")[0].strip("/")
            beside = layout.name(path_of(said, layout.article(name)) or "")
            old = beside if beside is not None and beside in names else olds.get(said)
            if old is not None and said not in _forms(names[old]):
                line = line_at(starts, found.start())
                yield StaleLink(article.name, line, found[0], layout.article(names[old]))


def _forms(name: str) -> Iterator[str]:
    """The names by which code may call an article: with all of its folders, some, or none."""
    parts = name.split("/")
    for number in range(len(parts)):
        yield "/".join(parts[number:])
    if _DATED.match(parts[-1]):
        yield PurePosixPath(name).stem
