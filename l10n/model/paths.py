"""Where a desk's articles are and where its pages go: a workflow's `[paths]`.

A pattern of pages is a path with fields in braces. Which patterns can be used is told by
`store/workflow_paths`, so that what stands here leads to no place that is the tool's own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.regex import regex

FIELDS = ("locale", "path", "folder", "stem", "suffix")
"""What may stand in braces."""
FIELD = regex(r"\{([^{}/]*+)\}")


@dataclass(frozen=True, slots=True)
class Paths:
    """Where articles are and where pages go; both are paths in the workspace."""

    articles: str = "articles"
    """The folder of the articles; their names are relative to it."""
    pages: str = "published/{locale}/{path}"
    """Pattern of pages, with `{locale}`, and of an article's name `{path}`, all of it, or
    `{folder}`, `{stem}` (without the suffix, and without the source language where it ends in it:
    `a.uk.md`) and `{suffix}` (`.md`). An empty `{folder}` takes its slash along."""

    exports: str = "exports/{locale}/{path}"
    """Pattern of a page's exports, which have a suffix more (`publish.also`)."""

    def page(self, locale: str, name: str, source: str = "") -> str:
        """The path of an article's page; `source` is the language of the workflow's articles."""
        values = dict(article_values(name, source), locale=locale)
        filled = (FIELD.sub(lambda found: values[found[1]], part) for part in self._parts)
        return "/".join(part for part in filled if part)

    def root(self, locale: str) -> str:
        """The folder below which all pages of a locale are, and the files beside them."""
        fixed: list[str] = []
        for part in self._parts[:-1]:
            if {*FIELD.findall(part)} - {"locale"}:
                break
            fixed.append(part.replace("{locale}", locale))
        return "/".join(fixed)

    @property
    def lossy(self) -> bool:
        """True if two articles may have one page: the pattern leaves out part of their names."""
        return "{path}" not in self.pages

    def page_pattern(self, locales: Iterable[str]) -> re.Pattern[str]:
        """What the path of a page in one of some locales looks like, whatever its article."""
        tags = "|".join(map(re.escape, sorted(locales))) or r"(?!)"
        expression, told = "", False
        for number, part in enumerate(self._parts):
            last = number == len(self._parts) - 1
            if part == "{folder}":
                expression += r"(?:[^/]+/)*"
                continue
            for piece in re.split(r"(\{[^{}]*\})", part):
                if piece == "{locale}":
                    expression += r"(?P=locale)" if told else f"(?P<locale>{tags})"
                    told = True
                else:
                    expression += _LOOKS.get(piece) or re.escape(piece)
            expression += "" if last else "/"
        return re.compile(rf"{expression}\Z")

    @property
    def _parts(self) -> list[str]:
        return self.pages.split("/")


def meet(one: str, other: str) -> bool:
    """True if one of two folders is in the other, or both are one."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def article_values(name: str, source: str) -> dict[str, str]:
    """What the fields of a pattern are for an article, all but the locale."""
    path = PurePosixPath(name)
    folder = path.parent.as_posix()
    stem = path.name.removesuffix(path.suffix)
    bare = stem[: -len(source) - 1]
    if source and bare and stem.casefold().endswith(f".{source}".casefold()):
        stem = bare
    return {
        "path": name,
        "folder": "" if folder == "." else folder,
        "stem": stem,
        "suffix": path.suffix,
    }


_LOOKS: Mapping[str, str] = MappingProxyType(
    {"{path}": r"(?:[^/]+/)*[^/]+", "{stem}": r"[^/]+", "{suffix}": r"\.[^./]+"}
)
"""What each field but the locale and the folder stands for, as an expression."""

PLAIN = Paths()
"""Where articles are and pages go, where a workflow says nothing."""

PRESETS: Mapping[str, Paths] = MappingProxyType(
    {
        "hugo-folders": Paths("content/{source}", "content/{locale}/{path}"),
        "hugo-files": Paths("content", "content/{folder}/{stem}.{locale}{suffix}"),
        "jekyll": Paths("_posts", "{locale}/_posts/{path}"),
        "docusaurus": Paths("docs", "i18n/{locale}/docusaurus-plugin-content-docs/current/{path}"),
        "docusaurus-blog": Paths("blog", "i18n/{locale}/docusaurus-plugin-content-blog/{path}"),
    }
)
"""The places of known systems; `{source}` is the language of the articles."""


def preset(name: str, source: str) -> Paths:
    """A preset for articles in a language."""
    found = PRESETS[name]
    return replace(found, articles=found.articles.replace("{source}", source))
