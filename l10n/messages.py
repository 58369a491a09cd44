"""The tool's own words: which language it speaks, and how a message is looked up in it."""

import gettext as _gettext
import os
import string
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from l10n.dataclass import dataclass

DOMAIN = "l10n"
DIRECTORY = Path(__file__).parent / "locale"
SOURCE = "en"
"""The language that the messages are written in; there is no catalog of it."""
CATALOGS = "l10n.messages"
"""The group of entry points by which other packages offer the translations of what they say: the
name is a gettext domain, the value the package that holds `locale/<language>/LC_MESSAGES/`."""
LANGUAGE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def languages(environment: Iterable[tuple[str, str]] | None = None) -> tuple[str, ...]:
    """The languages that the person asked for, best first, by gettext's rule.

    The first variable of LANGUAGE, LC_ALL, LC_MESSAGES, LANG that has a value decides; LANGUAGE is
    ignored in the C locale, as in GNU gettext's manual, section "Locale Environment Variables".
    What comes after English is left out: the messages are written in it, so it lacks none. While
    a command runs, what was found at its beginning holds (`settled`).
    """
    if environment is None and (known := _SETTLED.get()) is not None:
        return known
    values: Mapping[str, str] = os.environ if environment is None else dict(environment)
    locale = next((values[name] for name in LANGUAGE_VARIABLES[1:] if values.get(name)), "")
    if locale.split(".")[0] in ("", "C", "POSIX"):
        return ()
    chosen = values.get("LANGUAGE") or locale
    tags = [tag.split(".")[0].split("@")[0] for tag in chosen.split(":") if tag]
    english = [place for place, tag in enumerate(tags) if _is_english(tag)]
    return tuple(tags[: english[0] + 1] if english else tags)


_SETTLED: ContextVar[tuple[str, ...] | None] = ContextVar("languages", default=None)
"""The languages of the command that runs."""


@contextmanager
def settled() -> Iterator[None]:
    """Look up once which languages are asked for: a long table has a hundred thousand messages."""
    former = _SETTLED.set(languages(os.environ.items()))
    try:
        yield
    finally:
        _SETTLED.reset(former)


def language() -> str:
    """The language that the tool speaks: the first asked for that it has, else English."""
    for tag in languages():
        if _is_english(tag) or _has_catalog(tag):
            return tag
    return SOURCE


def bind_standard() -> None:
    """Let what asks the standard `gettext` module, as click does, speak the tool's language.

    The module looks at LANGUAGE even in the C locale, and past English; so it is given the domain
    only where the tool itself does not speak English.
    """
    if _is_english(language()):
        _gettext.textdomain("messages")
    else:
        _gettext.bindtextdomain(DOMAIN, str(DIRECTORY))
        _gettext.textdomain(DOMAIN)


@cache
def every_language() -> tuple[str, ...]:
    """All languages that the tool speaks, English first."""
    found = {path.parent.name for path in DIRECTORY.glob("*/LC_MESSAGES")}
    return (SOURCE, *sorted(found - {SOURCE}))


@cache
def _has_catalog(tag: str) -> bool:
    return _gettext.find(DOMAIN, DIRECTORY, [tag]) is not None


def _is_english(tag: str) -> bool:
    return tag.replace("-", "_").split("_")[0] == SOURCE


@cache
def _translations(wanted: tuple[str, ...]) -> _gettext.NullTranslations:
    spoken = [tag for tag in wanted if _has_catalog(tag)]
    if not spoken:
        return _gettext.NullTranslations()
    own = _gettext.translation(DOMAIN, DIRECTORY, languages=spoken)
    own.add_fallback(_OfPlugins(tuple(spoken)))
    return own


class _OfPlugins(_gettext.NullTranslations):
    """The catalogs of other packages, read at the first message that the tool's own lacks."""

    def __init__(self, wanted: tuple[str, ...]) -> None:
        super().__init__()
        self._wanted = wanted

    def gettext(self, message: str) -> str:
        return _foreign(self._wanted).gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _foreign(self._wanted).ngettext(msgid1, msgid2, n)


