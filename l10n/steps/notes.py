"""What a catalog's notes (`#.`) say of the machine: where a draft comes from, why there is none."""

import re
from collections.abc import Sequence
from functools import cache

from l10n.catalog import DraftRecord, Entry, key_digest, text_digest
from l10n.messages import N_, Message, message

_ORIGIN = N_("Draft: {engine}, {model}")
_DOUBTFUL = N_("Check with care: {reason}")
_EMPTY = N_("No draft: {reason}")
_REMARK = N_("About the draft: {reason}")
_ALTERNATIVE = N_("Or: {text}")
_TEMPLATES = (_ORIGIN, _DOUBTFUL, _EMPTY, _REMARK, _ALTERNATIVE)
_UNSURE = N_("the engine is not sure of it")


def origin_lines(
    record: DraftRecord | None,
    reason: Message | None,
    language: str,
    remarks: Sequence[Message] = (),
    alternatives: Sequence[str] = (),
) -> tuple[str, ...]:
    """Put into words where a draft comes from, or why there is none.

    With a record: the origin, a line if the draft is doubtful, one for each remark and each
    alternative. Without one: the reason for which the entry was left empty, if there is any. Each
    line is one line.
    """
    if record is None:
        return () if reason is None else (_line(_EMPTY, language, reason=reason),)
    origin = message(_ORIGIN, engine=record.engine, model=record.model)
    lines = [_one_line(origin.text(language))]
    if record.doubtful:
        lines.append(_line(_DOUBTFUL, language, reason=reason or message(_UNSURE)))
    lines += [_line(_REMARK, language, reason=remark) for remark in remarks]
    for text in alternatives:
        lines.append(_one_line(message(_ALTERNATIVE, text=text).text(language)))
    return tuple(dict.fromkeys(lines))


def doubt_of(note: str, language: str) -> str:
    """Find in a note why a draft is doubtful, in the words of the note; empty if it is not."""
    for line in note.split("\n"):
        match = _form(_DOUBTFUL, language).fullmatch(line)
        if match:
            return match[1]
    return ""


def machine_lines(note: str, language: str) -> tuple[str, ...]:
    """Find in a note the lines that `origin_lines` wrote in the same language."""
    return tuple(line for line in note.split("\n") if _is(line, language, *_TEMPLATES))


def carried_lines(entry: Entry, record: DraftRecord | None, language: str) -> tuple[str, ...]:
    """Say which machine lines an entry's note has to have when nothing is drafted now.

    Reasons stand only in the note, so lines already there stay as long as they are true: a draft
    still equals its record, or the entry is still empty. An entry with any other target is a
    person's and has none. The result depends on nothing but the files, so a note remade without
    an engine at hand is the same note.
    """
    lines = machine_lines(entry.note, language)
    empty = tuple(line for line in lines if _is(line, language, _EMPTY))
    if not entry.target:
        return empty
    if not is_machine(entry, record):
        return ()
    origin = origin_lines(record, None, language)
    if origin[0] not in lines or record is None:
        return origin
    said = tuple(line for line in lines if _is(line, language, _REMARK, _ALTERNATIVE))
    doubts = tuple(line for line in lines if _is(line, language, _DOUBTFUL))
    return (origin[0], *((doubts or origin[1:]) if record.doubtful else ()), *said)


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
    return _one_line(message(template, reason=reason.text(language)).text(language))


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _form(template: str, language: str) -> re.Pattern[str]:
    """Give what a line written from a template looks like in a language."""
    gap = "\x00"
    names = {"engine": gap, "model": gap, "reason": gap, "text": gap}
    fixed = message(template, **names).text(language).split(gap)
    return re.compile("(.*)".join(re.escape(_one_line(f"|{part}|")[1:-1]) for part in fixed))


def _is(line: str, language: str, *templates: str) -> bool:
    return any(_form(template, language).fullmatch(line) for template in templates)
