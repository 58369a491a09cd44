"""Capitals: a translation begins with a capital where the text that it is taken for does."""

from l10n.model.markup import TAG


def with_capitals_of(text: str, former: str, target: str) -> str:
    """The target of a former text with the capitals of a text that differs in these.

    Both are without tags; those of the target stay. A text that is all in capitals has its
    translation in capitals, and one that begins with a capital where the former did not begins so.
    Nothing is made small, since a name may stand where the translation begins.
    """
    if _is_capitals(former):
        return target
    if _is_capitals(text):
        return _in_capitals(target)
    if _first(former).islower() and _first(text).isupper():
        return _begun(target)
    return target


def _is_capitals(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    return len(letters) > 3 and all(each.isupper() for each in letters)


def _first(text: str) -> str:
    """The first letter."""
    return next((each for each in text if each.isalpha()), "")


def _begun(target: str) -> str:
    """The target with its first letter large."""
    end = 0
    for start, stop in (*(match.span() for match in TAG.finditer(target)), (len(target),) * 2):
        for place in range(end, start):
            if target[place].isalpha():
                return target[:place] + target[place].upper() + target[place + 1 :]
        end = stop
    return target


def _in_capitals(target: str) -> str:
    parts: list[str] = []
    end = 0
    for match in TAG.finditer(target):
        parts += [target[end : match.start()].upper(), match[0]]
        end = match.end()
    return "".join((*parts, target[end:].upper()))
