"""Spellings: the names of people in a desk's glossary, for bylines."""

from collections.abc import Sequence
from dataclasses import replace

from l10n.glossary.terms import Glossary
from l10n.model.article import Article
from l10n.model.metadata import Metadata


def has_bylines(article: Article) -> bool:
    """True for an article with a byline that tables and rules write."""
    return any(block.table == "byline" for block in article.parsed.blocks)


def _is_whole(name: str) -> bool:
    """True for another name that is no surname alone."""
    return len(name.split()) > 1


def with_glossary(
    metadata: Metadata, glossary: Glossary, source: str, targets: Sequence[str]
) -> Metadata:
    """The same with the glossary's terms as spellings; those of the workflow go before them."""
    names = tuple(
        (name, ((target, term.translation),))
        for target in targets
        for term in glossary.for_pair(source, target)
        if term.translation
        for name in term.names
        if name == term.term or _is_whole(name)
    )
    return replace(metadata, people=(*names, *metadata.people))
