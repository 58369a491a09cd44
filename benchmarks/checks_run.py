"""What one run of the measuring of checks works with, and what its parts share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.checks_corpora import HALVES, Corpus
from l10n.checks import Check, Family
from l10n.checks.catalogue import CHECKS

SEED = 10
QUICK_ARTICLES = 3
PARTS = ("alarms", "damage", "machine", "speed")
REPORTED = HALVES[1]


@dataclass(frozen=True, slots=True)
class Choice:
    """What of it is measured: all, or what whoever writes a check wants to see at once."""

    parts: tuple[str, ...] = PARTS
    families: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """Kinds or groups of damage."""
    corpora: tuple[str, ...] = ()
    findings: int = 0
    """So many findings of each family are printed with their texts."""
    hints: bool = False
    """Hints are among them."""
    misses: int = 0
    """So many damaged texts of each kind that no check caught are printed."""
    half: str = ""
    """Only of these lines are findings and misses printed."""
    profile: bool = False
    alone: bool = False
    """Without the peer."""
    seed: int = SEED

    def chosen(self) -> tuple[Check, ...]:
        """The checks that run."""
        return tuple(
            check
            for check in CHECKS
            if not self.checks or check.name in self.checks
            if not self.families or family(check.name).value in self.families
        )


def family(name: str) -> Family:
    """The family of a check."""
    about = next((getattr(check, "about", None) for check in CHECKS if check.name == name), None)
    return about.family if about else Family.OTHER


@dataclass(frozen=True, slots=True)
class Run:
    """What one run works with."""

    folder: Path
    choice: Choice
    checks: tuple[Check, ...]
    corpora: tuple[Corpus, ...]
    quick: bool
    peer: bool
    show: Callable[[str], None]


def some(corpora: Iterable[Corpus], chosen: Choice, quick: bool) -> Iterator[Corpus]:
    for corpus in corpora:
        if chosen.corpora and not any(name in corpus.label for name in chosen.corpora):
            continue
        articles = corpus.articles[:QUICK_ARTICLES] if quick else corpus.articles
        yield Corpus(corpus.name, corpus.languages, articles)


def percent(count: int, of: int) -> str:
    return f"{100 * count / of:.2f} %" if of else "–"


def whole(count: float, of: float) -> str:
    return f"{100 * count / of:.0f} %" if of else "–"
