"""Attribution: which state of a catalog its finished translations come from."""

from collections.abc import Callable, Mapping, Sequence

from l10n.dataclass import dataclass
from l10n.model.catalog import Catalog, State, key_digest, text_digest

Values = Mapping[str, str]
"""`text_digest` of the target of each finished entry, by `key_digest`."""


@dataclass(frozen=True, slots=True)
class Past:
    """One state of a catalog, as somebody left it."""

    parents: Sequence[int]
    """The numbers of the states that it was made from; each is larger than its own."""
    values: Values


def finished(catalog: Catalog) -> Values:
    """What a catalog has finished."""
    return {
        key_digest(entry.key): text_digest(entry.target)
        for entry in catalog.active()
        if entry.state is State.TRANSLATED
    }


def attributed(count: int, past: Callable[[int], Past]) -> dict[str, int]:
    """The state that each finished entry of the newest, number 0, comes from.

    That is the one furthest back from which the entry was handed on as it is: with this target, and
    finished. Whoever takes the flag `fuzzy` off answers for the text. An entry whose source has
    changed while its target stayed is followed to its earlier source. `past` is asked only for
    states that something comes from.
    """
    found: dict[str, int] = {}
    # By state, the entries that it may be asked for: their names there and in the newest.
    waiting: dict[int, dict[str, str]] = (
        {0: {name: name for name in past(0).values}} if count else {}
    )
    for number in range(count):
        mine = waiting.pop(number, None)
        if not mine:
            continue
        state = past(number)
        for parent in state.parents:
            if not mine or parent <= number:
                break
            before = past(parent).values
            handed = _handed_on(mine, state.values, before)
            waiting.setdefault(parent, {}).update(handed)
            mine = {name: first for name, first in mine.items() if first not in handed.values()}
        found.update(dict.fromkeys(mine.values(), number))
    return found


def _handed_on(mine: Mapping[str, str], values: Values, before: Values) -> dict[str, str]:
    """Those of some entries that the state before has as they are, by their names there."""
    handed = {name: first for name, first in mine.items() if before.get(name) == values[name]}
    rest = {name: first for name, first in mine.items() if name not in before}
    if rest:
        # A source that was changed: the entry has another name, and the old one is gone.
        gone = {target: name for name, target in before.items() if name not in values}
        for name, first in rest.items():
            former = gone.pop(values[name], None)
            if former is not None:
                handed[former] = first
    return handed
