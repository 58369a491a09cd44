"""The ids that site generators give to headings, and how an article can give one itself."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from l10n.dataclass import dataclass
from l10n.regex import regex

_EXPLICIT = regex(r"[ \t]*#*[ \t]*\{[^{}\r\n]*?#(?P<id>[^\s{}]+)[^{}\r\n]*\}[ \t]*\Z")
_MDX = regex(r"[ \t]*\{/\*[ \t]*#(?P<id>[^\s{}*]+)[ \t]*\*/\}[ \t]*\Z")
_WORDS = frozenset(("Mn", "Mc", "Me", "Nd", "Nl", "Pc"))
"""Unicode's marks, numbers and connectors that stand in ids beside letters."""
_ASCII = regex(r"[^\w\s-]", re.ASCII)


@dataclass(frozen=True, slots=True)
class IdRule:
    """How a system makes the ids of headings."""

    slug: Callable[[str], str]
    """From the text of a heading to its id, empty where there is nothing to make it of."""
    empty: str | None = ""
    """The id of a heading whose text gives none; None where it gets a number alone."""
    again: str = "-"
    """What stands between an id that is taken and the number of the next."""
    checked: bool = True
    """Such an id is tried again if it is taken as well."""
    written: str = ""
    """How an article gives a heading an id; empty where it cannot."""

    def ids(self, headings: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """The ids of a page's headings, in order, from the text and the explicit id of each."""
        taken: set[str] = set()
        counts: dict[str, int] = {}
        found: list[str] = []
        for text, explicit in headings:
            base = explicit or self.slug(text) or self.empty or ""
            name, number = base, counts.get(base, 0)
            while not explicit and (name in taken or (not name and self.empty is None)):
                number += 1
                name = f"{base}{self.again}{number}"
                if not self.checked:
                    break
            counts[base] = number
            taken.add(name if self.checked else base)
            found.append(name)
        return tuple(found)


def explicit_id(rest: str) -> str:
    """The id that stands in the rest of a heading's line, after its text; empty for none."""
    found = (_EXPLICIT.match(rest) or _MDX.match(rest)) if "{" in rest else None
    return found["id"] if found else ""


def _github(text: str) -> str:
    """As github-slugger 2: letters, marks, numbers, `_` and `-`, in lower case."""
    return _kept(text.strip().lower(), "- ", _WORDS).replace(" ", "-")


def _hugo(text: str) -> str:
    """As Hugo's autoHeadingIDType `github`: as GitHub, without marks that stand for themselves."""
    return _kept(_typeset(text).strip().lower(), "_- ", frozenset(("Nd",))).replace(" ", "-")


def _kramdown(text: str) -> str:
    """As kramdown-parser-gfm 1.1, which Jekyll uses."""
    return _kept(_typeset(text).lower(), "- \t", _WORDS).replace(" ", "-").replace("\t", "-")


def _pandoc(text: str) -> str:
    """As pandoc's `auto_identifiers`: from the first letter on, full stops kept."""
    kept = "".join(char for char in _typeset(text) if char.isalnum() or char in "_-. \t\n")
    kept = "".join(char.lower()[0] for char in kept)
    joined = re.sub(r"\s+", "-", kept.strip())
    first = next((number for number, char in enumerate(joined) if char.isalpha()), len(joined))
    return joined[first:]


def _python_markdown(text: str) -> str:
    """As Python-Markdown's `toc.slugify`: ASCII alone."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", _ASCII.sub("", plain).strip().lower())


def _typeset(text: str) -> str:
    """Hyphens in a row are a dash to those that set quotation marks and dashes, and so no id."""
    return text.replace("---", "—").replace("--", "–").replace("...", "…")


def _kept(text: str, signs: str, others: frozenset[str]) -> str:
    """Keep letters, marks, decimal numbers and connectors, some signs, and what is of `others`."""
    return "".join(
        char
        for char in text
        if char.isalpha() or char in signs or unicodedata.category(char) in others
    )


_NAMED = "{{#{id}}}"
RULES: Mapping[str, IdRule] = MappingProxyType(
    {
        "": IdRule(_github),
        "docusaurus": IdRule(_github, written=_NAMED),
        "github": IdRule(_github),
        "hugo": IdRule(_hugo, "heading", written=_NAMED),
        "jekyll": IdRule(_kramdown, checked=False, written=_NAMED),
        "mkdocs": IdRule(_python_markdown, None, again="_", written=_NAMED),
        "myst": IdRule(_github),
        "pandoc": IdRule(_pandoc, "section", written=_NAMED),
    }
)
"""By dialect; those that are not here give headings no ids. Where none is named, most systems go
by GitHub's rule."""
