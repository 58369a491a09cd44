"""`l10n memory stats`, `rebuild` and `prune`."""

from typing import TYPE_CHECKING

import click

from l10n.cli.console import (
    confirmed,
    desk_here,
    error_json,
    is_terminal,
    json_option,
    leave,
    print_json,
    report_errors,
    say,
    shown_size,
    warn,
)
from l10n.cli.memories import report_warnings, using_memory
from l10n.cli.options import Command
from l10n.cli.tables import table
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.memory.pruning import Pruned, PrunePlan
    from l10n.jobs.memory.stats import Stats


@click.command("stats", cls=Command, help=_("Count what is in the translation memory."))
@json_option
def stats_memory(as_json: bool) -> None:
    """Count."""
    from l10n.jobs.memory.stats import stats

    desk = desk_here()
    with using_memory(desk) as memories:
        found = stats(memories)
    if as_json:
        print_json(_stats_json(found))
    else:
        _print(found)
    report_warnings(memories)


def _print(found: "Stats") -> None:
    if not found.total:
        say(_("The memory is empty: nothing has been translated or imported yet."))
        return
    head = [
        *(_("languages"), _("translations"), _("approved"), _("translated"), _("imported")),
        _("by machine"),
    ]
    rows = [
        [
            f"{source} → {target}",
            str(sum(counts[key] for key in ("approved", "translated", "imported"))),
            *(str(counts[key]) for key in ("approved", "translated", "imported", "machine")),
        ]
        for (source, target), counts in sorted(found.pairs.items())
    ]
    table(head, rows, right=range(1, len(head)))
    desks = ((name or _("of no desk"), n) for name, n in found.desks.most_common())
    say(_("By desk: {desks}").format(desks=", ".join(f"{name} {n}" for name, n in desks)))
    catalogs = ngettext("{n} catalog", "{n} catalogs", found.catalogs).format(n=found.catalogs)
    files = ngettext("{n} file", "{n} files", len(found.files)).format(n=len(found.files))
    names = f" ({', '.join(found.files)})" if found.files else ""
    text = _("Made of {catalogs} and {files}{names}; the index has {size}.")
    say(text.format(catalogs=catalogs, files=files, names=names, size=shown_size(found.size)))


def _stats_json(found: "Stats") -> dict[str, object]:
    return {
        "translations": found.total,
        "counts": [
            {
                "source_locale": each.source_locale,
                "locale": each.target_locale,
                "desk": each.desk,
                "state": each.standing.name.lower(),
                "machine": each.machine,
                "translations": each.number,
            }
            for each in found.counts
        ],
        "catalogs": found.catalogs,
        "files": list(found.files),
        "bytes": found.size,
    }


@click.command(
    "rebuild",
    cls=Command,
    short_help=_("Make the index of the translation memory anew."),
    help=_(
        "Make the index of the translation memory anew, from the catalogs and the files of "
        "memory/. Commands do this themselves where it is needed; nothing is lost by it."
    ),
)
@json_option
def rebuild_memory(as_json: bool) -> None:
    """Make it anew."""
    from l10n.jobs.memory.stats import stats

    desk = desk_here()
    with using_memory(desk) as memories:
        done = memories.rebuild()
        found = stats(memories)
    if as_json:
        print_json(_stats_json(found))
    elif done:
        n = found.total
        text = ngettext(
            "The memory was made anew: {n} translation.",
            "The memory was made anew: {n} translations.",
            n,
        )
        say(text.format(n=n))
    for each in memories.left_out:
        warn(each)
    report_errors(memories.problems)


@click.command(
    "prune",
    cls=Command,
    short_help=_("Take out of memory/ what helps nobody any more."),
    help=_(
        "Take out of the files in memory/ what the desk itself has translated since, and what "
        "stands there twice. All else in them stays as it is, to the letter. Catalogs are never "
        "touched. What goes is named first, and you are asked."
    ),
)
@click.option("--dry-run", is_flag=True, help=_("Only say what would go."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@json_option
def prune_memory(dry_run: bool, yes: bool, as_json: bool) -> None:
    """Take out what helps nobody."""
    from l10n.jobs.memory.pruning import plan_pruning, prune

    desk = desk_here()
    with using_memory(desk) as memories:
        plan = plan_pruning(desk, memories)
    if not as_json:
        _print_plan(plan)
    done = bool(plan.goes) and not dry_run and (yes or _agreed(plan))
    if done:
        prune(desk.workspace, plan)
    if as_json:
        print_json(_plan_json(plan, done=done))
    elif done:
        say(_("Done."))
    report_warnings(memories)
    report_errors(plan.problems)
    if plan.goes and not done and not dry_run:
        if not is_terminal():
            say(_("Nothing was taken out: add --yes."), err=True)
        leave(1)


def _agreed(plan: "PrunePlan") -> bool:
    if not is_terminal():
        return False
    n = plan.goes
    text = ngettext("Take out {n} translation?", "Take out {n} translations?", n)
    return confirmed(text.format(n=n))


def _print_plan(plan: "PrunePlan") -> None:
    if not plan.goes:
        say(_("There is nothing to take out."))
    for each in plan.files:
        text = _("{file}: {superseded} that the desk has translated since, {double} twice; {rest}")
        rest = ngettext("{n} stays", "{n} stay", each.stay).format(n=each.stay)
        say(
            text.format(
                file=each.file,
                superseded=each.superseded,
                double=each.double,
                rest=rest if each.stay else _("the file goes"),
            )
        )
        for unit in each.named:
            say(f"    {unit.source.text} → {unit.target}")
        more = each.goes - len(each.named)
        if more:
            say("    " + ngettext("and {n} more", "and {n} more", more).format(n=more))


def _plan_json(plan: "PrunePlan", *, done: bool) -> dict[str, object]:
    return {
        "done": done,
        "translations": plan.goes,
        "files": [_pruned_json(each) for each in plan.files],
        "errors": [error_json(each) for each in plan.problems],
    }


def _pruned_json(each: "Pruned") -> dict[str, object]:
    return {
        "file": each.file,
        "superseded": each.superseded,
        "double": each.double,
        "stay": each.stay,
        "goes": each.rest is None,
        "named": [
            {"source": unit.source.text, "target": unit.target, "locale": unit.target_locale}
            for unit in each.named
        ],
    }
