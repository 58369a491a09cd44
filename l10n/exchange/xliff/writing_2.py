"""An article's catalog as XLIFF 2.1, of its core alone."""

import io

from l10n.exchange.xliff.codes import Forms2, inline
from l10n.exchange.xliff.outgoing import Outgoing, OutgoingUnit
from l10n.exchange.xliff.words import NAMESPACE_2, ROLE_NOTE, SENT, TOOL, TRANSLATOR, unit_id
from l10n.model.catalog import State
from l10n.store.xml_writing import UNHELD, XmlWriter
from l10n.tags.renumbering import tagged


def dump_2(parcel: Outgoing) -> str:
    """Write one file, valid by the schema of the core of version 2."""
    text = io.StringIO()
    writer = XmlWriter(text)
    head = {"xmlns": NAMESPACE_2, "version": "2.1"}
    languages = {"srcLang": parcel.source_locale, "trgLang": parcel.target_locale}
    writer.open("xliff", {**head, **languages})
    # Segments are sentences already, and what comes back is looked up by them.
    file = {"id": "f1", "original": parcel.article, "canResegment": "no"}
    writer.open("file", {**file, "xml:space": "preserve"})
    writer.open("notes")
    writer.leaf("note", parcel.parcel, {"category": SENT})
    writer.close()
    for unit in parcel.units:
        _write(writer, unit)
    writer.close()
    writer.close()
    return text.getvalue()


def _write(writer: XmlWriter, unit: OutgoingUnit) -> None:
    entry = unit.entry
    source = tagged(entry.source)
    forms = Forms2()
    original = inline(entry.source, source, forms)
    target = inline(entry.target, source, forms)
    name = unit_id(entry.key)
    writer.open("unit", {"id": name, "name": name})
    _write_notes(writer, unit)
    if forms.data:
        writer.open("originalData")
        for data, shown in forms.data.items():
            writer.leaf("data", shown, {"id": data})
        writer.close()
    writer.open("segment", {"id": "s1", **_state(unit)})
    writer.raw("source", original)
    if entry.target:
        writer.raw("target", target)
    writer.close()
    writer.close()


def _write_notes(writer: XmlWriter, unit: OutgoingUnit) -> None:
    entry = unit.entry
    comment = entry.comment if UNHELD.search(entry.comment) is None else ""
    if entry.context is None and not entry.note and not comment:
        return
    writer.open("notes")
    if entry.context is not None:
        writer.leaf("note", entry.context, {"category": ROLE_NOTE})
    if entry.note:
        writer.leaf("note", entry.note, {"category": TOOL, "appliesTo": "source"})
    if comment:
        writer.leaf("note", comment, {"category": TRANSLATOR, "appliesTo": "target"})
    writer.close()


def _state(unit: OutgoingUnit) -> dict[str, str]:
    if unit.entry.state is State.TRANSLATED:
        return {"state": "final" if unit.approved else "translated"}
    if unit.entry.state is State.DRAFT:
        return {"state": "initial", "subState": f"{TOOL}:{unit.origin.value}"}
    return {"state": "initial"}
