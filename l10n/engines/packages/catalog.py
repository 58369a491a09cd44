"""The catalog of models that are recommended: a data file, and what may be asked of it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from typing import Any

from l10n.dataclass import dataclass
from l10n.engines.packages.licences import allows_commerce, forbids_commerce

FILE = "recommended.toml"
ARGOS = "argos:"
"""Begins the origin of a model that the index of Argos Translate has: `argos:uk>en`."""


@dataclass(frozen=True, slots=True)
class Score:
    """How good somebody found a model to be."""

    pair: str
    """`uk>en`."""
    metric: str
    """`BLEU`, `chrF` (of 100), `COMET` (of 1)."""
    value: float
    set: str
    """The texts: `FLORES-101 devtest`."""
    source: str
    """The page that publishes it."""

    @property
    def label(self) -> str:
        """For a line: `BLEU 39.88 (FLORES-101 devtest)`."""
        return f"{self.metric} {self.value:g} ({self.set})"


@dataclass(frozen=True, slots=True)
class Recommended:
    """One model of the catalog; what is not known is empty."""

    name: str
    origin: str
    """`hf:owner/name`, `argos:uk>en`, or the address of an archive."""
    page: str
    """Where a person reads about it."""
    pairs: tuple[str, ...] = ()
    """`uk>en`; empty for one that is for any two of its languages."""
    licence: str = ""
    preset: str = ""
    revision: str = ""
    sha256: str = ""
    """Of the archive."""
    size: int = 0
    """Bytes to fetch."""
    convert: bool = False
    """True for a model of Marian."""
    scores: tuple[Score, ...] = ()

    def scores_for(self, pair: str) -> tuple[Score, ...]:
        """Those for one pair."""
        return tuple(score for score in self.scores if score.pair == pair)

    @property
    def noncommercial(self) -> bool:
        """True for one that a newsroom that earns money may not use."""
        return forbids_commerce(self.licence)


@cache
def recommended() -> tuple[Recommended, ...]:
    """All models of the catalog, the best of each pair first."""
    text = (get_data("l10n.engines.packages", FILE) or b"").decode()
    return tuple(map(_read, tomllib.loads(text)["model"]))


def named(name: str) -> Recommended | None:
    """The model of a name, in whatever case it is written."""
    return next((each for each in recommended() if each.name.lower() == name.lower()), None)


def best(source: str, target: str) -> Recommended | None:
    """The best model for a pair of locales that a newsroom may use; else one that it may not.

    One for the pair goes before one for any languages, a region's is its language's too. A licence
    that is not known counts as one that may forbid it.
    """
    pair = f"{source.partition('-')[0]}>{target.partition('-')[0]}"
    fitting = [each for each in recommended() if pair in each.pairs or not each.pairs]
    return min(
        fitting,
        key=lambda each: (
            each.noncommercial,
            pair not in each.pairs,
            not allows_commerce(each.licence),
        ),
        default=None,
    )


def _read(table: Mapping[str, Any]) -> Recommended:
    values = {**table, "pairs": tuple(table.get("pairs", ()))}
    scores = tuple(Score(**each) for each in values.pop("score", ()))
    return Recommended(**values, scores=scores)
