"""How inline elements look, as far as a reader sees it: by the page's own styles and their own.

Word processors put an element around each stretch that was ever typed, formatted or proofread; its
look alone tells whether it marks anything. Source: CSS 2.1, and the exports of Word, Google Docs
and LibreOffice as they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from l10n.formats.html.attributes import value
from l10n.formats.html.names import words
from l10n.formats.html.scan import HtmlKind, HtmlToken
from l10n.regex import regex

Look = Mapping[str, str]
"""By property, what differs from plain text."""
PLAIN: Look = MappingProxyType({})

STYLED = frozenset(("span", "font"))
"""Elements that mean nothing but their look."""
OFFICE = regex(r"(?:o|st[0-9]+|w|dir):[a-z][a-z0-9]*")
"""Elements of Word that show nothing of their own: empty paragraphs, smart tags."""
_SAID = frozenset(("class", "style", "lang", "xml:lang", "color", "face", "size"))
_UNSEEN_DATA = regex(r"data-(?:contrast|ccp-[a-z-]+|preserver-spaces|sheets-[a-z-]+)|w:st")
_UNSEEN_CLASSES = regex(
    r"""(?x)
    (?: SpellE | GramE | Apple-(?:style-span|converted-space|tab-span)
      | apple-(?:converted-space|tab-span) | (?:SCXW|SCXO|BCX|TextRun|NormalTextRun|EOP)[A-Z0-9]*
      | spellingerror | contextualspellingandgrammarerror | normaltextrun | eop )
    """,
    re.IGNORECASE,
)
"""Classes of proofreading and pasting, in Word, Word on the web, and Safari's editor."""
_RULE = regex(r"([^{}]*+)\{([^{}]*+)\}")
_REMARK = regex(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SELECTOR = regex(r"(?P<tag>[a-zA-Z][a-zA-Z0-9]*)?(?:\.(?P<name>[A-Za-z0-9_-]+))?")
_DESCENDANT = regex(r"[ >+~](?:span|font)\b|(?:span|font)[ >+~:\[]|\*", re.IGNORECASE)
_MOST_RULES = 20_000

_SEEN = words("""
    background background-color color font-family font-size font-style font-variant font-weight
    text-decoration text-transform vertical-align
    """)
_UNSEEN = words("""
    direction font-kerning height letter-spacing line-height margin orphans padding page-break-after
    page-break-before page-break-inside text-autospace text-indent text-underline unicode-bidi
    white-space widows width word-spacing
    """)
"""Properties that change no reader's mind: of lines and pages, and of what spans do not have."""
_UNSEEN_KINDS = regex(
    r"(?:mso|-webkit|-moz|-ms|-o|margin|padding|text-decoration-skip|font-variant|font-feature|"
    r"orphans|border-image|layout-grid|language|tab-stops|tab-interval|punctuation)(?:-[a-z-]+)?"
)
_NORMAL = words("normal none baseline inherit initial 400 auto")
_COLORS = MappingProxyType(
    {
        "color": words("windowtext black #000 #000000 rgb(0,0,0)"),
        "background-color": words("transparent white #fff #ffffff rgb(255,255,255)"),
    }
)
"""Those of ink and paper."""
_WEIGHTS = MappingProxyType({"bold": "700", "bolder": "700", "600": "700", "800": "700"})


class Looks:
    """The styles of one page."""

    def __init__(self, source: str, tokens: Sequence[HtmlToken]) -> None:
        """Read the style sheets in the page."""
        self._source = source
        self._classes: dict[str, Look | None] = {}
        self._tags: dict[str, Look] = {}
        self._bare = True
        """Elements without attributes are no selector's business."""
        for token in tokens:
            if token.kind is HtmlKind.RAW and token.name == "style":
                self._read(source[token.start : token.end])

    def of(self, token: HtmlToken) -> Look | None:
        """The look of an element that is nothing but its look; None for one that means more."""
        name = token.name
        if OFFICE.fullmatch(name):
            return PLAIN
        if name not in STYLED:
            return self._pasted(token)
        found: dict[str, str] = {}
        for attribute in token.attributes:
            if _UNSEEN_DATA.fullmatch(attribute.name):
                continue
            if attribute.name not in _SAID:
                return None
            look = self._said(token, attribute.name)
            if look is None:
                return None
            found.update(look)
        return found if self._bare or token.attributes else None

    def around(self, name: str) -> Look:
        """The look of plain text in a block."""
        return self._tags.get(name, PLAIN)

    def _pasted(self, token: HtmlToken) -> Look | None:
        """`<b style="font-weight:normal" id="docs-internal-guid-…">` of Google's clipboard."""
        if token.name == "b" and value(self._source, token, "id").startswith("docs-internal-guid"):
            return PLAIN
        return None

    def _said(self, token: HtmlToken, name: str) -> Look | None:
        text = value(self._source, token, name)
        if name == "class":
            return self._of_classes(text.split())
        if name == "style":
            return _declared(text)
        if name in ("color", "face", "size"):
            known = {"color": "color", "face": "font-family", "size": "font-size"}
            return _seen(known[name], text)
        return PLAIN

    def _of_classes(self, names: list[str]) -> Look | None:
        found: dict[str, str] = {}
        for name in names:
            look = self._classes.get(name, PLAIN if _UNSEEN_CLASSES.fullmatch(name) else None)
            if look is None:
                return None
            found.update(look)
        return found

    def _read(self, sheet: str) -> None:
        sheet = _REMARK.sub("", sheet)
        for number, rule in enumerate(_RULE.finditer(sheet)):
            if number >= _MOST_RULES:
                return
            selectors = rule[1].rsplit(";", maxsplit=1)[-1]
            if _DESCENDANT.search(selectors.strip()):
                self._bare = False
            look = _declared(rule[2])
            for each in selectors.split(","):
                self._take(each.strip(), look)

    def _take(self, selector: str, look: Look | None) -> None:
        found = _SELECTOR.fullmatch(selector)
        if found is None:
            return
        tag, name = (found["tag"] or "").lower(), found["name"]
        if name and tag in ("", *STYLED):
            known = self._classes.get(name, PLAIN)
            self._classes[name] = (
                None if look is None or known is None else MappingProxyType({**known, **look})
            )
        elif tag in STYLED:
            self._bare = False
        elif tag and not name and look is not None:
            self._tags[tag] = MappingProxyType({**self._tags.get(tag, PLAIN), **look})


def _declared(style: str) -> Look | None:
    """What declarations change that a reader sees; None where they do more than that."""
    found: dict[str, str] = {}
    for name, said in _declarations(style):
        look = _seen(name, said)
        if look is None:
            return None
        found.update(look)
    return found


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for each in style.split(";"):
        name, colon, said = each.partition(":")
        if colon:
            yield name.strip().lower(), said.strip()


def _seen(name: str, said: str) -> Look | None:
    """One property as it is compared, an empty text for what is plain."""
    if name not in _SEEN:
        return PLAIN if name in _UNSEEN or _UNSEEN_KINDS.fullmatch(name) else _font(name, said)
    text = re.sub(r"\s*,\s*", ",", " ".join(said.lower().split())).removesuffix("!important")
    text = text.strip().replace("'", '"')
    if name == "background":
        name = "background-color"
    if name == "font-weight":
        text = _WEIGHTS.get(text, text)
    return {name: "" if text in _NORMAL or text in _COLORS.get(name, ()) else text}


def _font(name: str, said: str) -> Look | None:
    """The shorthand `font`, which Word writes for the blanks behind a bullet."""
    return {"font": " ".join(said.lower().split())} if name == "font" else None
