"""A version: one published state of one article in one locale."""

import re
from dataclasses import dataclass

_OF_THE_TOOL = re.compile(r"\.versions\.jsonl\Z|\.v[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Version:
    """The record of one published text."""

    number: int
    """Counts from 1 for each article and locale."""
    text: str
    """SHA-256 of the published file's bytes, hexadecimal."""
    source: str
    """SHA-256 of the article's bytes that it was made from, hexadecimal."""
    date: str
    """When it was published: ISO 8601, UTC, seconds."""
    empty: int = 0
    """Entries that stand in the source language."""
    draft: int = 0
    """Entries that stand as machine drafts."""
    translated: int = 0
    label: str = ""
    """The label that tells readers of drafts; empty when everything was translated by people."""
    by_hand: bool = False
    """True for a text that a person changed in place and that the tool kept."""
    targets: str = ""
    """SHA-256 of what it was made from besides the article (`publishability.targets_digest`), in
    hexadecimal; empty where that is not known."""
    left: int = 0
    """Parts of the article that could not be taken in; they stand in the source language."""
    pending: bool = False
    """Its text may not have been written: a publish that was cut short leaves this behind."""
    files: tuple[tuple[str, str], ...] = ()
    """The copies of files that stand beside its text, under `published/<locale>/`, each with the
    SHA-256 of its bytes, hexadecimal."""

    def __post_init__(self) -> None:
        """Raise ValueError for names of files that lead elsewhere, or that no copy can have.

        A record comes with a repository, and what it names may be replaced and removed.
        """
        for each in self.files:
            if not (isinstance(each, tuple) and len(each) == 2 and _is_copy(*each)):
                raise ValueError("files")


def is_own_name(name: str) -> bool:
    """True for a name of the tool's own files beside pages."""
    return bool(_OF_THE_TOOL.search(name.casefold()))


def _is_copy(name: object, digest: object) -> bool:
    if not isinstance(name, str) or not isinstance(digest, str) or is_own_name(name):
        return False
    return all(part and not part.startswith(".") for part in name.split("/"))
