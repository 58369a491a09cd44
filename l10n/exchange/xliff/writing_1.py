"""An article's catalog as XLIFF 1.2."""

import io

from l10n import __version__
from l10n.exchange.xliff.codes import Forms1, inline
from l10n.exchange.xliff.outgoing import Origin, Outgoing, OutgoingUnit
from l10n.exchange.xliff.words import NAMESPACE_1, ROLE, TOOL, TRANSLATOR, unit_id
from l10n.model.catalog import State
from l10n.store.xml_writing import UNHELD, XmlWriter
from l10n.tags.renumbering import tagged

_PRESERVE = {"xml:space": "preserve"}
_DRAFT = "needs-review-translation"
_QUALIFIERS = {
    Origin.PERSON: {},
    Origin.MACHINE: {"state-qualifier": "mt-suggestion"},
    Origin.MEMORY: {"state-qualifier": "leveraged-tm"},
    Origin.FUZZY: {"state-qualifier": "fuzzy-match"},
}
_FORMS = Forms1()


def dump_1(parcel: Outgoing, *, copies: bool = False) -> str:
    """Write one file, valid by the strict schema of version 1.2.

    With `copies`, a text that is not translated has itself as its target, without a state, and one
    that is translated is not for translation: so tools work that read targets alone.
    """
    text = io.StringIO()
    writer = XmlWriter(text)
    writer.open("xliff", {"xmlns": NAMESPACE_1, "version": "1.2"})
    writer.open(
        "file",
        {
            "original": parcel.article,
            "source-language": parcel.source_locale,
            "target-language": parcel.target_locale,
            "datatype": "x-l10n",
            "tool-id": TOOL,
            "product-name": TOOL,
            "build-num": parcel.parcel,
        },
    )
    writer.open("header")
    writer.leaf(
        "tool",
        attributes={"tool-id": TOOL, "tool-name": TOOL, "tool-version": __version__},
    )
    writer.close()
    writer.open("body")
    for unit in parcel.units:
        _write(writer, unit, copies=copies)
    writer.close()
    writer.close()
    writer.close()
    return text.getvalue()


def _write(writer: XmlWriter, unit: OutgoingUnit, *, copies: bool) -> None:
    entry = unit.entry
    source = tagged(entry.source)
    finished = entry.state is State.TRANSLATED
    name = unit_id(entry.key)
    head = {"id": name, "resname": name}
    if unit.approved:
        head["approved"] = "yes"
    if copies and finished:
        head["translate"] = "no"
    writer.open("trans-unit", {**head, **_PRESERVE})
    original = inline(entry.source, source, _FORMS)
    writer.raw("source", original)
    target = inline(entry.target, source, _FORMS)
    if copies and not finished:
        writer.raw("target", original)
    elif entry.target:
        writer.raw("target", target, _state(unit))
    _write_context(writer, unit)
    if entry.note:
        writer.leaf("note", entry.note, {"from": TOOL, "annotates": "source"})
    if entry.comment and UNHELD.search(entry.comment) is None:
        writer.leaf("note", entry.comment, {"from": TRANSLATOR, "annotates": "target"})
    _write_others(writer, unit, target if copies and not finished else "")
    writer.close()


def _state(unit: OutgoingUnit) -> dict[str, str]:
    if unit.entry.state is State.TRANSLATED:
        return {"state": "signed-off" if unit.approved else "translated"}
    return {"state": _DRAFT, **_QUALIFIERS[unit.origin]}


def _write_context(writer: XmlWriter, unit: OutgoingUnit) -> None:
    entry = unit.entry
    if entry.context is not None:
        writer.open("context-group", {"name": TOOL, "purpose": "information"})
        writer.leaf("context", entry.context, {"context-type": ROLE})
        writer.close()
    for place in entry.references:
        writer.open("context-group", {"purpose": "location"})
        writer.leaf("context", place.path, {"context-type": "sourcefile"})
        writer.leaf("context", str(place.line), {"context-type": "linenumber"})
        writer.close()


def _write_others(writer: XmlWriter, unit: OutgoingUnit, draft: str) -> None:
    """What the target was made for, where that is another text, and other translations."""
    entry = unit.entry
    source = tagged(entry.source)
    if entry.previous is not None and entry.target:
        writer.open("alt-trans", {"alttranstype": "previous-version", **_PRESERVE})
        writer.raw("source", inline(entry.previous[1], tagged(entry.previous[1]), _FORMS))
        writer.raw("target", inline(entry.target, source, _FORMS))
        writer.close()
    elif draft:
        writer.open("alt-trans", {"alttranstype": "proposal", **_PRESERVE})
        writer.raw("target", draft, _state(unit))
        writer.close()
    for offer in unit.offers:
        kind = {"alttranstype": "proposal", "origin": offer.origin}
        writer.open("alt-trans", {**kind, **_PRESERVE})
        writer.raw("target", inline(offer.target, source, _FORMS))
        writer.close()
