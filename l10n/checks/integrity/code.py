"""Code: designations, file names, versions and paths that stand in a text as words (F-16)."""

from collections.abc import Iterable, Iterator

from l10n.checks.check import About, EntryCheck, Family, Found, Pair, Severity, example
from l10n.checks.signs import LATIN, in_source
from l10n.messages import N_, message
from l10n.regex import regex

_FILES = (
    "avif|avi|bmp|csv|docx?|gif|heic|html?|jpe?g|json|md|mov|mp[34]|odt|pdf|png|po|pptx?|py|svg|tiff?"
    "|toml|txt|wav|webm|webp|xlsx?|xml|ya?ml|zip"
)
_CODE = regex(
    rf"(?<![\w@#/.\-])(?:(?P<file>[\w\-]{{1,60}}\.(?:{_FILES})(?![\w.]))"
    r"|(?P<version>v\d{1,4}(?:\.\d{1,4}){1,3})(?![\w.]\w)"
    r"|(?P<path>(?:/[\w.\-]{1,60}){2,12}/?|[A-Z]:\\[\w.\-\\]{1,200})(?<![.\-])"
    r"|(?P<name>[A-Z]{1,6}[a-z]{0,3}-?\d{1,4}[A-Z]{0,2})(?![\w/]|-\w|[.,]\d))"
)
_NUMBERED = regex(r"\d(?:(?<=[A-Za-z]\d)|(?<=[A-Za-z]-\d))")
"""A letter and a digit: digits are fewer than letters, and looked for first."""
_ENDING = regex(r"\.[a-z]")
_DESIGNATION = regex(r"(?<!\w)([^\W\d_]{1,9})[- ]?(\d{1,4})(?!\d)([^\W\d_]{0,2})")
_LATIN = regex(r"[A-Za-z]+")


def _look(pair: Pair) -> Iterable[Found]:
    source = pair.source.normal
    if "/" in source or "\\" in source or _NUMBERED.search(source) or _ENDING.search(source):
        return _changed(pair)
    return ()


def _changed(pair: Pair) -> Iterator[Found]:
    source = pair.source.normal
    for match in _CODE.finditer(source):
        code = match.group()
        if any(each.start <= match.start() < each.end for each in pair.source.kept):
            continue
        if code in pair.target.normal:
            continue
        span = pair.source.span(*match.span())
        if match.lastgroup != "name":
            text = message(N_("“{code}” is missing"), code=code)
            yield Found(text, (span,), severity=Severity.WARNING)
            continue
        found = _designation(pair, code)
        if found:
            yield Found(found.message, (span,), found.target, found.severity)


def _designation(pair: Pair, code: str) -> Found | None:
    """Look for a designation that is written otherwise; in another script any letters will do."""
    letters, digits, _variant = _parts(code)
    near: tuple[str, int, int] | None = None
    for match in _DESIGNATION.finditer(pair.target.normal):
        latin = _LATIN.fullmatch(match[1]) is not None
        if match[2] == digits and (not latin or match[1].upper() == letters.upper()):
            return None
        if latin and (match[2] == digits or match[1].upper() == letters.upper()):
            near = (match.group(), *match.span())
    if near is None:
        text = message(N_("“{code}” is missing"), code=code)
        return Found(text, severity=Severity.HINT)
    text = message(
        N_("the source has “{code}”; the target has “{other}”"), code=code, other=near[0]
    )
    return Found(text, target=(pair.target.span(near[1], near[2]),), severity=Severity.WARNING)


def _parts(code: str) -> tuple[str, str, str]:
    match = _DESIGNATION.match(code)
    return (match[1], match[2], match[3]) if match else (code, "", "")


code = EntryCheck(
    About(
        "code",
        Family.INTEGRITY,
        Severity.WARNING,
        N_("Designations, file names, versions and paths are those of the source."),
        fires=example("Пілоти F-16 навчаються.", "A-16 pilots are training."),
        passes=example("An S-300 and an F-16.", "С-300 і F16.", ("en", "uk")),
    ),
    _look,
    in_source((LATIN, *"/\\")),
)
