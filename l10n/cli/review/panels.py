"""What is shown of an entry, in words and looks: the same on a screen and in lines.

Texts of files are escaped here (`lines.printable`), so that nothing that people wrote steers a
terminal; looks are names, never markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from l10n.checks import Finding, Severity
from l10n.dataclass import dataclass
from l10n.jobs.review.item import STATUS_NAMES, Item, Status
from l10n.jobs.review.keys import BINDINGS, Binding
from l10n.jobs.review.review import Review
from l10n.jobs.review.session import SHOW_NAMES
from l10n.jobs.review.told import Told
from l10n.language.locales import format_day
from l10n.lines import printable
from l10n.messages import N_, Message, _, language, message, ngettext
from l10n.model.approval import Approval, ApprovalState
from l10n.model.article import Span
from l10n.model.draft_records import Authorship
from l10n.model.markup import TokenKind, tokens
from l10n.model.question import Standing
from l10n.steps.words_diff import Change, as_note, bracketed, word_diff

Look = Literal["plain", "dim", "tag", "marked", "error", "warning", "hint", "gone", "new"]
SEVERITIES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.HINT: N_("hint"),
}
_KEYS = {
    "enter": "Enter",
    "space": N_("Space"),
    "up": "↑",
    "down": "↓",
    "ctrl": "Ctrl",
    "alt": "Alt",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line that looks alike; it steers nothing."""

    text: str
    look: Look = "plain"


Line = tuple[Part, ...]


def source_lines(item: Item) -> list[Line]:
    """The source, with its tags and what findings mean in it."""
    spans = [span for each in item.findings for span in each.source]
    return _text_lines(item, item.entry.source, spans)


def target_lines(item: Item) -> list[Line]:
    """The translation likewise; one line that says so where there is none."""
    if not item.entry.target:
        return [(Part(_("no translation yet"), "dim"),)]
    spans = [span for each in item.findings for span in each.target]
    return _text_lines(item, item.entry.target, spans)


def detail_lines(item: Item) -> list[Line]:
    """All else that is known: findings, changes, signature, comment, notes."""
    return [
        *(_finding_line(each) for each in _by_severity(item.findings)),
        *_change_lines(item),
        *(_signature_lines(item) if item.approval is not None else ()),
        *_question_lines(item),
        *_comment_lines(item.entry.comment),
        *_sure_lines(item),
        *((Part(printable(note), "dim"),) for note in _notes(item)),
    ]


def head_line(review: Review) -> str:
    """Where one is: article and line, locales, how the entry stands, how many there are."""
    job = review.jobs[review.number]
    item, reading = review.item, review.reading
    if item is None or reading is None:
        return printable(f"{review.place}: {job.locale}")
    visible = review.session.visible
    keys = [each.key for each in visible]
    lines = ",".join(map(str, item.lines[:3])) + ("…" if len(item.lines) > 3 else "")
    parts = [
        f"{review.place}:{lines}",
        f"{reading.source.article.locale} → {job.locale}",
        _(STATUS_NAMES[item.status]),
    ]
    if item.key in keys:
        parts.append(
            _("{n} of {all}, {which}").format(
                n=keys.index(item.key) + 1,
                all=len(keys),
                which=_(SHOW_NAMES[review.session.show]),
            )
        )
    if review.session.search:
        parts.append(_("search: {text}").format(text=review.session.search))
    return printable(" · ".join(parts))


def nothing_line(review: Review) -> str:
    """Why no entry is shown."""
    if review.error is not None:
        return str(review.error)
    session = review.session
    if session.search:
        return _("“{text}” stands in no entry that is shown").format(text=session.search)
    if not session.items:
        return _("there are no entries here; run `l10n sync`")
    if not session.waiting:
        return _("all entries of this article are approved")
    return _("there is no such entry: {which}").format(which=_(SHOW_NAMES[session.show]))


