"""Files of aligned units in the memory, each known for one of ours as long as nobody changed it."""

import hashlib
import io
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import unescape

from l10n.dataclass import dataclass
from l10n.errors import ConflictError
from l10n.exchange.tmx.writing import write_units
from l10n.messages import _
from l10n.model.unit import Unit
from l10n.regex import regex
from l10n.store.workspace import Workspace

CONFIDENCE, KIND = "x-l10n-confidence", "x-l10n-alignment"
"""The properties of a unit that was aligned: from 0 to 1, and how many texts of each side."""
_SEAL = "<!-- l10n align {digest} -->\n"
_SEALED = regex(rb"<!-- l10n align ([0-9a-f]{64}) -->\r?\n?\Z")
_ARTICLE = regex(r'<prop type="x-l10n-article">(.*?)</prop>')
_TEXT = regex(r"<seg>(.*?)</seg>", re.DOTALL)
_MADE = regex(r' creationdate="[0-9TZ]*"')


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit with how it was found."""

    unit: Unit
    confidence: float
    kind: str


def memory_text(entries: Iterable[Entry], now: datetime) -> tuple[str, int]:
    """A file of units, and how many it has."""
    some = list(entries)
    said: Mapping[int, Entry] = {id(each.unit): each for each in some}

    def more(unit: Unit) -> Iterable[tuple[str, str]]:
        found = said[id(unit)]
        yield CONFIDENCE, f"{found.confidence:.2f}"
        yield KIND, found.kind

    written = io.StringIO(newline="")
    number = write_units(written, (each.unit for each in some), now=now, more=more)
    text = written.getvalue()
    return text + _SEAL.format(digest=_digest(text)), number


def put_memory(workspace: Workspace, path: Path, text: str, articles: Collection[str] = ()) -> bool:
    """Write such a file; True if that changed anything.

    Raises ConflictError where another stands there, one that somebody changed, or one of
    other articles than those named, if any are: what was won from these would be lost.
    """
    there = workspace.read_if_there(path)
    if there is not None:
        seal = _SEALED.search(there.data)
        old = there.data[: seal.start()] if seal else b""
        if seal is None or hashlib.sha256(old).hexdigest() != seal[1].decode():
            raise ConflictError(
                _("was not written by `l10n align`, or was changed since; left as it is"),
                code="ALN-009",
                path=workspace.shown(path),
                remedy=_("give the new file another name with --name"),
            )
        before = there.data.decode("utf-8", "replace")
        if _undated(before) == _undated(text):
            return False
        if articles and _of_other_articles(before, text, articles):
            raise ConflictError(
                _("has units of other articles; left as it is"),
                code="ALN-021",
                path=workspace.shown(path),
                remedy=_("give the new file another name with --name"),
            )
    return workspace.write(path, text, there) is not None


def _of_other_articles(before: str, after: str, articles: Collection[str]) -> bool:
    """True if a file has units of none of some articles, and they have not half of its texts.

    An article that was aligned where it lay, and again as one of the workspace, has its texts.
    """
    if not {unescape(each) for each in _ARTICLE.findall(before)}.isdisjoint(articles):
        return False
    old, new = (set(_TEXT.findall(each)) for each in (before, after))
    return 2 * len(old & new) < len(old)


def _undated(text: str) -> str:
    """What a file says, whenever it was written."""
    return _MADE.sub("", text).rpartition("<!--")[0]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
