"""`l10n log`."""

from itertools import groupby
from typing import TYPE_CHECKING

import click

from l10n.cli.console import desk_here, json_option, print_json, report_errors, say
from l10n.cli.options import Command, choice
from l10n.cli.tables import table
from l10n.messages import N_, _, ngettext
from l10n.model.version import SHOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.jobs.log import Logged

KINDS = {
    "first": N_("first"),
    "update": N_("update"),
    "correction": N_("correction"),
    "retraction": N_("retraction"),
}


@click.command(
    "log",
    cls=Command,
    help=_(
        "Show what was published of ARTICLES (by default all), the newest first: when, by whom, "
        "and why. Articles that are gone have their versions still."
    ),
)
@choice
@click.option(
    "--record",
    "in_full",
    is_flag=True,
    help=_(
        "Show how each version was made, as an auditor wants it: engines and models, drafts that "
        "nobody changed, entries edited and approved, by whom and when, and who answers for it."
    ),
)
@json_option
def command(
    articles: tuple[str, ...], locales: tuple[str, ...], in_full: bool, as_json: bool
) -> None:
    """Show the versions."""
    from l10n.jobs.log import log

    report = log(desk_here(), articles, locales)
    if as_json:
        print_json([_json(each) for each in report.versions])
    else:
        for _at, some in groupby(report.versions, key=lambda each: each.at):
            versions = list(some)
            say(f"{versions[0].at.name} → {versions[0].at.locale}", bold=True)
            if in_full:
                for each in versions:
                    _record(each)
            else:
                _table(versions)
        if not report.versions and not report.errors:
            say(_("Nothing was ever published here."))
    report_errors(report.errors)


def _table(versions: "list[Logged]") -> None:
    head = [_("version"), _("id"), _("published"), _("kind"), _("how"), _("by"), _("why")]
    rows = [
        [
            ("* " if each.current else "  ") + str(each.number),
            each.version.id[:SHOWN],
            _minute(each.version.date),
            _(KINDS[each.version.kind]),
            ", ".join(_how(each)),
            each.version.editor,
            each.version.reason,
        ]
        for each in versions
    ]
    used = [n for n in range(len(head)) if n < 4 or any(row[n] for row in rows)]
    table(
        [head[n] for n in used],
        [[row[n] for n in used] for row in rows],
        below=[place for place, n in enumerate(used) if n > 3],
    )


def _minute(date: str) -> str:
    """A date as people read it, in UTC as it stands in the record."""
    return date[:16].replace("T", " ")


def _how(each: "Logged") -> "Iterator[str]":
    version, made = each.version, each.made
    if version.restores:
        yield _("the text of version {id}").format(id=version.restores[:SHOWN])
    if version.by_hand:
        yield _("changed by hand in its place")
    if version.interrupted:
        yield _("by a command that was cut short")
    if made.draft:
        yield ngettext("{n} draft", "{n} drafts", made.draft).format(n=made.draft)
    if made.approved:
        yield ngettext("{n} approved", "{n} approved", made.approved).format(n=made.approved)
    if not each.kept:
        yield _("its text is not kept")


def _record(each: "Logged") -> None:
    """All that is known of how a version was made, a line for each."""
    version, made = each.version, each.made
    say("  " + _("version {number}").format(number=each.number) + f"  {version.id}")
    for name, value in _said(each):
        say(f"    {name}: {value}")
    if made is not version:
        text = _("confirmed by later sources that gave the same text")
        say(f"    {text}: {made.date}")


def _said(each: "Logged") -> "Iterator[tuple[str, str]]":
    version, made = each.version, each.made
    yield _("published"), version.date
    yield _("kind"), _(KINDS[version.kind])
    yield _("responsible editor"), version.editor or _("not known")
    if version.reason:
        yield _("reason"), version.reason
    if version.notice:
        yield _("readers were told"), version.notice
    yield from ((_("how"), how) for how in _how(each))
    if version.parents:
        yield _("took the place of"), ", ".join(id[:SHOWN] for id in version.parents)
    if made.label:
        yield _("label for readers"), made.label
    if made.source_type:
        yield _("digital source type (IPTC)"), iptc(made.source_type)
    for engine, model in made.engines:
        yield _("engine"), f"{engine}, {model}" if model else engine
    entries = made.empty + made.draft + made.translated
    if entries:
        yield _("entries"), str(entries)
    for name, entries, words in _shares(each):
        text = ngettext("{n} ({words} word)", "{n} ({words} words)", words)
        yield name, text.format(n=entries, words=words)
    for who in made.translators:
        yield _("translator"), who
    for who, role, first, last, number in made.approvers:
        when = first if first == last else f"{first} – {last}"
        yield _("approved by"), ", ".join(filter(None, (who, role, number, when)))
    for name, digest in (
        (_("text"), version.text),
        (_("article"), made.source),
        (_("translation"), made.catalog),
        (_("template"), made.template),
        (_("glossary"), made.glossary),
    ):
        if digest:
            yield name, f"sha256:{digest}"


def _shares(each: "Logged") -> "Iterator[tuple[str, int, int]]":
    """The parts that are not empty: what it is, entries, and words of the source."""
    made = each.made
    found = (
        (_("drafts as the machine wrote them, not reviewed"), made.draft, made.raw_words),
        (_("drafts accepted unedited"), made.accepted, made.accepted_words),
        (_("drafts edited by people"), made.edited, made.edited_words),
        (_("translated by people"), made.people, made.people_words),
        (_("in the source language"), made.empty, 0),
        (_("approved"), made.approved, made.approved_words),
    )
    yield from (part for part in found if part[1])


def iptc(term: str) -> str:
    """The address of a term of IPTC's digital source types."""
    from l10n.model.statement import IPTC

    return IPTC + term


def _json(each: "Logged") -> dict[str, object]:
    version, made = each.version, each.made
    return {
        "article": each.at.name,
        "locale": each.at.locale,
        "number": each.number,
        "id": version.id,
        "current": each.current,
        "kept": each.kept,
        "kind": version.kind,
        "published": version.date,
        "confirmed": None if made is version else made.date,
        "editor": version.editor,
        "reason": version.reason,
        "notice": version.notice,
        "label": made.label,
        "label_state": made.state,
        "digital_source_type": iptc(made.source_type) if made.source_type else "",
        "engines": [{"engine": engine, "model": model} for engine, model in made.engines],
        "entries": {
            "empty": made.empty,
            "draft": made.draft,
            "translated": made.translated,
            "accepted": made.accepted,
            "edited": made.edited,
            "people": made.people,
            "approved": made.approved,
            "left": made.left,
        },
        "words": {
            "all": made.words,
            "draft": made.raw_words,
            "accepted": made.accepted_words,
            "edited": made.edited_words,
            "people": made.people_words,
            "approved": made.approved_words,
        },
        "translators": list(made.translators),
        "approvers": [
            {"who": who, "role": role, "first": first, "last": last, "entries": int(number)}
            for who, role, first, last, number in made.approvers
        ],
        "by_hand": version.by_hand,
        "interrupted": version.interrupted,
        "restores": version.restores,
        "parents": list(version.parents),
        "files": [{"name": name, "sha256": digest} for name, digest in made.files],
        "sha256": {
            "text": version.text,
            "article": made.source,
            "catalog": made.catalog,
            "template": made.template,
            "glossary": made.glossary,
        },
    }
