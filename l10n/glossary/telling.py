"""What people are told of terms: of a forbidden rendering, of what a translator should know."""

from collections.abc import Iterator

from l10n.glossary.renderings import Unwanted
from l10n.glossary.terms import Status, Term
from l10n.messages import N_, Message, message

KEPT_MISSING = N_(
    "“{term}” is not translated (glossary), and the draft does not have it as it stands"
)
"""What a draft has to be told of a term that was to stay as it is."""


_LISTED = 5
"""Renderings that a line names."""


def term_messages(term: Term) -> Iterator[Message]:
    """What a translator should know of a term, each of which becomes a line of the note.

    How it is translated; how it is introduced and called later; what may stand as well; what the
    desk forbids with a reason.
    """
    yield from _translation(term)
    if term.translation and term.first_form != term.later_form:
        yield message(
            N_("Term: {term}: for the first time “{first}”, later “{later}”"),
            term=term.term,
            first=term.first_form,
            later=term.later_form,
        )
    if term.allowed and term.status is not Status.ALLOWED:
        listed = ", ".join(term.allowed[:_LISTED])
        yield message(N_("Term: {term}: allowed too: {allowed}"), term=term.term, allowed=listed)
    for rendering, reason in term.reasons[:_LISTED]:
        yield message(
            N_("Term: {term}: not “{found}” ({reason})"),
            term=term.term,
            found=rendering,
            reason=reason,
        )


def _translation(term: Term) -> Iterator[Message]:
    if term.status is Status.FORBIDDEN:
        words = N_("Term: the desk does not write {term} in its articles")
        if term.note:
            words = N_("Term: the desk does not write {term} in its articles ({note})")
        yield message(words, term=term.term, **({"note": term.note} if term.note else {}))
    given = {"term": term.term}
    if term.note and term.status is not Status.FORBIDDEN:
        given["note"] = term.note
    if term.status is Status.KEEP:
        words = N_("Term: {term} is not translated")
        if term.note:
            words = N_("Term: {term} is not translated ({note})")
        yield message(words, **given)
    elif term.translation:
        several = term.renderings[:_LISTED] if term.status is Status.ALLOWED else ()
        words = N_("Term: {term} → {translation}")
        if "note" in given:
            words = N_("Term: {term} → {translation} ({note})")
        yield message(words, translation=" / ".join(several) or term.translation, **given)


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
