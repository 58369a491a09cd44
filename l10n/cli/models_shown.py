"""How models are shown: those that are installed, and those of the catalog."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from l10n.cli.tables import table
from l10n.messages import _, language

if TYPE_CHECKING:
    from l10n.engines.packages.catalog import Recommended, Score
    from l10n.jobs.models.listing import Installed


def print_installed(models: "Sequence[Installed]") -> None:
    """Print the models that can translate now."""
    head = [_("pairs"), _("model"), _("engine"), _("kind"), _("licence"), _("size")]
    rows = [
        [
            _pairs(model.pairs),
            model.label,
            model.engine,
            _kind(model),
            shown_licence(model.licence),
            shown_size(model.size),
            _scores(model.scores),
            str(model.place),
        ]
        for model in models
    ]
    table([*head, _("quality"), _("place")], rows, right=(5,), below=(6, 7))


def print_recommended(models: "Sequence[Recommended]") -> None:
    """Print models of the catalog."""
    rows = [
        [
            _pairs(tuple(_pair(each) for each in model.pairs)),
            model.name,
            shown_licence(model.licence),
            shown_size(model.size),
            _scores(model.scores),
        ]
        for model in models
    ]
    head = [_("pairs"), _("model"), _("licence"), _("size"), _("quality")]
    table(head, rows, right=(3,), below=(4,))


def shown_licence(licence: str) -> str:
    """A licence, with a word where it forbids what a newsroom does."""
    from l10n.engines.packages.licences import forbids_commerce

    if not licence:
        return _("not known")
    text = _("{licence} (not commercial)")
    return text.format(licence=licence) if forbids_commerce(licence) else licence


def installed_json(model: "Installed") -> dict[str, object]:
    """A model as JSON has it."""
    return {
        "from": _only(model, 0),
        "to": _only(model, 1),
        "pairs": [list(pair) for pair in model.pairs],
        "languages": list(model.languages),
        "name": model.name,
        "version": model.version,
        "engine": model.engine,
        "demonstration": model.demonstration,
        "bundled": model.bundled,
        "licence": model.licence or None,
        "size": model.size,
        "origin": model.origin or None,
        "revision": model.revision or None,
        "scores": _scores_json(model.scores),
        "place": str(model.place),
    }


def _only(model: "Installed", side: int) -> str | None:
    """The one language of a side; None where there are more."""
    found = {pair[side] for pair in model.pairs} - {"*"}
    return found.pop() if len(found) == 1 and len(model.pairs) == 1 else None


def recommended_json(model: "Recommended") -> dict[str, object]:
    """A model of the catalog as JSON has it."""
    return {
        "name": model.name,
        "pairs": [list(_pair(each)) for each in model.pairs],
        "licence": model.licence or None,
        "commercial": _commercial(model),
        "origin": model.origin,
        "revision": model.revision or None,
        "sha256": model.sha256 or None,
        "size": model.size or None,
        "page": model.page,
        "scores": _scores_json(model.scores),
    }


def _commercial(model: "Recommended") -> bool | None:
    """True if a newsroom may use a model, False if it may not, None if that is not known."""
    from l10n.engines.packages.licences import allows_commerce

    return False if model.noncommercial else allows_commerce(model.licence) or None


def _scores_json(scores: "Sequence[Score]") -> list[dict[str, object]]:
    return [
        {
            "pair": list(_pair(score.pair)),
            "metric": score.metric,
            "value": score.value,
            "set": score.set,
            "source": score.source,
        }
        for score in scores
    ]


def _pair(text: str) -> tuple[str, str]:
    source, _arrow, target = text.partition(">")
    return source, target


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    """The pairs of a model; of many the first."""
    if ("*", "*") in pairs:
        return _("any of its languages")
    shown = ", ".join(f"{source}>{target}" for source, target in pairs[:3])
    if len(pairs) > 3:
        return _("{pairs} and {n} more").format(pairs=shown, n=len(pairs) - 3)
    return shown or _("any of its languages")


def shown_size(size: int) -> str:
    """Bytes as people read them; nothing for none."""
    from l10n.language.locales import format_size

    return format_size(size, language()) if size else "—"


def _scores(scores: "Sequence[Score]") -> str:
    """Published scores in a line; of several pairs, each with its pair."""
    several = len({score.pair for score in scores}) > 1
    return "; ".join(f"{score.pair} {score.label}" if several else score.label for score in scores)


def _kind(model: "Installed") -> str:
    if model.demonstration:
        return _("demonstration, bundled") if model.bundled else _("demonstration")
    return _("full")
