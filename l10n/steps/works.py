"""What the article's own linked data (schema.org) says of a version of it: declared edits. Pure.

Objects are not written anew: what is changed or added has a span, and all else stays to the byte.
Of schema.org: `inLanguage`, `translator`, `translationOfWork`, `digitalSourceType`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from l10n.formats.jsonscan import JsonTextSite, write
from l10n.model.article import Article, Edit, LinkedWork, Member, Span
from l10n.model.statement import IPTC, Party, Statement

_SITE = JsonTextSite("<>&{[")


def work_edits(article: Article, locale: str, statement: Statement) -> Iterator[Edit]:
    """Say in each object that describes the article how the version was made."""
    if not statement.linked_data:
        return
    for work in article.parsed.works:
        yield from _moved(work, statement)
        yield from _said(work, _members(work, article, locale, statement))


def _members(
    work: LinkedWork, article: Article, locale: str, statement: Statement
) -> Mapping[str, object]:
    """What an object has to say; a member that is empty is none."""
    said: dict[str, object] = {
        "translator": [_party(each) for each in statement.translators],
        "translationOfWork": _original(work, article.locale, statement),
        "digitalSourceType": statement.source_type and IPTC + statement.source_type,
    }
    language = work.member("inLanguage")
    # Where it is a text, it is set as in all other objects of the page.
    if language is None or article.source.startswith("{", language.span.start):
        said = {"inLanguage": locale, **said}
    said = {name: value for name, value in said.items() if value}
    if work.member("translator") is not None:
        # Whoever translated the article did not translate the version; null is nobody (JSON-LD 1.1,
        # 9.3).
        said.setdefault("translator", None)
    return said


def _party(party: Party) -> Mapping[str, str]:
    said = {
        "@type": party.kind,
        "name": party.name,
        "softwareVersion": party.version,
        "url": party.url,
    }
    return {name: value for name, value in said.items() if value}


def _original(work: LinkedWork, locale: str, statement: Statement) -> Mapping[str, str]:
    """The work that was translated, by its address; empty where nothing tells which it is.

    An object that keeps the address of the original as its `@id` must not name it as another.
    """
    url = statement.original if work.alone else ""
    if not url:
        said = {each.name: (each.text or "").partition("#")[0] for each in work.addresses}
        urls = (said.get(name, "") for name in ("url", "mainEntityOfPage", "@id"))
        url = next((each for each in urls if each.startswith(("https://", "http://"))), "")
    if not url:
        return {}
    return {"@type": work.type, "url": url, "inLanguage": locale}


def moves_address(works: Iterable[LinkedWork], original: str) -> bool:
    """True if what objects say of the address of their page will lead to that of a version."""
    mine = [each for work in works for each in _own(work, original)]
    return any(each.name == "mainEntityOfPage" for each in mine)


def _own(work: LinkedWork, original: str) -> Iterator[Member]:
    """The addresses of an object that are those of the original."""
    if original and work.alone:
        yield from (e for e in work.addresses if (e.text or "").partition("#")[0] == original)


def _moved(work: LinkedWork, statement: Statement) -> Iterator[Edit]:
    """Lead the object's own addresses to the version, where they are the original's."""
    if statement.page:
        for each in _own(work, statement.original):
            _before, mark, fragment = (each.text or "").partition("#")
            text = write(statement.page + mark + fragment, _SITE, strict=False)
            yield Edit(Span(each.span.start + 1, each.span.end - 1), text)


def _said(work: LinkedWork, members: Mapping[str, object]) -> Iterator[Edit]:
    """Replace what the object says already, and put the rest behind its last member."""
    added: list[str] = []
    for name, value in members.items():
        there: Member | None = work.member(name)
        if there is not None:
            yield Edit(there.span, _written(value))
        else:
            added.append(f",{work.before}{_written(name)}{work.colon}{_written(value)}")
    if added:
        yield Edit(Span(work.end, work.end), "".join(added))


def _written(value: Any) -> str:
    """Write a value so that it ends no script, and is no code of a template language."""
    if value is None:
        return "null"
    if isinstance(value, str):
        return f'"{write(value, _SITE, strict=False)}"'
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_written(name)}: {_written(each)}" for name, each in value.items())
        return f"{{{inner}}}"
    if len(value) == 1:
        return _written(value[0])
    return f"[{', '.join(map(_written, value))}]"
