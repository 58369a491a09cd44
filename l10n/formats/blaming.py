"""What somebody else wrote and fails at a text: an error of that article, and of no other.

A parser that is not ours may raise anything for a text that nobody thought of; one that is written
in Rust raises what is no Exception. An article must not stop the others by that.
"""

from collections.abc import Collection
from typing import TypeVar

from l10n.errors import ArticleError, L10nError, exception_words
from l10n.formats import Format, Run
from l10n.messages import _
from l10n.model.article import Block, Edit, Link, Parsed

T = TypeVar("T")


class Blaming:
    """Make an ArticleError of whatever goes wrong, but for the person's own interruption."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        """`name` is that of the library or the plug-in. To be put around calls of that alone."""
        self._name = name

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        """Raise ArticleError for what was raised."""
        if error is None or isinstance(error, (L10nError, KeyboardInterrupt)):
            return
        why = exception_words(error)
        raise ArticleError(
            _("{name} fails at this text: {why}").format(name=self._name, why=why),
            code="ART-007",
            remedy=_("tell those who made it, and leave out of the text what it fails at"),
        ) from error


class BlamedFormat:
    """A format of another package whose failures are errors of the article that it fails at."""

    def __init__(self, own: Format, name: str) -> None:
        """`name` is that of the plug-in; raises what its suffixes raise."""
        self._own = own
        self.name = name
        self.suffixes = tuple(_of(str, suffix) for suffix in own.suffixes)

    def parse(self, source: str, fields: Collection[str] = ()) -> Parsed:
        """As `Format.parse`; raises ArticleError."""
        with Blaming(self.name):
            return _of(Parsed, self._own.parse(source, fields))

    def escape(self, run: Run, block: Block, source: str, *, strict: bool) -> str:
        """As `Format.escape`; raises ArticleError."""
        with Blaming(self.name):
            return _of(str, self._own.escape(run, block, source, strict=strict))

    def relink(self, link: Link, url: str) -> str:
        """As `Format.relink`; raises ArticleError."""
        with Blaming(self.name):
            return _of(str, self._own.relink(link, url))

    def localize(self, source: str, parsed: Parsed, locale: str, label: str) -> tuple[Edit, ...]:
        """As `Format.localize`; raises ArticleError."""
        with Blaming(self.name):
            edits = tuple(self._own.localize(source, parsed, locale, label))
            return tuple(_of(Edit, each) for each in edits)


def _of(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{type(value).__name__} instead of {kind.__name__}")
    return value
