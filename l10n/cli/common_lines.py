"""Lines that many commands say of articles and pages."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.cli.console import say, shown_article, shown_folder, shown_page
from l10n.messages import _, ngettext
from l10n.shell import shell_words

if TYPE_CHECKING:
    from l10n.desk.followed import Followed
    from l10n.model.article import Problem


def own_language(own: Iterable[tuple[str, str]], *, err: bool = False) -> None:
    """Name the articles that are in their only target locale already."""
    for name, locale in own:
        text = _("{path}: is in {locale} already")
        say(text.format(path=shown_article(name), locale=locale), err=err)


def unread_files(unread: Mapping[str, int], *, err: bool = False) -> None:
    """Name what stands under `articles/` and is read by no format, with the number by suffix."""
    if unread:
        total = sum(unread.values())
        bare = _("no suffix")
        found = ", ".join(f"{suffix or bare} ({n})" for suffix, n in unread.items())
        say(
            ngettext(
                "{folder}/: {n} file is not read, since no format knows it: {suffixes}",
                "{folder}/: {n} files are not read, since no format knows them: {suffixes}",
                total,
            ).format(n=total, folder=shown_folder(), suffixes=found),
            err=err,
        )


def gathered(
    found: Iterable[tuple[str, str, Iterable["Problem"]]],
) -> dict[str, list["Problem"]]:
    """The problems of each article in all of its locales, by line, each once.

    Takes articles, locales and problems. Those that differ in the locale alone are one, which names
    all of these.
    """
    by_article: dict[str, dict[Problem, list[str]]] = {}
    for name, locale, problems in found:
        mine = by_article.setdefault(name, {})
        for problem in problems:
            arguments = dict(problem.message.arguments)
            own = arguments.get("locale") == locale
            said = tuple({**arguments, "locale": ""}.items()) if own else ()
            words = replace(problem.message, arguments=said) if own else problem.message
            mine.setdefault(replace(problem, message=words), []).extend([locale] if own else ())
    return {
        name: sorted(
            (_named(problem, locales) for problem, locales in mine.items()),
            key=lambda problem: problem.line,
        )
        for name, mine in by_article.items()
        if mine
    }


def _named(problem: "Problem", locales: list[str]) -> "Problem":
    """The problem with the locales that it is one in."""
    if not locales:
        return problem
    arguments = {**dict(problem.message.arguments), "locale": ", ".join(dict.fromkeys(locales))}
    return replace(problem, message=replace(problem.message, arguments=tuple(arguments.items())))


def problem_lines(name: str, problems: Iterable["Problem"]) -> None:
    """Say which parts of an article could not be taken in."""
    for problem in problems:
        say(f"{shown_article(name)}:{problem.line}: {problem.message.text()}")


def orphan_lines(pages: Iterable[tuple[str, str]], *, err: bool = False) -> None:
    """Name the pages whose article is gone, by article and locale, and what takes them back."""
    for name, locale in pages:
        text = _("{place}: its article is gone, and the page still there; take it back: {command}")
        command = shell_words(["l10n", "retract"], [name])
        say(text.format(place=shown_page(locale, name), command=command), err=err)


def followed_lines(followed: "Followed") -> None:
    """Say what else was brought up to date when pages came or went."""
    for each in followed.relinked:
        place = shown_page(each.locale, each.article)
        text = _("{place}: version {version}, since its page in another language came or went")
        say(text.format(place=place, version=each.version))
    for path in followed.written:
        say(_("{path}: up to date").format(path=path))
    for path in followed.removed:
        say(_("{path}: removed").format(path=path))


def problems_json(problems: Iterable["Problem"]) -> list[dict[str, object]]:
    """The same as JSON has it; `untranslated` is text that stays in the source language."""
    return [
        {"line": each.line, "message": each.message.text(), "untranslated": each.untranslated}
        for each in problems
    ]