@cache
def _foreign(wanted: tuple[str, ...]) -> _gettext.NullTranslations:
    found = _gettext.NullTranslations()
    for domain, directory in _foreign_catalogs():
        # One that cannot be read leaves its messages in English, as one that is missing does.
        with suppress(Exception):
            found.add_fallback(_gettext.translation(domain, directory, languages=list(wanted)))
    return found


def _foreign_catalogs() -> Iterator[tuple[str, Path]]:
    """The domain and the folder of each catalog that other packages offer, sorted."""
    # Reading the metadata of an environment takes tens of milliseconds, `find_spec` some more.
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    for point in sorted(entry_points(group=CATALOGS), key=lambda point: point.name):
        with suppress(ImportError, ValueError):
            spec = find_spec(point.value)
            for folder in (spec and spec.submodule_search_locations) or ():
                yield point.name, Path(folder) / "locale"


def _(message: str) -> str:
    """A message in the language of the person at the terminal."""
    return _translations(languages()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """A counted message, in the plural form that the person's language has for the number."""
    return _translations(languages()).ngettext(singular, plural, number)


def N_(message: str) -> str:
    """Mark a message for extraction; it is looked up later."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """A message that is put into words later, in a language then known."""

    template: str
    """The English text, marked with `N_`, with `{name}` for each argument."""
    arguments: tuple[tuple[str, str], ...] = ()
    """The values to fill in, by name."""

    def text(self, language: str | None = None) -> str:
        """The message in words of a language (`uk`), by default of the one asked for."""
        wanted = languages() if language is None else (language,)
        template = _translations(wanted).gettext(self.template)
        values = dict(self.arguments)
        try:
            return template.format(**values)
        except (LookupError, ValueError):
            # Another package's translation that asks for other values than the message has.
            return self.template.format(**values)


@dataclass(frozen=True, slots=True)
class Joined(Message):
    """Several messages in one line, such as all that is doubtful about a draft; no template."""

    parts: tuple[Message, ...] = ()

    def text(self, language: str | None = None) -> str:
        """Each of them in words, with a semicolon between them."""
        return "; ".join(part.text(language) for part in self.parts)


def joined(parts: Iterable[Message]) -> Message:
    """One message of one or more; what is said twice is said once."""
    found = tuple(dict.fromkeys(each for part in parts for each in _apart(part)))
    return found[0] if len(found) == 1 else Joined("", parts=found)


def _apart(whole: Message) -> tuple[Message, ...]:
    if not isinstance(whole, Joined):
        return (whole,)
    return tuple(each for part in whole.parts for each in _apart(part))


def message(template: str, **arguments: object) -> Message:
    """A message of a marked template and the values to fill in."""
    return Message(template, tuple((name, str(value)) for name, value in arguments.items()))


Packed = tuple[object, ...]
"""A message as nested tuples of strings, which JSON can hold as lists."""


def packed(whole: Message) -> Packed:
    """A message taken apart, to be written down."""
    if isinstance(whole, Joined):
        return ("", *map(packed, _apart(whole)))
    return (whole.template, *whole.arguments)


def unpacked(value: object) -> Message:
    """The message that was packed; raises ValueError for anything that `packed` does not give.

    What was written down may have been changed by anyone, so a template is held to plain names in
    braces, each with a value.
    """
    if not isinstance(value, tuple | list) or not value or not isinstance(value[0], str):
        raise ValueError
    template, *rest = value
    if template == "":
        if not rest:
            raise ValueError
        return Joined("", parts=tuple(map(unpacked, rest)))
    arguments: list[tuple[str, str]] = []
    for pair in rest:
        if not isinstance(pair, tuple | list) or list(map(type, pair)) != [str, str]:
            raise ValueError
        arguments.append((pair[0], pair[1]))
    names = {name for name, _value in arguments}
    for _text, name, form, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or name not in names or form or conversion:
            raise ValueError
    return Message(template, tuple(arguments))
