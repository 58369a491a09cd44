"""Head fields: a headline, an author and a date say something."""

from collections.abc import Iterator

from l10n.checks.check import About, ArticleCheck, Example, Family, Found, Line, Severity, Subject
from l10n.checks.glance import LABEL
from l10n.messages import N_, message
from l10n.model.segment import Key, Segment

_VALUES = frozenset(("author", "date", "field"))
_HEAD = frozenset(("section", "headline", "title", "description", "author", "date", "field"))


def _look(subject: Subject) -> Iterator[tuple[Key, Found]]:
    segments = [segment for segment, _entry in subject.pairs]
    for number, (segment, entry) in enumerate(subject.pairs):
        if segment.place.role == LABEL and not _has_value(segments, number):
            text = message(N_("nothing stands behind “{label}”"), label=segment.text)
            yield entry.key, Found(text)
    for pair in subject.entries:
        if pair.segment.place.role not in _HEAD or pair.omitted:
            continue
        if _says(pair.source.plain) and not _says(pair.target.plain):
            text = message(
                N_("“{target}” is all that is left of “{source}”"),
                target=pair.target.plain,
                source=pair.source.plain,
            )
            yield pair.entry.key, Found(text, severity=Severity.ERROR)


def _has_value(segments: list[Segment], number: int) -> bool:
    """True if the value of a label follows it, in its own line or in the next."""
    if not segments[number].text.rstrip().endswith((":", "：")):
        return True
    return number + 1 < len(segments) and segments[number + 1].place.role in _VALUES


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


head_fields = ArticleCheck(
    About(
        "head-fields",
        Family.ARTICLE,
        Severity.WARNING,
        N_("No field in the head of an article is empty."),
        fires=Example(
            (
                Line("Автор:", "Author:", "label"),
                Line("Олена Приходько", "Olena Prykhodko", "author"),
                Line("Дата:", "Date:", "label"),
                Line("Рада ухвалила закон.", "The council passed a law."),
            )
        ),
        passes=Example(
            (
                Line("Дата:", "Date:", "label"),
                Line("18 квітня", "April 18", "date"),
                Line("Рада ухвалила закон.", "The council passed a law."),
            )
        ),
    ),
    _look,
)
