"""Tags through machine translation: how many are at the right words, and is the doubt right."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import markup_peers
from benchmarks.markup_score import Gold, Result, Score, score, without_tags
from benchmarks.processes import ROOT
from benchmarks.table import Part, Row

BUNDLED = ROOT / "l10n" / "bundled" / "translate-uk_en-demo"
VARIABLE = "L10N_PLAIN_MODEL"
"""Where the package trained without placeholders is: `training/README.md` says how to make it."""
AIM_WHOLE, AIM_BUNDLED, AIM_PLAIN, AIM_CAUGHT, AIM_ALARMS = 1.0, 0.98, 0.85, 0.95, 0.15
QUICK = 8


def measure(folder: Path, *, quick: bool = False) -> Part:
    """Measure the bundled package, and one without placeholders, beside Argos Translate."""
    gold = golds(quick)
    rows: list[Row] = []
    notes: list[str] = []
    plain = os.environ.get(VARIABLE, "")
    for name, package in (("bundled package", BUNDLED), ("without placeholders", Path(plain))):
        if not (package / "metadata.json").is_file() or not package.name:
            rows.append(
                Row("tags, package without placeholders", "", "", note=f"{VARIABLE} is not set")
            )
            continue
        packages = folder / name.replace(" ", "-")
        packages.mkdir()
        (packages / package.name).symlink_to(package.resolve(), target_is_directory=True)
        own = score(gold, drafts(gold, packages))
        aim = AIM_BUNDLED if package == BUNDLED else AIM_PLAIN
        rows += _own(name, len(gold), own, aim)
        if package != BUNDLED:
            notes.append(_evidence(gold, packages))
        for peer, results in markup_peers.results(gold, packages, package, folder):
            theirs = score(gold, results)
            rows.append(_beside(name, own, peer, theirs))
    notes.append(
        f"Tags: {len(gold):,} held-out sentences of the demonstration grammar with one to three "
        "tags, of five kinds (`training/placements.py`). *Exact*: every tag is at the words at "
        "which the grammar has put it, to the character. Where the words of a draft are not those "
        "of the gold translation, the places are carried over through the words that are the "
        "same; where that cannot be done the sentence is not judged. *Reported*: marked as "
        "doubtful in the draft. `translate_tags` gets each sentence as a tree."
    )
    return Part(tuple(rows), tuple(notes))


def golds(quick: bool = False) -> tuple[Gold, ...]:
    """The sentences of `training/placements.py`."""
    sys.path.append(str(ROOT / "training"))
    from placements import placements

    found = placements(QUICK) if quick else placements()
    return tuple(
        Gold(each.kind, each.source, each.target, each.pairs, each.empties) for each in found
    )


def drafts(gold: Sequence[Gold], packages: Path) -> list[Result]:
    """Draft all sentences with the engine."""
    from l10n.engines import Request
    from l10n.engines.argos.engine import Argos
    from l10n.model.markup import Tagged

    requests = [Request(Tagged(each.source, each.pairs, each.empties)) for each in gold]
    with Argos({}, folders=[packages]) as engine:
        return [
            Result(draft.text, draft.doubtful) for draft in engine.translate(requests, "uk", "en")
        ]


# Evidence by evidence


def _evidence(gold: Sequence[Gold], packages: Path) -> str:
    """Measure each kind of evidence alone."""
    from l10n.engines.argos.packages import route, survey
    from l10n.engines.argos.settings import ArgosSettings
    from l10n.engines.decoder.decoding import Decoder, Options
    from l10n.model.markup import Tagged
    from l10n.tags.aligning import Evidence
    from l10n.tags.place import place
    from l10n.tags.position import by_position
    from l10n.tags.units import Unit

    (package,) = route(survey([packages]).models, "uk", "en") or ()
    decoder = Decoder(package.model(), ArgosSettings())
    units = [Unit(Tagged(each.source, each.pairs, each.empties).tokens()) for each in gold]
    made = decoder.decode([unit.plain() for unit in units], Options(attention=True))
    held = [_held(each) for each in gold]
    distinct = list(dict.fromkeys(text for each in held for text in each.values()))
    alone = dict(
        zip(
            distinct,
            (each.text for each in decoder.decode(distinct, Options(quick=True))),
            strict=True,
        )
    )
    shares = []
    for name, looks, spans in (
        ("attention", True, False),
        ("the pairs translated alone", False, True),
        ("both", True, True),
        ("names and numbers", False, False),
    ):
        results = []
        for unit, result, texts in zip(units, made, held, strict=True):
            evidence = Evidence(
                spans={tag: alone[text] for tag, text in texts.items()} if spans else {},
                attention=result.attention if looks else None,
                source="uk",
                target="en",
            )
            placed = place(unit.tagged, result.text, evidence)
            results.append(Result(placed.text, placed.doubtful))
        shares.append(f"{name} {score(gold, results).exact:.1%}")
    positions = [
        Result(by_position(unit.tagged, result.text))
        for unit, result in zip(units, made, strict=True)
    ]
    shares.append(f"position {score(gold, positions).exact:.1%}")
    decoder.close()
    return "Tags, package without placeholders, exact by each evidence alone: " + ", ".join(shares)


def _held(gold: Gold) -> dict[str, str]:
    """What each pair of the source holds, tags aside."""
    found = {}
    for name in gold.pairs:
        inner = gold.source.split(f"<{name}>")[1].split(f"</{name}>")[0]
        found[name] = without_tags(inner).strip()
    return {name: text for name, text in found.items() if text}


# The table


def _own(name: str, count: int, found: Score, aim: float) -> list[Row]:
    what = f"tags, {name}"
    kinds = ", ".join(f"{kind} {share:.1%}" for kind, share in found.kinds.items())
    rows = [
        Row(
            f"{what}: all there, well-formed",
            f"{found.whole:.1%}",
            f"{count:,} sentences",
            ratio=found.whole,
            aim=AIM_WHOLE,
        ),
        Row(
            f"{what}: exact",
            f"{found.exact:.1%}",
            f"{found.judged:,} judged, {found.worded:,} in the gold wording",
            ratio=found.exact,
            aim=aim,
            note=kinds,
        ),
    ]
    if found.caught is not None:
        rows.append(
            Row(
                f"{what}: wrong ones reported",
                f"{found.caught:.1%}",
                "all wrong",
                ratio=found.caught,
                aim=AIM_CAUGHT,
            )
        )
    rows.append(
        Row(
            f"{what}: right ones reported",
            f"{found.alarms:.1%}",
            "all right",
            ratio=found.alarms,
            aim=AIM_ALARMS,
            at_most=True,
        )
    )
    return rows


def _beside(name: str, own: Score, peer: str, theirs: Score) -> Row:
    return Row(
        f"tags, {name}: exact",
        f"{own.exact:.1%}",
        peer,
        f"{theirs.exact:.1%} of {theirs.judged:,} judged ({theirs.whole:.1%} well-formed)",
        own.exact / theirs.exact if theirs.exact else None,
    )
