"""False friends: a word that looks like one of the source and says something else."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.text import Text, Word
from l10n.language.tables import Table
from l10n.messages import N_, message


class Friends(NamedTuple):
    """Two words that are taken for one another."""

    mine: str
    """The beginning of the word in one language."""
    theirs: str
    """The beginning of the word in the other."""
    meant: tuple[str, ...]
    """Words of the other language that say what the first means."""


def _look(pair: Pair) -> Iterator[Found]:
    table = _friends(pair.source.table, pair.target.table)
    if not table:
        return
    for word in [word for word in pair.source.words if word.folded[:_KEY] in table]:
        for friends in table[word.folded[:_KEY]]:
            if not word.folded.startswith(friends.mine):
                continue
            wrong = _first(pair.target, friends.theirs)
            if wrong is None or any(_first(pair.target, meant) for meant in friends.meant):
                continue
            text = N_("“{word}” is no “{wrong}” as a rule: perhaps {meant}")
            yield Found(
                message(text, word=word.text, wrong=wrong.text, meant=", ".join(friends.meant)),
                source=(pair.source.span(word.start, word.end),),
                target=(pair.target.span(wrong.start, wrong.end),),
            )


def _first(text: Text, beginning: str) -> Word | None:
    """The first word with a beginning."""
    if beginning not in text.folded:
        return None
    return next((word for word in text.words if word.folded.startswith(beginning)), None)


_KEY = 4
"""Letters by which a word is looked up; every beginning has as many."""


@cache
def _friends(source: Table, target: Table) -> dict[str, list[Friends]]:
    found: dict[str, list[Friends]] = {}
    for line in source.mapping("fluency", "false-friends").get(target.language, ()):
        mine, theirs, *meant = line.split()
        found.setdefault(mine[:_KEY], []).append(Friends(mine, theirs, tuple(meant)))
    return found


false_friends = EntryCheck(
    About(
        "false-friends",
        Family.FLUENCY,
        Severity.HINT,
        N_("A word that only looks like one of the source is not taken for it."),
        fires=example("Він зайшов у магазин по хліб.", "He went to the magazine for bread."),
        passes=example(
            "У магазині продають цей журнал.", "The shop sells this magazine at the counter."
        ),
    ),
    _look,
)
