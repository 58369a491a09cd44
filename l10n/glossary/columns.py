"""The columns of a glossary's file: what a line says in each, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from l10n.dataclass import dataclass
from l10n.errors import GlossaryError, UsageError
from l10n.glossary.terms import Kind, Part, Status, Term, Written
from l10n.language.locales import pair
from l10n.lines import collapsed
from l10n.messages import _

NEEDED = ("term", "translation")
COLUMNS = (
    *NEEDED,
    *("pair", "note", "forbidden", "allowed", "status", "domain", "kind", "part of speech"),
    *("aliases", "later mention", "expansion", "expansion translation"),
)
"""In the order in which a new file has them."""
BETWEEN = "|"
"""What stands between several values of one column."""
_SEVERAL = ("forbidden", "allowed", "aliases")
_PHRASES = ("later mention", "expansion", "expansion translation")
_NAMES = 100
"""Other names that a line may give a term."""
_WORDS = 100
"""Words that a term, or a rendering of it, may have: what is longer is no term."""

Row = Mapping[str, str]
"""The values of a line by column."""
_E = TypeVar("_E", bound=Enum)

_STATUS: Mapping[str, Status] = MappingProxyType(
    {
        **{each.value: each for each in Status},
        **dict.fromkeys(("keep", "dnt", "non-translatable", "untranslatable"), Status.KEEP),
        **dict.fromkeys(("preferredterm-admn-sts", "approved"), Status.PREFERRED),
        **dict.fromkeys(("admitted", "admittedterm-admn-sts"), Status.ALLOWED),
        **dict.fromkeys(("deprecated", "deprecatedterm-admn-sts"), Status.FORBIDDEN),
        **dict.fromkeys(("superseded", "supersededterm-admn-sts"), Status.FORBIDDEN),
        **dict.fromkeys(("not recommended", "obsolete"), Status.FORBIDDEN),
    }
)
"""The words of the file, and those by which other tools and TBX (ISO 30042) call the same."""
_PART: Mapping[str, Part] = MappingProxyType(
    {**{each.value: each for each in Part}, "propernoun": Part.PROPER_NOUN}
)
_KIND: Mapping[str, Kind] = MappingProxyType(
    {**{each.value: each for each in Kind}, "organization": Kind.ORGANISATION}
)


@dataclass(frozen=True, slots=True)
class At:
    """A line of a file, where a mistake is."""

    path: Path
    line: int | None

    def error(self, message: str, remedy: str | None = None, *, code: str) -> GlossaryError:
        """What is wrong with it."""
        return GlossaryError(message, code=code, path=self.path, line=self.line, remedy=remedy)


def term_of(row: Row, at: At) -> Term:
    """What one line says; raises GlossaryError.

    A line with the status `allowed` or `forbidden` gives its translation as a rendering that may,
    or may not, stand beside the one that another line prefers.
    """
    status = _chosen(row, "status", _STATUS, at)
    _check_needed(row, status, at)
    _check_words(row, at)
    forbidden, allowed, aliases = (_several(row, name, at) for name in _SEVERAL)
    _check_names(aliases, at)
    term, translation = collapsed(row["term"]), collapsed(row.get("translation", ""))
    note = collapsed(row.get("note", ""))
    reasons: tuple[tuple[str, str], ...] = ()
    own = Status.PREFERRED
    if status is Status.ALLOWED:
        allowed, translation = (translation, *allowed), ""
    elif status is Status.FORBIDDEN and translation:
        reasons = ((translation, note),) if note else ()
        forbidden, translation, note = (translation, *forbidden), "", ""
    elif status is Status.FORBIDDEN:
        own = status
    elif status is Status.KEEP:
        if translation not in ("", term):
            raise at.error(
                _("“{term}” is not to be translated, yet there is “{translation}”").format(
                    term=short(term), translation=short(translation)
                ),
                _("empty the translation, or the status"),
                code="GLO-015",
            )
        translation, own = term, status
    if translation in forbidden:
        raise at.error(
            _("“{value}” is the translation and forbidden at once").format(
                value=short(translation)
            ),
            _("delete one of the two"),
            code="GLO-012",
        )
    if both := {*forbidden} & {*allowed}:
        raise at.error(
            _("“{value}” is allowed and forbidden at once").format(value=short(min(both))),
            _("delete one of the two"),
            code="GLO-021",
        )
    return Term(
        term,
        translation,
        note=note,
        forbidden=tuple(dict.fromkeys(forbidden)),
        pair=_pair(row.get("pair", ""), at),
        status=own,
        allowed=tuple(each for each in dict.fromkeys(allowed) if each != translation),
        reasons=reasons,
        domains=_domains(row.get("domain", "")),
        part=_chosen(row, "part of speech", _PART, at),
        kind=_chosen(row, "kind", _KIND, at),
        aliases=tuple(each for each in aliases if each != term),
        later=collapsed(row.get("later mention", "")),
        expansion=collapsed(row.get("expansion", "")),
        expansion_translation=collapsed(row.get("expansion translation", "")),
        written=Written(str(at.path), at.line or 1),
    )


def short(text: str) -> str:
    """A value as messages show it."""
    return text if len(text) <= 40 else text[:39] + "…"


def _check_needed(row: Row, status: Status | None, at: At) -> None:
    for name in NEEDED:
        value = row.get(name, "")
        if name == "translation" and not value and status in (Status.FORBIDDEN, Status.KEEP):
            continue
        if not value:
            raise at.error(
                _("the {column} is missing").format(column=name),
                _("fill it in, or delete the line"),
                code="GLO-010",
            )
        _check_letters(value, at)


def _check_names(aliases: Sequence[str], at: At) -> None:
    if len(aliases) > _NAMES:
        raise at.error(
            _("the term has more than {limit} other names").format(limit=_NAMES),
            _("write those that articles use"),
            code="GLO-022",
        )


def _check_letters(value: str, at: At) -> None:
    if not any(char.isalnum() for char in value):
        raise at.error(
            _("“{value}” has no letter and no digit").format(value=short(value)), code="GLO-011"
        )


def _check_words(row: Row, at: At) -> None:
    for name in (*NEEDED, *_SEVERAL, *_PHRASES):
        value = row.get(name, "")
        for part in value.split(BETWEEN) if name in _SEVERAL else (value,):
            if len(part.split(maxsplit=_WORDS)) > _WORDS:
                raise at.error(
                    _("“{value}” has more than {limit} words").format(
                        value=short(part.strip()), limit=_WORDS
                    ),
                    _("write the words that make the term, and no sentences"),
                    code="GLO-014",
                )
    for name in _PHRASES:
        if row.get(name):
            _check_letters(row[name], at)


def _several(row: Row, name: str, at: At) -> tuple[str, ...]:
    values = _parts(row.get(name, ""))
    for value in values:
        _check_letters(value, at)
    return values


def _parts(value: str) -> tuple[str, ...]:
    parts = (collapsed(part) for part in value.split(BETWEEN))
    return tuple(dict.fromkeys(part for part in parts if part))


def _domains(value: str) -> tuple[str, ...]:
    """Domains in alphabetical order; capitals do not tell one from another."""
    found: dict[str, str] = {}
    for part in _parts(value):
        found.setdefault(part.casefold(), part)
    return tuple(found[key] for key in sorted(found))


def _chosen(row: Row, name: str, known: Mapping[str, _E], at: At) -> _E | None:
    value = collapsed(row.get(name, ""))
    if not value:
        return None
    found = known.get(value.casefold())
    if found is None:
        own = tuple(dict.fromkeys(str(each.value) for each in known.values()))
        from difflib import get_close_matches

        near = get_close_matches(value.casefold()[:40], own, 1)
        raise at.error(
            _("the column “{name}” cannot hold “{value}”").format(name=name, value=short(value)),
            _("did you mean “{name}”?").format(name=near[0])
            if near
            else _("known are: {names}").format(names=", ".join(own)),
            code="GLO-016",
        )
    return found


def _pair(value: str, at: At) -> tuple[str, str] | None:
    if not value:
        return None
    try:
        return pair(short(value).replace("→", ">"))
    except UsageError as reason:
        raise at.error(reason.message, reason.remedy, code="GLO-013") from None
