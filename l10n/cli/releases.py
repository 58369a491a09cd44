"""What became of one page, as commands that publish say it."""

from typing import TYPE_CHECKING

from l10n.cli.blockers import blocker_line, blockers_json, objection_lines
from l10n.cli.common_lines import problems_json
from l10n.cli.console import say, shown_article, shown_page
from l10n.messages import _, ngettext
from l10n.shell import shell_words

if TYPE_CHECKING:
    from l10n.jobs.publish import Release, VersionCounts


def release_lines(release: "Release") -> None:
    """Say what became of a page, and what stood in the way of it."""
    say(release_line(release))
    _blockers(release)


def release_line(release: "Release") -> str:
    """The line of a page: its version, or that it is refused, with what it is made of."""
    from l10n.jobs.publish import Result

    place = shown_page(release.locale, release.article)
    if release.result is Result.REFUSED:
        refused = _refusal(release).format(place=place, n=release.obstacles.number)
        if not release.version or not release.stays:
            return refused
        return refused + "; " + _("version {version} stays").format(version=release.version)
    if release.result is Result.RETRACTED:
        text = _("{place}: retracted, and stays so until {correct} or {rollback}")
        return text.format(place=place, **_ways_back(release))
    if release.result is Result.HELD:
        text = _("{place}: version {version}, set back, stays until {correct} or {rollback}")
        return text.format(place=place, version=release.version, **_ways_back(release))
    text = (
        _("{place}: version {version}, unchanged")
        if release.result is Result.UNCHANGED
        else _("{place}: version {version}")
    )
    parts = [text.format(place=place, version=release.version)]
    parts += share_parts(release.counts)
    if release.label:
        parts.append(_("labelled “{label}”").format(label=release.label))
    return ", ".join(parts)


def _ways_back(release: "Release") -> dict[str, str]:
    """The commands that publish a page again after a person took it back, or set it back."""
    commands = ("correct", "rollback")
    return {each: shell_words(["l10n", each], [release.article]) for each in commands}


def _refusal(release: "Release") -> str:
    """Why there is no version, to be filled in with its place and the number of entries."""
    if release.unlabelled is not None:
        return _("{place}: refused, its label is missing")
    if not release.obstacles.number and release.objections:
        if any(each.rule for each in release.objections):
            return _("{place}: refused by a rule of its workflow")
        return _("{place}: refused, an addendum has no place in it")
    return ngettext(
        "{place}: refused, {n} entry stands in the way",
        "{place}: refused, {n} entries stand in the way",
        release.obstacles.number,
    )


def share_parts(counts: "VersionCounts") -> list[str]:
    """What of a version is no finished translation."""
    parts: list[str] = []
    drafts, empty = counts.draft, counts.empty
    if drafts:
        parts.append(ngettext("{n} draft", "{n} drafts", drafts).format(n=drafts))
    if empty:
        parts.append(
            ngettext(
                "{n} segment in the source language", "{n} segments in the source language", empty
            ).format(n=empty)
        )
    if counts.left:
        parts.append(
            ngettext(
                "{n} part left in the source language",
                "{n} parts left in the source language",
                counts.left,
            ).format(n=counts.left)
        )
    return parts


def _blockers(release: "Release") -> None:
    """Name the first of what stands in the way of a version."""
    from l10n.jobs.publish import Result

    if release.result is not Result.REFUSED or release.unlabelled is not None:
        return
    objection_lines(release.objections)
    found = release.obstacles
    for each in found.first:
        say("  " + blocker_line(shown_article(release.article), each))
    more = found.number - len(found.first)
    if more > 0:
        text = ngettext("and {n} more: {command}", "and {n} more: {command}", more)
        command = shell_words(["l10n", "status"], [release.article])
        say("  " + text.format(n=more, command=command))


def release_json(release: "Release") -> dict[str, object]:
    """The same as JSON has it."""
    return {
        "article": release.article,
        "locale": release.locale,
        "result": release.result.value,
        "version": release.version,
        "label": release.label,
        "empty": release.counts.empty,
        "draft": release.counts.draft,
        "translated": release.counts.translated,
        "left": release.counts.left,
        **blockers_json(release.blockers, release.objections),
        "label_missing": release.unlabelled is not None,
        "release_at": None if release.release_at is None else release.release_at.isoformat(),
        "problems": problems_json(release.problems),
    }
