"""The table of `l10n status`: a row for each article, and totals."""

from functools import cache
from typing import TYPE_CHECKING

from l10n.cli.signed import signed_parts
from l10n.cli.tables import table
from l10n.desk.problems import pressing
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.desk.desk import Desk
    from l10n.jobs.status import PublishedPage, Standing, StatusReport

_APPROVED = 5
"""The column of the table that tells how many entries are approved."""


def print_rows(rows: "list[list[str]]", *, signed: bool) -> None:
    """Print the rows; how many entries are approved is a column where anything is signed."""
    head = [
        _("article"),
        _("locale"),
        _("empty"),
        _("draft"),
        _("translated"),
        _("approved"),
        _("published"),
        _("next"),
    ]
    if signed:
        table(head, rows, right=(2, 3, 4, 5), below=(6, 7))
        return
    kept = [each for each in range(len(head)) if each != _APPROVED]
    some = [[row[each] for each in kept] for row in (head, *rows)]
    table(some[0], some[1:], right=(2, 3, 4), below=(5, 6))


def row_of(standing: "Standing") -> list[str]:
    """The cells of an article in a locale."""
    counts = standing.counts
    return [
        standing.article,
        standing.locale,
        *map(_number, (counts.empty, counts.draft, counts.translated, counts.approved)),
        _published(standing.page),
        _next(standing),
    ]


def totals_of(report: "StatusReport", desk: "Desk") -> list[list[str]]:
    """A row for each locale that has several articles."""
    from l10n.jobs.status import PageState

    rows: list[list[str]] = []
    for locale in desk.targets:
        mine = [each for each in report.standings if each.locale == locale]
        if len(mine) < 2:
            continue
        current = sum(each.page.state is PageState.CURRENT for each in mine)
        blocked = sum(not each.publishable for each in mine)
        waiting = sum(_may_be_published(each) for each in mine)
        parts = []
        if waiting:
            parts.append(
                ngettext("{n} may be published", "{n} may be published", waiting).format(n=waiting)
            )
        if blocked:
            parts.append(ngettext("{n} is blocked", "{n} are blocked", blocked).format(n=blocked))
        counts = [each.counts for each in mine]
        rows.append(
            [
                ngettext("all: {n} article", "all: {n} articles", len(mine)).format(n=len(mine)),
                locale,
                _number(sum(each.empty for each in counts)),
                _number(sum(each.draft for each in counts)),
                _number(sum(each.translated for each in counts)),
                _number(sum(each.approved for each in counts)),
                ngettext("{n} up to date", "{n} up to date", current).format(n=current),
                ", ".join(parts),
            ]
        )
    return rows


def _may_be_published(standing: "Standing") -> bool:
    from l10n.jobs.status import PageState

    stays = (PageState.CURRENT, PageState.EDITED, PageState.HELD, PageState.RETRACTED)
    return standing.publishable and standing.page.state not in stays


def _number(value: int) -> str:
    from l10n.messages import language

    return _number_in(language(), value)


@cache
def _number_in(language: str, value: int) -> str:
    from l10n.language.locales import format_number

    return format_number(value, language)


def _published(page: "PublishedPage") -> str:
    from l10n.jobs.status import PageState
    from l10n.messages import language

    if page.version is None or page.date is None:
        return _("changed by hand") if page.state is PageState.EDITED else _("not published")
    states = {
        PageState.CURRENT: _("up to date"),
        PageState.ARTICLE: _("article changed since"),
        PageState.TRANSLATION: _("translation changed since"),
        PageState.TEMPLATE: _("label, addresses or metadata changed since"),
        PageState.FILES: _("files beside it changed since"),
        PageState.MISSING: _("page is missing"),
        PageState.EDITED: _("changed by hand"),
        PageState.HELD: _("rolled back"),
        PageState.RETRACTED: _("retracted"),
    }
    day = _day_in(language(), page.date[: len("2026-11-27")])
    text = _("version {number}, {day}").format(number=page.version, day=day)
    return f"{text}, {states[page.state]}" if page.state in states else text


@cache
def _day_in(language: str, date: str) -> str:
    from l10n.language.locales import format_day

    return format_day(date, language)


def _next(standing: "Standing") -> str:
    parts = [_step(standing)]
    counts = standing.counts
    if standing.publishable and counts.left_in_source:
        parts.append(
            ngettext(
                "{n} segment in the source language",
                "{n} segments in the source language",
                counts.left_in_source,
            ).format(n=counts.left_in_source)
        )
    parts += signed_parts(counts)
    if counts.from_memory.entries:
        number = counts.from_memory.entries
        text = ngettext("{n} from memory", "{n} from memory", number)
        if counts.similar:
            text = _("{n} from memory (of similar texts: {similar})")
        parts.append(text.format(n=number, similar=counts.similar))
    if counts.unfinished:
        text = ngettext("{n} unfinished", "{n} unfinished", counts.unfinished)
        parts.append(text.format(n=counts.unfinished))
    if counts.doubtful:
        text = ngettext("{n} doubtful", "{n} doubtful", counts.doubtful)
        parts.append(text.format(n=counts.doubtful))
    if standing.findings.warnings:
        text = ngettext("{n} warning", "{n} warnings", standing.findings.warnings)
        parts.append(text.format(n=standing.findings.warnings))
    if standing.parts_left_out:
        number = standing.parts_left_out
        parts.append(
            ngettext(
                "{n} part left in the source language",
                "{n} parts left in the source language",
                number,
            ).format(n=number)
        )
    others = len(pressing(standing.problems)) - standing.parts_left_out
    if others:
        parts.append(
            ngettext("{n} problem in the article", "{n} problems in the article", others).format(
                n=others
            )
        )
    return ", ".join(parts)


def _step(standing: "Standing") -> str:
    from l10n.jobs.status import PageState

    drafts = standing.counts.drafts_used
    if standing.page.state in (PageState.HELD, PageState.RETRACTED):
        return _("stays so until `l10n correct`")
    if standing.label_missing:
        return _("publishing needs a label in “{locale}” in the workflow").format(
            locale=standing.locale
        )
    if not standing.publishable:
        number = standing.counts.blocking
        if standing.rules and not number:
            rules = ", ".join(f"publish.{rule}" for rule in standing.rules if rule)
            if not rules:
                return _("an addendum blocks publishing: it has no place in the article")
            return _("a rule blocks publishing: {rules}").format(rules=rules)
        return ngettext(
            "{n} entry blocks publishing", "{n} entries block publishing", number
        ).format(n=number)
    if standing.page.state is PageState.EDITED:
        return _("a page changed by hand blocks publishing")
    if standing.page.state is PageState.CURRENT:
        if drafts:
            return ngettext(
                "nothing to publish, {n} draft to review",
                "nothing to publish, {n} drafts to review",
                drafts,
            ).format(n=drafts)
        return _("nothing to publish") if standing.counts.left_in_source else _("nothing to do")
    if drafts:
        return ngettext(
            "may be published with {n} draft", "may be published with {n} drafts", drafts
        ).format(n=drafts)
    return _("may be published")
