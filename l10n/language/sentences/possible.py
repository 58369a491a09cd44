"""What of many patterns can still match, character by character: an automaton made as it is used.

A state knows which patterns are over and which go on. Who stops walking early learns too much of
what is possible, never too little.
"""

from collections.abc import Iterable
from functools import lru_cache

from l10n.dataclass import dataclass
from l10n.language.sentences.syntax import (
    MAYBE,
    NO,
    YES,
    Chars,
    Group,
    Repeat,
    Sequence,
    word_state,
)

_state = lru_cache(maxsize=50_000)(Chars.state)
Thread = tuple[int, Sequence, bool]
"""The bit of a pattern, what of it is left, and whether all before surely matched."""


@dataclass(slots=True)
class _Heads:
    """Threads by what they wait for."""

    over: list[Thread]
    literal: dict[str, list[Thread]]
    wide: list[tuple[Chars, Thread]]
    edges: list[Thread]
    starts: list[Thread]


class State(dict[str, "State"]):
    """Where a walk stands; the states that follow by character, as far as they were asked for."""

    __slots__ = ("_heads", "_last", "_made", "done", "ended", "mask", "over", "sure")

    def __init__(self, threads: Iterable[Thread], over: int, sure: int, made: "States") -> None:
        """Begin with threads, and with bits of what was over before."""
        super().__init__()
        self._heads = heads = _heads(threads)
        self._made = made
        self._last = ""
        for bit, _, surely in heads.over:
            over |= bit
            sure |= bit if surely else 0
        self.over = over
        """Bits of patterns that have matched, or may have."""
        self.sure = sure
        """Bits of those that have matched without doubt."""
        alive = 0
        for waiting in (*heads.literal.values(), heads.edges, heads.starts):
            for bit, _, _ in waiting:
                alive |= bit
        for _, (bit, _, _) in heads.wide:
            alive |= bit
        self.ended = over
        """Bits of patterns that may match if nothing follows."""
        for bit, _, _ in (*heads.edges, *heads.starts):
            self.ended |= bit
        self.mask = over | alive
        """Bits of patterns that may match."""
        self.done = not alive

    def __missing__(self, char: str) -> "State":
        """Make the state after a character when it is asked for."""
        state = self[char] = self._made.state(self, _after(self._heads, self._last, char), char)
        return state

    def reached(self, last: str) -> "State":
        """This state, as it is after a character."""
        self._last = last
        return self


def _heads(threads: Iterable[Thread]) -> _Heads:
    heads = _Heads([], {}, [], [], [])
    seen: set[tuple[int, Sequence]] = set()
    waiting = list(threads)
    while waiting:
        bit, nodes, sure = thread = waiting.pop()
        if (bit, nodes) in seen:
            continue
        seen.add((bit, nodes))
        if not nodes:
            heads.over.append(thread)
            continue
        node, rest = nodes[0], nodes[1:]
        if isinstance(node, Chars):
            if node.single:
                heads.literal.setdefault(node.single, []).append((bit, rest, sure))
            else:
                heads.wide.append((node, (bit, rest, sure)))
        elif isinstance(node, Group):
            waiting += [(bit, option + rest, sure) for option in node.options]
        elif isinstance(node, Repeat):
            if not node.least:
                waiting.append((bit, rest, sure))
            if node.most != 0:
                waiting.append((bit, (node.item, node.rest, *rest), sure))
        elif node.word:
            heads.edges.append((bit, rest, sure))
        elif node.start and not rest:
            heads.starts.append((bit, rest, False))
        else:
            waiting.append((bit, rest, False))
    return heads


def _after(heads: _Heads, last: str, char: str) -> list[Thread]:
    """The threads that go on after a character."""
    found = list(heads.literal.get(char, ()))
    for chars, (bit, rest, sure) in heads.wide:
        state = _state(chars, char)
        if state != NO:
            found.append((bit, rest, sure and state == YES))
    if heads.edges:
        inner, outer = (word_state(last) if last else MAYBE), word_state(char)
        certain = MAYBE not in {inner, outer}
        if not certain or inner != outer:
            crossed = _heads((bit, rest, sure and certain) for bit, rest, sure in heads.edges)
            found += [(bit, (), sure) for bit, _, sure in crossed.over]
            found += _after(crossed, last, char)
    return found


class States:
    """All states of one automaton; a walk into the same threads comes to the same state."""

    def __init__(self, patterns: Iterable[tuple[int, Sequence]]) -> None:
        """Begin where no character has been read; each pattern has a bit."""
        self.size = 0
        """How many steps have been made."""
        self._known: dict[tuple[frozenset[Thread], int, int, int], State] = {}
        self.start = State(((bit, nodes, True) for bit, nodes in patterns), 0, 0, self)

    def state(self, before: State, threads: list[Thread], last: str) -> State:
        """The state with these threads after a character."""
        self.size += 1
        key = (frozenset(threads), before.over, before.sure, word_state(last))
        state = self._known.get(key)
        if state is None:
            state = State(threads, before.over, before.sure, self).reached(last)
            self._known[key] = state
        return state


def walked(state: State, chars: Iterable[str]) -> State:
    """The state after some characters; nothing follows one in which all patterns are over."""
    for char in chars:
        state = state[char]
        if state.done:
            break
    return state


def settled(state: State, chars: Iterable[str]) -> State:
    """The state after some characters at most; no more of them are looked at than change it."""
    for char in chars:
        following = state[char]
        if following is state or following.done:
            return following
        state = following
    return state
