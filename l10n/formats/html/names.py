"""What the elements of HTML are to a translator: blocks, inline tags, things left alone.

Source: the HTML Living Standard, sections 4 (the elements), 13.2 (parsing) and 15 (rendering).
"""


def words(text: str) -> frozenset[str]:
    """Make a set of the words of a text."""
    return frozenset(text.split())


BLOCKS = words("""
    address article aside blockquote body caption center col colgroup dd details dialog dir div dl
    dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup
    hr html legend li listing main marquee menu menuitem nav ol optgroup option p plaintext pre
    search section summary table tbody td tfoot th thead title tr ul xmp
    """)
"""Elements that end a run of text where they begin and where they end."""

VOID = words("""
    area base basefont bgsound br col embed frame hr img image input keygen link meta param source
    track wbr
    """)
"""Elements without content and without an end tag."""

RAW = words("title textarea script style xmp iframe noembed noframes plaintext")
"""Elements whose content is characters, not markup; `noscript` is read as without scripting."""

FROZEN = words("script style pre listing xmp plaintext iframe noembed noframes")
"""Elements left alone whatever their `translate` says."""

CODE = words("code kbd samp var tt")
"""Elements left alone unless their `translate` says otherwise."""

CONTAINERS = words("""
    button select datalist object applet video audio canvas map picture svg math template iframe
    script style textarea noembed noframes
    """)
"""Inline elements whose content is its own: a paragraph holds them as one tag."""

FLOATING = frozenset(("label", "noscript"))
"""Inline elements that are one tag of the text around them, unless they hold blocks."""

EMBEDDED = words("img image input embed iframe video audio object source track")
"""Elements whose note is the address of what they show."""

RUBY = words("rt rp rb rtc")
"""Parts of a ruby annotation: the next part, or the end of the ruby, ends them."""

INVISIBLE = words(
    "script style template link meta base noframes noembed param source track datalist"
)
"""Elements that show nothing where they stand."""

HEADINGS = words("h1 h2 h3 h4 h5 h6")

ROLES = {
    **dict.fromkeys(HEADINGS, ("heading", "heading")),
    **dict.fromkeys(("figcaption", "caption"), ("caption", "caption")),
    **dict.fromkeys(("td", "th"), ("cell", None)),
    **dict.fromkeys(("button", "option", "label", "summary", "legend"), ("label", None)),
    "li": ("item", None),
    "blockquote": ("quote", None),
    "dt": ("term", None),
    "dd": ("definition", None),
    "textarea": ("label", None),
    "title": ("title", "title"),
}
"""Role and context of text by the nearest of these elements around it."""

NEUTRAL = words("p div center address form fieldset")
"""Blocks whose text has the role of what holds them, as a `p` in a `blockquote`."""

FOREIGN = frozenset(("svg", "math"))

DRAWN = {
    "text": ("label", None),
    "title": ("title", "title"),
    "desc": ("paragraph", None),
    "foreignobject": ("paragraph", None),
    "mtext": ("label", None),
}
"""Elements of SVG and MathML that hold words (SVG 2, 11 and 5.8; MathML Core, 3.2.1), with the role
and context of their text; all else in a drawing or a formula is left alone."""

INTEGRATION = {
    "svg": words("foreignobject desc title"),
    "math": words("mi mo mn ms mtext"),
}
"""Elements of SVG and MathML whose content is HTML (13.2.6, "integration point")."""

BREAKOUT = words("""
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li
    listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
    """)
"""Start tags that end SVG and MathML (13.2.6.5)."""


def short(name: str) -> str:
    """Shorten an element's name to what a tag may be called: `b` for `strong`, `mytag`."""
    if name in _SHORT:
        return _SHORT[name]
    letters = "".join(char for char in name if "a" <= char <= "z")
    return letters or "x"


_SHORT = {"strong": "b", "em": "i", "image": "img", "samp": "code", "tt": "code"}
