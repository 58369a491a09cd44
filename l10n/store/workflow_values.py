"""Taking the values of a workflow one by one, and saying where each mistake stands."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from l10n.errors import L10nError, WorkflowError
from l10n.language.locales import direction, known
from l10n.lines import is_plain_line
from l10n.messages import _
from l10n.toml import Keys, dotted, key_lines, line_of, written


class Values:
    """The values of one file; `data` is always the table in which a key stands."""

    def __init__(self, path: Path, text: str) -> None:
        """Find in which line each key stands."""
        self.path = path
        self.lines = key_lines(text)

    def error(self, keys: Keys, message: str, remedy: str, *, code: str) -> WorkflowError:
        """A mistake at a key, with its line."""
        line = line_of(self.lines, keys)
        return WorkflowError(message, code=code, path=self.path, line=line, remedy=remedy)

    def known(self, table: Mapping[str, Any], keys: Keys, allowed: Sequence[str]) -> None:
        """Refuse a key that nobody knows."""
        for key in table:
            if key not in allowed:
                raise self.error(
                    (*keys, key),
                    _("there is no key “{key}”").format(key=dotted((*keys, key))),
                    near(key, allowed) or _("known are: {names}").format(names=listed(allowed)),
                    code="WF-003",
                )

    def required(self, data: Mapping[str, Any], key: str) -> Any:
        """Take what no workflow can do without."""
        if key not in data:
            examples = {"source": 'source = "uk"', "targets": 'targets = ["en"]'}
            raise WorkflowError(
                _("the key “{key}” is missing").format(key=key),
                code="WF-004",
                path=self.path,
                remedy=_("write, for example: {example}").format(
                    example=examples.get(key, 'articles = ["news/**"]')
                ),
            )
        return data[key]

    def wrong(self, keys: Keys, value: Any, allowed: str) -> WorkflowError:
        """A value that is not allowed."""
        return self.error(
            keys,
            _("{key} = {value} is not allowed").format(key=dotted(keys), value=written(value)),
            _("allowed: {allowed}").format(allowed=allowed),
            code="WF-005",
        )

    def table(self, data: Mapping[str, Any], keys: Keys, key: str) -> Mapping[str, Any]:
        """Take a table; an empty one where there is none."""
        value = data.get(key, {})
        if not isinstance(value, dict):
            path = (*keys, key)
            raise self.wrong(path, value, _("a table: [{name}]").format(name=dotted(path)))
        return value

    def choice(self, table: Mapping[str, Any], keys: Keys, allowed: Sequence[str]) -> str:
        """Take one of a few words; the first is the default."""
        value = table.get(str(keys[-1]), allowed[0])
        if not isinstance(value, str) or value not in allowed:
            meant = near(value, allowed) if isinstance(value, str) else ""
            shown = listed(allowed, quote=True)
            raise self.wrong(keys, value, f"{shown}; {meant}" if meant else shown)
        return value

    def strings(
        self, table: Mapping[str, Any], key: str, default: tuple[str, ...], under: Keys = ()
    ) -> tuple[str, ...]:
        """Take a list of distinct words; `under` leads to the table."""
        value = table.get(key, default)
        keys = (*under, key)
        if not isinstance(value, list | tuple):
            raise self.wrong(keys, value, _('a list of texts: ["…", "…"]'))
        seen: set[str] = set()
        for index, each in enumerate(value):
            if not isinstance(each, str) or not each.strip():
                raise self.wrong((*keys, index), each, _("a text in quotes, not empty"))
            if each in seen:
                raise self.error(
                    (*keys, index),
                    _("{value} stands twice in {key}").format(
                        value=written(each), key=dotted(keys)
                    ),
                    _("delete one of the two"),
                    code="WF-006",
                )
            seen.add(each)
        return tuple(value)

    def locale(self, keys: Keys, value: Any) -> str:
        """Take a locale tag, in its usual form."""
        if not isinstance(value, str):
            raise self.wrong(keys, value, _('a locale tag in quotes, such as "uk" or "pt-BR"'))
        try:
            return known(value)
        except L10nError as reason:
            raise self.error(
                keys,
                _("{key} = {value} is not allowed: {reason}").format(
                    key=dotted(keys), value=written(value), reason=reason.message
                ),
                reason.remedy or _('write a locale tag, such as "uk" or "pt-BR"'),
                code="WF-007",
            ) from None

    def switch(self, table: Mapping[str, Any], keys: Keys) -> bool:
        """Take true or false; true where nothing is said."""
        value = table.get(str(keys[-1]), True)
        if not isinstance(value, bool):
            raise self.wrong(keys, value, "true, false")
        return value

    def target(self, keys: Keys, tag: Any, targets: Sequence[str]) -> str:
        """Take a locale that the workflow translates into, or the language of one."""
        locale = self.locale(keys, tag)
        if locale not in {*targets, *(each.split("-")[0] for each in targets)}:
            raise self.error(
                keys,
                _("{key} translates into {locale}, which is no target").format(
                    key=dotted(keys[:-1] if keys[-1] == tag else keys), locale=locale
                ),
                near(locale, targets) or _("known are: {names}").format(names=listed(targets)),
                code="WF-022",
            )
        return locale

    def translations(
        self, keys: Keys, value: Any, targets: Sequence[str]
    ) -> tuple[tuple[str, str], ...]:
        """Take the translations of one term: one for all targets, or one for each locale."""
        by_tag = value if isinstance(value, dict) else dict.fromkeys(targets, value)
        found: dict[str, str] = {}
        for tag, text in by_tag.items():
            place = (*keys, tag) if isinstance(value, dict) else keys
            locale = self.target(place, tag, targets)
            if not isinstance(text, str) or not is_plain_line(text, rtl=direction(locale) == "rtl"):
                allowed = _("one line of text in quotes, in which each character is seen")
                raise self.wrong(place, text, allowed)
            found[locale] = text
        return tuple(
            (target, text)
            for target in targets
            if (text := found.get(target) or found.get(target.split("-")[0]))
        )


_SHORT = 100
"""Characters of a word that may have been meant for another."""


def near(word: str, words: Sequence[str]) -> str:
    """Ask whether a known word was meant; empty where none is like it."""
    from difflib import get_close_matches

    found = get_close_matches(word, words, 1) if len(word) <= _SHORT else []
    return _("did you mean “{name}”?").format(name=found[0]) if found else ""


def listed(names: Sequence[str], *, quote: bool = False) -> str:
    """Words with commas between them."""
    return ", ".join(f'"{name}"' if quote else name for name in names)
