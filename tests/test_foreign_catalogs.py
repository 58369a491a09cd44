"""What other packages say: their translations, found beside the tool's own."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.distributions import Site, site
from tests.messages import mo_bytes

SKY = "the sky is {colour}"
SAY_SKY = f"print(*(message({SKY!r}, colour='grey').text(tag) for tag in ('uk', 'en')))"
UNTOLD = "the sky is grey the sky is grey"


def translated(*pairs: tuple[str | tuple[str, ...], str | tuple[str, ...]]) -> bytes:
    made = Catalog(locale="uk", fuzzy=False)
    for source, target in pairs:
        made.add(source, target)
    return mo_bytes(made)


@pytest.fixture
def here(tmp_path: Path) -> Site:
    return site(tmp_path)


def install(here: Site, said: bytes) -> None:
    files = {
        "__init__.py": "raise SystemExit('imported')\n",
        "locale/uk/LC_MESSAGES/l10n_sky.mo": said,
    }
    here.install("l10n_sky", files, "[l10n.messages]\nl10n_sky = l10n_sky\n")


def told(here: Site, code: str, **environment: str) -> str:
    done = here.python("-c", f"import sys; from l10n.messages import *; {code}", **environment)
    assert done.code == 0, done.err
    return done.out.strip()


def test_a_message_of_another_package_is_told_in_its_words(here: Site) -> None:
    install(here, translated((SKY, "небо {colour}")))
    assert told(here, SAY_SKY) == "небо grey the sky is grey"


def test_counted_messages_of_another_package_have_their_forms(here: Site) -> None:
    forms = ("{n} зірка", "{n} зірки", "{n} зірок")
    install(here, translated((("{n} star", "{n} stars"), forms)))
    code = "print(*(ngettext('{n} star', '{n} stars', n).format(n=n) for n in (1, 3, 5)))"
    assert told(here, code, LC_ALL="uk_UA.UTF-8") == "1 зірка 3 зірки 5 зірок"
    assert told(here, code) == "1 star 3 stars 5 stars"


def test_the_tools_own_words_are_never_replaced(here: Site) -> None:
    code = "print(message('there is no workflow').text('uk'))"
    own = told(here, code)
    install(here, translated(("there is no workflow", "чуже")))
    assert told(here, code) == own


@pytest.mark.parametrize("said", [b"", b"no catalog", translated((SKY, "небо {color}"))])
def test_a_catalog_that_is_no_good_leaves_english(said: bytes, here: Site) -> None:
    install(here, said)
    assert told(here, SAY_SKY) == UNTOLD


def test_a_package_whose_folder_is_gone_leaves_english(here: Site) -> None:
    install(here, translated((SKY, "небо {colour}")))
    (here.packages / "l10n_sky").rename(here.packages / "l10n_night")
    assert told(here, SAY_SKY) == UNTOLD


def test_known_messages_cost_no_look_at_other_packages(here: Site) -> None:
    code = """
print(message('there is no workflow').text('uk'), message('new').text('en'))
print('importlib.metadata' in sys.modules)
"""
    assert told(here, code).splitlines()[-1] == "False"
