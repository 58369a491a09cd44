"""The words that TER compares: those of tercom, as sacrebleu takes a text apart for it."""

from collections.abc import Sequence

from l10n.dataclass import dataclass
from l10n.regex import regex

_ENTITIES = (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"))
_WESTERN = tuple(
    (regex(pattern), parted)
    for pattern, parted in (
        (r"([{-~[-` -&(-+:-@/])", r" \1 "),
        (r"'s ", r" 's "),
        (r"'s$", r" 's"),
        # Full stops and commas stay in numbers.
        (r"([^0-9])([\.,])", r"\1 \2 "),
        (r"([\.,])([^0-9])", r" \1 \2"),
        (r"([0-9])(-)", r"\1 \2 "),
    )
)
_ASIAN = tuple(
    (regex(pattern), parted)
    for pattern, parted in (
        (r"([\u4e00-\u9fff\u3400-\u4dbf])", r" \1 "),
        (r"([\u31c0-\u31ef\u2e80-\u2eff])", r" \1 "),
        (r"([\u3300-\u33ff\uf900-\ufaff\ufe30-\ufe4f])", r" \1 "),
        (r"([\u3200-\u3f22])", r" \1 "),
        (r"(^|^[\u3040-\u309f])([\u3040-\u309f]+)(?=$|^[\u3040-\u309f])", r"\1 \2 "),
        (r"(^|^[\u30a0-\u30ff])([\u30a0-\u30ff]+)(?=$|^[\u30a0-\u30ff])", r"\1 \2 "),
        (r"(^|^[\u31f0-\u31ff])([\u31f0-\u31ff]+)(?=$|^[\u31f0-\u31ff])", r"\1 \2 "),
    )
)
_PUNCTUATION = regex(r"[\.,\?:;!\"\(\)]")
_ASIAN_PUNCTUATION = tuple(
    regex(pattern)
    for pattern in (
        r"([\u3001\u3002\u3008-\u3011\u3014-\u301f\uff61-\uff65\u30fb])",
        r"([\uff0e\uff0c\uff1f\uff1a\uff1b\uff01\uff02\uff08\uff09])",
    )
)


@dataclass(frozen=True, slots=True)
class TerOptions:
    """How a text is taken apart; what is left out here is what sacrebleu does by itself."""

    normalized: bool = False
    """Marks stand apart from words, entities of XML are what they stand for."""
    no_punctuation: bool = False
    """Marks count for nothing."""
    asian: bool = False
    """With the former two: each Chinese or Japanese sign is a word, and its marks are marks."""
    case_sensitive: bool = False


SACREBLEU = TerOptions()
"""What sacrebleu does by itself: words are what blanks part, upper case is lower case."""


def ter_words(text: str, options: TerOptions = SACREBLEU) -> Sequence[str]:
    """The words of a text (sacrebleu 2.6, `TercomTokenizer`, after tercom's `Normalizer`)."""
    text = text.rstrip()
    if not options.case_sensitive:
        text = text.lower()
    if options.normalized and text:
        text = _normalized(text, asian=options.asian)
    if options.no_punctuation:
        text = _PUNCTUATION.sub("", text)
        for marks in _ASIAN_PUNCTUATION if options.asian else ():
            text = marks.sub("", text)
    return text.split()


def _normalized(text: str, *, asian: bool) -> str:
    text = text.replace("\n-", "").replace("\n", " ")
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    text = f" {text} "
    for pattern, parted in _WESTERN:
        text = pattern.sub(parted, text)
    if asian:
        for pattern, parted in _ASIAN:
            text = pattern.sub(parted, text)
        for marks in _ASIAN_PUNCTUATION:
            text = marks.sub(r" \1 ", text)
    return text
