"""Good files with something wrong in them, drawn by hypothesis."""

import random
import time
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from tests.fuzzing.laws import Target

_STEERING = (
    "\x1b[2J\x1b[31m",
    "\r",
    "\b\b",
    "\x9b1A",
    "\u2028",
    "\u202e",
    "\u2066",
    "\U000e0041",
    "\0",
)
"""What steers a terminal, or the eye of who reads a line."""
ROUND = 500
"""Inputs that are drawn between two looks at the clock."""


@st.composite
def damaged(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Any bytes, or a good file with some of it cut, doubled, overwritten or from another file."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=300))
    data = bytearray(draw(st.sampled_from(seeds)))
    for _step in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        other = draw(st.sampled_from(seeds))
        cut = draw(st.integers(0, len(other)))
        piece = draw(
            st.one_of(
                st.binary(max_size=12),
                st.just(bytes(data[start:end]) * 2),
                st.just(other[cut : cut + 40]),
            )
        )
        data[start:end] = piece
    return bytes(data)


def attack(target: Target, inputs: int, *, round_number: int | None = None) -> None:
    """Try a parser on so many inputs; hypothesis shrinks what shows a fault, and prints it."""

    @settings(
        max_examples=inputs,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(data=damaged(target.seeds))
    def tried(data: bytes) -> None:
        target.try_on(data)

    run: Callable[[], None] = tried if round_number is None else seeded(round_number)(tried)
    run()


def attack_for(target: Target, seconds: float) -> int:
    """Try a parser on new inputs until the time is over; how many there were."""
    end = time.monotonic() + seconds
    rounds = 0
    while time.monotonic() < end:
        attack(target, ROUND, round_number=rounds)
        rounds += 1
    return rounds * ROUND


def damaged_by(chance: random.Random, seeds: tuple[bytes, ...]) -> bytes:
    """As `damaged`, by a generator of random numbers, for what takes too long for hypothesis."""
    data = bytearray(chance.choice(seeds))
    for _step in range(chance.randint(1, 4)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.randint(0, 30))
        other = chance.choice(seeds)
        cut = chance.randint(0, len(other))
        pieces = (
            chance.randbytes(chance.randint(0, 12)),
            bytes(data[start:end]) * 2,
            other[cut : cut + 40],
            chance.choice(_STEERING).encode(),
        )
        data[start:end] = chance.choice(pieces)
    return bytes(data)
