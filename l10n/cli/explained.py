"""Options of commands that explain what they publish: why, by whom, and what readers are told."""

import functools
from collections.abc import Callable
from typing import Any, cast

import click

from l10n.cli.options import F, editor_option
from l10n.dataclass import dataclass
from l10n.errors import UsageError
from l10n.lines import collapsed, is_plain_line
from l10n.messages import _

_LONGEST_REASON = 10_000
_LONGEST_NOTICE = 1_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was said of a version on the command line."""

    reason: str
    """Why, in the desk's words; empty where it may be."""
    notice: str
    """What readers are told, in their language; empty for the usual words."""
    named: str | None
    """Who answers for it, as it was written."""
    replace_edited: bool


def explained(*, needed: bool, notice: str, edited: bool) -> Callable[[F], F]:
    """Add --reason and --as, --notice and --replace-edited where they are wanted.

    `notice` is what --notice is for, in words for a person; empty for none.
    The command gets them as one `said`.
    """

    def decorate(command: F) -> F:
        @functools.wraps(command)
        def gathered(*arguments: Any, **values: Any) -> Any:
            said = Explanation(
                reason=_reason(values.pop("reason"), needed=needed),
                notice=_notice(values.pop("notice", None)),
                named=values.pop("named"),
                replace_edited=values.pop("replace_edited", False),
            )
            return command(*arguments, said=said, **values)

        made: F = editor_option(cast("F", gathered))
        if edited:
            made = click.option(
                "--replace-edited",
                is_flag=True,
                help=_(
                    "Replace a published file that was changed by hand; its text is kept as a "
                    "version."
                ),
            )(made)
        if notice:
            made = click.option(
                "--notice",
                metavar=_("TEXT"),
                help=notice,
            )(made)
        return click.option(
            "--reason",
            required=needed,
            metavar=_("TEXT"),
            help=_("Why, for the record; readers do not see it."),
        )(made)

    return decorate


def _reason(text: str | None, *, needed: bool) -> str:
    """A reason as the record keeps it; raises UsageError for none, and for a whole article."""
    said = (text or "").strip()
    if needed and not said:
        raise UsageError(
            _("the reason is empty"),
            code="USE-067",
            remedy=_("say in a few words why: the record keeps it"),
        )
    if len(said) > _LONGEST_REASON:
        raise UsageError(
            _("a reason of {n} characters is too long").format(n=len(said)),
            code="USE-043",
            remedy=_("say it in at most {n} characters").format(n=_LONGEST_REASON),
        )
    if any("\ud800" <= character <= "\udfff" for character in said):
        raise _no_text(said)
    return said


def _notice(text: str | None) -> str:
    """What readers are told, on one line; raises UsageError for what they would not see as such."""
    if text is None:
        return ""
    said = " ".join(text.split())
    # Systems of sites take what stands in braces for code, and no form of writing it serves all.
    code = not {"{", "}"}.isdisjoint(said)
    if not said or code or len(said) > _LONGEST_NOTICE or not is_plain_line(said, rtl=True):
        raise _no_text(said)
    return said


def _no_text(said: str) -> UsageError:
    return UsageError(
        _("“{text}” is no text that can be shown").format(text=collapsed(said)[:80]),
        code="USE-069",
        remedy=_(
            "write one line of at most {n} characters, each of which is seen, without braces"
        ).format(n=_LONGEST_NOTICE),
    )
