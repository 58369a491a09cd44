"""`dataclass`, as the standard library has it, at a tenth of its price for whoever only imports.

A command imports some four hundred dataclasses and makes objects of some sixty. The standard
library compiles six methods of each one at once, half a millisecond a class, which was two fifths
of the start of a command. Here a class gets its slots at once, its `__init__` when some objects
have been made, and the rest from functions that need no compiling.
"""

import dataclasses
import reprlib
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from functools import partial
from operator import attrgetter
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, **rest: Any
    ) -> Any:
        """Make a class a dataclass; see `dataclasses.dataclass`, which does what is rare.

        That is what has an order, no parameters but keywords, or attributes of the class.
        """

        def made(of: type) -> type:
            return _made(of, frozen=frozen, slots=slots, rest=rest)

        return made if cls is None else made(cls)


__all__ = ("SPECIFICATION", "dataclass")

SPECIFICATION = "__l10n_fields__"
"""The attribute with all fields of a class, those of its bases first: name to `_Field`."""


class _Field:
    """One field: what it is annotated with, and the standard library's description, if any."""

    __slots__ = ("annotation", "compared", "default", "factory", "given", "kept", "named", "shown")

    def __init__(self, annotation: Any, stated: Any) -> None:
        """`stated` is what stands behind the field's `=`, or MISSING."""
        self.annotation = annotation
        self.given = stated
        if isinstance(stated, Field):
            self.default = stated.default
            self.factory = stated.default_factory
            self.kept = stated.init
            self.shown = stated.repr
            self.compared = stated.compare
            self.named = stated.kw_only is True
        else:
            self.default = stated
            self.factory = MISSING
            self.kept = self.shown = self.compared = True
            self.named = False


def _made(cls: type, *, frozen: bool, slots: bool, rest: dict[str, Any]) -> type:
    eq = rest.get("eq", True)
    own = cls.__annotations__ if "__annotations__" in cls.__dict__ else {}
    if rest.keys() - {"eq"} or any(map(_is_rare, own.values())) or _has_odd_field(cls):
        return dataclasses.dataclass(frozen=frozen, slots=slots, **rest)(cls)
    fields: dict[str, _Field] = {}
    for base in cls.__mro__[-1:0:-1]:
        if SPECIFICATION in base.__dict__:
            fields.update(base.__dict__[SPECIFICATION])
        elif "__dataclass_fields__" in base.__dict__:
            return dataclasses.dataclass(frozen=frozen, slots=slots, **rest)(cls)
    for name, annotation in own.items():
        stated = cls.__dict__.get(name, MISSING)
        if stated.__class__.__hash__ is None:
            raise ValueError(f"mutable default {type(stated)} of {name}: use default_factory")
        fields[name] = _Field(annotation, stated)
    space = _space(cls, fields, eq=eq, frozen=frozen)
    if slots:
        return _with_slots(cls, fields, space)
    for name, value in space.items():
        setattr(cls, name, value)
    for name in own:
        field = fields[name]
        if isinstance(field.given, Field):
            if field.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, field.default)
    return cls


def _with_slots(cls: type, fields: dict[str, _Field], space: dict[str, Any]) -> type:
    """The class once more: slots cannot be given to one that is there."""
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots(base)}
    whole = {name: value for name, value in cls.__dict__.items() if name not in fields}
    whole.pop("__dict__", None)
    whole.pop("__weakref__", None)
    whole |= space
    whole["__slots__"] = tuple(name for name in fields if name not in inherited)
    made = type(cls)(cls.__name__, cls.__bases__, whole)
    made.__qualname__ = cls.__qualname__
    return made


def _space(cls: type, fields: dict[str, _Field], *, eq: bool, frozen: bool) -> dict[str, Any]:
    """What a dataclass has that its author did not write."""
    own = cls.__dict__
    space: dict[str, Any] = {SPECIFICATION: fields}
    space["__dataclass_fields__"] = _Described("__dataclass_fields__", frozen)
    space["__dataclass_params__"] = _Described("__dataclass_params__", frozen)
    space["__match_args__"] = tuple(
        name for name, field in fields.items() if field.kept and not field.named
    )
    space["__init__"] = _init_that_is_made_late
    space["__signature__"] = _Signature()
    space["__repr__"] = _repr(tuple(name for name, field in fields.items() if field.shown))
    if eq:
        values = _values(tuple(name for name, field in fields.items() if field.compared))
        space["__eq__"] = _eq(values)
        # Python itself puts None for `__hash__` beside an `__eq__` that somebody wrote.
        if own.get("__hash__") is None:
            space["__hash__"] = _hash(values) if frozen else None
    if frozen:
        space |= {"__getstate__": _state, "__setstate__": _set_state}
    space = {name: value for name, value in space.items() if name not in own or name == "__hash__"}
    if frozen:
        space |= {"__setattr__": _refuse_to_assign, "__delattr__": _refuse_to_delete}
    return space


