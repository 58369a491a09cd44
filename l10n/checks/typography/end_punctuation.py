"""End punctuation: a question, a call, a colon or a full stop at the end of both sides."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.text import Text
from l10n.messages import N_, message

_CLOSING = frozenset(' "«»„“”‹›’)]*_\n')
"""What may stand behind the sign that ends a sentence."""
_SIGNS = {
    **dict.fromkeys("?？؟", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(".。।۔", "."),
    **dict.fromkeys(":：", ":"),
    "…": "…",
}
_HEADS = frozenset(("title", "heading"))
_TOLD = {
    ("?", "."): N_("the source asks, the target does not"),
    (".", "?"): N_("the target asks, the source does not"),
    (".", ""): N_("the full stop at the end is missing"),
    ("?", ""): N_("the question mark at the end is missing"),
    ("!", ""): N_("the exclamation mark at the end is missing"),
    ("!", "."): N_("the exclamation mark at the end is missing"),
    (":", ""): N_("the colon at the end is missing"),
    (":", "."): N_("the source ends with a colon, the target does not"),
}
_STOP = N_("the headline of the source has no full stop")


def _look(pair: Pair) -> Iterator[Found]:
    (mine, start), (theirs, end) = _end(pair.source), _end(pair.target)
    if mine == theirs:
        return
    told = _TOLD.get((mine, theirs))
    if (mine, theirs) == ("", ".") and pair.segment.place.role in _HEADS:
        told = _STOP
    if told is None or (not theirs and not _ends_with_a_word(pair.target)):
        return
    yield Found(
        message(told),
        (pair.source.span(start, start + len(mine)),),
        (pair.target.span(end, end + len(theirs)),),
        Severity.WARNING if _is_sure(pair, mine, theirs) else Severity.HINT,
    )


def _ends_with_a_word(target: Text) -> bool:
    """False for a sentence that goes on in the next entry, after a comma or a dash, and in a
    language that may have no such signs at all.
    """
    return target.normal[-1:].isalnum() and bool(target.table.section("typography"))


def _is_sure(pair: Pair, mine: str, theirs: str) -> bool:
    """True for a question that is none on the other side, quoted ones aside."""
    if {mine, theirs} != {"?", "."} or pair.segment.place.role in _HEADS:
        return False
    ends = pair.source.normal.rstrip()[-1:], pair.target.normal.rstrip()[-1:]
    without = pair.target.normal if mine == "?" else pair.source.normal
    return ends == (mine, theirs) and "?" not in without and mine == "?"


def _end(text: Text) -> tuple[str, int]:
    """The sign at the end of a text, and its place; empty where a word ends it."""
    normal = text.normal
    end = len(normal)
    while end and normal[end - 1] in _CLOSING:
        end -= 1
    if normal.endswith("...", 0, end):
        return "…", end - 3
    sign = _SIGNS.get(normal[end - 1 : end], "")
    if sign == "." and end > 1 and normal[end - 2] in "?!…":
        sign, end = normal[end - 2], end - 1
    return (sign, end - 1) if sign else ("", end)


end_punctuation = EntryCheck(
    About(
        "end-punctuation",
        Family.TYPOGRAPHY,
        Severity.WARNING,
        N_("A question is a question in both languages; a sentence ends with its stop."),
        fires=example("Рада ухвалила закон?", "The Rada passed the law."),
        passes=example("Рада ухвалила закон…", "The Rada passed the law."),
    ),
    _look,
)
