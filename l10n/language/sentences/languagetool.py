"""LanguageTool's rules as they stand in its SRX file, which comes with choppa.

Only the file is read: importing choppa brings in a validator of schemas that is never asked.
"""

import re
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

from l10n.dataclass import dataclass
from l10n.regex import regex

GENERIC = "lt"
"""LanguageTool maps Lithuanian to its rule set `Generic`, made for languages without their own."""

_FILE = Path("srx", "languagetool_segment.srx")
_LISTED = regex(r"\(([A-Za-z|]+)\)\.\*")
_SPACE = "{http://www.lisa.org/srx20}"


@dataclass(frozen=True, slots=True)
class SrxRule:
    """Where a text breaks, or where it does not although a later rule says so."""

    breaks: bool
    before: str
    after: str
    """Regular expressions as Java writes them."""


def srx_rules(language: str) -> tuple[SrxRule, ...]:
    """The rules of a language in the order in which they are tried.

    An unknown language gets those that LanguageTool calls Generic. The marks of the OpenOffice
    plugin Anaphraseus are left out: they never stand in an article, and the rule with nothing
    before the break would be tried at every character.
    """
    maps = _maps()
    code = f"{language}_two"
    if not any(pattern.startswith("(") and _leads(pattern, code) for pattern, _ in maps):
        code = f"{GENERIC}_two"
    rules = (rule for pattern, name in maps if _leads(pattern, code) for rule in _named(name))
    return tuple(rule for rule in rules if r"<0\}" not in rule.after and r"\{0>" not in rule.before)


def _leads(pattern: str, code: str) -> bool:
    """True if a pattern is one for a code; nearly all are two names, which need no compiling."""
    listed = _LISTED.fullmatch(pattern)
    if listed and "\n" not in code:
        return code.startswith(tuple(listed[1].split("|")))
    return re.fullmatch(pattern, code) is not None


@cache
def _text() -> str:
    found = find_spec("choppa")
    if found is None or found.origin is None or not isinstance(found.loader, SourceFileLoader):
        raise ModuleNotFoundError("choppa", name="choppa")
    return found.loader.get_data(str(Path(found.origin).with_name("data") / _FILE)).decode("utf-8")


@cache
def _maps() -> tuple[tuple[str, str], ...]:
    """Patterns of language codes, and the names of the rule sets that they lead to."""
    return tuple(
        (each.attrib["languagepattern"], each.attrib["languagerulename"])
        for each in _element("<maprules>", "</maprules>")
    )


@cache
def _named(name: str) -> tuple[SrxRule, ...]:
    return tuple(
        SrxRule(
            breaks=each.attrib.get("break") != "no",
            before=each.findtext(f"{_SPACE}beforebreak") or "",
            after=each.findtext(f"{_SPACE}afterbreak") or "",
        )
        for each in _element(f'<languagerule languagerulename="{name}">', "</languagerule>")
    )


def _element(begin: str, end: str) -> ElementTree.Element:
    """One element of the file, parsed by itself: all of it takes ten times as long."""
    text = _text()
    start = text.index(begin)
    body = text[start + len(begin) : text.index(end, start)]
    return ElementTree.fromstring(f'<all xmlns="{_SPACE[1:-1]}">{body}</all>')
