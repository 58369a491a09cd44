"""Attachments: the pictures and other files that a page refers to, copied beside it.

A published tree is complete by itself. A copy is put where the address of the page leads, is kept
up to date, and goes when no page of its locale refers to it any more. What a person put there is
never replaced or removed: only what a record of versions names, with the bytes that it names, is
the tool's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path

from l10n.dataclass import dataclass
from l10n.desk.desk import Job
from l10n.desk.leads import EMBEDS, LEADS, lead_of, leads_of
from l10n.desk.targets import Finder, Lead
from l10n.errors import FileError, L10nError
from l10n.formats.frontmatter import matter as frontmatter
from l10n.messages import N_, _, message
from l10n.model.article import Article, Problem, Span, line_at, line_starts
from l10n.model.version import is_own_name
from l10n.regex import regex
from l10n.store.document import Stamp, stamp
from l10n.store.versions import load_history
from l10n.store.workspace import Workspace

Files = tuple[tuple[str, str], ...]
"""Names under `articles/`, sorted, each with the SHA-256 of the bytes of its copy."""

_WORD = regex(r"[^\s\"'`=(){}<>\[\],;|]++")
"""What may name a file in template code or front matter, with whatever stands behind the name."""
_SUFFIX = regex(r"(?<!\A)\.[A-Za-z0-9]{2,5}(?![A-Za-z0-9])")

_EMBED = regex(r"!\[\[([^\[\]|#\r\n]+\.[A-Za-z0-9]{2,5})[ \t]*+(?=[|#\]])")
"""The name of a file that a note takes in."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article refers to."""

    name: str
    """Under `articles/`."""
    line: int
    """Of the first reference."""


def attachments(finder: Finder, article: Article) -> tuple[Attachment, ...]:
    """The files that an article refers to: by its links, and by name in code and front matter."""
    starts = line_starts(article.source)
    found: dict[str, Attachment] = {}
    targets = [(finder.of(url, article.name), offset) for url, offset in _addresses(article)]
    targets += [(finder.embedded(page, article.name), offset) for page, offset in _embeds(article)]
    for target, offset in sorted(targets, key=lambda each: each[1]):
        if target.lead is Lead.FILE and not is_own_name(target.name):
            found.setdefault(target.name, Attachment(target.name, line_at(starts, offset)))
    return tuple(found[name] for name in sorted(found))


def looked_for(finder: Finder, article: Article) -> dict[str, dict[str, str]]:
    """What stands where all these addresses lead, as the index keeps it (`desk.leads`)."""
    name = article.name
    embeds = {page: lead_of(finder.embedded(page, name)) for page, _offset in _embeds(article)}
    return {
        LEADS: leads_of(finder, name, (url for url, _offset in _addresses(article))),
        EMBEDS: embeds,
    }


def _addresses(article: Article) -> Iterator[tuple[str, int]]:
    for link in article.parsed.links:
        yield link.url, link.span.start
    for code in article.parsed.code:
        yield from _named(article.source, code.span)
    matter = frontmatter.find(article.source, loose=True)
    if matter is not None:
        yield from _named(article.source, matter.content)


def _named(source: str, span: Span) -> Iterator[tuple[str, int]]:
    """What may be names of files between two offsets: words up to their last suffix.

    A picture that stands there in base64 is one word of a megabyte: none is looked through twice.
    """
    for word in _WORD.finditer(source, span.start, span.end):
        end = max((suffix.end() for suffix in _SUFFIX.finditer(word[0])), default=0)
        if end:
            yield word[0][:end], word.start()


def _embeds(article: Article) -> Iterator[tuple[str, int]]:
    """The files that notes take in by name: `![[a.png|100]]`."""
    for code in article.parsed.code:
        if found := _EMBED.match(article.source, code.span.start):
            yield found[1].strip(), code.span.start


