"""What generators made: the skeleton of each page, its words, and how two sites differ."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from justhtml import JustHTML

from tests.generators.site import RUN

BLANKS = re.compile(r"[ \t\r\n]+")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ADDRESSES = ("href", "src", "srcset", "poster", "data", "action", "cite", "content")
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img"),
        *("ins", "kbd", "label", "mark", "math", "q", "s", "samp", "small", "span", "strong"),
        *("sub", "sup", "svg", "time", "u", "var"),
    )
)
WORDS = ("text", "kept")
_KEPT = frozenset(("pre", "textarea", "script", "style"))


@dataclass(frozen=True)
class Item:
    """One thing on a page: the start or end of an element, a comment, or the text between them."""

    kind: str
    """`<`, `>`, `!` for a comment, `text`, or `kept` for text whose white space counts."""
    text: str
    """The name of the element, or the text."""
    attributes: tuple[tuple[str, str], ...] = ()


Page = tuple[Item, ...]
Pages = Mapping[str, Page]
"""By the path of the page."""


def read_pages(folder: Path) -> dict[str, Page]:
    """All pages that a generator left in a folder."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".htm"))
    return {
        path.relative_to(folder).as_posix(): read_page(path.read_text("utf-8")) for path in found
    }


def read_page(text: str) -> Page:
    """Read a page as browsers do; white space folds, but for preformatted text."""
    return tuple(_joined(_items(JustHTML(text, sanitize=False).root)))


def _items(root: object) -> Iterator[Item]:
    waiting: list[tuple[object, bool]] = [(root, False)]
    while waiting:
        node, kept = waiting.pop()
        if isinstance(node, Item):
            yield node
            continue
        name = str(getattr(node, "name", ""))
        if name == "#text":
            text = str(getattr(node, "data", "") or "")
            yield Item("kept" if kept else "text", text)
        elif name == "#comment":
            yield Item("!", str(getattr(node, "data", "")))
        elif name == "!doctype":
            yield Item("!", "doctype")
        else:
            inner: list[object] = list(getattr(node, "children", ()) or ())
            content = getattr(node, "template_content", None)
            if content is not None:
                inner.append(content)
            if not name.startswith("#"):
                pairs = (getattr(node, "attrs", None) or {}).items()
                values = sorted((key, BLANKS.sub(" ", value or "")) for key, value in pairs)
                yield Item("<", name, tuple(values))
                waiting.append((Item(">", name), kept))
            waiting += [(each, kept or name in _KEPT) for each in reversed(inner)]


def _joined(items: Iterator[Item]) -> Iterator[Item]:
    """Join neighbouring text; white space between blocks is none."""
    waiting: list[Item] = []
    for item in items:
        if item.kind not in WORDS:
            yield from _text(waiting)
            waiting = []
            yield item
        else:
            waiting.append(item)
    yield from _text(waiting)


def _text(items: Sequence[Item]) -> Iterator[Item]:
    text = "".join(item.text for item in items)
    if text.strip(" \t\r\n\f"):
        yield Item(items[0].kind, text)


@dataclass(frozen=True)
class _Ids:
    """What a generator made of words; it is compared by what leads to it."""

    names: Mapping[tuple[str, str], str]
    """A common name, by page and identifier."""
    made: frozenset[tuple[str, int]]
    """The elements whose identifier is made of words, by page and number."""

    def of(self, page: str, items: Page) -> Page:
        """A page without such identifiers, and with the common names of what leads to them."""
        found = []
        number = 0
        for item in items:
            dropped = False
            if _is_identified(item):
                dropped = (page, number) in self.made
                number += 1
            pairs = (
                (key, self._value(page, key, value))
                for key, value in item.attributes
                if not (dropped and key == "id")
            )
            found.append(Item(item.kind, item.text, tuple(pairs)))
        return tuple(found)

    def _value(self, page: str, key: str, value: str) -> str:
        if key in ("for", "aria-labelledby", "aria-controls"):
            return self.names.get((page, value), value)
        path, hash, fragment = value.partition("#")
        if key not in _ADDRESSES or not hash:
            return value
        leads = page
        if path:
            leads = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path))[1:]
        for each in (leads, f"{leads}/index.html", f"{leads}.html", "index.html"):
            name = self.names.get((each, unquote(fragment)))
            if name is not None:
                return f"{path}#{name}"
        return value


def _is_identified(item: Item) -> bool:
    """True for a heading, and for any other element that has an identifier."""
    named = any(key == "id" for key, _value in item.attributes)
    return item.kind == "<" and (named or item.text in _HEADINGS)


def _identifiers(items: Page) -> list[str]:
    return [dict(item.attributes).get("id", "") for item in items if _is_identified(item)]


