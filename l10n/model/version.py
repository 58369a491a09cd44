"""A version: one published state of one article in one locale."""

from dataclasses import dataclass


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
