"""The site that pages are served from: what address each has, and whether there is a feed."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import quote

from l10n.dataclass import dataclass
from l10n.model.paths import FIELD, article_values
from l10n.regex import regex

ADDRESS_FIELDS = ("locale", "path", "folder", "stem", "suffix", "year", "month", "day", "title")
"""What may stand in braces in a pattern of addresses."""
DATED = ("year", "month", "day", "title")
"""Those that an article has whose name begins with a date, `2026-01-31-river.md`."""
NAME_DATE = regex(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)-(?P<title>.+)")
_INDEXES = frozenset(("index", "_index"))


@dataclass(frozen=True, slots=True)
class Site:
    """Where pages are served; without `url` nothing is said of it."""

    url: str = ""
    """Where the site begins, without a slash at its end."""
    page: str = ""
    """Pattern of a page's address below `url`, with the fields of ADDRESS_FIELDS."""
    original: str = ""
    """The same for the article itself; empty where the site does not serve it."""
    hreflang: bool = True
    """Pages say their own address and those of their counterparts."""
    alternates: str = ""
    """The field of front matter that lists the counterparts; empty for none."""
    feed: str = ""
    """Path in the workspace of the feed of a locale, with `{locale}`; empty for none."""
    feed_address: str = ""
    """Its address below `url`, with `{locale}`."""
    plain: bool = False
    """Addresses have small letters, and hyphens for blanks, as Hugo makes them of names."""
    names: tuple[tuple[str, str], ...] = ()
    """What the site is called, by locale."""

    def page_url(self, locale: str, name: str, source: str) -> str:
        """The address of an article's page; empty where there is none."""
        return self._filled(self.page, locale, name, source)

    def original_url(self, name: str, source: str) -> str:
        """The address of an article in its own language; empty where there is none."""
        return self._filled(self.original, source, name, source)

    def feed_url(self, locale: str) -> str:
        """The address of the feed of a locale."""
        return f"{self.url}/{self.feed_address.replace('{locale}', locale)}"

    def name(self, locale: str) -> str:
        """What the site is called in a locale, or in its language; its host where nothing says."""
        found = dict(self.names)
        host = self.url.partition("://")[2].partition("/")[0]
        return found.get(locale) or found.get(locale.split("-", maxsplit=1)[0]) or host

    def _filled(self, pattern: str, locale: str, name: str, source: str) -> str:
        if not self.url or not pattern:
            return ""
        values = dict(article_values(name, source), locale=locale)
        dated = NAME_DATE.fullmatch(values["stem"])
        values |= dated.groupdict() if dated else {}
        if any(field not in values for field in FIELD.findall(pattern)):
            return ""
        parts = pattern.split("/")
        # A generator serves the index of a folder as the folder itself.
        if values["stem"] in _INDEXES and "{stem}" in parts:
            parts[parts.index("{stem}")] = ""
            parts = [*filter(None, parts), ""]
        filled = [FIELD.sub(lambda found: values[found[1]], part) for part in parts]
        kept = [part for part in filled[:-1] if part] + filled[-1:]
        address = "/".join(kept)
        if self.plain:
            address = _plain(address)
        return f"{self.url}/{quote(address, safe=_SAFE)}"


def _plain(address: str) -> str:
    """An address as Hugo writes it: letters of all scripts stay, most signs do not."""
    kept = (
        each
        for each in re.sub(r"\s", "-", address.lower())
        if each.isalnum() or each in "./_#+~@-" or unicodedata.category(each)[0] == "M"
    )
    return "".join(kept)


_SAFE = "/~!$&'()*+,;=:@"


NO_SITE = Site()
"""No address of any page is known."""

SITES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "": ("{locale}/{folder}/{stem}.html", "", ""),
        "hugo-folders": (
            "{locale}/{folder}/{stem}/",
            "{folder}/{stem}/",
            "static/{locale}/feed.xml",
        ),
        "hugo-files": (
            "{locale}/{folder}/{stem}/",
            "{folder}/{stem}/",
            "static/{locale}/feed.xml",
        ),
        "jekyll": (
            "{locale}/{year}/{month}/{day}/{title}.html",
            "{year}/{month}/{day}/{title}.html",
            "{locale}/feed.xml",
        ),
        "docusaurus": (
            "{locale}/docs/{folder}/{stem}",
            "docs/{folder}/{stem}",
            "static/{locale}/feed.xml",
        ),
        "docusaurus-blog": (
            "{locale}/blog/{year}/{month}/{day}/{title}",
            "blog/{year}/{month}/{day}/{title}",
            "static/{locale}/feed.xml",
        ),
    }
)
"""By preset of paths: the addresses that its system gives to pages and to articles by itself, and
where it takes a feed from."""
