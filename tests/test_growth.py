import pytest

from tests.growth import in_proportion

pytestmark = pytest.mark.growth


def test_work_in_proportion_to_the_size_is_told() -> None:
    assert in_proportion(lambda size: sum(range(size)), 400_000)


def test_work_that_grows_with_the_square_is_told() -> None:
    def work(size: int) -> int:
        return sum(1 for _row in range(size) for _column in range(size))

    assert not in_proportion(work, 1_000)
