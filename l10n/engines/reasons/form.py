"""What no text of a catalog may be: control characters, code, entities, talk of the task."""

import re
import unicodedata
from collections import Counter
from html import unescape
from html.entities import html5

from l10n.lines import display_line
from l10n.messages import N_, Message, message
from l10n.model.markup import OMIT, TAG, Tagged, TokenKind, tokens
from l10n.net.secrets import MASK
from l10n.regex import regex

_SHOWN = 80
"""Characters of an engine's words that are shown to a person."""
_GONE_THROUGH = 1_000
"""Characters of them that are looked at, white space included."""
_CODE = ("{{", "{%", "{#", "<%", "<?", "<!--")
"""What site generators and servers run where it stands in a page."""
_LIKE_TAG = regex(r"</?(?:[A-Za-z][^<>]*|[0-9]+/?)>")
_ENTITY = regex(
    r"& ?(#[ ]?[0-9]{1,7}|#[ ]?[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}) ?;"
    r"|&(#0?39|#34|quot|apos|amp|lt|gt|nbsp)(?![\w;=])"
)
"""As it is written, with the blanks that a tokenizer leaves in it, or without its semicolon."""
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSES = regex(
    r"""(?ix)
    (?: (?:i['’]?m|i\ am)\ (?:very\ |so\ )?sorry | sorry | my\ apologies | i\ apologi[sz]e
        | unfortunately )? [,.!]* \s* (?:but\s+)?
      i (?: \ can['’]?t | \ cannot | \ can\ not | ['’]m\ (?:not\ able|unable)\ to
        | \ am\ (?:not\ able|unable)\ to | \ won['’]t | \ will\ not | \ must\ decline\ to )
      \s+ (?:be\ able\ to\s+)?
      (?: help\ with | assist | translate | comply | fulfil | provide | process | do\ that
        | answer\ that | continue\ with )
  | (?: вибачте | перепрошую | на\ жаль )? [,.]* \s* (?:але\s+)? я\ не\ (?:можу|в\ змозі)\s+
      (?: допомогти\ з | перекласти | виконати | надати )
    """
)
_OF_ITSELF = regex(
    r"""(?ix)
    \b as\ an?\ (?:ai|artificial\ intelligence|large)\ (?:language\ )?(?:model|assistant) \b
  | \b as\ a\ language\ model \b
  | \b як\ (?:велика\ )?мовна\ модель \b
    """
)
_PRESENTS = regex(
    r"""(?ix)
    (?:sure|certainly|of\ course|okay|ok)? [,!.]* \s* here(?:['’]s|\ is|\ are) \s
      (?:the|your|a|my) \s (?:\w+\s)? translations? \b
  | ось \s (?:ваш\s)? переклад \b
    """
)
_REMARKS = regex(
    r"""(?ix)
    [(\[] (?:translator['’]?s\ note|note\ (?:from|of)\ the\ translator|примітка\ перекладача)
    """
)


def bare(source: Tagged, text: str) -> str:
    """A translation without any tags, those of its source and those that are made up."""
    there = set(TAG.findall(source.text))
    if "<" in text:
        text = TAG.sub(lambda match: match.group() if match.groups() in there else "", text)
    text = _plain(source, text)
    return (re.sub(" {2,}", " ", text) if "  " in text else text).strip()


def shown(texts: str | tuple[str, ...]) -> str:
    """Words of an engine or a server, fit to be shown: one line, short, no control characters."""
    text = texts if isinstance(texts, str) else ", ".join(texts[:_SHOWN])
    text = display_line(text.lstrip()[:_GONE_THROUGH])
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def unfit(source: Tagged, text: str) -> Message | None:
    """What makes an answer unfit to be anybody's translation, whatever its words; None if fit."""
    if not bare(source, text):
        return message(N_("the engine gave no text"))
    if MASK in text and MASK not in source.text:
        return message(N_("the server wrote its key into the translation"))
    if OMIT in text and OMIT not in source.text:
        return message(N_("the draft is <omit/>, which would leave the sentence out"))
    if not text.isprintable():
        there = Counter(source.text)
        bad = {
            char
            for char, times in Counter(filter(_is_control, text)).items()
            if times > there[char] or unicodedata.category(char) in ("Cc", "Cs")
        }
        if bad:
            names = " ".join(f"U+{ord(char):04X}" for char in sorted(bad)[:3])
            return message(N_("the model wrote control characters: {names}"), names=names)
    for code in _CODE if "{" in text or "<" in text else ():
        if text.count(code) > source.text.count(code):
            return message(N_("the draft holds code that its source lacks: {code}"), code=code)
    return None