def _is_rare(annotation: object) -> bool:
    if isinstance(annotation, str):
        return "ClassVar" in annotation or "InitVar" in annotation or "KW_ONLY" in annotation
    return (
        getattr(annotation, "__origin__", annotation) is ClassVar
        or isinstance(annotation, dataclasses.InitVar)
        or annotation is dataclasses.InitVar
        or annotation is dataclasses.KW_ONLY
    )


def _has_odd_field(cls: type) -> bool:
    return any(
        isinstance(each, Field) and (each.hash is not None or bool(each.metadata))
        for each in cls.__dict__.values()
    )


def _slots(base: type) -> tuple[str, ...]:
    slots = base.__dict__.get("__slots__", ())
    return (slots,) if isinstance(slots, str) else tuple(slots)


class _Described:
    """What the standard library's functions ask a dataclass for, made when one of them asks."""

    def __init__(self, attribute: str, frozen: bool) -> None:
        self._attribute = attribute
        self._frozen = frozen

    def __get__(self, instance: object, owner: type) -> Any:
        holder = next(each for each in owner.__mro__ if SPECIFICATION in each.__dict__)
        fields = holder.__dict__[SPECIFICATION]
        space = {name: each.given for name, each in fields.items() if each.given is not MISSING}
        space["__annotations__"] = {name: each.annotation for name, each in fields.items()}
        space["__doc__"] = holder.__doc__ or holder.__name__
        space["__module__"] = holder.__module__
        # Of a frozen class the standard library compiles two methods, which its fields do without.
        frozen = self._frozen and self._attribute == "__dataclass_params__"
        like: type = dataclasses.dataclass(init=False, repr=False, eq=False, frozen=frozen)(
            type(holder.__name__, (), space)
        )
        found = like.__dict__[self._attribute]
        type.__setattr__(holder, self._attribute, found)
        return found


class _Signature:
    """What `inspect.signature` tells of a class, though its `__init__` may not be there yet."""

    def __get__(self, instance: object, owner: Any) -> Any:
        if instance is not None:
            raise AttributeError("__signature__")
        import inspect

        init = owner.__init__
        whole = inspect.signature(_made_init(owner) if init is _init_that_is_made_late else init)
        return whole.replace(parameters=list(whole.parameters.values())[1:])


FEW = 8
"""Objects of a class that are made before its `__init__` is compiled, which takes as long as they
do: many classes have no more of them in a command."""


class _Few:
    """Makes the first objects of a class, as its compiled `__init__` would."""

    __slots__ = ("_after", "_expected", "_positional", "_steps", "left")

    def __init__(self, cls: Any) -> None:
        """Look at the fields; nothing is compiled."""
        fields: dict[str, _Field] = cls.__dict__[SPECIFICATION]
        frozen = cls.__setattr__ is _refuse_to_assign
        self.left = FEW
        self._after = hasattr(cls, "__post_init__")
        expected = {name: field for name, field in fields.items() if field.kept}
        self._expected = expected
        self._positional = _positional(fields)
        self._steps: list[tuple[str, _Field, Callable[[Any, Any], None]]] = []
        for name, field in fields.items():
            slot: Any = getattr(cls, name, None)
            has_slot = isinstance(slot, MemberDescriptorType)
            made = field.kept or field.factory is not MISSING
            if made or (field.default is not MISSING and has_slot):
                put = slot.__set__ if frozen and has_slot else partial(_put, name, frozen)
                self._steps.append((name, field, put))

    def make(self, one: Any, values: tuple[Any, ...], named: dict[str, Any]) -> bool:
        """Fill an object; False where the arguments are not as they have to be."""
        given = dict(zip(self._positional, values, strict=False))
        if len(values) > len(given) or not given.keys().isdisjoint(named):
            return False
        given |= named
        for name, field in self._expected.items():
            if name not in given and field.default is MISSING and field.factory is MISSING:
                return False
        if not given.keys() <= self._expected.keys():
            return False
        for name, field, put in self._steps:
            value = given.get(name, MISSING)
            if value is MISSING:
                make: Any = field.factory
                value = field.default if make is MISSING else make()
            put(one, value)
        if self._after:
            one.__post_init__()
        return True


