"""Whether the parts of a model belong together: its tokens, its pieces, its vocabularies."""

import hashlib
from pathlib import Path

from l10n.engines.ctranslate2.description import FILE
from l10n.engines.ctranslate2.packages import DescribedModel
from l10n.engines.ctranslate2.vocabulary import read_vocabulary
from l10n.engines.decoder.loading import FAILURES, INSTALL, failed
from l10n.engines.decoder.model import Model
from l10n.errors import EngineError, ModelError
from l10n.messages import _
from l10n.store.regular import reading, require_regular

_LEAST = 0.5
"""Least share of the pieces of a SentencePiece model that the vocabulary of its side knows.

Published ones share nearly all; what belongs to another language shares signs and digits."""
_ORDINARY = 3
"""The first pieces: for what is unknown, for beginning and end, which each writes in its way."""


def check_tokens(package: DescribedModel, model: Model) -> None:
    """Raise ModelError for a token around texts, or pieces, that the model has never seen.

    CTranslate2 takes any token that it does not know for an unknown word, and says nothing.
    """
    source = frozenset(read_vocabulary(package.vocabularies[0]))
    target = source
    if package.vocabularies[1] != package.vocabularies[0]:
        target = frozenset(read_vocabulary(package.vocabularies[1]))
    frame = model.frame
    for key, tokens, known in (
        ("before_source", frame.before_source, source),
        ("after_source", frame.after_source, source),
        ("before_target", frame.before_target, target),
    ):
        unknown = [token for token in tokens if token not in known]
        if unknown:
            raise _no_token(package, key, unknown[0])
    _check_pieces(package, model, package.pieces[0], (source, package.vocabularies[0]))
    if package.pieces[1] != package.pieces[0] or target is not source:
        _check_pieces(package, model, package.pieces[1], (target, package.vocabularies[1]))


def check_sums(package: DescribedModel) -> None:
    """Raise ModelError for a file that is not the one whose checksum the description has.

    All bytes are read: for a model that is installed, not for one that is asked.
    """
    description = package.description
    for name, wanted in description.sha256.items():
        path = package.path / name
        try:
            with reading(path) as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            found = error.strerror or str(error)
        if found != wanted:
            raise ModelError(
                _("the checksum of {place} is {digest}, not {wanted}").format(
                    place=name, digest=found, wanted=wanted
                ),
                code="MOD-014",
                path=package.path / FILE,
                line=description.line("sha256", name),
                remedy=_("get the file again from a place you trust"),
            )


def _no_token(package: DescribedModel, key: str, token: str) -> ModelError:
    description = package.description
    line = description.line("tokens", key) or description.line("languages")
    return ModelError(
        _("the vocabulary of the model has no token {token}").format(token=token),
        code="CTM-017",
        path=package.path / FILE,
        line=description.line("preset") if line is None else line,
        remedy=_("correct the tables [tokens] and [languages], or the preset"),
    )


def _check_pieces(
    package: DescribedModel, model: Model, file: Path, known: tuple[frozenset[str], Path]
) -> None:
    try:
        import sentencepiece
    except ImportError as error:
        raise EngineError(
            _("CTranslate2 and SentencePiece are not installed"), code="MOD-023", remedy=INSTALL
        ) from error
    vocabulary, where = known
    try:
        require_regular(file)
        processor = sentencepiece.SentencePieceProcessor(model_file=str(file))
        size = processor.get_piece_size()
        pieces = processor.id_to_piece(list(range(min(_ORDINARY, size), size)))
    except FAILURES as error:
        raise failed(model, error, file) from error
    there = sum(piece in vocabulary for piece in pieces)
    if there < _LEAST * len(pieces):
        raise ModelError(
            _("{vocabulary} knows {there} of the {count} pieces of this model").format(
                vocabulary=where.name, there=there, count=len(pieces)
            ),
            code="CTM-018",
            path=file,
            remedy=_("name the right file in the table [files], or install the model again"),
        )