def progress_line(review: Review) -> str:
    """How much is left, of the article and of the session."""
    waiting = review.session.waiting
    parts = [ngettext("{n} not approved", "{n} not approved", waiting).format(n=waiting)]
    if len(review.jobs) > 1:
        number = _("article {n} of {all}").format(n=review.number + 1, all=len(review.jobs))
        parts.insert(0, number)
    if review.reading is not None and review.reading.missing:
        missing = review.reading.missing
        text = ngettext(
            "{n} text has no entry yet: sync", "{n} texts have no entry yet: sync", missing
        )
        parts.append(text.format(n=missing))
    if review.unsaved:
        text = ngettext("{n} text not saved", "{n} texts not saved", review.unsaved)
        parts.append(text.format(n=review.unsaved))
    return " · ".join(parts)


def no_other_article() -> Told:
    """What is told behind the last article, and before the first."""
    return Told(message(N_("there is no other article")))


def no_editor_here() -> Told:
    """What is told where the screen cannot be given to another program."""
    return Told(message(N_("this terminal cannot be lent to an editor")), refused=True)


def unsaved_texts(number: int) -> Told:
    """What is told before texts are lost that were typed and not saved."""
    words = ngettext(
        "{n} text is not saved; press the key again to leave all the same",
        "{n} texts are not saved; press the key again to leave all the same",
        number,
    )
    return Told(Message(words, (("n", str(number)),)), refused=True)


def plain(line: Iterable[Part]) -> str:
    """A line without its looks; what they say of findings and changes stands in the words too."""
    return "".join(part.text for part in line)


def key_rows() -> list[tuple[str, str]]:
    """All keys and what they do, as they are listed."""
    rows = [(", ".join(_key_names(each)), told) for each, told in _told()]
    return [*rows, ("PageUp, PageDown", _("read what is above, or below"))]


def footer_line() -> str:
    """The keys that are needed most, in one line."""
    words = (
        ("?", _("keys")),
        ("q", _("quit")),
        ("t", _("accept")),
        ("a", _("approve")),
        ("e", _("edit")),
        ("r", _("reject")),
        ("c", _("comment")),
        ("n", _("next")),
    )
    return _keys_line(words)


def editing_line() -> str:
    """The keys while a text is edited."""
    words = (("Enter", _("save")), ("Esc", _("leave")), ("Alt+Enter, Ctrl+J", _("new line")))
    return _keys_line(words)


def _keys_line(words: Iterable[tuple[str, str]]) -> str:
    return "  ".join(f"{keys} {told}" for keys, told in words)


def command_rows() -> list[tuple[str, str]]:
    """The same of the form in lines: a letter, with what stands behind it."""
    rows = []
    for each, told in _told():
        argument = each.argument
        argument = argument and _(argument)
        rows.append((f"{each.letter} {argument}" if argument else each.letter, told))
    return rows


def _told() -> Iterator[tuple[Binding, str]]:
    """Each binding with what it does."""
    for each in BINDINGS:
        told = each.told
        yield each, _(told)


def _key_names(binding: Binding) -> Iterator[str]:
    yield binding.letter
    for key in binding.others:
        yield "+".join(_(_KEYS[part]) if part in _KEYS else part.upper() for part in key.split("+"))


def _by_severity(findings: Sequence[Finding]) -> list[Finding]:
    order = list(SEVERITIES)
    return sorted(findings, key=lambda each: order.index(each.severity))


def _finding_line(finding: Finding) -> Line:
    kind = _(SEVERITIES[finding.severity])
    return (
        Part(printable(f"{kind}: {finding.message.text()}"), _LOOKS[finding.severity]),
        Part(printable(f" [{finding.check}]"), "dim"),
    )


_LOOKS: dict[Severity, Look] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.HINT: "hint",
}


def _change_lines(item: Item) -> Iterator[Line]:
    """What became of the source since the translation was made, where that is known."""
    previous = _earlier(item)
    if previous is not None and previous != item.key:
        yield _changed(_("source, changed since:"), previous[1], item.entry.source)


def _notes(item: Item) -> Iterator[str]:
    """What the tool tells, without the change that stands above in its own looks."""
    previous = _earlier(item)
    shown = "" if previous is None else as_note(word_diff(previous[1], item.entry.source))
    return (note for note in item.notes if not shown or shown not in note)


def _earlier(item: Item) -> tuple[str | None, str] | None:
    """The earlier text of this place; a text of the memory that resembles it never stood here."""
    return None if item.author is Authorship.SIMILAR else item.entry.previous


def _changed(lead: str, old: str, new: str) -> Line:
    return (Part(f"{lead} ", "dim"), *(_part(each) for each in bracketed(word_diff(old, new))))


