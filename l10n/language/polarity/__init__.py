"""Polarity: what a text denies, and with which words; by the section `polarity` of the tables.

A denial is a word that turns its sentence round: “not”, «не», „kein“. Several in one clause may be
one denial: „nikt nigdy nie“. An opposite says as much without one: “unable”, “refuse”, «відсутній».
What a denial is about is its head: “know” in “they do not really know”.

A table's words may be stems (`refus*`) and phrases (`yet_to`); in a phrase `~` stands for up to
three words of any kind, and `#` for a number.
"""

from l10n.language.polarity.distance import Distance, distances
from l10n.language.polarity.reading import NOTHING, Denial, Polarity, polarity_of
from l10n.language.polarity.words import JOINED, WITHOUT, Kind, Lexicon, lexicon_of

__all__ = [
    "JOINED",
    "NOTHING",
    "WITHOUT",
    "Denial",
    "Distance",
    "Kind",
    "Lexicon",
    "Polarity",
    "distances",
    "lexicon_of",
    "polarity_of",
]
