"""`l10n receive`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from l10n.cli.console import desk_here, json_option, print_json, progress, report_errors, say
from l10n.cli.options import Command, now, removals_option
from l10n.messages import N_, _, ngettext

if TYPE_CHECKING:
    from l10n.jobs.receive import Arrival

TOLD = {
    "conflict": N_(
        "changed here and by the translator; the entry keeps both texts, choose one: {text}"
    ),
    "source-changed": N_(
        "the source has changed since; kept beside the new text, to be gone over: {text}"
    ),
    "set-aside": N_("the source is gone; kept as an obsolete entry: {text}"),
}


@click.command(
    "receive",
    cls=Command,
    help=_(
        "Merge FILES (PO or XLIFF files, folders or ZIPs of them) into the catalogs they were made "
        "from. "
        "Nothing that a person wrote, here or there, is lost."
    ),
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar=_("FILES..."),
)
@removals_option
@json_option
def command(files: tuple[Path, ...], removed: tuple[str, ...], as_json: bool) -> None:
    """Receive, and list what happened."""
    from l10n.desk.desk import removals
    from l10n.jobs.receive import take_back

    desk = desk_here()
    accepted = removals(desk, removed)
    with progress(_("Receiving")) as advance:
        report = take_back(desk, files, now=now(), removals=accepted, progress=advance)
    if as_json:
        print_json([_json(each) for each in report.arrivals])
    else:
        for each in report.arrivals:
            _print(each)
    report_errors(report.errors)


def _print(arrival: "Arrival") -> None:
    from l10n.steps.receive import Outcome

    numbers = {outcome: arrival.count(outcome) for outcome in Outcome}
    texts = {
        Outcome.TAKEN: ngettext("{n} taken", "{n} taken", numbers[Outcome.TAKEN]),
        Outcome.SAME: ngettext("{n} the same", "{n} the same", numbers[Outcome.SAME]),
        Outcome.UNTOUCHED: ngettext(
            "{n} not touched", "{n} not touched", numbers[Outcome.UNTOUCHED]
        ),
        Outcome.CONFLICT: ngettext("{n} conflict", "{n} conflicts", numbers[Outcome.CONFLICT]),
        Outcome.SOURCE_CHANGED: ngettext(
            "{n} for a changed text", "{n} for changed texts", numbers[Outcome.SOURCE_CHANGED]
        ),
        Outcome.SET_ASIDE: ngettext("{n} set aside", "{n} set aside", numbers[Outcome.SET_ASIDE]),
    }
    parts = [text.format(n=numbers[each]) for each, text in texts.items() if numbers[each]]
    say(f"catalogs/{arrival.locale}/{arrival.article}.po: {', '.join(parts)}")
    for receipt in arrival.receipts:
        if receipt.outcome.value in TOLD:
            say("  " + _(TOLD[receipt.outcome.value]).format(text=receipt.key[1]))


def _json(arrival: "Arrival") -> dict[str, object]:
    return {
        "file": arrival.file,
        "article": arrival.article,
        "locale": arrival.locale,
        "entries": [
            {"outcome": each.outcome.value, "context": each.key[0], "source": each.key[1]}
            for each in arrival.receipts
        ],
    }
