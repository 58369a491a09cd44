"""What a catalog's notes (`#.`) say of the machine: where a draft comes from, why there is none."""

import re
from collections.abc import Sequence
from functools import cache

from l10n.lines import display_line
from l10n.messages import N_, Message, message, unpacked
from l10n.model.catalog import DraftRecord, Entry, key_digest, text_digest

_ORIGIN = N_("Draft: {engine}, {model}")
_DOUBTFUL = N_("Check with care: {reason}")
_EMPTY = N_("No draft: {reason}")
_REMARK = N_("About the draft: {reason}")
_ALTERNATIVE = N_("Or: {text}")
_TEMPLATES = (_ORIGIN, _DOUBTFUL, _EMPTY, _REMARK, _ALTERNATIVE)
_UNSURE = N_("the engine is not sure of it")


def origin_lines(
    record: DraftRecord, language: str, amiss: Sequence[Message] = ()
) -> tuple[str, ...]:
    """Put into words where a draft comes from, and all that a reviewer has to know of it.

    The origin, a line if the draft is doubtful, one for each remark of the record and each of
    `amiss`, one for each alternative. Each is one line.
    """
    origin = message(_ORIGIN, engine=record.engine, model=record.model)
    lines = [display_line(origin.text(language))]
    if record.doubtful:
        lines.append(_line(_DOUBTFUL, language, reason=doubt_of(record)))
    remarks = (*map(unpacked, record.remarks), *amiss)
    lines += [_line(_REMARK, language, reason=remark) for remark in remarks]
    for text in record.alternatives:
        lines.append(display_line(message(_ALTERNATIVE, text=text).text(language)))
    return tuple(dict.fromkeys(lines))


def empty_lines(reason: Message, language: str) -> tuple[str, ...]:
    """Put into words why there is no draft."""
    return (_line(_EMPTY, language, reason=reason),)


def doubt_of(record: DraftRecord) -> Message:
    """Give why a doubtful draft is doubtful."""
    return unpacked(record.reason) if record.reason else message(_UNSURE)


def machine_lines(note: str, language: str) -> tuple[str, ...]:
    """Find in a note the lines that `origin_lines` wrote in the same language."""
    return tuple(line for line in note.split("\n") if _is(line, language, *_TEMPLATES))


def carried_lines(entry: Entry, record: DraftRecord | None, language: str) -> tuple[str, ...]:
    """Say which machine lines an entry's note has to have when nothing is drafted now.

    Those of a draft that still equals its record are made from the record. Why an entry was left
    empty stands only in its note, so that line stays as long as it is true. An entry with any
    other target is a person's and has none. The result depends on nothing but the files, so a note
    remade without an engine at hand is the same note.
    """
    if not entry.target:
        lines = machine_lines(entry.note, language)
        return tuple(line for line in lines if _is(line, language, _EMPTY))
    if record is None or not is_machine(entry, record):
        return ()
    return origin_lines(record, language)


def with_lines(note: str, lines: tuple[str, ...], language: str) -> str:
    """Put machine lines at the end of a note, in place of those it had."""
    old = note.split("\n") if note else []
    kept = [line for line in old if not _is(line, language, *_TEMPLATES)]
    return "\n".join([*kept, *lines])


def is_machine(entry: Entry, record: DraftRecord | None) -> bool:
    """Say whether an entry's target is still the draft that a record tells of."""
    return (
        record is not None
        and bool(entry.target)
        and record.key == key_digest(entry.key)
        and record.target == text_digest(entry.target)
    )


def _line(template: str, language: str, *, reason: Message) -> str:
    return display_line(message(template, reason=reason.text(language)).text(language))


@cache
def _form(template: str, language: str) -> re.Pattern[str]:
    """Give what a line written from a template looks like in a language."""
    gap = "\x00"
    names = {"engine": gap, "model": gap, "reason": gap, "text": gap}
    fixed = message(template, **names).text(language).split(gap)
    return re.compile(".*".join(re.escape(display_line(f"|{part}|")[1:-1]) for part in fixed))


def _is(line: str, language: str, *templates: str) -> bool:
    return any(_form(template, language).fullmatch(line) for template in templates)
