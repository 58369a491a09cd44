"""The check of comments that silence checks (`ignoring`): what they name has to be one."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from l10n.checks.check import About, EntryCheck, Example, Family, Found, Line, Pair, Severity
from l10n.checks.ignoring import ignored_lines
from l10n.messages import N_, message

_NEAR = 0.8
"""How like the name of a check a word among others has to be to be meant for it."""


def silencing(names: Collection[str]) -> EntryCheck:
    """The check of such comments, where these are the names of all checks."""
    known = frozenset(names)

    def look(pair: Pair) -> Iterator[Found]:
        for written in ignored_lines(pair.entry.comment):
            none = known.isdisjoint(written)
            for number, name in enumerate(written):
                if name in known:
                    continue
                # Behind a name there may be words to other people.
                near = get_close_matches(name, sorted(known), 1, _NEAR)
                if near:
                    text = N_("no check is named “{name}”; did you mean “{near}”?")
                    yield Found(message(text, name=name, near=near[0]))
                elif none and not number:
                    text = N_("no check is named “{name}”: `l10n-ignore` silences nothing here")
                    yield Found(message(text, name=name))

    return EntryCheck(
        About(
            "silencing",
            Family.OTHER,
            Severity.WARNING,
            N_("A comment that silences a check has its name."),
            fires=_commented("l10n-ignore: number"),
            passes=_commented("l10n-ignore: numbers, as the agency has it"),
        ),
        look,
    )


def _commented(comment: str) -> Example:
    return Example((Line("Прийшли 15 людей.", "A dozen people came.", comment=comment),))
