"""Judge what a language model made of one text: sound, doubtful, or no translation at all."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from l10n.language.numbers import other_numbers
from l10n.language.protected import kept, lost, restored
from l10n.language.scripts import in_script, is_prose, shares_script, strange_words, weight
from l10n.lines import display_line
from l10n.messages import N_, Message, message
from l10n.model.markup import OMIT, TAG, Tagged, TokenKind, faults, tokens

_LIKE_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SHOWN = 80
"""Characters of a model's words that are shown to a person."""
_TIMES, _SLACK = 3, 40
"""A translation may have so many times the letters of its source, and so many more."""
_DOUBT_TIMES, _DOUBT_SLACK = 2, 20
_FLOOR = 5
"""Letters by which a translation may fall below a third of its source."""
_LATIN = "en"
"""A locale in Latin letters."""
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HARD = re.compile(r"://|^www\.|^[^@]+@")
"""Addresses that are no name written otherwise, as `Booking.com` may be one."""
_REFUSAL = re.compile(
    r"""(?ix)
    ^ (?: (?:i['’]?m|i\ am)\ (?:very\ |so\ )?sorry | sorry | my\ apologies | i\ apologi[sz]e
        | unfortunately )? [,.!]* \s* (?:but\s+)?
      i (?: \ can['’]?t | \ cannot | \ can\ not | ['’]m\ (?:not\ able|unable)\ to
        | \ am\ (?:not\ able|unable)\ to | \ won['’]t | \ will\ not | \ must\ decline\ to )
      \s+ (?:be\ able\ to\s+)?
      (?: help\ with | assist | translate | comply | fulfil | provide | process | do\ that
        | answer\ that | continue\ with )
  | \b as\ an?\ (?:ai|artificial\ intelligence|large)\ (?:language\ )?(?:model|assistant) \b
  | \b as\ a\ language\ model \b
  | ^ (?: вибачте | перепрошую | на\ жаль )? [,.]* \s* (?:але\s+)? я\ не\ (?:можу|в\ змозі)\s+
      (?: допомогти\ з | перекласти | виконати | надати )
  | \b як\ (?:велика\ )?мовна\ модель \b
    """
)
_TALK = re.compile(
    r"""(?ix)
    ^ (?:sure|certainly|of\ course|okay|ok)? [,!.]* \s* here(?:['’]s|\ is|\ are) \s
      (?:the|your|a|my) \s (?:\w+\s)? translations? \b
  | ^ ось \s (?:ваш\s)? переклад \b
  | [(\[] (?:translator['’]?s\ note|note\ (?:from|of)\ the\ translator|примітка\ перекладача)
    """
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be thought of an answer."""

    text: str = ""
    """The translation, with its tags; what else it is, the fault tells."""
    fault: Message | None = None
    """Why it cannot stand."""
    only_tags: bool = False
    """Whether nothing but its tags is at fault."""
    doubts: tuple[Message, ...] = ()
    remarks: tuple[Message, ...] = ()


def judge(source: Tagged, answer: str, pair: tuple[str, str]) -> Verdict:
    """Judge an answer to a text, for a pair of locales, source and target; names the worst fault.

    What the model mangled of addresses and the like is put right where it can be. A figure that it
    put into words makes a draft doubtful.
    """
    text = answer.strip()
    fault = _form(source, text)
    if fault is not None:
        return Verdict(text, fault)
    before, after = source.plain(), bare(source, text)
    remarks: tuple[Message, ...] = ()
    missing = lost(before, after)
    if missing:
        mended = restored(before, text)
        if mended is not None and not lost(before, bare(source, mended)):
            text, after = mended, bare(source, mended)
            remarks = (message(N_("written as in the source: {text}"), text=shown(missing)),)
        elif not {part.text for part in kept(before) if part.figure}.issuperset(missing):
            return Verdict(text, _lost(missing))
    fault = _content(before, after, pair)
    if fault is not None:
        return Verdict(text, fault)
    doubts = _doubts(before, after, pair[1])
    wrong = (*faults(source, text), *_invented_tags(source, text))
    if wrong:
        return Verdict(text, wrong[0], True, doubts, remarks)
    return Verdict(text, None, False, doubts, remarks)


def bare(source: Tagged, text: str) -> str:
    """Give a translation without any tags, those of the source and what the model made up."""
    there = set(TAG.findall(source.text))
    invented = [match for match in TAG.finditer(text) if match.groups() not in there]
    for match in reversed(invented):
        text = text[: match.start()] + text[match.end() :]
    return re.sub(" {2,}", " ", _plain(source, text)).strip()


def shown(texts: str | tuple[str, ...]) -> str:
    """Make words of a model or a server fit to be shown: one line, short, no control characters."""
    text = texts if isinstance(texts, str) else ", ".join(texts)
    text = display_line(text)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _plain(source: Tagged, text: str) -> str:
    return "".join(each.text for each in tokens(text, source) if each.kind is TokenKind.TEXT)


def _form(source: Tagged, text: str) -> Message | None:
    """Say what makes an answer unfit to be anybody's translation."""
    if not bare(source, text):
        return message(N_("the model gave no text"))
    if OMIT in text and OMIT not in source.text:
        return message(N_("the model left the sentence out"))
    bad = {char for char in text if _is_control(char)} - set(source.text)
    if bad:
        names = " ".join(f"U+{ord(char):04X}" for char in sorted(bad)[:3])
        return message(N_("the model wrote control characters: {names}"), names=names)
    for pattern, said in (
        (_REFUSAL, N_("the model refused: {text}")),
        (_TALK, N_("the model talked of the translation: {text}")),
    ):
        if pattern.search(text) and not pattern.search(source.text):
            return message(said, text=shown(text))
    mine, theirs = _like_tags(source, source.text), _like_tags(source, text)
    # A numbered tag too many is a fault of tags, which can be mended.
    changed = [*(mine - theirs), *(each for each in theirs - mine if not TAG.fullmatch(each))]
    return _changed(changed[0]) if changed else None


def _invented_tags(source: Tagged, text: str) -> tuple[Message, ...]:
    return tuple(map(_changed, _like_tags(source, text) - _like_tags(source, source.text)))


def _like_tags(source: Tagged, text: str) -> Counter[str]:
    return Counter(_LIKE_TAG.findall(_plain(source, text)))


def _changed(tag: str) -> Message:
    return message(N_("the model changed what reads as a tag: {text}"), text=shown(tag))


def _content(before: str, after: str, pair: tuple[str, str]) -> Message | None:
    """Say what makes a text no translation of another; both without tags."""
    added = [text for text in _added(before, after) if _HARD.search(text)]
    if added:
        return message(N_("the model added: {text}"), text=shown(added[0]))
    locale = pair[1]
    old, new = _without_kept(before), _without_kept(after)
    if _same(old, new) and any(map(str.isalpha, old)):
        other_language = pair[0].split("-")[0] != locale.split("-")[0]
        # Names in Latin letters may stay as they are in any script.
        name = shares_script(old, locale) or shares_script(old, _LATIN)
        if (is_prose(old) and other_language) or not name:
            return message(N_("the model gave the source back"))
    lettered = any(map(str.isalpha, new)) or not any(map(str.isalpha, old))
    if not (lettered and in_script(old, new, locale)):
        return message(N_("the model did not write in the script of {locale}"), locale=locale)
    source, target = weight(before), weight(after)
    if target > _TIMES * source + _SLACK:
        return message(N_("it is far too long for its source"))
    if target < source / _TIMES - _FLOOR:
        return message(N_("it is far too short for its source"))
    return None


def _lost(missing: tuple[str, ...]) -> Message:
    return message(N_("what may not change is not in it: {items}"), items=shown(missing))


def _doubts(before: str, after: str, locale: str) -> tuple[Message, ...]:
    found: list[Message] = []
    if missing := lost(before, after):
        found.append(_lost(missing))
    if numbers := other_numbers(before, after):
        found.append(
            message(
                N_("the numbers are not those of the source: {numbers}"), numbers=shown(numbers)
            )
        )
    source, target = weight(before), weight(after)
    if target > _DOUBT_TIMES * source + _DOUBT_SLACK:
        found.append(message(N_("it is much longer than its source")))
    elif target < source / _DOUBT_TIMES - _FLOOR:
        found.append(message(N_("it is much shorter than its source")))
    if _same(before, after) and not shares_script(_without_kept(before), locale):
        found.append(message(N_("it is the same as its source")))
    if added := _added(before, after):
        found.append(message(N_("its source does not have: {text}"), text=shown(tuple(added))))
    words = strange_words(_without_kept(before), _without_kept(after), locale)
    if words:
        found.append(
            message(N_("letters that {locale} does not use: {words}"), locale=locale,
                    words=shown(words[:3]))
        )  # fmt: skip
    return tuple(found)


def _added(before: str, after: str) -> list[str]:
    """List the addresses, @names and #hashtags that only the translation has."""
    there, now = (
        Counter(part.text for part in kept(text) if not part.figure) for text in (before, after)
    )
    return [text for text in now - there if text not in before]


def _without_kept(text: str) -> str:
    pieces, done = [], 0
    for part in kept(text):
        pieces.append(text[done : part.start])
        done = part.end
    return " ".join([*pieces, text[done:]])


def _same(one: str, other: str) -> bool:
    def form(text: str) -> str:
        return " ".join(unicodedata.normalize("NFC", text).casefold().split())

    return form(one) == form(other)


def _is_control(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Cc", "Co", "Cs", "Zl", "Zp")
        or char in _BIDI
        or ord(char) & 0xFFFE == 0xFFFE
    )
