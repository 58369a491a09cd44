"""Align by length as the peers do: articles as JSON come in, beads by peer go out.

Each article is two lists of sentences; each bead two lists of places.
"""

import json
import sys

import galechurch
from nltk.translate.gale_church import align_blocks


def by_galechurch(source: list[str], target: list[str]) -> list[tuple[list[int], list[int]]]:
    """The beads of galechurch at its defaults."""
    return [
        (
            list(range(bead.source_start, bead.source_end)),
            list(range(bead.target_start, bead.target_end)),
        )
        for bead in galechurch.align(source, target).beads
    ]


def by_nltk(source: list[str], target: list[str]) -> list[tuple[list[int], list[int]]]:
    """The beads of NLTK, which gives links: those that share a sentence are one bead."""
    beads: list[tuple[list[int], list[int]]] = []
    for one, other in align_blocks(list(map(len, source)), list(map(len, target))):
        if beads and (one in beads[-1][0] or other in beads[-1][1]):
            beads[-1][0].append(one)
            beads[-1][1].append(other)
        else:
            beads.append(([one], [other]))
    return [(sorted(set(one)), sorted(set(other))) for one, other in beads]


PEERS = {"galechurch": by_galechurch, "nltk": by_nltk}
articles = json.load(sys.stdin)
json.dump(
    {name: [align(*article) for article in articles] for name, align in PEERS.items()}, sys.stdout
)
