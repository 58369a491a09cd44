"""How deeply the elements of a page are nested, told from its tags before its tree is made.

justhtml looks through all open elements at the parts of a table, and where an object ends.
"""

from collections import Counter

from l10n.errors import ArticleError
from l10n.formats.html.names import FOREIGN, VOID, words
from l10n.messages import _

MOST_STEPS = 10_000_000
"""The greatest depth of a page times its tags that look through it: up to three seconds."""

_LOOKING = words("""
    applet caption col colgroup marquee object table tbody td tfoot th thead tr
    """)
_FORMATTING = words("a b big code em font i nobr s small strike strong tt u")
"""Elements that end where a block begins that is not closed before them (13.2.6.4.7)."""
_BARRIERS = words("applet button marquee object table template") | FOREIGN
"""Elements out of which no end tag of another reaches."""
_ENDED_BY_OTHERS = words("""
    body caption col colgroup dd dt head html li optgroup option p tbody td tfoot th thead tr
    """)


class Depth:
    """Follows the tags of a page; the depth is rather too great than too small."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._open: list[str] = []
        self._places: dict[str, list[int]] = {}
        self._barriers: list[int] = []
        self._formatting: Counter[str] = Counter()
        self._loose = 0
        self._deepest = 0
        self._looking = 0

    def start(self, name: str, *, foreign: bool) -> None:
        """Follow a start tag; `foreign` is one of SVG or MathML."""
        self._looking += name in _LOOKING
        if not foreign and (name in VOID or name in _ENDED_BY_OTHERS):
            return
        if name in _FORMATTING and not foreign:
            self._formatting[name] += 1
            self._loose += 1
        else:
            if name in _BARRIERS:
                self._barriers.append(len(self._open))
            self._places.setdefault(name, []).append(len(self._open))
            self._open.append(name)
        self._deepest = max(self._deepest, len(self._open) + self._loose)

    def end(self, name: str) -> None:
        """Follow an end tag."""
        self._looking += name in _LOOKING
        places = self._places.get(name)
        if self._formatting[name]:
            self._formatting[name] -= 1
            self._loose -= 1
        elif places and (not self._barriers or places[-1] >= self._barriers[-1]):
            self._close(places[-1])

    def check(self) -> None:
        """Raise ArticleError if looking through so many open elements takes too long."""
        if self._deepest * self._looking > MOST_STEPS:
            raise ArticleError(
                _("elements are nested too deeply for a page of so many tables and objects"),
                code="ART-010",
                remedy=_("close what is left open"),
            )

    def _close(self, place: int) -> None:
        while len(self._open) > place:
            self._places[self._open.pop()].pop()
            if self._barriers and self._barriers[-1] == len(self._open):
                self._barriers.pop()
