"""What travels between the client and a worker: bytes of JSON, which run nothing when read.

A slice is what an engine is made of (its name, its settings: never a key), what a worker has to be,
and requests. An answer is drafts by place, and why there are no more.
"""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any

from l10n.dataclass import dataclass
from l10n.engines import Draft, Earlier, Request
from l10n.engines.cluster.identity import Identity
from l10n.errors import EngineError
from l10n.glossary.terms import Kind, Part, Status, Term
from l10n.model.draft_row import draft_of, row_of
from l10n.model.engine_settings import Value
from l10n.model.markup import Tagged


@dataclass(frozen=True, slots=True)
class Recipe:
    """What an engine is made of, wherever it is made."""

    plugin: str
    """The name that it is found by."""
    name: str
    """What the workflow calls it."""
    settings: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Slice:
    """What a worker is asked for."""

    recipe: Recipe
    wanted: Identity | None = None
    """What the worker has to be; None to be told what it is."""
    pair: tuple[str, str] = ("", "")
    requests: tuple[Request, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker gives back."""

    drafts: tuple[tuple[int, Draft], ...] = ()
    """Each with the place (from 0) of its request in the slice."""
    error: EngineError | None = None
    """Why there are no more."""
    identity: Identity | None = None
    """What the worker is, where it was asked, or is not what it has to be."""
    worker: str = ""
    """The address of the worker."""


def slice_bytes(asked: Slice) -> bytes:
    """A slice as it travels."""
    terms: dict[Term, int] = {}
    for request in asked.requests:
        for term in request.terms:
            terms.setdefault(term, len(terms))
    return _dumped(
        {
            "plugin": asked.recipe.plugin,
            "name": asked.recipe.name,
            "settings": dict(asked.recipe.settings),
            "wanted": None if asked.wanted is None else dataclasses.asdict(asked.wanted),
            "pair": asked.pair,
            "terms": [_term_values(term) for term in terms],
            "requests": [_request_row(request, terms) for request in asked.requests],
        }
    )


def slice_of(data: bytes) -> Slice:
    """The slice that travelled; raises ValueError, TypeError or LookupError for anything else."""
    values = _loaded(data)
    terms = [_term(each) for each in values["terms"]]
    source, target = values["pair"]
    return Slice(
        Recipe(
            values["plugin"],
            values["name"],
            {
                key: tuple(value) if isinstance(value, list) else value
                for key, value in values["settings"].items()
            },
        ),
        None if values["wanted"] is None else Identity.of(values["wanted"]),
        (source, target),
        tuple(_request(row, terms) for row in values["requests"]),
    )


def answer_bytes(answer: Answer) -> bytes:
    """An answer as it travels."""
    error = answer.error
    return _dumped(
        {
            "drafts": [[place, draft.transient, *row_of(draft)] for place, draft in answer.drafts],
            "error": None if error is None else [error.message, error.code, error.remedy],
            "identity": None if answer.identity is None else dataclasses.asdict(answer.identity),
            "worker": answer.worker,
        }
    )


def answer_of(data: object) -> Answer:
    """The answer that travelled; raises ValueError, TypeError or LookupError for anything else."""
    if not isinstance(data, bytes):
        raise TypeError(f"{type(data).__name__} instead of an answer")
    values = _loaded(data)
    error = None
    if values["error"] is not None:
        said, code, remedy = map(_text, values["error"])
        error = EngineError(said, code=code, remedy=remedy or None)
    return Answer(
        tuple(map(_placed, values["drafts"])),
        error,
        None if values["identity"] is None else Identity.of(values["identity"]),
        _text(values["worker"]),
    )


def _dumped(values: object) -> bytes:
    # Half a surrogate pair travels too; escapes would be three times as long.
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _loaded(data: bytes) -> Any:
    return json.loads(data.decode("utf-8", "surrogatepass"))


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError
    return value


def _placed(row: Sequence[Any]) -> tuple[int, Draft]:
    place, transient, *values = row
    if type(place) is not int or place < 0 or type(transient) is not bool:
        raise ValueError
    return place, dataclasses.replace(draft_of(values), transient=transient)


def _request_row(request: Request, terms: Mapping[Term, int]) -> Sequence[object]:
    text, earlier = request.text, request.earlier
    return (
        text.text,
        sorted(text.pairs),
        sorted(text.empties),
        request.title,
        request.before,
        request.after,
        [terms[term] for term in request.terms],
        None if earlier is None else [earlier.source, earlier.target],
    )


def _request(row: Sequence[Any], terms: Sequence[Term]) -> Request:
    text, pairs, empties, title, before, after, found, earlier = row
    return Request(
        Tagged(text, frozenset(pairs), frozenset(empties)),
        title=title,
        before=before,
        after=after,
        terms=tuple(terms[number] for number in found),
        earlier=None if earlier is None else Earlier(*earlier),
    )


def _term_values(term: Term) -> dict[str, Any]:
    values = dataclasses.asdict(dataclasses.replace(term, written=None))
    for name in ("status", "part", "kind"):
        each = getattr(term, name)
        values[name] = None if each is None else each.value
    return values


def _term(values: Mapping[str, Any]) -> Term:
    read: dict[str, Any] = {
        key: tuple(tuple(each) if isinstance(each, list) else each for each in value)
        if isinstance(value, list)
        else value
        for key, value in values.items()
    }
    for name, made in (("status", Status), ("part", Part), ("kind", Kind)):
        if read[name] is not None:
            read[name] = made(read[name])
    return Term(**read)
