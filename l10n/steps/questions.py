"""Questions to translators: which there are, where they stand now, and what answers them.

A question is answered by whatever a translator's comment says that it did not say when the question
was asked. Nothing has to be noted for that, so an answer counts from whatever tool it comes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from l10n.checks.ignoring import without_silence
from l10n.lines import display_line
from l10n.messages import N_, every_language, message
from l10n.model.catalog import Catalog, Entry
from l10n.model.person import parsed_person
from l10n.model.question import Event, Question, QuestionRecord, Standing
from l10n.model.segment import Key
from l10n.steps.kept_beside import ANOTHER
from l10n.steps.lineage import beads
from l10n.steps.merge import Merged
from l10n.steps.receive import RECEIVED
from l10n.steps.similar import Pool, likeness

LONGEST = 2000
"""Characters of a question; it stands on one line of a note."""


def questions(records: Iterable[QuestionRecord]) -> tuple[Question, ...]:
    """Put together what a record says, in the order in which the questions were asked.

    Lines about a question that is in no line itself, as when somebody has deleted it, say nothing.
    """
    ordered = sorted(records, key=lambda each: (each.date, each.id))
    found: dict[str, Question] = {}
    for each in ordered:
        if each.event == Event.ASKED.value and each.id not in found:
            found[each.id] = Question(each, (each.key,))
    for each in ordered:
        known = found.get(each.id)
        if known is None:
            continue
        if each.event == Event.MOVED.value:
            others = tuple(key for key in known.keys if key != each.key)
            found[each.id] = replace(known, keys=(*others, each.key))
        elif each.event == Event.CLOSED.value and known.closed is None:
            found[each.id] = replace(known, closed=each)
    return tuple(found.values())


def entry_of(question: Question, entries: Mapping[Key, Entry]) -> Entry | None:
    """The entry that a question is about now: of what its text became, the latest that is there."""
    return next((entries[key] for key in reversed(question.keys) if key in entries), None)


def standing(question: Question, comment: str) -> Standing:
    """How far a question is, where its entry has this comment."""
    if question.closed is not None:
        return Standing.CLOSED
    return Standing.ANSWERED if answer(question, comment) else Standing.OPEN


def answer(question: Question, comment: str) -> str:
    """The lines of a translator's comment that were not there when the question was asked.

    What silences a check is no answer, and neither is a text that the tool itself has put into a
    comment, in whichever language.
    """
    if not comment:
        return ""
    before = frozenset(line.strip() for line in question.asked.comment.split("\n"))
    return "\n".join(
        line
        for line in without_silence(comment).split("\n")
        if line.strip()
        and line.strip() not in before
        and not any(_is_the_tools(line, each) for each in every_language())
    )


def _is_the_tools(line: str, language: str) -> bool:
    """True for a line that the tool has put into a comment: a text, and perhaps its file."""
    if line.startswith(_before_text(ANOTHER, language)):
        return True
    before, _file, between = _before_text(RECEIVED, language).partition("\0")
    name, found, _text = line.removeprefix(before).partition(between)
    # A file has a dot in its name; whoever writes so without one has meant an answer.
    return line.startswith(before) and bool(found) and "." in name


def _before_text(template: str, language: str) -> str:
    return message(template, file="\0", text="\1").text(language).partition("\1")[0]


def with_questions(catalog: Catalog, asked: Sequence[Question], language: str) -> Catalog:
    """Put the questions that are open at the head of their entries' notes, in order, each a line.

    `language` is that of the notes. Any other line that such an entry's note has of a question is
    taken out, as it is answered now, or ended.
    """
    if not asked:
        return catalog
    entries = catalog.by_key()
    open_lines: dict[Key, list[str]] = {}
    for question in asked:
        entry = entry_of(question, entries)
        if entry is not None:
            lines = open_lines.setdefault(entry.key, [])
            if standing(question, entry.comment) is Standing.OPEN:
                lines.append(question_line(question.asked, language))
    every = frozenset(question_line(question.asked, language) for question in asked)

    def noted(entry: Entry) -> Entry:
        if entry.obsolete or entry.key not in open_lines:
            return entry
        rest = [line for line in entry.note.split("\n") if line and line not in every]
        lines = dict.fromkeys((*open_lines[entry.key], *rest))
        return replace(entry, note="\n".join(lines))

    return replace(catalog, entries=tuple(map(noted, catalog.entries)))


def question_line(asked: QuestionRecord, language: str) -> str:
    """The line of a note that puts a question to the translator."""
    person = parsed_person(asked.who)
    words = message(
        N_("Question from {who}: {text} (please answer in a comment of your own)"),
        who=asked.who if person is None else person.name,
        # A record from elsewhere may hold more than anybody can ask here.
        text=display_line(asked.text[:LONGEST]),
    )
    return display_line(words.text(language))


def moved(
    asked: Iterable[Question], merged: Merged, old: Catalog | None, date: str
) -> Iterator[QuestionRecord]:
    """For each question whose text is no longer there, where it goes, if that can be told.

    That is what the merge has made of the text, else the entry that names it as its previous one
    (`#|`), else a text, new in this merge, which resembles it; of several the one that is most like
    it. A question that was closed stays where it is.
    """
    entries = merged.catalog.by_key()
    lost = [each for each in asked if each.closed is None and entry_of(each, entries) is None]
    if not lost:
        return
    known = {} if old is None else old.by_key()
    heirs: dict[Key, dict[Key, None]] = {}
    for former, key in _descents(merged, known):
        heirs.setdefault(former, {})[key] = None
    new = Pool([key for key in entries if key not in known])
    for question in lost:
        mine = next((heirs[key] for key in reversed(question.keys) if key in heirs), None)
        text = question.keys[-1]
        if mine is None:
            match = new.best(text)
            heir = None if match is None else match.key
        else:
            heir = _likest(mine, text)
        if heir is not None:
            yield QuestionRecord(
                question.id, Event.MOVED.value, *heir, who="", date=max(date, question.asked.date)
            )


def _descents(merged: Merged, known: Mapping[Key, Entry]) -> Iterator[tuple[Key, Key]]:
    """Vanished texts, each with one that it became; `known` are those that were there before."""
    for key, entries in merged.came_from.items():
        yield from ((each.key, key) for each in entries)
    for key, made in merged.drafted_before.items():
        yield made.key, key
    current = merged.catalog.by_key()
    for entry in current.values():
        if entry.previous is not None:
            yield entry.previous, entry.key
    # What nobody has translated yet stands in no entry's past, but in a place of the article.
    same = {key: key for key in current if key in known}
    for bead in beads(tuple(known), tuple(current), same):
        yield from ((old, new) for old in bead.old for new in bead.new)


def _likest(keys: Iterable[Key], wanted: Key) -> Key:
    return max(keys, key=lambda key: likeness([key[1]], wanted[1]))
