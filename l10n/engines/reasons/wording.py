"""Whether a translation is in its language: script, echoes of the source, noise for words."""

import re
import unicodedata
from functools import lru_cache

from l10n.engines.reasons.form import shown
from l10n.engines.reasons.keeping import without_kept
from l10n.language.scripts import in_script, is_prose, shares_script, strange_words
from l10n.messages import N_, Message, message
from l10n.regex import regex

_LATIN = "en"
"""A locale in Latin letters."""
_WORD = regex(r"\w+")
_LONG_WORD = regex(r"[^\W\d_]{3}")
_LOWER = regex(r"(?<![\w’'])[^\W\d_A-ZÀ-ÞА-ЯЁІЇЄҐ]\w{3,}")
_ASIDE = regex(
    r"\([^()]*\)|\[[^\[\]]*\]|\*[^*]+\*|（[^（）]*）|［[^［］]*］|【[^【】]*】|〔[^〔〕]*〕|~[^~]+~|_[^_]+_"
)
_QUOTED = regex(r"""\W{0,2}?["«“„‹「『‘']([^"«»“”„‹›「」『』]+)["»”“›」』’']\W{0,2}""")
_QUOTE = regex("[\"«»“”„‹›「」『』‘’']")
_BRACKET = regex(r"[(\[（［【]|[—–] .{1,200} [—–]")
_NOISE = regex(
    r"""(?ix)
    \W{0,2} [(\[（［【] [^()\[\]（）［］【】]{1,40} [)\]）］】]
  | .*? [(\[（［【] \s? (?: laugh\w* | applause | music | noise | crosstalk | inaudible | cheer\w*
    | сміх | сміється | сміються | оплески | музика | шум | нерозбірливо )
    \b [^()]{0,20} [)\]）］】]
    """
)
"""Something in brackets before a text, and what subtitles have in them."""
_LATIN_WORD = regex(r"(?<![\w’'.-])[a-z]{3,}(?!\w|[’'.]\w)")
_SIGN = regex("[\u2600-\u27bf\U0001f000-\U0001faff]")
_REMARK = 2
"""Words in quotation marks that stand for no sentence."""
_COPIED = 0.8
"""The share of a translation's words that may be its source's."""
_CLOSE = 0.75
"""The same of words in lower case, short ones too, where nothing else is told."""
_ENOUGH = 5
"""Words from which that share tells anything."""
_FEW = 4
"""The same, short words too."""


def fault(before: str, after: str, pair: tuple[str, str]) -> Message | None:
    """What makes a text no translation of another; both without tags."""
    old, new = without_kept(before), without_kept(after)
    if not any(map(str.isalpha, old)):
        return None
    if _is_aside(after) and not _is_aside(before):
        return message(N_("it is only an aside in brackets: {text}"), text=shown(after))
    if is_prose(old) and _is_quoted(before, after) and len(_WORD.findall(after)) <= _REMARK:
        return message(N_("it is only an aside in brackets: {text}"), text=shown(after))
    if _is_noise(old, new):
        return message(N_("it has no words: {text}"), text=shown(after))
    if _same(old, new):
        # Names in Latin letters may stay as they are in any script.
        name = shares_script(old, pair[1]) or shares_script(old, _LATIN)
        if (is_prose(old) and _is_other(pair)) or not name:
            return message(N_("the model gave the source back"))
    if not in_script(old, new, pair[1]):
        return message(N_("the model did not write in the script of {locale}"), locale=pair[1])
    return None


def doubts(before: str, after: str, pair: tuple[str, str]) -> tuple[Message, ...]:
    """Words left as they were, letters and signs that do not belong, words gone."""
    old, new = without_kept(before), without_kept(after)
    found: list[Message] = []
    if _LONG_WORD.search(old) and not any(map(str.isalpha, new)):
        found.append(message(N_("it has no words: {text}"), text=shown(after)))
    if _same(old, new) and any(map(str.isalpha, old)):
        if not shares_script(old, pair[1]) or (_is_other(pair) and _LOWER.search(old)):
            found.append(message(N_("it is the same as its source")))
    elif _is_other(pair) and _is_copied(old, new):
        found.append(message(N_("most of its words are those of its source")))
    words = strange_words(old, new, pair[1])
    if not words and not shares_script("a", pair[1]):
        # One may be a brand; names have capitals.
        left = tuple(dict.fromkeys(_LATIN_WORD.findall(new)))
        words = left if len(left) > 1 else ()
    if words:
        found.append(
            message(
                N_("letters that {locale} does not use: {words}"),
                locale=pair[1],
                words=shown(words[:3]),
            )
        )
    if (noise := _NOISE.match(after)) and not _BRACKET.search(before):
        found.append(message(N_("its source does not have: {text}"), text=shown(noise.group())))
    elif _is_quoted(before, after):
        found.append(message(N_("its source does not have: {text}"), text=shown(after)))
    if signs := set(_SIGN.findall(after)) - set(before):
        text = " ".join(sorted(signs))
        found.append(message(N_("its source does not have: {text}"), text=text))
    return tuple(found)


def _is_other(pair: tuple[str, str]) -> bool:
    """True for two languages, and not for two regions of one."""
    return re.split("[-_]", pair[0])[0] != re.split("[-_]", pair[1])[0]


def _is_noise(old: str, new: str) -> bool:
    """True if words became signs; `2020 р.` may become `2020`, and prose no number alone."""
    if any(map(str.isalpha, new)):
        return False
    return is_prose(old) or not any(map(str.isalnum, new))


def _is_aside(text: str) -> bool:
    """True if all words of a text stand in brackets."""
    rest = _ASIDE.sub(" ", text)
    return rest != text and not any(map(str.isalnum, rest))


def _is_quoted(before: str, after: str) -> bool:
    """True if a whole text stands in quotation marks, and its source has none at all."""
    return bool(_QUOTED.fullmatch(after)) and not _QUOTE.search(before)


def _is_copied(old: str, new: str) -> bool:
    """True if most words of a translation, names left aside, stand in its source too."""
    words = _LOWER.findall(new)
    there = set(_LOWER.findall(old))
    if len(words) >= _ENOUGH and _among(words, there) >= _COPIED * len(words):
        return True
    mine = {word for word in _WORD.findall(old) if word.islower()}
    # A word that a sentence begins with elsewhere has a capital here.
    words = [word for word in _WORD.findall(new) if word.islower() or word.lower() in mine]
    words = [word.lower() for word in words if word.isalpha()]
    return len(words) >= _FEW and _among(words, mine) >= _CLOSE * len(words)


def _among(words: list[str], there: set[str]) -> int:
    return sum(word in there for word in words)


def _same(one: str, other: str) -> bool:
    return _words(one) == _words(other)


@lru_cache(8)
def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())
