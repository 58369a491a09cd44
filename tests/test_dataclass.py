"""`l10n.dataclass` makes what the standard library's `dataclass` makes."""

import copy
import dataclasses
import inspect
import pickle
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError, field
from importlib import import_module
from typing import Any, ClassVar, Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import l10n
from l10n.dataclass import FEW, SPECIFICATION, dataclass

Decorator = Callable[..., Any]
T = TypeVar("T")
FLAGS: list[dict[str, bool]] = [
    {"frozen": frozen, "slots": slots, "eq": eq}
    for frozen in (False, True)
    for slots in (False, True)
    for eq in (False, True)
]


@dataclass(frozen=True, slots=True)
class Kept:
    """A class that pickle finds by its name."""

    a: int
    b: tuple[str, ...] = ()


def _classes(make: Decorator, flags: dict[str, bool]) -> list[Any]:
    """The same classes, made by `make`: all that a field may be, and methods of one's own."""

    @make(**flags)
    class Plain:
        a: int
        b: str = "b"
        c: tuple[int, ...] = ()

    @make(**flags)
    class Fields:
        a: int
        made: list[int] = field(default_factory=list)
        hidden: int = field(default=2, repr=False)
        aside: int = field(default=3, compare=False)
        later: int = field(default=4, init=False)
        count: ClassVar[int] = 7

    @make(**flags)
    class Late:
        a: int
        words: list[int] = field(default_factory=list, init=False)
        later: Any = field(default=None, init=False, compare=False)

    @make(**flags)
    class Checked:
        a: int
        b: int = 2

        def __post_init__(self) -> None:
            if self.a == 13:
                raise ValueError("13")
            object.__setattr__(self, "b", self.b + 1)

    @make(**flags)
    class Own:
        a: int = 1

        def __init__(self, a: int = 5) -> None:
            object.__setattr__(self, "a", a * 2)

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 3

    @make(**flags)
    class Unhashed:  # noqa: PLW1641
        a: int = 1

        def __eq__(self, other: object) -> bool:
            return other.__class__ is self.__class__

    @make(**flags)
    class Empty:
        pass

    @make(**flags)
    class Base(Generic[T]):
        x: T
        y: int = 1

    @make(**flags)
    class More(Base[int]):
        z: int = 3
        y: int = 2

    class Ordinary(Plain):
        pass

    @make(**flags)
    class Named:
        a: int
        n: int = field(default=1, kw_only=True)
        m: int = field(kw_only=True)
        b: int = 2

    @make(**flags)
    class Renamed(Named):
        c: int = 3
        many: list[int] = field(default_factory=list, kw_only=True)

    classes = [Plain, Fields, Late, Checked, Own, Unhashed, Empty, Base, More, Ordinary]
    return [*classes, Named, Renamed]


Call = tuple[tuple[Any, ...], dict[str, Any]]
CALLS: list[Call] = [
    ((), {}),
    ((1,), {}),
    ((2,), {}),
    ((1, 2), {}),
    ((13, 2), {}),
    ((1, 2, 3, 4, 5, 6), {}),
    ((), {"a": 1}),
    ((1,), {"a": 1}),
    ((1,), {"nothing": 1}),
    ((1,), {"b": 5}),
    ((1,), {"hidden": 5}),
    ((1,), {"aside": 5}),
    ((1,), {"later": 5}),
    ((), {"x": 4, "z": 1}),
    (([],), {}),
    ((1,), {"m": 4}),
    ((1, 2), {"m": 4, "n": 5}),
    ((1, 2, 3), {"m": 4, "many": [5]}),
    ((), {"a": 1, "m": 4, "b": 6}),
]


def _said(call: Callable[[], Any]) -> Any:
    """What a call gives, or the kind of its exception and what it says."""
    try:
        return call()
    except Exception as error:
        return type(error), str(error)


def _works(cls: Any, call: Call) -> bool:
    values, named = call
    return not isinstance(_said(lambda: cls(*values, **named)), tuple)


