"""Omissions: `<omit/>` only beside a translated neighbour, and only in body text."""

from collections.abc import Iterator

from l10n.catalog import State
from l10n.checks import Finding, Severity, Subject
from l10n.markup import OMIT
from l10n.messages import N_, Message, message


class Omissions:
    """Looks at segments that a translator left out on purpose."""

    name = "omissions"

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each `<omit/>` that is not allowed or takes tags with it."""
        pairs = subject.pairs
        for index, (segment, entry) in enumerate(pairs):
            target = entry.target.strip()
            if OMIT in target and target != OMIT and OMIT not in segment.text:
                text = message(N_("<omit/> must stand alone"))
                yield Finding(self.name, Severity.ERROR, text, entry.key)
            if target != OMIT:
                continue
            neighbours = [pairs[i][1] for i in (index - 1, index + 1) if 0 <= i < len(pairs)]
            told = any(
                other.state is State.TRANSLATED and other.target.strip() not in ("", OMIT)
                for other in neighbours
            )
            problem: Message | None = None
            if segment.context is not None:
                problem = message(
                    N_("only body text can be left out, not a {context}"), context=segment.context
                )
            elif not told:
                problem = message(N_("left out, but no neighbour is translated"))
            if problem is not None:
                yield Finding(self.name, Severity.ERROR, problem, entry.key)
            elif segment.place.tags:
                text = message(N_("left out together with its tags"))
                yield Finding(self.name, Severity.WARNING, text, entry.key)


omissions = Omissions()
