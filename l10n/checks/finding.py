"""What a check found in an entry; apart from checks, which take long to import."""

from l10n.dataclass import dataclass
from l10n.messages import Message
from l10n.model.article import Span
from l10n.model.segment import Key
from l10n.model.severity import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found in one entry of an article."""

    check: str
    severity: Severity
    message: Message
    key: Key
    source: tuple[Span, ...] = ()
    """The words of the source that are meant, in characters of it; none for the whole of it."""
    target: tuple[Span, ...] = ()
    """The words of the target, likewise."""
