"""Which objects of linked data describe the article of a page, by the words of schema.org.

Sources: schema.org 29 (Article and its kinds, WebPage and its kinds); JSON-LD 1.1, 4.1 (contexts)
and 4.9 (graphs).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from l10n.formats.code.masking import Masked
from l10n.formats.html import linked
from l10n.formats.html.names import words
from l10n.formats.html.tree import Page
from l10n.formats.jsonscan import decode
from l10n.formats.jsontree import JsonMember, JsonPart, each_of, tree
from l10n.model.article import LinkedWork, Member, Span
from l10n.regex import regex

ARTICLES = words("""
    AdvertiserContentArticle AnalysisNewsArticle APIReference Article AskPublicNewsArticle
    BackgroundNewsArticle BlogPosting DiscussionForumPosting LiveBlogPosting
    MedicalScholarlyArticle NewsArticle OpinionNewsArticle Report ReportageNewsArticle
    ReviewNewsArticle SatiricalArticle ScholarlyArticle SocialMediaPosting TechArticle
    """)
PAGES = words("""
    AboutPage CollectionPage ContactPage FAQPage ItemPage MedicalWebPage ProfilePage QAPage WebPage
    """)
_VOCABULARY = regex(r"\bschema\.org\b", re.IGNORECASE)
_NAME = regex(r"[^/#:]*\Z")
_OWN = ("@id", "url", linked.ADDRESS)
_ADDRESS = ("@id", "url")
_LEVELS = 8
"""Main entities in main entities that are looked for."""


def works(page: Page) -> tuple[LinkedWork, ...]:
    """Find the objects that describe the article; those of the page itself where there are none.

    They stand at the head of a script, in its `@graph`, or as the main entity of such a one.
    Others (of related articles, of parts) are about something else.
    """
    found: list[LinkedWork] = []
    for script in linked.scripts(page):
        if script.strings is not None:
            root = tree(script.text, script.start, script.end)
            found += _found(page.masked, _tops(script.text, root))
    articles = [each for each in found if each.type in ARTICLES] or found
    return tuple(replace(each, alone=len(articles) == 1) for each in articles)


def _tops(text: str, root: JsonPart | None) -> Iterator[JsonPart]:
    waiting = [(each, False, 0) for each in each_of(root)][::-1]
    while waiting:
        part, known, depth = waiting.pop()
        if part.kind != "{" or depth > _LEVELS:
            continue
        known = known or _is_schema(text, part)
        if not known:
            continue
        yield part
        inner = (*each_of(part.get("@graph")), *each_of(part.get("mainEntity")))
        waiting += [(each, known, depth + 1) for each in reversed(inner)]


def _is_schema(text: str, part: JsonPart) -> bool:
    """True if the names in an object are those of schema.org."""
    said = (
        each.get("@vocab") if each.kind == "{" else each for each in each_of(part.get("@context"))
    )
    return any(
        _VOCABULARY.search(decode(text, each.inner))
        for each in said
        if each is not None and each.kind == '"'
    )


def _found(masked: Masked, parts: Iterable[JsonPart]) -> Iterator[LinkedWork]:
    for part in parts:
        kinds = [
            _NAME.findall(decode(masked.text, each.inner))[0]
            for each in each_of(part.get("@type"))
            if each.kind == '"'
        ]
        kind = next((each for each in kinds if each in ARTICLES | PAGES), None)
        if kind is None:
            continue
        last = part.members[-1]
        gap = part.members[-2].value.end if len(part.members) > 1 else part.start + 1
        yield LinkedWork(
            kind,
            tuple(_member(masked, each) for each in part.members),
            tuple(_addresses(masked, part)),
            last.value.end,
            before=masked.text[gap : last.named.start].rpartition(",")[2],
            colon=masked.text[last.named.end : last.value.start],
        )


def _member(masked: Masked, member: JsonMember) -> Member:
    part = member.value
    span = Span(part.start, part.end)
    read = part.kind == '"' and not masked.touches(span)
    return Member(member.name, span, decode(masked.text, part.inner) if read else None)


def _addresses(masked: Masked, part: JsonPart) -> Iterator[Member]:
    """The strings that say which address an object has."""
    for name in _OWN:
        member = next((each for each in reversed(part.members) if each.name == name), None)
        if member is None:
            continue
        found = [member]
        if member.value.kind == "{":
            found = [each for each in member.value.members if each.name in _ADDRESS]
        for each in found:
            said = _member(masked, each)
            if said.text:
                yield replace(said, name=name)