def _told(cls: Any, calls: Sequence[Call] = CALLS) -> list[Any]:
    """All that somebody who has a class can ask of its objects."""
    objects = []
    told: list[Any] = [
        [(each.name, each.type, each.init) for each in dataclasses.fields(cls)],
        [
            (str(each).split(":")[0], each.kind)
            for each in inspect.signature(cls).parameters.values()
        ],
        getattr(cls, "__match_args__", None),
        getattr(cls, "__slots__", "none"),
        cls.__hash__ is None,
        cls.__qualname__,
    ]
    for values, named in calls:
        made = _said(lambda values=values, named=named: cls(*values, **named))  # type: ignore[misc]
        if isinstance(made, tuple):
            told.append(made)
        else:
            objects.append(made)
    for one in objects:
        told.append(
            (repr(one), _said(lambda one=one: hash(one) if cls.__eq__ is not object.__eq__ else 0))
        )  # type: ignore[misc]
        told.append(_said(lambda one=one: dataclasses.asdict(one)))  # type: ignore[misc]
        told.append(_said(lambda one=one: repr(dataclasses.replace(one))))  # type: ignore[misc]
        told.append(_said(lambda one=one: repr(dataclasses.replace(one, later=1))))  # type: ignore[misc]
        told.append([one == other for other in objects])
        told.append(one == 1)
        told.append(repr(copy.copy(one)))
        told.append(repr(copy.deepcopy(one)))
        told.append(
            [
                _said(lambda one=one, name=name: setattr(copy.copy(one), name, 9))
                for name in _fields(one)
            ]
        )  # type: ignore[misc]
        told.append(
            [
                _said(lambda one=one, name=name: delattr(copy.copy(one), name))
                for name in _fields(one)
            ]
        )  # type: ignore[misc]
    return told


def _fields(one: Any) -> list[str]:
    return [each.name for each in dataclasses.fields(one)]


@pytest.mark.parametrize("flags", FLAGS, ids=str)
def test_classes_are_as_the_standard_library_makes_them(flags: dict[str, bool]) -> None:
    ours, theirs = _classes(dataclass, flags), _classes(dataclasses.dataclass, flags)
    for our, their in zip(ours, theirs, strict=True):
        assert _told(our) == _told(their), our.__name__


@pytest.mark.parametrize("times", [1, 2 * FEW])
@pytest.mark.parametrize("flags", FLAGS, ids=str)
def test_first_objects_and_later_ones_are_the_same(flags: dict[str, bool], times: int) -> None:
    """Wrong calls come last: what they are told is said by an `__init__` that is compiled."""
    ours, theirs = _classes(dataclass, flags), _classes(dataclasses.dataclass, flags)
    for our, their in zip(ours, theirs, strict=True):
        right = [call for call in CALLS if _works(their, call)]
        calls = [*right[:3] * times, *CALLS[::-1]]
        assert _told(our, calls) == _told(their, calls), our.__name__


@given(a=st.integers(), b=st.lists(st.text()).map(tuple))
def test_an_object_survives_pickle(a: int, b: tuple[str, ...]) -> None:
    one = Kept(a, b)
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert hash(again) == hash(one)
    with pytest.raises(FrozenInstanceError):
        again.a = 2


def test_a_class_of_objects_may_be_told_before_one_is_made() -> None:
    @dataclass(frozen=True, slots=True)
    class New:
        a: int
        b: int = 2

    assert list(inspect.signature(New).parameters) == ["a", "b"]
    assert [each.default for each in dataclasses.fields(New)] == [dataclasses.MISSING, 2]
    match New(1):
        case New(a, b):
            assert (a, b) == (1, 2)


def test_the_standard_library_makes_a_subclass_of_ours() -> None:
    @dataclass(frozen=True, slots=True)
    class Ours:
        a: int

    @dataclasses.dataclass(frozen=True, slots=True)
    class Theirs(Ours):
        b: int = 2

    @dataclass(frozen=True, slots=True)
    class OursAgain(Theirs):
        c: int = 3

    assert repr(Theirs(1)).endswith("Theirs(a=1, b=2)")
    assert OursAgain(1) == OursAgain(1, 2, 3)
    assert [each.name for each in dataclasses.fields(OursAgain)] == ["a", "b", "c"]


@pytest.mark.parametrize("stated", [[], {}, set()], ids=["list", "dict", "set"])
def test_a_default_that_objects_would_share_is_refused(stated: object) -> None:
    with pytest.raises(ValueError, match="default_factory"):
        dataclass(type("Shared", (), {"a": stated, "__annotations__": {"a": object}}))


def test_a_field_without_default_behind_one_with_is_refused() -> None:
    made: Any = dataclass(type("Odd", (), {"a": 1, "__annotations__": {"a": int, "b": int}}))
    with pytest.raises(TypeError, match="non-default argument 'b' follows default"):
        made(1, 2)


def test_every_dataclass_of_the_tool_has_a_sound_init() -> None:
    for module in pkgutil.walk_packages(l10n.__path__, "l10n."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    classes = [
        each
        for each in _all(object)
        if SPECIFICATION in each.__dict__ and each.__module__.startswith("l10n.")
    ]
    assert len(classes) > 600
    for each in classes:
        found = sorted(dataclasses.fields(each), key=lambda one: bool(one.kw_only))
        fields = [one.name for one in found if one.init]
        own = "__init__" in vars(each) and "_made_late" not in str(vars(each)["__init__"])
        if not own:
            assert list(inspect.signature(each).parameters) == fields, each


def _all(cls: type) -> list[type]:
    below = [] if cls is type else type.__subclasses__(cls)
    return [*below, *(deep for each in below for deep in _all(each))]