class Shelf:
    """The copies beside the pages of all locales, for one command."""

    def __init__(self, workspace: Workspace) -> None:
        """Begin with nothing read; records of other articles are read when that is needed."""
        self._workspace = workspace
        self._holders: dict[str, dict[Path, dict[str, str]]] = {}
        """By locale and place the articles whose pages have a copy there, with its digest."""

    def put(
        self, locale: str, article: str, wanted: Iterable[Attachment], recorded: Files
    ) -> tuple[Files, tuple[Problem, ...]]:
        """Copy what is not there or not up to date; what to record, and what was not done.

        `recorded` is what the record of the article names now.
        """
        known = dict(recorded)
        done: list[tuple[str, str]] = []
        problems: list[Problem] = []
        for each in wanted:
            try:
                digest = self._put(locale, article, each.name, known.get(each.name))
            except L10nError as error:
                text = N_("{path} is not copied beside the page: {why}")
                reason = message(text, path=each.name, why=error.message)
                problems.append(Problem(each.line, reason))
                if each.name in known:
                    done.append((each.name, known[each.name]))
                continue
            if digest:
                done.append((each.name, digest))
        return tuple(sorted(done)), tuple(problems)

    def lacks(self, locale: str, article: str, name: str) -> bool:
        """True if a page has no copy of a file, or one of the tool's that is not up to date.

        A file that cannot be read cannot be copied: another version would lack it as well.
        """
        try:
            source = self._workspace.read(self._workspace.article_path(name))
        except L10nError:
            return False
        path = self._place(locale, article, name)
        if path is None:
            return False
        there = self._workspace.read_if_there(path)
        if there is None:
            return True
        return there.data != source.data and self._is_ours(locale, path, there.digest)

    def _put(self, locale: str, article: str, name: str, known: str | None) -> str:
        """Copy a file; its digest, empty where a person's copy of it stands there already."""
        source = self._workspace.read(self._workspace.article_path(name))
        if self._workspace.beside_path(locale, article, name) is None:
            raise FileError(_("its place would be outside the folder of the pages"), code="PUB-030")
        path = self._place(locale, article, name)
        if path is None:
            return ""
        there = self._workspace.read_if_there(path)
        if there is not None:
            owned = known == there.digest or self._is_ours(locale, path, there.digest)
            if there.data == source.data:
                return there.digest if owned else ""
            if not owned:
                raise FileError(_("another file stands in its place"), code="PUB-003")
        self._workspace.write(path, source.data, there)
        self._of(locale).setdefault(path, {})[article] = source.digest
        return source.digest

    def drop(self, locale: str, article: str, gone: Files) -> None:
        """Remove the copies that an article no longer refers to, and no other article does."""
        for name, digest in gone:
            path = self._place(locale, article, name)
            if path is None:
                continue
            holders = self._of(locale).get(path, {})
            recorded = {digest, *holders.values()}
            holders.pop(article, None)
            there = self._workspace.read_if_there(path)
            if there is not None and not holders and there.digest in recorded:
                self._workspace.remove(there)

    def _place(self, locale: str, article: str, name: str) -> Path | None:
        """Where the copy of a file is; None where the page finds the file itself, or nothing."""
        path = self._workspace.beside_path(locale, article, name)
        return None if path == self._workspace.article_path(name) else path

    def _is_ours(self, locale: str, path: Path, digest: str) -> bool:
        return digest in self._of(locale).get(path, {}).values()

    def _of(self, locale: str) -> dict[Path, dict[str, str]]:
        """Which articles hold which copies of a locale, by the newest version of each."""
        if locale not in self._holders:
            self._holders[locale] = {}
            for where, article in self._workspace.page_names():
                if where != locale:
                    continue
                _record, found = load_history(self._workspace, locale, article)
                files = (file for head in found.heads for file in found.made_from(head).files)
                for name, digest in files:
                    place = self._place(locale, article, name)
                    if place is not None:
                        self._holders[locale].setdefault(place, {})[article] = digest
        return self._holders[locale]


def stamps(workspace: Workspace, job: Job, names: Iterable[str]) -> dict[str, list[object]]:
    """How files and their copies beside a page look now, by name, as JSON can write it."""
    found: dict[str, list[object]] = {}
    for name in names:
        beside = workspace.beside_path(job.locale, job.name, name)
        copy = None if beside is None else _shown(stamp(beside))
        found[name] = [_shown(stamp(workspace.article_path(name))), copy]
    return found


def _shown(found: Stamp | None) -> list[int] | None:
    return None if found is None else list(astuple(found))
