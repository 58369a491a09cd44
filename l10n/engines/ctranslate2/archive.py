"""Models as ZIP files: checked before they are unpacked, whatever is in them."""

from pathlib import Path

from l10n.engines.ctranslate2.description import FILE, Description
from l10n.engines.ctranslate2.description_reader import decode_description
from l10n.engines.packages.archive import checked, top_folder, unpack_into
from l10n.errors import ModelError
from l10n.messages import _
from l10n.store.archive import Bounds

BOUNDS = Bounds(
    members=1_000, each=32_000_000_000, whole=32_000_000_000, large=64_000_000, ratio=200
)
"""NLLB of 3.3 billion parameters has 13 GB in full precision, MADLAD of 3 billion 12 GB."""
_MOST = 1_000_000
"""Bytes of a description."""


def described_archive(path: Path) -> Description | None:
    """Check an archive without unpacking it: the description in it, None where there is none.

    Raises ModelError naming what is wrong: a name that leads elsewhere, a link, a bomb, a mistake
    in the description with its line.
    """
    with checked(path, BOUNDS) as archive:
        top = top_folder(archive)
        for member in archive.members:
            if member.name == f"{top}{FILE}":
                inside = path / member.name
                if member.size > _MOST:
                    raise ModelError(
                        _("the description of the model is too long"), code="CTM-019", path=inside
                    )
                return decode_description(inside, archive.read(member))
    return None


def unpack(path: Path, base: Path) -> Path:
    """Check an archive and unpack it below a folder that is not there yet, which is returned.

    A folder in which all its files stand is left out. Raises ModelError as `described_archive`,
    and where writing fails.
    """
    with checked(path, BOUNDS) as archive:
        unpack_into(base, archive)
    return base
