"""The sample sites of all dialects: what is not translated comes back to the byte."""

from importlib import import_module

import pytest

from tests.corpora import variants
from tests.generators.site import SITES, Site

DIALECTS = tuple(sorted(path.name for path in SITES.iterdir() if path.is_dir()))


def site(dialect: str) -> Site:
    """The site of a dialect, as its test of the generator names it."""
    found: Site = import_module(f"tests.generators.test_{dialect}").SITE
    return found


@pytest.mark.parametrize("dialect", DIALECTS)
def test_untouched_sites_come_back_to_the_byte(dialect: str) -> None:
    assert len(site(dialect).names()) > 0
    for name in site(dialect).names():
        for source in variants(site(dialect).source(name)):
            reading = site(dialect).read(name, source)
            targets = [segment.text for segment in reading.segments]
            assert reading.publish(targets, copy_equal=True).text == source, name
