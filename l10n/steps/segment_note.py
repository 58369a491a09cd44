"""What a catalog's notes (`#.`) tell a translator of the text: what it is, what its tags are."""

from collections.abc import Sequence

from l10n.glossary.terms import Finder, term_line
from l10n.lines import display_line
from l10n.messages import N_, message
from l10n.model.catalog import DraftRecord, Entry
from l10n.model.segment import Segment
from l10n.steps.draft_note import carried_lines

_ROLES = {
    "alt": N_("alternative text of a picture"),
    "author": N_("author"),
    "caption": N_("caption"),
    "cell": N_("table cell"),
    "credit": N_("credits"),
    "date": N_("date"),
    "description": N_("description"),
    "field": N_("metadata field"),
    "footer": N_("closing line"),
    "footnote": N_("footnote"),
    "heading": N_("heading"),
    "headline": N_("headline"),
    "item": N_("list item"),
    "label": N_("label"),
    "paragraph": N_("paragraph"),
    "quote": N_("quotation"),
    "section": N_("section"),
    "subheading": N_("subheading"),
    "term": N_("term"),
    "title": N_("title"),
}
_TAGS = {
    "a": N_("link"),
    "abbr": N_("abbreviation"),
    "b": N_("bold"),
    "br": N_("line break"),
    "cite": N_("title of a work"),
    "code": N_("code"),
    "del": N_("struck through"),
    "em": N_("emphasis"),
    "i": N_("italics"),
    "img": N_("picture"),
    "ins": N_("inserted"),
    "mark": N_("marked"),
    "q": N_("quotation"),
    "s": N_("struck through"),
    "small": N_("small print"),
    "strong": N_("strong emphasis"),
    "sub": N_("subscript"),
    "sup": N_("superscript"),
    "u": N_("underlined"),
}


def note_for(
    segments: Sequence[Segment],
    record: DraftRecord | None = None,
    language: str = "en",
    entry: Entry | None = None,
    terms: Finder | None = None,
) -> str:
    """Put into words what a translator needs to know of one text, given its places in order.

    A line for its roles, a line for each meaning of each tag (places may differ in addresses), a
    line for each term of the glossary that `terms` finds in it, and with its `entry` the lines on
    where a draft comes from or why there is none: `record` is the record of the draft. Says nothing
    of positions, so that an insertion leaves other notes alone.
    """
    roles = dict.fromkeys(_named(_ROLES, part.place.role, language) for part in segments)
    lines = [display_line(message(N_("Role: {roles}"), roles=", ".join(roles)).text(language))]
    tags: dict[str, dict[str, None]] = {}
    for part in segments:
        for tag in part.place.tags:
            meaning = display_line(tag.note) or _named(
                _TAGS, tag.name.rstrip("0123456789"), language
            )
            tags.setdefault(tag.name, {})[meaning] = None
    lines += [f"{name}: {meaning}" for name, meanings in tags.items() for meaning in meanings]
    if terms:
        found = dict.fromkeys(hit.term for hit in terms.find(segments[0].tagged.plain()))
        lines += [display_line(term_line(term).text(language)) for term in found]
    if entry is not None:
        lines += carried_lines(entry, record, language)
    return "\n".join(lines)


def _named(names: dict[str, str], name: str, language: str) -> str:
    return message(names[name]).text(language) if name in names else name
