"""Commands that a person may paste: written so that a shell takes each word as the one that it is.

dash, bash, zsh, ksh, BusyBox and fish read them alike, so that what is offered does not depend on
whose terminal it is. `$'…'` would be shorter for what cannot be printed, but neither dash nor fish
has it; so such a word is what `printf` gives, with the octal codes that POSIX lets it have.
"""

import re
import shlex
from collections.abc import Iterable

from l10n.regex import regex
from l10n.unseen import is_suspect

_EQUALS = regex(r"=[\w@%+=:,./-]*", re.ASCII)


def shell_words(command: Iterable[str], names: Iterable[str] = ()) -> str:
    """A command line: the words of a command and its options, then the names that it works on.

    A name that would read as an option has `--` before it, which all commands that are offered
    understand.
    """
    given = tuple(names)
    end = ("--",) if any(name.startswith("-") for name in given) else ()
    return " ".join(map(shell_word, (*command, *end, *given)))


def shell_word(word: str) -> str:
    """One word, quoted where a shell would read it otherwise; it is printable as it is given."""
    # fish, unlike the others, reads a backslash in single quotes as one of its own.
    if word.isprintable() and not is_suspect(word) and "\\" not in word:
        # zsh takes what follows a leading = for the name of a command.
        return f"'{word}'" if _EQUALS.fullmatch(word) else shlex.quote(word)
    codes = "".join(map(_octal, word[1:]))
    codes = (_codes(word[0]) if word[0] == "-" else _octal(word[0])) + codes
    # A substitution drops line ends at its end, so that dash and fish have no word for such a name.
    return f"$'{codes}'" if word.endswith("\n") else f"\"$(printf '{codes}')\""


def _octal(character: str) -> str:
    """A character in a format of `printf`; what it, or a shell, may act on is a code as well."""
    as_it_is = character.isalnum() and not is_suspect(character)
    return character if as_it_is or character in " ./_,+:@=-" else _codes(character)


def _codes(character: str) -> str:
    try:
        data = character.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = character.encode("utf-8", "surrogatepass")
    return "".join(f"\\{byte:03o}" for byte in data)
