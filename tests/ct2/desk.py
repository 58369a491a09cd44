"""Drafts and errors that the tests of CTranslate2 models share."""

from pathlib import Path

import pytest

from l10n.engines import Draft, Request
from l10n.engines.ctranslate2.engine import Ctranslate2
from l10n.errors import L10nError
from l10n.model.engine_settings import Value
from l10n.model.markup import Tagged

TEXT = "мер міста сказав"
ROMAN = "mer mista skazav"


def draft(
    folder: Path, text: str | Tagged = TEXT, pair: tuple[str, str] = ("uk", "en"), **more: Value
) -> Draft:
    """What an engine makes of one text with the models of a folder."""
    text = text if isinstance(text, Tagged) else Tagged(text)
    with Ctranslate2({"threads": 1, "beam_size": 1, **more}, folders=[folder]) as engine:
        return next(iter(engine.translate([Request(text)], *pair)))


def refused(folder: Path, pair: tuple[str, str] = ("uk", "en"), **more: Value) -> L10nError:
    """Why an engine makes nothing of a text."""
    with pytest.raises(L10nError) as caught:
        draft(folder, pair=pair, **more)
    return caught.value
