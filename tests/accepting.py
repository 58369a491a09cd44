"""Drafts of an engine as they come out of a chain: accepted, or left empty with the reason."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from l10n.engines import Draft, Request
from l10n.engines.accept import Rejected, accept


def accepted(
    requests: Sequence[Request], drafts: Iterable[Draft], pair: tuple[str, str]
) -> Iterator[Draft]:
    """Judge the drafts of an engine one by one, as they are taken."""
    for request, draft in zip(requests, drafts, strict=False):
        verdict = accept(request, draft, pair)
        if isinstance(verdict, Rejected):
            yield replace(draft, text="", reason=verdict.reason, doubtful=False, remarks=())
        else:
            yield verdict.draft
