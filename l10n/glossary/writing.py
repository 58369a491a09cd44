"""Writing terms as a file of the glossary, which says the same when it is read again."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from l10n.errors import GlossaryError
from l10n.glossary.columns import BETWEEN, COLUMNS, short
from l10n.glossary.terms import Status, Term
from l10n.messages import _
from l10n.store.csv_file import shielded

_ALWAYS = COLUMNS[:5]
"""Columns that stand in every file, as in one that a person begins."""


def glossary_csv(terms: Iterable[Term]) -> str:
    """The lines of a file that holds these terms, with a header line.

    A term takes one line, and one more for each forbidden rendering with a reason. Columns in which
    nothing stands are left out; what a spreadsheet would compute has an apostrophe before it.
    Raises GlossaryError for a name or domain that holds `|`.
    """
    rows = [row for term in terms for row in _rows(term)]
    filled = {name for row in rows for name, value in row.items() if value}
    columns = [name for name in COLUMNS if name in _ALWAYS or name in filled]
    written = io.StringIO()
    writer = csv.DictWriter(
        written, columns, restval="", extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows({name: shielded(value) for name, value in row.items()} for row in rows)
    return written.getvalue()


def _rows(term: Term) -> Iterator[dict[str, str]]:
    key = {
        "term": term.term,
        "pair": ">".join(term.pair or ()),
        "domain": _several(term.domains),
        "part of speech": term.part.value if term.part else "",
    }
    reasons = dict(term.reasons)
    apart = [each for each in term.forbidden if each in reasons or BETWEEN in each]
    plain = [each for each in term.forbidden if each not in reasons and BETWEEN not in each]
    told = {
        "note": term.note,
        "kind": term.kind.value if term.kind else "",
        "aliases": _several(term.aliases),
        "later mention": term.later,
        "expansion": term.expansion,
        "expansion translation": term.expansion_translation,
    }
    if term.status is Status.FORBIDDEN:
        yield key | told | {"status": term.status.value}
        told = {}
    if term.translation:
        status = "" if term.status in (Status.PREFERRED, Status.FORBIDDEN) else term.status.value
        translation = "" if term.status is Status.KEEP else term.translation
        yield (
            key
            | told
            | {
                "translation": translation,
                "forbidden": BETWEEN.join(plain),
                "allowed": BETWEEN.join(each for each in term.allowed if BETWEEN not in each),
                "status": status,
            }
        )
        told, plain = {}, []
    for rendering in term.allowed:
        if BETWEEN in rendering:
            yield key | {"translation": rendering, "status": Status.ALLOWED.value}
    for rendering in (*apart, *plain):
        reason = {"note": reasons.get(rendering, "")}
        columns = {"translation": rendering, "status": Status.FORBIDDEN.value}
        yield key | told | columns | reason
        told = {}


def _several(values: Sequence[str]) -> str:
    for value in values:
        if BETWEEN in value:
            raise GlossaryError(
                _("“{value}” holds “{sign}”, which parts several values of a column").format(
                    value=short(value), sign=BETWEEN
                ),
                code="GLO-020",
                remedy=_("write it without"),
            )
    return BETWEEN.join(values)
