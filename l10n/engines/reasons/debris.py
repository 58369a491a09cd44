"""What a model leaves in a text, or puts around it: pieces of its own code, marks, talk."""

import re
import unicodedata

from l10n.engines.reasons.form import shown
from l10n.language.added_unseen import additions
from l10n.messages import N_, Message, joined, message
from l10n.regex import regex

_PIECES = regex(
    r"""(?x)
    \ufffd                                             # what could not be decoded
  | [\u2047\u2581]                                     # unknown piece, blank (SentencePiece)
  | <\|[^<>|\n]{1,40}\|> | <\uff5c[^<>\n]{1,40}\uff5c>  # <|im_end|>
  | </?s> | <(?:unk|pad|bos|eos|mask|(?:start|end)_of_turn|/?think)> | \[/?INST\] | <</?SYS>>
  | \w@@(?=\s|$) | (?<!\S)\#\#(?=[a-zа-яіїєґ])          # parts of words (BPE, WordPiece)
  | \u00e2\u20ac | (?:[\u00d0\u00d1][\u0080-\u00bf]){2} # UTF-8 read as another encoding
  | \u00c3[\u0080-\u00a9\u00ab-\u00b9\u00bc-\u00bf]
    """
)
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE = regex(rf"{_MARKS}{{3,}}|[\u0334-\u0338]")
"""Three marks or more on one letter, where no alphabet needs more than two; letters struck out."""
_LETTER = "A-Za-z\u00c0-\u024f\u0370-\u058f\u10a0-\u10ff"
_HIDDEN_IN_WORDS = regex(
    rf"(?<=[{_LETTER}])[\u00ad\u034f\u180e\u200b-\u200f\u2060-\u2064\ufeff]+(?=[{_LETTER}])"
)
"""What some scripts need inside words, and these letters never do."""
_HIDDEN = regex("[\u180e\u200b\u2060-\u2064\ufeff]")
_SPACELESS = regex("[\u0e00-\u109f\u1780-\u17ff]")
"""Scripts that part words by an unseen space."""
_WRAPPED = regex(
    r"""(?x)
    [{\[] \s* ["'] [^"'{}]{1,40} ["'] \s* [:,\]]
  | \[ \s* ["'] .* ["'] \s* \] \s* $
  | ["'] (?:translat\w+|text|target|output|result) ["'] \s* :
  | .* ``` .*
    """
)
_LANGUAGE = (
    r"(?:english|ukrainian|german|french|polish|spanish|italian|russian|англійськ\w+|українськ\w+"
    r"|німецьк\w+|польськ\w+|російськ\w+|deutsch|français|polski|español)"
)
_HEAD = regex(r"[^:：]{0,80}[:：]")
_OF_TRANSLATING = regex(r"(?i)translat|переклад|перевод|übersetz|tłumacz|traduc|tradui|traduz")
_OF_LANGUAGE = regex(
    r"(?i)\W{0,4}(?:(?:\w{1,20}[,!.]\s*)?here(?:['’]s|\sis|\sare)[^:：]{1,40}\b)?(?:in\s+)?"
    + _LANGUAGE
    + r"(?:\s+(?:version|text|sentence|текст\w*|мовою))?\W{0,4}[:：]"
)
_NOTE = regex(
    r"(?i)[(\[（]\W{0,3}(?:note|n\.?\s?b\.?|примітка|прим\.|anmerkung|uwaga|nota|remarque)\W{0,3}[:：]"
)
_NOTE_AFTER = regex(
    r"(?i)[.!?…»”\"]\W{1,4}(?:note|translator['’]s note|explanation|примітка|пояснення)\W{0,3}[:：]"
)


def pieces(source: str, text: str) -> Message | None:
    """Pieces of a model's code, spoilt characters and piles of marks that the source lacks."""
    for pattern in (_PIECES, _PILE):
        for match in pattern.finditer(unicodedata.normalize("NFC", text)):
            if match.group() not in source:
                return message(N_("it holds what is no text: {text}"), text=shown(match.group()))
    return None


def wrapping(source: str, text: str) -> Message | None:
    """An answer as JSON or code, with a heading or a note of its own, unlike its source."""
    said = message(N_("the model talked of the translation: {text}"), text=shown(text))
    if _WRAPPED.match(text) and not _WRAPPED.match(source):
        return said
    head = _HEAD.match(text)
    if head and _OF_TRANSLATING.search(head.group()) and not _OF_TRANSLATING.search(source):
        return said
    if head and _OF_LANGUAGE.match(text) and not _HEAD.match(source):
        return said
    if _NOTE.search(text) and _opened(text) > _opened(source):
        return said
    if _NOTE_AFTER.search(text) and _colons(text) > _colons(source):
        return said
    return None


def unhidden(source: str, text: str) -> tuple[str, Message | None]:
    """A text without unseen characters that nobody put there, and a doubt that names them."""
    if text.isprintable():
        return text, None
    taken: dict[str, None] = {}
    there: dict[str, bool] = {}

    def take(match: re.Match[str]) -> str:
        found = match.group()
        if found not in there:
            there[found] = found in source
        if there[found]:
            return found
        taken.update(dict.fromkeys(found))
        return ""

    text = _HIDDEN_IN_WORDS.sub(take, text)
    if not _SPACELESS.search(text):
        text = _HIDDEN.sub(take, text)
    if not taken:
        return text, None
    names = " ".join(f"U+{ord(char):04X}" for char in taken)
    return text, message(N_("characters that nobody sees were taken out: {names}"), names=names)


def unseen(source: str, text: str, locale: str) -> Message | None:
    """A doubt for characters that nobody sees and that the source has none, or fewer, of."""
    found = additions(source, text, locale)
    return joined(each.message for each in found) if found else None


def _opened(text: str) -> int:
    return sum(map(text.count, "([（"))


def _colons(text: str) -> int:
    return text.count(":") + text.count("：")