def talk(source: Tagged, text: str) -> Message | None:
    """That a model refused, or spoke of its task, where the source does not say the like."""
    folded = text.casefold()
    of_itself = any(word in folded for word in ("model", "assistant", "модель"))
    remarks = "translator" in folded or "перекладача" in folded
    for looked, template in (
        (_REFUSES.match, N_("the model refused: {text}")),
        (_OF_ITSELF.search if of_itself else None, N_("the model refused: {text}")),
        (_PRESENTS.match, N_("the model talked of the translation: {text}")),
        (_REMARKS.search if remarks else None, N_("the model talked of the translation: {text}")),
    ):
        if looked and looked(text) and not looked(source.text):
            return message(template, text=shown(text))
    return None


def other_tags(source: Tagged, text: str) -> Message | None:
    """That what reads as a tag, and is text, was lost, changed or made up.

    A tag that is made up in the form of the segment's own (`<b9>`) is not meant: see `made_up`.
    """
    if "<" not in text and "<" not in source.text:
        return None
    mine, theirs = _like_tags(source, source.text), _like_tags(source, text)
    changed = [*(mine - theirs), *(each for each in theirs - mine if not TAG.fullmatch(each))]
    return _changed(changed[0]) if changed else None


def made_up(source: Tagged, text: str) -> tuple[Message, ...]:
    """The numbered tags that neither the segment nor its text has."""
    if "<" not in text:
        return ()
    return tuple(map(_changed, _like_tags(source, text) - _like_tags(source, source.text)))


def decoded(source: Tagged, text: str) -> tuple[str, Message | None]:
    """A text with its HTML character references decoded, and a doubt that names them.

    Only references that the source has none of count. Where the source speaks of references
    itself, they stay as they are: nobody could tell which are meant.
    """
    if "&" not in text:
        return text, None
    found = _entities(text) - _entities(source.text)
    if not found:
        return text, None
    names = tuple(found)
    doubt = message(N_("it holds codes in place of characters: {text}"), text=shown(names[:5]))
    if not _entities(source.text):
        # Some servers encode what is encoded already.
        for _time in range(2):
            text = _ENTITY.sub(_character, text)
    return text, doubt


def _entities(text: str) -> Counter[str]:
    matches = _ENTITY.finditer(text) if "&" in text else ()
    return Counter(match.group() for match in matches if _character(match) != match.group())


def _character(match: re.Match[str]) -> str:
    name = (match[1] or match[2]).replace(" ", "")
    if name.startswith("#") or f"{name};" in html5:
        char = unescape(f"&{name};")
        return " " if char in ("\n", "\r", "\t", "\u00a0") else char
    return match.group()


def _like_tags(source: Tagged, text: str) -> Counter[str]:
    return Counter(_LIKE_TAG.findall(_plain(source, text)))


def _changed(tag: str) -> Message:
    return message(N_("the model changed what reads as a tag: {text}"), text=shown(tag))


def _plain(source: Tagged, text: str) -> str:
    if not source.names:
        return text
    return "".join(each.text for each in tokens(text, source) if each.kind is TokenKind.TEXT)


def _is_control(char: str) -> bool:
    return (
        unicodedata.category(char) in ("Cc", "Co", "Cs", "Zl", "Zp")
        or char in _BIDI
        or ord(char) & 0xFFFE == 0xFFFE
    )
