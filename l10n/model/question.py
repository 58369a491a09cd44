"""Questions of editors to translators, as `….questions.jsonl` records them, and how each stands."""

from enum import Enum

from l10n.dataclass import dataclass
from l10n.model.catalog import digest_of, key_digest
from l10n.model.segment import Key
from l10n.model.signature import is_date


class Event(Enum):
    """What a line of the record tells."""

    ASKED = "asked"
    MOVED = "moved"
    """The text was edited; the question goes with what became of it."""
    CLOSED = "closed"
    """Somebody ended it."""


_EVENTS = frozenset(each.value for each in Event)


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """One line of the record."""

    id: str
    """Names the question: `question_id` of the line in which it was asked."""
    event: str
    """The value of an `Event`."""
    context: str | None
    source: str
    """With the context, the text that is asked about; of a move, what it is now."""
    who: str
    """`Name <mail>`; empty where the tool itself found out."""
    date: str
    text: str = ""
    """The question as it was typed."""
    comment: str = ""
    """What the translator's comment was when it was asked: whatever is new in it is an answer."""

    def __post_init__(self) -> None:
        """Refuse what tells of no question; raises ValueError."""
        if self.event not in _EVENTS or not self.id or not self.source:
            raise ValueError
        if not is_date(self.date):
            raise ValueError
        asked = self.event == Event.ASKED.value
        if asked is not bool(self.text.strip()) or (asked and not self.who.strip()):
            raise ValueError
        if asked and self.id != question_id(self.key, self.text, self.who, self.date):
            raise ValueError

    @property
    def key(self) -> Key:
        """Context and source text."""
        return (self.context, self.source)


class Standing(Enum):
    """How far a question is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that is recorded of it."""

    asked: QuestionRecord
    keys: tuple[Key, ...]
    """The texts that it was about: as it was asked first, then what became of that."""
    closed: QuestionRecord | None = None
    """The line that ended it first; None while nobody has."""

    @property
    def id(self) -> str:
        """Names it."""
        return self.asked.id


def question_id(key: Key, text: str, who: str, date: str) -> str:
    """Name a question: 12 hexadecimal digits of a digest of text, question, person and date."""
    return digest_of(key_digest(key), text, who, date)[:12]
