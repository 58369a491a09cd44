"""`l10n approve`."""

from typing import Any

import click

from l10n.cli.console import desk_here, json_option, progress
from l10n.cli.options import Command
from l10n.cli.signing import entries_argument, print_signed, signer_of, signing_options
from l10n.messages import _, ngettext


@click.command(
    "approve",
    cls=Command,
    help=_(
        "Sign entries of an article as they are now: ARTICLE for all, ARTICLE:12, ARTICLE:12-20 or "
        "ARTICLE:12,15 for those of some lines, as in #: of the catalog. What is fuzzy or empty is "
        "refused and named. A signature is void as soon as source or translation change."
    ),
)
@entries_argument(required=False)
@click.option(
    "--all-clean",
    is_flag=True,
    help=_(
        "Only what is translated, was not rejected, and has no finding of an error or a warning; "
        "of all articles where none is named."
    ),
)
@signing_options
@json_option
def command(
    addresses: tuple[str, ...], *, all_clean: bool, name: str | None, as_json: bool, **choice: Any
) -> None:
    """Approve, and say what was signed."""
    from l10n.errors import UsageError
    from l10n.jobs.sign import Choice, approve

    if not addresses and not all_clean:
        raise UsageError(
            _("no article is named"),
            code="USE-052",
            remedy=_("name one, or sign all that is clean: --all-clean"),
        )
    desk = desk_here()
    signer = signer_of(desk, name, choice["role"])
    wanted = Choice(addresses, tuple(choice["locales"]), choice["text"], clean=all_clean)
    with progress(_("Signing")) as advance:
        report = approve(desk, wanted, signer, progress=advance)
    print_signed(report, _done, as_json=as_json, named=not all_clean)


def _done(number: int) -> str:
    return ngettext("{n} approved", "{n} approved", number).format(n=number)
