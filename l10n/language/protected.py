"""What no translation changes: addresses, @names, #hashtags, placeholders, figures with units."""

import re
from collections import Counter
from functools import lru_cache
from unicodedata import decimal, name

from l10n.dataclass import dataclass
from l10n.regex import regex

_TLD = (
    "com|org|net|info|int|edu|gov|mil|biz|io|tv|me|news|media|app|dev|eu|ua|укр|pl|de|fr|uk|us|"
    "it|es|ro|md|lt|lv|ee|cz|sk|hu|at|ch|nl|be|se|no|fi|dk|ca|au|jp|tr|ge|am|az|kz|by|ru"
)
_UNITS = (
    r"[kKMGT]?(?:bit|byte|B|b)(?:/s|ps)?|[kKMGTmµ]?(?:Hz|Wh|W|VA|V|A|Pa|J|eV|F|Ω)|"
    r"(?:k|c|m|µ|n)?m[²³23]?(?:/s)?|km/h|mph|(?:k|m|µ)?g|[mc]?l|ha|hPa|mmHg|dB|rpm|"
    r"kcal|cal|min|h|s|ms|fps|dpi|px|p|K|°[CFK]?|℃|℉"
)
_SPACE = r"\u00a0\u202f\u2009 "
# A number in groups has few of them, so that a long list of numbers is not read again and again.
_NUMBER = rf"(?:\d{{1,3}}(?:[{_SPACE}'’]\d{{3}}(?!\d)){{1,6}}|\d+)(?:[.,]\d+)*"
_SIGNS = "%‰$€£₴¥₽₺₹"
_VALUE = r"\"[^\"\[\]]{0,200}\"|'[^'\[\]]{0,200}'|[^\s\"'\[\]]{1,200}"
_FORMS = regex(
    rf"""(?x)
    (?P<placeholder>
        \{{\{{[^{{}}]{{0,300}}\}}\}}                                # {{{{ name }}}}
      | \{{%(?:[^%]|%(?!\}})){{0,300}}%\}} | \{{\#[^#]{{0,300}}\#\}}    # {{% tag %}}
      | <%[^%<>]{{0,300}}%> | <\?[^?<>]{{0,300}}\?>
      | \$\{{[^{{}}\n]{{1,80}}\}}                                # ${{name}}
      | \{{(?:[A-Za-z_][\w.:-]{{0,60}}|\d{{1,3}})\}}               # {{name}}
      | %\d{{1,2}}\$[A-Za-z@] | %\([A-Za-z_]\w{{0,60}}\)[A-Za-z]  # %1$s, %(name)s
      | (?<![\w%])%[sdiu@](?!\w)
      | \[[A-Za-z][\w-]{{0,40}}(?:\s+[\w-]{{1,40}}=(?:{_VALUE})){{1,20}}\s*/?\]  # [name key=…]
      | \[/[A-Za-z][\w-]{{0,40}}\]
    )
  | (?P<slot>\[\[[A-Za-z][A-Za-z0-9_ .:-]{{0,60}}\]\]|\[[A-Za-z][A-Za-z0-9_ .:-]{{0,60}}\])
  | (?P<address>
        (?:(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://|(?<!\w)www\.)[^\s<>"«»“”„⟦⟧]+
      | (?<![\w@./-])(?:[A-Za-z0-9а-яіїєґ](?:[A-Za-z0-9а-яіїєґ-]*[A-Za-z0-9а-яіїєґ])?\.)+(?:{_TLD})
        (?![\w@-]|\.\w)(?:/[^\s<>"«»“”„⟦⟧]*)?
    )
  | (?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<!-)(?!\w))
  | (?P<handle>(?<![\w@/.])@[A-Za-z_](?:[\w.]*\w)?)
  | (?P<hashtag>(?<![\w&\#/])\#\w*[^\W\d_]\w*)
  | (?P<money>(?<!\w)(?:[A-Z]{{0,3}}\$|[€£₴¥₽₺₹])[{_SPACE}]?{_NUMBER}(?![.,]?\d|\w))
  | (?P<symbol>(?<![\w.,]){_NUMBER}[{_SPACE}]{{0,2}}(?:[{_SIGNS}]|°[CFK]?|[℃℉])(?!\w))
  | (?P<unit>(?<![\w.,]){_NUMBER}[{_SPACE}]{{0,2}}(?:{_UNITS})(?!\w))
    """
)
_TAIL = ".,;:!?…'’‘”»›)]}—–"
_MATES = {")": "(", "]": "[", "}": "{"}
_FIGURES = ("money", "symbol", "unit")
_SPACES = regex(r"[\s_]+")
_LATIN = regex(r"[A-Za-z]")
_LETTER = regex(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of a text that its translation has to hold as it stands, in characters."""

    start: int
    end: int
    text: str
    figure: bool = False
    """A figure with its unit: spaces and separators in it follow the language."""
    kind: str = ""
    """`placeholder`, `slot`, `address`, `mail`, `handle`, `hashtag`, or a kind of figure."""


def units_stay(text: str) -> bool:
    """True if units in Latin letters are foreign to a text, and so stay as they are.

    They are in a text of another script, and in one that has no letter besides; in an English text
    `5 km` is for the translation to write as `5 км`. False where there is no unit at all.
    """
    if not _MAYBE.search(text):
        return False
    letters = _LETTER.findall(_FORMS.sub(" ", text))
    latin = sum(1 for letter in letters if _LATIN.match(letter))
    return not letters or 2 * latin < len(letters)


@lru_cache(64)
def kept(text: str, units: bool | None = None) -> tuple[Kept, ...]:
    """What a translation of a text may not change, in order; tags are not looked for.

    Of a part of a text, such as what a tag holds, `units` says what `units_stay` says of the whole.
    The last few answers are kept: a draft is judged by several rules, one after another.
    """
    if not _MAYBE.search(text):
        return ()
    found: list[Kept] = []
    for match in _FORMS.finditer(text):
        start, end = match.span()
        kind = str(match.lastgroup)
        if kind in ("unit", "slot"):
            units = units_stay(text) if units is None else units
            if not units:
                continue
        if kind == "address":
            end = _trimmed(text, start, end)
        found.append(Kept(start, end, text[start:end], kind in _FIGURES, kind))
    return tuple(found)


_MAYBE = regex(rf"[@#%‰°$€£₴¥₽₺₹℃℉{{\[]|<[%?]|://|www\.|\w\.\w|\d[{_SPACE}]{{0,2}}[A-Za-zµΩ]")


def only_kept(text: str) -> bool:
    """True if a text holds no letter besides what may not change, so that it is its own draft.

    A text without any letter is not meant.
    """
    found = kept(text)
    if not found:
        return False
    rest, done = "", 0
    for each in found:
        rest += text[done : each.start]
        done = each.end
    return not _LETTER.search(rest + text[done:])


def lost(source: str, target: str) -> tuple[str, ...]:
    """What may not change and yet is not in the target as often as in the source.

    Only what stands in the target apart from other words is counted. Figures are the same where
    number and unit are: the space between them, the side of a sign and the separators are free,
    but not whether there is a decimal separator; one before exactly three digits may be any.
    """
    found = kept(source)
    if not found:
        return ()
    wanted = Counter(map(_form, found))
    there = Counter(map(_form, _own(source, target)))
    names = {_form(each): each.text for each in reversed(found)}
    return tuple(names[form] for form, times in wanted.items() if there[form] < times)


def restored(source: str, target: str) -> str | None:
    """The target with what was mangled in it written as in the source.

    An engine may have put spaces into an address, dropped an underscore, changed the case, or
    written it to the word before or after; where the same letters stand so once in the target, they
    are written right. None if that does not do.
    """
    missing = lost(source, target)
    if not missing:
        return target
    right = {(each.start, each.text) for each in _own(source, target)}
    changes: list[tuple[int, int, str]] = []
    for text in missing:
        pattern = r"[\s_]*".join(re.escape(char) for char in _SPACES.sub("", text))
        found = []
        for match in re.finditer(pattern, target, re.IGNORECASE):
            if match.group() == text and (match.start(), text) in right:
                continue
            written = _parted(target, match.start(), match.end(), text)
            if written not in (None, match.group()):
                found.append((match.start(), match.end(), str(written)))
        if len(found) != 1:
            return None
        changes += found
    pieces, done = [], 0
    for start, end, written in sorted(changes):
        if start < done:
            return None
        pieces += [target[done:start], written]
        done = end
    result = "".join([*pieces, target[done:]])
    return None if lost(source, result) else result


def _own(source: str, target: str) -> tuple[Kept, ...]:
    """What stands in a target as words of its own.

    Next to letters of a script without spaces between words everything does, unless the source has
    such letters too; next to other letters nothing does.
    """
    if not _UNSPACED.search(source):
        target = _UNSPACED.sub(" ", target)
    glued = {each.text for each in kept(source) if _LETTER.match(_before(source, each.start))}
    return tuple(
        each
        for each in kept(target, units=True)
        if each.text in glued or not _LETTER.match(_before(target, each.start))
    )


def _before(text: str, at: int) -> str:
    return text[max(at - 1, 0) : at]


def _form(each: Kept) -> tuple[str, str]:
    """What is the same in all ways to write the same content."""
    if not each.figure:
        return each.text, ""
    match = _FIGURE.search(each.text)
    if match is None:
        return each.text, ""
    digits = "".join(str(decimal(char, char)) for char in _GROUPED.sub("", match.group()))
    unit = _BLANK.sub("", each.text[: match.start()] + each.text[match.end() :])
    return digits.replace(",", "."), "$" if unit == "US$" else unit


_FIGURE = regex(_NUMBER)
_GROUPED = regex(rf"[{_SPACE}'’]|[.,](?=\d{{3}}(?!\d))")
_BLANK = regex(rf"[{_SPACE}]")
_UNSPACED = regex(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff65]"
)


def _parted(target: str, start: int, end: int, text: str) -> str | None:
    """Write something that stands in a target apart from the word at each side.

    None where a letter or digit at its side may belong to it, as another address or number.
    """
    before, after = _before(target, start), target[end : end + 1]
    left = right = ""
    if before.isalnum() or before == "_":
        if not _begins(before, text):
            return None
        left = " "
    if after.isalnum() or after == "_":
        if not (_foreign(after, text) or (text[-1] in _SIGNS and after.isalpha())):
            return None
        right = " "
    elif after and after in "—–":
        right = " "
    return left + text + right


def _begins(before: str, text: str) -> bool:
    """True if a new word begins with a text, for all that there is no space before it."""
    if text[0] in "@#":
        return True
    if text[0] in _SIGNS:
        return before.islower()
    if text[0].isdigit():
        return before.isalpha()
    return _foreign(before, text) or (
        before.isalpha() and bool(re.match(r"[a-z][a-z0-9+.-]*://|www\.", text))
    )


def _foreign(char: str, text: str) -> bool:
    """True if a letter is of another script than a text in Latin letters."""
    return text.isascii() and char.isalpha() and not name(char, "").startswith("LATIN")


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave out the punctuation of the sentence that follows an address."""
    counts = {sign: text.count(sign, start, end) for sign in (*_MATES, *_MATES.values())}
    while end > start and text[end - 1] in _TAIL:
        sign = text[end - 1]
        if sign in _MATES:
            if counts[_MATES[sign]] >= counts[sign]:
                break
            counts[sign] -= 1
        end -= 1
    return end
