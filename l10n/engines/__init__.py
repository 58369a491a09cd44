"""What a machine translation engine has to offer."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from l10n.dataclass import dataclass
from l10n.glossary.terms import Term
from l10n.messages import packed, unpacked
from l10n.model.draft import Draft
from l10n.model.markup import Tagged

__all__ = ["Draft", "Earlier", "Engine", "Request", "check"]

_ROUNDING = 1e-3


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a text was before its article was edited."""

    source: str
    """Its earlier wording, tags included."""
    target: str
    """The translation of that."""


@dataclass(frozen=True, slots=True)
class Request:
    """One text to draft, and what an engine may want to know of it."""

    text: Tagged
    title: str = ""
    """The headline of its article, without tags; empty where there is none."""
    before: str = ""
    """The segment before it in its article, without tags."""
    after: str = ""
    """The segment after it in its article, without tags."""
    terms: tuple[Term, ...] = ()
    """The terms of the glossary that occur in it."""
    earlier: Earlier | None = None
    """What it was before an edit, for an engine that `revises`."""


class Engine(Protocol):
    """Drafts translations, always a batch at a time.

    An engine is made with the settings that stand in its table of a workflow; a constructor that
    has a keyword `name` gets the name of the table too, for remedies: `use` lets it be another than
    the engine's own. One that has a method `close` is closed when the run is over.

    Drafts are raw: what may stand, and with which doubts, is decided for all engines in `accept`.
    One whose drafts are no translations, as those of pseudo-localization, has an attribute
    `translates` that is False: of their words nothing is asked then. One that changes an earlier
    translation no more than the source was changed (`Request.earlier`) has an attribute `revises`
    that is True. One that makes drafts out of order may have a method `scattered`, which takes what
    `translate` takes and gives pairs of a request's place (from 0) and its draft as they are made:
    it is asked instead then, so that what is made is kept at once. One that computes with several
    threads here may have a method `use_threads`, which is told before the first text how many it
    may have at most (`--jobs`); its drafts are the same with any number. `packages`, a tuple of
    names of installed packages, says with what its drafts change beside its own: machines that
    draft together have to have the same versions of them.
    """

    name: str

    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs (source locale, target locale) that it can translate now."""
        ...

    def models(self) -> tuple[str, ...]:
        """The models that it has now, by name; with others its drafts may be others."""
        ...

    def translate(self, requests: Sequence[Request], source: str, target: str) -> Iterable[Draft]:
        """Draft all texts, one draft for each, in order.

        A generator may give drafts as they are made: those given stay, whatever happens later.
        Raises EngineError if it cannot work, or cannot go on.
        """
        ...


def check(draft: Draft) -> None:
    """Raise TypeError or ValueError for a draft that a catalog and its record cannot hold."""
    if not all(isinstance(each, tuple | list) for each in (draft.alternatives, draft.remarks)):
        raise TypeError("alternatives or remarks are no tuple")
    texts = (draft.text, draft.model, *draft.alternatives)
    # A subclass may do anything instead of what a text does.
    if not all(type(each) is str for each in texts):
        raise TypeError("a text, a model or an alternative is no str")
    if type(draft.doubtful) is not bool or type(draft.transient) is not bool:
        raise TypeError("doubtful or transient is no bool")
    for each in texts:
        each.encode()
    for words in (draft.reason, *draft.remarks):
        if words is not None:
            unpacked(packed(words)).text("en").encode()
    sure = draft.confidence
    if sure is not None and (isinstance(sure, bool) or not isinstance(sure, int | float)):
        raise TypeError("a confidence is no float")
    if sure is not None and not -_ROUNDING <= sure <= 1 + _ROUNDING:
        raise ValueError(f"a confidence of {sure}")