def _positional(fields: dict[str, _Field]) -> tuple[str, ...]:
    """The parameters that need no name, in order; raises TypeError where they have none."""
    optional = ""
    names = []
    for name, field in fields.items():
        if field.kept and not field.named:
            if field.default is not MISSING or field.factory is not MISSING:
                optional = name
            elif optional:
                raise TypeError(f"non-default argument {name!r} follows default {optional!r}")
            names.append(name)
    return tuple(names)


def _put(name: str, frozen: bool, one: Any, value: Any) -> None:
    if frozen:
        object.__setattr__(one, name, value)
    else:
        setattr(one, name, value)


_FEW: dict[type, _Few] = {}
"""By class, as long as its `__init__` is not compiled."""


def _init_that_is_made_late(self: Any, /, *values: Any, **named: Any) -> None:
    """Fill one of the first objects of a class; for a later one make its `__init__`, and call it.

    Wrong arguments are refused by the `__init__` that Python has compiled, in its words.
    """
    cls = type(self)
    few = _FEW.get(cls)
    if few is None:
        few = _FEW[cls] = _Few(_holder(cls))
    few.left -= 1
    if few.left < 0 or not few.make(self, values, named):
        _FEW.pop(cls, None)
        _made_init(cls)(self, *values, **named)


def _holder(cls: type) -> type:
    """The class whose `__init__` is not made yet, which an object's class may have inherited."""
    return next(
        each for each in cls.__mro__ if each.__dict__.get("__init__") is _init_that_is_made_late
    )


def _made_init(cls: type) -> Callable[..., None]:
    holder = _holder(cls)
    made = _init(holder)
    type.__setattr__(holder, "__init__", made)
    return made


def _init(cls: Any) -> Callable[..., None]:
    fields: dict[str, _Field] = cls.__dict__[SPECIFICATION]
    frozen = cls.__setattr__ is _refuse_to_assign
    space: dict[str, Any] = {"MISSING": MISSING, "_set": object.__setattr__}
    parameters = ["self"]
    keywords: list[str] = []
    lines = []
    for name, field in fields.items():
        value = name
        slot = getattr(cls, name, None)
        has_slot = isinstance(slot, MemberDescriptorType)
        if field.factory is not MISSING:
            space[f"_factory_{name}"] = field.factory
            value = f"_factory_{name}()"
            if field.kept:
                value += f" if {name} is MISSING else {name}"
        if field.kept:
            default = field.default is not MISSING or field.factory is not MISSING
            space[f"_default_{name}"] = MISSING if field.default is MISSING else field.default
            parameter = f"{name}=_default_{name}" if default else name
            (keywords if field.named else parameters).append(parameter)
        elif field.default is not MISSING and has_slot:
            space[f"_default_{name}"] = field.default
            value = f"_default_{name}"
        elif field.factory is MISSING:
            continue
        if frozen:
            if slot is not None and has_slot:
                # A slot's own setter: two thirds of what `object.__setattr__` takes.
                space[f"_set_{name}"] = slot.__set__
                lines.append(f"    _set_{name}(self, {value})")
            else:
                lines.append(f"    _set(self, {name!r}, {value})")
        else:
            lines.append(f"    self.{name} = {value}")
    if keywords:
        parameters += ["*", *keywords]
    if hasattr(cls, "__post_init__"):
        lines.append("    self.__post_init__()")
    text = f"def __init__({', '.join(parameters)}):\n" + ("\n".join(lines) or "    pass")
    exec(text, space)
    made: Callable[..., None] = space["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__module__ = cls.__module__
    made.__annotations__ = {n: each.annotation for n, each in fields.items() if each.kept}
    return made


def _repr(names: tuple[str, ...]) -> Callable[[Any], str]:
    @reprlib.recursive_repr()
    def shown(self: Any) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({fields})"

    return shown


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], Any]:
    def equal(self: Any, other: object) -> Any:
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    return equal


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    def hashed(self: Any) -> int:
        return hash(values(self))

    return hashed


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda _: ()
    get: Callable[[Any], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda each: (get(each),)


def _refuse_to_assign(self: Any, name: str, value: object) -> None:
    if _is_frozen(self, name):
        raise FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(self, name, value)


def _refuse_to_delete(self: Any, name: str) -> None:
    if _is_frozen(self, name):
        raise FrozenInstanceError(f"cannot delete field {name!r}")
    object.__delattr__(self, name)


def _is_frozen(one: Any, name: str) -> bool:
    """Whether it is a field, or an object of the dataclass itself: a subclass may have more."""
    return name in one.__l10n_fields__ or SPECIFICATION in type(one).__dict__


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__l10n_fields__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__l10n_fields__, state, strict=True):
        object.__setattr__(self, name, value)
