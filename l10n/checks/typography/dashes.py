"""Dashes: none written as a hyphen, and blanks beside them as the language has it."""

from collections.abc import Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.messages import N_, message
from l10n.regex import regex

_HYPHEN = regex(
    r"(?<=[^\W\d_.,:;!?)»”\"] )-(?= [^\W\d_«“\"])"
    r"|(?<=[.,:;!?)»”\"] )-(?= [^\W\d_])"
)
"""A hyphen between blanks, and no minus sign."""
_TWO = regex(r"(?<![-\w<])--(?=\s)|(?<=\w)--(?=\w)")
"""Two hyphens for a dash; `--json` is an option, `<!--` a comment."""
_TIGHT = regex(r"(?<=[^\W\d_])—(?=[^\W\d_])")
_ONE_SIDE = regex(r"(?<=[^\W\d_])[—–](?= )|(?<= )[—–](?=[^\W\d_])")


def _look(pair: Pair) -> Iterator[Found]:
    target = pair.target
    text = target.normal
    for sign, pattern in ((" - ", _HYPHEN), ("--", _TWO)):
        if sign in text:
            places = [match.span() for match in pattern.finditer(text)]
            if places:
                told = message(N_("a hyphen stands for a dash"))
                yield Found(told, (), tuple(target.span(*place) for place in places))
    if "—" not in text and "–" not in text:
        return
    places = [match.span() for match in _ONE_SIDE.finditer(text)]
    if _is_spaced(pair):
        places += [match.span() for match in _TIGHT.finditer(text)]
    if places:
        spans = tuple(target.span(*place) for place in sorted(places))
        yield Found(message(N_("a dash has no space beside it")), (), spans)


def _is_spaced(pair: Pair) -> bool:
    """True for a language that sets a blank on both sides of a dash, and no hyphen for it."""
    return bool(pair.target.table.section("typography").get("spaced-dash", False))


dashes = EntryCheck(
    About(
        "dashes",
        Family.TYPOGRAPHY,
        Severity.HINT,
        N_("A dash is a dash, with spaces beside it as the language has them."),
        fires=example("Kyiv — the capital.", "Київ - столиця.", ("en", "uk")),
        passes=example("Kyiv—the capital.", "Київ — столиця 1990–2020.", ("en", "uk")),
    ),
    _look,
)
