"""What stands in the way of a version, as lines and as JSON: the same in every command."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from l10n.cli.console import say

if TYPE_CHECKING:
    from l10n.steps.publish import Blocker, Obstacle
    from l10n.steps.signoff import Objection


def blocker_line(article: str, obstacle: "Obstacle", locale: str = "") -> str:
    """One entry that stands in the way, with the rule that says so."""
    parts = [f"{article}:{obstacle.line}", locale, obstacle.reason.text()]
    rule = f" (publish.{obstacle.rule})" if obstacle.rule else ""
    return ": ".join(filter(None, parts)) + rule


def objection_lines(objections: "Iterable[Objection]") -> None:
    """What stands against a version as a whole, each with the place of its rule."""
    for each in objections:
        rule = f"publish.{each.rule}" if each.rule else ""
        say("  " + ": ".join(filter(None, (each.place, rule, each.reason.text()))))


def blockers_json(
    blockers: "Iterable[Blocker]", objections: "Iterable[Objection]"
) -> dict[str, object]:
    """Both as JSON has them."""
    return {
        "blockers": [
            {
                "line": each.segment.place.line,
                "source": each.segment.text,
                "reason": each.reason.text(),
                "rule": each.rule,
            }
            for each in blockers
        ],
        "objections": [
            {"rule": each.rule, "place": each.place, "reason": each.reason.text()}
            for each in objections
        ],
    }
