"""The table of a workflow that says where pages are served: `[site]`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from l10n.language.locales import direction
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.model.paths import FIELD, Paths
from l10n.model.site import ADDRESS_FIELDS, NO_SITE, SITES, Site
from l10n.regex import regex
from l10n.store.workflow_paths import path_fault
from l10n.store.workflow_values import Values

_KNOWN = ("url", "pages", "originals", "hreflang", "alternates", "feed", "name")
_FIELD_NAME = regex(r"[A-Za-z_][A-Za-z0-9_-]{0,63}\Z")
_LONGEST = 1_000
"""Characters of an address or a pattern."""


class SiteKeys(Values):
    """Takes the table `[site]`."""

    def site(self, data: Mapping[str, Any], paths: Paths, targets: Sequence[str]) -> Site:
        """Where pages are served; raises WorkflowError for what is not allowed."""
        if "site" not in data:
            return NO_SITE
        table = self.table(data, (), "site")
        self.known(table, ("site",), _KNOWN)
        preset = self.table(data, (), "paths").get("preset", "")
        page, original, feed = SITES[preset]
        url = self._url(table)
        if "feed" in table and not url:
            raise self._needs_url("feed")
        place = self._feed(table, feed or f"{paths.root('{locale}')}/feed.xml", targets)
        return Site(
            url=url,
            page=self._address(table, "pages", page, targets),
            original=self._address(table, "originals", original, ()),
            hreflang=self.switch(table, ("site", "hreflang")),
            alternates=self._alternates(table),
            feed=place,
            feed_address=_served(place, paths),
            plain=preset.startswith("hugo"),
            names=self._site_names(table, targets),
        )

    def _url(self, table: Mapping[str, Any]) -> str:
        value = table.get("url", "")
        if not isinstance(value, str) or not _is_site(value):
            raise self.wrong(
                ("site", "url"), value, _("the address of a site: “https://example.org”")
            )
        return value.rstrip("/")

    def _needs_url(self, key: str) -> Exception:
        return self.error(
            ("site", key),
            _("{key} needs the address of the site").format(key=f"site.{key}"),
            _("write, for example: {example}").format(example='url = "https://example.org"'),
            code="WF-031",
        )

    def _address(
        self, table: Mapping[str, Any], key: str, default: str, targets: Sequence[str]
    ) -> str:
        value = table.get(key, default)
        keys = ("site", key)
        if not isinstance(value, str) or len(value) > _LONGEST:
            raise self.wrong(keys, value, _("a text in quotes, not empty"))
        rest = FIELD.sub("x", value)
        fields = {*FIELD.findall(value)}
        if fields - {*ADDRESS_FIELDS} or "{" in rest or "}" in rest:
            names = ", ".join(f"{{{name}}}" for name in ADDRESS_FIELDS)
            raise self.wrong(
                keys, value, _("no fields in braces but {fields}").format(fields=names)
            )
        if rest.startswith("/") or not rest.isprintable() or re.search(r"[?#\\\s]|\.\./", rest):
            raise self.wrong(keys, value, _("an address below that of the site: “news/{stem}/”"))
        if value and not fields & {"path", "stem", "title"}:
            raise self.wrong(
                keys,
                value,
                _("{path}, {stem} or {title}, so that each article has its own").format(
                    path="{path}", stem="{stem}", title="{title}"
                ),
            )
        if len(targets) > 1 and value and "locale" not in fields:
            raise self.wrong(
                keys,
                value,
                _("{locale} in the pattern, since there are several targets").format(
                    locale="{locale}"
                ),
            )
        return value

    def _alternates(self, table: Mapping[str, Any]) -> str:
        value = table.get("alternates", "")
        if not isinstance(value, str) or (value and not _FIELD_NAME.match(value)):
            allowed = _("the name of a field: letters, digits, hyphens and underscores")
            raise self.wrong(("site", "alternates"), value, allowed)
        return value

    def _feed(self, table: Mapping[str, Any], place: str, targets: Sequence[str]) -> str:
        value = table.get("feed", False)
        if value is True:
            value = place
        if value is False:
            return ""
        keys = ("site", "feed")
        if not isinstance(value, str) or {*FIELD.findall(value)} - {"locale"}:
            raise self.wrong(
                keys, value, _('true, false, or a path: "published/{locale}/feed.xml"')
            )
        fault = path_fault(FIELD.sub("x", value))
        if not fault and not value.endswith((".xml", ".atom")):
            fault = _("a file that ends in .xml or .atom")
        if not fault and "/" not in value:
            fault = _("a path in a folder")
        if not fault and "{locale}" not in value and len(targets) > 1:
            fault = _("{locale} in the pattern, since there are several targets").format(
                locale="{locale}"
            )
        if fault:
            raise self.wrong(keys, value, fault)
        return value

    def _site_names(
        self, table: Mapping[str, Any], targets: Sequence[str]
    ) -> tuple[tuple[str, str], ...]:
        value = table.get("name", {})
        by_tag = value if isinstance(value, dict) else dict.fromkeys(targets, value)
        found: list[tuple[str, str]] = []
        for tag, text in by_tag.items():
            keys = ("site", "name", tag) if isinstance(value, dict) else ("site", "name")
            locale = self.target(keys, tag, targets)
            if not isinstance(text, str) or not is_plain_line(text, rtl=direction(locale) == "rtl"):
                raise self.wrong(
                    keys, text, _("one line of text in quotes, in which each character is seen")
                )
            found.append((locale, text))
        return tuple(found)


def _is_site(url: str) -> bool:
    """True for an address of http or https with a host and no query; for none at all, too."""
    if not url:
        return True
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    plain = url.isprintable() and url.isascii() and not re.search(r"[\s<>\"'`{}|\\^]", url)
    alone = not (parts.query or parts.fragment or parts.username or parts.password)
    return named and plain and alone and parts.scheme in ("http", "https") and len(url) < _LONGEST


def _served(place: str, paths: Paths) -> str:
    """The address of a feed below that of the site, by its path in the workspace.

    The folder that is served is that around the locale: `published/`, Hugo's `static/`.
    """
    if "{locale}" in place:
        return place[place.index("{locale}") :]
    return place.removeprefix(f"{paths.root('')}/").rpartition("/")[2]
