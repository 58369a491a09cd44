"""Train the bundled model and write it as an Argos package: python training/train.py"""

from __future__ import annotations

import argparse
import math
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from demomodel.data import PACKAGE, held_out, in_articles, training
from demomodel.grammar import TAG, TAGS, Pair, untagged, words, words_of
from demomodel.package import write_package
from demomodel.transformer import BOS, EOS, PAD, UNK, Size, Translator, export
from torch import Tensor
from torch.nn import functional

SEED = 7
DRAWS = 320_000
TAGGED = 0.6  # share of the draws that carry tags
VOCABULARY, VOCABULARY_WITHOUT_TAGS = 2400, 2000
SIZE = Size(width=128, heads=4, inner=512, layers=(3, 2), dropout=0.0)
STEPS = 4500
WARM_UP = 300
PEAK_RATE = 3e-3
TOKENS = 1600  # of a batch, on the longer side, padding included
THREADS = 2

# White space of typesetting becomes a space, any apostrophe U+2019; the rest stands as it is.
_NORMAL_FORM = {0xA0: 0x20, 0x202F: 0x20, 0x2009: 0x20, 0x27: 0x2019, 0x2BC: 0x2019}


def tag_symbols() -> list[str]:
    """The placeholders that stand for inline tags."""
    return [form.format(n) for n in range(1, TAGS + 1) for form in ("<{}>", "</{}>", "<{}/>")]


def train_tokenizer(
    pairs: list[Pair], folder: Path, symbols: list[str]
) -> sentencepiece.SentencePieceProcessor:
    """Train the shared SentencePiece model on both sides of a sample of the pairs."""
    rules = folder / "rules.tsv"
    rules.write_text("".join(f"{a:X}\t{b:X}\n" for a, b in _NORMAL_FORM.items()), encoding="ascii")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=(text for pair in pairs[:80_000] for text in (pair.uk, pair.en)),
        model_prefix=str(folder / "sentencepiece"),
        model_type="unigram",
        vocab_size=VOCABULARY if symbols else VOCABULARY_WITHOUT_TAGS,
        character_coverage=1.0,
        split_digits=True,
        user_defined_symbols=symbols,
        normalization_rule_tsv=str(rules),
        pad_id=PAD,
        unk_id=UNK,
        bos_id=BOS,
        eos_id=EOS,
        num_threads=1,
        minloglevel=1,
    )
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))


def batches(
    encoded: list[tuple[list[int], list[int]]], rng: random.Random
) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield padded batches of pairs of like length for ever, in a new order each round."""
    sizes = [max(len(uk), len(en)) + 1 for uk, en in encoded]
    while True:
        order = sorted(range(len(encoded)), key=lambda i: sizes[i] + rng.random() * 3)
        groups: list[list[int]] = [[]]
        for index in order:
            if (len(groups[-1]) + 1) * (sizes[index] + 3) > TOKENS:
                groups.append([])
            groups[-1].append(index)
        rng.shuffle(groups)
        for group in groups:
            yield (
                padded([[*encoded[i][0], EOS] for i in group]),
                padded([[BOS, *encoded[i][1], EOS] for i in group]),
            )


def padded(rows: list[list[int]]) -> Tensor:
    """Make one matrix of rows of token numbers."""
    matrix = np.full((len(rows), max(map(len, rows))), PAD, dtype=np.int64)
    for row, ids in zip(matrix, rows, strict=True):
        row[: len(ids)] = ids
    return torch.from_numpy(matrix)


def rate(step: int, steps: int) -> float:
    """The learning rate of a step as a share of the peak."""
    if step < WARM_UP:
        return (step + 1) / WARM_UP
    return 0.5 * (1 + math.cos(math.pi * min(1.0, step / steps))) + 1e-3


def learn(model: Translator, stream: Iterator[tuple[Tensor, Tensor]], steps: int) -> None:
    """Train by Muon (matrices) and AdamW (the rest): linear warm-up, then cosine decay to zero."""
    matrices = [
        p for name, p in model.named_parameters() if p.ndim == 2 and name != "embedding.weight"
    ]
    others = [p for name, p in model.named_parameters() if p.ndim < 2 or name == "embedding.weight"]
    optimizers: list[torch.optim.Optimizer] = [
        torch.optim.Muon(matrices, lr=PEAK_RATE, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, lr=PEAK_RATE, betas=(0.9, 0.98), weight_decay=0.01),
    ]
    schedules = [
        torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step, steps))
        for optimizer in optimizers
    ]
    model.train()
    start, total = time.monotonic(), 0.0
    for step in range(1, steps + 1):
        source, target = next(stream)
        scores = model(source, target[:, :-1])
        loss = functional.cross_entropy(
            scores.flatten(0, 1), target[:, 1:].flatten(), ignore_index=PAD
        )
        model.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for part in (*optimizers, *schedules):
            part.step()
        total += loss.item()
        if step % 100 == 0:
            minutes = (time.monotonic() - start) / 60
            print(f"step {step}/{steps}  loss {total / 100:.4f}  {minutes:.1f} min", flush=True)
            total = 0.0


def main() -> None:
    """Draw the pairs, train, export, write the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--threads", type=int, default=THREADS, help="fewer on a shared machine")
    parser.add_argument("--output", type=Path, default=PACKAGE)
    parser.add_argument(
        "--without-tags",
        action="store_true",
        help="train as published packages are, without placeholders; needs --output",
    )
    parser.add_argument("--weights", type=Path, help="keep PyTorch's weights in this file as well")
    options = parser.parse_args()
    if options.without_tags and options.output == PACKAGE:
        parser.error("--without-tags makes another package: give its folder by --output")

    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    pairs = training(DRAWS, 0.0 if options.without_tags else TAGGED)
    if options.without_tags:
        # The places of code are placeholders of the grammar itself.
        pairs = [pair for pair in pairs if not TAG.search(pair.uk + pair.en)]
    barred = {untagged(pair.uk) for held in held_out() for pair in held}
    sources = {untagged(pair.uk) for pair in pairs}
    assert not sources & barred, "a held-out sentence stands in the training set"
    assert not any(map(in_articles, sources)), "an article's sentence stands in the training set"
    assert options.without_tags or words_of(sources) == set(words()), (
        "the word list is not what the training set holds"
    )
    print(f"{len(pairs)} pairs", flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tokenizer = train_tokenizer(pairs, folder, [] if options.without_tags else tag_symbols())
        encoded = list(
            zip(
                tokenizer.encode([pair.uk for pair in pairs]),
                tokenizer.encode([pair.en for pair in pairs]),
                strict=True,
            )
        )
        tokens = [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
        model = Translator(len(tokens), SIZE)
        learn(model, batches(encoded, random.Random(SEED)), options.steps)
        export(model.eval(), tokens, folder / "model")
        if options.weights:
            torch.save(model.state_dict(), options.weights)
        write_package(options.output, folder, pairs, limited=not options.without_tags)


if __name__ == "__main__":
    main()
