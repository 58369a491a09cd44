"""Regular expressions that are compiled when they are first used, and not when a module is read.

Compiling is most of what starting costs, and a command uses few of those that its modules have.
"""

import re
from collections.abc import Callable
from typing import Any, AnyStr, cast


class _Late:
    """Stands for a pattern; what is asked of it first compiles it, and stays at hand.

    It passes for an `re.Pattern`, so that functions such as `re.sub` take it too.
    """

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._asked = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(self.pattern, self._asked), name)
        self.__dict__[name] = value
        return value

    @property  # type: ignore[misc]
    def __class__(self) -> type[Any]:
        return re.Pattern

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Late):
            return NotImplemented
        return (self.pattern, self._asked) == (other.pattern, other._asked)

    def __hash__(self) -> int:
        return hash((self.pattern, self._asked))

    def __repr__(self) -> str:
        return f"regex({self.pattern!r}, {self._asked!r})"

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[object, ...]]:
        return regex, (self.pattern, self._asked)


def regex(pattern: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """A pattern with all that one of `re` has; a mistake in it comes to light at its first use.

    `flags` are those of `re.compile`.
    """
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
