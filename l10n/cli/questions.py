"""Questions and comments, as several commands say them."""

from typing import TYPE_CHECKING

from l10n.cli.console import say, shown_article
from l10n.messages import N_, _

if TYPE_CHECKING:
    from l10n.desk.questions import ListedQuestion
    from l10n.jobs.status import ListedComment, Standing

_STANDINGS = {"open": N_("open"), "answered": N_("answered"), "closed": N_("ended")}


def print_question(each: "ListedQuestion") -> None:
    """Say of a question where it is, how it stands, who asked what, and what was answered."""
    from l10n.language.locales import format_day
    from l10n.messages import language
    from l10n.model.person import parsed_person

    asked = each.question.asked
    person = parsed_person(asked.who)
    say(
        _("{place}: {state}, {who}, {day} ({id})").format(
            place=place_of(each),
            state=_(_STANDINGS[each.standing.value]),
            who=asked.who if person is None else person.name,
            day=format_day(asked.date, language()),
            id=each.question.id,
        )
    )
    say(f"    {each.key[1]}")
    if each.line is None:
        say("    " + _("this text is no longer in the article"))
    say_indented(asked.text, "? ")
    say_indented(each.answer, "→ ")


def say_indented(text: str, mark: str = "") -> None:
    """Say the lines of a text of a person, each on a line of its own."""
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines):
        say(f"    {mark if not number else ' ' * len(mark)}{line}")


def place_of(each: "ListedQuestion") -> str:
    """Where a question is: the line as in `#:`, left out where its text is gone."""
    line = "" if each.line is None else f":{each.line}"
    return f"{shown_article(each.article)}{line}: {each.locale}"


def question_json(each: "ListedQuestion") -> dict[str, object]:
    """A question as JSON has it."""
    asked, closed = each.question.asked, each.question.closed
    return {
        "id": each.question.id,
        "article": each.article,
        "locale": each.locale,
        "line": each.line,
        "context": each.key[0],
        "source": each.key[1],
        "gone": each.line is None,
        "state": each.standing.value,
        "question": asked.text,
        "who": asked.who,
        "date": asked.date,
        "answer": each.answer,
        "closed_by": None if closed is None else closed.who,
        "closed": None if closed is None else closed.date,
    }


def print_remarks(standing: "Standing") -> None:
    """Say what translators wrote to their texts, and what editors asked about them."""
    assert standing.details is not None
    for each in standing.details.comments:
        line = "" if each.line is None else f":{each.line}"
        place = f"{shown_article(standing.article)}{line}: {standing.locale}"
        say(_("{place}: a translator’s comment").format(place=place))
        say(f"    {each.source}")
        say_indented(each.comment, "# ")
    for question in standing.details.questions:
        print_question(question)


def comment_json(each: "ListedComment") -> dict[str, object]:
    """A translator's comment as JSON has it."""
    return {"line": each.line, "source": each.source, "comment": each.comment}
