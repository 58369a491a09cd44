"""What can be said of a rule from its pattern alone: which marks its texts begin and end with."""

from l10n.language.sentences.syntax import (
    MAYBE,
    NO,
    SPACE,
    YES,
    Chars,
    Edge,
    Repeat,
    Sequence,
    word_state,
)

RAISED = "¹²³"
"""Numbers of notes, which SRX counts among the closing marks."""
_CLOSING = '»“”"'
"""What closes a quotation."""


def needed(nodes: Sequence) -> str:
    """A mark that is in every text of a pattern, if there is one."""
    for node in nodes:
        each = node.item if isinstance(node, Repeat) and node.least else node
        mark = each.single if isinstance(each, Chars) else ""
        if mark and mark not in ".!?… " and word_state(mark) == NO:
            return mark
    return ""


def closing_marks(nodes: Sequence) -> str:
    """Closing marks of which one is in every text of a pattern, if there are such.

    A rule that asks for one is about a quotation that none of them has closed yet.
    """
    for node in nodes:
        if isinstance(node, Chars) and node.explicit and node.explicit <= set(_CLOSING):
            return "".join(sorted(node.explicit))
    return ""


def is_flat(nodes: Sequence) -> bool:
    """True for a row of marks: a match begins with one, and is over before the next word."""
    return bool(nodes) and all(is_mark(node) for node in nodes) and _mandatory(nodes[0])


def is_mark(node: object) -> bool:
    """True for what holds marks, white space and numbers of notes alone."""
    if isinstance(node, Repeat):
        return is_mark(node.item) and not isinstance(node.item, Repeat)
    if not isinstance(node, Chars) or node.vague or node.negated or node.folded:
        return False
    samples = "aZ0_яЖéßñαω漢ابक²½Ⅷªᶜ"
    if any(node.state(char) != NO for char in samples if char not in RAISED):
        return False
    listed = set(node.singles) | {char for pair in node.ranges for char in pair}
    return all(char in RAISED or word_state(char) == NO or not char.isalnum() for char in listed)


def _mandatory(node: object) -> bool:
    return isinstance(node, Chars) or (isinstance(node, Repeat) and node.least > 0)


def first_mark(nodes: Sequence) -> frozenset[str] | None:
    """Characters of which one begins the row of marks that a pattern ends with; None for no row."""
    row: list[Chars | Repeat] = []
    for node in reversed(nodes):
        if isinstance(node, Edge):
            continue
        if not isinstance(node, Chars | Repeat) or not is_mark(node):
            break
        row.insert(0, node)
    for node in row:
        if _mandatory(node):
            chars = node.item if isinstance(node, Repeat) else node
            assert isinstance(chars, Chars)
            if chars.explicit is None and any(chars.state(char) != NO for char in ".)]»:-"):
                return None
            return chars.explicit or frozenset(char for char in SPACE if chars.state(char) != NO)
    return None


def match_ends(flat: Sequence, text: str) -> frozenset[int] | None:
    """Where the matches of a row of marks end, one after another; None in case of doubt."""
    found: set[int] = set()
    start = 0
    while start < len(text):
        end = _end(flat, text, start)
        if end == -2:
            return None
        if end < 0:
            start += 1
            continue
        found.add(end)
        start = max(end, start + 1)
    return frozenset(found)


def _end(nodes: Sequence, text: str, start: int) -> int:
    """Where a greedy match ends; -1 for none, -2 in case of doubt."""
    if not nodes:
        return start
    node, rest = nodes[0], nodes[1:]
    chars = node.item if isinstance(node, Repeat) else node
    least, most = (node.least, node.most) if isinstance(node, Repeat) else (1, 1)
    assert isinstance(chars, Chars)
    reach = start
    while reach < len(text) and (most is None or reach - start < most):
        state = chars.state(text[reach])
        if state == MAYBE:
            return -2
        if state != YES:
            break
        reach += 1
    for at in range(reach, start + least - 1, -1):
        end = _end(rest, text, at)
        if end != -1:
            return end
    return -1
