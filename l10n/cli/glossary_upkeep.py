"""`l10n glossary suggest` and `l10n glossary check`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.console import (
    confirmed,
    desk_here,
    is_terminal,
    json_option,
    leave,
    print_json,
    say,
)
from l10n.cli.memories import report_warnings, using_memory
from l10n.cli.options import Command, pairs_option
from l10n.cli.tables import table
from l10n.errors import UsageError
from l10n.messages import _, ngettext
from l10n.regex import regex

if TYPE_CHECKING:
    from l10n.glossary.suggesting import Suggestion
    from l10n.glossary.terms import Term
    from l10n.jobs.glossary.check import Checked
    from l10n.jobs.glossary.suggest import Suggested

_SHOWN = 50
_NUMBERS = regex(r"\d{1,6}(?:-\d{1,6})?(?:,\d{1,6}(?:-\d{1,6})?)*+")
_CUT = 100


@click.command(
    "suggest",
    cls=Command,
    short_help=_("Suggest terms out of the translation memory."),
    help=_(
        "List names and terms that the translation memory holds and the glossary does not, each "
        "with its usual renderings, for a person to accept."
    ),
)
@pairs_option
@click.option(
    "--least",
    type=click.IntRange(2),
    default=3,
    show_default=True,
    help=_("In how many translated texts a term has to stand."),
)
@click.option(
    "--most",
    type=click.IntRange(1),
    default=_SHOWN,
    show_default=True,
    help=_("How many are listed."),
)
@click.option(
    "--accept",
    "accepted",
    metavar=_("NUMBERS"),
    help=_("Put these into glossary.csv with their usual rendering, such as 1,4-6."),
)
@click.option(
    "--ask", "one_by_one", is_flag=True, help=_("Ask about one after the other, and take those.")
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar=_("FILE"),
    help=_("Write them into a new CSV file, whose lines may go into the glossary."),
)
@json_option
def suggest_terms(
    pairs: tuple[str, ...], least: int, most: int, as_json: bool, **given: Any
) -> None:
    """List candidates, write them, or take some of them into the glossary."""
    from l10n.jobs.glossary.suggest import accept, pairs_of, suggest, write_suggestions
    from l10n.language.locales import pair

    accepted, output = given["accepted"], given["output"]
    desk = desk_here()
    wanted = [pair(each) for each in pairs] or pairs_of(desk)
    if given["one_by_one"] and not is_terminal():
        raise UsageError(
            _("--ask needs a terminal"),
            code="GLO-043",
            remedy=_("list the suggestions, and name those that you want with --accept"),
        )
    if accepted is not None and len(wanted) != 1:
        raise UsageError(
            _("--accept is for one pair of locales"),
            code="GLO-041",
            remedy=_("name it with --pair"),
        )
    with using_memory(desk) as memories:
        found = [suggest(desk, memories, each, least, most) for each in wanted]
    report_warnings(memories)
    if accepted is not None:
        numbers = _numbers(accepted, len(found[0].suggestions))
        terms = [found[0].term(number) for number in numbers]
        _print_accepted(terms, accept(desk, terms))
        return
    if given["one_by_one"]:
        terms = [term for each in found for term in _asked(each)]
        if terms:
            _print_accepted(terms, accept(desk, terms))
        return
    if output is not None:
        count = write_suggestions(output, found)
        said = ngettext("{n} suggestion is in {file}", "{n} suggestions are in {file}", count)
        say(said.format(n=count, file=output))
        return
    if as_json:
        print_json([_suggested_json(each) for each in found])
        return
    for each in found:
        _print_suggested(each)


def _print_accepted(terms: Sequence["Term"], file: str) -> None:
    for term in terms:
        say(f"{term.term} → {term.translation}")
    said = ngettext("{n} term is now in {file}", "{n} terms are now in {file}", len(terms))
    say(said.format(n=len(terms), file=file))


def _asked(found: "Suggested") -> Iterator["Term"]:
    """The suggestions that a person takes, one after the other."""
    for number, each in enumerate(found.suggestions, 1):
        for one in each.examples:
            say(f"  {one.place}: {_cut(one.source)} → {_cut(one.target)}")
        question = _("Take “{term}” → “{translation}” into the glossary?")
        if confirmed(question.format(term=each.term, translation=each.renderings[0].text)):
            yield found.term(number)


def _numbers(text: str, most: int) -> list[int]:
    """The numbers that a person named, each once, in order; raises UsageError for others."""
    bare = text.replace(" ", "")
    found: dict[int, None] = {}
    if _NUMBERS.fullmatch(bare):
        for part in bare.split(","):
            first, _hyphen, last = part.partition("-")
            if not 1 <= int(first) <= int(last or first) <= most:
                break
            found |= dict.fromkeys(range(int(first), int(last or first) + 1))
        else:
            return list(found)
    raise UsageError(
        _("--accept takes numbers of the list, from 1 to {most}").format(most=most),
        code="GLO-042",
        remedy=_("list the suggestions, and name those that you want: 1,4-6"),
    )


def _print_suggested(found: "Suggested") -> None:
    say(f"{found.pair[0]} → {found.pair[1]}", bold=True)
    if not found.suggestions:
        say(_("Nothing is suggested."))
        return
    head = ["", _("term"), _("renderings"), _("texts")]
    rows = []
    for number, each in enumerate(found.suggestions, 1):
        renderings = ", ".join(f"{one.text} ({one.units})" for one in each.renderings)
        rows.append([str(number), each.term, renderings, str(each.units)])
    table(head, rows, right=(0, 3))
    for number, each in enumerate(found.suggestions, 1):
        if each.disagreement:
            say(_("{number}: desks disagree: {desks}").format(number=number, desks=_desks(each)))
    if found.units < found.total:
        say(_("{n} of {total} texts were looked at.").format(n=found.units, total=found.total))


def _desks(each: "Suggestion") -> str:
    return "; ".join(
        f"{one.text}: " + ", ".join(f"{desk} ({units})" for desk, units in one.desks)
        for one in each.renderings
        if one.desks
    )


def _suggested_json(found: "Suggested") -> dict[str, object]:
    return {
        "pair": list(found.pair),
        "texts": found.units,
        "of": found.total,
        "suggestions": [
            {
                "number": number,
                "term": each.term,
                "texts": each.units,
                "name": each.name,
                "strength": round(each.strength, 3),
                "desks_disagree": each.disagreement,
                "renderings": [
                    {"text": one.text, "texts": one.units, "desks": dict(one.desks)}
                    for one in each.renderings
                ],
                "examples": [
                    {"place": one.place, "source": one.source, "target": one.target}
                    for one in each.examples
                ],
            }
            for number, each in enumerate(found.suggestions, 1)
        ],
    }


@click.command(
    "check",
    cls=Command,
    short_help=_("Find terms that contradict one another, are not used, or are overruled."),
    help=_(
        "Look after the glossary: terms that contradict one another, terms for which translators "
        "write something else as often as not, and terms that stand in no translated text. Ends "
        "with 1 if there is one of the first two kinds."
    ),
)
@pairs_option
@json_option
def check_terms(pairs: tuple[str, ...], as_json: bool) -> None:
    """Tell what is wrong with the glossary."""
    from l10n.jobs.glossary.check import check
    from l10n.jobs.glossary.suggest import pairs_of
    from l10n.language.locales import pair

    desk = desk_here()
    wanted = [pair(each) for each in pairs] or pairs_of(desk)
    with using_memory(desk) as memories:
        found = [check(desk, memories, each) for each in wanted]
    report_warnings(memories)
    if as_json:
        print_json([_checked_json(each) for each in found])
    else:
        for each in found:
            _print_checked(each)
    if not all(each.sound for each in found):
        leave(1)


def _print_checked(found: "Checked") -> None:
    say(f"{found.pair[0]} → {found.pair[1]}", bold=True)
    for each in found.contradictions:
        say(
            _("“{name}” is “{first}” ({where}) and “{second}” ({there})").format(
                name=each.name,
                first=each.first.translation,
                where=_written(each.first.written),
                second=each.second.translation,
                there=_written(each.second.written),
            )
        )
    for use in found.overruled:
        say(
            _("“{term}” is not “{wanted}” in {overruled} of {used} texts").format(
                term=use.term.term,
                wanted=use.term.translation,
                overruled=use.overruled,
                used=use.used,
            )
        )
        for place, source, target in use.places:
            say(f"  {place}: {_cut(source)} → {_cut(target)}")
    if found.unused:
        names = ", ".join(use.term.term for use in found.unused)
        said = ngettext(
            "{n} term stands in none of {texts} texts: {names}",
            "{n} terms stand in none of {texts} texts: {names}",
            len(found.unused),
        )
        say(said.format(n=len(found.unused), texts=found.units, names=names))
    if found.sound and not found.unused:
        say(_("All terms agree, and translators keep to them."))


def _written(written: object) -> str:
    file, line = getattr(written, "file", ""), getattr(written, "line", "")
    return f"{file}:{line}" if file else "?"


def _cut(text: str) -> str:
    return text if len(text) <= _CUT else text[: _CUT - 1] + "…"


def _checked_json(found: "Checked") -> dict[str, object]:
    return {
        "pair": list(found.pair),
        "texts": found.units,
        "contradictions": [
            {
                "term": each.name,
                "translations": [each.first.translation, each.second.translation],
                "places": [_written(each.first.written), _written(each.second.written)],
            }
            for each in found.contradictions
        ],
        "overruled": [
            {
                "term": use.term.term,
                "translation": use.term.translation,
                "kept": use.kept,
                "overruled": use.overruled,
                "places": [
                    {"place": place, "source": source, "target": target}
                    for place, source, target in use.places
                ],
            }
            for use in found.overruled
        ],
        "unused": [use.term.term for use in found.unused],
    }
