"""Gates: what a report fails, by the command line and by workflows."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from l10n.jobs.coverage.report import Covered, Demand, Failure, Total, together
from l10n.model.gate import Demands, Gate, Rule
from l10n.model.workflow import Workflow, names

_DIGITS = 1
"""Of a percentage that is told."""


def failures(
    covered: Sequence[Covered], gate: Gate, workflows: Iterable[Workflow] = ()
) -> tuple[Failure, ...]:
    """All that is not met, catalogs that are missing or out of date first, then locales."""
    rules = {each.name: each for each in workflows if each.gates}
    by_rule = [(each, rule) for each in covered for rule in _rules(rules, each)]
    shared = {id(each) for each, (_place, rule) in by_rule if rule.demands.fail_under is not None}
    found: list[Failure] = []
    for each in covered:
        if gate.fail_under(each.locale) is not None or id(each) in shared:
            found += _whole(each)
    found += _by_command(covered, gate)
    for each, (place, rule) in by_rule:
        found += _by_rule(each, rule, place, words=gate.words)
    return tuple(found)


def gated(gate: Gate, workflows: Iterable[Workflow]) -> bool:
    """True if anything is asked for."""
    return not gate.none or any(each.gates for each in workflows)


def nothing_to_count(locale: str = "") -> Failure:
    """The failure of a gate that has nothing to look at, in a locale or at all."""
    return Failure(Demand.ARTICLES, locale)


def _rules(workflows: dict[str, Workflow], each: Covered) -> Iterator[tuple[str, Rule]]:
    """The rules for one catalog, each with its place in the workflow."""
    workflow = workflows.get(each.workflow)
    if workflow is None:
        return
    for number, rule in enumerate(workflow.gates):
        if rule.locales and each.locale not in rule.locales:
            continue
        if not rule.articles or names(rule.articles, each.article):
            line = workflow.line("gate", number)
            place = f"workflows/{workflow.path.name}"
            yield (place if line is None else f"{place}:{line}"), rule


def _whole(each: Covered) -> Iterator[Failure]:
    if not each.there:
        yield Failure(Demand.CATALOG, each.locale, each.article, each.source_path)
    elif not each.current:
        yield Failure(Demand.CURRENT, each.locale, each.article, each.catalog_path)


def _by_command(covered: Sequence[Covered], gate: Gate) -> Iterator[Failure]:
    groups: dict[str, list[Covered]] = {}
    for each in covered:
        groups.setdefault(each.locale, []).append(each)
    for locale, group in groups.items():
        least = gate.fail_under(locale)
        if least is not None:
            yield from _share(together(group), Failure(Demand.SHARE, locale, limit=least), gate)
    yield from _findings(together(covered), gate.all, Failure(Demand.ERRORS))


def _by_rule(each: Covered, rule: Rule, place: str, *, words: bool) -> Iterator[Failure]:
    total = together((each,))
    path = each.catalog_path if each.there else each.source_path
    failure = Failure(Demand.SHARE, each.locale, each.article, path, rule=place)
    least = rule.demands.fail_under
    if least is not None and each.there:
        yield from _share(total, _with(failure, Demand.SHARE, least, Decimal(0)), Gate(words=words))
    yield from _findings(total, rule.demands, failure)


def _share(total: Total, failure: Failure, gate: Gate) -> Iterator[Failure]:
    share, counts = total.cover.share, total.counts
    if share.reaches(failure.limit, words=gate.words):
        return
    more = counts.translated
    part = share.part
    yield Failure(
        Demand.SHARE,
        failure.locale,
        failure.article,
        failure.path,
        limit=failure.limit,
        found=share.percent(words=gate.words, digits=_DIGITS),
        words=gate.words,
        faulty=more.words > part.words if gate.words else more.entries > part.entries,
        rule=failure.rule,
    )


def _findings(total: Total, demands: Demands, failure: Failure) -> Iterator[Failure]:
    counts = total.findings
    for demand, most, found in (
        (Demand.ERRORS, demands.max_errors, counts.errors),
        (Demand.WARNINGS, demands.max_warnings, counts.warnings),
    ):
        if most is not None and found > most:
            yield _with(failure, demand, Decimal(most), Decimal(found))


def _with(failure: Failure, demand: Demand, limit: Decimal, found: Decimal) -> Failure:
    return Failure(
        demand,
        failure.locale,
        failure.article,
        failure.path,
        limit=limit,
        found=found,
        rule=failure.rule,
    )
