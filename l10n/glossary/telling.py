"""What people are told of terms: of a forbidden rendering, of what a translator should know."""

from l10n.glossary.renderings import Unwanted
from l10n.messages import N_, Message, message

KEPT_MISSING = N_(
    "“{term}” is not translated (glossary), and the draft does not have it as it stands"
)
"""What a draft has to be told of a term that was to stay as it is."""


def unwanted_message(place: Unwanted, found: str) -> Message:
    """Why a rendering is not wanted, and what to write; `found` is how it is written there."""
    term = place.term
    reason = term.reason(place.rendering)
    if not term.renderings:
        words = N_("“{found}” is not wanted for “{term}” (glossary)")
        if reason:
            words = N_("“{found}” is not wanted for “{term}” (glossary): {reason}")
        return message(words, found=found, term=term.term, **_given(reason))
    if not place.form:
        first, *others = term.renderings
        if others:
            return message(
                N_(
                    "“{found}” is not wanted for “{term}”: write “{wanted}” or “{other}” (glossary)"
                ),
                found=found,
                term=term.term,
                wanted=first,
                other=others[0],
            )
    words = N_("“{found}” is not wanted for “{term}”: write “{wanted}” (glossary)")
    if reason:
        words = N_("“{found}” is not wanted for “{term}”: write “{wanted}” (glossary: {reason})")
    wanted = place.wanted or place.form or term.renderings[0]
    return message(words, found=found, term=term.term, wanted=wanted, **_given(reason))


def _given(reason: str) -> dict[str, str]:
    return {"reason": reason} if reason else {}
