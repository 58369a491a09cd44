"""`l10n ask`."""

from typing import TYPE_CHECKING, Any

import click

from l10n.cli.console import desk_here, error_json, json_option, print_json, report_errors, say
from l10n.cli.options import Command, article_names, locales_option, now
from l10n.cli.questions import place_of, print_question, question_json, say_indented
from l10n.errors import UsageError
from l10n.messages import _, ngettext

if TYPE_CHECKING:
    from l10n.desk.questions import ListedQuestion
    from l10n.jobs.ask import Put, QuestionList


@click.command(
    "ask",
    cls=Command,
    help=_(
        "Ask the translators a QUESTION about one text: PLACE is ARTICLE:LINE, with the line as "
        "in #: of the catalog. It stands in their notes until a comment of theirs answers it. "
        "Without a QUESTION, list those that are open, and those answered with the answer."
    ),
)
@click.argument("place", required=False, metavar=_("[PLACE]"), shell_complete=article_names)
@click.argument("question", required=False, metavar=_("[QUESTION]"))
@locales_option
@click.option(
    "--text",
    "words",
    default="",
    metavar=_("WORDS"),
    help=_("Of several texts in that line, the one that has these words."),
)
@click.option("--close", "close", is_flag=True, help=_("End the questions at PLACE, or one by ID."))
@click.option("--as", "named", metavar=_("NAME"), help=_('Ask as this person: "Name <mail>".'))
@click.option("--all", "every", is_flag=True, help=_("List those that were ended, too."))
@json_option
def command(place: str | None, question: str | None, **given: Any) -> None:
    """Ask, end or list."""
    from l10n.desk.asking import Asker, check_question
    from l10n.desk.person import person
    from l10n.jobs import ask as job

    desk = desk_here()
    where = job.Place(place or "", tuple(given["locales"]), given["words"])
    as_json = given["as_json"]
    if given["close"]:
        if not place or question is not None:
            raise UsageError(
                _("--close takes the place of the questions, and nothing else"),
                code="USE-098",
                remedy=_("name it as in #: of the catalog: a.md:12"),
            )
        ended = job.close(desk, where, Asker(person(desk.workspace, given["named"]), now()))
        _print_ended(ended, as_json=as_json)
    elif question is None:
        _print_list(job.listed(desk, where), every=given["every"], as_json=as_json)
    else:
        check_question(question)
        asker = Asker(person(desk.workspace, given["named"]), now())
        _print_put(job.ask(desk, where, question, asker), as_json=as_json)


def _print_put(put: "tuple[Put, ...]", *, as_json: bool) -> None:
    if as_json:
        print_json([{**question_json(each.listed), "new": each.new} for each in put])
        return
    for each in put:
        words = _("{place}: asked") if each.new else _("{place}: asked before, and still open")
        say(words.format(place=place_of(each.listed)))
        say(f"    {each.listed.key[1]}")


def _print_ended(ended: "tuple[ListedQuestion, ...]", *, as_json: bool) -> None:
    if as_json:
        print_json([question_json(each) for each in ended])
        return
    for each in ended:
        say(_("{place}: ended").format(place=place_of(each)))
        say_indented(each.question.asked.text)


def _print_list(found: "QuestionList", *, every: bool, as_json: bool) -> None:
    some = [each for each in found.questions if every or each.question.closed is None]
    if as_json:
        print_json(
            {
                "questions": [question_json(each) for each in some],
                "errors": [error_json(error) for error in found.errors],
            }
        )
    else:
        for each in some:
            print_question(each)
        if not some:
            say(_("There are no questions."))
        more = len(found.questions) - len(some)
        if more:
            text = ngettext(
                "{n} was ended (--all lists it)", "{n} were ended (--all lists them)", more
            )
            say(text.format(n=more))
    report_errors(found.errors)
