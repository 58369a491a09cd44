"""The table of a workflow that says where articles are and where pages go: `[paths]`."""

import posixpath
from collections.abc import Mapping, Sequence
from typing import Any

from l10n.messages import _
from l10n.model.paths import FIELD, FIELDS, PLAIN, PRESETS, Paths, meet, preset
from l10n.store.workflow_values import Values

_OWN_FOLDERS = (
    *("addenda", "catalogs", "glossary", "records", "versions", "workflows", "tables", "kept"),
    "memory",
)
OWN_ROOMS = frozenset((*_OWN_FOLDERS, "glossary.csv", "links.csv"))
"""What of a workspace is the tool's own: neither articles nor pages are there."""
_KNOWN = ("preset", "articles", "pages", "exports")
_LONGEST = 1_000
"""Characters of a path or a pattern."""
_PART = 150
"""Bytes of one name in it."""
_SAMPLES = ("a.md", "b/a.md")
"""Names of articles that a pattern is tried with."""


class PathKeys(Values):
    """Takes the table `[paths]`."""

    def paths(self, data: Mapping[str, Any], source: str, targets: Sequence[str]) -> Paths:
        """Where articles are and pages go; raises WorkflowError for what cannot be."""
        table = self.table(data, (), "paths")
        self.known(table, ("paths",), _KNOWN)
        start = PLAIN
        if "preset" in table:
            start = preset(self.choice(table, ("paths", "preset"), tuple(PRESETS)), source)
        found = Paths(
            self._path(table, "articles", start.articles),
            self._path(table, "pages", start.pages),
            self._path(table, "exports", start.exports),
        )
        fault = _folder_fault(found.articles)
        if fault:
            raise self.wrong(("paths", "articles"), found.articles, fault)
        fault = _pages_fault(found, source, targets)
        if fault:
            key = "pages" if "pages" in table or "preset" not in table else "preset"
            raise self.wrong(("paths", key), found.pages, fault)
        fault = _exports_fault(found, source, targets)
        if fault:
            raise self.wrong(("paths", "exports"), found.exports, fault)
        return found

    def _path(self, table: Mapping[str, Any], key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(("paths", key), value, _("a text in quotes, not empty"))
        return value


def _folder_fault(folder: str) -> str:
    """What a folder of articles has to be; empty where it is so."""
    if "{" in folder or "}" in folder:
        return _("a folder of the workspace, without braces: “content/uk”")
    return path_fault(folder)


def _pages_fault(paths: Paths, source: str, targets: Sequence[str]) -> str:
    """How a pattern of pages has to be written; empty where it is well written."""
    pages = paths.pages
    rest = FIELD.sub("x", pages)
    if fault := path_fault(rest):
        return fault
    named = FIELD.findall(pages)
    if {*named} - {*FIELDS} or "{" in rest or "}" in rest:
        fields = ", ".join(f"{{{name}}}" for name in FIELDS)
        return _("no fields in braces but {fields}").format(fields=fields)
    if fault := _shape_fault(pages.split("/"), named):
        return fault
    if "locale" not in named and len(targets) > 1:
        return _("{locale} in the pattern, since there are several targets").format(
            locale="{locale}"
        )
    for locale in targets:
        for name in _SAMPLES:
            if paths.page(locale, name, source) == f"{paths.articles}/{name}":
                return _("another place than that of the articles themselves")
    return ""


def _exports_fault(paths: Paths, source: str, targets: Sequence[str]) -> str:
    """The same for the pattern of exports, which are not among the articles."""
    fault = _pages_fault(Paths(paths.articles, paths.exports), source, targets)
    folders = (Paths(pages=paths.exports).root(locale) for locale in targets)
    if not fault and any(meet(folder, paths.articles) for folder in folders):
        return _("a folder that no articles are in")
    return fault


def _shape_fault(parts: Sequence[str], named: Sequence[str]) -> str:
    """What stands in the way of telling an article's name from the path of its page."""
    of_name = [each for each in named if each != "locale"]
    if len({*of_name}) < len(of_name):
        return _("each field but {locale} once").format(locale="{locale}")
    if len(parts) == 1 or {*FIELD.findall(parts[0])} - {"locale"}:
        return _("a folder with a name of its own, or {locale}, before all else").format(
            locale="{locale}"
        )
    whole, parted = parts[-1] == "{path}", parts[-1].endswith("{suffix}")
    if whole and len(of_name) > 1:
        return _("{path} alone, or {parts}").format(path="{path}", parts="{folder}/{stem}{suffix}")
    if not whole and not (parted and "{stem}" in parts[-1] and "path" not in named):
        return _("{path} at the end, or a name such as {parts}").format(
            path="{path}", parts="{stem}{suffix}"
        )
    if "folder" in named and "{folder}" not in parts:
        return _("{folder} alone between slashes").format(folder="{folder}")
    return ""


def path_fault(path: str) -> str:
    """What stands in the way of a path in the workspace; empty where nothing does."""
    parts = path.split("/")
    if len(path) > _LONGEST:
        return _("at most {limit} characters").format(limit=_LONGEST)
    if "\\" in path or not path.isprintable():
        return _("slashes (/) between folders, no backslashes and no control characters")
    if any(part in ("", ".", "..") for part in parts) or path != posixpath.normpath(path):
        return _("a path in the workspace, names between single slashes, without “.” and “..”")
    if any(part.startswith(".") for part in parts):
        return _("no name that begins with a dot")
    if any(len(part.encode()) > _PART for part in parts):
        return _("names of at most {limit} bytes").format(limit=_PART)
    if parts[0].casefold() in OWN_ROOMS:
        return _("another folder than {name}/, which is the tool's own").format(name=parts[0])
    return ""
