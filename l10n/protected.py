"""What no translation changes: addresses, @names, #hashtags, figures with their units."""

import re
from collections import Counter
from dataclasses import dataclass

_TLD = (
    "com|org|net|info|int|edu|gov|mil|biz|io|tv|me|news|media|app|dev|eu|ua|укр|pl|de|fr|uk|us|"
    "it|es|ro|md|lt|lv|ee|cz|sk|hu|at|ch|nl|be|se|no|fi|dk|ca|au|jp|tr|ge|am|az|kz|by|ru"
)
_UNITS = (
    r"[kKMGT]?(?:bit|byte|B|b)(?:/s|ps)?|[kKMGTmµ]?(?:Hz|Wh|W|VA|V|A|Pa|J|eV|F|Ω)|"
    r"(?:k|c|m|µ|n)?m[²³23]?(?:/s)?|km/h|mph|(?:k|m|µ)?g|[mc]?l|ha|hPa|mmHg|dB|rpm|"
    r"kcal|cal|min|h|s|ms|fps|dpi|px|p|K|°[CFK]?|℃|℉"
)
_NUMBER = r"\d+(?:[.,\u00a0\u202f\u2009 ']\d+)*"
_FORMS = re.compile(
    rf"""(?x)
    (?P<address>
        (?:(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]*://|(?<!\w)www\.)[^\s<>"«»“”„]+
      | (?<![\w@./-])(?:[A-Za-z0-9а-яіїєґ](?:[A-Za-z0-9а-яіїєґ-]*[A-Za-z0-9а-яіїєґ])?\.)+(?:{_TLD})
        (?![\w@-]|\.\w)(?:/[^\s<>"«»“”„]*)?
    )
  | (?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?!\w))
  | (?P<handle>(?<![\w@/.])@[A-Za-z_](?:[\w.]*\w)?)
  | (?P<hashtag>(?<![\w&\#/])\#\w*[^\W\d_]\w*)
  | (?P<money>(?:[$€£₴¥₽₺₹]|US\$)[\ \u00a0\u202f]?{_NUMBER}(?![.,]?\d|\w))
  | (?P<symbol>(?<![\w.,]){_NUMBER}[\ \u00a0\u202f]?(?:[%‰$€£₴¥₽₺₹]|°[CFK]?(?!\w)|[℃℉]))
  | (?P<unit>(?<![\w.,]){_NUMBER}[\ \u00a0\u202f]?(?:{_UNITS})(?!\w))
    """
)
_TAIL = ".,;:!?…'’”»)]}"
_MATES = {")": "(", "]": "[", "}": "{"}
_FIGURES = ("money", "symbol", "unit")
_SPACES = re.compile(r"[\s_]+")
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of a text that its translation has to hold as it stands, in characters."""

    start: int
    end: int
    text: str
    figure: bool = False
    """A figure with its unit: spaces and separators in it follow the language."""


def kept(text: str) -> tuple[Kept, ...]:
    """Find what a translation of a text may not change, in order; tags are not looked for.

    A unit in Latin letters counts only in a text of another script, where it is one of the
    foreign words; in an English text `5 km` is for the translation to write as `5 км`.
    """
    if not _MAYBE.search(text):
        return ()
    found: list[Kept] = []
    foreign = _mostly_not_latin(_FORMS.sub(" ", text))
    for match in _FORMS.finditer(text):
        start, end = match.span()
        kind = str(match.lastgroup)
        if kind == "unit" and not foreign:
            continue
        if kind == "address":
            end = _trimmed(text, start, end)
        found.append(Kept(start, end, text[start:end], kind in _FIGURES))
    return tuple(found)


_MAYBE = re.compile(r"[@#%‰°$€£₴¥₽₺₹℃℉]|://|www\.|\w\.\w|\d[\s\u00a0\u202f]?[A-Za-zµΩ]")


def only_kept(text: str) -> bool:
    """Say whether a text holds no letter besides what may not change, so that it is its own draft.

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
    """Name what may not change and yet is not in the target as often as in the source."""
    found = kept(source)
    if not found:
        return ()
    wanted = Counter(each.text for each in found)
    figures = {each.text for each in found if each.figure}
    bare = _bare(target) if figures else ""
    return tuple(
        text
        for text, times in wanted.items()
        if (bare.count(_bare(text)) if text in figures else target.count(text)) < times
    )


def restored(source: str, target: str) -> str | None:
    """Give the target with what was mangled in it written as in the source.

    An engine may have put spaces into an address, dropped an underscore, or changed the case; where
    the same letters stand once in the target, they are written right. None if that does not do.
    """
    missing = lost(source, target)
    for text in missing:
        pattern = r"[\s_]*".join(re.escape(char) for char in _SPACES.sub("", text))
        matches = [*re.finditer(pattern, target, re.IGNORECASE)]
        matches = [match for match in matches if match.group() != text]
        if len(matches) != 1:
            return None
        start, end = matches[0].span()
        target = target[:start] + text + target[end:]
    return None if lost(source, target) else target


def _bare(text: str) -> str:
    return re.sub(r"[\s.,']+", "", text)


def _mostly_not_latin(text: str) -> bool:
    letters = _LETTER.findall(text)
    latin = sum(1 for letter in letters if _LATIN.match(letter))
    return 2 * latin < len(letters)


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave out the punctuation of the sentence that follows an address."""
    while end > start and text[end - 1] in _TAIL:
        mate = _MATES.get(text[end - 1])
        if mate and text.count(mate, start, end) >= text.count(text[end - 1], start, end):
            break
        end -= 1
    return end
