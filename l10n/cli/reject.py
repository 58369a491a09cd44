"""`l10n reject`."""

from typing import Any

import click

from l10n.cli.console import desk_here, json_option
from l10n.cli.options import Command
from l10n.cli.signing import entries_argument, print_signed, signer_of, signing_options
from l10n.messages import _, ngettext


@click.command(
    "reject",
    cls=Command,
    help=_(
        "Reject the translations in some lines of an article, as in #: of the catalog, and say "
        "why. They become fuzzy and keep their text; the translator finds the reason in `l10n "
        "status`. What was rejected is not published until it reads otherwise or is approved."
    ),
)
@entries_argument(required=True)
@click.option(
    "--reason", required=True, metavar=_("TEXT"), help=_("What is wrong, for the translator.")
)
@signing_options
@json_option
def command(
    addresses: tuple[str, ...], *, reason: str, name: str | None, as_json: bool, **choice: Any
) -> None:
    """Reject, and say what was."""
    from l10n.jobs.sign import Choice, reject

    desk = desk_here()
    signer = signer_of(desk, name, choice["role"])
    wanted = Choice(addresses, tuple(choice["locales"]), choice["text"])
    report = reject(desk, wanted, signer, reason)
    print_signed(report, _done, as_json=as_json, named=True)


def _done(number: int) -> str:
    return ngettext("{n} rejected", "{n} rejected", number).format(n=number)
