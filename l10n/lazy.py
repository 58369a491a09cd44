"""Attributes that are worked out when somebody first asks for them, and then are there."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class Lazy(Generic[T]):
    """Makes an attribute of a method, for objects that one thread uses.

    `functools.cached_property` takes a lock before it looks (until Python 3.12), which costs more
    than most of what checks ask of a text.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        """`make` works the value out."""
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type[Any]) -> "Lazy[T]": ...

    @overload
    def __get__(self, instance: object, owner: type[Any]) -> T: ...

    def __get__(self, instance: object, owner: type[Any]) -> "Lazy[T] | T":
        """The value; from now on the object has it by itself."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._make(instance)
        return value