def _part(change: Change) -> Part:
    return Part(change.text, "plain" if change.kind == "same" else change.kind)


def _signature_lines(item: Item) -> Iterator[Line]:
    approval = item.approval
    assert approval is not None
    signature = approval.signature
    day = _day(signature.date)
    who = f"{signature.who} ({signature.role})" if signature.role else signature.who
    words = {
        ApprovalState.APPROVED: _("approved by {who}, {day}"),
        ApprovalState.REJECTED: _("rejected by {who}, {day}: {reason}"),
        ApprovalState.CHANGED: _("approved by {who}, {day}, and changed since"),
    }
    text = words[approval.state].format(who=who, day=day, reason=signature.reason)
    rejected = item.status is Status.REJECTED
    yield (Part(printable(text), "warning" if rejected else "plain"),)
    if approval.state is ApprovalState.CHANGED:
        yield from _changed_since(approval, item)


def _changed_since(approval: Approval, item: Item) -> Iterator[Line]:
    signature, entry = approval.signature, item.entry
    previous = None if entry.previous is None else entry.previous[1]
    if signature.source not in (entry.source, previous):
        yield _changed(_("source then and now:"), signature.source, entry.source)
    if signature.target != entry.target:
        yield _changed(_("translation then and now:"), signature.target, entry.target)


def _question_lines(item: Item) -> Iterator[Line]:
    """What editors have asked; an answer stands in the comment below."""
    for each in item.questions:
        asked = each.question.asked
        words = {
            Standing.OPEN: _("asked by {who}, {day}, and open: {text}"),
            Standing.ANSWERED: _("asked by {who}, {day}, and answered: {text}"),
        }
        text = words[each.standing].format(who=asked.who, day=_day(asked.date), text=asked.text)
        for line in text.splitlines():
            yield (Part(printable(line), "warning" if each.standing is Standing.OPEN else "plain"),)


def _day(date: str) -> str:
    return format_day(date, language())


def _comment_lines(comment: str) -> Iterator[Line]:
    for line in comment.splitlines():
        yield (Part(_("comment:"), "dim"), Part(f" {printable(line)}"))


def _sure_lines(item: Item) -> Iterator[Line]:
    record = item.record
    if record is not None and record.target and record.confidence is not None:
        sure = round(record.confidence * 100)
        yield (Part(_("The engine is {n}% sure.").format(n=sure), "dim"),)


def _text_lines(item: Item, text: str, spans: Iterable[Span]) -> list[Line]:
    """A text with tags and findings marked; each of its lines by itself."""
    found: list[list[Part]] = [[]]
    for start, end, look in _stretches(text, _tag_spans(item, text), spans):
        for number, piece in enumerate(text[start:end].split("\n")):
            if number:
                found.append([])
            if piece:
                found[-1].append(Part(printable(piece), look))
    return [tuple(line) for line in found]


def _tag_spans(item: Item, text: str) -> Iterator[Span]:
    place = 0
    for token in tokens(text, item.segment.tagged):
        length = len(token.text) + _SIGNS[token.kind]
        if token.kind is not TokenKind.TEXT:
            yield Span(place, place + length)
        place += length


def _stretches(
    text: str, tags: Iterable[Span], marked: Iterable[Span]
) -> Iterator[tuple[int, int, Look]]:
    """A text cut where a look begins or ends; what a finding means shows on tags too."""
    edges: dict[int, list[int]] = {0: [0, 0], len(text): [0, 0]}
    for kind, spans in enumerate((tags, marked)):
        for span in spans:
            if 0 <= span.start < span.end <= len(text):
                edges.setdefault(span.start, [0, 0])[kind] += 1
                edges.setdefault(span.end, [0, 0])[kind] -= 1
    tagged = meant = 0
    for start, end in pairwise(sorted(edges)):
        tagged += edges[start][0]
        meant += edges[start][1]
        yield start, end, "marked" if meant else "tag" if tagged else "plain"


_SIGNS = {TokenKind.TEXT: 0, TokenKind.OPEN: 2, TokenKind.CLOSE: 3, TokenKind.EMPTY: 3}
"""Signs around the name of a tag: `<>`, `</>`."""
