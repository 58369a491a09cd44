"""Rules for texts in any language."""

from l10n.language.sentences.rules import Rules, rule

_WORD = r"(?:[^\W\d_]{4}|\d|[%)])"
"""What is no abbreviation, most probably."""
_SMALL = r"[^\W\d_A-ZА-ЯІЇЄҐ]"
_LARGE = r"[A-ZА-ЯІЇЄҐ]"

EVERYWHERE = Rules(
    joins=(
        # A bracket or quotation mark that is still to be closed, after a blank: ( really ! )
        rule(r"\s", r"[)\]}»]"),
        # What is closed after a blank is still said: we are glad ... " - he says.
        rule(r"\s", rf"[\"”’»][.,]?\s*[-–—]\s*{_SMALL}"),
        # Where a quotation comes from: "So it is?" (Smith 2016, p. 5).
        rule(r"[.!?…\]][\"”’»“]\s+", r"\([^()]{1,60}\)[.,;]"),
        # An ellipsis between blanks is a pause: some day in ... 2030.
        rule(r"\s(?:\.\.\.|…)\s+", r"\d"),
        # Marks between blanks belong to what they stand after: the band . . . played
        rule(r"\s", r"[.…!?,;:]+\s"),
        rule(r"\.\s\.\s\.\s+", _SMALL),
    ),
    cuts=(
        # A name with a small first letter has a capital in it: Prices fell. iPhone sales rose.
        rule(
            rf"{_WORD}[\"'”’»“)\]]*[.!?…]+[\"'”’»“)\]]*\s+",
            rf"{_SMALL}{{1,2}}{_LARGE}",
        ),
        # A smile ends what it stands after: Coming home :) See you.
        rule(r"(?:[:;]-?[)(]+|\s\){2,})\s+", _LARGE),
    ),
)
