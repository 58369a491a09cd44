"""`l10n memory search`."""

import sys
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.console import desk_here, json_option, print_json, say, say_changes, shown_article
from l10n.cli.memories import report_warnings, using_memory
from l10n.cli.options import Command, locales_option
from l10n.language.locales import format_percent
from l10n.messages import N_, _, language

if TYPE_CHECKING:
    from l10n.jobs.memory.search import Found
    from l10n.memory import Match

_GRADES = {
    "FUZZY": "",
    "FIGURES": N_("figures and dates apart, the same text"),
    "NORMALIZED": N_("capitals, blanks and quotation marks apart, the same text"),
    "EXACT": N_("the same text"),
    "IN_CONTEXT": N_("the same text in the same place"),
}
_STANDINGS = {
    "IMPORTED": N_("imported"),
    "TRANSLATED": N_("translated"),
    "APPROVED": N_("approved"),
}


@click.command(
    "search",
    cls=Command,
    short_help=_("Show what was translated before that is like a text."),
    help=_(
        "Show what was translated before that is like TEXT, the best first, with what differs "
        "marked: words in brackets are in the memory alone, words in braces in TEXT alone. With - "
        "for TEXT it is read from standard input."
    ),
)
@click.argument("text", metavar=_("TEXT"))
@locales_option
@click.option("--source", metavar=_("LOCALE"), help=_("Only originals in this locale."))
@click.option("--role", metavar=_("ROLE"), help=_("The role of the text, such as `title`."))
@click.option(
    "--least",
    type=click.IntRange(1, 100),
    default=60,
    show_default=True,
    metavar=_("PERCENT"),
    help=_("How alike it has to be."),
)
@click.option(
    "--most",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    metavar=_("N"),
    help=_("How many are shown."),
)
@json_option
def search_memory(text: str, locales: tuple[str, ...], as_json: bool, **how: Any) -> None:
    """Show matches."""
    from l10n.jobs.memory.search import Wish, search
    from l10n.language.locales import known

    if text == "-":
        text = sys.stdin.buffer.read(_LONGEST).decode("utf-8", "replace")
    wish = Wish(
        text,
        sources=(known(how["source"]),) if how["source"] else (),
        targets=tuple(map(known, locales)),
        role=how["role"],
        least=how["least"],
        most=how["most"],
    )
    desk = desk_here()
    with using_memory(desk) as memories:
        found = search(desk, memories, wish)
    if as_json:
        print_json([_json(each) for each in found])
    else:
        for each in found:
            _print(each)
        if not found:
            say(_("Nothing like it has been translated yet."))
    report_warnings(memories)


_LONGEST = 1 << 16
"""Bytes that are read of a text."""


def _print(each: "Found") -> None:
    unit = each.match.unit
    same = _(_GRADES[each.match.grade.name]) if _GRADES[each.match.grade.name] else ""
    role = _("as {role}").format(role=unit.context) if unit.context else ""
    told = (
        same,
        role,
        _(_STANDINGS[unit.standing.name]),
        _("written by a machine") if unit.machine else "",
        unit.desk,
        _place(each.match),
        unit.date[: len("2026-12-31")],
        unit.who,
        f"{unit.source_locale} → {unit.target_locale}",
    )
    share = format_percent(each.match.similarity, language())
    say(f"{share}: {', '.join(filter(None, told))}")
    say_changes(each.changes, lead="    ")
    say(f"    → {unit.target}")
    if unit.note:
        say(f"    # {' '.join(unit.note.split())}")


def _place(match: "Match") -> str:
    place = match.place
    if place.kind == "catalog":
        name = place.name if place.workspace else shown_article(place.name)
    else:
        article = match.unit.article
        name = f"{place.name} ({article})" if article else place.name
    return f"{place.workspace}: {name}" if place.workspace else name


def _json(each: "Found") -> dict[str, object]:
    match = each.match
    unit = match.unit
    return {
        "percent": match.similarity,
        "grade": match.grade.name.lower().replace("_", "-"),
        "source": unit.source.text,
        "target": unit.target,
        "source_locale": unit.source_locale,
        "locale": unit.target_locale,
        "role": unit.context,
        "before": unit.before,
        "after": unit.after,
        "state": unit.standing.name.lower(),
        "machine": unit.machine,
        "desk": unit.desk,
        "article": unit.article or None,
        "file": match.place.name if match.place.kind == "file" else None,
        "workspace": match.place.workspace or None,
        "date": unit.date or None,
        "who": unit.who,
        "note": unit.note,
        "changes": [{"kind": change.kind, "text": change.text} for change in each.changes],
    }
