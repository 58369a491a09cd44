"""What a line of a plain text is by itself: a speaker, an address, a row, what an agency writes."""

import re
from unicodedata import category

from l10n.regex import regex

_ROW = regex(r"\S(?:\t| {3,})(?=\S)")
_WHOLE = regex(r"\(.*\)|\[.*\]", re.DOTALL)
_ONE_ADDRESS = r"(?:(?:https?://|www\.)\S++|[\w.+-]++@[\w.-]++|[#@]\w++)"
_ADDRESSES = regex(rf"{_ONE_ADDRESS}(?:[ \t,;|]++{_ONE_ADDRESS})*+[.,;]?\Z")
_ADDRESS = regex(r"[(\[<]*+(?:https?://|www\.|[\w.+-]++@)")
_OVER = regex(r"[-–—(\[ ]*+(?:30|more|ends?|end it|кінець)[-–—)\] ]*+", re.IGNORECASE)
_LABEL = regex(r"[^\W\d_][\w.’'/()-]*+(?: [\w.’'/()-]++){0,3}+:(?:[ \t\u00a0]|\Z)")
_SPEAKER = regex(r"(?P<name>[^\W\d_]{2,40})[^:\n]{0,24}?: ")
_SLUG = regex(r"(?P<name>[^\W\d_]{1,40}[- ][^\W_]{1,40}(?:[- ][^\W_]{1,40}){0,6}+) [-–—] ")
_QUESTION = regex(r"(?:Q|A|З|В|П)[.:] ")
_MOMENT = regex(r"[0-9]{1,2}[:.][0-9]{2}\b|[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}\b")
_NO_SIGNS = "№©®°™℃℉"
"""Symbols that stand in sentences."""
_DESK = regex(
    r"(?:Eds|Editors|Editor's note|Keywords|Topics|Slug|Tags|Headline|Ключові слова|Теги|Рубрика)"
    r"[:.]? "
)
_BYLINE = regex(
    r"(?:By|Photos? by|Автори?|Авторка|Текст|Фото|Світлини)"
    r"(?: [^\W\d_a-zа-яіїєґ][\w.’'-]*+,?){1,6}+"
)
"""What an agency writes above and below a text."""
_NUMBERED = regex(r"[0-9]{1,3}[.)][ \t]+[^\W\da-zа-яіїєґ]")
_CONTACT = regex(
    r"(?:tel|phone|telephone|mobile|fax|e-?mail|web|website|тел|телефон|моб|факс|ел\. пошта"
    r"|е-?мейл|сайт|вул|просп|пр-т|бульв|пл|пров|буд|кв|оф|м|с|смт|обл|р-н)"
    r"(?:\.:?|:)?[ \t\u00a0]*(?=[+\d(«A-ZА-ЯІЇЄҐ]|\S*[@.]\w)",
)
"""In lower case and in Ukrainian, also the parts of an address."""
_CONTACT_NAMED = regex(
    r"(?:Tel|Phone|Telephone|Mobile|Fax|E-?mail|Web(?:site)?|Тел|Телефон|Моб|Факс|Сайт|Ел\. пошта)"
    r"\b[.:]?[ \t\u00a0]*(?=[+\d(]|\S*[@.]\w)"
)


def begins(text: str, *, short: bool) -> bool:
    """True for what stands in a line of its own wherever a text was wrapped.

    A number before a word is an item's if the line is `short`, else perhaps a sentence's.
    """
    return (
        bool(_CONTACT_NAMED.match(text) or _OVER.fullmatch(text))
        or bool(_DESK.match(text) or _BYLINE.fullmatch(text))
        or _is_symbol(text)
        or (short and bool(_NUMBERED.match(text)))
        or (_is_figures(text) and is_moment(text))
    )


def is_alone(text: str) -> bool:
    """True for a line that is complete, whatever stands beside it."""
    return (
        is_whole(text)
        or bool(_ADDRESSES.match(text))
        or is_row(text)
        or is_caps(text)
        or _is_figures(text)
    )


def is_whole(text: str) -> bool:
    """True for a text in brackets."""
    return bool(_WHOLE.fullmatch(text))


def is_row(text: str) -> bool:
    """True for a row of a table: cells with three blanks or a tab between them."""
    return bool(_ROW.search(text))


def is_caps(text: str) -> bool:
    """True for a line in capitals."""
    return text.isupper() and sum(map(str.isalpha, text[:80])) > 3


def is_label(text: str) -> bool:
    """True for a line that begins with a few words and a colon."""
    return bool(_LABEL.match(text))


def is_question(text: str) -> bool:
    """True for a question or an answer of an interview."""
    return bool(_QUESTION.match(text))


def is_moment(text: str) -> bool:
    """True for a line that begins with a time or a date."""
    return bool(_MOMENT.match(text))


def is_contact(text: str) -> bool:
    """True for a telephone and the like, or a part of an address, in lower case."""
    return bool(_CONTACT.match(text))


def is_address(text: str) -> bool:
    """True for a line that begins with an address of the web or of mail."""
    return bool(_ADDRESS.match(text))


def speaks(text: str) -> bool:
    """True for a name in capitals with what it says, or a slug with its story."""
    found = _SPEAKER.match(text)
    if found is not None and found["name"].isupper():
        return True
    found = _SLUG.match(text)
    return found is not None and found["name"].isupper()


def _is_symbol(text: str) -> bool:
    """True for a line that begins with a sign such as an emoji and a blank or a word."""
    return bool(text) and (
        (category(text[0]) == "So" and text[0] not in _NO_SIGNS) or text[1:3] == "\ufe0f\u20e3"
    )


def _is_figures(text: str) -> bool:
    """True for a time, a date or figures alone, but for a year that ends a sentence."""
    return not text.endswith((".", ",", "!", "?")) and not any(map(str.isalpha, text))