def _common_ids(reference: Pages, pages: Pages) -> tuple[_Ids, _Ids]:
    """Give identifiers that a generator makes of words one name on both sides, by their place."""
    mine: dict[tuple[str, str], str] = {}
    theirs: dict[tuple[str, str], str] = {}
    made: set[tuple[str, int]] = set()
    for page in reference.keys() & pages.keys():
        both = _identifiers(reference[page]), _identifiers(pages[page])
        if len(both[0]) != len(both[1]):
            continue
        for number, (here, there) in enumerate(zip(*both, strict=True)):
            if re.search(r"qz\d+q", here.lower()):
                made.add((page, number))
                mine[page, here] = theirs[page, there] = f"made of words {number}"
    return _Ids(mine, frozenset(made)), _Ids(theirs, frozenset(made))


def differences(reference: Pages, pages: Pages, runs: Mapping[int, str]) -> list[str]:
    """Say where pages are not the reference with a text in the place of each number.

    Elements, attributes, addresses, comments and text are compared one by one; identifiers that
    were made of words only by what leads to them.
    """
    found = [f"{page}: there is no such page" for page in sorted(reference.keys() - pages.keys())]
    found += [f"{page}: a page too many" for page in sorted(pages.keys() - reference.keys())]
    mine, theirs = _common_ids(reference, pages)
    for page in sorted(reference.keys() & pages.keys()):
        expected = _filled(mine.of(page, reference[page]), runs)
        found += _first_difference(page, expected, theirs.of(page, pages[page]))
    return found


def _filled(items: Sequence[Item], runs: Mapping[int, str]) -> Page:
    def fill(text: str) -> str:
        return RUN.sub(lambda found: runs[int(found[1])], text)

    return tuple(
        Item(
            item.kind,
            fill(item.text) if item.kind in WORDS else item.text,
            tuple((key, fill(value)) for key, value in item.attributes),
        )
        for item in items
    )


def _folded(items: Page) -> Page:
    """The items as they are compared: white space is one blank, and none at the edge of a block."""
    found = []
    for number, item in enumerate(items):
        text = item.text
        if item.kind == "text":
            before = number > 0 and _inline(items[number - 1])
            after = number + 1 < len(items) and _inline(items[number + 1])
            text = _edged(BLANKS.sub(" ", text), before=before, after=after)
        pairs = tuple((key, " ".join(value.split())) for key, value in item.attributes)
        found.append(Item(item.kind, text, pairs))
    return tuple(found)


def _edged(text: str, *, before: bool, after: bool) -> str:
    """A text with one blank at an edge that has one beside an element in the line."""
    core = text.strip()
    if not core:
        return " " if " " in text else ""
    start = text.index(core)
    head = " " if before and " " in text[:start] else ""
    tail = " " if after and " " in text[start + len(core) :] else ""
    return head + core + tail


def _inline(item: Item) -> bool:
    return item.kind == "!" or item.text in _INLINE


def _first_difference(page: str, expected: Page, found: Page) -> Iterator[str]:
    expected, shown = _folded(expected), _folded(found)
    for number, (here, there) in enumerate(zip(expected, shown, strict=False)):
        if here != there:
            before = _shown(shown[max(0, number - 3) : number])
            yield f"{page}: after {before}: {_shown([there])} in the place of {_shown([here])}"
            return
    if len(expected) != len(shown):
        longer = max(expected, shown, key=len)[min(len(expected), len(shown)) :]
        word = "missing" if len(expected) > len(shown) else "too much"
        yield f"{page}: {word} at the end: {_shown(longer[:3])}"


def _shown(items: Sequence[Item]) -> str:
    return " ".join(
        repr(item.text)
        if item.kind in WORDS
        else f"{item.kind}{item.text}{''.join(f' {k}={v!r}' for k, v in item.attributes)}"
        for item in items
    )


def turned_differences(reference: Pages, turned: Pages) -> list[str]:
    """Say where pages whose tags went elsewhere have lost or won an element or an address."""
    mine, theirs = _common_ids(reference, turned)
    found = []
    for page in sorted(reference.keys() | turned.keys()):
        both = (
            _skeleton(mine.of(page, reference.get(page, ()))),
            _skeleton(theirs.of(page, turned.get(page, ()))),
        )
        for item, count in sorted((both[0] - both[1]).items(), key=str):
            found.append(f"{page}: {count} lost: {_shown([item])}")
        for item, count in sorted((both[1] - both[0]).items(), key=str):
            found.append(f"{page}: {count} won: {_shown([item])}")
    return found


def _skeleton(items: Page) -> Counter[Item]:
    def bare(text: str) -> str:
        parts = re.sub(rf"\s*{RUN.pattern}\s*", " … ", text).split()
        return " ".join(sorted(parts) if "…" in parts else parts)

    return Counter(
        Item(item.kind, item.text, tuple((key, bare(value)) for key, value in item.attributes))
        for item in items
        if item.kind not in WORDS
    )
