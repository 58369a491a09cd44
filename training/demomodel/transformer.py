"""A small Transformer in PyTorch, laid out as ctranslate2.specs.TransformerSpec; its export."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from ctranslate2.specs import TransformerSpec
from ctranslate2.specs.model_spec import LayerSpec
from torch import Tensor, nn
from torch.nn import functional

PAD, UNK, BOS, EOS = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Size:
    """The measures of a model."""

    width: int
    heads: int
    inner: int
    """Width of the feed-forward layers within."""
    layers: tuple[int, int]
    """How many the encoder has, and the decoder."""
    dropout: float


def sinusoids(length: int, width: int) -> Tensor:
    """Position encodings as CTranslate2 makes them: positions from 1, sines before cosines."""
    step = math.log(10000) / (width // 2 - 1)
    scale = torch.exp(torch.arange(width // 2) * -step)
    angles = torch.arange(1, length + 1)[:, None] * scale[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class Attention(nn.Module):
    """Multi-head attention with fused projections."""

    def __init__(self, width: int, heads: int, across: bool) -> None:
        """Make the layers."""
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width)
        self.query = nn.Linear(width, width) if across else None
        self.fused = nn.Linear(width, width * (2 if across else 3))
        self.out = nn.Linear(width, width)

    def _split(self, x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor | None) -> Tensor:
        """Run it on a batch."""
        x = self.norm(x)
        if self.query is None:
            q, k, v = self.fused(x).chunk(3, dim=-1)
        else:
            q, (k, v) = self.query(x), self.fused(memory).chunk(2, dim=-1)
        y = functional.scaled_dot_product_attention(
            self._split(q), self._split(k), self._split(v), mask, is_causal=mask is None
        )
        return self.out(y.transpose(1, 2).flatten(2))


class FeedForward(nn.Module):
    """Two linear layers around a ReLU."""

    def __init__(self, width: int, inner: int) -> None:
        """Make the layers."""
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        """Run it on a batch."""
        return self.down(functional.relu(self.up(self.norm(x))))


class Layer(nn.Module):
    """One layer of the encoder, or of the decoder when `across` is set."""

    def __init__(self, size: Size, *, across: bool) -> None:
        """Make the layers."""
        super().__init__()
        self.own = Attention(size.width, size.heads, across=False)
        self.across = Attention(size.width, size.heads, across=True) if across else None
        self.feed = FeedForward(size.width, size.inner)
        self.drop = nn.Dropout(size.dropout)

    def forward(self, x: Tensor, own: Tensor | None, memory: Tensor | None, mask: Tensor) -> Tensor:
        """Run it on a batch."""
        x = x + self.drop(self.own(x, None, own))
        if self.across is not None:
            x = x + self.drop(self.across(x, memory, mask))
        return x + self.drop(self.feed(x))


class Translator(nn.Module):
    """Pre-norm encoder and decoder over one shared embedding, which is also the output."""

    def __init__(self, vocabulary: int, size: Size) -> None:
        """Make the layers."""
        super().__init__()
        self.width, self.heads = size.width, size.heads
        self.embedding = nn.Embedding(vocabulary, size.width)
        nn.init.normal_(self.embedding.weight, std=size.width**-0.5)
        encoder, decoder = size.layers
        self.encoder = nn.ModuleList(Layer(size, across=False) for _ in range(encoder))
        self.decoder = nn.ModuleList(Layer(size, across=True) for _ in range(decoder))
        self.encoder_norm = nn.LayerNorm(size.width)
        self.decoder_norm = nn.LayerNorm(size.width)
        self.drop = nn.Dropout(size.dropout)
        self.register_buffer("positions", sinusoids(512, size.width), persistent=False)

    def embed(self, ids: Tensor) -> Tensor:
        """Scaled embeddings plus positions."""
        scaled = self.embedding(ids) * math.sqrt(self.width)
        return self.drop(scaled + self.positions[: ids.shape[1]])

    def forward(self, source: Tensor, target: Tensor) -> Tensor:
        """Run it on a batch."""
        mask = (source != PAD)[:, None, None, :]
        memory = self.embed(source)
        for layer in self.encoder:
            memory = layer(memory, mask, None, mask)
        memory = self.encoder_norm(memory)
        x = self.embed(target)
        for layer in self.decoder:
            x = layer(x, None, memory, mask)
        return functional.linear(self.decoder_norm(x), self.embedding.weight)


def export(model: Translator, tokens: list[str], folder: Path) -> None:
    """Write the model in CTranslate2's format as 8-bit integers, from copies of the weights."""

    def copied(tensor: Tensor) -> Tensor:
        return tensor.detach().clone().float()

    def norm(spec: LayerSpec, module: nn.LayerNorm) -> None:
        spec.gamma, spec.beta = copied(module.weight).numpy(), copied(module.bias).numpy()

    def linear(spec: LayerSpec, module: nn.Linear) -> None:
        spec.weight, spec.bias = copied(module.weight).numpy(), copied(module.bias).numpy()

    def attention(spec: LayerSpec, module: Attention) -> None:
        norm(spec.layer_norm, module.norm)
        parts = (module.fused, module.out) if module.query is None else (
            module.query, module.fused, module.out)  # fmt: skip
        for target, part in zip(spec.linear, parts, strict=True):
            linear(target, part)

    def feed_forward(spec: LayerSpec, module: FeedForward) -> None:
        norm(spec.layer_norm, module.norm)
        linear(spec.linear_0, module.up)
        linear(spec.linear_1, module.down)

    spec = TransformerSpec.from_config((len(model.encoder), len(model.decoder)), model.heads)
    weight = copied(model.embedding.weight)
    spec.encoder.embeddings[0].weight = weight.clone().numpy()
    spec.decoder.embeddings.weight = weight.clone().numpy()
    spec.decoder.projection.weight = weight.clone().numpy()
    norm(spec.encoder.layer_norm, model.encoder_norm)
    norm(spec.decoder.layer_norm, model.decoder_norm)
    for target, layer in zip(spec.encoder.layer, model.encoder, strict=True):
        attention(target.self_attention, layer.own)
        feed_forward(target.ffn, layer.feed)
    for target, layer in zip(spec.decoder.layer, model.decoder, strict=True):
        attention(target.self_attention, layer.own)
        attention(target.attention, layer.across)
        feed_forward(target.ffn, layer.feed)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.add_source_bos = False
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
